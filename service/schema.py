"""Tables of the service itself: offices, people, drafts, SOPs, jobs and the audit trail."""

import sqlalchemy as sa

metadata = sa.MetaData()

instansi = sa.Table(
    "instansi",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("slug", sa.String(64), nullable=False, unique=True),
    sa.Column("profil", sa.JSON, nullable=False),
    sa.Column("logo", sa.String(64)),  # SHA-256 of the picture in the store
    sa.Column("contoh", sa.Boolean, nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
)

pejabat = sa.Table(
    "pejabat",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False, index=True),
    sa.Column("urutan", sa.Integer, nullable=False),
    sa.Column("nama", sa.String(200), nullable=False),
    sa.Column("gelar_depan", sa.String(60), nullable=False),
    sa.Column("gelar_belakang", sa.String(100), nullable=False),
    sa.Column("nip", sa.String(30), nullable=False),
    sa.Column("pangkat", sa.String(60), nullable=False),
    sa.Column("golongan", sa.String(10), nullable=False),
    sa.Column("jabatan", sa.String(200), nullable=False),
    sa.Column("mulai", sa.Date),
    sa.Column("selesai", sa.Date),
    sa.Column("atasan", sa.String(200), nullable=False, server_default=""),
)

# Who acts for another post (Plt., Plh., Pj.), from when to when, and by which order.
penugasan = sa.Table(
    "penugasan",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("pejabat_id", sa.ForeignKey("pejabat.id"), nullable=False, index=True),
    sa.Column("pelaksana", sa.String(10), nullable=False),
    sa.Column("jabatan", sa.String(200), nullable=False),
    sa.Column("mulai", sa.Date, nullable=False),
    sa.Column("selesai", sa.Date),
    sa.Column("dasar", sa.String(300), nullable=False),
)

pengguna = sa.Table(
    "pengguna",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False, index=True),
    sa.Column("username", sa.String(64), nullable=False, unique=True),
    sa.Column("nama", sa.String(200), nullable=False),
    sa.Column("sandi", sa.String(200), nullable=False),  # argon2 hash
    sa.Column("peran", sa.String(20), nullable=False),
    sa.Column("terkunci", sa.Boolean, nullable=False),
    sa.Column("contoh", sa.Boolean, nullable=False),
    # A new password or a lock raises it, which ends every session opened before.
    sa.Column("sesi", sa.Integer, nullable=False),
    sa.Column("gagal", sa.Integer, nullable=False),
    sa.Column("gagal_pada", sa.String(32)),
    sa.Column("pejabat_id", sa.Integer),  # the official whose account it is; none for the rest
    sa.Column("pos_el", sa.String(200), nullable=False, server_default=""),  # for the digest
    sa.Column("totp", sa.String(64)),  # the secret of the second factor, where there is one
    sa.Column("totp_langkah", sa.Integer),  # the time step of the newest code that was used
)

# What enters once when the telephone is lost: SHA-256 of each code.
kode_pulih = sa.Table(
    "kode_pulih",
    metadata,
    sa.Column("pengguna_id", sa.ForeignKey("pengguna.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("sidik", sa.String(64), primary_key=True),
)

percobaan = sa.Table(
    "percobaan",
    metadata,
    sa.Column("alamat", sa.String(64), primary_key=True),
    sa.Column("gagal", sa.Integer, nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
)

# The offices that an account of the Inspektorat may read besides its own.
akses = sa.Table(
    "akses",
    metadata,
    sa.Column("pengguna_id", sa.ForeignKey("pengguna.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), primary_key=True),
)

# One link at most for each account; the row goes when the link is used.
undangan = sa.Table(
    "undangan",
    metadata,
    sa.Column("pengguna_id", sa.ForeignKey("pengguna.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("sidik", sa.String(64), nullable=False, unique=True),  # SHA-256 of its token
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("berlaku_sampai", sa.String(32), nullable=False),
)

sop = sa.Table(
    "sop",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False, index=True),
    sa.Column("slug", sa.String(64), nullable=False),
    sa.Column("edisi", sa.Integer, nullable=False),
    sa.Column("isi", sa.JSON, nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
    sa.UniqueConstraint("instansi_id", "slug", "edisi"),
)

# The book that an office uses for a kind of letter, where it differs from the template's own.
# `jabatan` is the post that signs and keeps a book of its own; empty: everybody else.
buku_jenis = sa.Table(
    "buku_jenis",
    metadata,
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), primary_key=True),
    sa.Column("jenis", sa.String(64), primary_key=True),
    sa.Column("jabatan", sa.String(200), primary_key=True, server_default=""),
    sa.Column("buku", sa.String(64)),  # null: this office gives the kind no number
)

# Files of templates in the store: what letters were made of, and what offices have uploaded.
templat_file = sa.Table(
    "templat_file",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
)

templat_versi = sa.Table(
    "templat_versi",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("jenis", sa.String(64), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("nama", sa.String(200), nullable=False),
    sa.Column("ukuran", sa.Integer, nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
    sa.UniqueConstraint("instansi_id", "jenis", "digest"),
)

# Which template an office uses for a kind: the newest row; rows are only added.
templat_pakai = sa.Table(
    "templat_pakai",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("jenis", sa.String(64), nullable=False),
    sa.Column("versi_id", sa.ForeignKey("templat_versi.id")),  # null: the kind's own
    sa.Column("catatan", sa.String(300), nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
    sa.Index("templat_pakai_jenis", "instansi_id", "jenis", "id"),
)

draft = sa.Table(
    "draft",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False, index=True),
    sa.Column("jenis", sa.String(64), nullable=False),
    sa.Column("berkas_id", sa.Integer, index=True),
    sa.Column("langkah", sa.Integer),
    sa.Column("keluaran", sa.String(64)),
    sa.Column("konsep", sa.Boolean, nullable=False),  # filed without a number, never signed
    sa.Column("kode_klasifikasi", sa.String(40), nullable=False),
    sa.Column("isian", sa.JSON, nullable=False),
    sa.Column("versi", sa.Integer, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("snapshot", sa.JSON),  # frozen when the number is taken: what resume() prints
    sa.Column("arsip_id", sa.Integer),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
    sa.Column("diubah_pada", sa.String(32), nullable=False),
    sa.Column("pengguna_id", sa.Integer),  # the account that began it; none at the command line
)

# A draft that goes to many recipients, each with a letter of his own; see service/massal.
massal = sa.Table(
    "massal",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("draft_id", sa.ForeignKey("draft.id"), nullable=False, index=True),
    sa.Column("kolom", sa.JSON, nullable=False),  # names of the fields that differ
    sa.Column("tanda_terima", sa.Boolean, nullable=False),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("pesan", sa.Text, nullable=False),  # why it stopped by itself
    sa.Column("nama", sa.String(200), nullable=False),  # who set it going
    sa.Column("pengguna_id", sa.Integer),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
)

massal_baris = sa.Table(
    "massal_baris",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("massal_id", sa.ForeignKey("massal.id"), nullable=False, index=True),
    sa.Column("urutan", sa.Integer, nullable=False),
    sa.Column("isian", sa.JSON, nullable=False),  # raw values of this recipient
    sa.Column("draft_id", sa.ForeignKey("draft.id"), unique=True),  # the letter, once begun
    sa.Column("terima_id", sa.ForeignKey("draft.id"), unique=True),  # its receipt
)

# An output that is an event: it happened, on this day, and this is what came of it.
peristiwa = sa.Table(
    "peristiwa",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("berkas_id", sa.Integer, nullable=False, index=True),
    sa.Column("langkah", sa.Integer, nullable=False),
    sa.Column("keluaran", sa.String(64), nullable=False),
    sa.Column("tanggal", sa.Date, nullable=False),
    sa.Column("catatan", sa.Text, nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
)

# A paper that a step needs, which the archive holds already, in this dossier or in another one.
kelengkapan = sa.Table(
    "kelengkapan",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("berkas_id", sa.Integer, nullable=False, index=True),
    sa.Column("slug", sa.String(64), nullable=False),
    sa.Column("arsip_id", sa.Integer, nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
    sa.UniqueConstraint("berkas_id", "slug", "arsip_id"),
)

# What is decided about a step: sent back, approved, skipped, kept, done again. Only ever added to.
# The three last numbers tell what there was at that moment: what comes later counts.
tindakan = sa.Table(
    "tindakan",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("berkas_id", sa.Integer, nullable=False, index=True),
    sa.Column("langkah", sa.Integer, nullable=False),
    sa.Column("keluaran", sa.String(64), nullable=False),  # empty: the whole step
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
    sa.Column("tindakan", sa.String(16), nullable=False),
    sa.Column("ke_langkah", sa.Integer, nullable=False),
    sa.Column("catatan", sa.Text, nullable=False),
    sa.Column("arsip_sampai", sa.Integer, nullable=False),
    sa.Column("file_sampai", sa.Integer, nullable=False),
    sa.Column("peristiwa_sampai", sa.Integer, nullable=False),
    # who decided, where somebody else wrote it down
    sa.Column("atas_nama", sa.String(200), nullable=False, server_default=""),
)

# Copies of an output that were handed over: to whom, when, how, and the receipt. Only added to.
penyampaian = sa.Table(
    "penyampaian",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("berkas_id", sa.Integer, nullable=False, index=True),
    sa.Column("langkah", sa.Integer, nullable=False),
    sa.Column("keluaran", sa.String(64), nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
    sa.Column("arsip_id", sa.Integer, nullable=False),
    sa.Column("kepada", sa.String(300), nullable=False),
    sa.Column("tanggal", sa.Date, nullable=False),
    sa.Column("cara", sa.String(40), nullable=False),
    sa.Column("jumlah", sa.Integer, nullable=False),
    sa.Column("penerima", sa.String(200), nullable=False),
    sa.Column("bukti_id", sa.Integer),  # the entry that holds the receipt
)

# The hours and days off that an office set for itself; none: the usual five-day week.
jam_kerja = sa.Table(
    "jam_kerja",
    metadata,
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), primary_key=True),
    sa.Column("isi", sa.JSON, nullable=False),
)

# The days on which a digest went to an account: one a day.
ringkasan = sa.Table(
    "ringkasan",
    metadata,
    sa.Column("pengguna_id", sa.ForeignKey("pengguna.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("tanggal", sa.Date, primary_key=True),
)

job = sa.Table(
    "job",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False, index=True),
    sa.Column("jenis", sa.String(32), nullable=False),
    sa.Column("bahan", sa.JSON, nullable=False),
    sa.Column("state", sa.String(16), nullable=False, index=True),
    sa.Column("selesai", sa.Integer, nullable=False),
    sa.Column("dari", sa.Integer, nullable=False),
    sa.Column("hasil", sa.JSON),
    sa.Column("pesan", sa.Text),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("dibuat_pada", sa.String(32), nullable=False),
    sa.Column("detak", sa.String(32)),  # last sign of life of the one who works on it
)

audit = sa.Table(
    "audit",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), nullable=False),
    sa.Column("urutan", sa.Integer, nullable=False),
    sa.Column("pada", sa.String(32), nullable=False),
    sa.Column("oleh", sa.String(200), nullable=False),
    sa.Column("perbuatan", sa.String(64), nullable=False),
    sa.Column("objek", sa.String(100), nullable=False),
    sa.Column("rincian", sa.JSON, nullable=False),
    sa.Column("sebelumnya", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.UniqueConstraint("instansi_id", "urutan"),
    sa.Index("audit_objek", "instansi_id", "objek", "urutan"),
)

# The head of each office's audit chain: one row to lock, so that the chain never forks.
audit_kepala = sa.Table(
    "audit_kepala",
    metadata,
    sa.Column("instansi_id", sa.ForeignKey("instansi.id"), primary_key=True),
    sa.Column("urutan", sa.Integer, nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)
