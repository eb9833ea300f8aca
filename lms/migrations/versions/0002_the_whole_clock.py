"""The whole clock: exceptions, withdrawals, merges, agreements; dates in spells."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

FACTS = (
    "lms_exception",
    "lms_withdrawal",
    "lms_merge",
    "lms_agreement",
    "lms_coverage",
)
ADDED = {
    "lms_completion": (
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("corrects", Id(), nullable=True),
    ),
    "lms_requirement": (
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("fixed_dates", sa.JSON(), nullable=True),
        sa.Column("align", sa.Boolean(), nullable=True),
        sa.Column("rule_floor", sa.JSON(), nullable=True),
        sa.Column("grace_days", sa.Integer(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("redates", sa.Boolean(), nullable=True),
        sa.Column("protected_until", sa.Date(), nullable=True),
    ),
    "lms_course_version": (sa.Column("refresh_days", sa.Integer(), nullable=True),),
    "lms_attempt": (sa.Column("kind", sa.String(), nullable=True),),
    "lms_worker": (sa.Column("merged_into", Name, nullable=True),),
}
DATES = (
    ("required_from", sa.Date()),
    ("required_until", sa.Date()),
    ("completed_on", sa.Date()),
    ("course_version", sa.Integer()),
    ("valid_through", sa.Date()),
    ("window_opens_on", sa.Date()),
    ("due_on", sa.Date()),
    ("act_by", sa.Date()),
    ("stale_from", sa.Date()),
    ("stale_act_by", sa.Date()),
    ("exempt_from", sa.Date()),
    ("exempt_until", sa.Date()),
    ("leave_from", sa.Date()),
    ("leave_back", sa.Date()),
    ("longest_interval_days", sa.Integer()),
)
WORDS = ("team", "course", "certificate", "why")


def upgrade() -> None:
    """Go to this shape."""
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _exceptions()
    _withdrawals_and_merges()
    _agreements()
    _standing()
    op.create_table(
        "lms_upload",
        sa.Column("id", Id(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_upload")),
    )
    for table in FACTS:
        for statement in guards(table, op.get_bind().dialect.name):
            op.execute(statement)


def _exceptions() -> None:
    op.create_table(
        "lms_exception",
        sa.Column("id", Id(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("requirement", Name, nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_exception")),
    )
    op.create_index(op.f("ix_lms_exception_worker_id"), "lms_exception", ["worker_id"])


def _withdrawals_and_merges() -> None:
    op.create_table(
        "lms_withdrawal",
        sa.Column("id", Id(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("fact_id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_withdrawal")),
        sa.UniqueConstraint("fact_id", name=op.f("uq_lms_withdrawal_fact_id")),
    )
    op.create_index(op.f("ix_lms_withdrawal_worker_id"), "lms_withdrawal", ["worker_id"])
    op.create_table(
        "lms_merge",
        sa.Column("id", Id(), nullable=False),
        sa.Column("duplicate", Name, nullable=False),
        sa.Column("survivor", Name, nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_merge")),
    )
    op.create_index(op.f("ix_lms_merge_duplicate"), "lms_merge", ["duplicate"])
    op.create_index(op.f("ix_lms_merge_survivor"), "lms_merge", ["survivor"])


def _agreements() -> None:
    op.create_table(
        "lms_agreement",
        sa.Column("id", Name, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("program_id", Name, nullable=False),
        sa.Column("program_name", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("acknowledges_part2", sa.Boolean(), nullable=True),
        sa.Column("resists_proceedings", sa.Boolean(), nullable=True),
        sa.Column("services", sa.String(), nullable=False),
        sa.Column("document_sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", "number", name=op.f("pk_lms_agreement")),
    )
    op.create_table(
        "lms_coverage",
        sa.Column("id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("agreement", Name, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("access_granted_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_coverage")),
    )
    op.create_index(op.f("ix_lms_coverage_worker_id"), "lms_coverage", ["worker_id"])
    op.create_index(op.f("ix_lms_coverage_agreement"), "lms_coverage", ["agreement"])


def _standing() -> None:
    """Give each row the day from which it holds: those of before hold from the beginning."""
    old = ", ".join(("worker_id", "requirement", *(name for name, _ in DATES), *WORDS))
    copied = f"SELECT {old} FROM lms_standing"  # noqa: S608 - all names are ours
    op.execute(f"CREATE TABLE lms_standing_before AS {copied}")
    op.drop_table("lms_standing")
    op.create_table(
        "lms_standing",
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("requirement", Name, nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("course", Name, nullable=False),
        *(sa.Column(name, kind, nullable=True) for name, kind in DATES),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["lms_worker.id"], name=op.f("fk_lms_standing_worker_id_lms_worker")
        ),
        sa.PrimaryKeyConstraint(
            "worker_id", "requirement", "from_on", name=op.f("pk_lms_standing")
        ),
    )
    op.execute(
        f"INSERT INTO lms_standing ({old}, from_on) "  # noqa: S608 - all names are ours
        f"SELECT {old}, '0001-01-01' FROM lms_standing_before"
    )
    op.drop_table("lms_standing_before")
    op.create_index("ix_lms_standing_act_by", "lms_standing", ["act_by", "worker_id"])
    op.create_index("ix_lms_standing_course", "lms_standing", ["worker_id", "course"])
    op.create_index("ix_lms_standing_team", "lms_standing", ["team", "act_by", "worker_id"])
    op.create_index("ix_lms_standing_refresh", "lms_standing", ["stale_act_by", "worker_id"])
