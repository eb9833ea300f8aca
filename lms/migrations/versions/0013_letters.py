"""Letters on their way by mail."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.database import Instant, Name

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_letter",
        sa.Column("key", Name, nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("passes", sa.Boolean(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("due_at", Instant(), nullable=False),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("settled_at", Instant(), nullable=True),
        sa.Column("sent", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lms_letter")),
    )
    waits = sa.text("settled_at IS NULL")
    op.create_index(
        "ix_lms_letter_waiting",
        "lms_letter",
        ["due_at"],
        postgresql_where=waits,
        sqlite_where=waits,
    )
