"""The digest of a course: what its author wrote, and what stood in its texts from elsewhere."""

from collections.abc import Mapping, Sequence

from lms.courses.law import Figure
from lms.courses.model import Asset, Glossary
from lms.kernel.canonical import digest
from lms.kernel.markdown import Document


def text_digest(
    cover: Document,
    lessons: Mapping[str, Document],
    assets: Sequence[Asset],
    beside: tuple[Glossary, Sequence[Figure]],
) -> str:
    """Digest what the author wrote, not how it is shown: a new look makes no new version.

    Beside it stand the words explained and the figures shown. Figures are digested as they
    stand in the text, and with the day as of which they hold.
    """
    words, figures = beside
    said = [(slug, one.front, one.body) for slug, one in lessons.items()]
    whole = (cover.front, cover.body, said, [(one.name, one.sha256) for one in assets])
    meant = sorted((one.anchor, one.title, one.text) for one in words.terms)
    dated = sorted((one.name, one.value, one.as_of) for one in figures)
    return digest((*whole, *([meant] if meant else []), *([dated] if dated else [])))
