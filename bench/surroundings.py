"""What the figures were measured on: machine, database, Python and libraries."""

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, text

LIBRARIES: Final = ("flask", "sqlalchemy", "reportlab", "argon2-cffi", "gunicorn")
KIB_IN_GIB: Final = 1024 * 1024


def surroundings(engine: Engine) -> Iterator[str]:
    """Say on which machine, database and libraries figures were measured."""
    question = "sqlite_version()" if engine.dialect.name == "sqlite" else "version()"
    with engine.connect() as connection:
        database = str(connection.scalar(text(f"SELECT {question}"))).partition(" on ")[0]
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    yield f"- Machine: {_told('/proc/cpuinfo', 'model name')}, {os.cpu_count()} cores, {_memory()}"
    yield f"- Database: {engine.dialect.name}, {database}"
    yield f"- Python {platform.python_version()}, {libraries}"


def _memory() -> str:
    kib = int(_told("/proc/meminfo", "MemTotal").split()[0])
    return f"{kib / KIB_IN_GIB:.1f} GiB of memory"


def _told(file: str, name: str) -> str:
    lines = Path(file).read_text(encoding="ascii").splitlines()
    found = (line.partition(":") for line in lines)
    return next(said.strip() for word, _, said in found if word.strip() == name)
