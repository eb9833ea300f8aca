"""Handing a message to a mail server, encrypted, and hearing what it answers."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256
from typing import Final, Self
from urllib.parse import unquote, urlsplit

PATIENCE_SECONDS: Final = 20.0
LONGEST_ANSWER: Final = 300
_PORTS: Final = {"smtp": 587, "smtps": 465}
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_NOT_NOW, _NEVER = 400, 500
"""From these answers on, a server refuses: for the moment, for good (RFC 5321, section 4.2.1)."""


class NotTakenError(Exception):
    """The server did not take a message; the text says why. One `final` is never tried again."""

    def __init__(self, why: str, *, final: bool = False) -> None:
        super().__init__(why[:LONGEST_ANSWER])
        self.final = final


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over, as whom, and from which address it comes.

    With `smtps` the connection is encrypted from its start, with `smtp` before anything is said;
    only a server on this machine may do without. Certificates are checked.
    """

    host: str
    port: int
    at_once: bool
    login: str
    password: str = field(repr=False)
    sender: str

    @classmethod
    def read(cls, url: str, sender: str) -> Self:
        """Read an address such as smtps://user:password@mail.example.org; raise `ValueError`."""
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname or parts.path not in {"", "/"}:
            raise ValueError("This is no address of a mail server.")
        return cls(
            host=parts.hostname,
            port=parts.port or _PORTS[parts.scheme],
            at_once=parts.scheme == "smtps",
            login=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=mailable(sender),
        )

    def deliver(self, message: EmailMessage) -> str:
        """Hand a message over, and return the server's answer; raise `NotTakenError`."""
        try:
            with self._connected() as server:
                return _handed(server, message)
        except NotTakenError:
            raise
        except smtplib.SMTPAuthenticationError as error:
            why = f"The mail server refused the user of LMS_SMTP_URL: {_said(error.smtp_error)}"
            raise NotTakenError(why) from error
        except ssl.SSLError as error:
            raise NotTakenError(f"The mail server is not whom it says: {error}") from error
        except (OSError, smtplib.SMTPException) as error:
            why = f"The mail server could not be reached, or broke off: {error}"
            raise NotTakenError(why) from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        safe = ssl.create_default_context()
        server = (
            smtplib.SMTP_SSL(self.host, self.port, timeout=PATIENCE_SECONDS, context=safe)
            if self.at_once
            else smtplib.SMTP(self.host, self.port, timeout=PATIENCE_SECONDS)
        )
        try:
            server.ehlo_or_helo_if_needed()
            if not self.at_once and (
                server.has_extn("starttls") or self.host not in _THIS_MACHINE
            ):
                server.starttls(context=safe)
                server.ehlo()
            if self.login:
                server.login(self.login, self.password)
            yield server
        finally:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()


def mailable(address: str) -> str:
    """Return an address that can stand in a message; raise `ValueError` for any other."""
    plain = address.strip()
    try:
        parsed = Address(addr_spec=plain)
    except (ValueError, HeaderParseError, IndexError):
        raise ValueError("This is no email address.") from None
    if not (plain.isascii() and parsed.username and parsed.domain and plain.isprintable()):
        raise ValueError("This is no email address.")
    return plain


def message_of(
    sender: str, to: str, told: tuple[str, str], key: str, made_at: datetime
) -> EmailMessage:
    """Make a plain message of its subject and words; the same key always has the same id."""
    subject, words = told
    message = EmailMessage(policy=SMTP)
    message["From"] = mailable(sender)
    message["To"] = mailable(to)
    message["Subject"] = " ".join(subject.split())
    message["Date"] = made_at
    message["Message-ID"] = f"<{sha256(key.encode()).hexdigest()[:40]}@{sender.split('@')[1]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words)
    return message


def _handed(server: smtplib.SMTP, message: EmailMessage) -> str:
    """Say whose it is, for whom, and what; only what concerns this one message is final."""
    code, answer = server.mail(str(message["From"]))
    if code >= _NOT_NOW:
        raise NotTakenError(f"{code} {_said(answer)}")
    code, answer = server.rcpt(str(message["To"]))
    if code >= _NOT_NOW:
        raise NotTakenError(f"{code} {_said(answer)}", final=code >= _NEVER)
    try:
        code, answer = server.data(message.as_bytes())
    except smtplib.SMTPDataError as error:
        said, final = f"{error.smtp_code} {_said(error.smtp_error)}", error.smtp_code >= _NEVER
        raise NotTakenError(said, final=final) from error
    if code >= _NOT_NOW:
        raise NotTakenError(f"{code} {_said(answer)}", final=code >= _NEVER)
    return f"{code} {_said(answer)}"[:LONGEST_ANSWER]


def _said(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())
