"""Templates that offices upload, and the files that letters were made of."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; every office goes on with the templates that it has."""
    op.create_table("templat_file", sa.Column("digest", sa.String(64), primary_key=True))
    op.create_table(
        "templat_versi",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), nullable=False),
        sa.Column("jenis", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("ukuran", sa.Integer(), nullable=False),
        sa.Column("oleh", sa.String(200), nullable=False),
        sa.Column("pada", sa.String(32), nullable=False),
        sa.UniqueConstraint("instansi_id", "jenis", "digest"),
    )
    op.create_table(
        "templat_pakai",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("instansi_id", sa.Integer(), sa.ForeignKey("instansi.id"), nullable=False),
        sa.Column("jenis", sa.String(64), nullable=False),
        sa.Column("versi_id", sa.Integer(), sa.ForeignKey("templat_versi.id")),
        sa.Column("catatan", sa.String(300), nullable=False),
        sa.Column("oleh", sa.String(200), nullable=False),
        sa.Column("pada", sa.String(32), nullable=False),
    )
    op.create_index("templat_pakai_jenis", "templat_pakai", ["instansi_id", "jenis", "id"])
