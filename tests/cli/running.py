"""Running the command in a folder of its own, on an embedded database with a known history."""

from pathlib import Path
from typing import Final

from click.testing import CliRunner, Result

from lms.actions.ledger.bind_earlier_rows import bind_earlier_rows
from lms.cli.main import main
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.work import Workshop
from lms.settings.opening import open_workshop
from lms.settings.read import read_settings
from lms.standalone import prepare
from tests.builders import StillClock
from tests.evidence.told import said
from tests.reports.house import settled

BEFORE: Final = 5
"""The completions of the known house name entries up to this one."""


def run(*words: str | Path) -> Result:
    """Run the command as a shell would."""
    return CliRunner().invoke(main, [str(word) for word in words])


def house() -> Workshop:
    """Settle the known house in the database of the current folder."""
    settings = read_settings()
    prepare(settings, StillClock())
    workshop = open_workshop(settings, StillClock())
    settled(workshop)
    with workshop.work(SYSTEM) as work:
        for number in range(BEFORE):
            record(work, said(number))
        bind_earlier_rows(work)
    workshop.engine.dispose()
    return workshop
