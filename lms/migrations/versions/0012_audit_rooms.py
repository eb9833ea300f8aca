"""Rooms in which a client's auditor reads, their end, and what was looked at."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

FACTS = ("lms_audit_room", "lms_audit_room_closed", "lms_audit_view")


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_audit_room",
        sa.Column("id", Id(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("guest", sa.String(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("agreement", Name, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_stamp(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_audit_room")),
    )
    op.create_table(
        "lms_audit_room_closed",
        sa.Column("room_id", Id(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        *_stamp(),
        sa.ForeignKeyConstraint(
            ["room_id"],
            ["lms_audit_room.id"],
            name=op.f("fk_lms_audit_room_closed_room_id_lms_audit_room"),
        ),
        sa.PrimaryKeyConstraint("room_id", name=op.f("pk_lms_audit_room_closed")),
    )
    op.create_table(
        "lms_audit_view",
        sa.Column("id", Id(), nullable=False),
        sa.Column("room_id", Id(), nullable=True),
        sa.Column("agreement", Name, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        *_stamp(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_audit_view")),
    )
    indexed = (("lms_audit_room", "account"), ("lms_audit_room", "agreement"))
    seen = (("lms_audit_view", "room_id"), ("lms_audit_view", "agreement"))
    for table, column in (*indexed, *seen, *((table, "entry") for table in FACTS)):
        op.create_index(f"ix_{table}_{column}", table, [column])
    for table in FACTS:
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)


def _stamp() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
    )
