"""Everything that a mouse does is done by keys, and they stay with the Stage."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.figure import Stage, near, truth, vectors_of


@pytest.fixture
def stage(page: Page, app: str) -> Stage:
    return Stage(page, f"{app}/push_and_pull?f=seed")


def focused(page: Page) -> str:
    return page.evaluate("""() => {
      let node = document.activeElement;
      while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
      const words = node?.querySelector(".spoken") ?? node;
      return node?.getAttribute("aria-label") ?? words?.textContent ?? "";
    }""")


def test_tab_leads_to_x_v_u_and_then_over_the_board(stage: Stage) -> None:
    stage.slider("point x").focus()
    order = [focused(stage.page)]
    while "copy" not in order[-1].lower():
        stage.page.keyboard.press("Tab")
        order.append(focused(stage.page))
        assert len(order) < 60
    sliders = [name for name in order if re.fullmatch(r"(point|vector|x|v|u) \w", name)]
    assert sliders == [
        *("point x", "vector v", "vector u"),
        *("x 1", "v 1", "x 2", "v 2", "x 3", "v 3"),
        *("u 1", "u 2"),
    ]
    cells = [name for name in order if name.startswith("∂y")]
    assert len(cells) == 1


HANDLE_STEPS = {
    "ArrowRight": (0.1, 0),
    "ArrowLeft": (-0.1, 0),
    "ArrowUp": (0, 0.1),
    "ArrowDown": (0, -0.1),
    "PageUp": (0, 1),
    "PageDown": (0, -1),
    "Shift+ArrowRight": (0.01, 0),
    "Shift+ArrowDown": (0, -0.01),
}


def test_keys_move_a_handle_by_round_steps(stage: Stage) -> None:
    check_handle(stage, "point x", "x")
    check_handle(stage, "vector v", "v")


def check_handle(stage: Stage, name: str, kind: str) -> None:
    handle = stage.slider(name)
    handle.focus()
    sent = stage.sent()
    for key, (across, up) in HANDLE_STEPS.items():
        a, b, c = getattr(stage.vectors(), kind)
        stage.page.keyboard.press(key)
        wanted = (pytest.approx(a + across), pytest.approx(b + up), c)
        stage.until(lambda wanted=wanted: getattr(stage.vectors(), kind) == wanted)
        expect(handle).to_be_focused()
    state = stage.settled()
    expected = truth("seed", vectors_of(state))
    assert near(stage.numbers("Jv"), expected.push, 1e-15)
    assert 1 <= stage.sent() - sent <= len(HANDLE_STEPS)
    expect(handle).to_be_focused()


BAR_STEPS = {
    "ArrowRight": 0.1,
    "ArrowDown": -0.1,
    "PageDown": -1,
    "Shift+ArrowLeft": -0.01,
}


@pytest.mark.whole
def test_keys_move_a_bar_by_round_steps(stage: Stage) -> None:
    for name, kind in (("x 1", "x"), ("v 1", "v"), ("u 2", "u")):
        check_bar(stage, name, kind)


def check_bar(stage: Stage, name: str, kind: str) -> None:
    bar = stage.slider(name)
    index = int(name[-1]) - 1
    bar.focus()
    for key, step in BAR_STEPS.items():
        before = getattr(stage.vectors(), kind)
        stage.page.keyboard.press(key)
        wanted = pytest.approx(before[index] + step)
        stage.until(lambda wanted=wanted: getattr(stage.vectors(), kind)[index] == wanted)
        after = getattr(stage.vectors(), kind)
        assert [*after[:index], *after[index + 1 :]] == [*before[:index], *before[index + 1 :]]
        expect(bar).to_be_focused()
    stage.page.keyboard.press("Home")
    low = bar.get_attribute("min")
    expect(bar).to_have_value(str(low))
    stage.settled()
    expect(bar).to_be_focused()


_AT_ONCE = """handle => {
  const key = { key: "ArrowUp", bubbles: true, cancelable: true };
  for (let k = 0; k < 5; k++) handle.dispatchEvent(new KeyboardEvent("keydown", key));
}"""
"""Keys so quick that no machine is too slow for them."""


@pytest.mark.whole
def test_keys_in_quick_succession_send_one_message(stage: Stage) -> None:
    sent = stage.sent()
    stage.slider("vector v").focus()
    stage.slider("vector v").evaluate(_AT_ONCE)
    expect(stage.slider("vector v")).to_have_attribute("aria-valuetext", "0.5, 1.5, 2")
    stage.settled()
    assert stage.sent() == sent + 1
    stage.page.keyboard.press("ArrowRight")
    expect(stage.slider("vector v")).to_have_attribute("aria-valuetext", "0.6, 1.5, 2")
    stage.settled()
    assert stage.sent() == sent + 2


@pytest.mark.whole
def test_the_result_is_said_when_it_has_settled_and_not_before(stage: Stage) -> None:
    assert stage.live.get_attribute("aria-live") == "polite"
    start = stage.press(stage.slider("vector v"))
    stage.carry(start, [(10.0 * k, 0.0) for k in range(1, 5)])
    expect(stage.source).to_have_attribute("data-by", "tape")
    spoken = stage.live.text_content()
    stage.carry(start, [(-10.0 * k, 0.0) for k in range(1, 5)])
    assert stage.live.text_content() == spoken
    stage.page.mouse.up()
    stage.settled()
    stage.slider("v 1").press("Enter")
    stage.page.keyboard.type("1")
    stage.page.keyboard.press("Enter")
    expect(stage.slider("v 1")).to_have_value("1")
    expect(stage.live).to_have_text("Jv = 7, 2; uᵀJ = 3, −0.5, 1.5; uᵀJv = 5.5")


@pytest.mark.whole
def test_letters_on_a_handle_are_no_shortcuts_of_the_app(stage: Stage) -> None:
    sent, before = stage.sent(), stage.vectors()
    handles = [stage.slider(name) for name in ("vector v", "v 1", "point x", "u 1")]
    for handle in handles:
        handle.focus()
        for key in ("r", "c", "Escape"):
            stage.page.keyboard.press(key)
        expect(handle).to_be_focused()
    expect(stage.page.get_by_role("dialog")).to_have_count(0)
    assert (stage.sent(), stage.vectors()) == (sent, before)
    stage.page.keyboard.press("ArrowRight")
    stage.until(lambda: stage.vectors() != before)
    stage.settled()
    assert stage.sent() == sent + 1


def typed(stage: Stage, name: str) -> Locator:
    return stage.root.get_by_role("textbox", name=f"type {name}", exact=True)


@pytest.mark.whole
def test_enter_on_a_bar_lets_a_number_be_typed(stage: Stage) -> None:
    bar, field = stage.slider("v 1"), typed(stage, "v 1")
    expect(field).to_have_count(0)
    bar.press("Enter")
    expect(field).to_be_focused()
    stage.page.keyboard.type("0.25")
    stage.page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    expect(bar).to_be_focused()
    expect(bar).to_have_value("0.25")
    expect(bar).to_have_attribute("aria-valuetext", "0.25")
    assert stage.settled().v == (0.25, 1, 2)


@pytest.mark.whole
def test_escape_leaves_the_number_as_it_was(stage: Stage) -> None:
    bar, field = stage.slider("v 1"), typed(stage, "v 1")
    sent = stage.sent()
    bar.press("Enter")
    stage.page.keyboard.type("77")
    stage.page.keyboard.press("Escape")
    expect(field).to_have_count(0)
    expect(bar).to_be_focused()
    assert stage.vectors().v == (0.5, 1, 2)
    assert stage.sent() == sent


@pytest.mark.whole
def test_what_is_no_fit_number_is_answered_at_the_place(stage: Stage) -> None:
    bar, field = stage.slider("v 1"), typed(stage, "v 1")
    sent = stage.sent()
    alert = stage.root.get_by_role("alert")
    for text in ("abc", "1e9", "", "1 2", "-Infinity", "NaN"):
        bar.press("Enter")
        expect(alert).to_have_count(0)
        field.fill(text)
        field.press("Enter")
        large = text in ("1e9", "-Infinity")
        expect(alert).to_have_text("At most a million." if large else "Not a number.")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        assert stage.vectors().v == (0.5, 1, 2)
        assert stage.sent() == sent
        field.press("Escape")
        expect(alert).to_have_count(0)
        expect(bar).to_have_value("0.5")
    bar.press("Enter")
    field.fill("3")
    field.press("Enter")
    expect(bar).to_have_value("3")
    expect(alert).to_have_count(0)
    assert stage.settled().v == (3, 1, 2)


@pytest.mark.whole
@pytest.mark.parametrize("presses", [1, 2])
def test_a_press_on_a_bar_that_does_not_move_opens_it_too(stage: Stage, presses: int) -> None:
    number = stage.root.locator(".bar.u .number").nth(1)
    looks = "node => getComputedStyle(node).textDecorationLine"
    assert number.evaluate(looks) == "underline"
    box = number.bounding_box()
    assert box is not None
    stage.page.mouse.click(box["x"] + 4, box["y"] + 4, click_count=presses)
    field = typed(stage, "u 2")
    expect(field).to_be_focused()
    stage.page.keyboard.type("−1,5")
    stage.page.keyboard.press("Enter")
    expect(stage.slider("u 2")).to_have_value("-1.5")
    assert stage.settled().u == (0.5, -1.5)


@pytest.mark.whole
def test_a_press_on_a_bar_that_moves_sets_it_and_opens_nothing(stage: Stage) -> None:
    before = stage.settled().u
    stage.drag(stage.slider("u 2"), 30)
    assert stage.led_to(lambda now: now.u[1] > before[1]).u[0] == before[0]
    expect(typed(stage, "u 2")).to_be_hidden()
    expect(stage.slider("u 2")).to_be_focused()


@pytest.mark.whole
def test_the_cells_are_one_tab_stop_and_arrow_keys_walk_them(stage: Stage) -> None:
    cells = stage.root.get_by_role("gridcell")
    assert cells.evaluate_all("all => all.filter(cell => cell.tabIndex === 0).length") == 1
    stage.slider("u 1").focus()
    stage.page.keyboard.press("Tab")
    for key, starts in [
        ("", "∂y₁/∂x₁ = 4"),
        ("ArrowRight", "∂y₁/∂x₂ = 1"),
        ("ArrowDown", "∂y₂/∂x₂ = −1"),
        ("ArrowRight", "∂y₂/∂x₃ = 1"),
        ("ArrowRight", "(Jv)₂ = 1·0.5 + (−1)·1 + 1·2 = 1.5"),
        ("ArrowRight", "(Jv)₂"),
        ("ArrowDown", "uᵀJv = 4"),
        ("ArrowLeft", "(uᵀJ)₃ = 0.5·1 + 1·1 = 1.5"),
        ("ArrowUp", "∂y₂/∂x₃"),
    ]:
        if key:
            stage.page.keyboard.press(key)
        cell = stage.root.locator("[role=gridcell]:focus")
        expect(cell).to_have_accessible_name(re.compile(f"^{re.escape(starts)}"))
        assert cells.evaluate_all("all => all.filter(cell => cell.tabIndex === 0).length") == 1
    stage.page.keyboard.press("Shift+Tab")
    assert not focused(stage.page).startswith("∂")
    stage.page.keyboard.press("Tab")
    assert focused(stage.page).startswith("∂y₂/∂x₃")
