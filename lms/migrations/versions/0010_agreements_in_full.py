"""Agreements in full: signed copies, contract agents, attestations; retraining after incidents."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

FACTS = ("lms_signed_copy", "lms_contract_agent", "lms_agent_attestation", "lms_retraining")


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_signed_copy",
        sa.Column("id", Id(), nullable=False),
        sa.Column("agreement", Name, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("part2_place", sa.String(), nullable=False),
        sa.Column("proceedings_place", sa.String(), nullable=False),
        *_recorded(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_signed_copy")),
    )
    op.create_index(op.f("ix_lms_signed_copy_agreement"), "lms_signed_copy", ["agreement"])
    op.create_table(
        "lms_contract_agent",
        sa.Column("id", Id(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("agreement", Name, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("services", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        *_recorded(),
        sa.PrimaryKeyConstraint("id", "number", name=op.f("pk_lms_contract_agent")),
    )
    op.create_index(op.f("ix_lms_contract_agent_agreement"), "lms_contract_agent", ["agreement"])
    op.create_table(
        "lms_agent_attestation",
        sa.Column("id", Id(), nullable=False),
        sa.Column("agent_id", Id(), nullable=False),
        sa.Column("attested_on", sa.Date(), nullable=False),
        sa.Column("attested_by", sa.String(), nullable=False),
        sa.Column("through_on", sa.Date(), nullable=False),
        sa.Column("document_sha256", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        *_recorded(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_agent_attestation")),
    )
    op.create_index(
        op.f("ix_lms_agent_attestation_agent_id"), "lms_agent_attestation", ["agent_id"]
    )
    op.create_table(
        "lms_retraining",
        sa.Column("id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("incident", Name, nullable=False),
        sa.Column("agreement", Name, nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_retraining")),
    )
    op.create_index(op.f("ix_lms_retraining_worker_id"), "lms_retraining", ["worker_id"])
    op.create_index(op.f("ix_lms_retraining_agreement"), "lms_retraining", ["agreement"])
    for table in FACTS:
        op.create_index(op.f(f"ix_{table}_entry"), table, ["entry"])
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)


def _recorded() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
    )
