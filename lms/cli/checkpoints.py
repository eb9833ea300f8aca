"""Saying where the ledger stands, signed, and proving one record by it."""

from pathlib import Path

import click

from lms.actions.ledger.keep_checkpoint import keep_checkpoint
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM
from lms.reports.ledger.checkpoints import checkpoint as checkpoint_now
from lms.reports.ledger.checkpoints import witnesses
from lms.reports.ledger.proof import COMPLETION, proof_of
from lms.settings.read import read_settings


@click.command()
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Append the line to this file. The one of LMS_CHECKPOINTS if not told.",
)
def checkpoint(file: Path | None) -> None:
    """Sign where the ledger stands, and print the line; keep it where nobody here can change it.

    The line goes to standard output, and to the file of LMS_CHECKPOINTS or of --file.
    """
    target = file or read_settings().checkpoints
    with opened() as workshop, workshop.look(SYSTEM) as work:
        made = checkpoint_now(work) if target is None else keep_checkpoint(work, target)
    if made is None:
        click.echo("The ledger has no entry yet.", err=True)
    else:
        click.echo(made.line)


@click.command()
@click.argument("record")
@click.option(
    "--table",
    default=COMPLETION,
    show_default=True,
    help="The table it stands in, as the ledger names it.",
)
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Lead to a checkpoint of this file. That of LMS_CHECKPOINTS if not told.",
)
def prove(record: str, table: str, checkpoints: Path | None) -> None:
    """Print the proof of one record, which anybody can check with SHA-256 alone.

    It is named by its id, as a completion by its completion_id; docs/ledger.md says how the proof
    is checked.
    """
    file = checkpoints or read_settings().checkpoints
    with opened() as workshop, workshop.look(SYSTEM) as work:
        known = () if file is None else witnesses(file, work.keys.known()).sound
        proof = proof_of(work.session, table, record, known)
    click.echo(proof.document, nl=False)
