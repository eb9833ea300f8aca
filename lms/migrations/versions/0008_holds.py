"""Holds: records that must be kept for a matter, until the hold is lifted."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FACTS = ("lms_hold", "lms_hold_lift")


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_hold",
        sa.Column("id", Id(), nullable=False),
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("worker_id", Name, nullable=True),
        sa.Column("agreement", Name, nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_hold")),
    )
    op.create_table(
        "lms_hold_lift",
        sa.Column("hold_id", Id(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hold_id"], ["lms_hold.id"], name=op.f("fk_lms_hold_lift_hold_id_lms_hold")
        ),
        sa.PrimaryKeyConstraint("hold_id", name=op.f("pk_lms_hold_lift")),
    )
    for table in FACTS:
        op.create_index(f"ix_{table}_entry", table, ["entry"])
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)
