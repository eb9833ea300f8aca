"""Many rows written at once, as plainly as each database's driver can."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from lms.kernel.rows.plain import written


def insert_many(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Add rows, all with the same columns, in their order; none is fine too.

    It takes no defaults and knows no JSON columns. PostgreSQL takes the rows as a stream.
    """
    if not rows:
        return
    names = list(rows[0])
    plainly = [written(table.c[name].type) for name in names]
    lines = (
        [
            cell if how is None or cell is None else how(cell)
            for how, cell in zip(plainly, (row[name] for name in names), strict=True)
        ]
        for row in rows
    )
    connection = session.connection()
    columns = f"{table.name} ({', '.join(names)})"
    if connection.dialect.name == "postgresql":
        driver: Any = connection.connection
        with driver.cursor() as cursor, cursor.copy(f"COPY {columns} FROM STDIN") as copy:
            for line in lines:
                copy.write_row(line)
    else:
        places = ", ".join("?" * len(names))
        statement = f"INSERT INTO {columns} VALUES ({places})"  # noqa: S608 - all names are ours
        connection.exec_driver_sql(statement, [tuple(line) for line in lines])
