"""In whose name a decision about a step was written down."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; decisions of before were taken by whoever wrote them down."""
    name = sa.Column("atas_nama", sa.String(200), nullable=False, server_default="")
    op.add_column("tindakan", name)
