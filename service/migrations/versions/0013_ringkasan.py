"""Where the daily digest of an account goes, and on which days it went."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the address and the table; accounts of before get no mail."""
    address = sa.Column("pos_el", sa.String(200), nullable=False, server_default="")
    op.add_column("pengguna", address)
    op.create_table(
        "ringkasan",
        sa.Column(
            "pengguna_id",
            sa.Integer(),
            sa.ForeignKey("pengguna.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("tanggal", sa.Date(), primary_key=True),
    )
