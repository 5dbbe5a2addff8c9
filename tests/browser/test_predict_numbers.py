"""What comes next is guessed as a number, a choice or a step before it is shown, and then told."""

import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from explainers.core.kinks import returned
from explainers.permalink import (
    brackets,
    descent,
    implicit,
    kinks,
    many,
    memory,
    rules,
    sparsity,
    two_sweeps,
)
from tests.browser.each import each
from tests.browser.figure import Figure, finished
from tests.browser.test_predict import guess

Guess = Callable[[Figure[Any]], None]


def typed(text: str) -> Guess:
    """Type a number."""
    return lambda figure: figure.root.locator(".posed .typed").fill(text)


def chosen(text: str) -> Guess:
    """Choose an answer."""
    return lambda figure: (
        figure.root.locator(".posed .option").get_by_text(text, exact=True).click()
    )


def dragged(dx: float, dy: float) -> Guess:
    """Drag the arrow of the next step."""
    return lambda figure: figure.drag(figure.slider("your guess of the next step"), dx, dy)


class Asked(NamedTuple):
    """A figure with covered results, a guess, what is told of it, and what shows it again."""

    page: str
    query: str
    guess: Guess
    told: str
    ghost: str
    """Where the guess stands beside the truth; nothing if it is said alone."""


CODECS: dict[str, Any] = {
    "two_sweeps": two_sweeps.CODEC,
    "brackets": brackets.CODEC,
    "descent": descent.CODEC,
    "rules": rules.CODEC,
    "kinks": kinks.CODEC,
    "many": many.CODEC,
    "sparsity": sparsity.CODEC,
    "memory": memory.CODEC,
    "implicit": implicit.CODEC,
}
ASKED = (
    # ln 2 + 2·5 − sin 5, along v = (1, 0): 1/2 + 5 − 0.
    Asked("two_sweeps", "step=4", typed("5.5"), "Right: e\u0307 = 5.5.", ".was-guessed"),
    Asked(
        "two_sweeps", "step=4", typed("1"), "nearer to the cotangent of this node", ".was-mistaken"
    ),
    Asked(
        "brackets",
        "sizes=500_400_300_1&ends=none&order=2_1",
        typed("60,150,000"),
        "Right: the count = 60,150,000.",
        ".order.guess",
    ),
    Asked(
        "brackets",
        "sizes=500_400_300_1&ends=none&order=2_1",
        typed("320000"),
        "nearer to what reverse mode takes",
        ".order.mistake",
    ),
    Asked(
        "brackets",
        "sizes=500_400_300_1&ends=none&order=none",
        chosen("forward mode"),
        "reverse mode takes 320,000 and forward mode 60,150,000",
        ".order.guess",
    ),
    Asked("rules", "rule=sign", chosen("none"), "it is all three", ".referees .guessed"),
    Asked(
        "rules",
        "rule=right",
        chosen("none"),
        "Right: it is none. The rule is right",
        ".referees .guessed",
    ),
    Asked(
        "rules",
        "rule=sign&v=0_0",
        chosen("all three"),
        "the first two ask along this v and this u alone",
        ".referees .guessed",
    ),
    Asked(
        "kinks",
        "case=max",
        chosen("1"),
        "returns 0.5. Your guess was 1: the slope from",
        ".mark.guess",
    ),
    Asked("kinks", "case=norm", chosen("NaN"), "Right: reverse mode returns NaN", ""),
    Asked("kinks", "case=loop", chosen("0"), "Reverse mode raises ValueError", ".mark.guess"),
    Asked("many", "k=16", chosen("2.54/√16 = 0.63"), "Right: 0.63", ".chart .guess"),
    Asked("many", "k=16", chosen("2.54/16 = 0.16"), "not k times", ".chart .guess"),
    Asked(
        "many",
        "map=swirl&k=16",
        chosen("1, as one product"),
        "each product by itself gives the truth",
        "",
    ),
    # The density of an image is that of x over the determinant, e^4.17 here.
    Asked("many", "of=logdet", chosen("log p(x) − 4.17"), "Right: log p(z) = log p(x) − log", ""),
    Asked("many", "of=logdet", chosen("log p(x) + 4.17"), "the usual sign mistake", ""),
    Asked("many", "map=bottleneck&c=0&of=range&k=3", chosen("3"), "Right: 3.", ".chart .guess"),
    Asked("sparsity", "f=hub&way=both", typed("3"), "Right: the fewest = 3.", ".cost.guessed"),
    Asked(
        "sparsity",
        "f=hub&way=both",
        typed("8"),
        "one for each: no product is shared",
        ".order.mistake",
    ),
    Asked("memory", "stones=5", typed("21"), "Right: the count = 21.", ".mark.guess"),
    Asked("memory", "stones=5", typed("31"), "nearer to all steps out", ".mark.wrong"),
    # x³ + x = 2 at x = 1, with dp = 0.4: 0.4/4.
    Asked("implicit", "at=2_1&dp=0.4", typed("0.1"), "Right: dx = 0.1.", ".arrow.guess"),
    Asked("implicit", "at=2_1&dp=0.4", typed("1.6"), "upside down", ".arrow.wrong"),
    Asked(
        "descent", "rate=0.3&run=4", dragged(-30, -20), "the step = (", ".landscape .arrow.guess"
    ),
)


def _name(asked: Asked) -> str:
    return f"{asked.page}: {asked.told}"


FEW = {_name(next(asked for asked in ASKED if asked.page == page)) for page in CODECS}
"""One of each figure."""


def opened(page: Page, app: str, asked: Asked) -> Figure[Any]:
    codec = CODECS[asked.page]
    return Figure(page, codec.decode, f"{app}/{asked.page}?{asked.query}&cover=1")


def counted(page: Page, lesson: str) -> int:
    """How many guesses the browser remembers of a lesson."""
    kept = page.evaluate("localStorage.getItem('push-and-pull:predicted')")
    return json.loads(kept)["lessons"].get(lesson, 0) if kept else 0


@pytest.mark.share(99)
@each("asked", ASKED, FEW, _name)
def test_a_guess_is_judged_and_stays_beside_the_truth(page: Page, app: str, asked: Asked) -> None:
    figure = opened(page, app, asked)
    expect(figure.button("Look without a guess")).to_be_visible()
    finished(page)
    sent, before = figure.sent(), counted(page, asked.page)
    asked.guess(figure)
    check = figure.button("Check the guess")
    expect(check).to_be_visible()
    assert figure.sent() == sent
    check.click()
    told = figure.root.locator(".predicted")
    expect(told).to_contain_text(asked.told)
    expect(told).to_be_focused()
    page.wait_for_url(lambda url: "cover" not in url)
    expect(figure.root.locator(".spoken[role=status]")).to_contain_text(asked.told)
    if asked.ghost:
        expect(figure.root.locator(asked.ghost).first).to_be_visible()
    assert counted(page, asked.page) == before + 1


COVERED = {
    "two_sweeps": ("way=forward", ".won .push .result", re.compile(r"^\?$")),
    "brackets": ("", ".order .number", re.compile(r"^\?$")),
    "rules": ("rule=sign", ".light .word", re.compile(r"^\?$")),
    "kinks": ("case=where", ".readings .jax td", re.compile(r"^\?$")),
    "many": ("k=16", ".readout .result", re.compile(r"^\?$")),
    "sparsity": ("", ".order .number", re.compile(r"^\?$")),
    "memory": ("", ".readings dd", re.compile(r"^\?$")),
    "implicit": ("", ".readout .push .result", re.compile(r"^\?$")),
    "descent": ("", ".step-line", re.compile("to be guessed")),
}


@pytest.mark.whole
@pytest.mark.share(2)
@each("name", COVERED, ("two_sweeps", "kinks"))
def test_results_are_covered_by_a_button_and_looked_at_without_a_guess(
    page: Page, app: str, name: str
) -> None:
    query, place, hidden = COVERED[name]
    figure: Figure[Any] = Figure(page, CODECS[name].decode, f"{app}/{name}?{query}")
    before = counted(page, name)
    figure.button("Predict", exact=True).click()
    page.wait_for_url("**cover=1**")
    expect(figure.root.locator(place).last).to_have_text(hidden)
    expect(figure.root.locator(".predicted")).to_contain_text("?")
    figure.button("Look without a guess").click()
    expect(figure.root.locator(".predicted")).to_have_text("Shown without a guess.")
    page.wait_for_url(lambda url: "cover" not in url)
    assert counted(page, name) == before


@pytest.mark.whole
def test_a_number_is_stepped_and_committed_by_keys(page: Page, app: str) -> None:
    figure = opened(page, app, ASKED[0])
    field = figure.root.locator(".posed .typed")
    field.fill("5.3")
    field.press("ArrowUp")
    field.press("ArrowUp")
    expect(field).to_have_value("5.5")
    field.press("Enter")
    expect(figure.root.locator(".predicted")).to_have_text("Right: e\u0307 = 5.5.")


@pytest.mark.whole
def test_what_is_no_number_is_no_guess(page: Page, app: str) -> None:
    figure = opened(page, app, ASKED[0])
    field = figure.root.locator(".posed .typed")
    field.fill("much")
    field.press("Enter")
    expect(figure.button("Look without a guess")).to_be_visible()
    expect(figure.root.locator(".predicted")).to_contain_text("?")


def test_the_playhead_stands_before_what_is_asked_and_then_at_it(page: Page, app: str) -> None:
    figure = opened(page, app, ASKED[0])
    playhead = figure.slider("step")
    expect(playhead).to_have_attribute("max", "4")
    figure.button("Look without a guess").click()
    expect(playhead).to_have_attribute("max", "11")
    expect(playhead).to_have_value("5")


@pytest.mark.whole
def test_a_step_is_placed_by_keys_and_held_against_the_runs_own(page: Page, app: str) -> None:
    figure: Figure[Any] = Figure(page, descent.CODEC.decode, f"{app}/descent?rate=0.3&cover=1")
    handle = figure.slider("your guess of the next step")
    before = guess(handle)
    handle.press("ArrowUp")
    figure.until(lambda: guess(handle) != before)
    assert guess(handle)[1] > before[1]
    figure.button("Check the guess").click()
    told = figure.root.locator(".predicted").inner_text()
    found = re.search(r"the step = (\(.*?\))", told)
    line = figure.root.locator(".step-line")
    expect(line).to_contain_text("−η·uᵀJ")
    assert found is not None
    assert found[1] in line.inner_text()


@pytest.mark.whole
def test_what_a_kink_returns_is_what_jax_returns(page: Page, app: str) -> None:
    for case in ("abs", "where"):
        figure: Figure[Any] = Figure(page, kinks.CODEC.decode, f"{app}/kinks?case={case}&cover=1")
        truth = returned(case, 0.0).reverse.number
        assert truth is not None
        chosen("NaN" if truth != truth else f"{truth:g}")(figure)
        figure.button("Check the guess").click()
        expect(figure.root.locator(".predicted")).to_contain_text("Right: ")


@pytest.mark.whole
def test_who_was_guessed_stays_beside_the_lights_until_the_next_guess(page: Page, app: str) -> None:
    lab: Figure[Any] = Figure(page, rules.CODEC.decode, f"{app}/rules?rule=sign&cover=1")
    beside, told = lab.root.locator(".referees .guessed"), lab.root.locator(".predicted")
    expect(beside).to_be_empty()
    chosen("check_grads alone")(lab)
    lab.button("Check the guess").click()
    expect(told).to_contain_text("this v and this u show what is wrong, too.")
    expect(beside).to_have_text("Your guess: check_grads alone")
    lab.slider("vector v").press("ArrowUp")
    expect(beside).to_have_text("Your guess before: check_grads alone")
    lab.button("Predict", exact=True).click()
    expect(beside).to_be_empty()
    lab.button("Look without a guess").click()
    expect(told).to_have_text("Shown without a guess.")
    expect(beside).to_be_empty()


@pytest.mark.whole
def test_enter_checks_what_was_chosen(page: Page, app: str) -> None:
    figure: Figure[Any] = Figure(page, kinks.CODEC.decode, f"{app}/kinks?case=norm&cover=1")
    option = figure.root.locator(".posed .option").get_by_text("NaN", exact=True)
    option.press("Enter")
    expect(option).to_have_attribute("aria-pressed", "true")
    expect(figure.button("Check the guess")).to_be_visible()
    option.press("Enter")
    told = figure.root.locator(".predicted")
    expect(told).to_contain_text("Right: reverse mode returns NaN")
    expect(told).to_be_focused()


@pytest.mark.whole
def test_enter_checks_a_step_where_it_stands(page: Page, app: str) -> None:
    figure: Figure[Any] = Figure(page, descent.CODEC.decode, f"{app}/descent?rate=0.3&cover=1")
    figure.slider("your guess of the next step").press("Enter")
    told = figure.root.locator(".predicted")
    expect(told).to_contain_text("the step = (")
    expect(told).to_be_focused()


@pytest.mark.whole
def test_the_table_of_kinks_is_covered_with_the_figure(page: Page, app: str) -> None:
    figure: Figure[Any] = Figure(page, kinks.CODEC.decode, f"{app}/kinks?case=norm")
    row = page.locator(".st-key-kinks-table tbody tr").first
    expect(row).to_contain_text("|x|")
    expect(row).not_to_contain_text("?")
    figure.button("Predict", exact=True).click()
    expect(row).to_contain_text("?")
    figure.button("Look without a guess").click()
    expect(row).not_to_contain_text("?")
