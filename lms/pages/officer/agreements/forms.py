"""Forms about agreements: what they ask, and how one is shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import render_template, request

from lms.actions.agreements.describe_agreement import Paper
from lms.kernel.ids import RequirementId
from lms.pages import words
from lms.pages.officer.changes import change_rows, effect_words
from lms.pages.officer.deeds import LIKE, Asks
from lms.pages.officer.filled import Filled
from lms.pages.officer.rehearsal import Tried

YES_NO: Final = (("", "Not known"), ("yes", "Yes"), ("no", "No"))
PDF_HINT: Final = "PDF, 16 MB at most. Kept under its SHA-256; an older one stays."


@dataclass(frozen=True)
class Form:
    """One form: where it leads, its words, its fields, and what can be chosen in them."""

    title: str
    lede: str
    button: str
    back: tuple[str, str]
    fields: tuple[Asks, ...]
    options: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    shows: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its fields that are typed."""
        return tuple(one.name for one in self.fields)

    @property
    def files(self) -> bool:
        """Whether a file is sent with it."""
        return any(one.kind == "paper" for one in self.fields)


def form_page(
    form: Form,
    filled: Filled,
    tried: Tried | None = None,
    titles: Mapping[RequirementId, str] | None = None,
) -> str:
    """Show a form as it was filled in, and the effect of sending it if that is known."""
    effect = tried.effect if tried else None
    return render_template(
        "lms/agreements/form.html",
        form=form,
        filled=filled,
        effect=effect,
        said="" if effect is None else effect_words(effect),
        rows=[] if effect is None else change_rows(effect.changes, titles or {}),
        changed=bool(tried and tried.changed),
        words=words,
    )


def paper_sent(name: str = "paper") -> Paper | None:
    """Return the document that came with the form, None if none was chosen."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    return Paper(sent.filename, sent.read())


def day(name: str, label: str, hint: str = LIKE) -> Asks:
    """Ask for a day."""
    return Asks(name, label, "day", hint)
