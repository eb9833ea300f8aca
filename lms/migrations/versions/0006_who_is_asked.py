"""Derived rows are found by whether their duty ends, so that nobody who left is in the way."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

BEFORE = ("act_by", "course", "team", "refresh")
BY_DATE = ("act_by", "worker_id", "requirement")
BY_TEXT = ("stale_act_by", "worker_id", "requirement")
NOW = (
    ("act_by", BY_DATE, "required_until IS NULL"),
    ("team", ("team", *BY_DATE), "required_until IS NULL"),
    ("refresh", BY_TEXT, "required_until IS NULL AND stale_act_by IS NOT NULL"),
    ("ending", ("required_until",), "required_until IS NOT NULL"),
    ("leave", BY_DATE, "leave_from IS NOT NULL"),
)


def upgrade() -> None:
    """Go to this shape."""
    for name in BEFORE:
        op.drop_index(f"ix_lms_standing_{name}", "lms_standing")
    for name, columns, where in NOW:
        op.create_index(
            f"ix_lms_standing_{name}",
            "lms_standing",
            list(columns),
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
