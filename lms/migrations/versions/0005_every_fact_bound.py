"""Every fact bound: each row names the entry of the ledger that holds its digest."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BOUND = (
    "lms_course_version",
    "lms_asset",
    "lms_quiz_version",
    "lms_lesson_read",
    "lms_attempt",
    "lms_answer",
    "lms_grade",
    "lms_certificate",
    "lms_drill_text",
    "lms_drill_choice",
)


def upgrade() -> None:
    """Go to this shape."""
    for table in BOUND:
        op.add_column(table, sa.Column("entry", sa.Integer(), nullable=True))
