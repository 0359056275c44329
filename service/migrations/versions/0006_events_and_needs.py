"""What a procedure leaves besides paper, and the papers that its steps need."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables; dossiers that are there keep what they have."""
    op.create_table(
        "peristiwa",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("langkah", sa.Integer(), nullable=False),
        sa.Column("keluaran", sa.String(64), nullable=False),
        sa.Column("tanggal", sa.Date(), nullable=False),
        sa.Column("catatan", sa.Text(), nullable=False),
        sa.Column("oleh", sa.String(200), nullable=False),
        sa.Column("dibuat_pada", sa.String(32), nullable=False),
    )
    op.create_index("ix_peristiwa_berkas_id", "peristiwa", ["berkas_id"])
    op.create_table(
        "kelengkapan",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), nullable=False),
        sa.Column("berkas_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(64), nullable=False),
        sa.Column("arsip_id", sa.Integer(), nullable=False),
        sa.Column("oleh", sa.String(200), nullable=False),
        sa.Column("dibuat_pada", sa.String(32), nullable=False),
        sa.UniqueConstraint("berkas_id", "slug", "arsip_id"),
    )
    op.create_index("ix_kelengkapan_berkas_id", "kelengkapan", ["berkas_id"])
