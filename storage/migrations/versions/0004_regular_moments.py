"""One regular moment for each person instead of a row for each thing planned, and the versions of plans."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From 0003. What the plan had asked for is chosen anew at each person's regular moments."""
    op.create_table(
        "scheduleversion",
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("company"),
    )
    op.execute("DELETE FROM due WHERE week IS NOT NULL OR state NOT IN ('planned', 'claimed')")
    op.execute("UPDATE due SET state = 'planned', claimed_at = NULL")
    op.drop_column("due", "week")
    regular = sa.text("item = 'regular'")
    op.create_index("ux_due_regular", "due", ["learner"], unique=True, sqlite_where=regular, postgresql_where=regular)
