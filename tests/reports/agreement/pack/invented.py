"""Organizations by chance, with several clients, whose every word can be told from the others'."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import combinations
from typing import Any, Final
from uuid import UUID

from hypothesis import strategies as st

from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.restate_standing import restate_standing
from lms.certificates.pdf import render
from lms.certificates.store import Issued, certificate_row
from lms.kernel.access import SYSTEM
from lms.kernel.ids import (
    AgreementId,
    CertificateNumber,
    CompletionId,
    CourseId,
    RequirementId,
    WorkerId,
)
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.store import record_workers, worker_ids
from lms.requirements.model import Audience, Basis, Requirement
from lms.requirements.store import record_requirements
from lms.standing.records import CompletionRecord, ExceptionKind, ExceptionRecord, Kind, Source
from lms.standing.store import add_completion, exception_row
from tests.builders import a_requirement, a_worker, decided
from tests.certificates.samples import PLAIN
from tests.reports.house import ANNUAL, BASICS, DONE, publish

FIRST: Final = date(2024, 6, 1)
BIRDS: Final = ("Kestrel", "Plover", "Heron", "Siskin")


@dataclass(frozen=True)
class Client:
    """A client, all of whose words hold the name of one bird and a number."""

    bird: str

    @property
    def agreement(self) -> AgreementId:
        """The agreement's id."""
        return AgreementId(f"Q{self.bird}")

    @property
    def program(self) -> str:
        """The program's name."""
        return f"{self.bird} Recovery Center"

    @property
    def course(self) -> CourseId:
        """A course of its own."""
        return CourseId(f"{self.bird.lower()}-rules")

    @property
    def requirement(self) -> Requirement:
        """What its contract asks of whoever serves it."""
        return a_requirement(
            id=RequirementId(f"{self.bird.lower()}-yearly"),
            course=self.course,
            audience=Audience(agreements=(self.agreement,)),
            basis=Basis.CONTRACT,
            citation=f"Clause 7 of {self.bird}",
        )


@dataclass(frozen=True)
class Serves:
    """Somebody serves a client for some days, and what was written of them because of that."""

    worker: int
    client: Client
    from_on: date
    to_on: date | None
    reason: str

    def overlaps(self, other: "Serves") -> bool:
        """Say whether both are of one person, and have a day in common."""
        return self.worker == other.worker and (
            self.from_on <= (other.to_on or date.max) and other.from_on <= (self.to_on or date.max)
        )


@dataclass(frozen=True)
class House:
    """Clients, workers, and who serves whom when."""

    clients: tuple[Client, ...]
    workers: int
    serving: tuple[Serves, ...]

    def names_serving(self, client: Client) -> set[str]:
        """The names of everybody who ever served a client."""
        return {name_of(one.worker) for one in self.serving if one.client == client}

    def foreign_to(self, client: Client) -> set[str]:
        """Every word that the pack of a client must not hold."""
        others = {one for other in self.clients if other != client for one in _words(other)}
        reasons = {one.reason.split()[0] for one in self.serving if one.client != client}
        people = {name_of(number) for number in range(self.workers)} - self.names_serving(client)
        return others | reasons | people


def _words(client: Client) -> Iterator[str]:
    yield from (client.bird, client.bird.lower())


def name_of(number: int) -> str:
    """A name that nobody else has."""
    return f"Worker{number}x Somebody{number}x"


def id_of(number: int) -> WorkerId:
    """The worker's id, which says nothing."""
    return WorkerId(f"W-{number:03}")


def invented() -> st.SearchStrategy[House]:
    """Return houses of two to four clients and up to six workers."""
    return st.builds(
        _house,
        st.integers(2, 4),
        st.integers(2, 6),
        st.lists(
            st.tuples(*(st.integers(0, most) for most in (5, 3, 500, 400))),
            min_size=4,
            max_size=12,
        ),
    )


def _house(clients: int, workers: int, chosen: list[tuple[int, int, int, int]]) -> House:
    known = tuple(Client(f"{bird}{at}") for at, bird in enumerate(BIRDS[:clients]))
    found: dict[tuple[int, Client, date], Serves] = {}
    everybody = [(at, at, 30, 0) for at in range(clients)]
    for place, (worker, client, begins, days) in enumerate([*everybody, *chosen]):
        from_on = FIRST + timedelta(days=begins)
        to_on = from_on + timedelta(days=days) if days % 3 else None
        one = known[client % clients]
        reason = f"Reason{place}y for {one.program}"
        key = (worker % workers, one, from_on)
        found.setdefault(key, Serves(*key, to_on, reason))
    return House(known, workers, tuple(found.values()))


def settled_in(workshop: Workshop, house: House) -> None:
    """Record everything of a house."""
    with workshop.work(SYSTEM) as work:
        staff = [
            a_worker(id=id_of(at), name=name_of(at), hired_on=date(2024, 1, 10), manager=None)
            for at in range(house.workers)
        ]
        record_workers(work.session, staff, work.now, work.now.date(), "test")
        publish(work, BASICS, "Basics")
        for client in house.clients:
            publish(work, client.course, f"Rules of {client.bird}")
        record_requirements(work.session, map(decided, _asked(house)), work.now, "test")
        assert import_agreements(work, BytesIO(_agreements(house).encode())).problems == ()
        assert import_coverage(work, BytesIO(_coverage(house).encode())).problems == ()
        numbers = iter(range(1, 10_000))
        for one in house.serving:
            _done(work, one, next(numbers))
        for at, one in enumerate(house.serving):
            work.session.add_all(map(exception_row, _excepted(work, one, 10_000 + 10 * at)))
        work.session.flush()
        restate_standing(work, list(worker_ids(work.session)))


def _asked(house: House) -> Iterator[Requirement]:
    yield ANNUAL
    yield a_requirement(
        id=RequirementId("whoever-serves"), course=BASICS, audience=Audience(agreements=("*",))
    )
    for client in house.clients:
        yield client.requirement
    for at, (one, other) in enumerate(combinations(house.clients, 2)):
        yield a_requirement(
            id=RequirementId(f"joint-{at}"),
            course=BASICS,
            audience=Audience(agreements=(one.agreement, other.agreement)),
            basis=Basis.CONTRACT,
            citation=f"Joint terms with {one.program} and {other.program}",
        )


def _agreements(house: House) -> str:
    lines = [
        f"{one.agreement},qsoa,P{one.bird},{one.program},2024-01-01,Billing for {one.program}"
        for one in house.clients
    ]
    head = "agreement_id,kind,program_id,program_name,effective_on,services"
    return "\n".join([head, *lines, ""])


def _coverage(house: House) -> str:
    lines = [
        f"{id_of(one.worker)},{one.client.agreement},{one.from_on},{one.to_on or ''},{one.from_on}"
        for one in house.serving
    ]
    head = "worker_id,agreement_id,from_on,to_on,access_granted_on"
    return "\n".join([head, *lines, ""])


def _done(work: UnitOfWork, one: Serves, number: int) -> None:
    """Somebody completes both courses on their first day of service, one of them elsewhere."""
    at = datetime(one.from_on.year, one.from_on.month, one.from_on.day, 14, tzinfo=UTC)
    record = replace(
        DONE,
        id=CompletionId(UUID(int=number)),
        worker_id=id_of(one.worker),
        worker_name=name_of(one.worker),
        team="Claims",
        requirement=one.client.requirement.id,
        course=BASICS,
        started_at=at,
        completed_at=at,
        completed_on=one.from_on,
        attempt_id=None,
        certificate=CertificateNumber(f"P2L-{number:04}"),
        recorded_at=at,
        entry=number,
    )
    add_completion(work.session, record)
    _certified(work, record)
    elsewhere = replace(
        record,
        id=CompletionId(UUID(int=5_000 + number)),
        course=one.client.course if number % 2 else BASICS,
        kind=Kind.EXTERNAL,
        certificate=None,
        document=one.reason,
    )
    add_completion(work.session, elsewhere)


def _certified(work: UnitOfWork, record: CompletionRecord) -> None:
    assert record.certificate is not None
    drawn = replace(
        PLAIN, number=record.certificate, holder=record.worker_name, course="Basics", agreements=()
    )
    content = render(drawn)
    row = certificate_row(
        Issued(
            number=record.certificate,
            completion_id=record.id,
            worker_id=record.worker_id,
            holder=record.worker_name,
            course=record.course,
            course_title="Basics",
            course_version=1,
            score_percent=90,
            completed_on=record.completed_on,
            time_zone="America/New_York",
            valid_through=record.valid_through,
            demonstration=False,
            issued_at=record.recorded_at,
            sha256=work.files.keep(content),
            size=len(content),
        )
    )
    work.session.add(row)
    work.session.flush()


def _excepted(work: UnitOfWork, one: Serves, number: int) -> Iterator[ExceptionRecord]:
    """A leave and two waivers on days of service, each for the client's own reason."""
    told: dict[str, Any] = {
        "worker_id": id_of(one.worker),
        "decided_on": one.from_on,
        "from_on": one.from_on,
        "to_on": one.to_on or one.from_on + timedelta(days=3),
        "approved_by": "W-900",
        "reason": one.reason,
        "document": f"Letter on {one.reason}",
        "recorded_at": work.now,
        "recorded_by": "test",
        "source": Source.OFFICER,
        "entry": number,
    }
    kinds = (
        (ExceptionKind.LEAVE, None),
        (ExceptionKind.WAIVER, ANNUAL.id),
        (ExceptionKind.WAIVER, one.client.requirement.id),
    )
    for place, (kind, requirement) in enumerate(kinds):
        yield ExceptionRecord(
            id=UUID(int=number + place), kind=kind, requirement=requirement, **told
        )
