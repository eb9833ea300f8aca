"""People with accounts, to sign in with."""

from dataclasses import dataclass
from typing import Final

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from lms.actions.accounts.make_account import make_account
from lms.actions.accounts.set_password import set_password
from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork, Workshop
from lms.people.store import record_workers
from tests.builders import NOON, WORKER, a_worker

PASSWORD: Final = "velvet otter under nine maples"
EMAIL: Final = WORKER.email


def bring_in(work: UnitOfWork, worker: str = WORKER.id) -> WorkerId:
    """Record a worker of that number, and return it."""
    known = a_worker(id=WorkerId(worker))
    record_workers(work.session, [known], NOON, NOON.date(), "test")
    return known.id


def give_account(
    workshop: Workshop, email: str = EMAIL, role: Role = Role.WORKER, *, password: str = PASSWORD
) -> str:
    """Give somebody an account and a password, and return its id as the ledger names it."""
    with workshop.work(SYSTEM) as work:
        number = WorkerId(f"W-{email}") if role in {Role.WORKER, Role.MANAGER} else None
        if number is not None:
            bring_in(work, number)
        link = make_account(work, email, role, number)
        assert set_password(work, link.token, password) is None
    return str(link.account.id)


@dataclass
class Browser:
    """A browser that knows where a form keeps its token."""

    client: FlaskClient

    def open(self, path: str) -> TestResponse:
        """Follow a link."""
        return self.client.get(path, buffered=True)

    def send(self, path: str, *, page: str = "/sign-in", **fields: str) -> TestResponse:
        """Send a form that stands on a page, as that page gives it."""
        return self.client.post(path, data={"csrf_token": self.token(page), **fields})

    def token(self, page: str) -> str:
        """Return the token in the forms of a page."""
        text = self.client.get(page).text
        return text.partition('name="csrf_token" value="')[2].partition('"')[0]

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD, **more: str) -> TestResponse:
        """Fill in the form at the door."""
        return self.send("/sign-in", email=email, password=password, **more)


def workshop_of(app: Flask) -> Workshop:
    """Return where the application keeps its records."""
    workshop: Workshop = app.extensions["lms"].workshop
    return workshop
