"""The first shape: every table, and the guards that let facts only grow."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name, Serial

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FACTS = (
    "lms_worker_record",
    "lms_requirement",
    "lms_course_version",
    "lms_asset",
    "lms_lesson_read",
    "lms_quiz_version",
    "lms_attempt",
    "lms_answer",
    "lms_grade",
    "lms_completion",
    "lms_certificate",
    "lms_ledger",
)


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_asset",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_lms_asset")),
    )
    op.create_table(
        "lms_completion",
        sa.Column("id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("worker_name", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("requirement", Name, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("course_title", sa.String(), nullable=False),
        sa.Column("course_version", sa.Integer(), nullable=True),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("started_at", Instant(), nullable=True),
        sa.Column("completed_at", Instant(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("tzdata", sa.String(), nullable=False),
        sa.Column("attempt_id", Id(), nullable=True),
        sa.Column("attempt_number", sa.Integer(), nullable=True),
        sa.Column("score_percent", sa.Integer(), nullable=True),
        sa.Column("pass_mark", sa.Integer(), nullable=True),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("agreements", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("entry_sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_completion")),
        sa.UniqueConstraint("attempt_id", name=op.f("uq_lms_completion_attempt_id")),
    )
    op.create_index(
        "ix_lms_completion_order",
        "lms_completion",
        ["worker_id", "requirement", "completed_on", "id"],
        unique=False,
    )
    op.create_index(
        "ix_lms_completion_worker_course",
        "lms_completion",
        ["worker_id", "course", "completed_on"],
        unique=False,
    )
    op.create_table(
        "lms_course_version",
        sa.Column("course", Name, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("change", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("wording", sa.JSON(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("course", "version", name=op.f("pk_lms_course_version")),
    )
    op.create_table(
        "lms_ledger",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lms_ledger")),
    )
    op.create_table(
        "lms_requirement",
        sa.Column("id", Name, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("cadence_months", sa.Integer(), nullable=False),
        sa.Column("window_days", sa.Integer(), nullable=False),
        sa.Column("keep_anniversary", sa.Boolean(), nullable=False),
        sa.Column("initial_days", sa.Integer(), nullable=False),
        sa.Column("return_days", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", "number", name=op.f("pk_lms_requirement")),
    )
    op.create_table(
        "lms_throttle",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("window_began_at", Instant(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_lms_throttle")),
    )
    op.create_table(
        "lms_worker",
        sa.Column("id", Name, nullable=False),
        sa.Column("manager_id", Name, nullable=True),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("hired_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_worker")),
    )
    op.create_index(op.f("ix_lms_worker_email"), "lms_worker", ["email"], unique=False)
    op.create_index(op.f("ix_lms_worker_manager_id"), "lms_worker", ["manager_id"], unique=False)
    op.create_index(op.f("ix_lms_worker_team"), "lms_worker", ["team"], unique=False)
    op.create_table(
        "lms_worker_record",
        sa.Column("number", Serial, nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("manager_id", Name, nullable=True),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("hired_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lms_worker_record")),
    )
    op.create_index(
        op.f("ix_lms_worker_record_worker_id"), "lms_worker_record", ["worker_id"], unique=False
    )
    op.create_table(
        "lms_account",
        sa.Column("id", Id(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("worker_id", Name, nullable=True),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("disabled_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["lms_worker.id"], name=op.f("fk_lms_account_worker_id_lms_worker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_account")),
        sa.UniqueConstraint("email", name=op.f("uq_lms_account_email")),
        sa.UniqueConstraint("worker_id", name=op.f("uq_lms_account_worker_id")),
    )
    op.create_table(
        "lms_attempt",
        sa.Column("id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sitting", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("paper", sa.JSON(), nullable=False),
        sa.Column("paper_sha256", sa.String(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course", "version"],
            ["lms_course_version.course", "lms_course_version.version"],
            name=op.f("fk_lms_attempt_course_lms_course_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_attempt")),
        sa.UniqueConstraint(
            "worker_id",
            "course",
            "sitting",
            "number",
            name=op.f("uq_lms_attempt_worker_id_course_sitting_number"),
        ),
    )
    op.create_table(
        "lms_certificate",
        sa.Column("number", Name, nullable=False),
        sa.Column("completion_id", Id(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("course_title", sa.String(), nullable=False),
        sa.Column("course_version", sa.Integer(), nullable=False),
        sa.Column("score_percent", sa.Integer(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["lms_completion.id"],
            name=op.f("fk_lms_certificate_completion_id_lms_completion"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lms_certificate")),
        sa.UniqueConstraint("completion_id", name=op.f("uq_lms_certificate_completion_id")),
    )
    op.create_index(
        op.f("ix_lms_certificate_worker_id"), "lms_certificate", ["worker_id"], unique=False
    )
    op.create_table(
        "lms_lesson_read",
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(), nullable=False),
        sa.Column("sitting", sa.Integer(), nullable=False),
        sa.Column("read_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course", "version"],
            ["lms_course_version.course", "lms_course_version.version"],
            name=op.f("fk_lms_lesson_read_course_lms_course_version"),
        ),
        sa.PrimaryKeyConstraint(
            "worker_id", "course", "version", "lesson", "sitting", name=op.f("pk_lms_lesson_read")
        ),
    )
    op.create_table(
        "lms_quiz_version",
        sa.Column("course", Name, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course", "version"],
            ["lms_course_version.course", "lms_course_version.version"],
            name=op.f("fk_lms_quiz_version_course_lms_course_version"),
        ),
        sa.PrimaryKeyConstraint("course", "version", name=op.f("pk_lms_quiz_version")),
    )
    op.create_table(
        "lms_standing",
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("requirement", Name, nullable=False),
        sa.Column("team", sa.String(), nullable=False),
        sa.Column("course", Name, nullable=False),
        sa.Column("required_from", sa.Date(), nullable=True),
        sa.Column("required_until", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("course_version", sa.Integer(), nullable=True),
        sa.Column("valid_through", sa.Date(), nullable=True),
        sa.Column("window_opens_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("act_by", sa.Date(), nullable=True),
        sa.Column("stale_from", sa.Date(), nullable=True),
        sa.Column("stale_act_by", sa.Date(), nullable=True),
        sa.Column("exempt_from", sa.Date(), nullable=True),
        sa.Column("exempt_until", sa.Date(), nullable=True),
        sa.Column("leave_from", sa.Date(), nullable=True),
        sa.Column("leave_back", sa.Date(), nullable=True),
        sa.Column("longest_interval_days", sa.Integer(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["lms_worker.id"], name=op.f("fk_lms_standing_worker_id_lms_worker")
        ),
        sa.PrimaryKeyConstraint("worker_id", "requirement", name=op.f("pk_lms_standing")),
    )
    op.create_index(
        "ix_lms_standing_act_by", "lms_standing", ["act_by", "worker_id"], unique=False
    )
    op.create_index(
        "ix_lms_standing_course", "lms_standing", ["worker_id", "course"], unique=False
    )
    op.create_index(
        "ix_lms_standing_team", "lms_standing", ["team", "act_by", "worker_id"], unique=False
    )
    op.create_table(
        "lms_answer",
        sa.Column("number", Serial, nullable=False),
        sa.Column("attempt_id", Id(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("given_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["lms_attempt.id"], name=op.f("fk_lms_answer_attempt_id_lms_attempt")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lms_answer")),
    )
    op.create_index(op.f("ix_lms_answer_attempt_id"), "lms_answer", ["attempt_id"], unique=False)
    op.create_table(
        "lms_grade",
        sa.Column("attempt_id", Id(), nullable=False),
        sa.Column("correct", sa.JSON(), nullable=False),
        sa.Column("score_percent", sa.Integer(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("attestation", sa.String(), nullable=False),
        sa.Column("graded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["lms_attempt.id"], name=op.f("fk_lms_grade_attempt_id_lms_attempt")
        ),
        sa.PrimaryKeyConstraint("attempt_id", name=op.f("pk_lms_grade")),
    )
    op.create_table(
        "lms_one_time_link",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["lms_account.id"],
            name=op.f("fk_lms_one_time_link_account_id_lms_account"),
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_lms_one_time_link")),
    )
    op.create_index(
        op.f("ix_lms_one_time_link_account_id"), "lms_one_time_link", ["account_id"], unique=False
    )
    op.create_table(
        "lms_session",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("account_id", Id(), nullable=False),
        sa.Column("signed_in_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["lms_account.id"], name=op.f("fk_lms_session_account_id_lms_account")
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_lms_session")),
    )
    op.create_index(op.f("ix_lms_session_account_id"), "lms_session", ["account_id"], unique=False)
    dialect = op.get_bind().dialect.name
    for table in FACTS:
        for statement in guards(table, dialect):
            op.execute(statement)
