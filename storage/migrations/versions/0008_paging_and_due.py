"""Indexes in the order in which many people are planned and claimed."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0007."""
    op.drop_index("ix_learner_company", "learner")
    op.create_index("ix_learner_company_id", "learner", ["company", "id"])
    op.drop_index("ix_due_state_at", "due")
    planned = sa.text("state = 'planned'")
    op.create_index("ix_due_at", "due", ["at"], sqlite_where=planned, postgresql_where=planned)
    # A regular moment has no end of its own; rows that were set anew had a copy of the moment there, new ones had none.
    op.execute("UPDATE due SET not_after = 0 WHERE item = 'regular'")
