"""Kinds, priorities and reasons in the outbox, bots of companies, browsers to wake, and the version of what is due."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0002."""
    op.create_table(
        "bot",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=True),
        sa.Column("handle", sa.String(), nullable=False),
        sa.Column("per_second", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("source"),
    )
    op.create_table(
        "pushsubscription",
        sa.Column("endpoint_hash", sa.LargeBinary(), nullable=False),
        sa.Column("conversation", sa.String(), nullable=False),
        sa.Column("channel", sa.LargeBinary(), nullable=False),
        sa.Column("subscription", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["conversation"], ["conversation.id"]),
        sa.PrimaryKeyConstraint("endpoint_hash"),
    )
    op.create_index(op.f("ix_pushsubscription_conversation"), "pushsubscription", ["conversation"])
    op.add_column("due", sa.Column("version", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("outbox", sa.Column("kind", sa.String(), nullable=False, server_default="nudge"))
    op.add_column("outbox", sa.Column("priority", sa.Integer(), nullable=False, server_default="2"))
    op.add_column("outbox", sa.Column("reason", sa.String(), nullable=False, server_default=""))
    op.drop_index("ix_outbox_state", "outbox")
    op.create_index("ix_outbox_queue", "outbox", ["source", "state", "priority", "id"])
    op.create_index("ix_outbox_state_not_after", "outbox", ["state", "not_after"])
