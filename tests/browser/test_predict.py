"""A guess is placed while the results are covered, checked, and stays beside the truth."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.figure import Stage

AT = "f=polar&x=2_0&v=0.6_0.5&u=1_-0.5"
"""Where J = [[1, 0], [0, 2]]: cos 0 = 1 and sin 0 = 0, and r = 2."""
JV, UJ = (0.6, 1.0), (1.0, -1.0)
STRANGE = "f=polar&x=2_0.5&v=0.6_0.5&u=1_-0.5"
PUSH, PULL = "your guess of Jv", "your guess of uᵀJ"


def _guess(handle: Locator) -> tuple[float, ...]:
    text = handle.get_attribute("aria-valuetext") or ""
    return tuple(float(number.replace("−", "-")) for number in text.split(", "))


def _place(stage: Stage, handle: Locator, where: tuple[float, ...]) -> None:
    """Bring a guess to a place by keys, to a hundredth."""
    handle.focus()
    for axis, (more, less) in enumerate((("ArrowRight", "ArrowLeft"), ("ArrowUp", "ArrowDown"))):
        for key, step in (("", 0.1), ("Shift+", 0.01)):
            for _ in range(80):
                off = where[axis] - _guess(handle)[axis]
                if abs(off) <= step / 2 + 1e-9:
                    break
                stage.page.keyboard.press(key + (more if off > 0 else less))
                stage.until(lambda off=off, axis=axis: where[axis] - _guess(handle)[axis] != off)
    assert np.allclose(_guess(handle), where, atol=0.011)


def test_a_guess_is_placed_by_keys_and_judged(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?{AT}&mode=push&cover=1")
    told = stage.root.locator(".predicted")
    expect(told).to_contain_text("Drag the dotted arrow to where Jv will be")
    expect(stage.slider(PULL)).to_be_hidden()
    _place(stage, stage.slider(PUSH), JV)
    stage.button("Check the guess").click()
    expect(told).to_contain_text(re.compile(r"(exactly|^Close, your guess)"))
    expect(told).to_contain_text("Jv = (0.6, 1)")
    page.wait_for_url(lambda url: "cover" not in url)
    expect(stage.live).to_contain_text("our guess")
    expect(stage.root.locator(".plane.output .arrow.guess")).to_have_count(1)

    # It stays where it was when a hand moves on; what it was held against does not.
    stage.drag(stage.slider("vector v"), 20, 10)
    stage.settled()
    expect(stage.root.locator(".plane.output .arrow.guess")).to_have_count(1)
    expect(stage.root.locator(".plane.output .gap")).to_have_attribute("d", "")
    expect(told).to_be_hidden()
    kept = page.evaluate("localStorage.getItem('push-and-pull:predicted')")
    assert json.loads(kept) == {"v": 1, "lessons": {"push_and_pull": 1}}

    # The next one begins anew.
    stage.button("Predict").click()
    expect(stage.button("Look without a guess")).to_be_visible()
    stage.button("Look without a guess").click()
    expect(told).to_have_text("Shown without a guess.")
    expect(stage.root.locator(".plane.output .arrow.guess")).to_have_count(0)
    assert page.evaluate("localStorage.getItem('push-and-pull:predicted')") == kept


def test_a_guess_is_dragged_and_nothing_is_sent_for_it(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?{AT}&mode=pull&cover=1")
    handle = stage.slider(PULL)
    before, sent = _guess(handle), stage.sent()
    stage.drag(handle, 40, 60)
    after = _guess(handle)
    assert after[0] > before[0]
    assert after[1] < before[1]
    assert stage.sent() == sent
    assert stage.vectors() == ((2.0, 0.0), (0.6, 0.5), (1.0, -0.5))
    stage.button("Check the guess").click()
    told = stage.root.locator(".predicted")
    expect(told).to_contain_text("uᵀJ = (1, −1)")
    gap = float(np.hypot(*np.subtract(after, UJ)))
    found = re.search(r"([\d.]+) apart", told.inner_text())
    assert found is not None
    assert abs(float(found[1]) - gap) <= 0.02


def _wrong(kind: str) -> tuple[str, tuple[float, ...], str]:
    r, angle = 2.0, 0.5
    jacobian = np.array([[np.cos(angle), -r * np.sin(angle)], [np.sin(angle), r * np.cos(angle)]])
    v, u = np.array([0.6, 0.5]), np.array([1.0, -0.5])
    there = (r + v[0]) * np.array([np.cos(angle + v[1]), np.sin(angle + v[1])])
    moved = there - r * np.array([np.cos(angle), np.sin(angle)])
    handle, vector, said = {
        "transposed push": (PUSH, jacobian.T @ v, "nearer to Jᵀv, where v weights the rows"),
        "against": (PUSH, -jacobian @ v, "nearer to −Jv"),
        "finite": (PUSH, moved, "nearer to f(x + v) − f(x)"),
        "transposed pull": (PULL, jacobian @ u, "nearer to Ju, where u weights the columns"),
        "recipe": (PULL, np.linalg.solve(jacobian, u), "nearer to pinv(J)u"),
    }[kind]
    return handle, tuple(vector.tolist()), said


@pytest.mark.parametrize(
    "kind", ["transposed push", "against", "finite", "transposed pull", "recipe"]
)
def test_a_guess_that_is_a_known_mistake_is_told_which(page: Page, app: str, kind: str) -> None:
    handle, vector, said = _wrong(kind)
    stage = Stage(page, f"{app}/push_and_pull?{STRANGE}&cover=1&mode=both")
    _place(stage, stage.slider(handle), vector)
    stage.button("Check the guess").click()
    expect(stage.root.locator(".predicted")).to_contain_text(said)
    plane = "output" if handle == PUSH else "input"
    expect(stage.root.locator(f".plane.{plane} .arrow.ghost")).to_have_count(1)


def test_where_nothing_is_finite_there_is_nothing_to_guess(page: Page, app: str) -> None:
    page.goto(f"{app}/push_and_pull?f==[log(x1),x1/x2]&x=0_0&v=1_1&u=1_1&cover=1&mode=push")
    root = page.locator("[data-figure]")
    expect(root.get_by_role("button", name="Look without a guess")).to_be_visible()
    expect(root.get_by_role("slider", name=PUSH, exact=True)).to_be_hidden()
