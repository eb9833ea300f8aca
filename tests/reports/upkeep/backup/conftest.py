"""What tests of backups ask for."""

import pytest

from tests.servers.postgres import Server


@pytest.fixture(autouse=True)
def _programs(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs for copying, of the server's version."""
    monkeypatch.setenv("PATH", str(server.programs), prepend=":")
