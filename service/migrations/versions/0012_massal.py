"""Many letters at once: the runs, and their recipients with the letter that each one got."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both tables; drafts that are there stay as they are."""
    op.create_table(
        "massal",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), nullable=False),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), nullable=False),
        sa.Column("kolom", sa.JSON(), nullable=False),
        sa.Column("tanda_terima", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("pesan", sa.Text(), nullable=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("pengguna_id", sa.Integer()),
        sa.Column("dibuat_pada", sa.String(32), nullable=False),
    )
    op.create_index("ix_massal_draft_id", "massal", ["draft_id"])
    op.create_table(
        "massal_baris",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("massal_id", sa.Integer(), sa.ForeignKey("massal.id"), nullable=False),
        sa.Column("urutan", sa.Integer(), nullable=False),
        sa.Column("isian", sa.JSON(), nullable=False),
        sa.Column("draft_id", sa.Integer(), sa.ForeignKey("draft.id"), unique=True),
        sa.Column("terima_id", sa.Integer(), sa.ForeignKey("draft.id"), unique=True),
    )
    op.create_index("ix_massal_baris_massal_id", "massal_baris", ["massal_id"])
