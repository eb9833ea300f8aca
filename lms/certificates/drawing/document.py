"""The file: page, fonts, structure tree, metadata and colour profile, as PDF/UA-1 and PDF/A-3a."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import PDFObject, PDFObjectReference

from lms.certificates.drawing.colour_profile import srgb
from lms.certificates.drawing.objects import Array, Entries, Objects, plain_stream, stream, words
from lms.certificates.drawing.ornament import Motif
from lms.certificates.drawing.sheet import Element, Sheet
from lms.certificates.drawing.subsets import embed

FIELD: Final = "Signature"
"""The name of the field that the organization signs."""
RECORD: Final = "certificate.json"
"""The name of the attached file."""
_PRINTED_AND_LOCKED: Final = 132


@dataclass(frozen=True)
class Description:
    """What the file says of itself: title, author, in a sentence, and the aware instant.

    `record` are the bytes of the file that is attached, if any, under its name, with what it is.
    """

    title: str
    author: str
    subject: str
    instant: datetime
    record: bytes = b""
    record_name: str = RECORD
    record_says: str = "What this certificate says, signed, for programs to check"


def written(sheet: Sheet, size: tuple[float, float], description: Description) -> bytes:
    """Return the sheet as the bytes of a PDF; equal sheets and descriptions give equal bytes.

    It has an empty field for the organization's signature, tagged and without a picture.
    """
    objects = Objects()
    content = "\n".join(sheet.operators).encode()
    pages = Entries(Type="/Pages", Count=1)
    page = Entries(
        Type="/Page",
        Parent=objects.add(pages),
        MediaBox=Array([0, 0, *size]),
        Resources=resources(objects, sheet),
        Contents=objects.add(stream(content)),
        StructParents=0,
        Tabs="/S",
    )
    pages["Kids"] = Array([objects.add(page)])
    field = signature_field(objects, page, description.author, 1)
    page["Annots"] = Array([objects.add(field)])
    structure = objects.add(_structure(objects, sheet.elements, page, field))
    more = to_be_signed(objects, field, description)
    return closed(objects, (objects.add(pages), structure), description, content, more)


def signature_field(objects: Objects, page: Entries, author: str, number: int) -> Entries:
    """Return an empty field for a signature, without a picture; `number` is its structural one."""
    return Entries(
        Type="/Annot",
        Subtype="/Widget",
        FT="/Sig",
        T=words(FIELD),
        TU=words(f"Digital signature of {author}"),
        Rect=Array([0, 0, 0, 0]),
        F=_PRINTED_AND_LOCKED,
        P=objects.add(page),
        StructParent=number,
    )


def to_be_signed(objects: Objects, field: Entries, description: Description) -> dict[str, object]:
    """Return what the catalog of a document holds that has a field to sign, and a record."""
    return {
        "AcroForm": Entries(Fields=Array([objects.add(field)]), SigFlags=3),
        **_attached(objects, description),
    }


def resources(objects: Objects, sheet: Sheet) -> Entries:
    """Add the fonts and ornaments that a sheet uses, and name them as it does."""
    fonts = {
        f"F{at}": embed(objects, face, codes)
        for at, (face, codes) in enumerate(sheet.codes.items())
    }
    motifs = {f"M{at}": objects.add(_form(motif)) for at, motif in enumerate(sheet.motifs)}
    return Entries(Font=Entries(**fonts), XObject=Entries(**motifs))


def _form(motif: Motif) -> PDFObject:
    reach = motif.reach
    return stream(
        f"1 J 1 j\n{motif.path}\nS".encode(),
        Type="/XObject",
        Subtype="/Form",
        BBox=Array([-reach, -reach, reach, reach]),
        Resources=Entries(),
    )


def _attached(objects: Objects, description: Description) -> dict[str, object]:
    """Take the signed record in, as a file that belongs to the whole document."""
    if not description.record:
        return {}
    stamp = words(_pdf_date(description.instant))
    embedded = objects.add(
        plain_stream(
            description.record,
            Type="/EmbeddedFile",
            Subtype="/application#2Fjson",
            Params=Entries(Size=len(description.record), ModDate=stamp),
        )
    )
    specification = objects.add(
        Entries(
            Type="/Filespec",
            F=words(description.record_name),
            UF=words(description.record_name),
            Desc=words(description.record_says),
            AFRelationship="/Data",
            EF=Entries(F=embedded, UF=embedded),
        )
    )
    named = Entries(Names=Array([words(description.record_name), specification]))
    return {"AF": Array([specification]), "Names": Entries(EmbeddedFiles=named)}


def closed(
    objects: Objects,
    roots: tuple[PDFObjectReference, PDFObjectReference],
    description: Description,
    content: bytes,
    more: Mapping[str, object] = MappingProxyType({}),
) -> bytes:
    """Return the file of these objects; `roots` are those of its pages and of its structure.

    Its identifier is computed from the content and the title; `more` is what its catalog holds
    beside what every document's does.
    """
    information = Entries(
        Title=words(description.title),
        Author=words(description.author),
        Subject=words(description.subject),
        CreationDate=words(_pdf_date(description.instant)),
    )
    catalog = _catalog(objects, roots, description)
    for key, value in more.items():
        catalog[key] = value
    return objects.written(catalog, information, content + description.title.encode())


def _catalog(
    objects: Objects,
    roots: tuple[PDFObjectReference, PDFObjectReference],
    description: Description,
) -> Entries:
    metadata = _XMP.format(
        title=escape(description.title),
        subject=escape(description.subject),
        author=escape(description.author),
        stamp=description.instant.isoformat(timespec="seconds"),
    )
    intent = Entries(
        Type="/OutputIntent",
        S="/GTS_PDFA1",
        OutputConditionIdentifier=words("sRGB IEC61966-2.1"),
        Info=words("sRGB IEC61966-2.1"),
        DestOutputProfile=objects.add(stream(srgb(), N=3)),
    )
    return Entries(
        Type="/Catalog",
        Pages=roots[0],
        Lang=words("en-US"),
        MarkInfo=Entries(Marked="true"),
        ViewerPreferences=Entries(DisplayDocTitle="true"),
        StructTreeRoot=roots[1],
        OutputIntents=Array([intent]),
        Metadata=objects.add(plain_stream(metadata.encode(), Type="/Metadata", Subtype="/XML")),
    )


def _structure(
    objects: Objects, elements: list[Element], page: Entries, field: Entries
) -> Entries:
    root, whole = Entries(Type="/StructTreeRoot"), Entries(Type="/StructElem", S="/Document")
    whole["P"] = objects.add(root)
    parts = []
    for number, element in enumerate(elements):
        part = Entries(
            Type="/StructElem",
            S=f"/{element.role}",
            P=objects.add(whole),
            Pg=objects.add(page),
            K=number,
        )
        if element.typed:
            part["ActualText"] = words(element.typed)
        if element.description:
            part["Alt"] = words(element.description)
        if element.box:
            part["A"] = Entries(O="/Layout", BBox=Array(element.box), Placement="/Block")
        parts.append(objects.add(part))
    signature = objects.add(
        Entries(
            Type="/StructElem",
            S="/Form",
            P=objects.add(whole),
            Pg=objects.add(page),
            K=Entries(Type="/OBJR", Obj=objects.add(field), Pg=objects.add(page)),
        )
    )
    whole["K"] = Array([*parts, signature])
    root["K"] = objects.add(whole)
    root["ParentTree"] = Entries(Nums=Array([0, Array(parts), 1, signature]))
    root["ParentTreeNextKey"] = 2
    return root


def _pdf_date(instant: datetime) -> str:
    offset = f"{instant:%z}"
    return f"D:{instant:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
