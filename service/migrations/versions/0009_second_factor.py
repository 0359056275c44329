"""A second factor for accounts, and wrong passwords counted for each address."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; accounts of before ask for their password alone."""
    op.add_column("pengguna", sa.Column("totp", sa.String(length=64)))
    op.add_column("pengguna", sa.Column("totp_langkah", sa.Integer()))
    op.create_table(
        "kode_pulih",
        sa.Column("pengguna_id", sa.Integer(), nullable=False),
        sa.Column("sidik", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["pengguna_id"], ["pengguna.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pengguna_id", "sidik"),
    )
    op.create_table(
        "percobaan",
        sa.Column("alamat", sa.String(length=64), nullable=False),
        sa.Column("gagal", sa.Integer(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("alamat"),
    )
