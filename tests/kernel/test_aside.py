"""Work aside runs where a loop runs, and is waited for."""

import asyncio
from threading import get_ident

import pytest

from lms.kernel.aside import aside


def looped() -> int:
    """Start an event loop, as a library may."""
    with asyncio.Runner() as runner:
        runner.get_loop().run_until_complete(runner.get_loop().shutdown_asyncgens())
    return get_ident()


def test_what_starts_a_loop_runs_from_a_thread_that_runs_one() -> None:
    async def in_a_loop() -> bool:
        return aside(looped) == get_ident()

    assert not aside(lambda: asyncio.run(in_a_loop()))


def test_what_goes_wrong_aside_goes_wrong_here() -> None:
    with pytest.raises(ZeroDivisionError):
        aside(lambda: 1 // 0)
