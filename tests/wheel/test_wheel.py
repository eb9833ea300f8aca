"""What is installed works where there is no checkout, with what it says it needs alone."""

import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT
from tests.wheel.environment import Environment, build, install

CONTENT = ("courses", "quizzes", "certificates")
WHERE = "import lms.library as x; print(x.__file__); print(x.open_library(x.bundled_content()))"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Environment:
    return install(wheel, tmp_path_factory.mktemp("environment"))


def written(folder: str) -> set[str]:
    """Return every file under a folder of ours."""
    return {
        str(path.relative_to(ROOT))
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_holds_the_program_and_its_content_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        held = {name for name in packed.namelist() if ".dist-info/" not in name}
    content = {f"lms/content/{path}" for folder in CONTENT for path in written(folder)}
    assert held == written("lms") | content


def test_the_command_says_what_it_can_do(installed: Environment) -> None:
    said = installed.run("part2-lms", "--help")
    assert (said.returncode, said.stderr) == (0, "")
    assert "check-content" in said.stdout


def test_the_bundled_content_is_found_and_sound(installed: Environment) -> None:
    said = installed.run("part2-lms", "check-content")
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_library_is_the_installed_one(installed: Environment) -> None:
    said = installed.run("python", "-W", "error", "-c", WHERE)
    assert said.returncode == 0, said.stderr
    where, library = said.stdout.split("\n", 1)
    assert Path(where).is_relative_to(installed.libraries)
    assert "part2-core" in library


def test_a_new_database_is_made_from_the_migrations_that_came_along(
    installed: Environment,
) -> None:
    said = installed.run("part2-lms", "init")
    assert said.returncode == 0, said.stdout + said.stderr
    assert (installed.root / "place" / "var" / "lms.db").is_file()


def test_a_library_that_is_not_required_is_not_there(installed: Environment) -> None:
    said = installed.run("python", "-c", "import hypothesis")
    assert "ModuleNotFoundError" in said.stderr


@pytest.mark.deep
@pytest.mark.timeout(900)
def test_it_installs_as_a_customer_installs_it(wheel: Path, tmp_path: Path) -> None:
    bare = Environment(tmp_path / "environment")
    subprocess.run(["python3", "-m", "venv", bare.root], check=True)
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    versions = tmp_path / "versions.txt"
    versions.write_text("\n".join(re.findall(r"^[a-z][^ \n]*==[^ \n;]+", lock, re.MULTILINE)))
    pip = (str(bare.python), "-m", "pip", "install", "--quiet", "--constraint", str(versions))
    subprocess.run([*pip, str(wheel)], check=True)
    said = bare.run("part2-lms", "check-content")
    assert said.returncode == 0, said.stdout + said.stderr
