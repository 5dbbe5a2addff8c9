"""The lesson on tensors: what it takes from the browser, and what it says of its numbers."""

import math
from functools import partial
from typing import Any

import numpy as np
import pytest

from explainers.core.tensors import numbers as tensors
from explainers.core.tensors import verdicts
from explainers.core.tensors.numbers import PRESET, TARGETS
from explainers.lessons.tensors import captions
from explainers.permalink.tensors import CODEC, USUAL, State
from tests import pages
from tests.pages import answered, choose, lists, shown


def gesture(**changes: Any) -> dict[str, Any]:
    parts = {name: list(part) for name, part in PRESET._asdict().items()}
    chosen = {"head": "sigmoid", "mode": "push", "form": "blocks", "cover": False}
    return {**parts, **chosen, **changes}


def test_a_gesture_becomes_the_state_and_leaves_the_chosen_output() -> None:
    state = USUAL._replace(output=4)
    W = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
    wanted = CODEC.read(gesture(W=list(W), b=[0, 1], mode="pull", form="matrix", cover=True), state)
    expected = PRESET._replace(W=W, b=(0.0, 1.0))
    assert wanted == State(*expected, mode="pull", form="matrix", output=4, cover=True)


BAD: list[dict[str, Any]] = [
    {"W": [1.0] * 5},
    {"W": [math.nan] * 6},
    {"W": "123456"},
    {"b": []},
    {"b": [1, 2, 3]},
    {"V": [1e7] * 6},
    {"U": [True] * 10},
    {"inputs": None},
    {"head": "relu"},
    {"mode": "both"},
    {"form": []},
    {"cover": "yes"},
]


@pytest.mark.parametrize("changes", BAD)
def test_a_malformed_gesture_is_no_news(changes: dict[str, Any]) -> None:
    assert CODEC.read(gesture(**changes), USUAL) is None


# Captions ---------------------------------------------------------------------------------


def test_a_bias_for_both_logits_has_no_gradient_and_the_page_says_why() -> None:
    alone = captions.bias(PRESET.b, tensors.trained(PRESET))
    assert "Softmax ignores a common shift" in alone
    assert "its gradient is 0." in alone
    assert "With the shape (2,) the gradient would be (−0.74, 0.74)." in alone
    two = PRESET._replace(b=PRESET.b * 2)
    both = captions.bias(two.b, tensors.trained(two))
    assert "its gradient is (−0.74, 0.74). Both add up to 0" in both


def test_the_rows_of_the_table_add_up_to_the_loss() -> None:
    found = tensors.trained(PRESET)
    lines = captions.rows_of_loss(found).splitlines()[2:]
    lost = [float(line.split("|")[-2]) for line in lines]
    assert sum(lost) == pytest.approx(float(found.loss), abs=0.05)
    assert [line.count("**") for line in lines] == [2] * 5
    assert [f"| {target + 1} | " in line for line, target in zip(lines, TARGETS, strict=True)]


def test_second_derivatives_are_counted_and_their_symmetry_is_checked() -> None:
    found = tensors.settled("sigmoid", PRESET)
    said = captions.second(verdicts.second("sigmoid", PRESET, found, 3))
    assert said.startswith("Output 2,2 sees only column 2 of W")
    assert "27 of 36 are 0. The table is symmetric" in said
    crooked = found.hessian.copy()
    crooked[1, 1, 0, 1, 1, 1] += 1
    odd = verdicts.second("sigmoid", PRESET, found._replace(hessian=crooked), 3)
    assert "not symmetric" in captions.second(odd)
    flat = verdicts.second("logits", PRESET, tensors.settled("logits", PRESET), 3)
    assert "linear in W" in captions.second(flat)


def test_numbers_are_set_for_katex() -> None:
    assert captions.matrix_latex(np.array([[-0.5, 1.0]])) == r"\begin{pmatrix}-0.5 & 1\end{pmatrix}"
    assert captions.numeral_latex(-1.25e-7) == r"-1.25\cdot 10^{-7}"
    assert captions.vector_latex(np.array(2.0)) == "2"
    assert captions.vector_latex(np.array([2.0, -1.0])) == r"(2,\; -1)"


# The page ---------------------------------------------------------------------------------

opened = partial(pages.opened, "tensors")


def test_the_page_shows_jaxs_numbers_and_jaxs_words() -> None:
    app = opened()
    assert not app.exception
    assert not app.info
    assert "The loss is **5.88403**." in shown(app)
    messages = [code.value for code in app.code if code.value.startswith("ValueError")]
    assert len(messages) == 2
    assert "primal shape (3, 2) and tangent shape as (2, 3)" in messages[0]
    assert "got float64[2,5], but expected float64[5,2]" in messages[1]


def test_the_shape_of_b_the_output_and_the_plugs_can_be_chosen() -> None:
    app = opened(head="logits")
    answered(choose(app, "tensors-bias", "2"))
    assert "b has the shape (2,)" in shown(app)
    answered(choose(app, "tensors-output", "3"))
    assert "Every second derivative is 0" in shown(app)
    choose(app, "tensors-tangent", "(3, 2)")
    answered(choose(app, "tensors-cotangent", "(5, 2)"))
    assert "It fits. JV has the shape (5, 2)." in shown(app)
    assert "It fits. UᵀJ has the shape (3, 2)." in shown(app)
    assert not any(code.value.startswith("ValueError") for code in app.code)
    results = [latex.value for latex in app.latex if "J =" in latex.value or "JV =" in latex.value]
    assert "-0.086 & -0.32" in results[0]
    assert "2.75 & 0.76" in results[1]
    assert not app.exception


def test_the_row_of_the_product_is_chosen_and_stays_when_a_reader_comes_again() -> None:
    app = answered(choose(opened(), "tensors-row", "3"))
    assert lists(app)["tensors-row"].chosen == "3"
    choose(app, "tensors-row", "5")
    app.switch_page("pages/kinks.py").run()
    answered(app.switch_page("pages/tensors.py").run())
    assert lists(app)["tensors-row"].chosen == "3"
    assert not app.exception
