"""Bags as RFC 8493 has them: names that lead out are refused, strange ones are kept."""

import io
import zipfile

import pytest

from lms.kernel.outgoing.bag import Bag, manifest, read_manifest


def bag(*names: str) -> bytes:
    out = io.BytesIO()
    made = Bag(out, "bag")
    for name in names:
        made.add(name, [b"a", b"b"])
    made.close({"Source-Organization": "Alder Quay Billing"}, lambda _: {})
    return out.getvalue()


def test_equal_files_give_equal_bytes_whenever_they_are_written() -> None:
    assert bag("a.csv", "é/ü.txt") == bag("a.csv", "é/ü.txt")


def test_a_bag_tells_how_many_files_and_bytes_it_has() -> None:
    with zipfile.ZipFile(io.BytesIO(bag("a.csv", "b.csv"))) as archive:
        told = archive.read("bag/bag-info.txt").decode()
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}

    assert told == "Source-Organization: Alder Quay Billing\nPayload-Oxum: 4.2\n"


@pytest.mark.parametrize("name", ["../x", "a/../../x", "a//b", "", ".", "a\\b"])
def test_a_name_that_would_lead_out_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="lead out"):
        bag(name)


def test_a_manifest_is_read_as_it_was_written() -> None:
    digests = {"data/100%.csv": "ab" * 32, "data/a\nb": "cd" * 32}

    assert read_manifest(manifest(digests)) == digests
    with pytest.raises(ValueError, match="not a manifest"):
        read_manifest(b"something")
