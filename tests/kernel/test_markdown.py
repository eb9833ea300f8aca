"""A content file that cannot be used is refused by file, line and reason."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.kernel.errors import InvalidContent
from lms.kernel.markdown import (
    LARGEST,
    LONGEST_FRONT,
    MOST_LINES,
    MOST_MARKS,
    Document,
    Fault,
    Faulty,
    Key,
    read_document,
)

KEYS = {
    "title": Key(str, "a title"),
    "note": Key(str, "a note", ""),
    "number": Key(int, "a whole number from 1", 1, low=1),
    "tags": Key(list, "a list of tags", ()),
    "open": Key(bool, "true or false", default=False),
}
GOOD = '+++\ntitle = "A title"\nnumber = 3\n+++\n\nA body.\n'


def read(root: Path, content: str | bytes) -> Document:
    path = root / "lessons" / "one.md"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(root, path)


def refused(root: Path, content: str | bytes) -> Fault:
    with pytest.raises(Faulty) as caught:
        read(root, content).values(KEYS)
    (fault,) = caught.value.faults
    assert fault.path == "lessons/one.md"
    return fault


@pytest.mark.parametrize("given", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n")])
def test_a_file_is_read_with_or_without_bom_and_with_either_line_end(
    tmp_path: Path, given: str
) -> None:
    document = read(tmp_path, given)

    assert document.front == {"title": "A title", "number": 3}
    assert document.body == "\nA body.\n"
    assert document.body_line == 5
    assert document.path == "lessons/one.md"


def test_what_the_front_matter_leaves_out_has_its_default(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD).values(KEYS) == {
        "title": "A title",
        "note": "",
        "number": 3,
        "tags": (),
        "open": False,
    }


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "must begin with a +++ line"),
        ("# Title\n", 1, "must begin with a +++ line"),
        ('+++\ntitle = "x"\n\nbody\n', 5, "no closing +++ line"),
        ('+++\ntitle = "x"\nnumber = = 3\n+++\n', 3, "is no TOML"),
        ('+++\ntitle = "x"\ntitle = "y"\n+++\n', 3, "is no TOML"),
        ('+++\ntitle = "x"\nlate = 1\n+++\n', 3, "“late” is not known. Known are: title, note"),
        ("+++\nnumber = 1\n+++\n", 1, "lacks “title”: a title"),
        ('+++\ntitle = "x"\nnumber = "3"\n+++\n', 3, "“number” must be a whole number from 1"),
        ('+++\ntitle = "x"\nnumber = 0\n+++\n', 3, "“number” must be a whole number from 1"),
        ('+++\ntitle = "x"\nnumber = true\n+++\n', 3, "“number” must be a whole number from 1"),
        ('+++\ntitle = "x"\nnumber = [\n  1\n+++\n', 4, "is no TOML"),
        ('+++\ntitle = " "\n+++\n', 2, "“title” must be a title"),
        ('+++\ntitle = "x"\ntags = ["a", 1]\n+++\n', 3, "“tags” must be a list of tags"),
        ('+++\ntitle = "x"\nopen = 1\n+++\n', 3, "“open” must be true or false"),
    ],
)
def test_a_wrong_front_matter_is_refused_on_its_line(
    tmp_path: Path, content: str, line: int, reason: str
) -> None:
    fault = refused(tmp_path, content)

    assert fault.line == line
    assert reason in fault.reason


def test_everything_wrong_in_a_front_matter_is_named_at_once(tmp_path: Path) -> None:
    document = read(tmp_path, "+++\nlate = 1\nopen = 1\n+++\n")

    with pytest.raises(Faulty) as caught:
        document.values(KEYS)

    assert [fault.line for fault in caught.value.faults] == [2, 1, 3]
    assert isinstance(caught.value, InvalidContent)
    assert str(caught.value).startswith("lessons/one.md, line 2: “late” is not known.")


def test_a_line_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    fault = refused(tmp_path, GOOD.encode() + b"more\ncaf\xe9\n")

    assert (fault.line, fault.reason) == (8, "This line is not UTF-8. Save the file as UTF-8.")


def test_a_file_beyond_the_largest_is_refused_and_one_as_large_is_read(tmp_path: Path) -> None:
    filled = (GOOD + "word " * LARGEST)[:LARGEST]

    assert read(tmp_path, filled).front["number"] == 3
    assert "200001 bytes" in refused(tmp_path, filled + "x").reason


@pytest.mark.parametrize("mark", "[]>*_`~|(){}<!&\\#+=:-")
def test_a_long_run_of_one_mark_is_refused_on_its_line(tmp_path: Path, mark: str) -> None:
    assert read(tmp_path, GOOD + mark).body.endswith(mark)

    fault = refused(tmp_path, GOOD + "\nwords " + mark * 201)

    assert fault.line == 8
    assert f"“{mark}” stands here more than 200 times" in fault.reason


def test_a_crowd_of_marks_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + "*a " * MOST_MARKS).body.count("*") == MOST_MARKS

    assert "brackets, stars and backticks" in refused(tmp_path, GOOD + "*a " * 4001).reason


@pytest.mark.parametrize(
    ("deep", "deeper"),
    [("> " * 20, "> " * 21), (">" * 20, ">" * 21), (" " * 41, " " * 42)],
)
def test_deep_nesting_is_refused_on_its_line(tmp_path: Path, deep: str, deeper: str) -> None:
    assert read(tmp_path, f"{GOOD}\n{deep}words").front["number"] == 3

    fault = refused(tmp_path, f"{GOOD}\n{deeper}words")

    assert (fault.line, fault.reason) == (8, "This line is nested more than 20 deep.")


def test_a_deeply_nested_front_matter_is_refused(tmp_path: Path) -> None:
    fault = refused(tmp_path, "+++\ntitle = " + "[ " * 3000 + "\n+++\n")

    assert (fault.line, fault.reason) == (1, "The front matter is nested too deep.")


@pytest.mark.parametrize("line", ["draw = 3", '"draw" = 3', "  draw=3", "[draw]"])
def test_the_line_of_a_key_is_found_however_it_is_written(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f'+++\ntitle = "draw"\n{line}\n+++\n').line_of("draw") == 3


def faults_in(folder: Path, content: bytes) -> tuple[Fault, ...]:
    try:
        read(folder, content)
    except Faulty as faulty:
        return faulty.faults
    return ()


@given(st.text() | st.builds("+++\n{}\n+++\n{}".format, st.text(), st.text()))
def test_whatever_stands_in_a_file_is_read_or_refused_with_its_line(content: str) -> None:
    written = content.encode("utf-8", "replace")
    with TemporaryDirectory() as folder:
        faults = faults_in(Path(folder), written)

    assert len(faults) <= 1
    assert all(1 <= fault.line <= written.count(b"\n") + 1 for fault in faults)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\r", "\x85", "\u2028", "\u202e", "\u2066"])
def test_a_sign_that_nobody_sees_is_refused_on_its_line(tmp_path: Path, sign: str) -> None:
    fault = refused(tmp_path, f"{GOOD}\nwords{sign}words\n")

    told = f"The unseen character U+{ord(sign):04X} stands here. Delete it."
    assert (fault.line, fault.reason) == (8, told)


def test_a_file_of_too_many_lines_is_refused(tmp_path: Path) -> None:
    words = "a\n" * (MOST_LINES - GOOD.count("\n") - 1)

    assert read(tmp_path, GOOD + words).front["number"] == 3
    assert "2501 lines; 2500 are the most" in refused(tmp_path, GOOD + words + "\n").reason


def test_a_table_of_too_many_cells_is_refused_even_if_its_rows_are_short(tmp_path: Path) -> None:
    head = "|".join("a" * 51) + "\n" + "|".join("-" * 51) + "\n"

    assert read(tmp_path, GOOD + "\n" + head + "b\n" * 98 + "\n" + "b\n" * 99).front
    fault = refused(tmp_path, GOOD + "\n" + head + "b\n" * 99)
    assert (fault.line, fault.reason) == (108, "This table has more than 5000 cells. Split it.")


@pytest.mark.parametrize(
    ("front", "line", "reason"),
    [
        ('title = "' + "x" * LONGEST_FRONT + '"', 1, "20010 characters; 20000 are the most"),
        ('title = "x"\nnumber = ' + "1" * 5_000, 3, "is no TOML"),
        ('title = "x"\nnumber = 10_001', 3, "“number” must be a whole number from 1"),
    ],
)
def test_a_front_matter_beyond_measure_is_refused(
    tmp_path: Path, front: str, line: int, reason: str
) -> None:
    fault = refused(tmp_path, f"+++\n{front}\n+++\n")

    assert fault.line == line
    assert reason in fault.reason


def test_a_link_that_leads_out_of_the_content_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(GOOD)
    root = tmp_path / "content"
    root.mkdir()
    (root / "fine.md").write_text(GOOD)
    (root / "alias.md").symlink_to(root / "fine.md")
    (root / "astray.md").symlink_to(tmp_path / "secret.md")

    assert read_document(root, root / "alias.md").front["number"] == 3
    with pytest.raises(Faulty, match=r"astray\.md, line 1: The file is a link that leads out"):
        read_document(root, root / "astray.md")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()

    for name in ("folder.md", "missing.md"):
        with pytest.raises(Faulty, match=f"{name}, line 1: The file cannot be read: "):
            read_document(tmp_path, tmp_path / name)
