"""The first page: an arm, one gesture that is led, and what the menu remembers."""

import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.numerals import numerals
from explainers.lessons import AFTERWARDS, CORE, HOME, TOOLS
from explainers.lessons.questions import QUESTIONS
from tests.browser.asking import Deck
from tests.browser.conftest import PHONE
from tests.browser.figure import Stage, drawn, finished, near, still, truth, turn_to, way


def arm(stage: Stage) -> np.ndarray:
    """Base, elbow and hand as they are drawn, in the coordinates of the output plane."""
    plane = stage.root.locator(".plane.output")
    limbs = plane.locator(".outline").get_attribute("d") or ""
    tenths = np.array(re.findall(r"-?\d+", limbs), float).reshape(-1, 2)
    size = plane.locator(".picture").evaluate("picture => picture.viewBox.baseVal.width")
    (left, right), (bottom, top) = CATALOG["arm"].y_view
    across, down = tenths.T / 10 / size
    return np.stack([left + (right - left) * across, top - (top - bottom) * down], axis=1)


def caption(stage: Stage) -> Locator:
    return stage.group("first steps")


def test_home_leads_one_gesture_after_the_other_and_shows_it_once(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    stage = Stage(page, app)
    told = caption(stage)
    arrows = stage.root.locator(".plane .arrow:not(.none)")

    # One arrow and one sentence; the table is folded, and nothing is answered yet.
    expect(told).to_contain_text("Drag the blue point:")
    expect(stage.button("Push Jv")).to_have_attribute("aria-pressed", "true")
    expect(stage.root.locator(".plane .label", has_text=re.compile("^(v|Jv|u|uᵀJ)$"))).to_have_text(
        "v"
    )
    expect(stage.root.get_by_role("grid")).to_be_hidden()
    expect(stage.button("Now pull")).to_be_hidden()
    expect(arrows).to_have_count(2)  # v, and the same as speeds of the joints
    joints = arm(stage)
    assert near(joints[1], 1.2 * np.array([np.cos(0.6), np.sin(0.6)]), 0.01)

    # A hand on v brings Jv, and its end the answer.
    stage.hold(stage.slider("vector v"), -30, -60)
    still(stage.root)
    expect(stage.root.locator(".plane.output .arrow.push")).to_have_count(1)
    expect(told).to_contain_text("Drag the blue point:")
    page.mouse.up()
    state = stage.settled()
    found = truth("arm", stage.vectors())
    expect(told).to_contain_text(f"v = {numerals(state.v)}")
    expect(told).to_contain_text(f"Jv = {numerals(found.push)}")
    expect(stage.live).to_contain_text("give the hand the velocity")

    # Then pull is offered; it asks again, and torques are seen at the joints.
    stage.button("Now pull").click()
    expect(told).to_be_focused()
    expect(told).to_contain_text("Drag the orange point:")
    stage.led_to(lambda state: state.mode == "pull")
    expect(stage.button("See both")).to_be_hidden()
    stage.drag(stage.slider("vector u"), 20, 50)
    state = stage.settled()
    found = truth("arm", stage.vectors())
    expect(told).to_contain_text(f"u = {numerals(state.u)}")
    expect(told).to_contain_text(f"uᵀJ = {numerals(found.pull)}")
    expect(stage.root.locator(".plane.output .arrow.pull .head")).to_have_attribute(
        "d", re.compile("^M[^M]+M[^M]+$")
    )

    # And both: the table unfolds, and the last word ends it.
    stage.button("See both").click()
    expect(stage.root.get_by_role("grid")).to_be_visible()
    stage.led_to(lambda state: state.mode == "both")
    expect(told).to_contain_text("Power is the same at both ends")
    stage.button("Got it").click()
    expect(told).to_be_hidden()

    # Who has seen it is not led again, and meets the answer at once.
    again = Stage(page, app)
    expect(again.button("Push Jv")).to_have_attribute("aria-pressed", "true")
    expect(caption(again)).to_be_hidden()
    expect(again.root.locator(".plane.output .arrow.push")).to_have_count(1)
    expect(again.root.get_by_role("grid")).to_be_hidden()
    again.button("Matrix").click()
    expect(again.root.get_by_role("grid")).to_be_visible()


@pytest.mark.whole
def test_first_steps_are_skipped_for_good_and_stand_in_nobodys_way(
    new_page: Callable[..., Page], app: str
) -> None:
    phone = new_page(**PHONE)
    stage = Stage(phone, app)
    expect(caption(stage)).to_be_visible()
    for plane in stage.root.locator(".picture").all():
        expect(plane).to_be_in_viewport(ratio=1)
    stage.button("Both").click()
    expect(stage.root.get_by_role("grid")).to_be_visible()
    stage.button("Push Jv").click()
    expect(caption(stage)).to_contain_text("Drag the blue point:")
    stage.button("Skip").click()
    expect(caption(stage)).to_be_hidden()
    stage.led_to(lambda state: state.mode == "push")
    phone.goto("about:blank")
    expect(caption(Stage(phone, app))).to_be_hidden()


@pytest.mark.whole
def test_a_browser_that_keeps_nothing_is_led_each_time(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('kept off') } })"
    )
    stage = Stage(page, app)
    stage.button("Skip").click()
    expect(caption(stage)).to_be_hidden()
    page.goto("about:blank")
    expect(caption(Stage(page, app))).to_be_visible()


@pytest.mark.whole
def test_a_link_that_names_a_state_opens_that_state(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    stage = Stage(page, f"{app}/?x=0.5_0.5")
    expect(stage.button("Both")).to_have_attribute("aria-pressed", "true")
    expect(stage.root.get_by_role("grid")).to_be_visible()
    expect(caption(stage)).to_be_hidden()
    page.goto("about:blank")
    stage = Stage(page, f"{app}/?mode=push&v=0.2_0.3")
    expect(caption(stage)).to_be_hidden()
    expect(stage.root.locator(".plane.output .arrow.push")).to_have_count(1)
    assert stage.state().v == (0.2, 0.3)


@pytest.mark.whole
def test_the_arm_moves_with_x_and_nothing_is_sent_meanwhile(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/?mode=both")
    sent = stage.sent()
    start = stage.press(stage.slider("point x"))
    for place in way(40, -30, 6):
        stage.carry(start, [place])
        still(stage.root)
        x = np.array(stage.vectors().x)
        elbow = 1.2 * np.array([np.cos(x[0]), np.sin(x[0])])
        hand = elbow + np.array([np.cos(x.sum()), np.sin(x.sum())])
        assert near(arm(stage), [[0, 0], elbow, hand], 0.01)
    assert stage.sent() == sent
    page.mouse.up()
    stage.settled()
    assert stage.sent() == sent + 1


@pytest.mark.whole
def test_torques_at_the_joints_are_gone_where_the_force_is(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/?mode=pull&u=0_0")
    torques = stage.root.locator(".plane.output .arrow.pull .shaft")
    expect(torques).to_have_attribute("d", "")
    stage.drag(stage.slider("vector u"), 40, -30)
    stage.settled()
    drawn(page)
    expect(torques).not_to_have_attribute("d", "")


@pytest.mark.whole
def test_the_menu_parts_the_core_and_says_what_was_visited_and_answered(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    Stage(page, f"{app}/push_and_pull")
    menu = page.get_by_role("region", name="Sidebar")
    words = [line for line in menu.inner_text().split("\n") if line]
    core, after = words.index("Core"), words.index("Afterwards")
    assert words[core + 1 : after] == [page.title for page in CORE]
    beside = words.index("Beside the lessons")
    assert words[after + 1 : beside] == [page.title for page in AFTERWARDS]
    assert words[beside + 1 :] == [page.title for page in TOOLS]

    turn_to(page, "The Jacobian")
    expect(page.get_by_role("heading", level=1)).to_have_text("The Jacobian")
    expect(menu.get_by_role("link", name="Push and pull visited", exact=True)).to_be_visible()
    finished(page)
    deck = Deck(page, page.url, "jacobian")
    *others, last = QUESTIONS["jacobian"]
    for asked in others:
        deck.to(asked.slug)
        expect(deck.told).to_have_text("")
        deck.answer(asked.variant(0), right=True)
    expect(deck.told).to_contain_text("Yes.")
    expect(menu.get_by_role("link", name="The Jacobian", exact=True)).to_be_visible()
    deck.to(last.slug)
    deck.answer(last.variant(0), right=False)
    expect(deck.told).to_contain_text("Not this one.")
    expect(menu.get_by_role("link", name="The Jacobian", exact=True)).to_be_visible()
    deck.answer(last.variant(0), right=True)
    expect(deck.told).to_contain_text("Yes.")
    expect(menu.get_by_role("link", name="The Jacobian ✓ answered", exact=True)).to_be_visible()
    finished(page)

    # Another session of the same browser knows, on the menu and on the cards.
    page.goto(app)
    expect(menu.get_by_role("link", name="The Jacobian ✓ answered", exact=True)).to_be_visible()
    expect(menu.get_by_role("link", name="Push and pull visited", exact=True)).to_be_visible()
    card = page.locator(".st-key-home-card-jacobian > :last-child p")
    expect(card).to_contain_text("min to read")
    said = "(card) => getComputedStyle(card, '::after').content"
    assert card.evaluate(said) == '" · ✓ answered"'
    expect(page.get_by_role("heading", level=1)).to_have_text(HOME.title)
