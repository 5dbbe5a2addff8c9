"""Puzzles are solved by hand on the Stage: by keys, by a drag, and told of when they are missed."""

import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.core.practice.puzzles import PUZZLES, Puzzle
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import variant
from explainers.lessons import words
from explainers.lessons.practice.told import told
from explainers.permalink import practice
from tests.browser.figure import Figure, drawn

SEED = "1"
NEAR = 0.006
"""As near as keys come, which go by hundredths."""


class Puzzled(Figure[practice.State]):
    """The Stage with a puzzle."""

    def __init__(self, page: Page, app: str, slug: str) -> None:
        super().__init__(page, practice.CODEC.decode, f"{app}/practice?puzzle={slug}&seed={SEED}")
        self.outcome = self.root.locator(".outcome")

    def bar(self, kind: str, index: int) -> Locator:
        return self.root.locator(f".bar.{kind} input[type=range]").nth(index)

    def bring(self, kind: str, index: int, to: float) -> None:
        """Bring a number to a place by keys, from large steps to small ones."""
        bar = self.bar(kind, index)
        bar.focus()
        for key, step in (("Page", 1.0), ("Arrow", 0.1), ("Shift+Arrow", 0.01)):
            for _ in range(40):
                off = to - float(bar.input_value())
                if abs(off) <= max(step / 2, NEAR):
                    break
                self.page.keyboard.press(f"{key}{'Up' if off > 0 else 'Down'}")
                drawn(self.page)

    def solve(self, puzzle: Puzzle) -> None:
        spot = solution(variant(puzzle.slug, SEED))
        for kind in puzzle.free:
            for index, number in enumerate(getattr(spot, kind)):
                self.bring(kind, index, number)


@pytest.mark.parametrize("puzzle", PUZZLES, ids=lambda puzzle: puzzle.slug)
def test_a_puzzle_is_solved_by_keys_alone(page: Page, app: str, puzzle: Puzzle) -> None:
    stage = Puzzled(page, app, puzzle.slug)
    expect(stage.root.get_by_role("heading", name=told(puzzle.slug).title)).to_be_visible()
    expect(stage.outcome).not_to_contain_text("Solved.")
    stage.solve(puzzle)
    expect(stage.outcome).to_contain_text(f"Solved. {told(puzzle.slug).won}")
    expect(stage.live).to_contain_text("Solved.")
    stage.settled()
    said = words("practice", "solved").replace("**", "")
    expect(page.get_by_text(said)).to_be_visible()
    page.wait_for_function(
        "slug => (localStorage.getItem('push-and-pull:solved') ?? '').includes(slug)",
        arg=puzzle.slug,
    )


def test_a_push_is_aimed_by_a_drag(page: Page, app: str) -> None:
    stage = Puzzled(page, app, "aim-push")
    made = variant("aim-push", SEED)
    there = solution(made).v
    handle = stage.slider("vector v")
    # Two short drags tell how many pixels a unit has, and how far it is still to go.
    before = [float(stage.bar("v", k).input_value()) for k in range(2)]
    stage.drag(handle, 40, -40)
    after = [float(stage.bar("v", k).input_value()) for k in range(2)]
    unit = 40 / (after[0] - before[0])
    for _ in range(3):
        now = [float(stage.bar("v", k).input_value()) for k in range(2)]
        stage.drag(handle, (there[0] - now[0]) * unit, -(there[1] - now[1]) * unit)
    expect(stage.outcome).to_contain_text("Solved.")


@pytest.mark.parametrize(("slug", "mistake"), [("aim-push", "opposite"), ("aim-pull", "opposite")])
def test_what_was_done_instead_is_told(page: Page, app: str, slug: str, mistake: str) -> None:
    stage = Puzzled(page, app, slug)
    made = variant(slug, SEED)
    (kind,) = made.puzzle.free
    for index, number in enumerate(getattr(solution(made), kind)):
        stage.bring(kind, index, -number)
    expect(stage.outcome).to_contain_text(told(slug).mistakes[mistake][:30])


def test_the_last_hint_shows_a_solution_that_does_not_count(page: Page, app: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    stage = Puzzled(page, app, "silent-step")
    page.evaluate("localStorage.removeItem('push-and-pull:solved')")  # another test's
    for name in ("Hint 1 of 3", "Hint 2 of 3", "Show a solution"):
        stage.button(name).click()
    expect(stage.outcome).to_contain_text("That is a worked solution.")
    stage.settled()
    assert "silent-step" not in (
        page.evaluate("localStorage.getItem('push-and-pull:solved')") or ""
    )
