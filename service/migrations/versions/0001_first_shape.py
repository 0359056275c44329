"""The first shape: offices, people, drafts, numbers, archive, audit."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:  # noqa: PLR0915 - one statement for each table and index
    """Make all tables, and the search index of this database."""
    op.create_table(
        "instansi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("profil", sa.JSON(), nullable=False),
        sa.Column("logo", sa.String(length=64), nullable=True),
        sa.Column("contoh", sa.Boolean(), nullable=False),
        sa.Column("dibuat_pada", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.Column("oleh", sa.String(length=200), nullable=False),
        sa.Column("perbuatan", sa.String(length=64), nullable=False),
        sa.Column("objek", sa.String(length=100), nullable=False),
        sa.Column("rincian", sa.JSON(), nullable=False),
        sa.Column("sebelumnya", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "urutan"),
    )
    op.create_table(
        "audit_kepala",
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("instansi_id"),
    )
    op.create_table(
        "buku_jenis",
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("buku", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("instansi_id", "jenis"),
    )
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=64), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=True),
        sa.Column("langkah", sa.Integer(), nullable=True),
        sa.Column("keluaran", sa.String(length=64), nullable=True),
        sa.Column("konsep", sa.Boolean(), nullable=False),
        sa.Column("kode_klasifikasi", sa.String(length=40), nullable=False),
        sa.Column("isian", sa.JSON(), nullable=False),
        sa.Column("versi", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=True),
        sa.Column("arsip_id", sa.Integer(), nullable=True),
        sa.Column("oleh", sa.String(length=200), nullable=False),
        sa.Column("dibuat_pada", sa.String(length=32), nullable=False),
        sa.Column("diubah_pada", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_draft_berkas_id"), "draft", ["berkas_id"], unique=False)
    op.create_index(op.f("ix_draft_instansi_id"), "draft", ["instansi_id"], unique=False)
    op.create_index(op.f("ix_draft_state"), "draft", ["state"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("jenis", sa.String(length=32), nullable=False),
        sa.Column("bahan", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("selesai", sa.Integer(), nullable=False),
        sa.Column("dari", sa.Integer(), nullable=False),
        sa.Column("hasil", sa.JSON(), nullable=True),
        sa.Column("pesan", sa.Text(), nullable=True),
        sa.Column("oleh", sa.String(length=200), nullable=False),
        sa.Column("dibuat_pada", sa.String(length=32), nullable=False),
        sa.Column("detak", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_job_instansi_id"), "job", ["instansi_id"], unique=False)
    op.create_index(op.f("ix_job_state"), "job", ["state"], unique=False)
    op.create_table(
        "pejabat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("gelar_depan", sa.String(length=60), nullable=False),
        sa.Column("gelar_belakang", sa.String(length=100), nullable=False),
        sa.Column("nip", sa.String(length=30), nullable=False),
        sa.Column("pangkat", sa.String(length=60), nullable=False),
        sa.Column("golongan", sa.String(length=10), nullable=False),
        sa.Column("jabatan", sa.String(length=200), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=True),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_pejabat_instansi_id"), "pejabat", ["instansi_id"], unique=False)
    op.create_table(
        "pengguna",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.String(length=200), nullable=False),
        sa.Column("sandi", sa.String(length=200), nullable=False),
        sa.Column("peran", sa.String(length=20), nullable=False),
        sa.Column("terkunci", sa.Boolean(), nullable=False),
        sa.Column("contoh", sa.Boolean(), nullable=False),
        sa.Column("sesi", sa.Integer(), nullable=False),
        sa.Column("gagal", sa.Integer(), nullable=False),
        sa.Column("gagal_pada", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("username"),
    )
    op.create_index(op.f("ix_pengguna_instansi_id"), "pengguna", ["instansi_id"], unique=False)
    op.create_table(
        "sop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("edisi", sa.Integer(), nullable=False),
        sa.Column("isi", sa.JSON(), nullable=False),
        sa.Column("oleh", sa.String(length=200), nullable=False),
        sa.Column("dibuat_pada", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["instansi_id"],
            ["instansi.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("instansi_id", "slug", "edisi"),
    )
    op.create_index(op.f("ix_sop_instansi_id"), "sop", ["instansi_id"], unique=False)
    op.create_table(
        "buku",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("pola", sa.Text(), nullable=False),
        sa.Column("restart", sa.String(length=8), nullable=False),
        sa.Column("kode_unit", sa.Text(), nullable=False),
        sa.Column("bagian", sa.JSON(), nullable=False),
        sa.Column("mundur", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("gaya_sisipan", sa.String(length=4), server_default=".A", nullable=False),
        sa.CheckConstraint("restart IN ('tahun', 'bulan', 'tidak')", name=op.f("ck_buku_restart")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buku")),
        sa.UniqueConstraint("instansi_id", "slug", name=op.f("uq_buku_instansi_id_slug")),
    )
    op.create_table(
        "kode_klasifikasi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=True),
        sa.Column("edisi", sa.String(length=40), nullable=False),
        sa.Column(
            "kode",
            sa.String(length=60).with_variant(sa.String(length=60, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("urutan", sa.Text(), nullable=False),
        sa.Column("uraian", sa.Text(), nullable=False),
        sa.Column("kata", sa.Text(), nullable=False),
        sa.Column("retensi_aktif", sa.Text(), nullable=False),
        sa.Column("retensi_inaktif", sa.Text(), nullable=False),
        sa.Column("nasib_akhir", sa.Text(), nullable=False),
        sa.Column("keamanan", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kode_klasifikasi")),
    )
    op.create_index(
        op.f("ix_kode_klasifikasi_instansi_id"),
        "kode_klasifikasi",
        ["instansi_id", "kode"],
        unique=False,
    )
    op.create_table(
        "blok",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buku_id", sa.Integer(), nullable=False),
        sa.Column("periode", sa.String(length=7), nullable=False),
        sa.Column("pertama", sa.Integer(), nullable=False),
        sa.Column("terakhir", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("sampai", sa.Date(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.Column("lepas_pada", sa.String(length=32), nullable=True),
        sa.Column("lepas_oleh", sa.Text(), nullable=True),
        sa.Column("lepas_alasan", sa.Text(), server_default="", nullable=False),
        sa.CheckConstraint("1 <= pertama AND pertama <= terakhir", name=op.f("ck_blok_urutan")),
        sa.ForeignKeyConstraint(["buku_id"], ["buku.id"], name=op.f("fk_blok_buku_id_buku")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blok")),
    )
    op.create_index(op.f("ix_blok_buku_id"), "blok", ["buku_id"], unique=False)
    op.create_table(
        "impor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buku_id", sa.Integer(), nullable=False),
        sa.Column("nama_file", sa.Text(), nullable=False),
        sa.Column("baris", sa.Integer(), nullable=False),
        sa.Column("hitungan", sa.JSON(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.Column("tarik_pada", sa.String(length=32), nullable=True),
        sa.Column("tarik_oleh", sa.Text(), nullable=True),
        sa.Column("tarik_alasan", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["buku_id"], ["buku.id"], name=op.f("fk_impor_buku_id_buku")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impor")),
    )
    op.create_index(op.f("ix_impor_buku_id"), "impor", ["buku_id"], unique=False)
    op.create_table(
        "penghitung",
        sa.Column("buku_id", sa.Integer(), nullable=False),
        sa.Column("periode", sa.String(length=7), nullable=False),
        sa.Column("awal", sa.Integer(), nullable=False),
        sa.Column("terakhir", sa.Integer(), nullable=False),
        sa.Column("terbaru", sa.Date(), nullable=True),
        sa.CheckConstraint("0 <= awal AND awal <= terakhir", name=op.f("ck_penghitung_urutan")),
        sa.ForeignKeyConstraint(["buku_id"], ["buku.id"], name=op.f("fk_penghitung_buku_id_buku")),
        sa.PrimaryKeyConstraint("buku_id", "periode", name=op.f("pk_penghitung")),
    )
    op.create_table(
        "nomor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("buku_id", sa.Integer(), nullable=False),
        sa.Column("periode", sa.String(length=7), nullable=False),
        sa.Column("nomor_urut", sa.Integer(), nullable=True),
        sa.Column("sisipan", sa.String(length=16), server_default="", nullable=False),
        sa.Column("nomor_surat", sa.Text(), nullable=False),
        sa.Column("tanggal_surat", sa.Date(), nullable=False),
        sa.Column("bagian", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("draft_key", sa.String(length=100), nullable=True),
        sa.Column("hal", sa.Text(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("dipesan_pada", sa.String(length=32), nullable=False),
        sa.Column("terbit_pada", sa.String(length=32), nullable=True),
        sa.Column("batal_pada", sa.String(length=32), nullable=True),
        sa.Column("batal_oleh", sa.Text(), nullable=True),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("asal", sa.Text(), server_default="", nullable=False),
        sa.Column("keterangan", sa.Text(), server_default="", nullable=False),
        sa.Column("mundur", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("blok_id", sa.Integer(), nullable=True),
        sa.Column("impor_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "nomor_urut IS NOT NULL OR state IN ('batal', 'eksternal', 'ditarik')",
            name=op.f("ck_nomor_urut"),
        ),
        sa.CheckConstraint(
            "state <> 'batal' OR (alasan <> '' AND batal_pada IS NOT NULL)",
            name=op.f("ck_nomor_batal"),
        ),
        sa.CheckConstraint("state <> 'eksternal' OR asal <> ''", name=op.f("ck_nomor_eksternal")),
        sa.CheckConstraint(
            "state IN ('dipesan', 'terbit', 'batal', 'eksternal', 'ditarik')",
            name=op.f("ck_nomor_state"),
        ),
        sa.ForeignKeyConstraint(["blok_id"], ["blok.id"], name=op.f("fk_nomor_blok_id_blok")),
        sa.ForeignKeyConstraint(["buku_id"], ["buku.id"], name=op.f("fk_nomor_buku_id_buku")),
        sa.ForeignKeyConstraint(["impor_id"], ["impor.id"], name=op.f("fk_nomor_impor_id_impor")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomor")),
        sa.UniqueConstraint(
            "buku_id",
            "periode",
            "nomor_urut",
            "sisipan",
            name=op.f("uq_nomor_buku_id_periode_nomor_urut_sisipan"),
        ),
        sa.UniqueConstraint("draft_key", name=op.f("uq_nomor_draft_key")),
    )
    op.create_index(
        op.f("ix_nomor_blok_id"),
        "nomor",
        ["blok_id"],
        unique=False,
        sqlite_where=sa.text("blok_id IS NOT NULL"),
        postgresql_where=sa.text("blok_id IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_nomor_impor_id"),
        "nomor",
        ["impor_id"],
        unique=False,
        sqlite_where=sa.text("impor_id IS NOT NULL"),
        postgresql_where=sa.text("impor_id IS NOT NULL"),
    )
    op.create_table(
        "ekspedisi",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomor_id", sa.Integer(), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("penerima", sa.Text(), nullable=False),
        sa.Column("tanggal_terima", sa.Date(), nullable=True),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["nomor_id"], ["nomor.id"], name=op.f("fk_ekspedisi_nomor_id_nomor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ekspedisi")),
    )
    op.create_index(op.f("ix_ekspedisi_nomor_id"), "ekspedisi", ["nomor_id"], unique=False)
    op.create_table(
        "surat_masuk",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("nomor_id", sa.Integer(), nullable=False),
        sa.Column("tanggal_terima", sa.Date(), nullable=False),
        sa.Column("pengirim", sa.Text(), nullable=False),
        sa.Column("tanggal_surat", sa.Date(), nullable=True),
        sa.Column("nomor_surat", sa.Text(), nullable=False),
        sa.Column("isi_ringkas", sa.Text(), nullable=False),
        sa.Column("lampiran", sa.Text(), nullable=False),
        sa.Column("sifat", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("arsip_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["nomor_id"], ["nomor.id"], name=op.f("fk_surat_masuk_nomor_id_nomor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surat_masuk")),
        sa.UniqueConstraint("nomor_id", name=op.f("uq_surat_masuk_nomor_id")),
    )
    op.create_table(
        "berkas",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("kode_klasifikasi", sa.String(length=60), nullable=False),
        sa.Column("judul", sa.Text(), nullable=False),
        sa.Column("kurun_waktu", sa.Text(), nullable=False),
        sa.Column("sop", sa.Text(), nullable=False),
        sa.Column("unit_pengolah", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("dibuka_pada", sa.String(length=32), nullable=False),
        sa.Column("ditutup_pada", sa.String(length=32), nullable=True),
        sa.CheckConstraint("state IN ('terbuka', 'tutup')", name="berkas_state"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("berkas_instansi", "berkas", ["instansi_id", "id"], unique=False)
    op.create_table(
        "arsip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=True),
        sa.Column("langkah", sa.Integer(), nullable=True),
        sa.Column("keluaran", sa.Text(), nullable=True),
        sa.Column("jenis", sa.String(length=100), nullable=False),
        sa.Column("nomor_surat", sa.Text(), nullable=True),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("tahun", sa.Integer(), nullable=False),
        sa.Column("hal", sa.Text(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("penandatangan", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("draft_key", sa.String(length=100), nullable=True),
        sa.Column("ruang", sa.Text(), server_default="", nullable=False),
        sa.Column("rak", sa.Text(), server_default="", nullable=False),
        sa.Column("boks", sa.Text(), server_default="", nullable=False),
        sa.Column("map", sa.Text(), server_default="", nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("pdf_wanted", sa.Boolean(), nullable=False),
        sa.Column("pdf_fault", sa.Text(), nullable=False),
        sa.Column("ttd_wanted", sa.Boolean(), nullable=False),
        sa.Column("tanggal_ttd", sa.Date(), nullable=True),
        sa.Column("tanggal_kembali", sa.Date(), nullable=True),
        sa.Column("alasan", sa.Text(), server_default="", nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.CheckConstraint("state IN ('terbit', 'ditandatangani', 'batal')", name="arsip_state"),
        sa.CheckConstraint("id < 10000000", name="arsip_id_fits_key"),
        sa.ForeignKeyConstraint(
            ["berkas_id"],
            ["berkas.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("arsip_berkas", "arsip", ["berkas_id", "tanggal", "id"], unique=False)
    op.create_index("arsip_jenis", "arsip", ["instansi_id", "jenis", "tanggal", "id"], unique=False)
    op.create_index(
        "arsip_pdf_wanted",
        "arsip",
        ["id"],
        unique=False,
        sqlite_where=sa.text("pdf_wanted"),
        postgresql_where=sa.text("pdf_wanted"),
    )
    op.create_index(
        "arsip_state_terbaru", "arsip", ["instansi_id", "state", "tanggal", "id"], unique=False
    )
    op.create_index("arsip_terbaru", "arsip", ["instansi_id", "tanggal", "id"], unique=False)
    op.create_table(
        "arsip_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arsip_id", sa.Integer(), nullable=False),
        sa.Column("peran", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("ukuran", sa.BigInteger(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "peran IN ('docx', 'pdf', 'ttd', 'ttd-lama', 'unggahan')", name="arsip_file_peran"
        ),
        sa.ForeignKeyConstraint(
            ["arsip_id"],
            ["arsip.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("arsip_file_arsip", "arsip_file", ["arsip_id", "id"], unique=False)
    op.create_index("arsip_file_digest", "arsip_file", ["digest"], unique=False)

    for statement in INDEX[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", "\\:")))


# The index as it was at this revision; archive/schema.py may have moved on since.
INDEX = {
    "sqlite": [
        """CREATE VIRTUAL TABLE arsip_kata USING fts5(
        nomor, hal, pihak, teks, tag,
        content='', columnsize=0, tokenize='unicode61 remove_diacritics 2')""",
        """CREATE VIRTUAL TABLE arsip_nomor USING fts5(
        nomor, content='', columnsize=0, detail='none', tokenize='trigram')""",
        """CREATE TRIGGER arsip_ditambah AFTER INSERT ON arsip BEGIN
    INSERT INTO arsip_kata(rowid, nomor, hal, pihak, teks, tag) VALUES (
        CAST(replace(new.tanggal, '-', '') AS INTEGER) * 10000000 + new.id,
        coalesce(new.nomor_surat, ''),
        new.hal,
        new.tujuan || ' ' || new.penandatangan,
        new.text,
        'i' || new.instansi_id || ' j' || replace(new.jenis, '-', '')
            || ' b' || coalesce(new.berkas_id, 0) || ' s' || new.state);
    INSERT INTO arsip_nomor(rowid, nomor) VALUES (
        CAST(replace(new.tanggal, '-', '') AS INTEGER) * 10000000 + new.id,
        coalesce(new.nomor_surat, ''));
 END""",
        """CREATE TRIGGER arsip_diubah AFTER UPDATE OF
        instansi_id, berkas_id, jenis, nomor_surat, tanggal, hal, tujuan, penandatangan, state, text
    ON arsip BEGIN
    INSERT INTO arsip_kata(arsip_kata, rowid, nomor, hal, pihak, teks, tag) VALUES ('delete',
        CAST(replace(old.tanggal, '-', '') AS INTEGER) * 10000000 + old.id,
        coalesce(old.nomor_surat, ''),
        old.hal,
        old.tujuan || ' ' || old.penandatangan,
        old.text,
        'i' || old.instansi_id || ' j' || replace(old.jenis, '-', '')
            || ' b' || coalesce(old.berkas_id, 0) || ' s' || old.state);
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
            || ' b' || coalesce(new.berkas_id, 0) || ' s' || new.state);
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
            || ' b' || coalesce(old.berkas_id, 0) || ' s' || old.state);
    INSERT INTO arsip_nomor(arsip_nomor, rowid, nomor) VALUES ('delete',
        CAST(replace(old.tanggal, '-', '') AS INTEGER) * 10000000 + old.id,
        coalesce(old.nomor_surat, ''));
 END""",
    ],
    "postgresql": [
        """CREATE EXTENSION IF NOT EXISTS pg_trgm""",
        """ALTER TABLE arsip ADD COLUMN kata tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('simple',
            regexp_replace(coalesce(nomor_surat, ''), '[!-/:-@[-`{-~]+', ' ', 'g')), 'A')
        || to_tsvector('simple', regexp_replace(
            hal || ' ' || tujuan || ' ' || penandatangan || ' ' || left(text, 400000),
            '[!-/:-@[-`{-~]+', ' ', 'g'))
    ) STORED""",
        """CREATE INDEX arsip_kata ON arsip USING gin (kata)""",
        """CREATE INDEX arsip_nomor ON arsip USING gin (nomor_surat gin_trgm_ops)""",
    ],
}
