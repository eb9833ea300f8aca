"""What happened to each worker under each requirement? The ground of every standing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sqlalchemy.orm import Session

from lms.kernel.batches import batches
from lms.kernel.ids import CourseId, WorkerId
from lms.people.employment import stretches_of
from lms.people.model import Worker, WorkerRecord
from lms.people.store import records_of
from lms.requirements.duties import duties_of
from lms.requirements.model import Requirement
from lms.requirements.store import requirements_in_force
from lms.standing.model import Completion, Duty, History, Policy
from lms.standing.store import completions_of

WORKERS_AT_ONCE = 1000


class Story(NamedTuple):
    """One worker and one requirement, and what happened between them."""

    worker: Worker
    requirement: Requirement
    history: History


def policy_of(requirement: Requirement) -> Policy:
    """Return what a requirement asks, in the words of the rules."""
    return Policy(
        cadence_months=requirement.cadence_months,
        window_days=requirement.window_days,
        keep_anniversary=requirement.keep_anniversary,
        initial_days=requirement.initial_days,
        return_days=requirement.return_days,
    )


def stories(session: Session, workers: Iterable[WorkerId]) -> Iterator[Story]:
    """Yield every worker's history under every requirement that was ever theirs, in order."""
    requirements = requirements_in_force(session).values()
    for piece in batches(workers, WORKERS_AT_ONCE):
        records = records_of(session, piece)
        done = completions_of(session, piece)
        for worker in piece:
            if worker in records:
                yield from _of_one(records[worker], requirements, done)


def _of_one(
    records: tuple[WorkerRecord, ...],
    requirements: Iterable[Requirement],
    done: dict[tuple[WorkerId, CourseId], tuple[Completion, ...]],
) -> Iterator[Story]:
    worker = records[-1].worker
    stretches = stretches_of(records)
    for requirement in requirements:
        duties = tuple(Duty(*span) for span in duties_of(requirement, stretches))
        if duties:
            completions = done.get((worker.id, requirement.course), ())
            yield Story(worker, requirement, History(duties=duties, completions=completions))
