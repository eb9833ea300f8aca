"""The tests do run on both databases; none is left out without a word."""

from pathlib import Path

from sqlalchemy import Engine, text

from tests.servers import postgres
from tests.servers.databases import ENGINES, Cluster, Databases, opened, watched_connections


def test_a_database_is_asked_which_it_is(engine: Engine, databases: Databases) -> None:
    expected = "postgresql" if isinstance(databases, Cluster) else "sqlite"
    assert engine.dialect.name == expected
    question = "version()" if expected == "postgresql" else "sqlite_version()"
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT {question}"))


def test_postgresql_answers(postgresql: Databases, server: postgres.Server) -> None:
    assert isinstance(postgresql, Cluster)
    assert set(ENGINES) == {"sqlite", "postgresql"}
    with postgresql.admin.connect() as connection:
        said = str(connection.scalar(text("SHOW server_version")))
        listening = connection.scalar(text("SHOW listen_addresses"))
    assert postgres.version().startswith(said.partition(" ")[0])
    assert listening == "127.0.0.1"
    assert server.port > 1023


def test_a_connection_that_nobody_closed_is_noticed(tmp_path: Path) -> None:
    with watched_connections() as left_open:
        with opened(f"sqlite:///{tmp_path / 'left.db'}") as engine:
            with engine.connect() as connection:
                assert connection.scalar(text("SELECT 1")) == 1
            assert len(left_open()) == 1
            assert "noticed" in left_open()[0]
        assert left_open() == []
