"""What stands beside figures can be read and met in either theme, in states that are led to."""

import pytest
from playwright.sync_api import Page

from tests.browser import contrast
from tests.browser.test_pages_in_browser import THEMES, in_theme, opened

PLACES = {
    "practice?puzzle=repair-listing": [".choose"],
    "practice?puzzle=battleship": [],
    "practice?puzzle=aim-push&seed=class-7&student=12": [],
    "jacobian?f=polar&cover=1": [],
    "push_and_pull?f=polar&cover=1": [],
    "push_and_pull?f==[x1x2,sin(x1)]": [],
    "descent?risk=line&batch=4": [],
}
"""Addresses, and what is pressed there."""


@pytest.mark.whole
@pytest.mark.parametrize("address", PLACES)
def test_words_and_controls_stand_out(page: Page, app: str, address: str) -> None:
    opened(page, f"{app}/{address}")
    for pressed in PLACES[address]:
        page.locator(pressed).first.click()
    for theme in THEMES:
        in_theme(page, theme)
        assert contrast.faint(page) == []
