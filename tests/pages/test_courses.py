"""A course is read at one's own pace: what was read stays read, and no lesson is locked."""

from dataclasses import replace
from datetime import date

from lms.courses.model import Glossary, LegalStatus, Term
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from lms.quizzes.model import Quiz
from tests.pages.classroom import (
    COURSE,
    PICTURE,
    QUIZ,
    TAUGHT,
    Classroom,
    a_classroom,
    publish,
    text_of,
)

classroom = a_classroom
READ = f"{COURSE}/answering/read"
ASSET = f"{COURSE}/assets/{digest(PICTURE)}"


def publish_again(classroom: Classroom, quiz: Quiz = QUIZ, **changes: object) -> None:
    """Publish the next version of the course."""
    text = {"version": 2, "text_sha256": digest(str(changes))}
    with classroom.workshop.work(SYSTEM) as work:
        publish(work, replace(TAUGHT, **{**text, **changes}), quiz)  # type: ignore[arg-type]  # any field


def test_a_course_lists_its_lessons_its_minutes_and_how_its_quiz_is_marked(
    classroom: Classroom,
) -> None:
    said = text_of(classroom.open(COURSE).text)

    assert "0 of 2 lessons done About 10 minutes left, the quiz included" in said
    assert "1. Answering the telephone 2. Noting it" in said
    assert (
        "3 questions, no time limit. 3 of 3 passes. You may try again as often as you need" in said
    )
    assert "Version 1, in force from 1 January 2025. Teaches 42 CFR 2.13." in said
    assert "Counsel has not reviewed this text yet." in said


def test_a_lesson_shows_its_text_its_place_and_its_minutes(classroom: Classroom) -> None:
    page = classroom.open(f"{COURSE}/noting").text

    assert "<p>Say neither yes nor no.</p>" in page
    assert "<title>Lesson 2 of 2: Noting it - Answering callers - " in page
    assert "This lesson 4 min, about 10 minutes to the end" in page
    assert f'href="{COURSE}/answering">Back to lesson 1</a>' in page


def test_reading_on_marks_the_lesson_and_leads_to_the_next_one_then_to_the_quiz(
    classroom: Classroom,
) -> None:
    first, last = classroom.send(READ), classroom.send(f"{COURSE}/noting/read")

    assert (first.status_code, first.location) == (303, f"{COURSE}/noting")
    assert (last.status_code, last.location) == (303, f"{COURSE}#quiz")
    assert "Start the quiz: 3 questions" in classroom.open(COURSE).text


def test_reading_a_lesson_twice_changes_nothing(classroom: Classroom) -> None:
    classroom.send(READ)
    classroom.send(READ)

    page = classroom.open(f"{COURSE}/answering").text
    assert "1 of 2" in page
    assert "You have read this lesson." in page


def test_looking_at_a_lesson_does_not_mark_it(classroom: Classroom) -> None:
    classroom.open(f"{COURSE}/answering")

    assert "0 of 2 lessons done" in classroom.open(COURSE).text


def test_an_open_quiz_is_offered_to_go_on_with_and_every_try_is_listed(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()
    assert f'href="{paper}">Continue the quiz</a>' in classroom.open(COURSE).text

    classroom.hand_in(paper, wrong=3)

    said = text_of(classroom.open(COURSE).text)
    assert "Try 1 Not passed yet, 0 % Saturday 31 January 2026, 07:00 New York time" in said
    assert "Start the quiz: 3 questions" in said


def test_a_course_completed_before_says_that_reading_it_is_a_renewal(classroom: Classroom) -> None:
    classroom.pass_quiz()

    said = text_of(classroom.open(COURSE).text)

    assert "You have completed this course once. What you do here now is the next renewal." in said


def test_a_course_that_may_be_tested_out_offers_its_quiz_at_once(classroom: Classroom) -> None:
    publish_again(classroom, test_out=True)

    page = classroom.open(COURSE).text
    paper = classroom.send(f"{COURSE}/attempts")

    assert "You may take it without reading first." in page
    assert paper.status_code == 303
    assert "Continue the quiz" in classroom.open(COURSE).text


def test_when_no_try_is_left_the_course_says_what_to_do(classroom: Classroom) -> None:
    once = replace(QUIZ, attempts=1, cooldown_minutes=30, text_sha256=digest("once"))
    publish_again(classroom, once)
    paper = classroom.begin()
    classroom.hand_in(paper, wrong=3)

    said = text_of(classroom.open(COURSE).text)

    assert "The one try is used. Ask your compliance officer what comes next" in said
    assert "You may try 1 time in all, 30 minutes after the last try" in said
    assert "The one try is used." in text_of(classroom.open(paper).text)


def test_a_try_left_over_from_an_older_text_leads_back_to_the_course(
    classroom: Classroom,
) -> None:
    paper = classroom.begin()
    classroom.hand_in(paper, wrong=3)
    publish_again(classroom)

    said = text_of(classroom.open(paper).text)

    assert "The course has a new text since then. Read it, and the quiz opens again." in said
    assert "Try again" not in said


def test_a_reviewed_text_names_who_reviewed_it_and_when(classroom: Classroom) -> None:
    publish_again(
        classroom,
        legal_status=LegalStatus.REVIEWED,
        reviewed_by="Maren Holt, counsel",
        reviewed_on=date(2025, 12, 1),
    )

    said = text_of(classroom.open(COURSE).text)

    assert "Reviewed by Maren Holt, counsel on 1 December 2025." in said


def test_a_picture_is_sent_by_its_digest_with_its_own_type_and_no_rights(
    classroom: Classroom,
) -> None:
    sent = classroom.open(ASSET)

    assert (sent.status_code, sent.data) == (200, PICTURE)
    assert sent.headers["Content-Type"] == "image/png"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in sent.headers["Cache-Control"]
    assert sent.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_what_is_not_there_is_not_found(classroom: Classroom) -> None:
    nowhere = "/training/courses/nothing"

    assert classroom.open(nowhere).status_code == 404
    assert classroom.open(f"{COURSE}/nothing").status_code == 404
    assert classroom.send(f"{COURSE}/nothing/read").status_code == 404
    assert classroom.open(f"{COURSE}/assets/{'0' * 64}").status_code == 404
    assert classroom.open(ASSET.replace(COURSE, nowhere)).status_code == 404


def test_links_and_pictures_of_the_overview_lead_into_the_course(classroom: Classroom) -> None:
    publish_again(
        classroom,
        html='<a href="noting#callers">On</a><a href="https://hhs.example/">Out</a>'
        '<img src="assets/ab12" alt="Desk">',
    )

    page = classroom.open(COURSE).text

    assert f'<a href="{COURSE}/noting#callers">On</a>' in page
    assert '<a href="https://hhs.example/">Out</a>' in page
    assert f'<img src="{COURSE}/assets/ab12"' in page


def test_a_lesson_shows_what_the_words_mean_that_it_links_to(classroom: Classroom) -> None:
    publish_with_words(classroom)

    page = classroom.open(f"{COURSE}/answering").text
    other = classroom.open(f"{COURSE}/noting").text

    assert '<div id="g-caller"><dt>Caller</dt><dd>Who <em>calls</em>.</dd></div>' in page
    assert 'href="/training/glossary"' in page
    assert "Words in this lesson" not in other


def test_every_word_that_is_explained_stands_in_the_glossary(classroom: Classroom) -> None:
    assert "No lesson explains a word yet." in classroom.open("/training/glossary").text
    publish_with_words(classroom)

    page = classroom.open("/training/glossary").text

    assert "<title>Words of the calls - " in page
    assert "Caller Who calls . Note What is written." in text_of(page)
    assert 'href="/training/glossary"' in classroom.open(COURSE).text


def publish_with_words(classroom: Classroom) -> None:
    """Publish the course with a glossary of two words, of which the first lesson uses one."""
    caller = Term("caller", "Caller", "Who *calls*.", "Who <em>calls</em>.")
    note = Term("note", "Note", "What is written.", "What is written.")
    first, second = TAUGHT.lessons
    publish_again(
        classroom,
        lessons=(replace(first, terms=("caller",)), second),
        glossary=Glossary("Words of the calls", (caller, note)),
    )
