"""Which numbers were given last, of rows that are counted?"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from lms.people.tables import WorkerRecordRow
from lms.quizzes.tables import AnswerRow


def newest_numbers(session: Session) -> dict[str, int]:
    """Return the highest number of each table whose rows are counted."""
    return {
        row.__tablename__: session.scalar(select(func.max(row.number))) or 0
        for row in (AnswerRow, WorkerRecordRow)
    }
