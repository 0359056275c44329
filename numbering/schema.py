"""Tables of numbering.

The identity of a number is (buku, periode, nomor_urut, sisipan), never its printed text.
"""

import sqlalchemy as sa

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# One book of an office. `bagian` holds the values of the parts that stay the same
# ({"bidang": "IV"}), and so declares the office's own names.
buku = sa.Table(
    "buku",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.Integer, nullable=False),
    sa.Column("slug", sa.String(64), nullable=False),
    sa.Column("nama", sa.Text, nullable=False),
    sa.Column("pola", sa.Text, nullable=False),
    sa.Column("restart", sa.String(8), nullable=False),
    sa.Column("kode_unit", sa.Text, nullable=False),
    sa.Column("bagian", sa.JSON, nullable=False),
    sa.UniqueConstraint("instansi_id", "slug"),
    sa.CheckConstraint("restart IN ('tahun', 'bulan', 'tidak')", name="restart"),
)

# `awal` is the last number used before Naskah: the ledger begins at awal + 1.
penghitung = sa.Table(
    "penghitung",
    metadata,
    sa.Column("buku_id", sa.ForeignKey("buku.id"), primary_key=True),
    sa.Column("periode", sa.String(7), primary_key=True),
    sa.Column("awal", sa.Integer, nullable=False),
    sa.Column("terakhir", sa.Integer, nullable=False),
    sa.CheckConstraint("0 <= awal AND awal <= terakhir", name="urutan"),
)

# One row for each number ever given. Rows change their state and are never deleted.
# `bagian` keeps the values that were printed, since a printed number cannot be taken apart again.
nomor = sa.Table(
    "nomor",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("buku_id", sa.ForeignKey("buku.id"), nullable=False),
    sa.Column("periode", sa.String(7), nullable=False),
    sa.Column("nomor_urut", sa.Integer, nullable=False),
    sa.Column("sisipan", sa.String(16), nullable=False, server_default=""),
    sa.Column("nomor_surat", sa.Text, nullable=False),
    sa.Column("tanggal_surat", sa.Date, nullable=False),
    sa.Column("bagian", sa.JSON, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("draft_key", sa.String(100), unique=True),
    sa.Column("hal", sa.Text, nullable=False),
    sa.Column("tujuan", sa.Text, nullable=False),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("dipesan_pada", sa.String(32), nullable=False),
    sa.Column("terbit_pada", sa.String(32)),
    sa.Column("batal_pada", sa.String(32)),
    sa.Column("batal_oleh", sa.Text),
    sa.Column("alasan", sa.Text, nullable=False, server_default=""),
    sa.UniqueConstraint("buku_id", "periode", "nomor_urut", "sisipan"),
    sa.CheckConstraint("state IN ('dipesan', 'terbit', 'batal', 'eksternal')", name="state"),
    sa.CheckConstraint(
        "state <> 'batal' OR (alasan <> '' AND batal_pada IS NOT NULL)", name="batal"
    ),
)
