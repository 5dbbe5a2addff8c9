"""The cheat sheet follows the hand, prints on one sheet, and is linked to by name."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.permalink.cheatsheet import CODEC, State
from tests.browser.figure import Figure, finished

Sheet = Figure[State]


def opened(page: Page, address: str) -> Sheet:
    sheet = Figure(page, CODEC.decode, address)
    finished(page)
    return sheet


def shape(sheet: Sheet, name: str) -> Locator:
    head = sheet.page.get_by_role("rowheader", name=name, exact=True)
    return sheet.root.get_by_role("row").filter(has=head).locator(".shape")


@pytest.mark.whole
def test_shapes_follow_the_hand_and_are_restored_where_nobody_has_been(
    page: Page, other: Page, app: str, elsewhere: str
) -> None:
    sheet = opened(page, f"{app}/cheatsheet")
    root, sent = sheet.root, sheet.sent()
    handle = sheet.slider("n, inputs")
    sheet.carry(sheet.press(handle), [(10 * step, 3) for step in range(1, 13)])
    expect(shape(sheet, "J")).not_to_have_text("(2, 3)")
    expect(root).to_have_attribute("data-settled", "false")
    assert sheet.sent() == sent
    page.mouse.up()
    expect(root).to_have_attribute("data-settled", "true")
    assert sheet.sent() == sent + 1
    n = int(handle.get_attribute("aria-valuenow") or "0")
    assert n > 3
    sheet.slider("m, outputs").press("Home")
    page.wait_for_url(f"**m=1&n={n}")
    expect(root.get_by_text("One VJP with u = 1 is the whole gradient.").first).to_be_visible()
    sheet.button("Denominator layout").click()
    page.wait_for_url(f"**m=1&n={n}&layout=denominator")
    assert sheet.sent() == sent + 3

    again = opened(other, page.url.replace(app, elsewhere))
    expect(again.slider("n, inputs")).to_have_attribute("aria-valuenow", str(n))
    expect(again.slider("m, outputs")).to_have_attribute("aria-valuenow", "1")
    expect(
        again.root.get_by_role("img", name="J in denominator layout: rows (4, 1), (1, −1), (1, 1)")
    ).to_be_visible()


_SMALL = """() => {
  const zoom = Number(getComputedStyle(document.documentElement).getPropertyValue("--paper-zoom"));
  const small = [];
  const look = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) look(node.shadowRoot);
      const own = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
      const points = 0.75 * zoom * parseFloat(getComputedStyle(node).fontSize);
      if (own && node.getClientRects().length && points < 7.5) small.push(node.textContent);
    }
  };
  look(document.querySelector("[data-testid=stMain]"));
  return small;
}"""
"""What is printed in letters below 7.5 points."""


@pytest.mark.share(2)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_sheet_prints_on_both_sides_of_one_sheet(page: Page, app: str, paper: str) -> None:
    opened(page, f"{app}/cheatsheet?m=8&n=8")
    expect(page.get_by_role("heading", name="Linearisation")).to_be_attached()
    page.evaluate("document.fonts.ready.then(() => null)")
    expect(page.get_by_text("JAX is still compiling")).to_have_count(0)
    page.emulate_media(media="print")
    assert page.evaluate(_SMALL) == []
    printed = page.pdf(format=paper, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) <= 2
