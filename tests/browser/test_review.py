"""Review: what is due today, and the record that is saved, read and erased."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import contrast
from tests.browser.asking import Deck
from tests.browser.test_pages_in_browser import AXE, THEMES, axe, in_theme, scrolls_sideways

DAY = 86_400_000
SLOTS = {name: f"push-and-pull:{name}" for name in ("progress", "predicted", "solved", "proofs")}


def past(days: float, level: int = 0, missed: bool = False) -> dict[str, Any]:
    at = int(time.time() * 1000 - days * DAY)
    return {"at": at, "right": True, "missed": missed, "level": level, "turn": 0}


def record(**questions: dict[str, Any]) -> str:
    named = {name.replace("__", "/"): one for name, one in questions.items()}
    lessons = {"kinks": {"visited": 1000, "answered": 2000}}
    return json.dumps({"v": 1, "lessons": lessons, "questions": named})


class Review:
    """The page, with what its browser has kept."""

    def __init__(self, page: Page, app: str, **kept: str) -> None:
        self.page = page
        for name, text in kept.items():
            once = f"!sessionStorage.getItem('{name}') && localStorage.setItem"
            page.add_init_script(
                f"{once}('{SLOTS[name]}', {json.dumps(text)});sessionStorage.setItem('{name}', '1')"
            )
        page.goto(f"{app}/review")
        self.root = page.locator(".review")
        expect(self.root.get_by_role("region", name="Your record")).to_be_visible()

    @property
    def state(self) -> Locator:
        return self.root.locator(".state")

    @property
    def said(self) -> Locator:
        return self.root.locator(".said")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name, exact=True)

    def kept(self, name: str = "progress") -> Any:
        text = self.page.evaluate(f"localStorage.getItem('{SLOTS[name]}')")
        return None if text is None else json.loads(text)

    def deck(self, slug: str) -> Deck:
        """What is due, all of one lesson."""
        deck = Deck.__new__(Deck)
        deck.page, deck.slug, deck.root = self.page, slug, self.root.locator(".deck")
        return deck

    def read(self, path: Path) -> None:
        self.root.locator("input[type=file]").set_input_files(path)


@pytest.mark.whole
def test_an_empty_record_says_what_will_be_here(new_page: Callable[..., Page], app: str) -> None:
    review = Review(new_page(), app)
    expect(review.state).to_contain_text("Nothing here yet.")
    expect(review.root.locator(".deck")).to_have_count(0)
    menu = review.page.get_by_role("region", name="Sidebar")
    expect(menu.get_by_role("link", name="Review", exact=True)).to_be_visible()


def test_what_is_due_is_asked_with_fresh_numbers_and_comes_back_later(
    new_page: Callable[..., Page], app: str
) -> None:
    kept = record(
        push_and_pull__push=past(3.5, level=1),
        push_and_pull__pairing=past(1.5, missed=True),
        kinks__tie=past(0.5),
    )
    review = Review(new_page(), app, progress=kept)
    expect(review.state).to_have_text("2 questions due today.")
    deck = review.deck("push_and_pull")
    expect(deck.root.get_by_text("0 of 2 answered.")).to_be_visible()
    expect(deck.open).to_have_attribute("data-slug", "push_and_pull/push")
    source = deck.open.get_by_role("link", name="Push and pull")
    expect(source).to_have_js_property("href", f"{app}/push_and_pull")
    expected = deck.answer(deck.variant("push", 1), right=True)
    expect(deck.told).to_have_text(expected)
    expect(review.state).to_have_text("1 question due today.")
    assert review.kept()["questions"]["push_and_pull/push"]["level"] == 2

    deck.turn(1).click()
    deck.answer(deck.variant("pairing", 1), right=False)
    expect(deck.told).to_contain_text("Not this one.")
    tomorrow = review.page.evaluate(
        f"new Intl.DateTimeFormat('en-GB', {{ weekday: 'long', day: 'numeric', month: 'long' }})"
        f".format(new Date({time.time() * 1000 + DAY / 2}))"
    )
    expect(review.state).to_have_text(
        f"Nothing is due. 3 questions wait; the next comes on {tomorrow}."
    )
    deck.button("Try the missed one again, with fresh numbers").click()
    deck.answer(deck.variant("pairing", 2), right=True)
    expect(deck.told).to_contain_text("Yes.")
    found = review.kept()["questions"]["push_and_pull/pairing"]
    assert (found["level"], found["missed"]) == (0, False)


@pytest.mark.whole
def test_a_record_is_saved_erased_and_read_again(
    new_page: Callable[..., Page], app: str, tmp_path: Path
) -> None:
    review = Review(
        new_page(),
        app,
        progress=record(kinks__tie=past(0.5)),
        predicted='{"v":1,"lessons":{"push_and_pull":2}}',
        solved='{"version":1,"solved":["aim-push"]}',
        proofs='{"version":1,"proofs":[{"puzzle":"budget","seed":"1","x":[],"v":[],"u":[],'
        '"picks":[2,1,0,0,0,0,0,0,0,0]}]}',
    )
    menu = review.page.get_by_role("region", name="Sidebar")
    answered = menu.get_by_role("link", name="Kinks and traps ✓ answered", exact=True)
    expect(answered).to_be_visible()
    expect(review.root.get_by_text("2 guesses placed, 1 puzzle solved")).to_be_visible()
    before = {name: review.kept(name) for name in SLOTS}
    with review.page.expect_download() as waiting:
        review.button("Save to a file").click()
    path = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(path)
    expect(review.said).to_have_text("Saved.")

    review.button("Erase").click()
    expect(review.button("Keep it")).to_be_focused()
    review.button("Keep it").click()
    assert review.kept() == before["progress"]
    review.button("Erase").click()
    review.button("Erase everything").click()
    expect(review.said).to_have_text("Everything is erased.")
    expect(review.state).to_contain_text("Nothing here yet.")
    expect(menu.get_by_role("link", name="Kinks and traps", exact=True)).to_be_visible()
    assert review.kept() == {"v": 1, "lessons": {}, "questions": {}}
    assert [review.kept(name) for name in ("predicted", "solved", "proofs")] == [None] * 3
    assert "kinks" not in review.page.evaluate("document.cookie")

    review.read(path)
    expect(review.said).to_contain_text("Taken over: 1 answered question.")
    expect(answered).to_be_visible()
    assert {name: review.kept(name) for name in SLOTS} == before


@pytest.mark.whole
@pytest.mark.share(6)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 500_000, "too large"),
        ("{oops", "no JSON"),
        ('{"app":"other"}', "no record of Push & Pull"),
        ('{"app":"push-and-pull","v":9}', "later version"),
        ('{"app":"push-and-pull","v":1,"record":{}}', "not as a record has it"),
        (
            '{"app":"push-and-pull","v":1,"predicted":null,"solved":null,"proofs":null,'
            '"record":{"v":1,"lessons":{},"questions":{"a/b":'
            '{"at":1,"right":true,"missed":false,"level":0,"turn":0}}}}',
            "names lessons or questions",
        ),
    ],
    ids=["size", "text", "app", "later", "form", "names"],
)
def test_a_file_that_is_no_record_changes_nothing(
    page: Page, app: str, tmp_path: Path, text: str, said: str
) -> None:
    review = Review(page, app)
    before = review.kept()
    path = tmp_path / "record.json"
    path.write_text(text)
    review.read(path)
    expect(review.said).to_contain_text(said)
    expect(review.said).to_contain_text("Nothing was changed.")
    assert review.kept() == before


@pytest.mark.whole
def test_what_is_of_a_later_version_stays_until_it_is_erased(
    new_page: Callable[..., Page], app: str
) -> None:
    review = Review(new_page(), app, progress='{"v":2}')
    expect(review.state).to_contain_text("Nothing here yet.")
    expect(review.root.get_by_text("of a later version")).to_be_visible()
    assert review.kept() == {"v": 2}
    review.button("Erase").click()
    review.button("Erase everything").click()
    expect(review.said).to_have_text("Everything is erased.")
    expect(review.root.get_by_text("of a later version")).to_be_hidden()
    assert review.kept() == {"v": 1, "lessons": {}, "questions": {}}


@pytest.mark.whole
def test_review_is_accessible_and_fits_a_phone(new_page: Callable[..., Page], app: str) -> None:
    kept = record(push_and_pull__push=past(2), two_sweeps__order=past(3), jacobian__entry=past(4))
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    review = Review(page, app, progress=kept)
    page.evaluate(AXE.read_text())
    for theme in THEMES:
        in_theme(page, theme)
        for k in range(3):
            review.deck("").turn(k).click()
            assert contrast.faint(page) == []
            review.deck("").check("pointer")
            assert axe(page) == []
            assert contrast.faint(page) == []
            assert scrolls_sideways(page) == []
