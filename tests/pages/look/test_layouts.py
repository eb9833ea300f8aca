"""Every page has its landmarks, its title, its help, and no more than its host allows."""

from tests.pages.look.drawn import JINJA, Elements, place

PAGE = (
    '{% extends "lms/layouts/two.html" %}{% block title %}Question 4 of 8 - Basics{% endblock %}'
    "{% block content %}<h1>Question</h1>{% endblock %}{% block rail %}<p>Rail</p>{% endblock %}"
)


def test_a_page_has_a_title_a_skip_link_named_landmarks_and_help() -> None:
    html = JINJA.from_string(PAGE).render(lms=place())
    page = Elements(html)
    assert "<title>Question 4 of 8 - Basics - Alder Quay training</title>" in html
    assert page.all("html") == [{"lang": "en", "data-theme": "dark"}]
    assert page.all("a")[0] == {"class": "skip", "href": "#main"}
    assert page.all("main")[0]["id"] == "main"
    assert page.all("nav")[0]["aria-label"] == "Main"
    assert page.all("a")[2]["aria-current"] == "page"
    assert page.all("aside")[0]["aria-label"]
    assert "mailto:training@alderquay.example" in html
    assert {script["type"] for script in page.all("script")} == {"module"}


def test_signing_out_and_changing_colours_are_guarded_forms() -> None:
    page = Elements(JINJA.from_string(PAGE).render(lms=place()))
    assert [(form["method"], form["action"]) for form in page.all("form")] == [
        ("post", "/sign-out"),
        ("post", "/theme"),
    ]
    tokens = [field["value"] for field in page.all("input") if field["name"] == "csrf_token"]
    assert tokens == ["token-1", "token-1"]
    pressed = [button.get("aria-pressed") for button in page.all("button")]
    assert pressed == [None, "false", "false", "true"]


def test_a_page_with_a_problem_says_so_first_in_its_title() -> None:
    html = JINJA.from_string(PAGE).render(lms=place(), problem=True)
    assert "<title>Error: Question 4 of 8" in html


def test_a_host_that_signs_people_in_shows_no_way_out_of_its_own() -> None:
    html = JINJA.from_string(PAGE).render(lms=place(sign_out_url=None, theme_url=None, theme=""))
    assert "<form" not in html
    assert "data-theme" not in html


def test_a_demonstration_says_so_on_every_page() -> None:
    words = "Demonstration. Invented people; not a training record."
    assert words in JINJA.from_string(PAGE).render(lms=place(demonstration=True))
    assert words not in JINJA.from_string(PAGE).render(lms=place())


def test_a_refusal_says_what_is_so_and_leads_on() -> None:
    refused = JINJA.get_template("lms/layouts/refused.html")
    html = refused.render(
        lms=place(actor=None, nav=()),
        heading="This page is not there.",
        sentence="It may have moved.",
        reference="",
    )
    assert "<h1>This page is not there.</h1>" in html
    assert "It may have moved." in html
    assert 'href="/training/"' in html
    assert "Sign out" not in html


def test_a_signed_out_page_is_one_narrow_sheet() -> None:
    source = (
        '{% extends "lms/layouts/plain.html" %}{% block title %}Sign in{% endblock %}'
        "{% block content %}<h1>Sign in</h1>{% endblock %}"
    )
    html = JINJA.from_string(source).render(lms=place(actor=None, nav=(), sign_out_url=None))
    assert 'class="gate sheet"' in html
    assert 'aria-label="Main"' not in html
