"""The class of a document, who may read a closed one, and who began a draft."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Classify what was filed by what its letter says; the index knows the closed ones."""
    op.add_column("draft", sa.Column("pengguna_id", sa.Integer()))
    sifat = sa.Column("sifat", sa.String(length=20), nullable=False, server_default="Biasa")
    op.add_column("arsip", sifat)
    op.add_column("arsip", sa.Column("pembaca", sa.Text(), nullable=False, server_default=""))
    dialect = op.get_bind().dialect.name
    for trigger in TRIGGERS if dialect == "sqlite" else ():
        op.execute(sa.text(trigger))
    for update in (LETTERS[dialect], INCOMING):
        op.execute(sa.text(update).bindparams(sa.bindparam("classes", CLOSED, expanding=True)))


CLOSED = ["Terbatas", "Rahasia", "Sangat Rahasia"]
LETTERS = {
    "sqlite": """
        UPDATE arsip SET sifat = json_extract(snapshot, '$.isian.sifat')
        WHERE json_extract(snapshot, '$.isian.sifat') IN :classes
    """,
    "postgresql": """
        UPDATE arsip SET sifat = snapshot -> 'isian' ->> 'sifat'
        WHERE snapshot -> 'isian' ->> 'sifat' IN :classes
    """,
}
INCOMING = """
    UPDATE arsip
    SET sifat = (SELECT sifat FROM surat_masuk WHERE surat_masuk.arsip_id = arsip.id)
    WHERE id IN (SELECT arsip_id FROM surat_masuk WHERE sifat IN :classes)
"""
# The triggers as they are at this revision; archive/index_sqlite.py may have moved on since.
TRIGGERS = [
    "DROP TRIGGER arsip_ditambah",
    "DROP TRIGGER arsip_diubah",
    "DROP TRIGGER arsip_dihapus",
    """CREATE TRIGGER arsip_ditambah AFTER INSERT ON arsip BEGIN
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
 END""",
    """CREATE TRIGGER arsip_diubah AFTER UPDATE OF
        instansi_id, berkas_id, jenis, nomor_surat, tanggal, hal, tujuan, penandatangan, state,
        text, sifat, pembaca
    ON arsip BEGIN
    INSERT INTO arsip_kata(arsip_kata, rowid, nomor, hal, pihak, teks, tag) VALUES ('delete',
        CAST(replace(old.tanggal, '-', '') AS INTEGER) * 10000000 + old.id,
        coalesce(old.nomor_surat, ''),
        old.hal,
        old.tujuan || ' ' || old.penandatangan,
        old.text,
        'i' || old.instansi_id || ' j' || replace(old.jenis, '-', '')
            || ' b' || coalesce(old.berkas_id, 0) || ' s' || old.state
            || CASE old.sifat WHEN 'Biasa' THEN '' ELSE ' tertutup ' || old.pembaca END);
    INSERT INTO arsip_nomor(arsip_nomor, rowid, nomor) VALUES ('delete',
        CAST(replace(old.tanggal, '-', '') AS INTEGER) * 10000000 + old.id,
        coalesce(old.nomor_surat, ''));

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
 END""",
    """CREATE TRIGGER arsip_dihapus AFTER DELETE ON arsip BEGIN
    INSERT INTO arsip_kata(arsip_kata, rowid, nomor, hal, pihak, teks, tag) VALUES ('delete',
        CAST(replace(old.tanggal, '-', '') AS INTEGER) * 10000000 + old.id,
        coalesce(old.nomor_surat, ''),
        old.hal,
        old.tujuan || ' ' || old.penandatangan,
        old.text,
        'i' || old.instansi_id || ' j' || replace(old.jenis, '-', '')
            || ' b' || coalesce(old.berkas_id, 0) || ' s' || old.state
            || CASE old.sifat WHEN 'Biasa' THEN '' ELSE ' tertutup ' || old.pembaca END);
    INSERT INTO arsip_nomor(arsip_nomor, rowid, nomor) VALUES ('delete',
        CAST(replace(old.tanggal, '-', '') AS INTEGER) * 10000000 + old.id,
        coalesce(old.nomor_surat, ''));
 END""",
]
