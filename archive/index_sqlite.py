"""The search index on SQLite: two FTS5 tables that triggers on `arsip` keep.

Both are contentless, so the text itself lies once, in arsip.text; nothing is ranked, so no column
sizes are kept. Their rows are numbered by the key of keys.py. `tag` holds one token of letters and
digits for each filter, which find_sqlite.py asks for.
"""

_WORDS = """
    CREATE VIRTUAL TABLE arsip_kata USING fts5(
        nomor, hal, pihak, teks, tag,
        content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')
"""
_NUMBERS = """
    CREATE VIRTUAL TABLE arsip_nomor USING fts5(
        nomor, content='', columnsize=0, detail='none', tokenize='trigram')
"""

_ADD = """
    INSERT INTO arsip_kata(rowid, nomor, hal, pihak, teks, tag) VALUES (
        CAST(replace(new.tanggal, '-', '') AS INTEGER) * 10000000 + new.id,
        coalesce(new.nomor_surat, ''),
        new.hal,
        new.tujuan || ' ' || new.penandatangan,
        new.text,
        'i' || new.instansi_id || ' j' || replace(new.jenis, '-', '')
            || ' b' || coalesce(new.berkas_id, 0) || ' s' || new.state
            || CASE new.sifat WHEN 'Biasa' THEN '' ELSE ' tertutup ' || new.pembaca END);
    INSERT INTO arsip_nomor(rowid, nomor) VALUES (
        CAST(replace(new.tanggal, '-', '') AS INTEGER) * 10000000 + new.id,
        coalesce(new.nomor_surat, ''));
"""
# A contentless table forgets a row only when it is told the row's old values.
_DROP = (
    _ADD.replace("new.", "old.")
    .replace("arsip_kata(rowid,", "arsip_kata(arsip_kata, rowid,")
    .replace("arsip_nomor(rowid,", "arsip_nomor(arsip_nomor, rowid,")
    .replace("VALUES (", "VALUES ('delete',")
)

_ON_INSERT = f"CREATE TRIGGER arsip_ditambah AFTER INSERT ON arsip BEGIN {_ADD} END"
_ON_UPDATE = f"""
    CREATE TRIGGER arsip_diubah AFTER UPDATE OF
        instansi_id, berkas_id, jenis, nomor_surat, tanggal, hal, tujuan, penandatangan, state,
        text, sifat, pembaca
    ON arsip BEGIN {_DROP} {_ADD} END
"""
_ON_DELETE = f"CREATE TRIGGER arsip_dihapus AFTER DELETE ON arsip BEGIN {_DROP} END"

DDL = [_WORDS, _NUMBERS, _ON_INSERT, _ON_UPDATE, _ON_DELETE]
