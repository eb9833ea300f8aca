"""A change is tried, shown with all that comes of it, and then done exactly so."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from lms.actions.carry_out import Scene, carry_out
from lms.kernel.errors import Conflict, Refused
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.pages.host import rehearsing, working
from lms.pages.officer.filled import Filled
from lms.reports.effect import Effect


@dataclass(frozen=True)
class Tried:
    """What came of sending a form: done, or the effect to confirm, or what is to be mended.

    `changed` says that what was confirmed had changed meanwhile, so that nothing was done.
    """

    done: bool = False
    effect: Effect | None = None
    changed: bool = False

    @property
    def status(self) -> int:
        """The status of the answer that shows it."""
        if self.changed:
            return 409
        return 200 if self.effect is not None else 422


@dataclass(frozen=True)
class Trial:
    """A change with the form it came from, of which day and workers its effect is told."""

    change: Callable[[UnitOfWork], object]
    form: Filled
    day: date
    workers: tuple[WorkerId, ...] | None = None
    called: Mapping[str, str] | None = None

    def rehearsed(self) -> Tried:
        """Try it and tell the effect; whatever is wrong stands at its field then."""
        return self._unless_refused(self._rehearse)

    def done(self, shown: str | None) -> Tried:
        """Do it; with the digest of an effect exactly that, or show what it would be now."""
        return self._unless_refused(lambda: self._do(shown))

    def _unless_refused(self, attempt: Callable[[], Tried]) -> Tried:
        try:
            return Tried() if self.form.wrong else attempt()
        except Refused as refused:
            self.form.refused(refused.faults, self.called or {})
            return Tried()

    def _rehearse(self) -> Tried:
        with rehearsing() as work:
            _, effect = carry_out(work, self.change, self._scene(None))
        return Tried(effect=effect)

    def _do(self, shown: str | None) -> Tried:
        try:
            with working() as work:
                if shown is None:
                    self.change(work)
                else:
                    carry_out(work, self.change, self._scene(shown))
        except Conflict:
            if shown is None:
                raise
            return Tried(effect=self._rehearse().effect, changed=True)
        return Tried(done=True)

    def _scene(self, shown: str | None) -> Scene:
        return Scene(self.day, self.workers, shown)


def everyone(workers: Iterable[str]) -> tuple[WorkerId, ...]:
    """Return the workers whose standing is told, each once."""
    return tuple(dict.fromkeys(WorkerId(one) for one in workers if one))
