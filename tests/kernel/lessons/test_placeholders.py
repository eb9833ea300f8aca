"""A value kept in one place stands in every text that asks for it, or the text is refused."""

from pathlib import Path

import pytest

from lms.kernel.lessons.placeholders import filled, names_in
from lms.kernel.markdown import Document, Faulty, read_document

VALUES = {"cap": "$5", "cap:as-of": "May 1, 2026"}


def document(tmp_path: Path, body: str) -> Document:
    path = tmp_path / "one.md"
    path.write_text(f"+++\ntitle = 'x'\n+++\n{body}", encoding="utf-8")
    return read_document(tmp_path, path)


def test_a_value_stands_where_the_text_asks_for_it(tmp_path: Path) -> None:
    told = filled(document(tmp_path, "At most {law:cap}, as of {law:cap:as-of}.\n"), VALUES)

    assert told.document.body == "At most $5, as of May 1, 2026.\n"
    assert told.shows == {"cap", "cap:as-of"}


def test_a_text_that_asks_for_nothing_stays_as_it_is(tmp_path: Path) -> None:
    plain = document(tmp_path, "Title {#law} and {braces}.\n")

    assert filled(plain, VALUES) == (filled(plain, {}))
    assert filled(plain, VALUES).document == plain


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("\n{law:roof}", "“{law:roof}” is not known. Known are: cap."),
        ("\n{law:cap", "Write the name of a figure like this: {law:name}, on one line."),
        ("\n{law cap}", "Write the name of a figure like this: {law:name}, on one line."),
    ],
)
def test_a_figure_that_is_not_known_is_refused_on_its_line(
    tmp_path: Path, body: str, told: str
) -> None:
    with pytest.raises(Faulty) as caught:
        filled(document(tmp_path, body), VALUES)

    (fault,) = caught.value.faults
    assert (fault.line, fault.reason) == (5, told)


def test_where_there_are_no_figures_the_author_is_told_where_they_belong(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match=r"There are no figures: write them into courses/law\.toml"):
        filled(document(tmp_path, "{law:cap}"), {})


def test_the_names_that_a_text_asks_for_are_found() -> None:
    assert names_in("{law:a} and {law:b:as-of} and {law:a}") == {"a", "b:as-of"}
