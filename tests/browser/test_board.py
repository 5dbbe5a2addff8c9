"""The bordered Jacobian: nothing in its cells is cut, and an entry can be selected."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.each import each
from tests.browser.figure import Stage

_CUT = """root => [...root.querySelectorAll(".cells :is(.cell, .margin, .corner, .bar)")]
  .filter(cell => cell.checkVisibility({ visibilityProperty: true })).flatMap(cell => {
    const room = cell.getBoundingClientRect();
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const cut = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.parentElement.checkVisibility() || text.parentElement.closest(".spoken")) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const out = [...range.getClientRects()].some(({ left, right, top, bottom, width }) => width &&
        (left < room.left || right > room.right || top < room.top || bottom > room.bottom));
      if (out) cut.push(`${cell.className}: ${text.data}`);
    }
    return cut;
  })"""

LINKS = [
    "f=seed&x=-123456_0.00035_2&v=0.35_1234.5_1&u=-0.00123_12345",
    "f=seed&x=-61728.4_0.00035_2&v=0.35_1234.5_1&u=-0.00123_12345&mode=push",
    "f=polar&x=-123456_0.35&v=0.35_1234.5&u=-1234_0.00123&mode=pull",
    "f=sine&x=-0.00123_0.35_-1.234_55_66_-77",
    "f=%3D[x1*x2,x2^3,x3^5,x4*x5*x6,x6,x1]&x=-1234_33_44_55_66_-77&mode=push",
]


@pytest.mark.whole
@each("screen", ["page", "phone"], ["page"])
def test_no_number_on_the_board_is_cut(
    screen: str, app: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    found = {link: Stage(page, f"{app}/push_and_pull?{link}").root.evaluate(_CUT) for link in LINKS}
    assert {link: cut for link, cut in found.items() if cut} == {}


def test_a_clicked_entry_is_selected_as_fits_the_mode(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    cell = stage.root.get_by_role("gridcell", name="∂y₂/∂x₂ = ")
    selected = stage.root.get_by_role("gridcell", selected=True)
    expect(selected).to_have_count(0)
    cell.click()
    state = stage.settled()
    assert (state.v, state.u) == ((0, 1, 0), (0, 1))
    expect(selected).to_have_count(1)
    expect(cell).to_have_attribute("aria-selected", "true")
    expect(stage.root.locator(".cell.in-line")).to_have_count(3)
    expect(stage.root.locator(".head.picked")).to_have_text(["x₂ one-hot v 2", "y₂ one-hot u 2"])

    # Selected by keys, and no longer once v says something else.
    cell.press("ArrowLeft")
    page.keyboard.press("Enter")
    state = stage.settled()
    assert (state.v, state.u) == ((1, 0, 0), (0, 1))
    expect(stage.root.get_by_role("gridcell", name="∂y₂/∂x₁ = ")).to_have_attribute(
        "aria-selected", "true"
    )
    stage.drag(stage.slider("v 2"), 20)
    stage.settled()
    expect(selected).to_have_count(0)

    stage.button("Pull uᵀJ").click()
    before = stage.settled()
    stage.root.get_by_role("gridcell", name="∂y₁/∂x₃ = ").click()
    state = stage.settled()
    assert (state.v, state.u) == (before.v, (1, 0))
    expect(selected).to_have_count(1)
