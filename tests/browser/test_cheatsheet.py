"""The cheat sheet follows the hand, prints on one page, and is linked to by name."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.stage import Wire, arrived, centre, finished


def opened(page: Page, address: str) -> Locator:
    """The figure of the sheet, settled."""
    page.goto(address)
    root = page.locator(".cheatsheet")
    arrived(root)
    finished(page)
    return root


def shape(root: Locator, name: str) -> Locator:
    head = root.page.get_by_role("rowheader", name=name, exact=True)
    return root.get_by_role("row").filter(has=head).locator(".shape")


def test_shapes_follow_the_hand_and_are_restored_on_a_cold_server(
    new_page: Callable[..., Page], app: str, cold_app: str
) -> None:
    page = new_page()
    wire = Wire(page)
    root = opened(page, f"{app}/cheatsheet")
    sent = len(wire.sent)
    handle = root.get_by_role("slider", name="n, inputs")
    x, y = centre(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 13):
        page.mouse.move(x + 10 * step, y + 3)
    expect(shape(root, "J")).not_to_have_text("(2, 3)")
    expect(root).to_have_attribute("data-settled", "false")
    assert len(wire.sent) == sent
    page.mouse.up()
    expect(root).to_have_attribute("data-settled", "true")
    assert len(wire.sent) == sent + 1
    n = int(handle.get_attribute("aria-valuenow") or "0")
    assert n > 3
    root.get_by_role("slider", name="m, outputs").press("Home")
    page.wait_for_url(f"**m=1&n={n}")
    expect(root.get_by_text("One VJP with u = 1 is the whole gradient.").first).to_be_visible()
    root.get_by_role("button", name="Denominator layout").click()
    page.wait_for_url(f"**m=1&n={n}&layout=denominator")
    assert len(wire.sent) == sent + 3

    again = opened(new_page(), page.url.replace(app, cold_app))
    expect(again.get_by_role("slider", name="n, inputs")).to_have_attribute("aria-valuenow", str(n))
    expect(again.get_by_role("slider", name="m, outputs")).to_have_attribute("aria-valuenow", "1")
    expect(
        again.get_by_role("img", name="J in denominator layout: rows (4, 1), (1, −1), (1, 1)")
    ).to_be_visible()


def test_the_sheet_prints_on_one_page(page: Page, app: str) -> None:
    opened(page, f"{app}/cheatsheet?m=8&n=8")
    expect(page.get_by_role("heading", name="Linearisation")).to_be_attached()
    page.evaluate("document.fonts.ready.then(() => null)")
    pages = re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", print_background=True))
    assert len(pages) == 1


@pytest.mark.parametrize("path", ["", "push_and_pull"], ids=["home", "push_and_pull"])
def test_a_name_leads_to_its_place_in_the_glossary(page: Page, app: str, path: str) -> None:
    page.goto(f"{app}/{path}")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name="JVP", exact=True).click()
    sheet = opening.value
    expect(sheet).to_have_url(re.compile(r"/cheatsheet\?.*#jvp$"))
    expect(sheet.get_by_role("heading", name="JVP", exact=True)).to_be_in_viewport()
