"""Pictures of pages are made of what is there."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts import looks
from tests.browser import saved


@pytest.mark.whole
def test_a_page_is_pictured_as_it_is_met_and_to_its_end(
    browser: Browser, app: str, tmp_path: Path
) -> None:
    page = looks.opened(browser, 390)
    page.goto(f"{app}/kinks?case=relu")
    for whole in (False, True):
        looks.look(page, "dark", tmp_path / f"{whole}.png", whole)
    page.context.close()
    met, all_of_it = (saved.image(tmp_path / f"{whole}.png").size for whole in (False, True))
    assert met[0] == all_of_it[0]
    assert met[1] * 390 == met[0] * looks.PHONE_HEIGHT
    assert all_of_it[1] > 2 * met[1]
