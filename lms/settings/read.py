"""The settings of the product: LMS_… keys, read once, each wrong one refused by name."""

import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from lms.accounts.model import SessionLimits
from lms.certificates.drawing.token import Token
from lms.kernel.errors import InvalidSettings
from lms.kernel.outgoing.mail.server import MailServer, mailable
from lms.kernel.work import Organization
from lms.standing.civil import zone_known

PREFIX: Final = "LMS_"
SQLITE: Final = "sqlite:///"
OWN_FILE: Final = Path("var/lms.db")
TESTS: Final = "LMS_TEST_"
"""Keys of the test suite, which may stand in the same environment."""
SHORTEST_SECRET: Final = 32
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})

MUST_BE: Final = {
    "database_url": "an address such as sqlite:///var/lms.db or postgresql://user@host/name",
    "content": "a folder that holds courses, quizzes and certificates",
    "files": "a folder for issued certificates",
    "keys": "a folder for the keys that sign, which only their owner can read (chmod 700)",
    "secret_key": f"at least {SHORTEST_SECRET} bytes of chance",
    "secret_key_file": (
        f"a file of at least {SHORTEST_SECRET} bytes of chance that not everybody can read "
        "(chmod 600)"
    ),
    "public_url": (
        "the address people open, such as https://training.example.org; http:// only for "
        "this machine itself (127.0.0.1 or localhost)"
    ),
    "contact_email": "an email address, like name@example.org",
    "signing_certificate": (
        "a PKCS#12 file, or PEM with the certificate of LMS_SIGNING_KEY first, of an elliptic "
        "curve or RSA; LMS_SIGNING_PASSWORD opens a PKCS#12 file"
    ),
    "signing_pkcs11": (
        "pkcs11:token=NAME;object=LABEL?module-path=/path/module.so&pin-source=file:/path/pin, "
        "with the certificate in the PEM file of LMS_SIGNING_CERTIFICATE"
    ),
    "smtp_url": (
        "an address such as smtps://user:password@mail.example.org, or smtp://… for STARTTLS"
    ),
    "mail_from": "an email address, like training@example.org, from which mail comes",
    "checkpoint_mail": "email addresses with commas between them",
    "timestamp_url": "an address such as http://stamps.example.org/tsa",
    "time_zone": "an IANA time zone such as America/New_York",
    "demonstration": "yes or no",
    "url_prefix": "a path such as /training, without a slash at its end",
    "session_idle_minutes": "a whole number of minutes from 5 to 720",
    "session_idle_minutes_privileged": "a whole number of minutes from 5 to 720",
    "session_hours": "a whole number of hours from 1 to 24",
    "trusted_hosts": "names of hosts with commas between them",
    "proxy": "how many proxies stand in front: a whole number from 0 to 5",
}
"""What each setting must be, in words for the person who set it."""


class Settings(BaseSettings):
    """Every setting, with its default.

    A host's own configuration comes before the environment, and the environment before a file
    `.env` in the current folder.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    database_url: str = f"{SQLITE}{OWN_FILE}"
    content: Path | None = None
    files: Path = Path("var/files")
    keys: Path | None = None
    checkpoints: Path | None = None
    secret_key: str | None = Field(default=None, repr=False)
    secret_key_file: Path = Path("var/secret.key")
    signing_certificate: Path | None = None
    signing_key: Path | None = None
    signing_password: str | None = Field(default=None, repr=False)
    signing_pkcs11: str = ""
    timestamp_url: str = ""
    smtp_url: str = Field(default="", repr=False)
    mail_from: str = ""
    checkpoint_mail: Annotated[tuple[str, ...], NoDecode] = ()
    public_url: str = "http://127.0.0.1:8000"
    organization: str = Field(default="Your organization", min_length=1, pattern=r"\S")
    contact_name: str = "Your compliance officer"
    contact_email: str = ""
    signatory: str = ""
    signatory_role: str = ""
    time_zone: str = "America/New_York"
    demonstration: bool = False
    url_prefix: str = "/training"
    session_idle_minutes: int = Field(default=60, ge=5, le=720)
    session_idle_minutes_privileged: int = Field(default=30, ge=5, le=720)
    session_hours: int = Field(default=12, ge=1, le=24)
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    proxy: int = Field(default=0, ge=0, le=5)

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url.startswith("postgresql://"):
            return url.replace("postgresql://", "postgresql+psycopg://", 1)
        _must(url != SQLITE and url.startswith((SQLITE, "postgresql+psycopg://")))
        return url

    @field_validator("content")
    @classmethod
    def _folder(cls, root: Path | None) -> Path | None:
        _must(root is None or (root / "courses").is_dir())
        return root

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, secret: str | None) -> str | None:
        _must(secret is None or len(secret.encode()) >= SHORTEST_SECRET)
        return secret

    @field_validator("public_url")
    @classmethod
    def _address(cls, url: str) -> str:
        parts = urlsplit(url)
        _must(bool(parts.hostname) and not parts.query and not parts.fragment)
        _must(parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))
        return url.rstrip("/")

    @field_validator("timestamp_url")
    @classmethod
    def _over_http(cls, url: str) -> str:
        parts = urlsplit(url)
        _must(not url or (parts.scheme in {"http", "https"} and bool(parts.hostname)))
        return url

    @field_validator("signing_pkcs11")
    @classmethod
    def _token(cls, uri: str) -> str:
        if uri:
            Token.read(uri)
        return uri

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, url: str) -> str:
        if url:
            MailServer.read(url, "training@example.org")
        return url

    @field_validator("checkpoint_mail")
    @classmethod
    def _mailable(cls, addresses: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(mailable, addresses))

    @field_validator("contact_email", "mail_from")
    @classmethod
    def _email(cls, address: str) -> str:
        _must(not address or (address.count("@") == 1 and not set(address) & set(" \r\n<>")))
        return address

    @field_validator("time_zone")
    @classmethod
    def _zone(cls, name: str) -> str:
        _must(zone_known(name))
        return name

    @field_validator("url_prefix")
    @classmethod
    def _path(cls, prefix: str) -> str:
        _must(prefix.startswith("/") and not prefix.endswith("/") and "//" not in prefix)
        return prefix

    @field_validator("trusted_hosts", "checkpoint_mail", mode="before")
    @classmethod
    def _between_commas(cls, told: object) -> object:
        if isinstance(told, str):
            return tuple(one.strip() for one in told.split(",") if one.strip())
        return told

    @property
    def hosts(self) -> list[str]:
        """The names under which requests may come: those set, and that of the public address."""
        own = urlsplit(self.public_url).hostname or ""
        return sorted({*self.trusted_hosts, own, *(LOOPBACK if own in LOOPBACK else ())})

    @property
    def database_file(self) -> Path | None:
        """The file of an embedded database, which may be upgraded without asking; else None."""
        if not self.database_url.startswith(SQLITE):
            return None
        return Path(self.database_url.removeprefix(SQLITE).partition("?")[0])

    @property
    def keys_folder(self) -> Path:
        """Where the keys that sign lie: as set, or else beside the embedded database."""
        if self.keys is not None:
            return self.keys
        return (self.database_file or OWN_FILE).parent / "keys"

    @property
    def session_limits(self) -> SessionLimits:
        """How long a sign-in lasts."""
        return SessionLimits(
            worker_idle=timedelta(minutes=self.session_idle_minutes),
            privileged_idle=timedelta(minutes=self.session_idle_minutes_privileged),
            longest=timedelta(hours=self.session_hours),
        )

    @property
    def house(self) -> Organization:
        """The organization that these settings describe."""
        return Organization(
            name=self.organization,
            public_url=self.public_url,
            time_zone=self.time_zone,
            contact_name=self.contact_name,
            contact_email=self.contact_email,
            signatory=self.signatory or self.contact_name,
            signatory_role=self.signatory_role,
            demonstration=self.demonstration,
            sends_mail=bool(self.smtp_url),
        )


def read_settings(given: Mapping[str, Any] | None = None, folder: Path | None = None) -> Settings:
    """Read every setting once: `given` (LMS_… keys of a host), the environment, then `.env`.

    `folder` is where `.env` is looked for, the current one if not told. Raises
    `InvalidSettings` that names the key which is unknown, or wrong and what it must be.
    """
    file = (folder or Path()) / ".env"
    written = dotenv_values(file) if file.is_file() else {}
    own = {key: value for key, value in (given or {}).items() if key.startswith(PREFIX)}
    _refuse_unknown(own, "the host's configuration")
    _refuse_unknown(os.environ, "the environment")
    _refuse_unknown(written, str(file))
    fields = {key.removeprefix(PREFIX).lower(): value for key, value in own.items()}
    try:
        return Settings(_env_file=file, **fields)  # type: ignore[call-arg]  # pydantic takes it, its types do not tell
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        must_be = MUST_BE.get(name, "a text that is not empty")
        raise InvalidSettings(f"{PREFIX}{name.upper()} must be {must_be}.") from None


def _must(so: bool) -> None:  # noqa: FBT001 - a condition is what it takes
    if not so:
        raise ValueError("not what it must be")


def _refuse_unknown(keys: Mapping[str, Any], where: str) -> None:
    for key in sorted(keys):
        name = key.upper()
        if not name.startswith(PREFIX) or name.startswith(TESTS):
            continue
        if name.removeprefix(PREFIX).lower() not in Settings.model_fields:
            raise InvalidSettings(
                f"{key} in {where} is no setting of part2-lms. Correct its spelling or remove it."
            )
