"""What differs between two texts is named line by line and word by word, and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st

from lms.courses.differing import Mark, Passage, Run, passages


def test_only_the_line_that_changed_is_told_with_the_words_that_changed_in_it() -> None:
    (one,) = passages("Same.\n\nSay no to him.\n\nEnd.", "Same.\n\nSay nothing to him.\n\nEnd.")

    assert one == Passage(("Say no to him.",), ("Say nothing to him.",))
    assert one.runs == (
        Run(Mark.KEPT, "Say"),
        Run(Mark.REMOVED, "no"),
        Run(Mark.ADDED, "nothing"),
        Run(Mark.KEPT, "to him."),
    )


def test_a_text_that_is_new_is_added_whole_and_one_that_is_gone_removed_whole() -> None:
    assert passages("", "Say no.")[0].runs == (Run(Mark.ADDED, "Say no."),)
    assert passages("Say no.", "")[0].runs == (Run(Mark.REMOVED, "Say no."),)


def test_empty_lines_more_or_less_are_no_difference() -> None:
    assert passages("One.\nTwo.", "\nOne.\n\n\nTwo.\n") == ()


LINES = st.lists(st.text("ab ", min_size=1, max_size=5).filter(str.strip), max_size=6)


@given(LINES, LINES)
def test_the_marked_words_give_back_both_texts(before: list[str], after: list[str]) -> None:
    found = passages("\n".join(before), "\n".join(after))

    assert (not found) == (before == after)
    for one in found:
        assert words(one, Mark.ADDED) == " ".join(one.before).split()
        assert words(one, Mark.REMOVED) == " ".join(one.after).split()


def words(passage: Passage, but: Mark) -> list[str]:
    return " ".join(run.words for run in passage.runs if run.mark is not but).split()
