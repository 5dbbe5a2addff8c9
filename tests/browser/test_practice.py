"""Puzzles are solved by hand: by keys, by drags, and told of when they are missed."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from explainers.core.practice.puzzles import BY_SLUG, PUZZLES, Puzzle
from explainers.core.practice.solve import solution
from tests.browser.conftest import Tab
from tests.browser.each import each
from tests.browser.figure import drawn, still
from tests.browser.solving import Solver
from tests.missed import SEED, mistaken, mistakes

each_puzzle = pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
FEW = (
    "aim-push",
    "aim-pull",
    "budget",
    "few-slots",
    "battleship",
    "fewest-products",
    "catch-rule",
    "repair-listing",
)
"""Of each figure, and both planes of the Stage."""


@pytest.fixture(scope="module")
def _bench(browser: Browser, app: str) -> tuple[Tab, Solver]:
    tab = Tab(browser)
    return tab, Solver(tab.page, app)


@pytest.fixture
def solver(_bench: tuple[Tab, Solver]) -> Iterator[Solver]:
    """One page for all puzzles: each is opened on it by the path, as a reader would."""
    tab, solver = _bench
    yield solver
    said = list(tab.errors)
    tab.errors.clear()
    assert said == []


@each("puzzle", PUZZLES, FEW, lambda puzzle: puzzle.slug)
@pytest.mark.share(99)
def test_a_puzzle_is_missed_in_a_known_way_and_solved_by_keys(
    solver: Solver, puzzle: Puzzle
) -> None:
    seed, name = mistakes(puzzle)[0]
    given = solver.turn(puzzle, seed)
    solver.take(given, mistaken(puzzle.slug, name, seed))
    solver.is_missed(puzzle, name)
    solver.take(given, solution(given))
    solver.is_solved(puzzle)


@pytest.mark.whole
@each_puzzle
def test_a_puzzle_is_missed_in_every_known_way_and_solved_by_a_mouse(
    solver: Solver, puzzle: Puzzle
) -> None:
    for seed, name in mistakes(puzzle):
        given = solver.turn(puzzle, seed)
        solver.take(given, mistaken(puzzle.slug, name, seed))
        solver.is_missed(puzzle, name)
    given = solver.turn(puzzle)
    solver.pull_to(given, solution(given))
    solver.is_solved(puzzle)


@pytest.mark.whole
def test_a_push_is_aimed_by_arrows(solver: Solver) -> None:
    given = solver.turn(BY_SLUG["aim-push"])
    for bar, to in zip(solver.bars("v"), solution(given).v, strict=True):
        bar.focus()
        for key, step in (("Page", 1.0), ("Arrow", 0.1), ("Shift+Arrow", 0.01)):
            for _ in range(40):
                off = to - float(bar.input_value())
                if abs(off) <= max(step / 2, 0.006):
                    break
                solver.page.keyboard.press(f"{key}{'Up' if off > 0 else 'Down'}")
                drawn(solver.page)
    solver.is_solved(given.puzzle)


def test_a_hand_that_holds_still_reads_how_far_it_is(solver: Solver) -> None:
    solver.turn(BY_SLUG["aim-push"])
    number = solver.page.locator(".goal .number")
    before = number.inner_text()
    solver.hold(solver.slider("vector v"), 12, -9, moves=3)
    expect(number).not_to_have_text(before)
    still(solver.root)
    held = number.inner_text()
    solver.page.mouse.up()
    solver.settled()
    expect(number).to_have_text(held)


@pytest.mark.whole
def test_the_last_hint_shows_a_solution_that_does_not_count(page: Page, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    stage = Solver(page, app)
    stage.turn(BY_SLUG["silent-step"])
    page.evaluate("localStorage.removeItem('push-and-pull:solved')")  # another test's
    for name in ("Hint 1 of 3", "Hint 2 of 3", "Show a solution"):
        stage.button(name).click()
    expect(stage.outcome).to_contain_text("That is a worked solution.")
    stage.settled()
    assert "silent-step" not in (
        page.evaluate("localStorage.getItem('push-and-pull:solved')") or ""
    )


@pytest.mark.whole
def test_who_is_new_to_a_figure_may_see_one_solved_first(page: Page, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    stage = Solver(page, app)
    given = stage.turn(BY_SLUG["aim-push"])
    page.evaluate("localStorage.clear()")  # another test's
    page.reload()
    address, place = page.url, stage.root.locator(".task .place")
    offer = stage.button("See one solved first")
    expect(offer).to_be_visible()
    offer.press("Enter")
    expect(place).to_have_text("Worked case, with other numbers")
    expect(stage.root.locator(".hints")).to_be_focused()
    expect(stage.outcome).to_contain_text("That is a solution for these numbers.")
    expect(stage.live).to_contain_text("That is a solution for these numbers.")
    expect(page.get_by_text("Solved, says JAX.")).to_be_visible()
    expect(page.get_by_role("button", name="Same puzzle, other numbers")).to_have_count(0)
    assert page.url == address
    stage.button("Now solve yours").press("Enter")
    expect(place).to_contain_text("puzzle 1 of 25")
    expect(stage.outcome).to_have_text("")
    assert page.evaluate("localStorage.getItem('push-and-pull:solved')") is None
    stage.take(given, solution(given))
    stage.is_solved(given.puzzle)
    expect(offer).to_be_hidden()
    stage.turn(BY_SLUG["silent-step"])
    expect(offer).to_be_hidden()
    stage.turn(BY_SLUG["budget"])
    expect(offer).to_be_visible()


STORAGES = {
    "no room left": "Storage.prototype.setItem = () => { throw new DOMException('', 'Quota') }",
    "keep nothing": "Object.defineProperty(window, 'localStorage', { get() { throw Error() } })",
    "a later version": "for (const name of ['solved', 'proofs'])"
    " localStorage.setItem(`push-and-pull:${name}`, '{\"version\":2}')",
}
"""By what the path says of them."""


@each("said", STORAGES, ["no room left"])
@pytest.mark.whole
def test_where_a_browser_keeps_nothing_the_path_says_so_and_the_page_works(
    new_page: Callable[..., Page], app: str, said: str
) -> None:
    page = new_page()
    page.add_init_script(f"if (!window.begun) {{ window.begun = 1; {STORAGES[said]} }}")
    solver = Solver(page, app)
    path = page.locator(".practice")
    told = path.get_by_role("status")
    expect(told).to_have_count(0 if said == "no room left" else 1)
    given = solver.turn(BY_SLUG["budget"])
    solver.take(given, solution(given))
    expect(path.get_by_text("1 of 25 solved in this browser.")).to_be_visible()
    expect(told).to_contain_text(said)
    if said == "a later version":
        kept = "push-and-pull:solved"
        assert page.evaluate(f"localStorage.getItem('{kept}')") == '{"version":2}'


SHOWN = {
    "budget": ".expression",
    "few-slots": ".readings",
    "battleship": ".shots",
    "fewest-products": ".goals",
    "repair-listing": ".line[data-open=true]",
}
"""Where it is read what a solution chooses, one thing after another."""


@pytest.mark.whole
@each("slug", SHOWN, ["budget"])
def test_a_solution_is_shown_choice_by_choice(page: Page, app: str, slug: str) -> None:
    stage = Solver(page, app)
    stage.turn(BY_SLUG[slug])
    for name in ("Hint 1 of 3", "Hint 2 of 3"):
        stage.button(name).click()
    stage.root.evaluate(
        """(root, where) => {
            const now = () => root.querySelector(where)?.textContent ?? '';
            window.seen = [now()];
            const all = { subtree: true, childList: true, characterData: true, attributes: true };
            new MutationObserver(() => window.seen.at(-1) !== now() && window.seen.push(now()))
                .observe(root, all);
        }""",
        SHOWN[slug],
    )
    stage.button("Show a solution").click()
    expect(stage.outcome).to_contain_text("That is a worked solution.")
    assert len(page.evaluate("window.seen")) > 2


@pytest.mark.whole
@each(
    "slug",
    [
        "budget",
        "few-slots",
        "battleship",
        "fewest-products",
        "slope-to-order",
        "hide-rule",
        "repair-listing",
    ],
    ["budget"],
)
def test_the_last_hint_shows_a_solution_on_every_figure(page: Page, app: str, slug: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    stage = Solver(page, app)
    stage.turn(BY_SLUG[slug])
    for name in ("Hint 1 of 3", "Hint 2 of 3", "Show a solution"):
        stage.button(name).click()
    expect(stage.outcome).to_contain_text("That is a worked solution.")


@each(
    "slug",
    [
        "aim-push",
        "budget",
        "few-slots",
        "battleship",
        "fewest-products",
        "slope-to-order",
        "catch-rule",
        "repair-listing",
    ],
    ["aim-push", "repair-listing"],
)
@pytest.mark.share(99)
@pytest.mark.whole
def test_a_link_brings_a_solved_puzzle_back(page: Page, app: str, slug: str) -> None:
    stage = Solver(page, app)
    given = stage.turn(BY_SLUG[slug])
    stage.take(given, solution(given))
    stage.is_solved(given.puzzle)
    link = page.url
    page.goto("about:blank")
    page.goto(link)
    expect(stage.root.locator(".task")).to_have_attribute("data-solved", "true")
    assert f"seed={SEED}" in link
