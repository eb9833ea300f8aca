"""Tombstones: what stands in the place of a row that was destroyed when its time was over."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Name
from lms.kernel.rows.destroying import gate

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FACTS = ("lms_tombstone",)
PERSONAL = {
    "lms_worker_record": ("number",),
    "lms_completion": ("id",),
    "lms_certificate": ("number",),
    "lms_revocation": ("id",),
    "lms_exception": ("id",),
    "lms_withdrawal": ("id",),
    "lms_merge": ("id",),
    "lms_coverage": ("id",),
    "lms_lesson_read": ("worker_id", "course", "version", "lesson", "sitting"),
    "lms_attempt": ("id",),
    "lms_answer": ("number",),
    "lms_grade": ("attempt_id",),
    "lms_retraining": ("id",),
    "lms_drill_run": ("id",),
    "lms_drill_choice": ("run_id", "number"),
}


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_tombstone",
        sa.Column("table_name", Name, nullable=False),
        sa.Column("row_key", Name, nullable=False),
        sa.Column("row_sha256", sa.String(), nullable=False),
        sa.Column("row_entry", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", "row_key", name=op.f("pk_lms_tombstone")),
    )
    op.create_index("ix_lms_tombstone_entry", "lms_tombstone", ["entry"])
    op.create_index("ix_lms_tombstone_row", "lms_tombstone", ["table_name", "row_entry"])
    dialect = op.get_bind().dialect.name
    for table in FACTS:
        for statement in guards(table, dialect):
            op.execute(statement)
    for table, keys in PERSONAL.items():
        for statement in gate(table, keys, dialect):
            op.execute(statement)
