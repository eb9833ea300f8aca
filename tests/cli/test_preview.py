"""An author sees a content root as workers will, with its faults, and nothing is kept."""

from pathlib import Path

from flask.testing import FlaskClient

from lms.cli.preview import preview_of
from tests.checking.roots import mended, sound
from tests.courses.tiny import FIRST, PICTURE, write_content

HOME = "http://127.0.0.1:8001"


def opened(tmp_path: Path) -> FlaskClient:
    return preview_of(write_content(tmp_path, sound())).test_client()


def page(client: FlaskClient, path: str) -> str:
    response = client.get(path, base_url=HOME)
    assert response.status_code == 200
    return response.get_data(as_text=True)


def test_courses_lessons_pictures_and_the_quiz_with_its_reasons_are_shown(tmp_path: Path) -> None:
    client = opened(tmp_path)

    assert "Answering callers" in page(client, "/")
    assert "Answering the telephone" in page(client, "/courses/tiny")
    lesson = page(client, "/courses/tiny/answering")
    assert "Say neither yes nor no" in lesson
    quiz = page(client, "/courses/tiny/quiz")
    assert "A reason against 1 of ans-1." in quiz
    assert "The explanation of ans-1" in quiz
    picture = lesson.split('src="assets/')[1].split('"')[0]
    sent = client.get(f"/courses/tiny/assets/{picture}", base_url=HOME)
    assert sent.data == (tmp_path / PICTURE).read_bytes()


def test_a_changed_file_is_read_again_and_its_fault_stands_on_the_page(tmp_path: Path) -> None:
    client = opened(tmp_path)
    assert "to be mended" not in page(client, "/courses/tiny/answering")

    write_content(tmp_path, sound(mended("(42 CFR 2.13(c))", "(42 CFR § 2.13)")))

    for path in ("/", "/courses/tiny", "/courses/tiny/answering"):
        told = page(client, path)
        assert f"{FIRST}, line 13:" in told
        assert "1 thing is to be mended" in told


def test_a_course_that_cannot_be_read_is_told_on_the_first_page(tmp_path: Path) -> None:
    client = opened(tmp_path)
    write_content(tmp_path, {FIRST: "no front matter"})

    assert f"{FIRST}, line 1:" in page(client, "/")
    assert client.get("/courses/tiny", base_url=HOME).status_code == 404


def test_only_this_machine_is_answered_and_no_page_is_kept(tmp_path: Path) -> None:
    client = opened(tmp_path)

    assert client.get("/", base_url="http://elsewhere.example").status_code == 400
    response = client.get("/", base_url=HOME)
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    client = opened(tmp_path)

    for path in ("/courses/none", "/courses/tiny/none", "/courses/tiny/assets/none"):
        assert client.get(path, base_url=HOME).status_code == 404
