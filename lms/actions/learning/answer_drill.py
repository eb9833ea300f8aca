"""A worker has gone through a drill, and what they decided is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from lms.drills.model import Drill, Run
from lms.drills.store import run_rows, text_rows
from lms.drills.walking import walk
from lms.evidence.facts import DrillAnswered
from lms.evidence.store import record
from lms.kernel.canonical import digest
from lms.kernel.errors import Refused
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_of

LONGEST_REASON: Final = 300
"""Characters of a reason at most: it says why, and tells no story of a patient."""


def answer_drill(
    work: UnitOfWork, drill: Drill, way: Sequence[int], reasons: Mapping[int, str]
) -> Run:
    """Keep the acting worker's choices and reasons, with the text as they answered it.

    Nothing is graded, and the same drill may be answered again. Raises `Refused` for a way
    that does not lead to an end, or for a reason that is too long.
    """
    worker = worker_of(work.session, work.actor.learner)
    try:
        taken, end = walk(drill, way)
    except ValueError:
        raise Refused("This drill has changed. Open it again from its first step.") from None
    if not end.ends:
        raise Refused("Go on to the end of the drill first; then keep what you decided.")
    told = {at: " ".join(reason.split()) for at, reason in reasons.items()}
    if any(len(reason) > LONGEST_REASON for reason in told.values()):
        raise Refused(f"Say each reason in {LONGEST_REASON} characters at most.")
    run = Run(
        id=work.new_id(),
        worker=worker.id,
        drill=drill.slug,
        text_sha256=drill.text_sha256,
        ending=end.id,
        taken=tuple(replace(one, reason=told.get(at, "")) for at, one in enumerate(taken)),
        finished_at=work.now,
    )
    said = digest([one.reason for one in run.taken])
    fact = DrillAnswered(run.id, worker.id, drill.slug, drill.text_sha256, tuple(way), said)
    record(work, fact, *text_rows(work.session, drill, work.now), *run_rows(run))
    return run
