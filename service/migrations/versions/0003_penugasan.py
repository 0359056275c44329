"""Who acts for whom: superiors of officials, and appointments as Plt., Plh. or Pj."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the superior of an official, and the table of appointments."""
    op.add_column(
        "pejabat", sa.Column("atasan", sa.String(length=200), nullable=False, server_default="")
    )
    op.create_table(
        "penugasan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pejabat_id", sa.Integer(), nullable=False),
        sa.Column("pelaksana", sa.String(length=10), nullable=False),
        sa.Column("jabatan", sa.String(length=200), nullable=False),
        sa.Column("mulai", sa.Date(), nullable=False),
        sa.Column("selesai", sa.Date(), nullable=True),
        sa.Column("dasar", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["pejabat_id"], ["pejabat.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_penugasan_pejabat_id"), "penugasan", ["pejabat_id"], unique=False)
