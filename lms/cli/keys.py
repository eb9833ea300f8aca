"""The organization's keys, of which only the public halves are ever shown."""

import click

from lms.actions.rotate_keys import rotate_keys
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM
from lms.kernel.keyring import Keyring, KnownKey
from lms.settings.read import read_settings


@click.group()
def keys() -> None:
    """See or change the keys that sign certificates and packs."""


@keys.command()
@click.option("--pem", is_flag=True, help="As PEM, for OpenSSL, instead of minisign's form.")
def show(*, pem: bool) -> None:
    """Print every public key there ever was, oldest first: publish them, and keep them."""
    for one in Keyring(read_settings().keys_folder).known():
        click.echo(_days(one), err=True)
        click.echo(one.public.pem if pem else one.public.minisign_public, nl=False)


@keys.command()
def rotate() -> None:
    """Let a new key sign from today on; what the old one signed stays good."""
    with opened() as workshop, workshop.work(SYSTEM) as work:
        new = rotate_keys(work)
    click.echo(f"{_days(new)} Publish it beside the old ones.", err=True)
    click.echo(new.public.minisign_public, nl=False)


def _days(key: KnownKey) -> str:
    until = "" if key.until_on is None else f" until {key.until_on}"
    return f"Key {key.public.id} signs from {key.from_on}{until}."
