"""Pages as the bytes of a tagged PDF (PDF/UA-1, PDF/A-3a) with every font embedded."""

from hashlib import sha256

from lms.certificates.drawing.document import (
    Description,
    closed,
    resources,
    signature_field,
    to_be_signed,
)
from lms.certificates.drawing.objects import Array, Entries, Objects, pressed
from lms.reports.forms.paper.pages import SIZE, Paper
from lms.reports.forms.paper.structure import Part, Placed, written


def filed(paper: Paper, foot: str, description: Description) -> bytes:
    """Return the file; equal pages and descriptions give equal bytes. Nothing is added after.

    One whose description has a record to attach has a field for the house's signature too.
    """
    objects, contents = Objects(), paper.finish(foot)
    parent = Entries(Type="/Pages", Count=len(contents))
    held = objects.add(resources(objects, paper.sheet))
    pages = []
    identity = sha256()
    for at, content in enumerate(contents):
        identity.update(b"".join(content))
        page = Entries(
            Type="/Page",
            Parent=objects.add(parent),
            MediaBox=Array([0, 0, *SIZE]),
            Resources=held,
            Contents=Array([objects.add(pressed(one)) for one in content]),
            StructParents=at,
            Tabs="/S",
        )
        pages.append(page)
    parent["Kids"] = Array([objects.add(page) for page in pages])
    fields, more = _field(objects, paper, pages, description)
    structure = written(objects, paper.whole, pages, paper.owners, fields)
    roots = (objects.add(parent), structure)
    return closed(objects, roots, description, identity.digest(), more)


def _field(
    objects: Objects, paper: Paper, pages: list[Entries], description: Description
) -> tuple[list[Part], dict[str, object]]:
    """Put the field to be signed on the last page, if there is something to sign for."""
    if not description.record:
        return [], {}
    page = pages[-1]
    field = signature_field(objects, page, description.author, len(pages))
    page["Annots"] = Array([objects.add(field)])
    part = paper.whole.add("Form")
    part.holds.append(Placed(len(pages) - 1, field))
    return [part], to_be_signed(objects, field, description)
