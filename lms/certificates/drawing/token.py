"""A key that never leaves its token: a card or module that signs for whoever knows its PIN."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from lms.kernel.errors import Unavailable

_SIGNS_IN: Final = Lock()
"""A whole process signs in to a token, or none of it: one thread after the other."""


@dataclass(frozen=True)
class Token:
    """Where a key lies (RFC 7512): the module that speaks to its token, the token, the object.

    Its PIN is read from a file at each use, and kept nowhere.
    """

    module: Path
    token: str
    label: str
    pin_file: Path

    @classmethod
    def read(cls, uri: str) -> Self:
        """Read `pkcs11:token=…;object=…?module-path=…&pin-source=…`; raise `ValueError`."""
        parts = urlsplit(uri)
        told = [one.partition("=") for one in parts.path.split(";")]
        named = {name: unquote(value) for name, _, value in told}
        asked = dict(parse_qsl(parts.query))
        module = asked.get("module-path", "")
        pin = asked.get("pin-source", "").removeprefix("file:").removeprefix("//")
        if parts.scheme != "pkcs11" or not (named.get("token") and named.get("object")):
            raise ValueError("This names no object of a token.")
        if not (module.startswith("/") and pin.startswith("/")):
            raise ValueError("This names no module, or no file with the PIN.")
        return cls(Path(module), named["token"], named["object"], Path(pin))

    @contextmanager
    def session(self) -> Iterator[Any]:
        """Open the token; raise `Unavailable` that says why it cannot be."""
        try:
            import pkcs11  # noqa: PLC0415 - whoever has no token needs no library for it
        except ImportError:
            raise _away("pip install 'part2-lms[pkcs11]' is missing") from None
        try:
            pin = self.pin_file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise _away(f"the file of its PIN, {self.pin_file}, cannot be read") from None
        _SIGNS_IN.acquire()
        try:
            found = pkcs11.lib(str(self.module)).get_token(token_label=self.token)
            with found.open(user_pin=pin) as session:
                yield session
        except pkcs11.exceptions.NoSuchToken:
            raise _away(f"no token {self.token} is there") from None
        except pkcs11.exceptions.PinIncorrect:
            raise _away("its PIN is another") from None
        except (pkcs11.exceptions.PKCS11Error, RuntimeError, OSError) as error:
            raise _away(f"{type(error).__name__} {error}".strip()) from error
        finally:
            _SIGNS_IN.release()


def _away(why: str) -> Unavailable:
    return Unavailable(
        f"Nothing can be signed: the token of LMS_SIGNING_PKCS11 did not answer ({why}). Nothing "
        "was recorded, and what was saved before is safe. Try again; tell your administrator."
    )
