"""A picture is shown as what it is, and whatever is none is refused where it is shown."""

from pathlib import Path

import pytest

from lms.courses.reader import read_course
from lms.kernel.canonical import digest
from lms.kernel.markdown import Faulty
from tests.courses.test_reader import faults_in, read
from tests.courses.tiny import FIRST, PICTURE, a_drawing, a_png, changed, line_of, write_content


def test_a_picture_is_shown_by_the_digest_of_its_bytes_with_its_size(tmp_path: Path) -> None:
    picture = a_png(30, 20)

    course = read(tmp_path, {PICTURE: picture})

    (asset,) = course.assets
    assert (asset.name, asset.media_type, asset.content) == ("desk.png", "image/png", picture)
    assert asset.sha256 == digest(picture)
    shown = f'<img src="assets/{asset.sha256}" width="30" height="20" loading="lazy"'
    assert f'{shown} alt="A desk with a telephone">' in course.lessons[0].html


def test_a_drawing_is_shown_like_any_picture_and_refused_with_its_line(tmp_path: Path) -> None:
    drawn = a_drawing(30, 20)
    hostile = drawn.replace(b"</svg>", b"\n<script/></svg>")
    shown = changed(FIRST, "desk.png", "desk.svg")

    course = read(tmp_path / "good", {**shown, "courses/tiny/desk.svg": drawn})
    (fault,) = faults_in(tmp_path / "bad", {**shown, "courses/tiny/desk.svg": hostile})

    (asset,) = course.assets
    assert (asset.media_type, asset.content) == ("image/svg+xml", drawn)
    assert f'<img src="assets/{asset.sha256}" width="30" height="20"' in course.lessons[0].html
    assert (fault.path, fault.line) == (FIRST, line_of(FIRST, "![A desk"))
    assert fault.reason.startswith("In the drawing, line 2: “script” is not among the shapes")


@pytest.mark.parametrize(
    "content",
    [b"<svg/>", b"", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
)
def test_a_picture_that_is_none_is_refused_where_it_is_shown(
    tmp_path: Path, content: bytes
) -> None:
    (fault,) = faults_in(tmp_path, {PICTURE: content})

    assert (fault.path, fault.line) == (FIRST, line_of(FIRST, "![A desk"))
    assert fault.reason.startswith("The picture is no PNG, JPEG, WebP or SVG file.")


def test_a_picture_from_elsewhere_or_too_large_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(a_png())
    root = write_content(tmp_path / "content", {PICTURE: None})
    (root / PICTURE).symlink_to(tmp_path / "secret.png")

    with pytest.raises(Faulty, match="a link that leads out of the content folder"):
        read_course(root, root / "courses" / "tiny")

    (fault,) = faults_in(tmp_path / "large", {PICTURE: a_png() + b"\0" * 1_000_000})
    assert "1000000 are the most" in fault.reason
