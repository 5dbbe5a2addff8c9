"""A page loads what its server lets it load, and nothing else; others may show it in a frame.

What the policy refuses is an error of the console, which fails any test that a page is lent to.
"""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from explainers.lessons import Lesson
from explainers.server.headed import ANCESTORS
from harness.server import serving
from tests.browser.conftest import LARGE
from tests.browser.each import each_page
from tests.browser.figure import Stage, still, way
from tests.browser.test_pages_in_browser import address, opened

REPORT = """addEventListener("securitypolicyviolation", (event) => {
    violated(`${event.effectiveDirective} ${event.blockedURI}`);
});"""
Watched = tuple[Page, list[str]]


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Iterator[Watched]:
    """A page for all who only look, and what the policy has refused to it."""
    with browser.new_context(viewport=LARGE) as context:
        page = context.new_page()
        yield page, watch(page)


def watch(page: Page) -> list[str]:
    """What the policy refuses to a page from now on."""
    violations: list[str] = []
    page.expose_function("violated", lambda violation: violations.append(violation))
    page.add_init_script(REPORT)
    return violations


@pytest.fixture
def stranger(browser: Browser) -> Iterator[Page]:
    """A page that may be refused what it asks for."""
    with browser.new_context() as context:
        yield context.new_page()


@contextmanager
def platform(app: str) -> Generator[str]:
    """Address of a teacher's page, elsewhere, that shows a lesson in a frame."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            frame = f'<iframe src="{app}/kinks?embed=true" width="900" height="800"></iframe>'
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Course</title>{frame}".encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as elsewhere:
        thread = threading.Thread(target=elsewhere.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{elsewhere.server_port}/"
        elsewhere.shutdown()
        thread.join()


@pytest.mark.share(99)
@each_page
@pytest.mark.whole
def test_a_page_asks_for_nothing_that_it_may_not_have(
    watched: Watched, app: str, lesson: Lesson
) -> None:
    page, violations = watched
    opened(page, address(app, lesson))
    assert violations == []


@pytest.mark.whole
def test_planes_are_painted_by_a_worker(watched: Watched, app: str) -> None:
    page, violations = watched
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    start = stage.press(stage.slider("point x"))
    stage.carry(start, way(24, 12, 12))
    expect(stage.root.locator(".well.painted")).to_have_count(2)
    page.mouse.up()
    still(stage.root)
    assert violations == []


STRAYS = {
    "fetch('http://127.0.0.1:9/').catch(() => {})": "connect-src http://127.0.0.1:9/",
    "new Image().src = 'http://127.0.0.1:9/'": "img-src http://127.0.0.1:9/",
    "add('iframe', { src: 'http://127.0.0.1:9/' })": "frame-src http://127.0.0.1:9",
    "add('script', { src: 'http://127.0.0.1:9/' })": "script-src-elem http://127.0.0.1:9/",
    "add('script', { textContent: 'document.title = 1' })": "script-src-elem inline",
    "add('base', { href: 'http://127.0.0.1:9/' })": "base-uri http://127.0.0.1:9/",
    "document.body.setAttribute('onclick', '1')": "script-src-attr inline",
    "setTimeout('document.title = 1')": "script-src eval",
}
ADD = (
    "const add = (name, what) => document.body.append("
    "Object.assign(document.createElement(name), what));"
)


@pytest.mark.whole
def test_what_strays_in_is_refused(stranger: Page, app: str) -> None:
    violations = watch(stranger)
    stranger.goto(f"{app}/kinks")
    for count, script in enumerate(STRAYS):
        stranger.evaluate(f"() => {{ {ADD} {script} }}")
        while len(violations) == count:
            stranger.evaluate("new Promise(requestAnimationFrame)")
    assert violations == list(STRAYS.values())
    assert stranger.title() != "1"


def test_a_teachers_page_shows_a_lesson_in_a_frame(page: Page, app: str) -> None:
    with platform(app) as course:
        page.goto(course)
        frame = page.frame_locator("iframe")
        expect(frame.locator("[data-figure] svg").first).to_be_visible()
        slider = frame.get_by_role("slider").first
        before = str(slider.get_attribute("aria-valuetext"))
        slider.press("ArrowRight")
        expect(slider).not_to_have_attribute("aria-valuetext", before)
        page.goto("about:blank")


@pytest.mark.whole
def test_a_page_that_the_operator_did_not_name_shows_none(stranger: Page) -> None:
    named = {ANCESTORS: "'self' https://moodle.example.org"}
    with serving(environment=named) as server, platform(server.url) as course:
        with stranger.expect_console_message(lambda said: "frame-ancestors" in said.text):
            stranger.goto(course)
        assert stranger.frames[1].locator("#root").count() == 0
