"""The wording of a certificate names known facts alone, or is refused by file, line and reason."""

from pathlib import Path

import pytest

from lms.certificates.reader import read_wording
from lms.certificates.wording import FIELDS, Wording
from lms.kernel.markdown import Fault, Faulty

FRONT = '+++\ntitle = "Certificate"\ndisclaimer = "It certifies no compliance."\n+++\n\n'


def read(root: Path, text: str) -> Wording:
    path = root / "certificates" / "completion.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return read_wording(root, path)


def faults_in(root: Path, text: str) -> tuple[Fault, ...]:
    with pytest.raises(Faulty) as caught:
        read(root, text)
    return caught.value.faults


def test_a_wording_is_read_with_its_title_disclaimer_and_body(tmp_path: Path) -> None:
    assert read(tmp_path, FRONT + "{holder} completed {course}.\n") == Wording(
        slug="completion",
        title="Certificate",
        disclaimer="It certifies no compliance.",
        body="{holder} completed {course}.",
    )


@pytest.mark.parametrize("field", FIELDS)
def test_every_fact_of_a_certificate_may_be_named(tmp_path: Path, field: str) -> None:
    assert read(tmp_path, f"{FRONT}Words {{{field}}}.").body == f"Words {{{field}}}."


@pytest.mark.parametrize(
    "field", ["{salary}", "{}", "{0}", "{holder.__class__}", "{holder!r}", "{ holder }", "{", "}"]
)
def test_anything_else_in_braces_is_refused_on_its_line(tmp_path: Path, field: str) -> None:
    (fault,) = faults_in(tmp_path, f"{FRONT}Words.\n\nMore of {field} words.\n")

    assert (fault.path, fault.line) == ("certificates/completion.md", 8)
    assert fault.reason.startswith(f"“{field}” is no field. Fields are: holder, course, version")


def test_a_wording_without_words_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, FRONT)

    assert (fault.line, fault.reason) == (5, "The wording says nothing under its front matter.")


def test_everything_wrong_in_a_wording_is_named_at_once(tmp_path: Path) -> None:
    faults = faults_in(tmp_path, "+++\ntitle = 1\nseal = true\n+++\n{salary}\n")

    assert [fault.line for fault in faults] == [1, 2, 3, 5]
    assert "lacks “disclaimer”" in faults[0].reason


def test_words_that_would_find_no_room_on_the_sheet_are_refused_by_name(tmp_path: Path) -> None:
    long = FRONT.replace('title = "Certificate"', f'title = "{"Certificate " * 4}"')
    (fault,) = faults_in(tmp_path, f"{long}Words.\n")
    assert (fault.line, fault.reason) == (2, "“title” has 48 characters; 40 have room.")
