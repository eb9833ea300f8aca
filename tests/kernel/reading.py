"""Reading a whole file at once, as tests may."""

from collections.abc import Callable
from io import BytesIO
from typing import Generic, NamedTuple, TypeVar

from lms.kernel.intake.cells import Cells
from lms.kernel.sheets import Columns, Problem, Problems, read_rows, survey

T = TypeVar("T")


class Read(NamedTuple, Generic[T]):
    """What stands in each good row, by its number, and what is wrong with the others."""

    rows: dict[int, T]
    problems: tuple[Problem, ...]


def read_all(content: bytes, columns: Columns, read: Callable[[Cells], T]) -> Read[T]:
    """Read a file as an import does."""
    problems = Problems()
    file = BytesIO(content)
    survey(file, problems)
    found = () if problems.count else read_rows(file, columns, read, problems)
    rows = {number: told for number, _, told in found}
    return Read(rows, problems.told())
