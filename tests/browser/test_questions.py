"""Questions are judged in the browser, explained by their mistakes, and remembered there."""

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from explainers.lessons.asking import Choose, Number
from explainers.lessons.questions import QUESTIONS
from tests.browser.asking import Deck, Hand
from tests.browser.figure import finished, wire

KEPT = "push-and-pull:progress"
KINDS = [
    ("push_and_pull", ["idea", "push", "pull", "pairing"]),
    ("jacobian", ["entry"]),
    ("two_sweeps", ["order"]),
]
"""All kinds of questions, and where."""


def kept(page: Page) -> dict[str, dict[str, dict[str, object]]]:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEPT}')"))


@pytest.mark.parametrize("hand", ["pointer", "keys"])
@pytest.mark.share(99)
def test_each_kind_is_answered_wrong_and_right_and_says_why(
    new_page: Callable[..., Page], app: str, hand: Hand
) -> None:
    page = new_page()
    log = wire(page).log
    for slug, names in KINDS:
        deck = Deck(page, f"{app}/{slug}", slug)
        finished(page)
        sent = [way for way, _ in log].count("sent")
        assert sent > 0
        for name in names:
            k = deck.to(name)
            deck.check(hand)
            expect(deck.told).to_contain_text("first")
            variant = deck.variant(name)
            expect(deck.told).to_have_attribute("role", "status")
            expected = deck.answer(variant, right=False, hand=hand)
            expect(deck.told).to_have_text(expected)
            expect(deck.turn(k)).to_have_accessible_name(
                f"Question {k + 1} of {len(QUESTIONS[slug])}, to try again"
            )
            expected = deck.answer(variant, right=True, hand=hand)
            expect(deck.told).to_have_text(expected)
            past = kept(page)["questions"][f"{slug}/{name}"]
            assert (past["right"], past["missed"], past["level"]) == (True, True, 0)
        if slug != KINDS[0][0]:
            assert [way for way, _ in log].count("sent") == sent  # nothing that the menu has to say


@pytest.mark.whole
def test_missed_ones_come_again_with_fresh_numbers(new_page: Callable[..., Page], app: str) -> None:
    page = new_page()
    deck = Deck(page, f"{app}/push_and_pull", "push_and_pull")
    expect(deck.root.get_by_role("status").first).to_have_text("0 of 4 answered.")
    deck.to("push")
    deck.answer(deck.variant("push"), right=False)
    deck.to("pairing")
    deck.answer(deck.variant("pairing"), right=False)
    deck.button("Try the missed 2 again, with fresh numbers").click()
    fresh = deck.variant("push", 1)
    expect(deck.open).to_contain_text(fresh.ask)
    expect(deck.open.get_by_role("slider")).to_be_focused()
    deck.answer(fresh, right=True)
    expect(deck.turn(1)).to_have_accessible_name("Question 2 of 4, answered")
    deck.to("pairing")
    fresh = deck.variant("pairing", 1)
    expect(deck.open).to_contain_text(fresh.ask)
    deck.answer(fresh, right=True)
    expect(deck.button("Try the missed")).to_be_hidden()
    deck.button("Other numbers").click()
    expect(deck.open).to_contain_text(deck.variant("pairing", 2).ask)

    # Who comes again finds what was answered, and the first that was not.
    page.reload()
    deck.arrive()
    expect(deck.turn(1)).to_have_accessible_name("Question 2 of 4, answered")
    expect(deck.open).to_have_attribute("data-slug", "push_and_pull/idea")


@pytest.mark.whole
def test_numbers_are_typed_with_a_comma_or_a_point(page: Page, app: str) -> None:
    deck = Deck(page, f"{app}/linearization", "linearization")
    deck.to("predicted")
    asked = deck.variant("predicted")
    assert isinstance(asked, Number)
    truth = asked.truth
    for text in (f"{truth}", f"{truth}".replace(".", ","), f"{10 * truth:.0f}/10"):
        deck.open.get_by_role("textbox").fill(text)
        deck.check("keys")
        expect(deck.told).to_contain_text("Yes.")
    deck.open.get_by_role("textbox").fill("r")
    deck.check("keys")
    expect(deck.told).to_contain_text("Type a number first")


@pytest.mark.whole
def test_fingers_place_and_choose(phone: Page, app: str) -> None:
    deck = Deck(phone, f"{app}/push_and_pull", "push_and_pull")
    heading = phone.get_by_role("heading", name="Check yourself")
    deck.to("idea")
    for target in deck.root.get_by_role("button").filter(visible=True).all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    expect(heading).to_be_visible()
    asked = QUESTIONS["push_and_pull"][0].variant(0)
    assert isinstance(asked, Choose)
    right = next(answer for answer in asked.answers if answer.right)
    deck.open.get_by_text(right.text, exact=True).tap()
    deck.open.get_by_role("button", name="Check").tap()
    expect(deck.told).to_contain_text(right.why)


@pytest.mark.share(4)
@pytest.mark.parametrize(
    ("storage", "said"),
    [
        (
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off') } })",
            "keep nothing",
        ),
        (
            "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaError') }",
            "no room left",
        ),
        (
            f"localStorage.setItem('{KEPT}', '{{\"v\":2,\"all\":[]}}')",
            "of a later version",
        ),
        (f"localStorage.setItem('{KEPT}', '{{oops')", "could not be read"),
    ],
    ids=["forbidden", "full", "later", "broken"],
)
@pytest.mark.whole
def test_a_browser_that_cannot_keep_it_says_so_and_the_page_works(
    new_page: Callable[..., Page], app: str, storage: str, said: str
) -> None:
    page = new_page()
    page.add_init_script(f"if (!window.begun) {{ window.begun = 1; {storage} }}")
    deck = Deck(page, f"{app}/cheatsheet", "cheatsheet")
    if "begun anew" not in said and "could not" not in said:
        deck.all_right()
        expect(deck.root.get_by_text("All 3 answered.")).to_be_visible()
        menu = page.get_by_role("region", name="Sidebar")
        expect(menu.get_by_role("link", name="Cheat sheet ✓ answered", exact=True)).to_be_visible()
        expect(deck.root.get_by_text(said)).to_be_visible()
    if "later" in said:
        assert page.evaluate(f"localStorage.getItem('{KEPT}')") == '{"v":2,"all":[]}'
    if "could not" in said:
        deck.to("push")
        deck.answer(deck.variant("push"), right=True)
        expect(deck.told).to_contain_text("Yes.")
        assert kept(page)["questions"].keys() == {"cheatsheet/push"}


@pytest.mark.whole
def test_what_a_cookie_kept_is_taken_over_once(new_page: Callable[..., Page], app: str) -> None:
    page = new_page()
    page.context.add_cookies([{"name": "progress", "value": "kinks*.rules", "url": app}])
    Deck(page, f"{app}/cheatsheet", "cheatsheet")
    page.wait_for_function(f"() => localStorage.getItem('{KEPT}')")
    lessons = kept(page)["lessons"]
    assert lessons.keys() == {"cheatsheet", "kinks", "rules"}
    assert [name for name, mark in lessons.items() if mark["answered"]] == ["kinks"]
    assert "progress" not in page.evaluate("document.cookie")  # nothing is sent of it any more
    menu = page.get_by_role("region", name="Sidebar")
    expect(menu.get_by_role("link", name="Kinks and traps ✓ answered", exact=True)).to_be_visible()
    # A cookie that is older than the record changes nothing any more.
    page.context.add_cookies([{"name": "progress", "value": "tensors*", "url": app}])
    page.goto(f"{app}/cheatsheet")
    expect(menu.get_by_role("link", name="Rules you teach visited", exact=True)).to_be_visible()
    assert "tensors" not in kept(page)["lessons"]


@pytest.mark.whole
def test_paper_has_all_questions_with_room_and_no_buttons(page: Page, app: str) -> None:
    deck = Deck(page, f"{app}/push_and_pull", "push_and_pull")
    expect(deck.root.locator("form").nth(1)).to_be_hidden()
    page.emulate_media(media="print")
    for form in deck.root.locator("form").all():
        expect(form).to_be_visible()
    expect(deck.root.get_by_role("button").filter(visible=True)).to_have_count(0)
    expect(deck.root.locator("form .blank").nth(3)).to_be_visible()
