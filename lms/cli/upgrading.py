"""Creating the database and bringing it to the newest shape."""

import click

from lms.kernel.upkeep.upgrading import Upgrade
from lms.settings.opening import secret_key
from lms.settings.read import read_settings
from lms.standalone import prepare


@click.command()
def init() -> None:
    """Create the database and the keys that sign; existing ones are left as they are."""
    settings = read_settings()
    _say(prepare(settings, upgrade=True))
    secret_key(settings)
    click.echo("Next: part2-lms account add you@example.org --role admin", err=True)


@click.command()
def upgrade() -> None:
    """Bring the database to the newest shape; an embedded one is copied first."""
    _say(prepare(read_settings(), upgrade=True))


def _say(done: Upgrade | None) -> None:
    if done is None or not done.changed:
        click.echo("The database has the newest shape already.", err=True)
        return
    if done.backup is not None:
        click.echo(f"The database from before was copied to {done.backup}.", err=True)
    if done.before is None:
        click.echo(f"The database was created: it is at {done.after}.", err=True)
    else:
        click.echo(f"Upgraded from {done.before} to {done.after}, no row lost.", err=True)
