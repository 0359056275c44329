"""Accounts beyond one office: the offices that an account is given, invitations, officials."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; accounts of before are those of their office and of nobody's post."""
    op.add_column("pengguna", sa.Column("pejabat_id", sa.Integer()))
    op.create_table(
        "akses",
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column("instansi_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["instansi_id"], ["instansi.id"]),
        sa.PrimaryKeyConstraint("pengguna_id", "instansi_id"),
    )
    op.create_table(
        "undangan",
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.Column("oleh", sa.String(length=200), nullable=False),
        sa.Column("berlaku_sampai", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pengguna_id"),
        sa.UniqueConstraint("sidik"),
    )
