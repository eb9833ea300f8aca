"""Rows are found by their entry, so that all of them are checked in one pass and flat memory."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BOUND = (
    "lms_agreement",
    "lms_answer",
    "lms_asset",
    "lms_attempt",
    "lms_certificate",
    "lms_completion",
    "lms_course_version",
    "lms_coverage",
    "lms_drill_choice",
    "lms_drill_run",
    "lms_drill_text",
    "lms_exception",
    "lms_grade",
    "lms_lesson_read",
    "lms_merge",
    "lms_quiz_version",
    "lms_requirement",
    "lms_revocation",
    "lms_withdrawal",
    "lms_worker_record",
)


def upgrade() -> None:
    """Go to this shape."""
    for table in BOUND:
        op.create_index(f"ix_{table}_entry", table, ["entry"])
