"""The first view: a figure's place is kept until it is drawn, and nothing jumps."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from explainers.lessons import HOME, Lesson, shared
from tests.browser.conftest import LARGE, PHONE
from tests.browser.each import each_page
from tests.browser.figure import arrived, finished

WIDTHS = (1440, 1024, 768, 390)

SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    const moved = list.getEntries().filter((entry) => !entry.hadRecentInput);
    window.shifts.push(...moved.map((entry) => entry.value));
  }).observe({ type: "layout-shift", buffered: true });
"""

PASSED = """() => new Promise((done) => {
  let [still, frames] = [0, 0];
  const look = () => {
    frames += 1;
    still = document.querySelector("[data-testid=stSkeleton]") ? 0 : still + 1;
    still > 2 || frames > 300 ? done() : requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""Nothing waits for a file any more."""


AT_REST = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  if (app?.dataset.testScriptState !== "notRunning") return false;
  if (!document.querySelector(".st-key-frame-turn a")) return false;
  return [...document.querySelectorAll("[data-testid=stMain] *")]
    .map(({ shadowRoot }) => shadowRoot?.querySelector("[data-figure]"))
    .every((figure) => !figure || figure.dataset.settled === "true");
}"""


ROOM_AT_REST = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning"
    && [...document.querySelectorAll("[data-testid=stMain] *")]
      .some(({ shadowRoot }) => shadowRoot?.querySelector(".room .lobby"));
}"""


def address(app: str, page: Lesson) -> str:
    return app if page is HOME else f"{app}/{page.slug}"


def height(page: Page) -> float:
    return page.locator("[data-figure]").evaluate(STEADY)


STEADY = """async node => {
  const look = () => node.getBoundingClientRect().height;
  let [last, same] = [look(), 0];
  for (let frames = 0; same < 20 && frames < 600; frames += 1) {
    await new Promise(requestAnimationFrame);
    same = look() === last ? same + 1 : 0;
    last = look();
  }
  return last;
}"""
"""Its height, once it has stayed for some frames: after a new size the page moves into place."""


@pytest.mark.share(99)
@each_page
def test_a_skeleton_keeps_the_place_of_a_figure_until_its_script_has_come(
    new_page: Callable[..., Page], app: str, lesson: Lesson
) -> None:
    page = new_page()
    held: list[Route] = []
    page.route("**/explainers.*/*.js", lambda route: held.append(route))
    page.goto(address(app, lesson))
    figure = page.locator("[data-figure][aria-busy=true]")
    expect(figure.get_by_role("status")).to_have_text(shared()["drawing"].words)
    finished(page)
    copy = page.get_by_role("button", name="Copy link")
    expect(copy).to_have_count(0)  # nothing is offered that does not answer yet
    kept: dict[int, float] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        kept[width] = height(page)
    for route in held:
        route.continue_()
    page.unroute("**/explainers.*/*.js")
    arrived(page.locator("[data-figure]"))
    expect(page.locator("[data-figure][aria-busy]")).to_have_count(0)
    expect(copy).to_be_visible()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_function(
            "([figure, wanted]) => Math.abs(figure.getBoundingClientRect().height - wanted) <= 6",
            arg=[page.locator("[data-figure]").element_handle(), kept[width]],
        )


def come(
    page: Page,
    address: str,
    at_rest: str = AT_REST,
    said: Callable[[str | bytes], object] = lambda _: None,
    passed: str = PASSED,
) -> None:
    """Open a page whose browser draws each word of the server before it hears the next.

    So it is on a quiet machine; on a busy one all that the server says would come at once.
    ``said`` is called with what the browser says.
    """
    heard: list[Callable[[], None]] = []

    def relay(socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            said(message)
            server.send(message)

        socket.on_message(pass_on)
        server.on_message(lambda message: heard.append(lambda: socket.send(message)))

    page.route_web_socket("**/_stcore/stream", relay)
    page.goto(address)
    while heard or not page.evaluate(at_rest):
        if heard:
            heard.pop(0)()
        page.evaluate(passed)


@pytest.mark.whole
@each_page
@pytest.mark.parametrize("width", [1024, 768])
def test_nothing_jumps_on_projectors_and_tablets(
    new_page: Callable[..., Page], app: str, lesson: Lesson, width: int
) -> None:
    page = new_page(viewport={"width": width, "height": 1792 - width})
    page.add_init_script(SHIFTS)
    come(page, address(app, lesson))
    assert sum(page.evaluate("window.shifts")) <= 0.1


@pytest.mark.share(99)
@each_page
@pytest.mark.parametrize("screen", [{"viewport": LARGE}, PHONE], ids=["large", "phone"])
def test_nothing_jumps_while_a_page_comes(
    new_page: Callable[..., Page], app: str, lesson: Lesson, screen: dict[str, Any]
) -> None:
    page = new_page(**screen)
    page.add_init_script(SHIFTS)
    come(page, address(app, lesson))
    assert sum(page.evaluate("window.shifts")) <= 0.1


def test_nothing_heavy_is_asked_for_before_the_last_words_are_there(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    page.add_init_script(ENDS)
    asked: list[bool] = []

    def said(message: str | bytes) -> None:
        if b"drawn" in (message.encode() if isinstance(message, str) else message):
            asked.append(bool(ended))

    ended: list[str] = []
    page.expose_function("lastWord", lambda: ended.append("there"))
    come(page, f"{app}/many", said=said, passed=DRAWN)
    assert asked == [True]


DRAWN = """() => new Promise((done) => {
  let [still, frames] = [0, 0];
  const look = () => {
    frames += 1;
    const busy = [...document.querySelectorAll("[data-testid=stMain] *")]
      .some(({ shadowRoot }) => shadowRoot?.querySelector("[data-figure][aria-busy]"));
    still = busy ? 0 : still + 1;
    still > 5 || frames > 600 ? done() : requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
"""No figure is being drawn any more."""


ENDS = """addEventListener("DOMContentLoaded", () => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector(".st-key-frame-turn a")) return;
    watch.disconnect();
    window.lastWord();
  });
  watch.observe(document.body, { childList: true, subtree: true });
})"""
"""Says when the last words are there."""


@pytest.mark.whole
@pytest.mark.parametrize("screen", [{"viewport": LARGE}, PHONE], ids=["large", "phone"])
@pytest.mark.parametrize("query", ["", "?ask=kinks/tie", "?ask=practice/aim-push&seed=class-7"])
def test_nothing_jumps_while_a_room_comes(
    new_page: Callable[..., Page], app: str, screen: dict[str, Any], query: str
) -> None:
    page = new_page(**screen)
    page.add_init_script(SHIFTS)
    come(page, f"{app}/room{query}", ROOM_AT_REST)
    assert sum(page.evaluate("window.shifts")) <= 0.1


def test_each_figure_is_one_script(new_page: Callable[..., Page], app: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{app}/push_and_pull")
    arrived(page.locator("[data-figure]"))
    finished(page)
    ours = [path.rpartition("/")[2] for path in asked if "/explainers." in path]
    assert len(ours) == len(set(ours))
    assert {"stage.js", "link.js", "choice.js"} <= set(ours)
    assert all(name.endswith(".js") for name in ours)
