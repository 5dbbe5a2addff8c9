"""A link restores what was on screen, for anyone, also where nobody has been before."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from explainers.core.catalog import CATALOG
from explainers.permalink import Arrival, State
from explainers.permalink.functions import codec
from tests.browser.figure import Stage, Vectors, chosen, finished, state_of, turn_to

PATHS = {"push_and_pull": "f=camera", "": "f=arm"}


@pytest.mark.share(2)
@pytest.mark.parametrize("path", PATHS, ids=["push_and_pull", "home"])
@pytest.mark.whole
def test_a_link_restores_the_stage_on_a_cold_server(
    page: Page, other: Page, app: str, cold_app: str, path: str
) -> None:
    stage = Stage(page, f"{app}/{path}?{PATHS[path]}")
    stage.button("Both").click()
    stage.slider("u 2").press("Enter")
    page.keyboard.type("0.1234567890123")
    page.keyboard.press("Enter")
    expect(stage.slider("u 2")).to_have_value("0.1234567890123")
    stage.button("Push Jv").click()
    page.wait_for_url("**mode=push**")
    stage.drag(stage.slider("point x"), 17, -23)
    stage.settled()
    stage.drag(stage.slider("vector v"), -13, 29)
    stage.settled()
    state = stage.settled()
    preset = CATALOG[state.slug]
    assert state.mode == "push"
    assert state.x != preset.x
    assert state.v != preset.v
    assert state.u != preset.u

    again = Stage(other, page.url.replace(app, cold_app))
    assert again.settled() == state
    assert again.vectors() == stage.vectors() == Vectors(state.x, state.v, state.u)
    assert again.numbers("Jv") == stage.numbers("Jv")
    expect(again.button("Push Jv")).to_have_attribute("aria-pressed", "true")
    for name in ("point x", "vector v"):
        said = stage.slider(name).get_attribute("aria-valuetext") or ""
        expect(again.slider(name)).to_have_attribute("aria-valuetext", said)


@pytest.mark.whole
def test_a_link_restores_the_table_where_nobody_has_been(
    page: Page, other: Page, app: str, elsewhere: str
) -> None:
    page.goto(f"{app}/jacobian?f=polar")
    number = page.get_by_role("spinbutton", name="r", exact=True)
    number.fill("2.125")
    number.press("Enter")
    page.wait_for_url("**x=2.125_0.75**")
    page.get_by_role("radio", name="Column").click()
    page.wait_for_url("**read=column_1**")
    said = page.get_by_text("Column r is Je₁")
    expect(said).to_be_visible()

    other.goto(page.url.replace(app, elsewhere))
    expect(other.get_by_role("spinbutton", name="r", exact=True)).to_have_value("2.125")
    expect(other.get_by_text(said.inner_text(), exact=True)).to_be_visible()
    expect(chosen(other.get_by_role("combobox", name="Function"))).to_have_text(
        "Polar coordinates · 2 → 2"
    )
    assert state_of(other.url) == state_of(page.url)


BROKEN = (
    "f=%3Cscript%3Ealert(1)%3C/script%3E",
    "f=seed&x=1_2",
    "f=seed&x=nan_1_2",
    "f=seed&v=1e99_1_1",
    "f=seed&u=%F0%9F%92%A5&mode=sideways",
)


def arrival(query: str, usual: str) -> Arrival[State]:
    return codec(usual).decode(dict(parse_qsl(query)))


@pytest.mark.share(3)
@pytest.mark.parametrize(
    "path", ["push_and_pull", "jacobian", ""], ids=["push", "jacobian", "home"]
)
@pytest.mark.whole
def test_a_broken_link_is_mended_with_a_notice(page: Page, app: str, path: str) -> None:
    usual = "arm" if path == "" else "seed"
    for query in BROKEN if path == "push_and_pull" else BROKEN[:2]:
        page.goto(f"{app}/{path}?{query}")
        notices = arrival(query, usual).notices
        assert notices != ()
        for notice in notices:
            expect(page.get_by_role("status").filter(has_text=notice)).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)
        page.wait_for_url(lambda url: arrival(urlsplit(url).query, usual).notices == ())
        state = state_of(page.url)
        preset = CATALOG[state.slug]
        assert (state.x, state.v, state.u) == (preset.x, preset.v, preset.u)
        if path != "jacobian":
            value = str(preset.x[0]).removesuffix(".0")
            expect(page.locator(".stage").get_by_role("slider", name="x 1")).to_have_value(value)
    page.goto(f"{app}/{path}?f=polar&x=2_0.5")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text("Copy link")).to_be_visible()
    expect(page.get_by_test_id("stAlert")).to_have_count(0)


@pytest.mark.whole
def test_gestures_add_nothing_to_the_history(new_page: Callable[..., Page], app: str) -> None:
    page = new_page()  # a long history grows no longer
    Stage(page, app)
    turn_to(page, "Push and pull")
    page.wait_for_url("**/push_and_pull?**")
    # Until the page has come whole, the figure may still be the one before, in another place.
    expect(page.get_by_role("heading", level=1)).to_have_text("Push and pull")
    finished(page)
    stage = Stage(page)
    length = page.evaluate("history.length")
    stage.drag(stage.slider("vector v"), 20, 30)
    stage.settled()
    stage.slider("vector u").press("ArrowUp")
    stage.until(lambda: stage.state().u != CATALOG[stage.state().slug].u)
    stage.button("Circle").click()
    page.wait_for_url("**circle=1**")
    assert page.evaluate("history.length") == length
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Push & Pull")).to_be_visible()
    assert page.url.removeprefix(app).split("?")[0] == "/"


@pytest.mark.whole
def test_copy_link_copies_the_address_covered_as_the_figure_is(
    new_page: Callable[..., Page], other: Page, app: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    stage.drag(stage.slider("vector v"), 20, 30)
    stage.settled()
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert "cover" not in page.url

    # What covers the figure covers what others are sent.
    shown = stage.group("Jv").inner_text()
    stage.button("Predict").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(0)
    page.wait_for_url("**cover=1**")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    expect(page.get_by_role("checkbox", name="cover")).to_have_count(0)

    again = Stage(other, copied)
    expect(again.group("Jv")).to_have_text("?")
    assert again.vectors() == stage.vectors()
    again.button("Look without a guess").click()
    expect(again.group("Jv")).to_have_text(shown)


def test_the_menu_takes_function_and_point_along(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    stage.drag(stage.slider("point x"), 20, -30)
    state = stage.settled()
    turn_to(page, "The Jacobian")
    expect(page.get_by_role("heading", level=1, name="The Jacobian")).to_be_visible()
    picker = page.get_by_role("combobox", name="Function")
    expect(chosen(picker)).to_have_text("Polar coordinates · 2 → 2")
    page.wait_for_url(lambda url: "/jacobian?" in url and state_of(url).x == state.x)
    turn_to(page, "Push and pull")
    expect(page.get_by_role("heading", level=1, name="Push and pull")).to_be_visible()
    page.wait_for_url(lambda url: "/push_and_pull?" in url and state_of(url) == state)
    turn_to(page, "Start")
    expect(page.get_by_role("heading", level=1, name="Push & Pull")).to_be_visible()
    page.wait_for_url(lambda url: state_of(url).slug == "arm")


@pytest.mark.whole
def test_what_a_page_says_late_empties_no_other_page(
    new_page: Callable[..., Page], app: str
) -> None:
    page, said = new_page(), list[str | bytes]()
    servers = list[WebSocketRoute]()

    def stand(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        servers.append(server)

        def up(message: str | bytes) -> None:
            said.append(message)
            server.send(message)

        route.on_message(up)

    page.route_web_socket("**/_stcore/stream", stand)
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    stage.slider("point x").press("ArrowUp")
    page.wait_for_url("**x=**")
    stage.settled()
    late = said[-1]
    turn_to(page, "The Jacobian")
    expect(page.get_by_role("heading", level=1, name="The Jacobian")).to_be_visible()
    finished(page)
    servers[-1].send(late)
    page.get_by_role("gridcell").nth(1).click()
    page.wait_for_url(lambda url: state_of(url).v == (0, 1))
    finished(page)
    expect(page.get_by_role("heading", level=1, name="The Jacobian")).to_be_visible()
