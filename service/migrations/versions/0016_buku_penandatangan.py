"""Which book a letter takes its number from may depend on the post that signs it."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the post a part of the key; what was chosen so far goes on for everybody."""
    conn = op.get_bind()
    kept = conn.execute(sa.text("SELECT instansi_id, jenis, buku FROM buku_jenis")).all()
    op.drop_table("buku_jenis")  # SQLite cannot change the key of a table that is there
    table = op.create_table(
        "buku_jenis",
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), primary_key=True),
        sa.Column("jenis", sa.String(length=64), primary_key=True),
        sa.Column(
            "jabatan", sa.String(length=200), primary_key=True, nullable=False, server_default=""
        ),
        sa.Column("buku", sa.String(length=64), nullable=True),
    )
    rows = [{**row._mapping, "jabatan": ""} for row in kept]
    if rows:
        conn.execute(table.insert(), rows)
