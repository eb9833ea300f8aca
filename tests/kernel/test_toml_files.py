"""A file of tables is read whole, and what is wrong in it is named by line."""

from pathlib import Path

import pytest

from lms.kernel.markdown import Fault, Faulty, Key
from lms.kernel.toml_files import Table, read_toml

TEXT = """\
title = "Two shelves"

[[shelf]]
name = "upper"

[[shelf.book]]
name = "red"

[[shelf.book]]
name = "blue"

[[shelf]]
name = "lower"

[[shelf.book]]
name = "green"

[words]
"open" = "Open"
"""


def read(root: Path, text: str = TEXT) -> Table:
    """Write a file and read it."""
    (root / "shelves.toml").write_text(text)
    return read_toml(root, root / "shelves.toml")


def test_tables_in_tables_know_their_lines(tmp_path: Path) -> None:
    file = read(tmp_path)
    books = [book for shelf in file.tables("shelf") for book in shelf.tables("book")]
    assert [(one.values["name"], one.line) for one in books] == [
        ("red", 6),
        ("blue", 9),
        ("green", 15),
    ]
    assert books[2].fault("name", "x") == Fault("shelves.toml", 16, "x")
    assert file.table("words").fault("open", "x").line == 19


def test_what_is_missing_is_named_at_its_table(tmp_path: Path) -> None:
    faults: list[Fault] = []
    lower = read(tmp_path).tables("shelf")[1]
    keys = {"name": Key(int, "a number"), "depth": Key(int, "a number"), "book": Key(object, "x")}
    assert lower.taken(keys, faults) == {
        "name": ...,
        "depth": ...,
        "book": [{"name": "green"}],
    }
    assert [(one.line, one.reason) for one in faults] == [
        (13, "“name” must be a number."),
        (12, "“depth” is missing here: a number."),
    ]


def test_a_key_that_nobody_knows_is_named(tmp_path: Path) -> None:
    faults: list[Fault] = []
    read(tmp_path).table("words").taken({"shut": Key(str, "a word", "Shut")}, faults)
    assert [one.reason for one in faults] == ["“open” is not known here. Known are: shut."]


def test_what_is_no_list_of_tables_holds_none(tmp_path: Path) -> None:
    file = read(tmp_path)
    assert (file.tables("title"), file.tables("door")) == ((), ())
    assert file.table("title").values == {}


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = = 2\n", 2), ("x = " + "[" * 5000 + "\n", 1)]
)
def test_what_is_no_toml_is_refused_by_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(Faulty) as refused:
        read(tmp_path, text)
    assert refused.value.faults[0].line == line
