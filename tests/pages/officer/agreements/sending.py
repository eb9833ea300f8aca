"""Sending forms with a file, as a browser does."""

from werkzeug.test import TestResponse

from tests.accounts.people import Browser

AGREEMENTS = "/training/agreements/"
FIELDS = {
    "id": "QSOA-030",
    "kind": "qsoa",
    "program_name": "Harbor Steps Program",
    "program_id": "P-3",
    "services": "Coding",
    "effective_on": "2026-01-01",
    "ends_on": "2026-04-30",
    "acknowledges_part2": "yes",
    "part2_place": "clause 3, page 2",
    "resists_proceedings": "no",
}


def send_paper(
    browser: Browser, path: str, content: bytes = b"", name: str = "", /, **fields: str
) -> TestResponse:
    """Send a form with fields and one file; without a name no file is chosen."""
    told = {"csrf_token": browser.token(path), **fields}
    parts = [
        f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode()
        for key, value in told.items()
    ]
    head = f'Content-Disposition: form-data; name="paper"; filename="{name}"\r\n\r\n'
    parts.append(head.encode() + content)
    body = b"".join(b"--parted\r\n" + part + b"\r\n" for part in parts)
    return browser.client.post(
        path,
        data=body + b"--parted--\r\n",
        content_type="multipart/form-data; boundary=parted",
    )
