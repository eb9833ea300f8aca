"""Giving people accounts, from the server's own console."""

import click

from lms.accounts.model import OneTimeLink
from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.offer_link import offer_link
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import WorkerId


@click.group()
def account() -> None:
    """Give people accounts, and links to set their passwords."""


@account.command()
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--worker", metavar="ID", help="The worker's number in the staff file.")
def add(email: str, role: str, worker: str | None) -> None:
    """Make an account and print a link, good once, to set its password."""
    with opened() as workshop, workshop.work(SYSTEM) as work:
        link = make_account(work, email, Role(role), WorkerId(worker) if worker else None)
        public_url = work.organization.public_url
    _print(link, public_url)


@account.command("link")
@click.argument("email")
def new_link(email: str) -> None:
    """Print a new link, good once, to set the password of an account."""
    with opened() as workshop, workshop.work(SYSTEM) as work:
        link = offer_link(work, email)
        public_url = work.organization.public_url
    _print(link, public_url)


def _print(link: OneTimeLink, public_url: str) -> None:
    click.echo(
        f"{link.account.email}, {link.account.role}. The link works once, until "
        f"{link.expires_at:%Y-%m-%d %H:%M} UTC; give it to nobody else:",
        err=True,
    )
    click.echo(f"{public_url}/set-password/{link.token}")
