"""Whether a turn's message is still on its way is asked for each turn that is forgotten."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0008."""
    op.create_index("ix_outbox_turn", "outbox", ["turn"])
