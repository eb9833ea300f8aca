"""People are drawn from those who serve an agreement, and the draw is recorded."""

from lms.agreements.rooms.model import Room
from lms.evidence.shown import SampleDrawn
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.ids import AgreementId
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.room.sample import Drawing, Drawn, drawn


def draw_sample(
    work: UnitOfWork, agreement: AgreementId, drawing: Drawing, room: Room | None
) -> Drawn:
    """Draw, and record seed, stratum, population and who was drawn; raise `Refused` for a fault.

    Without a seed one is made of an id that nobody has used.
    """
    work.actor.require(Permission.VISIT_ROOMS)
    found = drawn(work.session, drawing.seeded(work.new_id().hex[-12:]))
    sample = found.sample
    said = SampleDrawn(
        None if room is None else room.id,
        agreement,
        drawing.question.as_of,
        drawing.stratum_told,
        sample.seed,
        drawing.size,
        sample.population,
        sample.sha256,
        sample.drawn,
    )
    record(work, said)
    return found
