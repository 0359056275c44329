"""The search index on PostgreSQL: a generated column of words, and trigrams of the number.

Marks part words (`3.3/15` is three of them and never a path), as they do on SQLite. A tsvector
holds 1 MiB; 400,000 characters, some 150 pages, stay well below it.
"""

_WORDS = r"""
    ALTER TABLE arsip ADD COLUMN kata tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple',
            regexp_replace(coalesce(nomor_surat, ''), '[!-/:-@[-`{-~]+', ' ', 'g')), 'A')
        || to_tsvector('simple', regexp_replace(
            hal || ' ' || tujuan || ' ' || penandatangan || ' ' || left(text, 400000),
            '[!-/:-@[-`{-~]+', ' ', 'g'))
    ) STORED
"""

DDL = [
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    _WORDS,
    "CREATE INDEX arsip_kata ON arsip USING gin (kata)",
    "CREATE INDEX arsip_nomor ON arsip USING gin (nomor_surat gin_trgm_ops)",
]
