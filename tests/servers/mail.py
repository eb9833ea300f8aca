"""A mail server on this machine, as sour as it is told to be, that keeps what it takes."""

import socket
import ssl
import subprocess
from asyncio import to_thread
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session


@dataclass
class PostOffice:
    """What it took; `answers` are given one after the other before it takes anything more.

    Until it `goes_on`, whoever hands something over waits for its answer.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    arrived: Event = field(default_factory=Event)
    goes_on: Event = field(default_factory=Event)
    port: int = 0

    @property
    def url(self) -> str:
        """Its address."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        """The ids of what it took."""
        return [str(one["Message-ID"]) for one in self.taken]

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd names it
        self,
        _server: object,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: object,
    ) -> str:
        """Take an address, unless another answer is to be given."""
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - as aiosmtpd names it
        """Take a message."""
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.SMTP)
        assert isinstance(message, EmailMessage)
        self.taken.append(message)
        self.arrived.set()
        await to_thread(self.goes_on.wait)
        return "250 2.0.0 kept"


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def post_office(
    certificate: Path | None = None, user: tuple[str, str] | None = None
) -> Iterator[PostOffice]:
    """Serve until the block ends; with a certificate encrypted, with a user to those alone."""
    office = PostOffice()
    office.goes_on.set()
    told: dict[str, Any] = {}
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, certificate.with_suffix(".key"))
        told["tls_context"] = context
    if user is not None:
        told["auth_required"] = True

        def known(*said: object) -> AuthResult:
            given = said[-1]
            right = isinstance(given, LoginPassword) and user == (
                given.login.decode(),
                given.password.decode(),
            )
            return AuthResult(success=right, handled=False)

        told["authenticator"] = known
    office.port = _free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **told)
    controller.start()
    try:
        yield office
    finally:
        office.goes_on.set()
        controller.stop()


def certificate(folder: Path) -> Path:
    """Make a certificate that nobody answers for, of 127.0.0.1."""
    path = folder / "post.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-subj", "/CN=Invented Post", "-days", "36500"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(path.with_suffix(".key")), "-out", str(path)),
        ],
        check=True,
        capture_output=True,
    )
    return path
