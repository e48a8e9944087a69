"""Links that open the pages once, and who is logged in there."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0005."""
    op.create_table(
        "login",
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"]),
        sa.PrimaryKeyConstraint("learner"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_table(
        "session",
        sa.Column("cookie_hash", sa.LargeBinary(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("learner", sa.String(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["learner"], ["learner.id"]),
        sa.PrimaryKeyConstraint("cookie_hash"),
    )
    op.create_index(op.f("ix_session_learner"), "session", ["learner"])
