"""Codes for other devices, the moments of claims, moments beyond 2038, and indexes for the most frequent questions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENTS = (
    ("invitation", "expires_at", True),
    ("turn", "at", False),
    ("due", "at", False),
    ("due", "not_after", False),
    ("outbox", "not_before", False),
    ("outbox", "not_after", False),
    ("delivery", "at", False),
)
"""Table, column, nullable."""


def upgrade() -> None:
    """From 0001."""
    op.create_table(
        "devicecode",
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"]),
        sa.PrimaryKeyConstraint("conversation"),
        sa.UniqueConstraint("code_hash"),
    )
    for table in ("due", "outbox"):
        op.add_column(table, sa.Column("claimed_at", sa.BigInteger(), nullable=True))
    # SQLite's integers have 64 bits already.
    if op.get_bind().dialect.name == "postgresql":
        for table, column, nullable in MOMENTS:
            op.alter_column(table, column, type_=sa.BigInteger(), existing_nullable=nullable)
    op.drop_index("ix_due_state", "due")
    op.create_index("ix_due_state_at", "due", ["state", "at"])
    op.drop_index("ix_turn_conversation", "turn")
    op.create_index("ix_turn_conversation_id", "turn", ["conversation", "id"])
