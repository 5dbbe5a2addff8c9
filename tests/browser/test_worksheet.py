"""A worksheet opens without a server, and prints on A4 and on Letter with its key apart."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from explainers.ui.worksheet import worksheet


@pytest.mark.share(2)
@pytest.mark.parametrize(("paper", "inside"), [("A4", (182, 269)), ("Letter", (187.9, 251.4))])
def test_a_worksheet_prints_without_a_server(
    browser: Browser, paper: str, inside: tuple[float, float], tmp_path: Path
) -> None:
    file = tmp_path / "worksheet.html"
    file.write_text(worksheet("class-7", 12), encoding="utf-8")
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert asked == [file.as_uri()]
    width, height = (round(z / 25.4 * 96) for z in inside)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tallest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('.item')].map(z => z.offsetHeight))"
    )
    assert tallest < height
    assert page.locator(".key").evaluate("z => getComputedStyle(z).breakBefore") == "page"
    with_key = len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format=paper)))
    page.locator(".key").evaluate("z => z.remove()")
    assert 0 < len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format=paper))) < with_key
    context.close()


@pytest.mark.whole
def test_the_page_gives_worksheet_and_cards(page: Page, app: str) -> None:
    page.goto(f"{app}/practice?puzzle=aim-push&seed=class-7&student=12")
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Worksheet", exact=True).click()
    assert arriving.value.suggested_filename == "worksheet-class-7-12.html"
    assert Path(arriving.value.path()).read_text(encoding="utf-8") == worksheet("class-7", 12)
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Cards for Anki").click()
    assert arriving.value.suggested_filename == "push-and-pull.apkg"
    package = zipfile.ZipFile(io.BytesIO(Path(arriving.value.path()).read_bytes()))
    assert "collection.anki2" in package.namelist()
