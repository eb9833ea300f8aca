"""Copying everything into one file, and bringing it back."""

import sys
from pathlib import Path

import click

from lms.actions.ledger.record_backup import record_backup
from lms.cli.opening import opened
from lms.cli.soundness import watched
from lms.cli.verifying import trusted_keys
from lms.kernel.access import SYSTEM
from lms.kernel.outgoing.whole import whole_file
from lms.reports.upkeep.backup.made import backup_made
from lms.settings.read import read_settings
from lms.settings.restoring import Wanted
from lms.settings.restoring import restore as bring_back

WRONG = 1


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.zip")
@click.option(
    "--public-keys-only",
    is_flag=True,
    help="Leave out what signs; keep the folder of LMS_KEYS elsewhere.",
)
def backup(file: Path, *, public_keys_only: bool) -> None:
    """Copy everything into one signed file, while others work: database, files and keys.

    Keep it where only you can read it. Exit 1 if records are broken; they are copied as they are.
    """
    with opened() as workshop:
        with whole_file(file) as out:
            if sys.stderr.isatty():
                click.echo("Copying …", err=True)
            secrets, told = not public_keys_only, watched("files copied")
            made = backup_made(workshop, out, file.absolute().parent, secrets=secrets, told=told)
        with workshop.work(SYSTEM) as work:
            record_backup(work, made)
    rows, size = sum(made.state.rows.values()), file.stat().st_size
    click.echo(
        f"{rows:,} rows, up to entry {made.state.number:,} of the ledger, in {size:,} bytes.",
        err=True,
    )
    if made.state.broken:
        click.echo(f"WRONG {' '.join(made.state.broken)}", err=True)
        sys.exit(WRONG)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.zip")
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Public keys to trust, as `keys show` prints them, instead of our own or the backup's.",
)
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Hold it to the checkpoints of this file. That of LMS_CHECKPOINTS if not told.",
)
@click.option(
    "--accept-loss",
    is_flag=True,
    help="Bring it back though a checkpoint knows of more, or though its ledger is broken.",
)
def restore(file: Path, key: Path | None, checkpoints: Path | None, *, accept_loss: bool) -> None:
    """Bring everything back from a backup, into an empty database; prove that nothing changed."""
    keys = None if key is None else trusted_keys(key)
    done = bring_back(read_settings(), Wanted(file, keys, checkpoints, accept_loss))
    click.echo(
        f"{done.rows:,} rows and {done.files:,} files are back, each table with as many rows as "
        f"before, and the ledger ends at entry {done.number:,}, sealed {done.seal}.",
        err=True,
    )
    click.echo("Everybody signs in anew. Next: part2-lms doctor", err=True)
    if done.letters:
        click.echo(f"{done.letters:,} letters that waited are not sent.", err=True)
    if done.lost:
        click.echo(
            f"WRONG entries {done.number + 1:,} to {done.lost:,} are lost; the ledger says so.",
            err=True,
        )
