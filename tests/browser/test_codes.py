"""A solved puzzle gets a code, a forged one none, and the teacher reads what was signed."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from explainers.core.practice.goals import Spot
from explainers.core.practice.puzzles import BY_SLUG, PUZZLES
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import variant
from explainers.lessons.practice.told import told
from explainers.ui.codes import Claim, holds
from tests.browser.solving import Solver

SEED = "class-7/12"
LINK = "practice?puzzle=aim-push&seed=class-7&student=12"


def kept(slug: str, **other: Any) -> dict[str, Any]:
    """What the browser keeps of a puzzle that was solved, but for what was edited."""
    end = solution(variant(slug, SEED))
    return {"puzzle": slug, "seed": SEED, **end._asdict(), **other}


def keep(page: Page, *proofs: dict[str, Any]) -> None:
    text = json.dumps({"version": 1, "proofs": proofs})
    page.evaluate("text => localStorage.setItem('push-and-pull:proofs', text)", text)


def test_what_is_solved_is_signed_and_a_teacher_reads_it(page: Page, app: str) -> None:
    page.goto(f"{app}/{LINK}")
    button = page.get_by_role("button", name="Get a code")
    expect(button).to_be_visible()
    keep(page)
    button.click()
    expect(page.get_by_text("This browser keeps no solved puzzle")).to_be_visible()

    keep(page, kept("aim-push", v=[9.0, 9.0]))
    button.click()
    expect(page.get_by_text("None of these puzzles is solved by JAX's numbers")).to_be_visible()

    keep(page, kept("aim-push"), kept("aim-pull"), kept("silent-step", v=[0.0, 0.0, 0.0]))
    button.click()
    expect(page.get_by_text(f"It says: 2 of {len(PUZZLES)} puzzles solved, today.")).to_be_visible()
    expect(page.get_by_text("1 more is left out: not solved, says JAX.")).to_be_visible()
    code = page.get_by_text(re.compile(r"^([0-9A-Z]{5}-)+[0-9A-Z]{1,5}$"))
    expect(code).to_have_count(1)
    text = str(code.text_content())

    lines = page.get_by_role("textbox", name="Codes", exact=True)
    edited = text[:-1] + ("2" if text[-1] != "2" else "3")
    lines.fill(f"{text.lower()}\n{edited}")
    lines.press("Control+Enter")
    expect(page.get_by_text("1 code holds, 1 line is refused.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="class-7")
    expect(row).to_contain_text("Aim the push; Aim the pull")
    expect(row).to_contain_text("12")
    expect(page.get_by_role("row").filter(has_text="Not signed by this server")).to_be_visible()
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Table for a spreadsheet").click()
    assert arriving.value.suggested_filename == "completion-codes.csv"
    keep(page)


@pytest.mark.whole
def test_what_is_chosen_is_signed_with_what_is_moved(page: Page, app: str) -> None:
    """An order of products, and a hidden J by its probes and entries."""
    solver = Solver(page, app)
    keep(page)
    for slug in ("budget", "battleship"):
        page.goto(f"{app}/practice?puzzle={slug}&seed=class-7&student=12")
        expect(solver.title).to_have_text(told(slug).title)
        given = variant(slug, SEED)
        solver.take(given, solution(given))
        solver.is_solved(BY_SLUG[slug])
    page.get_by_role("button", name="Get a code").click()
    expect(page.get_by_text(f"It says: 2 of {len(PUZZLES)} puzzles solved, today.")).to_be_visible()
    expect(page.get_by_text("left out: not solved")).to_have_count(0)
    keep(page)


@pytest.mark.whole
def test_what_a_hand_solves_is_kept_where_it_was_solved(page: Page, app: str) -> None:
    """A step beside a solution the puzzle is not solved, and at it is; given numbers stay."""
    given = variant("aim-push", SEED)
    v = solution(given).v
    page.goto(f"{app}/{LINK}&v={v[0] - 0.1}_{v[1]}")
    handle = page.get_by_role("slider", name="vector v", exact=True)
    expect(handle).to_be_visible()
    keep(page)
    handle.press("ArrowRight")
    expect(page.get_by_text("Solved, says JAX.")).to_be_visible()
    page.get_by_role("button", name="Get a code").click()
    expect(page.get_by_text(f"It says: 1 of {len(PUZZLES)} puzzles solved, today.")).to_be_visible()
    text = page.evaluate("localStorage.getItem('push-and-pull:proofs')")
    ((proof,),) = (json.loads(text)["proofs"],)
    assert (proof["puzzle"], proof["seed"]) == ("aim-push", SEED)
    assert tuple(proof["x"]) == given.start.x
    assert holds(Claim("aim-push", SEED, Spot(*(tuple(proof[name]) for name in Spot._fields))))
    keep(page)
