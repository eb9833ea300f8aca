"""Which certificates count on a day? All of them as one file, a piece at a time."""

import io
from collections.abc import Callable, Iterator
from typing import Any, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy import Row, Select, func, or_, select
from sqlalchemy.orm import Session

from lms.certificates.tables import CertificateRow, RevocationRow
from lms.evidence.tables import WithdrawalRow
from lms.kernel.keyring import Keyring
from lms.kernel.outgoing.tabular import csv_pieces
from lms.kernel.work import UnitOfWork
from lms.reports.asking import Question, by_bytes
from lms.reports.completions import completions_asked
from lms.standing.tables import CompletionRow

COLUMNS: Final = (
    *("number", "worker_id", "holder", "course", "course_version", "completed_on"),
    *("valid_through", "sha256", "key_id"),
)
TYPED: Final = frozenset({"worker_id", "holder"})
ROWS_AT_ONCE: Final = 500
SAME_TIME: Final = (1980, 1, 1, 0, 0, 0)
READ_ME: Final = """\
Certificates of {house} that count on {day}.

index.csv    what each certificate says, and the SHA-256 of its file
keys.pub     the public keys of {house}, for minisign and part2-lms

To check them all, offline:   part2-lms verify --key keys.pub certificates/*.pdf
To check one in any reader of PDFs, look at its signature panel, or run: pdfsig FILE
To see whether one was revoked or followed since, open the address printed on it.
The keys came with the files: compare them with those that {house} publishes.
A certificate certifies completed training; it does not certify legal compliance.
"""

Told = Callable[[str, int, int], None]


def bundled_count(session: Session, question: Question) -> int:
    """Count the certificates that a question is about."""
    return session.scalar(_asked(session, select(func.count()), question)) or 0


def bundle(work: UnitOfWork, question: Question, told: Told | None = None) -> Iterator[bytes]:
    """Yield a ZIP of every certificate that counts on the day asked about, with an index.

    Revoked, corrected and withdrawn ones are left out. The same question gives the same bytes.
    `told` hears how many of how many are in it. Raises `Unavailable` for a file that is gone
    or was altered.
    """
    total = bundled_count(work.session, question) if told else 0
    sink = _Sink()
    index: list[tuple[Any, ...]] = []
    with ZipFile(sink, "w", ZIP_STORED) as archive:
        for number, row in enumerate(_rows(work.session, question), 1):
            index.append(tuple(row))
            _put(archive, f"certificates/{row.number}.pdf", work.files.read(row.sha256))
            yield sink.taken()
            if told is not None:
                told("Certificates", number, total)
        house, day = work.organization.name, question.as_of.isoformat()
        _put(archive, "index.csv", b"".join(csv_pieces(COLUMNS, index, TYPED)))
        _put(archive, "keys.pub", _public(work.keys))
        _put(archive, "README.txt", READ_ME.format(house=house, day=day).encode())
    yield sink.taken()


def _public(keys: Keyring) -> bytes:
    return "".join(one.public.minisign_public for one in keys.known()).encode()


def _rows(session: Session, question: Question) -> Iterator[Row[Any]]:
    row = CertificateRow
    order = (by_bytes(session, row.worker_id), row.completed_on, by_bytes(session, row.number))
    query = select(*(getattr(row, name) for name in COLUMNS))
    asked = _asked(session, query, question).order_by(*order)
    with session.execute(asked, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        yield from rows


def _asked(session: Session, query: Select[Any], question: Question) -> Select[Any]:
    row = CertificateRow
    ends = row.valid_through
    joined = query.select_from(row).join(CompletionRow, CompletionRow.id == row.completion_id)
    return completions_asked(session, joined, question).where(
        or_(ends.is_(None), ends >= question.as_of),
        row.number.not_in(select(RevocationRow.number)),
        row.completion_id.not_in(select(WithdrawalRow.fact_id)),
    )


def _put(archive: ZipFile, name: str, content: bytes) -> None:
    archive.writestr(ZipInfo(name, SAME_TIME), content)


class _Sink(io.RawIOBase):
    """Takes what a ZIP writes, and gives it on; it cannot be gone back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, piece: Any) -> int:  # noqa: ANN401 - as Python declares it
        """Take a piece."""
        self._pieces.append(bytes(piece))
        return len(piece)

    def taken(self) -> bytes:
        """Return what was written since this was asked last."""
        content = b"".join(self._pieces)
        self._pieces.clear()
        return content
