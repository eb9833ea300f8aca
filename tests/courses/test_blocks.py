"""A lesson falls into the very blocks whose digests it was published with."""

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.blocks import parted, pieces_of
from lms.kernel.canonical import digest
from lms.library import bundled_content, open_library
from tests.courses.written import a_lesson


def test_every_block_of_the_bundled_courses_is_found_with_its_text_and_its_part_of_the_page() -> (
    None
):
    library = open_library(bundled_content())
    lessons = [lesson for course in library.courses.values() for lesson in course.lessons]

    assert lessons
    for lesson in lessons:
        pieces = pieces_of(lesson)
        assert [digest(piece.text.encode()) for piece in pieces] == [
            block.sha256 for block in lesson.blocks
        ]
        assert "".join(piece.html for piece in pieces) == lesson.html
        assert all(piece.words > 3 for piece in pieces)


def test_what_stands_before_the_first_section_is_a_block_under_the_lessons_own_title() -> None:
    first, second = pieces_of(a_lesson("noting", {"": "A call.", "notes": "Note it."}))

    assert (first.anchor, first.title, first.text) == ("", "Noting", "A call.")
    assert first.html == "<p>A call.</p>\n"
    assert (second.anchor, second.text) == ("notes", "## notes {#notes}\n\nNote it.")
    assert second.html == '<h2 id="notes">notes</h2>\n<p>Note it.</p>\n'


def test_a_line_that_looks_like_a_heading_inside_an_example_parts_nothing() -> None:
    example = "```\n## other {#other}\n```"
    pieces = pieces_of(a_lesson("noting", {"notes": example, "other": "Say who."}))

    assert [piece.text for piece in pieces] == [
        f"## notes {{#notes}}\n\n{example}",
        "## other {#other}\n\nSay who.",
    ]


def test_a_picture_with_other_bytes_makes_another_block() -> None:
    (was,), (now,) = (
        pieces_of(
            a_lesson("noting", {"": "![desk](desk.png)"}, html=f'<img src="assets/{sign * 64}">')
        )
        for sign in "ab"
    )

    assert was.sha256 == now.sha256
    assert was.says != now.says


def test_a_block_that_stands_nowhere_in_the_text_has_none() -> None:
    (piece,) = pieces_of(a_lesson("noting", {"notes": "Note it."}, source="Another text."))

    assert piece.text == ""


@given(st.lists(st.text("ab\n", max_size=6), min_size=1, max_size=5))
def test_parts_and_the_lines_between_them_are_the_whole_text(texts: list[str]) -> None:
    starts = [sum(one.count("\n") + 1 for one in texts[:at]) for at in range(1, len(texts))]

    assert list(parted("\n".join(texts), starts)) == [text.strip() for text in texts]
