"""Sending what is due by mail, once or for as long as the product is served."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep
from typing import Final

import click

from lms.actions.mail.queue_letter import queue_letter
from lms.actions.mail.settle_letter import settle_letter
from lms.actions.mail.take_letter import take_letter
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM
from lms.kernel.errors import InvalidSettings, LMSError
from lms.kernel.logs import log_to_stderr
from lms.kernel.outgoing.mail.model import Taken
from lms.kernel.outgoing.mail.server import MailServer, NotTakenError, message_of
from lms.kernel.outgoing.mail.store import due_letters
from lms.kernel.work import Workshop
from lms.reports.ledger.checkpoint_letters import checkpoint_letters
from lms.settings.opening import mail_server
from lms.settings.read import read_settings

LOG = logging.getLogger("lms.mail")
AGAIN_SECONDS: Final = 20.0
AT_ONCE: Final = 500
"""So many letters are sent before it is looked again whether to go on."""


@click.command()
@click.option("--dry-run", is_flag=True, help="Tell what would be sent; send nothing.")
@click.option("--stay", is_flag=True, help="Look again every 20 seconds, until the parent ends.")
def remind(*, dry_run: bool, stay: bool) -> None:
    """Send what is due by mail, each letter once, and end.

    `part2-lms serve` does so beside itself. A timer may run this as often as it likes.
    """
    settings = read_settings()
    server = mail_server(settings)
    if server is None:
        raise InvalidSettings("No mail is set up: LMS_SMTP_URL is not set.")
    with opened() as workshop:
        if dry_run:
            _tell(workshop, settings.checkpoint_mail)
        elif stay:
            _stay(workshop, server, settings.checkpoint_mail)
        else:
            sent, waiting = send_due(workshop, server, settings.checkpoint_mail)
            click.echo(f"{sent:,} sent, {waiting:,} to be tried again or refused.", err=True)


def send_due(workshop: Workshop, server: MailServer, named: tuple[str, ...]) -> tuple[int, int]:
    """Send each letter that is due; return how many were sent, and how many were not.

    `named` are told today where the ledger stands, if they were not told yet. Whoever is killed
    between the server's answer and its being kept may send that one letter again, under the
    same Message-ID.
    """
    _queue_checkpoints(workshop, named)
    sent = waiting = 0
    while sent + waiting < AT_ONCE:
        with workshop.work(SYSTEM) as work:
            taken = take_letter(work)
        if taken is None:
            break
        if _delivered(workshop, server, taken):
            sent += 1
        else:
            waiting += 1
    return sent, waiting


@contextmanager
def beside() -> Iterator[None]:
    """Let another process send mail for as long as this block lasts, if mail is set up."""
    if mail_server(read_settings()) is None:
        yield
        return
    sender = subprocess.Popen([sys.executable, "-m", "lms.cli.main", "remind", "--stay"])
    try:
        yield
    finally:
        sender.terminate()
        sender.wait()


def _queue_checkpoints(workshop: Workshop, named: tuple[str, ...]) -> None:
    if not named:
        return
    with workshop.look(SYSTEM) as look:
        letters = checkpoint_letters(look, named)
    with workshop.work(SYSTEM) as work:
        for letter in letters:
            queue_letter(work, letter)


def _delivered(workshop: Workshop, server: MailServer, taken: Taken) -> bool:
    letter = taken.letter
    told = (letter.subject, letter.words)
    final = False
    try:
        message = message_of(server.sender, letter.to, told, letter.key, taken.made_at)
        answer, sent = server.deliver(message), True
    except NotTakenError as error:
        answer, sent, final = str(error), False, error.final
        # Whose letter it is stands in no log.
        LOG.warning("a letter was not taken, try %s: %s", taken.tries, answer)
    with workshop.work(SYSTEM) as work:
        settle_letter(work, taken, answer, sent=sent, final=final)
    return sent


def _tell(workshop: Workshop, named: tuple[str, ...]) -> None:
    """Tell what would be sent: what waits, and what would be written first, which is undone."""
    with workshop.look(SYSTEM) as look:
        letters = checkpoint_letters(look, named)
    with workshop.rehearsal(SYSTEM) as work:
        for letter in letters:
            queue_letter(work, letter)
        for one in due_letters(work.session, work.now):
            click.echo(f"{one.recipient}: {one.subject}")


def _stay(workshop: Workshop, server: MailServer, named: tuple[str, ...]) -> None:
    """Send what is due again and again; what goes wrong once is told, and tried again."""
    log_to_stderr()
    parent = os.getppid()
    while os.getppid() == parent:
        try:
            send_due(workshop, server, named)
        except LMSError as error:
            LOG.warning("no mail was sent: %s", error)
        sleep(AGAIN_SECONDS)
