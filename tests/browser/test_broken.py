"""A page that breaks off: a reader sees our words and keeps the address, the log has the rest."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from explainers.lessons import shared
from harness.server import serving
from tests.browser.each import each

BREAKS = """
import streamlit as st
from explainers.server.broken import broken
from explainers.server.middleware import MIDDLEWARE

if __name__ == "__main__":
    st.title("Title")

    @st.fragment
    def part():
        if st.button("Break"):
            raise KeyError("secret of the fragment")

    part()
    st.button("Call", on_click=lambda: {}["secret of the callback"])
    if st.query_params.get("broken"):
        raise ValueError("secret of the page")
else:
    app = st.App(__file__, middleware=MIDDLEWARE, on_script_error=broken)
"""


def meet(page: Page, folder: Path, where: str) -> None:
    """Come to what breaks, read what is said of it, and load it again."""
    with serving(folder) as server:
        address = f"{server.url}/?x=1_2{'&broken=1' if where == 'page' else ''}"
        page.goto(address)
        if where != "page":
            page.get_by_role("button", name=where).click()
        expect(page.get_by_text(shared()["broken"].words)).to_be_visible()
        again = page.get_by_role("link", name=shared()["again"].words)
        expect(again).to_be_visible()
        assert "secret" not in page.locator("body").inner_text()
        assert page.locator("[data-testid=stException]").count() == 0
        with page.expect_navigation():
            again.click()
        assert page.url == address
        expect(page.get_by_role("heading", name="Title")).to_be_visible()
        page.close()


@pytest.mark.share(3)
@each("where", ["page", "Break", "Call"], ["page", "Call"])
def test_what_breaks_off_says_so_and_shows_no_traceback(
    new_page: Callable[..., Page], tmp_path: Path, where: str
) -> None:
    (tmp_path / "app.py").write_text(BREAKS)
    with pytest.raises(RuntimeError, match="secret"):  # which the log has
        meet(new_page(), tmp_path, where)
