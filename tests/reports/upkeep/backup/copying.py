"""A house that lived, copied, and brought back into another folder."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lms.kernel.work import Workshop
from lms.reports.upkeep.backup.made import Made, backup_made
from lms.settings.read import Settings, read_settings
from lms.settings.restoring import Restored, Wanted, restore
from tests.builders import ORGANIZATION, StillClock
from tests.servers.databases import Databases


@dataclass
class Elsewhere:
    """A folder in which nothing is kept yet, and a database without any table."""

    folder: Path
    databases: Databases

    def __post_init__(self) -> None:
        """Make the folder, and name the database."""
        self.folder.mkdir()
        self.url = self.databases.empty(self.folder)

    @property
    def settings(self) -> Settings:
        """The settings of the house that is to be there."""
        return read_settings(
            {
                "LMS_DATABASE_URL": self.url,
                "LMS_FILES": self.folder / "files",
                "LMS_KEYS": self.folder / "keys",
                "LMS_ORGANIZATION": ORGANIZATION.name,
            }
        )

    def brings_back(self, backup: Path, **wanted: object) -> Restored:
        """Bring back what was copied."""
        asked = Wanted(backup, **wanted)  # type: ignore[arg-type]  # its fields
        return restore(self.settings, asked, StillClock())

    @property
    def left(self) -> set[str]:
        """The files that stand here, but for kept ones, which nobody names, and locks."""
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        return {path.name for path in paths if "files" not in path.parts and path.name != "lock"}


def copied(workshop: Workshop, folder: Path, *, secrets: bool = True) -> tuple[Path, Made]:
    """Copy a house into a file."""
    out = BytesIO()
    made = backup_made(workshop, out, folder, secrets=secrets)
    path = folder / "backup.zip"
    path.write_bytes(out.getvalue())
    return path, made
