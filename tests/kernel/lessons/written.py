"""Lessons rendered for a test: what leads nowhere is known, and all else leads on."""

from lms.kernel.rendering import Links, Rendered, render


def _known(target: str) -> str:
    if target == "nowhere":
        raise ValueError("There is no such lesson.")
    return target


LINKS = Links(_known, lambda name: (f"assets/{_known(name)}", 3, 2))


def shown(text: str) -> Rendered:
    """A lesson in which nothing is wrong."""
    rendered = render(text, LINKS)
    assert rendered.problems == ()
    return rendered
