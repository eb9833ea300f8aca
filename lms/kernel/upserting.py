"""Writing derived rows: put there if new, replaced if not, in one statement on either database."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.kernel.database import Base

ROWS_AT_ONCE: Final = 500


def upsert(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows by primary key. Only derived tables may be written so, never facts."""
    maker = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    key = [column.name for column in table.__table__.primary_key]
    for piece in batches(rows, ROWS_AT_ONCE):
        statement = maker.insert(table)
        rest = {name: statement.excluded[name] for name in piece[0] if name not in key}
        session.execute(
            statement.on_conflict_do_update(index_elements=key, set_=rest), list(piece)
        )
