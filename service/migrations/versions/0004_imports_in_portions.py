"""Imports come in by portions; what a form or a work asks for twice it gets once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of rows that lie aside, and the keys of imports and blocks."""
    op.create_table(
        "baris_impor",
        sa.Column("kunci", sa.String(length=60), nullable=False),
        sa.Column("baris", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("periode", sa.String(length=7), nullable=False),
        sa.Column("nomor_urut", sa.Integer(), nullable=False),
        sa.Column("sisipan", sa.String(length=16), nullable=False),
        sa.Column("nomor_surat", sa.Text(), nullable=False),
        sa.Column("tanggal_surat", sa.Date(), nullable=False),
        sa.Column("bagian", sa.JSON(), nullable=False),
        sa.Column("hal", sa.Text(), nullable=False),
        sa.Column("tujuan", sa.Text(), nullable=False),
        sa.Column("keterangan", sa.Text(), nullable=False),
        sa.Column("alasan", sa.Text(), nullable=False),
        sa.Column("mundur", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kunci", "baris", name=op.f("pk_baris_impor")),
    )
    for table in ("impor", "blok"):
        op.add_column(table, sa.Column("kunci", sa.String(length=60), nullable=True))
        op.create_index(op.f(f"ix_{table}_kunci"), table, ["kunci"], unique=True)
