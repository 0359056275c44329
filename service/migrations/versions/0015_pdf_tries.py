"""How often the PDF of a letter was tried in vain, and when it is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; every letter that waits is tried at once."""
    op.add_column("arsip", sa.Column("pdf_tries", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("arsip", sa.Column("pdf_next", sa.String(32), nullable=False, server_default=""))
