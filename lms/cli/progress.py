"""How far a long work has come, on a terminal, once it takes longer than two seconds."""

import sys
from time import monotonic
from types import TracebackType
from typing import Any, Final, Self, TextIO

import click

PATIENCE_SECONDS: Final = 2.0


class Progress:
    """Called with what is being done, how much of it is done, and how much there is."""

    def __init__(self, screen: TextIO | None = None, patience: float = PATIENCE_SECONDS) -> None:
        self._screen = screen or sys.stderr
        self._begun = monotonic()
        self._patience = patience
        self._bar: Any = None
        self._what = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def __call__(self, what: str, done: int, of: int) -> None:
        """Show it, if somebody looks on and has waited long enough."""
        if not self._screen.isatty() or monotonic() - self._begun < self._patience:
            return
        if self._bar is None or what != self._what:
            self._close()
            self._what = what
            self._bar = click.progressbar(length=max(of, 1), label=what, file=self._screen)
            self._bar.__enter__()
        self._bar.update(min(done, of) - self._bar.pos)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
