"""Fonts as they are embedded: only the glyphs used, and what each of them stands for."""

from hashlib import sha256

import uharfbuzz
from reportlab.pdfbase.pdfdoc import PDFName, PDFObjectReference

from lms.certificates.drawing.faces import Face
from lms.certificates.drawing.objects import Array, Entries, Objects, stream

_DROPPED = ("GDEF", "GPOS", "GSUB", "OS/2", "cmap", "gasp", "name", "post", "cvt ", "fpgm", "prep")
_SYMBOLIC, _SERIF, _ITALIC = 4, 2, 64

Codes = dict[tuple[int, str], int]


def embed(objects: Objects, face: Face, codes: Codes) -> PDFObjectReference:
    """Add the glyphs of a face that have codes, and return a reference to the font."""
    program, places = _subset(face, sorted({gid for gid, _ in codes}))
    name = PDFName(f"{_tag(program)}+{face.name.replace('_', '-')}")
    map_to_glyphs = b"\0\0" + b"".join(places[gid].to_bytes(2, "big") for gid, _ in codes)
    widths = [f"{face.width(gid):.3f}".rstrip("0").rstrip(".") for gid, _ in codes]
    descendant = Entries(
        Type="/Font",
        Subtype="/CIDFontType2",
        BaseFont=name,
        CIDSystemInfo="<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>",
        CIDToGIDMap=objects.add(stream(map_to_glyphs)),
        FontDescriptor=objects.add(_descriptor(objects, face, name, program)),
        W=f"[1[{' '.join(widths)}]]",
    )
    font = Entries(
        Type="/Font",
        Subtype="/Type0",
        BaseFont=name,
        Encoding="/Identity-H",
        DescendantFonts=Array([objects.add(descendant)]),
        ToUnicode=objects.add(stream(_to_unicode(codes))),
    )
    return objects.add(font)


def _subset(face: Face, gids: list[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font program with these glyphs, and where each of them now stands."""
    wanted = uharfbuzz.SubsetInput()
    flags = uharfbuzz.SubsetFlags
    wanted.flags = flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE | flags.NOTDEF_OUTLINE
    wanted.glyph_set.update(gids)
    for table in _DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
    plan = uharfbuzz.SubsetPlan(face.prepared, wanted)
    places = {int(old): int(new) for old, new in plan.old_to_new_glyph_mapping.items()}
    return bytes(plan.execute().blob.data), places


def _tag(program: bytes) -> str:
    """Return six letters that tell this subset from others, as PDF asks (ISO 32000, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in sha256(program).digest()[:6])


def _descriptor(objects: Objects, face: Face, name: str, program: bytes) -> Entries:
    metrics = face.metrics
    return Entries(
        Type="/FontDescriptor",
        FontName=name,
        Flags=_SYMBOLIC | _SERIF | (_ITALIC if metrics.angle else 0),
        FontBBox=Array(metrics.box),
        ItalicAngle=metrics.angle,
        Ascent=metrics.ascent,
        Descent=metrics.descent,
        CapHeight=metrics.cap_height,
        StemV=80,
        FontFile2=objects.add(stream(program, Length1=len(program))),
    )


def _to_unicode(codes: Codes) -> bytes:
    pairs = [
        f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>"
        for (_, text), code in codes.items()
    ]
    blocks = [pairs[at : at + 100] for at in range(0, len(pairs), 100)]  # a CMap's limit
    listed = "".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        f"{listed}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode()
