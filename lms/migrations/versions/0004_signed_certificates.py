"""Signed certificates: who signed, what was corrected, what was revoked."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.append_only import guards
from lms.kernel.database import Id, Instant, Name

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FACTS = ("lms_revocation",)
KEPT = (
    *("number", "completion_id", "worker_id", "holder", "course", "course_title"),
    *("course_version", "score_percent", "completed_on", "time_zone", "valid_through"),
    *("demonstration", "issued_at", "sha256", "size"),
)


def upgrade() -> None:
    """Go to this shape."""
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        _certificates_anew()
    else:
        op.add_column("lms_certificate", sa.Column("key_id", sa.String(), nullable=True))
        op.add_column("lms_certificate", sa.Column("corrects", Name, nullable=True))
        op.drop_constraint(op.f("uq_lms_certificate_completion_id"), "lms_certificate")
        op.create_unique_constraint(
            op.f("uq_lms_certificate_corrects"), "lms_certificate", ["corrects"]
        )
    for column in ("completion_id", "sha256"):
        op.create_index(op.f(f"ix_lms_certificate_{column}"), "lms_certificate", [column])
    op.create_index(
        "uq_lms_certificate_first",
        "lms_certificate",
        ["completion_id"],
        unique=True,
        sqlite_where=sa.text("corrects IS NULL"),
        postgresql_where=sa.text("corrects IS NULL"),
    )
    op.create_table(
        "lms_revocation",
        sa.Column("id", Id(), nullable=False),
        sa.Column("number", Name, nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["lms_certificate.number"],
            name=op.f("fk_lms_revocation_number_lms_certificate"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lms_revocation")),
        sa.UniqueConstraint("number", name=op.f("uq_lms_revocation_number")),
    )
    for table in FACTS:
        for statement in guards(table, dialect):
            op.execute(statement)


def _certificates_anew() -> None:
    """Make the table again, for SQLite drops no constraint; every row goes along."""
    op.execute("ALTER TABLE lms_certificate RENAME TO lms_certificate_before")
    op.execute("DROP INDEX ix_lms_certificate_worker_id")
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
        sa.Column("key_id", sa.String(), nullable=True),
        sa.Column("corrects", Name, nullable=True),
        sa.ForeignKeyConstraint(
            ["completion_id"],
            ["lms_completion.id"],
            name=op.f("fk_lms_certificate_completion_id_lms_completion"),
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_lms_certificate")),
        sa.UniqueConstraint("corrects", name=op.f("uq_lms_certificate_corrects")),
    )
    kept = ", ".join(KEPT)
    op.execute(
        f"INSERT INTO lms_certificate ({kept}) SELECT {kept} FROM lms_certificate_before"  # noqa: S608 - columns named above
    )
    op.execute("DROP TABLE lms_certificate_before")
    op.create_index(op.f("ix_lms_certificate_worker_id"), "lms_certificate", ["worker_id"])
    for statement in guards("lms_certificate", "sqlite"):
        op.execute(statement)
