"""The evidence pack of one agreement, a file at a time; the same question, the same bytes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, Any, Final

from lms.evidence.checkpoints import Checkpoint
from lms.kernel.batches import batches
from lms.kernel.errors import Refused, Unavailable
from lms.kernel.ids import AgreementId, CourseId, WorkerId
from lms.kernel.outgoing.bag import Bag, signed_by
from lms.kernel.outgoing.tabular import csv_pieces
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack import attempts as sittings
from lms.reports.agreement.pack.dossier import Written, dossier, file_of, population_of
from lms.reports.agreement.pack.extract import Extract, extract_of
from lms.reports.agreement.pack.front import Contents, front
from lms.reports.agreement.pack.gone import gone_told
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.pack.readme import POPULATION, readme
from lms.reports.agreement.pack.roster import held_of
from lms.reports.agreement.pack.scope import Scope, scope_of
from lms.reports.agreement.pack.tables import Table, by_worker
from lms.reports.agreement.pack.texts import texts_of
from lms.reports.asking import Question
from lms.reports.forms.dictionary import dictionary
from lms.reports.ledger.breaks import breaks
from lms.standing.explanation import in_words

PEOPLE_AT_ONCE: Final = 50
PIECE: Final = 65_536
MOST_BREAKS: Final = 100
"""So many breaks are looked for: whoever has them has one large one."""
ATTEMPTS: Final = "Which quizzes were taken, how often, with what result?"
ABOUT: Final = (
    "Names, teams and roles in `people` and `exceptions` are those of the day the pack is about."
)


@dataclass(frozen=True)
class Made:
    """What was packed: of which agreement and day, and the digest that names its contents."""

    agreement: AgreementId
    as_of: date
    sha256: str
    people: int
    broken: bool


def pack_made(work: UnitOfWork, question: Question, out: IO[bytes]) -> Made:
    """Write the pack that a question asks for; a broken ledger is told in it, loudly.

    Raises `NotFound` if there is no such agreement, `Refused` for a day that has not come.
    """
    if question.as_of > question.today:
        raise Refused("A pack shows what was. Choose a day that has come.")
    scope = scope_of(work.session, question)
    with Bag(out, pack_name(scope.agreement, question.as_of)) as bag:
        return _Packing(work, scope, bag).made()


def pack_name(agreement: str, as_of: date) -> str:
    """Return what a pack and its folder are called, whatever the agreement's id is."""
    plain = re.sub("[^A-Za-z0-9.-]+", "_", agreement)[:60].strip("._") or "agreement"
    return f"evidence-{plain}-{as_of.isoformat()}"


class _Packing:
    """One pack while it is written."""

    def __init__(self, work: UnitOfWork, scope: Scope, bag: Bag) -> None:
        self._work, self._scope = work, scope
        self._name = pack_name(scope.agreement, scope.question.as_of)
        self._bag = bag
        self._tables = all_tables_of(work.session, scope)
        self._roster: tuple[tuple[str, str], ...] = ()
        if scope.question.roster is not None:
            self._roster = held_of(work.session, scope).header
        self._extract = Extract()
        self._breaks = tuple(islice(breaks(work.session), MOST_BREAKS))

    def made(self) -> Made:
        """Write everything in a fixed order, and say what was written."""
        self._reports()
        certificates, missing = self._certificates()
        sat = self._people()
        versions = self._courses(sat)
        self._ledger(sat)
        key = self._keys()
        contents = Contents(
            organization=self._work.organization.name,
            demonstration=self._work.organization.demonstration,
            scope=self._scope,
            tables=self._tables,
            roster=self._roster,
            attempts=sat,
            versions=versions,
            missing=missing,
            extract=self._extract,
            breaks=self._breaks,
            gone=gone_told(self._work.session),
            key=key,
        )
        self._bag.tag("index.html", b"".join(front(contents)))
        title = f"Training evidence: agreement {self._scope.agreement}"
        example = certificates[0] if certificates else ""
        told = readme(title, key, self._extract.last, example)
        self._bag.tag("README.txt", told.encode())
        digest = self._bag.close(
            self._about(), signed_by(self._work.keys.current, f"evidence pack {self._name}")
        )
        return Made(
            self._scope.agreement,
            self._scope.question.as_of,
            digest,
            len(self._scope.people),
            self._extract.broken is not None or bool(self._breaks),
        )

    def _reports(self) -> None:
        words = [ABOUT, ""]
        for name, told in self._tables.items():
            self._table(name, told)
            about = "Cause" if name == "gaps" else "Status"
            words.append(dictionary(name, told.columns, told.words, about))
        words.append(dictionary("attempts", sittings.COLUMNS))
        self._bag.add("reports/dictionary.md", ["\n".join(words).encode()])

    def _table(self, name: str, told: Table) -> None:
        typed = {column.name for column in told.columns if column.typed}
        self._bag.add(f"reports/{name}.csv", csv_pieces(told.names, told.rows, typed))

    def _certificates(self) -> tuple[list[str], list[str]]:
        """Pack the certificates as filed; return their numbers, and those of the missing."""
        packed, missing = [], []
        for row in self._tables["certificates"].told():
            number = row["certificate"]
            try:
                content = self._work.files.read(row["sha256"])
            except Unavailable:
                missing.append(number)
                continue
            self._bag.add_known(f"certificates/{number}.pdf", content, row["sha256"])
            packed.append(number)
        return packed, missing

    def _people(self) -> list[tuple[Any, ...]]:
        """Pack everybody's dossier and all attempts; return the rows of attempts."""
        own = {
            name: by_worker(told, self._scope)
            for name, told in self._tables.items()
            if "worker_id" in told.names
        }
        cells: list[tuple[Any, ...]] = []
        written: Written = {}
        read = sittings.Sittings(self._work.session, self._scope)
        with TemporaryFile() as records:
            for piece in batches(self._scope.people, PEOPLE_AT_ONCE):
                ids = [one for worker in piece for one in self._scope.people[worker].ids]
                sat: dict[WorkerId, list[sittings.Sat]] = {}
                for one in read.of(ids):
                    sat.setdefault(self._scope.root[WorkerId(one.row.worker_id)], []).append(one)
                for worker in piece:
                    if worker not in own["people"]:
                        continue
                    told = {name: rows.get(worker, []) for name, rows in own.items()}
                    mine = sat.get(worker, [])
                    self._bag.add(
                        file_of(worker), [b"".join(dossier(worker, told, mine, written))]
                    )
                    cells += [one.cells for one in mine]
                    records.writelines(one.record for one in mine)
                self._work.session.expunge_all()
            records.seek(0)
            self._bag.add("reports/attempts.jsonl", iter(lambda: records.read(PIECE), b""))
        self._bag.add(POPULATION, [population_of(self._tables["people"])])
        names = tuple(column.name for column in sittings.COLUMNS)
        self._bag.add("reports/attempts.csv", csv_pieces(names, cells, {"worker_id"}))
        return cells

    def _courses(self, sat: Sequence[Sequence[Any]]) -> list[tuple[str, int]]:
        """Pack every version that somebody completed or was asked about; return which."""
        done = self._tables["completions"].told()
        read = {
            (row["course"], row["course_version"]) for row in done if row["kind"] != "external"
        }
        versions = sorted(read | {(cells[2], cells[3]) for cells in sat})
        for course, version in versions:
            for file in texts_of(self._work.session, CourseId(course), version):
                self._bag.add(file.name, file.pieces)
        return versions

    def _ledger(self, sat: Sequence[Sequence[Any]]) -> None:
        held = self._extract.held
        held.update(cells[0] for cells in sat)
        for name in ("completions", "exceptions"):
            held.update(row[0] for row in self._tables[name].rows)
        entries = extract_of(self._work.session, self._scope, self._extract)
        self._bag.add("ledger/entries.tsv", entries)
        key = self._work.keys.current
        head = self._extract.head(key.id)
        if head is not None:
            line = Checkpoint(**vars(head), signature=key.sign(head.signed)).line
            self._bag.add("ledger/checkpoint.jsonl", [f"{line}\n".encode()])

    def _keys(self) -> str:
        for known in self._work.keys.known():
            self._bag.add(f"keys/{known.public.id}.pub", [known.public.minisign_public.encode()])
            self._bag.add(f"keys/{known.public.id}.pem", [known.public.pem.encode()])
        return self._work.keys.current.id

    def _about(self) -> dict[str, str]:
        question = self._scope.question
        told = {
            "Source-Organization": self._work.organization.name,
            "External-Identifier": self._scope.agreement,
            "External-Description": (
                f"Training evidence under one agreement, as of {in_words(question.as_of)}"
            ),
            "Bagging-Date": question.as_of.isoformat(),
        }
        return {label: " ".join(words.split()) for label, words in told.items()}
