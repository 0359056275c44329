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
# ({"bidang": "IV"}), and so declares the office's own names; an empty one differs by letter.
# `mundur` allows letters dated before the newest one; `gaya_sisipan` is how an inserted number is
# marked (".01", "A", ".A").
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
    sa.Column("mundur", sa.Boolean, nullable=False, server_default=sa.text("false")),
    sa.Column("gaya_sisipan", sa.String(4), nullable=False, server_default=".A"),
    sa.UniqueConstraint("instansi_id", "slug"),
    sa.CheckConstraint("restart IN ('tahun', 'bulan', 'tidak')", name="restart"),
)

# `awal` is the last number used before Naskah: the ledger begins at awal + 1. `terbaru` is the
# newest date among the living numbers up to `terakhir`, those of blocks aside.
penghitung = sa.Table(
    "penghitung",
    metadata,
    sa.Column("buku_id", sa.ForeignKey("buku.id"), primary_key=True),
    sa.Column("periode", sa.String(7), primary_key=True),
    sa.Column("awal", sa.Integer, nullable=False),
    sa.Column("terakhir", sa.Integer, nullable=False),
    sa.Column("terbaru", sa.Date),
    sa.CheckConstraint("0 <= awal AND awal <= terakhir", name="urutan"),
)

# Numbers kept together for an event until `sampai`. What was not used is burned on release.
# `kunci` is the form that asked for them: pressed twice, it gets one block.
blok = sa.Table(
    "blok",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("buku_id", sa.ForeignKey("buku.id"), nullable=False, index=True),
    sa.Column("periode", sa.String(7), nullable=False),
    sa.Column("pertama", sa.Integer, nullable=False),
    sa.Column("terakhir", sa.Integer, nullable=False),
    sa.Column("tanggal", sa.Date, nullable=False),
    sa.Column("sampai", sa.Date, nullable=False),
    sa.Column("alasan", sa.Text, nullable=False),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
    sa.Column("lepas_pada", sa.String(32)),
    sa.Column("lepas_oleh", sa.Text),
    sa.Column("lepas_alasan", sa.Text, nullable=False, server_default=""),
    sa.Column("kunci", sa.String(60)),
    sa.CheckConstraint("1 <= pertama AND pertama <= terakhir", name="urutan"),
    sa.Index(None, "kunci", unique=True),
)

# One import of an old register. `hitungan` keeps, for each period, where the counter stood before
# and after, so that the import can be taken back as a whole. `kunci` is the work that brought it
# in: done twice, it is one import.
impor = sa.Table(
    "impor",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("buku_id", sa.ForeignKey("buku.id"), nullable=False, index=True),
    sa.Column("nama_file", sa.Text, nullable=False),
    sa.Column("baris", sa.Integer, nullable=False),
    sa.Column("hitungan", sa.JSON, nullable=False),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
    sa.Column("tarik_pada", sa.String(32)),
    sa.Column("tarik_oleh", sa.Text),
    sa.Column("tarik_alasan", sa.Text, nullable=False, server_default=""),
    sa.Column("kunci", sa.String(60)),
    sa.Index(None, "kunci", unique=True),
)

# Rows of an old register that is being read, by the key of the work that reads it. They are no
# part of the ledger: they enter it together, when all of them lie here.
baris_impor = sa.Table(
    "baris_impor",
    metadata,
    sa.Column("kunci", sa.String(60), primary_key=True),
    sa.Column("baris", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("periode", sa.String(7), nullable=False),
    sa.Column("nomor_urut", sa.Integer, nullable=False),
    sa.Column("sisipan", sa.String(16), nullable=False),
    sa.Column("nomor_surat", sa.Text, nullable=False),
    sa.Column("tanggal_surat", sa.Date, nullable=False),
    sa.Column("bagian", sa.JSON, nullable=False),
    sa.Column("hal", sa.Text, nullable=False),
    sa.Column("tujuan", sa.Text, nullable=False),
    sa.Column("keterangan", sa.Text, nullable=False),
    sa.Column("alasan", sa.Text, nullable=False),
    sa.Column("mundur", sa.Boolean, nullable=False),
)

# One row for each number ever given. Rows change their state and are never deleted.
# `bagian` keeps the values that were printed, since a printed number cannot be taken apart again.
# `nomor_urut` is empty for a foreign number that is none of ours, and for a row of an import that
# was taken back (`ditarik`). `asal` says where an external number came from, `keterangan` why a row
# is as it is, `alasan` why it was cancelled, `mundur` that it is dated before its elders.
# The states of a number that stands on a letter, or will.
LIVING = ("dipesan", "terbit", "eksternal")

nomor = sa.Table(
    "nomor",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("buku_id", sa.ForeignKey("buku.id"), nullable=False),
    sa.Column("periode", sa.String(7), nullable=False),
    sa.Column("nomor_urut", sa.Integer),
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
    sa.Column("asal", sa.Text, nullable=False, server_default=""),
    sa.Column("keterangan", sa.Text, nullable=False, server_default=""),
    sa.Column("mundur", sa.Boolean, nullable=False, server_default=sa.text("false")),
    sa.Column("blok_id", sa.ForeignKey("blok.id")),
    sa.Column("impor_id", sa.ForeignKey("impor.id")),
    sa.UniqueConstraint("buku_id", "periode", "nomor_urut", "sisipan"),
    sa.CheckConstraint(
        "state IN ('dipesan', 'terbit', 'batal', 'eksternal', 'ditarik')", name="state"
    ),
    sa.CheckConstraint(
        "nomor_urut IS NOT NULL OR state IN ('batal', 'eksternal', 'ditarik')", name="urut"
    ),
    sa.CheckConstraint(
        "state <> 'batal' OR (alasan <> '' AND batal_pada IS NOT NULL)", name="batal"
    ),
    sa.CheckConstraint("state <> 'eksternal' OR asal <> ''", name="eksternal"),
)
# Few rows have these, so only those are indexed: a number given pays nothing for them.
for _column in (nomor.c.blok_id, nomor.c.impor_id):
    _there = _column.is_not(None)
    sa.Index(None, _column, sqlite_where=_there, postgresql_where=_there)

# An incoming letter. Its agenda number is a number like any other, in the book agenda-masuk.
# `arsip_id` is the scan's entry in the archive, once there is one.
surat_masuk = sa.Table(
    "surat_masuk",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("nomor_id", sa.ForeignKey("nomor.id"), nullable=False, unique=True),
    sa.Column("tanggal_terima", sa.Date, nullable=False),
    sa.Column("pengirim", sa.Text, nullable=False),
    sa.Column("tanggal_surat", sa.Date),
    sa.Column("nomor_surat", sa.Text, nullable=False),
    sa.Column("isi_ringkas", sa.Text, nullable=False),
    sa.Column("lampiran", sa.Text, nullable=False),
    sa.Column("sifat", sa.Text, nullable=False),
    sa.Column("keterangan", sa.Text, nullable=False),
    sa.Column("arsip_id", sa.Integer),
)

# One delivery of a letter; `penerima` is filled in when somebody has signed for it.
ekspedisi = sa.Table(
    "ekspedisi",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("nomor_id", sa.ForeignKey("nomor.id"), nullable=False, index=True),
    sa.Column("tanggal", sa.Date, nullable=False),
    sa.Column("tujuan", sa.Text, nullable=False),
    sa.Column("penerima", sa.Text, nullable=False),
    sa.Column("tanggal_terima", sa.Date),
    sa.Column("oleh", sa.Text, nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
)

# Codes sort and are sought byte by byte, whatever the language of the database.
_CODE = sa.String(60).with_variant(sa.String(60, collation="C"), "postgresql")

# The classification of archives. Rows without an office are the list that comes with Naskah.
# One code may stand twice in a region's list. `urutan` sorts by segment as numbers, `kata` is the
# title as it is searched, and retention is text: "2 tahun setelah pemeriksaan" is a real one.
kode_klasifikasi = sa.Table(
    "kode_klasifikasi",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.Integer),
    sa.Column("edisi", sa.String(40), nullable=False),
    sa.Column("kode", _CODE, nullable=False),
    sa.Column("urutan", sa.Text, nullable=False),
    sa.Column("uraian", sa.Text, nullable=False),
    sa.Column("kata", sa.Text, nullable=False),
    sa.Column("retensi_aktif", sa.Text, nullable=False),
    sa.Column("retensi_inaktif", sa.Text, nullable=False),
    sa.Column("nasib_akhir", sa.Text, nullable=False),
    sa.Column("keamanan", sa.Text, nullable=False),
    sa.Index(None, "instansi_id", "kode"),
)
