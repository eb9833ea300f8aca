"""Whoever waits at a terminal sees how far a long work has come; scripts see nothing."""

import io

from lms.cli.progress import Progress


class Screen(io.StringIO):
    """Somewhere to write to, at which somebody looks or not."""

    def __init__(self, *, looked_at: bool) -> None:
        super().__init__()
        self._looked_at = looked_at

    def isatty(self) -> bool:
        """Say whether somebody looks."""
        return self._looked_at


def shown(screen: Screen, patience: float) -> str:
    with Progress(screen, patience) as told:
        told("Reading", 10, 100)
        told("Comparing", 3, 4)
        told("Comparing", 4, 4)
    return screen.getvalue()


def test_a_long_work_says_what_it_does_and_how_far_it_is() -> None:
    seen = shown(Screen(looked_at=True), 0)

    assert "Reading" in seen
    assert "Comparing" in seen
    assert "100%" in seen


def test_a_short_work_and_a_script_see_nothing() -> None:
    assert shown(Screen(looked_at=True), 60) == ""
    assert shown(Screen(looked_at=False), 0) == ""
