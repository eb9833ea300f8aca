"""The product as a guest in an application that has pages, a login and tables of its own."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Blueprint, Flask, render_template_string, request

from lms.extension import LMS, training_required
from lms.kernel.access import SYSTEM, Actor
from lms.kernel.errors import Conflict, InvalidSettings, NotFound
from lms.pages.host import EXTENSION
from lms.standing.model import Standing
from lms.standing.tables import StandingRow
from tests.accounts.people import bring_in, workshop_of
from tests.builders import WORKER, StillClock, a_keyring, an_actor


@dataclass
class StrangeHost:
    """An application that was there first, and who is signed in to it."""

    app: Flask
    who: Actor | None = None


@pytest.fixture
def strange(database_url: str, tmp_path: Path, clock: StillClock) -> Iterator[StrangeHost]:
    """A host with a blueprint `courses`, its own error page, its own login and forms."""
    app = Flask("strange_host")
    app.config.update(
        SECRET_KEY="the host's own key",
        LMS_DATABASE_URL=database_url,
        LMS_KEYS=a_keyring(tmp_path).folder,
        LMS_URL_PREFIX="/learn",
    )
    courses = Blueprint("courses", __name__)
    courses.add_url_rule("/courses", "index", lambda: render_template_string("golf {{ lms }}"))
    app.register_blueprint(courses)
    app.register_error_handler(404, lambda _: ("the host's own 404", 404))
    host = StrangeHost(app)
    lms = LMS(lambda: host.who, sign_in_url=lambda back: f"/login?then={back}", clock=clock)
    before = set(app.jinja_env.globals), app.jinja_env.undefined, app.session_interface
    lms.init_app(app)
    assert (set(app.jinja_env.globals), app.jinja_env.undefined, app.session_interface) == before
    app.add_url_rule("/claims", "claims", training_required("part2-core")(_claims))
    app.add_url_rule("/echo", "echo", lambda: request.method, methods=["POST"])
    yield host
    workshop_of(app).engine.dispose()


def test_the_host_keeps_its_error_pages_its_templates_and_its_forms(strange: StrangeHost) -> None:
    client = strange.app.test_client()

    assert client.get("/nowhere").text == "the host's own 404"
    assert client.get("/learn/nowhere").text == "the host's own 404"
    assert client.get("/courses").text == "golf "
    assert client.post("/echo").text == "POST"
    assert "Content-Security-Policy" not in client.get("/courses").headers


def test_the_product_is_found_under_its_prefix_alone(strange: StrangeHost) -> None:
    ours = {
        str(rule) for rule in strange.app.url_map.iter_rules() if rule.endpoint.startswith("lms.")
    }

    assert "/learn/healthz" in ours
    assert {path for path in ours if not path.startswith("/learn/")} == set()
    assert not any("sign-in" in path for path in ours)


def test_our_pages_are_protected_in_a_host_too(strange: StrangeHost) -> None:
    answer = strange.app.test_client().get("/learn/healthz")

    assert answer.json == {"status": "ok"}
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_page_that_needs_training_leads_a_stranger_to_the_hosts_own_door(
    strange: StrangeHost,
) -> None:
    answer = strange.app.test_client().get("/claims?page=2")

    assert (answer.status_code, answer.location) == (303, "/login?then=/claims?page=2")


def test_a_page_that_needs_training_closes_on_the_first_day_the_worker_is_not_covered(
    strange: StrangeHost, clock: StillClock
) -> None:
    with workshop_of(strange.app).work(SYSTEM) as work:
        strange.who = an_actor(worker=bring_in(work))
        work.session.add(_covered_through(clock.now.date()))
    client = strange.app.test_client()

    clock.now = datetime(2026, 2, 1, 4, 59, tzinfo=UTC)
    last_minute_in_new_york = client.get("/claims")
    clock.forward(minutes=1)
    after_midnight_there = client.get("/claims")

    assert last_minute_in_new_york.text == "the claims"
    assert after_midnight_there.status_code == 403


def test_a_page_that_needs_training_is_closed_to_whoever_has_none(strange: StrangeHost) -> None:
    with workshop_of(strange.app).work(SYSTEM) as work:
        strange.who = an_actor(worker=bring_in(work))

    answer = strange.app.test_client().get("/claims")

    assert answer.status_code == 403
    assert "Complete the training, and it opens at once." in answer.text
    assert "the claims" not in answer.text


def test_a_page_that_needs_training_is_closed_to_somebody_who_takes_none(
    strange: StrangeHost,
) -> None:
    strange.who = an_actor(worker=None)

    assert strange.app.test_client().get("/claims").status_code == 403


def test_without_a_way_to_sign_in_the_host_answers_401(
    database_url: str, tmp_path: Path, clock: StillClock
) -> None:
    app = Flask("mute_host")
    keys = a_keyring(tmp_path).folder
    app.config.update(SECRET_KEY="k", LMS_DATABASE_URL=database_url, LMS_KEYS=keys)
    LMS(lambda: None, clock=clock).init_app(app)
    app.add_url_rule("/claims", "claims", training_required("part2-core")(_claims))

    answer = app.test_client().get("/claims")
    workshop_of(app).engine.dispose()

    assert answer.status_code == 401
    assert "Sign in to open this page." in answer.text


def test_a_database_of_another_shape_is_refused_and_not_changed(empty_url: str) -> None:
    app = Flask("early_host")
    app.config.update(LMS_DATABASE_URL=empty_url)

    with pytest.raises(Conflict, match="part2-lms upgrade"):
        LMS(lambda: None).init_app(app)

    assert EXTENSION not in app.extensions


def test_a_host_without_keys_is_told_at_the_start_which_command_makes_them(
    database_url: str, tmp_path: Path
) -> None:
    app = Flask("keyless_host")
    app.config.update(LMS_DATABASE_URL=database_url, LMS_KEYS=tmp_path / "none")

    with pytest.raises(InvalidSettings, match=r"LMS_KEYS: .*part2-lms init"):
        LMS(lambda: None).init_app(app)

    assert EXTENSION not in app.extensions


def test_a_misspelled_setting_of_the_host_stops_it(database_url: str) -> None:
    app = Flask("careless_host")
    app.config.update(LMS_DATABASE_URL=database_url, LMS_ORGANISATION="Alder Quay")

    with pytest.raises(InvalidSettings, match="LMS_ORGANISATION"):
        LMS(lambda: None).init_app(app)


def test_a_host_may_ask_how_somebody_stands(strange: StrangeHost) -> None:
    with workshop_of(strange.app).work(SYSTEM) as work:
        worker = bring_in(work)

    with strange.app.app_context(), pytest.raises(NotFound, match="never asked of this worker"):
        LMS(lambda: None).standing_of(worker, "part2-core-annual", date(2026, 1, 31))


def _claims() -> str:
    return "the claims"


def _covered_through(last_day: date) -> StandingRow:
    dates = Standing(
        required_from=date(2025, 3, 3),
        completed_on=date(2025, 2, 1),
        valid_through=last_day,
        window_opens_on=last_day,
        due_on=last_day,
        act_by=last_day,
    )
    return StandingRow(
        worker_id=WORKER.id,
        requirement="part2-core-annual",
        from_on=last_day,
        team=WORKER.team,
        course="part2-core",
        certificate="",
        **asdict(dates),
    )
