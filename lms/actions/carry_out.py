"""Something that touches many is carried out: exactly what was shown before, or not at all."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from lms.kernel.errors import Conflict
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.reports.effect import Effect, effect_since, remember

T = TypeVar("T")


class Scene(NamedTuple):
    """On which day the effect is told, and of which workers; of all if none are named.

    `shown` is the digest of the effect that somebody saw and confirmed, None to see it first.
    """

    day: date
    workers: Sequence[WorkerId] | None = None
    shown: str | None = None


def carry_out(
    work: UnitOfWork, change: Callable[[UnitOfWork], T], scene: Scene
) -> tuple[T, Effect]:
    """Carry a change out and tell who changes from what to what.

    In a rehearsal it shows what would come of it. With the digest that was shown, it does that
    or raises `Conflict`, and whoever opened the work undoes it.
    """
    before = remember(work.session, scene.day, scene.workers)
    done = change(work)
    effect = effect_since(work.session, before)
    if scene.shown is not None and scene.shown != effect.digest:
        raise Conflict(
            "Something changed since this was shown, and it would do something else now. "
            "Nothing was done. Look at it again, then confirm."
        )
    return done, effect
