"""The certificate on paper: what other programs read from its bytes."""

import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
import zxingcpp
from PIL import Image

from lms.certificates.model import Certificate
from lms.certificates.pdf import check_name, render
from tests.certificates.samples import PLAIN, VARIANTS

every_variant = pytest.mark.parametrize("name", VARIANTS)


def tool(*command: str) -> str:
    """What a program prints; a program that is missing or fails fails the test."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def filed(certificate: Certificate, folder: Path) -> str:
    """The path of a certificate's file."""
    path = folder / "certificate.pdf"
    path.write_bytes(render(certificate))
    return str(path)


def stream(certificate: Certificate) -> io.BytesIO:
    """A certificate's bytes, to be opened."""
    return io.BytesIO(render(certificate))


def motifs_of(certificate: Certificate) -> set[bytes]:
    """The paths of a certificate's ornament."""
    with pikepdf.open(stream(certificate)) as pdf:
        return {bytes(form.read_bytes()) for form in pdf.pages[0].Resources.XObject.values()}


@every_variant
def test_a_certificate_takes_at_most_sixty_kilobytes(name: str) -> None:
    assert 20_000 < len(render(VARIANTS[name])) <= 60_000


@every_variant
def test_the_same_values_give_the_same_bytes(name: str) -> None:
    assert render(VARIANTS[name]) == render(replace(VARIANTS[name]))


def test_bytes_depend_neither_on_the_process_nor_on_what_was_made_before() -> None:
    script = (
        "import sys\nfrom hashlib import sha256\n"
        "from lms.certificates.pdf import render\n"
        "from tests.certificates.samples import VARIANTS\n"
        "for name in sys.argv[1:]:\n"
        "    print(name, sha256(render(VARIANTS[name])).hexdigest(), sep='=')"
    )
    names = list(VARIANTS)
    here = {f"{name}={sha256(render(VARIANTS[name])).hexdigest()}" for name in names}
    forth = tool(sys.executable, "-c", script, *names)
    back = tool(sys.executable, "-c", script, *reversed(names))
    assert set(forth.splitlines()) == set(back.splitlines()) == here
    assert forth != back


def test_another_number_gives_another_ornament() -> None:
    plain, other = motifs_of(PLAIN), motifs_of(replace(PLAIN, number="P2L-0000-0000-0000-0000"))
    assert len(plain) == len(other) == 2
    assert not plain & other


@every_variant
def test_the_file_is_sound_tagged_and_one_letter_page(name: str, tmp_path: Path) -> None:
    path = filed(VARIANTS[name], tmp_path)
    assert "No syntax or stream encoding errors" in tool("qpdf", "--check", path)
    told = dict(line.split(":", 1) for line in tool("pdfinfo", path).splitlines())
    told = {key: value.strip() for key, value in told.items()}
    assert (told["Tagged"], told["JavaScript"], told["Pages"]) == ("yes", "no", "1")
    assert told["Page size"] == "792 x 612 pts (letter)"
    assert VARIANTS[name].holder in told["Title"]


@every_variant
def test_every_font_is_embedded_as_a_subset_and_maps_to_letters(name: str, tmp_path: Path) -> None:
    rows = tool("pdffonts", filed(VARIANTS[name], tmp_path)).splitlines()[2:]
    assert 3 <= len(rows) <= 5
    assert all(re.search(r"Identity-H +yes yes yes", row) for row in rows)


def test_the_words_are_read_in_the_order_they_mean(tmp_path: Path) -> None:
    text = tool("pdftotext", "-raw", filed(PLAIN, tmp_path), "-")
    expected = (
        "Harbor Billing Services",
        "Certificate of Completion",
        "This certifies that",
        "Ana Lucía Pérez-Whitfield",
        "completed the training",
        "42 CFR Part 2: confidentiality of substance use disorder records",
        "Version 3 · teaches 2024 Final Rule (42 CFR part 2 as amended 16 April 2024)",
        "Completed on\n5 March 2026\n14:30 America/New_York (UTC\N{MINUS SIGN}05:00)",
        "Valid through\n5 March 2027\nend of that day",
        "Score\n92%\npass mark 80%",
        "Certificate number\nP2L-7K3M-9QX2-WD4T-HB6N",
        "Agreements served\nLakeside Recovery Center QSOA 2026 · Northgate Counseling QSOA/BAA",
        "Verify this record\ntraining.harborbilling.example/\nverify/P2L-7K3M-9QX2-WD4T-HB6N",
        "Course text SHA-256\n9f2c 41d0 7be8 5a36",
        "Training\nRecord",
        "Morgan Ellery\nPrivacy Officer",
        "Certifies completion of training; does not certify legal compliance.",
    )
    places = [text.find(part) for part in expected]
    assert -1 not in places
    assert all(before < after for before, after in pairwise(places))


@pytest.mark.parametrize(
    "name", ["Arabic", "Vietnamese", "Yoruba", "Cyrillic", "Greek", "demonstration"]
)
def test_a_name_in_any_covered_script_is_read_back_as_typed(name: str, tmp_path: Path) -> None:
    text = tool("pdftotext", filed(VARIANTS[name], tmp_path), "-")
    assert VARIANTS[name].holder in re.sub("[\u202a-\u202c]", "", text)


def test_words_that_run_right_to_left_are_also_kept_as_typed_for_who_hears_them() -> None:
    with pikepdf.open(stream(VARIANTS["Arabic"])) as pdf:
        parts = list(pdf.Root.StructTreeRoot.K.K)
        typed = [str(part.ActualText) for part in parts if "/ActualText" in part]
        roles = [str(part.S) for part in parts]
        described = [str(part.Alt) for part in parts if "/Alt" in part]
    assert typed == [VARIANTS["Arabic"].holder]
    assert (roles.count("/H1"), roles.count("/Figure")) == (1, 1)
    assert described == [f"QR code that opens {PLAIN.verify_url}"]


def test_the_file_says_it_is_made_at_the_instant_of_completion_and_what_it_conforms_to() -> None:
    with pikepdf.open(stream(PLAIN)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260305143000-05'00'"
        metadata = pdf.Root.Metadata.read_bytes().decode()
    assert "<xmp:CreateDate>2026-03-05T14:30:00-05:00</xmp:CreateDate>" in metadata
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_file_runs_nothing_and_attaches_its_signed_record_alone() -> None:
    with pikepdf.open(stream(PLAIN)) as pdf:
        assert {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()} == {
            "certificate.json": PLAIN.record
        }
        assert [str(one.AFRelationship) for one in pdf.Root.AF] == ["/Data"]
        assert [str(one.T) for one in pdf.Root.AcroForm.Fields] == ["Signature"]
        assert len(pdf.pages[0].Annots) == 1
        keys = {
            str(key)
            for part in pdf.objects
            if isinstance(part, pikepdf.Dictionary | pikepdf.Stream)
            for key in part
        }
    assert "/StructTreeRoot" in keys
    assert not keys & {"/JS", "/JavaScript", "/OpenAction", "/AA", "/URI"}


@pytest.mark.parametrize("name", ["plain", "demonstration"])
def test_the_symbol_opens_the_address_where_the_record_is_verified(
    name: str, tmp_path: Path
) -> None:
    path = filed(VARIANTS[name], tmp_path)
    tool("pdftoppm", "-r", "150", "-png", "-singlefile", path, str(tmp_path / "page"))
    with Image.open(tmp_path / "page.png") as page:
        read = zxingcpp.read_barcodes(page)
    assert [symbol.text for symbol in read] == [f"{PLAIN.verify_url}#{PLAIN.letters}"]


def test_a_demonstration_says_so_wherever_it_could_be_taken_for_a_record(tmp_path: Path) -> None:
    text = tool("pdftotext", "-raw", filed(VARIANTS["demonstration"], tmp_path), "-")
    for words in (
        "Demonstration · not a training record · sample data",
        "Demonstration Certificate",
        "sample data: this is not a record that anyone was trained",
        "Sample\nData",
    ):
        assert words in text
    assert "This certifies that" not in text
    assert "DEMONSTRATION" not in tool("pdftotext", "-raw", filed(PLAIN, tmp_path), "-")


def test_what_is_not_known_is_said_or_left_out(tmp_path: Path) -> None:
    bare = VARIANTS["no agreement, no renewal date"]
    text = tool("pdftotext", "-raw", filed(bare, tmp_path), "-")
    assert "Valid through\nno renewal date set" in text
    assert "greement" not in text


def test_agreements_that_find_no_room_are_counted(tmp_path: Path) -> None:
    text = tool("pdftotext", "-raw", filed(VARIANTS["twelve agreements"], tmp_path), "-")
    named = len(re.findall(r"Invented Recovery Program \d+ QSOA", " ".join(text.split())))
    assert 3 <= named < 12
    assert f"and {12 - named} more" in text
    one = replace(PLAIN, agreements=("Lakeside Recovery Center QSOA 2026",))
    assert "Agreement served" in tool("pdftotext", "-raw", filed(one, tmp_path), "-")


def test_a_certificate_holds_no_more_about_its_holder_than_was_given(tmp_path: Path) -> None:
    text = tool("pdftotext", "-raw", filed(PLAIN, tmp_path), "-")
    fixed = (
        "Certificate of Completion This certifies that completed the training Version · teaches "
        "Completed on Valid through end of that day Score pass mark number Agreements served "
        "Verify this record Digitally signed Course text SHA-256 Training Record 14:30 March 5 "
        "(UTC\N{MINUS SIGN}05:00)"
    )
    given = " ".join(
        [
            *(str(value) for value in vars(PLAIN).values()),
            *PLAIN.agreements,
            *(PLAIN.verify_url.rpartition("verify/")[0][8:], "verify/" + PLAIN.number),
            *("92%", "80%", *re.findall("....", PLAIN.course_sha256)),
            *(str(PLAIN.completed_on.year), str(date(2027, 3, 5).year)),
        ]
    )
    assert set(text.split()) <= set(fixed.split()) | set(given.split())


def test_a_name_of_arabic_and_latin_letters_keeps_both(tmp_path: Path) -> None:
    text = tool("pdftotext", filed(replace(PLAIN, holder="Ana عبد الله"), tmp_path), "-")
    assert "Ana" in text
    assert {"عبد", "الله"} <= set(re.sub("[\u202a-\u202c]", "", text).split())


def test_a_persian_name_keeps_its_joiner_for_who_hears_it() -> None:
    name = "شهلا کاظمی\u200cپور"
    with pikepdf.open(stream(replace(PLAIN, holder=name))) as pdf:
        typed = [str(p.ActualText) for p in pdf.Root.StructTreeRoot.K.K if "/ActualText" in p]
    assert typed == [name]


@every_variant
def test_every_name_that_is_drawn_passes_the_check_made_when_it_is_saved(name: str) -> None:
    check_name(VARIANTS[name].holder)
    assert render(VARIANTS[name]).startswith(b"%PDF-1.7")
