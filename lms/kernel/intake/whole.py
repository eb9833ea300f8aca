"""A table that is small enough to be read whole, or refused with all that is wrong in it."""

from collections.abc import Callable, Hashable
from typing import BinaryIO, Final, TypeVar

from lms.kernel.errors import Fault, Refused
from lms.kernel.intake.cells import Cells
from lms.kernel.sheets import Columns, Problem, Problems, read_rows, survey

TOLD: Final = 5
"""How many problems are told in a sentence each; the rest are counted."""
T = TypeVar("T")


def read_whole(
    file: BinaryIO,
    columns: Columns,
    read: Callable[[Cells], T],
    key: Callable[[T], Hashable],
) -> tuple[str, tuple[T, ...]]:
    """Return the SHA-256 of a file's bytes and its rows, each once by its key.

    Raises `Refused`, about the field `file`, with what is wrong and in which row.
    """
    problems, found = Problems(), dict[Hashable, tuple[int, T]]()
    surveyed = survey(file, problems)
    for number, _, one in read_rows(file, columns, read, problems) if not problems.count else ():
        first = found.setdefault(key(one), (number, one))[0]
        if first != number:
            told = f"This row says the same as row {first}. Keep one of them."
            problems.add(number, columns.required[0], told)
    if problems.count:
        raise Refused.of([Fault(_said(problems.told()), "file")])
    if not found:
        raise Refused.of([Fault("The file has no rows. Choose one that has some.", "file")])
    return surveyed.sha256, tuple(one for _, one in found.values())


def _said(told: tuple[Problem, ...]) -> str:
    said = [_place(one) + one.message for one in told[:TOLD]]
    if len(told) > TOLD:
        said.append(f"{len(told) - TOLD} more problems are not told here.")
    return " ".join(said)


def _place(problem: Problem) -> str:
    return f"Row {problem.row}{', ' + problem.column if problem.column else ''}: "
