"""A role for the copy of a letter that goes round for initials."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ROLES = "peran IN ('docx', 'pdf', 'ttd', 'ttd-lama', 'unggahan', 'paraf')"
NAMES = "id, arsip_id, peran, digest, nama, media_type, ukuran, oleh, pada"


def upgrade() -> None:
    """Allow the role; SQLite cannot change a check, so its table is made anew."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("arsip_file_peran", "arsip_file")
        op.create_check_constraint("arsip_file_peran", "arsip_file", ROLES)
        return
    op.create_table(
        "arsip_file_baru",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arsip_id", sa.Integer(), nullable=False),
        sa.Column("peran", sa.String(length=10), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("nama", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("ukuran", sa.BigInteger(), nullable=False),
        sa.Column("oleh", sa.Text(), nullable=False),
        sa.Column("pada", sa.String(length=32), nullable=False),
        sa.CheckConstraint(ROLES, name="arsip_file_peran"),
        sa.ForeignKeyConstraint(["arsip_id"], ["arsip.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.execute(f"INSERT INTO arsip_file_baru ({NAMES}) SELECT {NAMES} FROM arsip_file")  # noqa: S608 - our own names
    op.drop_table("arsip_file")
    op.rename_table("arsip_file_baru", "arsip_file")
    op.create_index("arsip_file_arsip", "arsip_file", ["arsip_id", "id"], unique=False)
    op.create_index("arsip_file_digest", "arsip_file", ["digest"], unique=False)
