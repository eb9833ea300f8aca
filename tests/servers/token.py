"""A token with a key in it (SoftHSM), as a hardware module would hold it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lms.kernel.outgoing.document_key import DocumentKey

MODULES: Final = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
)
PIN: Final = "271828"


@dataclass(frozen=True)
class Card:
    """A token: the file of its PIN, and the certificate of its key in PEM."""

    pin: Path
    certificates: bytes

    def uri(self, token: str = "house", label: str = "signing", pin: Path | None = None) -> str:
        """Its address."""
        module = next(one for one in MODULES if Path(one).exists())
        return (
            f"pkcs11:token={token};object={label}"
            f"?module-path={module}&pin-source=file:{pin or self.pin}"
        )


@contextmanager
def card(folder: Path, key: DocumentKey) -> Iterator[Card]:
    """Make a token that holds a key; the library that speaks to it is loaded once in a process."""
    folder.mkdir(parents=True)
    (folder / "tokens").mkdir()
    (folder / "conf").write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    (folder / "key.pem").write_bytes(key.private)
    (folder / "pin").write_text(f"{PIN}\n")
    os.environ["SOFTHSM2_CONF"] = str(folder / "conf")
    _run("--init-token", "--free", "--label", "house", "--pin", PIN, "--so-pin", "314159")
    _run(
        *("--import", str(folder / "key.pem"), "--token", "house", "--label", "signing"),
        *("--id", "01", "--pin", PIN),
    )
    try:
        yield Card(folder / "pin", key.certificates)
    finally:
        del os.environ["SOFTHSM2_CONF"]


def _run(*words: str) -> None:
    subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)
