"""The command part2-lms, and what its exit status says."""

from typing import Any, Final

import click

from lms.cli.accounts import account
from lms.cli.backups import backup, restore
from lms.cli.certificates import certificates
from lms.cli.checkpoints import checkpoint, prove
from lms.cli.content import check_content, publish
from lms.cli.demo import demo
from lms.cli.imports import bring_in
from lms.cli.keys import keys
from lms.cli.packs import pack
from lms.cli.preview import preview
from lms.cli.reminding import remind
from lms.cli.reports import report
from lms.cli.retention import hold, retention
from lms.cli.serving import serve
from lms.cli.soundness import doctor, rebuild
from lms.cli.upgrading import init, upgrade
from lms.cli.verifying import verify
from lms.kernel.errors import InvalidSettings, LMSError

USAGE: Final = 2
BAD_INPUT: Final = 3


class Commands(click.Group):
    """A group whose refusals are one sentence on standard error and a status, never a trace.

    0 done; 1 something that was checked is wrong; 2 wrong usage or setting; 3 bad input,
    and nothing was written.
    """

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command, and turn what was refused into a message and a status."""
        try:
            return super().invoke(ctx)
        except LMSError as error:
            click.echo(f"part2-lms: {error}", err=True)
            ctx.exit(USAGE if isinstance(error, InvalidSettings) else BAD_INPUT)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="part2-lms", prog_name="part2-lms")
def main() -> None:
    """Training on 42 CFR Part 2 that stands up as evidence.

    Settings are LMS_… keys in the environment, or in a file .env in the current folder.
    """


COMMANDS: Final = (
    serve,
    demo,
    init,
    upgrade,
    account,
    keys,
    check_content,
    preview,
    publish,
    bring_in,
    report,
    certificates,
    pack,
    verify,
    remind,
    backup,
    restore,
    doctor,
    checkpoint,
    prove,
    retention,
    hold,
    rebuild,
)
for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main()
