"""The hours and the days off that an office sets for itself."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; an office without a row has the usual hours."""
    op.create_table(
        "jam_kerja",
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), primary_key=True),
        sa.Column("isi", sa.JSON(), nullable=False),
    )
