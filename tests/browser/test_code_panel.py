"""The programs under a figure, as a reader takes them along."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page, expect

from tests.browser.figure import Stage


@pytest.mark.whole
def test_a_program_is_downloaded_as_it_is_shown(page: Page, app: str) -> None:
    """At the first state, and after two gestures, of which each ended in a run of its own."""
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    shown = page.locator("[data-testid=stCode] code").first
    seen: list[str] = []
    for key in (None, "ArrowRight", "ArrowUp"):
        if key is not None:
            before = shown.text_content()
            stage.slider("point x").press(key)
            stage.settled()
            expect(shown).not_to_have_text(str(before))
        with page.expect_download() as arriving:
            page.get_by_role("button", name="Download for JAX").click()
        arrived = arriving.value
        assert arrived.suggested_filename == "polar_jax.py"
        program = Path(arrived.path()).read_text()
        assert program.strip() == str(shown.text_content()).strip()
        seen.append(program)
    assert len(set(seen)) == 3


@pytest.mark.whole
def test_a_notebook_is_of_the_state_on_screen(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    stage.slider("point x").press("ArrowRight")
    stage.settled()
    page.get_by_role("combobox", name="Library").select_option("NumPy")
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Notebook for NumPy").click()
    arrived = arriving.value
    assert arrived.suggested_filename == "polar_numpy.ipynb"
    notebook: Any = nbformat.reads(Path(arrived.path()).read_text(), as_version=4)
    nbformat.validate(notebook)
    opening, program, _, check = notebook.cells
    assert f"]({page.url})" in opening.source
    shown = page.locator("[data-testid=stCode] code").first
    assert program.source.strip() == str(shown.text_content()).strip()
    assert '"uᵀJ": [' in check.source
