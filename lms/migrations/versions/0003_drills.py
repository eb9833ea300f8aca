"""Drills: the text that was answered, and what was decided."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FACTS = ("lms_drill_text", "lms_drill_run", "lms_drill_choice")


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_drill_text",
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("drill", Name, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("kept_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("text_sha256", name=op.f("pk_lms_drill_text")),
    )
    op.create_table(
        "lms_drill_run",
        sa.Column("id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("drill", Name, nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("ending", sa.String(), nullable=False),
        sa.Column("finished_at", Instant(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["text_sha256"],
            ["lms_drill_text.text_sha256"],
            name=op.f("fk_lms_drill_run_text_sha256_lms_drill_text"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_drill_run")),
    )
    op.create_index(op.f("ix_lms_drill_run_worker_id"), "lms_drill_run", ["worker_id"])
    op.create_index(op.f("ix_lms_drill_run_drill"), "lms_drill_run", ["drill"])
    op.create_table(
        "lms_drill_choice",
        sa.Column("run_id", Id(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.Column("was_right", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["lms_drill_run.id"],
            name=op.f("fk_lms_drill_choice_run_id_lms_drill_run"),
        ),
        sa.PrimaryKeyConstraint("run_id", "number", name=op.f("pk_lms_drill_choice")),
    )
    for table in FACTS:
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)
