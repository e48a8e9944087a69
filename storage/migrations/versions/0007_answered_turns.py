"""Which turns need not be answered again when their update comes again."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0006."""
    op.add_column("turn", sa.Column("answered", sa.Boolean(), nullable=False, server_default=sa.false()))
