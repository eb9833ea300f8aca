"""What happened, one line of JSON each, so that no name somebody typed can forge a line."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Final

EXTRA: Final = ("account", "address", "incident", "reason")
"""What a record may say besides its message; passwords and tokens are never among it."""


class JsonLines(logging.Formatter):
    """Writes a record as one line of ASCII: line breaks and control signs come out escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{name: getattr(record, name) for name in EXTRA if hasattr(record, name)},
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


def log_to_stderr(level: int = logging.INFO) -> None:
    """Send everything that is logged in this process to standard error, as lines of JSON."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    logging.basicConfig(level=level, handlers=[lines], force=True)
    # Alembic says at length what it is about to do; the upgrade itself is reported.
    logging.getLogger("alembic").setLevel(logging.WARNING)
