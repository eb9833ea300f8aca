"""Running the command in a folder of its own, on an embedded database with a known history."""

from pathlib import Path

from click.testing import CliRunner, Result

from lms.cli.main import main
from lms.kernel.work import Workshop
from lms.settings import open_workshop, read_settings
from lms.standalone import prepare
from tests.builders import StillClock
from tests.reports.house import settled


def run(*words: str | Path) -> Result:
    """Run the command as a shell would."""
    return CliRunner().invoke(main, [str(word) for word in words])


def house() -> Workshop:
    """Settle the known house in the database of the current folder."""
    settings = read_settings()
    prepare(settings, StillClock())
    workshop = open_workshop(settings, StillClock())
    settled(workshop)
    workshop.engine.dispose()
    return workshop
