"""Checking files with nothing but public keys: no database, no network."""

import logging
import sys
from datetime import date
from pathlib import Path
from typing import BinaryIO, Final

import click

from lms.kernel.clock import utc_now
from lms.kernel.errors import InvalidSettings
from lms.kernel.keyring import Keyring, KnownKey
from lms.kernel.signing import public_keys
from lms.reports.verifying.files import verified_file
from lms.reports.verifying.verdict import Keys
from lms.settings.read import read_settings

WRONG: Final = 1


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.File("rb"), metavar="FILE...")
@click.option(
    "--key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Public keys to trust, as `keys show` prints them, instead of our own.",
)
def verify(files: tuple[BinaryIO, ...], key: Path | None) -> None:
    """Check certificates and packs offline; exit 1 and name what is broken.

    A FILE is a PDF, a pack (ZIP), or a text that holds what a camera reads from a certificate;
    - is what comes in.
    """
    # What is wrong with a file is said below, in one sentence.
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    keys = _ours() if key is None else trusted_keys(key)
    today = utc_now().date()
    genuine = True
    for file in files:
        verdict = verified_file(file, keys, today)
        genuine &= verdict.genuine
        name, word = getattr(file, "name", "-"), "GENUINE" if verdict.genuine else "BROKEN"
        click.echo(f"{word} {name}: {verdict.sentence}")
        for note in verdict.notes:
            click.echo(f"  {note}")
    if not genuine:
        sys.exit(WRONG)


def trusted_keys(path: Path) -> Keys:
    """Read the public keys of a file, by their id; raise `InvalidSettings` if there are none."""
    try:
        found = public_keys(path.read_text("utf-8"))
    except (ValueError, OSError):
        raise InvalidSettings(
            f"{path} holds no public key. It is made by: part2-lms keys show > {path}"
        ) from None
    return {one.id: KnownKey(one, date.min) for one in found}


def _ours() -> Keys:
    return {one.public.id: one for one in Keyring(read_settings().keys_folder).known()}
