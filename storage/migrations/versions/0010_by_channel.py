"""Messages and browsers of one web chat or account are found without looking at all of them."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0009."""
    op.create_index("ix_outbox_channel", "outbox", ["channel"])
    op.create_index("ix_pushsubscription_channel", "pushsubscription", ["channel"])
