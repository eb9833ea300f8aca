"""What would a file change? Read, set down in order, and held against what is known."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from json import JSONDecoder, JSONEncoder
from typing import Any, BinaryIO, Final, NamedTuple, TypeVar

from lms.evidence.binding import Bound, bound
from lms.kernel.batches import batches
from lms.kernel.errors import Refused
from lms.kernel.ids import WorkerId
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import Prepared, Staged, StagedRow, one_at_a_time
from lms.kernel.rows.plain import in_words, key_of, row_digest
from lms.kernel.sheets import Imported, Problem, Survey, read_rows, survey
from lms.reports.incoming.kind import Judged, Kind, Verdict
from lms.reports.known import merges, root_of

OWNERS_AT_ONCE: Final = 1_000
FEW: Final = 20
"""So many changes are always allowed."""
Progress = Callable[[str, int, int], None]
T = TypeVar("T")

_encode: Final = JSONEncoder(ensure_ascii=False).encode
_decode: Final = JSONDecoder().decode


def _silent(_what: str, _done: int, _of: int) -> None:
    pass


class Wish(NamedTuple):
    """How a file is to be brought in.

    `full_roster` ends what is absent; `allow_many` allows that most of what is known changes;
    `told` hears what is being done, how much of it is done, and how much there is.
    """

    full_roster: bool = False
    allow_many: bool = False
    told: Progress = _silent

    def heard(self, what: str, of: int) -> Callable[[int], None]:
        """Return what hears of one thing alone, of which there is so much."""
        return lambda done: self.told(what, done, of)

    def refuse_full_roster(self, things: str) -> None:
        """Raise `Refused` if a full roster is wished for of what does not end by being absent."""
        if self.full_roster:
            raise Refused(f"A file of {things} is never a full roster: nothing ends by absence.")


AS_IT_IS: Final = Wish()


@dataclass(frozen=True)
class Weighed:
    """What a file would change; the facts are ready, and nothing is kept yet."""

    kind: Kind[Any]
    file: Survey
    prepared: Prepared
    imported: Imported
    ended: int

    @property
    def changes(self) -> bool:
        """Whether there is anything to be kept: there is not in a file with a problem."""
        return not self.imported.problems and self.prepared.count > 0

    @property
    def sealed(self) -> tuple[str, int, int, int, int]:
        """What the ledger says of it: the file and the counts."""
        told = self.imported
        return (self.file.sha256, told.created, told.updated, told.unchanged, self.ended)

    @property
    def bound(self) -> Bound:
        """What binds the facts that are ready."""
        table = self.prepared.kept
        ready = self.prepared.plain()
        rows = ((in_words(key_of(table, cells)), row_digest(cells)) for cells in ready)
        return bound(table.name, rows)

    def touched(self) -> Iterator[WorkerId]:
        """Yield the workers whose facts change, each as who they are, in order."""
        merged = merges(self.kind.work.session)
        owners = self.prepared.distinct("worker_id")
        if not merged:
            yield from map(WorkerId, owners)
            return
        yield from dict.fromkeys(root_of(merged, WorkerId(one)) for one in owners)


@contextmanager
def weighed(kind: Kind[T], file: BinaryIO, wish: Wish) -> Iterator[Weighed]:
    """Weigh a file against what is known; what was set down goes when the block ends well."""
    one_at_a_time(kind.work.session)
    staged = Staged(kind.work.session)
    prepared = Prepared(kind.work.session, kind.table, kind.order)
    known = kind.known()
    surveyed = survey(file, kind.problems)
    if not kind.problems.count:
        _stage(kind, file, staged, lambda: wish.told("Reading", file.tell(), surveyed.size))
    counts = _judge(kind, staged, prepared, wish.told)
    absent, ended = _end(kind, staged, prepared, wish)
    many = None
    if not (kind.problems.count or wish.allow_many):
        many = why_too_many(counts[Verdict.UPDATED], ended, known, kind.things)
    if many is not None:
        imported = Imported(problems=(Problem(1, "", many),), too_many=True)
    elif kind.problems.count:
        imported = Imported(problems=kind.problems.told())
    else:
        imported = _imported(counts, absent)
    yield Weighed(kind, surveyed, prepared, imported, ended)
    staged.clear()
    prepared.clear()


def _imported(counts: Counter[Verdict], absent: int) -> Imported:
    created, updated = counts[Verdict.CREATED], counts[Verdict.UPDATED]
    return Imported(created, updated, counts[Verdict.UNCHANGED], absent)


def _stage(kind: Kind[T], file: BinaryIO, staged: Staged, told: Callable[[], None]) -> None:
    rows = (
        StagedRow(number, *kind.place(one), _encode(cells.written))
        for number, cells, one in read_rows(file, kind.columns, kind.read, kind.problems)
    )
    staged.add(rows, told)
    kind.check(staged)


def _judge(kind: Kind[T], staged: Staged, prepared: Prepared, told: Progress) -> Counter[Verdict]:
    counts: Counter[Verdict] = Counter()
    done = 0
    for piece in staged.pieces(OWNERS_AT_ONCE):
        facts: list[dict[str, Any]] = []
        for one in _judged(kind, piece):
            counts[one.verdict] += 1
            if one.fact is not None:
                facts.append(one.fact)
        if not kind.problems.count:
            prepared.add(facts)
        done += len(piece)
        told("Comparing", done, staged.count)
    return counts


def _judged(kind: Kind[T], piece: list[StagedRow]) -> Iterator[Judged]:
    rows: list[tuple[int, T]] = []
    for _, group in groupby(piece, key=lambda row: (row.owner, row.key)):
        first, *again = group
        one = kind.read(Cells(_decode(first.cells)))
        rows.append((first.number, one))
        for row in again:
            told = f"{kind.name(one)} stands in row {first.number} already. Keep one row."
            kind.problems.add(row.number, kind.owner_column, told)
    return kind.judge(rows)


def _end(kind: Kind[T], staged: Staged, prepared: Prepared, wish: Wish) -> tuple[int, int]:
    """Count what is absent; with a full roster, make ready what ends it."""
    absent = 0
    if not kind.problems.count:
        for piece in batches(kind.absent(staged), OWNERS_AT_ONCE):
            absent += len(piece)
            if wish.full_roster:
                prepared.add([kind.ended(one) for one in piece])
    return absent, absent if wish.full_roster else 0


def why_too_many(updated: int, ended: int, known: int, things: str) -> str | None:
    """Say why changes are too many to be made unasked; None if they are few enough."""
    if updated + ended <= max(FEW, known // 2):
        return None
    return (
        f"This would change {updated:,} and end {ended:,} of {known:,} {things}, which is more "
        "than half. If that is what you mean, allow it; if not, look at the file."
    )
