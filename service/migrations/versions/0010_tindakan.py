"""What is decided about the steps of a dossier, and to whom copies went: facts that only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("tindakan", "penyampaian")
SAID = "tindakan dan penyampaian hanya dapat ditambah"


def upgrade() -> None:
    """Add both tables, and guard them; dossiers that are there keep what they have."""
    op.create_table(
        "tindakan",
        *_common(),
        sa.Column("tindakan", sa.String(16), nullable=False),
        sa.Column("ke_langkah", sa.Integer(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("arsip_sampai", sa.Integer(), nullable=False),
        sa.Column("file_sampai", sa.Integer(), nullable=False),
        sa.Column("peristiwa_sampai", sa.Integer(), nullable=False),
    )
    op.create_table(
        "penyampaian",
        *_common(),
        sa.Column("arsip_id", sa.Integer(), nullable=False),
        sa.Column("kepada", sa.String(300), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("cara", sa.String(40), nullable=False),
        sa.Column("jumlah", sa.Integer(), nullable=False),
        sa.Column("penerima", sa.String(200), nullable=False),
        sa.Column("bukti_id", sa.Integer()),
    )
    for table in TABLES:
        op.create_index(f"ix_{table}_berkas_id", table, ["berkas_id"])
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _common() -> list[sa.Column[object]]:
    return [
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("keluaran", sa.String(64), nullable=False),
        sa.Column("oleh", sa.String(200), nullable=False),
        sa.Column("dibuat_pada", sa.String(32), nullable=False),
    ]


_SQLITE = (
    "CREATE TRIGGER {table}_tanpa_{word} BEFORE {deed} ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{said}'); END"
)
_REFUSE = """
    CREATE FUNCTION papan_hanya_tambah() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{said}'; END $$
"""
_POSTGRESQL = (
    "CREATE TRIGGER {table}_hanya_tambah BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION papan_hanya_tambah()"
)
GUARDS = {
    "sqlite": [
        _SQLITE.format(table=table, word=word, deed=deed, said=SAID)
        for table in TABLES
        for word, deed in (("ubah", "UPDATE"), ("hapus", "DELETE"))
    ],
    "postgresql": [_REFUSE.format(said=SAID)]
    + [_POSTGRESQL.format(table=table) for table in TABLES],
}
