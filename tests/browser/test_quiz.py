"""The test before and after the lessons: taken, marked and saved in the browser."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.core.numerals import numeral
from explainers.lessons.asking import Choose, Number, Variant
from explainers.ui.quiz import _data
from tests.browser import contrast
from tests.browser.figure import finished, wire
from tests.browser.test_pages_in_browser import AXE, THEMES, axe, in_theme, scrolls_sideways

ITEMS = _data().items


def opened(page: Page, app: str) -> Locator:
    page.goto(f"{app}/quiz")
    quiz = page.locator(".quiz")
    expect(quiz.get_by_role("button", name="Begin the form before")).to_be_visible()
    finished(page)
    return quiz


def answer(quiz: Locator, one: Variant, right: bool) -> None:
    form = quiz.locator("form:not([hidden])")
    expect(form).to_contain_text(one.ask.replace("`", ""))
    match one:
        case Choose():
            text = next(found.text for found in one.answers if found.right == right)
            form.get_by_role("radio", name=text, exact=True).check()
        case Number():
            value = one.truth if right else one.mistakes[0].value[0]
            form.get_by_role("textbox", name="Your answer").fill(numeral(value))
        case _:
            raise AssertionError(one.kind)


def result(page: Page, quiz: Locator, path: Path) -> list[dict[str, str]]:
    with page.expect_download() as waiting:
        quiz.get_by_role("button", name="Save as CSV").click()
    waiting.value.save_as(path)
    return list(csv.DictReader(path.read_text().splitlines()))


@pytest.mark.share(2)
@pytest.mark.parametrize(("form", "place"), [("before", 0), ("after", 1)])
def test_a_form_is_taken_without_a_word_and_told_at_the_end(
    page: Page, app: str, tmp_path: Path, form: str, place: int
) -> None:
    quiz = opened(page, app)
    sent = [way for way, _ in wire(page).log].count("sent")
    assert sent > 0
    quiz.get_by_role("button", name=f"Begin the form {form}").click()
    # The first two are answered wrong, the third not at all, all others right.
    for k, item in enumerate(ITEMS):
        expect(quiz.get_by_text(f"Item {k + 1} of 12")).to_be_visible()
        if k != 2:
            answer(quiz, item.forms[place], right=k > 2)
        expect(quiz.get_by_text("Yes.")).to_have_count(0)
        if k == 1:
            page.keyboard.press("Enter")  # as forms go on
        else:
            quiz.get_by_role("button", name="Finish" if k == 11 else "Next").click()
    expect(quiz.get_by_role("status")).to_have_text(f"Form {form}: 9 of 12 right.")
    expect(quiz.get_by_role("status")).to_be_focused()
    expect(quiz.get_by_role("listitem")).to_have_text(
        ["Where things live: 3 of 6", "Sweeps: 3 of 3", "Products: 3 of 3"]
    )
    rows = result(page, quiz, tmp_path / "result.csv")
    assert [row["name"] for row in rows] == [item.slug for item in ITEMS]
    assert {row["form"] for row in rows} == {form}
    assert [row["right"] for row in rows] == ["0"] * 3 + ["1"] * 9
    assert [row["answered"] for row in rows] == ["1", "1", "0"] + ["1"] * 9
    assert [way for way, _ in wire(page).log].count("sent") == sent
    quiz.get_by_role("button", name="Back to both forms").click()
    expect(quiz.get_by_role("button", name="Begin the form before")).to_be_focused()


@pytest.mark.whole
def test_an_answer_is_still_there_when_one_goes_back(page: Page, app: str) -> None:
    quiz = opened(page, app)
    quiz.get_by_role("button", name="Begin the form before").click()
    answer(quiz, ITEMS[0].forms[0], right=True)
    expect(quiz.get_by_role("button", name="Back")).to_be_hidden()
    quiz.get_by_role("button", name="Next").click()
    quiz.get_by_role("button", name="Back").click()
    expect(quiz.locator("form:not([hidden])").get_by_role("radio", checked=True)).to_have_count(1)


@pytest.mark.whole
def test_the_test_is_accessible_and_fits_a_phone(new_page: Callable[..., Page], app: str) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    quiz = opened(page, app)
    page.evaluate(AXE.read_text())
    assert axe(page) == []
    quiz.get_by_role("button", name="Begin the form before").tap()
    for _ in ITEMS:
        assert scrolls_sideways(page) == []
        quiz.get_by_role("button").filter(visible=True).last.tap()
    for theme in THEMES:
        in_theme(page, theme)
        assert axe(page) == []
        assert contrast.faint(page) == []
