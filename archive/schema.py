"""Tables of the archive; the database keeps the search index beside them by itself.

Triggers (index_sqlite.py) or a generated column (index_postgresql.py) hold the index true to the
entry within the same transaction, whoever writes.
"""

import sqlalchemy as sa

from archive import index_postgresql, index_sqlite
from archive.keys import IDS

metadata = sa.MetaData()

Timestamp = sa.String(32)  # ISO-8601 with offset
_PDF_WANTED = sa.text("pdf_wanted")

berkas = sa.Table(
    "berkas",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.Integer, nullable=False),
    sa.Column("kode_klasifikasi", sa.String(60), nullable=False),
    sa.Column("judul", sa.Text, nullable=False),
    sa.Column("kurun_waktu", sa.Text, nullable=False),
    sa.Column("sop", sa.Text, nullable=False),
    sa.Column("unit_pengolah", sa.Text, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("dibuka_pada", Timestamp, nullable=False),
    sa.Column("ditutup_pada", Timestamp),
    sa.CheckConstraint("state IN ('terbuka', 'tutup')", name="berkas_state"),
    sa.Index("berkas_instansi", "instansi_id", "id"),
    sqlite_autoincrement=True,
)

arsip = sa.Table(
    "arsip",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.Integer, nullable=False),
    sa.Column("berkas_id", sa.ForeignKey(berkas.c.id)),
    sa.Column("langkah", sa.Integer),
    sa.Column("keluaran", sa.Text),
    sa.Column("jenis", sa.String(100), nullable=False),
    sa.Column("nomor_surat", sa.Text),
    sa.Column("tanggal", sa.Date, nullable=False),
    sa.Column("tahun", sa.Integer, nullable=False),
    sa.Column("hal", sa.Text, nullable=False),
    sa.Column("tujuan", sa.Text, nullable=False),
    sa.Column("penandatangan", sa.Text, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("draft_key", sa.String(100), unique=True),
    sa.Column("ruang", sa.Text, nullable=False, server_default=""),
    sa.Column("rak", sa.Text, nullable=False, server_default=""),
    sa.Column("boks", sa.Text, nullable=False, server_default=""),
    sa.Column("map", sa.Text, nullable=False, server_default=""),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("snapshot", sa.JSON, nullable=False),
    sa.Column("pdf_wanted", sa.Boolean, nullable=False),
    sa.Column("pdf_fault", sa.Text, nullable=False),
    sa.Column("pdf_tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("pdf_next", Timestamp, nullable=False, server_default=""),  # not before then
    sa.Column("ttd_wanted", sa.Boolean, nullable=False),
    sa.Column("tanggal_ttd", sa.Date),
    sa.Column("tanggal_kembali", sa.Date),
    sa.Column("alasan", sa.Text, nullable=False, server_default=""),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("pada", Timestamp, nullable=False),
    sa.Column("sifat", sa.String(20), nullable=False, server_default="Biasa"),
    sa.Column("pembaca", sa.Text, nullable=False, server_default=""),  # of a closed one; secrecy.py
    sa.CheckConstraint("state IN ('terbit', 'ditandatangani', 'batal')", name="arsip_state"),
    sa.CheckConstraint(f"id < {IDS}", name="arsip_id_fits_key"),
    sa.Index("arsip_terbaru", "instansi_id", "tanggal", "id"),
    sa.Index("arsip_jenis", "instansi_id", "jenis", "tanggal", "id"),
    sa.Index("arsip_berkas", "berkas_id", "tanggal", "id"),
    sa.Index("arsip_state_terbaru", "instansi_id", "state", "tanggal", "id"),
    sa.Index("arsip_pdf_wanted", "id", sqlite_where=_PDF_WANTED, postgresql_where=_PDF_WANTED),
    sqlite_autoincrement=True,
)

arsip_file = sa.Table(
    "arsip_file",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("arsip_id", sa.ForeignKey(arsip.c.id), nullable=False),
    sa.Column("peran", sa.String(10), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("nama", sa.Text, nullable=False),
    sa.Column("media_type", sa.String(100), nullable=False),
    sa.Column("ukuran", sa.BigInteger, nullable=False),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("pada", Timestamp, nullable=False),
    sa.CheckConstraint(
        "peran IN ('docx', 'pdf', 'ttd', 'ttd-lama', 'unggahan', 'paraf')",
        name="arsip_file_peran",
    ),
    sa.Index("arsip_file_arsip", "arsip_id", "id"),
    sa.Index("arsip_file_digest", "digest"),
    sqlite_autoincrement=True,
)


def index_ddl(dialect_name: str) -> list[str]:
    """Return the statements that make the search index of `sqlite` or `postgresql`.

    They are to be run once, after the tables are made.
    """
    return {"sqlite": index_sqlite.DDL, "postgresql": index_postgresql.DDL}[dialect_name]
