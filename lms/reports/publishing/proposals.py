"""What would publishing the text of a course change?"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from lms.courses.comparing import Difference, difference
from lms.courses.deciding import unfit_number
from lms.courses.model import Course
from lms.courses.store import course_version, published_digests
from lms.kernel.canonical import digest
from lms.quizzes.comparing import BankDifference, bank_difference
from lms.quizzes.model import Quiz
from lms.quizzes.store import quiz_digest, quiz_of


@dataclass(frozen=True)
class Proposal:
    """A course and its quiz as authors wrote them, beside the newest version that is published.

    `new` is False when the very text is published already, and then it stands beside itself;
    `refusal` says why it cannot be published.
    """

    course: Course
    quiz: Quiz
    before: Course | None
    before_quiz: Quiz | None
    new: bool
    refusal: str = ""

    @property
    def first(self) -> bool:
        """Whether nothing of the course is published yet."""
        return self.before is None

    @property
    def text(self) -> str:
        """The digest of what would be published: equal digests are equal texts."""
        return digest((self.course.text_sha256, self.quiz.text_sha256))

    @property
    def differences(self) -> Difference:
        """What differs from the version before."""
        return difference(self.before, self.course)

    @property
    def questions(self) -> BankDifference:
        """Which questions differ from those of the version before."""
        return bank_difference(self.before_quiz, self.quiz)


def proposal(session: Session, course: Course, quiz: Quiz) -> Proposal:
    """Compare a text with what is published of it."""
    published = published_digests(session, course.slug)
    if not published:
        return Proposal(course, quiz, None, None, new=True)
    same = published.get(course.version) == course.text_sha256 and (
        quiz_digest(session, course.slug, course.version) == quiz.text_sha256
    )
    known = course.version if same else max(published)
    return Proposal(
        course=course,
        quiz=quiz,
        before=course_version(session, course.slug, known),
        before_quiz=quiz_of(session, course.slug, known),
        new=not same,
        refusal="" if same else unfit_number(course.version, published),
    )
