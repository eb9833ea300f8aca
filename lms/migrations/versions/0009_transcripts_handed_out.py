"""Links that hand out one transcript, once."""

import sqlalchemy as sa
from alembic import op

from lms.kernel.database import Instant, Name

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this shape."""
    op.create_table(
        "lms_transcript_link",
        sa.Column("token_sha256", sa.String(), nullable=False),
        sa.Column("worker_id", Name, nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"],
            ["lms_worker.id"],
            name=op.f("fk_lms_transcript_link_worker_id_lms_worker"),
        ),
        sa.PrimaryKeyConstraint("token_sha256", name=op.f("pk_lms_transcript_link")),
    )
    op.create_index(op.f("ix_lms_transcript_link_worker_id"), "lms_transcript_link", ["worker_id"])
