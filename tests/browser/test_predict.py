"""A guess is placed while the results are covered, checked, and stays beside the truth."""

import re
from typing import Any, NamedTuple

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.permalink import (
    complex_plane,
    curvature,
    functions,
    linearization,
    tensors,
)
from tests.browser.each import each
from tests.browser.figure import Figure, predictions

Vector = tuple[float, ...]
PUSH, PULL = "your guess of Jv", "your guess of uᵀJ"
LINEAR = "your guess of where the linear picture leads"
HESSIAN, STEP = "your guess of Hv", "your guess of dw"
PAIR = "f=polar&x=2_0&v=0.6_0.5"
"""Where J = [[1, 0], [0, 2]]: cos 0 = 1 and sin 0 = 0, and r = 2."""
CODECS: dict[str, Any] = {
    "push_and_pull": functions.CODEC,
    "linearization": linearization.CODEC,
    "curvature": curvature.CODEC,
    "complex_plane": complex_plane.CODEC,
    "tensors": tensors.CODEC,
}


class Case(NamedTuple):
    """An address, the handle of the guess there, and the truth, derived by hand."""

    address: str
    handle: str
    truth: Vector
    told: str
    moves: str = "vector v"
    """What a hand moves on with."""

    @property
    def page(self) -> str:
        return self.address.split("?")[0]


CASES = {
    "push": Case(f"push_and_pull?{PAIR}&u=1_-0.5&mode=push", PUSH, (0.6, 1.0), "Jv = (0.6, 1)"),
    "linearization": Case(f"linearization?{PAIR}", LINEAR, (0.6, 1.0), "Jv = (0.6, 1)"),
    "magnified": Case(f"linearization?{PAIR}&zoom=1", LINEAR, (0.06, 0.1), "hJv = (0.06, 0.1)"),
    "graph": Case("linearization?f==x^2&x=1&v=0.5", LINEAR, (1.0,), "Jv = 1"),
    "curvature": Case(
        "curvature?f==x1^2%2Bx1x2&x=0.5_0.5&v=1_0.5",
        HESSIAN,
        (2.5, 1.0),
        "Hv = (2.5, 1)",
    ),
    "complex plane": Case(
        "complex_plane?f=square&z=1_1&dz=0.5_0",
        STEP,
        (1.0, 1.0),
        "dw = 1 + 1i",
        "step dz",
    ),
}
"""f = r(cos θ, sin θ) at (2, 0); x² at 1; x₁² + x₁x₂, whose H is [[2, 1], [1, 0]]; z² at 1 + i,
where f′ is 2 + 2i."""


def opened(page: Page, app: str, address: str) -> Figure[Any]:
    return Figure(page, CODECS[address.split("?")[0]].decode, f"{app}/{address}")


def guess(handle: Locator) -> Vector:
    text = handle.get_attribute("aria-valuetext") or ""
    return tuple(float(number.replace("−", "-")) for number in _plain(text).split(", "))


def _plain(text: str) -> str:
    """Powers of ten as Python reads them."""
    return re.sub("·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", lambda power: f"e{_digits(power[1])}", text)


def _digits(raised: str) -> str:
    return raised.translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))


def place(figure: Figure[Any], handle: Locator, where: Vector) -> None:
    """Bring a guess as near to a place as keys can, one number after the other."""
    handle.focus()
    ways = (("ArrowUp", "ArrowDown"),) if len(where) == 1 else _WAYS
    for axis, (more, less) in enumerate(ways):
        for prefix in ("", "Shift+"):
            _walk(figure, handle, where[axis], axis, (prefix + more, prefix + less))


_WAYS = (("ArrowRight", "ArrowLeft"), ("ArrowUp", "ArrowDown"))


def _walk(
    figure: Figure[Any], handle: Locator, to: float, axis: int, keys: tuple[str, str]
) -> None:
    """Press a key as long as it comes nearer, and take the last press back."""
    off = to - guess(handle)[axis]
    for _ in range(80):
        if off == 0:
            return
        before, was = off, guess(handle)
        figure.page.keyboard.press(keys[0 if off > 0 else 1])
        figure.until(lambda was=was: guess(handle) != was)
        off = to - guess(handle)[axis]
        if abs(off) >= abs(before):
            back = guess(handle)
            figure.page.keyboard.press(keys[0 if off > 0 else 1])
            figure.until(lambda back=back: guess(handle) != back)
            return


@pytest.mark.share(99)
@pytest.mark.parametrize("name", CASES)
def test_a_guess_is_placed_by_keys_and_judged(page: Page, app: str, name: str) -> None:
    case = CASES[name]
    figure = opened(page, app, f"{case.address}&cover=1")
    told = figure.root.locator(".predicted")
    expect(told).to_contain_text("Drag the dotted arrow")
    expect(figure.root.locator(".plane.output .arrow.push")).to_have_count(0)
    place(figure, figure.slider(case.handle), case.truth)
    # Enter checks it, and what is told has the focus.
    page.keyboard.press("Enter")
    expect(told).to_contain_text(re.compile(r"(exactly|^Close, your guess)"))
    expect(told).to_contain_text(case.told)
    expect(told).to_be_focused()
    page.wait_for_url(lambda url: "cover" not in url)
    figure.settled()
    expect(figure.live).to_contain_text("our guess")
    arrow = figure.root.locator(".plane.output .arrow.guess")
    expect(arrow).to_have_count(1)
    kept = predictions(page)
    assert kept[case.page] >= 1

    # It stays where it was when a hand moves on; what it was held against does not.
    figure.drag(figure.slider(case.moves), 20, 10)
    figure.settled()
    expect(arrow).to_have_count(1)
    expect(figure.root.locator(".plane.output .apart")).to_have_attribute("d", "")
    expect(told).to_be_hidden()

    # The next one begins anew, and looking is said to be that.
    figure.button("Predict").click()
    expect(figure.slider(case.handle)).to_be_visible()
    figure.button("Look without a guess").click()
    expect(told).to_have_text("Shown without a guess.")
    expect(arrow).to_have_count(0)
    assert predictions(page) == kept


@pytest.mark.share(2)
@each("name", CASES, ("push", "graph"))
def test_a_guess_is_dragged_and_nothing_is_sent_for_it(page: Page, app: str, name: str) -> None:
    case = CASES[name]
    figure = opened(page, app, f"{case.address}&cover=1")
    handle = figure.slider(case.handle)
    before, sent, state = guess(handle), figure.sent(), figure.state()
    figure.drag(handle, 14, 30)
    after = guess(handle)
    assert after[-1] < before[-1]
    assert len(after) == 1 or after[0] > before[0]
    assert figure.sent() == sent
    figure.button("Check the guess").click()
    told = figure.root.locator(".predicted")
    expect(told).to_contain_text(case.told)
    assert figure.led_to(lambda now: not now.cover) == state._replace(cover=False)
    gap = float(np.linalg.norm(np.subtract(after, case.truth)))
    found = re.search(r", (\S+) apart", told.inner_text())
    assert found is not None
    assert float(_plain(found[1])) == pytest.approx(gap, rel=0.03)


@pytest.mark.whole
def test_a_pull_is_guessed_in_its_own_plane(page: Page, app: str) -> None:
    figure = opened(page, app, f"push_and_pull?{PAIR}&u=1_-0.5&mode=pull&cover=1")
    expect(figure.slider(PUSH)).to_be_hidden()
    figure.drag(figure.slider(PULL), 40, 60)
    figure.button("Check the guess").click()
    expect(figure.root.locator(".predicted")).to_contain_text("uᵀJ = (1, −1)")
    expect(figure.root.locator(".plane.input .arrow.guess")).to_have_count(1)


STRANGE = "f=polar&x=2_0.5&v=0.6_0.5"


def _wrong(kind: str) -> tuple[str, str, Vector, str]:
    """Address, handle, what the mistake gives, by NumPy, and what is said of it."""
    r, angle = 2.0, 0.5
    jacobian = np.array([[np.cos(angle), -r * np.sin(angle)], [np.sin(angle), r * np.cos(angle)]])
    v, u = np.array([0.6, 0.5]), np.array([1.0, -0.5])
    there = (r + v[0]) * np.array([np.cos(angle + v[1]), np.sin(angle + v[1])])
    moved = there - r * np.array([np.cos(angle), np.sin(angle)])
    stage, linear = f"push_and_pull?{STRANGE}&u=1_-0.5&mode=both", f"linearization?{STRANGE}"
    bend, hessian = (
        "curvature?f==x1^2%2B2x1x2&x=0.5_0.5&v=1_0.5",
        np.array([[2.0, 2.0], [2.0, 0.0]]),
    )
    step, z, dz = "complex_plane?f=square&z=1_1&dz=0.6_0.3", 1 + 1j, 0.6 + 0.3j
    rest = "complex_plane?f==z^2%2B|z|&z=1_1&dz=0.6_0.3"
    cases: dict[str, tuple[str, str, Any, str]] = {
        "transposed push": (stage, PUSH, jacobian.T @ v, "nearer to Jᵀv, where v weights the rows"),
        "against": (stage, PUSH, -jacobian @ v, "nearer to −Jv"),
        "finite": (stage, PUSH, moved, "nearer to f(x + v) − f(x)"),
        "transposed pull": (stage, PULL, jacobian @ u, "nearer to Ju, where u weights the columns"),
        "recipe": (stage, PULL, np.linalg.solve(jacobian, u), "nearer to pinv(J)u"),
        "linear finite": (linear, LINEAR, moved, "where f itself leads"),
        "linear transposed": (linear, LINEAR, jacobian.T @ v, "nearer to Jᵀv"),
        "linear halved": (f"{linear}&j=half", LINEAR, jacobian @ v, "takes J/2 for J here"),
        "graph finite": ("linearization?f==x^2&x=1&v=0.5", LINEAR, (1.25,), "where f itself leads"),
        "gradient": (bend, HESSIAN, (2.0, 1.0), "nearer to ∇f itself"),
        "solved": (bend, HESSIAN, np.linalg.solve(hessian, [1, 0.5]), "nearer to H⁻¹v"),
        "diagonal": (bend, HESSIAN, (2.0, 0.0), "diagonal of H"),
        "conjugate": (step, STEP, np.conj(2 * z) * dz, "turns the other way round"),
        "scaled": (step, STEP, abs(2 * z) * dz, "the turn is forgotten"),
        "rest": (rest, STEP, (2 * z + np.conj(z) / (2 * abs(z))) * dz, "A dz alone"),
    }
    address, handle, vector, said = cases[kind]
    if np.iscomplexobj(vector):
        vector = (vector.real, vector.imag)
    return address, handle, tuple(map(float, vector)), said


WRONG = (
    *("transposed push", "against", "finite", "transposed pull", "recipe"),
    *("linear finite", "linear transposed", "linear halved", "graph finite"),
    *("gradient", "solved", "diagonal", "conjugate", "scaled", "rest"),
)


@pytest.mark.share(99)
@each("kind", WRONG, ("transposed push", "linear finite", "gradient", "conjugate"))
def test_a_guess_that_is_a_known_mistake_is_told_which(page: Page, app: str, kind: str) -> None:
    address, handle, vector, said = _wrong(kind)
    figure = opened(page, app, f"{address}&cover=1")
    place(figure, figure.slider(handle), vector)
    figure.button("Check the guess").click()
    expect(figure.root.locator(".predicted")).to_contain_text(said)
    plane = "input" if handle == PULL else "output"
    expect(figure.root.locator(f".plane.{plane} .arrow.wrong")).to_have_count(1)


NOWHERE = {
    "push_and_pull?f==[log(x1),x1/x2]&x=0_0&v=1_1&u=1_1&mode=push": PUSH,
    "linearization?f==[log(x1),x1/x2]&x=0_0&v=1_1": LINEAR,
    "curvature?f==log(x1)%2Bx2&x=0_0&v=1_1": HESSIAN,
    "complex_plane?f==1/z&z=0_0&dz=1_0": STEP,
}


@pytest.mark.whole
@each("address", NOWHERE, tuple(NOWHERE)[:1])
def test_where_nothing_is_finite_there_is_nothing_to_guess(
    page: Page, app: str, address: str
) -> None:
    page.goto(f"{app}/{address}&cover=1")
    root = page.locator("[data-figure]")
    expect(root.get_by_role("button", name="Look without a guess")).to_be_visible()
    expect(root.get_by_role("slider", name=NOWHERE[address], exact=True)).to_be_hidden()


# Cells ----------------------------------------------------------------------------------------

FLAT = "inputs=1_0_0_0_1_0_0_0_1_9_0_0_0_0_0&W=0_0_0_0_0_0&b=0"
"""Logits are 0, so that each slope is 1/4; inputs 4,1 = 9 is the largest."""


@pytest.mark.whole
def test_an_entry_is_guessed_by_a_click_and_by_keys(page: Page, app: str) -> None:
    figure = opened(page, app, f"tensors?{FLAT}&cover=1")
    told, cells = figure.root.locator(".predicted"), figure.root.locator(".entry-cell")
    sent = figure.sent()
    cells.nth(2).click()
    expect(cells.nth(2)).to_have_attribute("aria-selected", "true")
    expect(figure.button("Check the guess")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    cells.first.focus()
    # To out 4,1 and W 1,1, where ∂out/∂W = 9/4.
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    expect(cells.nth(36)).to_have_attribute("aria-selected", "true")
    assert figure.sent() == sent
    page.keyboard.press("Enter")
    expect(told).to_have_text(
        "Right: ∂out 4,1 / ∂W 1,1 = 2.25 is as far from 0 as any; 2 entries are."
    )
    expect(told).to_be_focused()
    page.wait_for_url(lambda url: "cover" not in url)
    figure.settled()
    expect(figure.live).to_contain_text("Right: ∂out 4,1")
    expect(figure.root.locator(".entry-cell.truth")).to_have_count(2)
    kept = predictions(page)
    assert kept["tensors"] >= 1

    figure.button("Predict").click()
    expect(figure.root.locator(".entry-cell.guess")).to_have_count(0)
    expect(figure.group("pairing")).to_have_text("?")
    figure.button("Look without a guess").click()
    expect(told).to_have_text("Shown without a guess.")
    assert predictions(page) == kept


STEEP = "inputs=9_0_0_1_0_0_0_0_0_0_0_0_0_0_0&W=1_0_0_0_0_0&b=0"
"""out 1,1 = σ(9) is flat; out 1,2 = σ(0) and out 2,2 = σ(0) are steepest, with inputs 9 and 1."""


@pytest.mark.whole
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (1, "Output 1,1 sees only column 1 of W, and that weight is in column 2."),
        (2, "What that weight is multiplied by, inputs 1,2, is 0."),
        (0, "No input is larger than that of your guess."),
        (19, "The sigmoid is nowhere steeper than at your guess."),
    ],
)
def test_a_cell_that_is_a_known_mistake_is_told_which(
    page: Page, app: str, cell: int, said: str
) -> None:
    figure = opened(page, app, f"tensors?{STEEP}&cover=1")
    figure.root.locator(".entry-cell").nth(cell).click()
    figure.button("Check the guess").click()
    told = figure.root.locator(".predicted")
    expect(told).to_contain_text("∂out 1,2 / ∂W 1,2 = 2.25")
    expect(told).to_contain_text(said)
