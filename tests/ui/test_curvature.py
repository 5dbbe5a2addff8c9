"""The lesson takes only sound gestures, and says what its numbers say."""

from typing import Any

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.curvature.race import Path
from explainers.core.curvature.verdicts import Found
from explainers.core.curvature.verdicts import found as found_at
from explainers.core.expression import entry as typed
from explainers.lessons.curvature import captions
from explainers.measure.hessians import record as recorded
from explainers.permalink.curvature import CODEC, usual
from explainers.ui.curvature import heights
from tests.pages import choose, lists, opened, shown

BOWL = usual(CATALOG["bowl"])
SOUND: dict[str, Any] = {
    "slug": "bowl",
    "x": [1.0, 2],
    "v": [0.5, -1.0],
    "inputs": [1, 0],
    "rate": 0.5,
    "zoom": 1.25,
    "step": 3,
    "cover": True,
}


def found(slug: str, *x: float) -> Found:
    entry = CATALOG[slug] if slug in CATALOG else typed(slug)
    return found_at(entry.map, x or entry.x, entry.v, 1.0)


def test_a_sound_gesture_is_taken() -> None:
    assert CODEC.read(SOUND, BOWL) == BOWL._replace(
        x=(1.0, 2.0), v=(0.5, -1.0), inputs=(1, 0), rate=0.5, zoom=1.25, step=3, cover=True
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("slug", "rosenbrock"),
        ("x", [1.0]),
        ("x", [1.0, float("inf")]),
        ("v", None),
        ("inputs", [1, 1]),
        ("rate", 0),
        ("rate", 3.5),
        ("rate", "1"),
        ("zoom", -0.1),
        ("zoom", 4),
        ("zoom", True),
        ("step", 13),
        ("step", 1.5),
        ("cover", 1),
    ],
)
def test_an_unsound_gesture_is_not(name: str, value: object) -> None:
    assert CODEC.read(SOUND | {name: value}, BOWL) is None


def test_bowl_hill_saddle_and_flat_are_told_apart() -> None:
    assert "**bowl**" in captions.kind(found("bowl"))
    assert "**saddle**" in captions.kind(found("two-wells"))
    assert "**hill**" in captions.kind(found("-x^2-y^2", 1.0, 1.0))
    assert "leaves that direction out" in captions.kind(found("logsumexp"))
    assert "no curvature" in captions.kind(found("2x+y", 1.0, 1.0))


def test_what_went_lowest_is_said() -> None:
    assert "Newton's step goes lowest" in captions.verdict(found("bowl"))
    assert "gradient step with η = 1/∣λ∣ goes lowest" in captions.verdict(found("two-wells"))
    assert "∇f is zero" in captions.verdict(found("bowl", 0.0, 0.0))


def test_the_table_of_steps_holds_what_was_promised_and_what_happened() -> None:
    rows = captions.steps(found("bowl", 1.0, 0.0)).splitlines()
    # ∇f = (3, 1), and Newton's step is −(1, 0): ∇f·s = −3, with the bend −1.5, as in truth.
    assert rows[-1] == "| **Newton** | −3 | −1.5 | −1.5 |"
    assert len(rows) == 8
    assert "no number" in captions.steps(found("baydin"))


def test_agreement_of_the_two_products_is_counted() -> None:
    told = captions.symmetry(found("bowl"), CATALOG["bowl"].v)
    assert "Hv = **(2.3, 0.5)**" in told
    assert "symmetric" in told


def test_costs_are_in_gradients_of_the_same_run() -> None:
    record = recorded()
    table = captions.costs(record)
    for seconds in record.seconds.values():
        assert all(time > 0 for time in seconds.values())
        assert seconds["hvp"] < seconds["forward over forward"] * 5
    assert table.count("\n") == 6
    assert record.machine in captions.measured_on(record)


@pytest.mark.parametrize("slug", ["rosenbrock", "logsumexp", "=sin(x)", "=x1*x2*x3*x4*x5*x6"])
@pytest.mark.share(99)
def test_the_page_holds_for_every_number_of_inputs(slug: str) -> None:
    app = opened("curvature", f=slug)
    assert not app.exception
    assert not app.info
    assert "eigenvalues of H" in shown(app)


def test_the_race_is_told_as_far_as_it_is_shown() -> None:
    assert "Both still stand at x" in shown(opened("curvature", f="two-wells"))
    told = shown(opened("curvature", f="two-wells", step="12"))
    assert "After 12 steps f is **−0.25** by gradient steps and **0** by Newton's: " in told
    assert "gradient steps stand lower." in told
    at_kink = shown(opened("curvature", f="=abs(x1)", x="0", step="3"))
    assert "no race is run from there" in at_kink


def test_a_sum_of_losses_has_g_beside_h_and_four_race() -> None:
    told = shown(opened("curvature", f="rosenbrock"))
    assert "| pulled: **Gv** = Jᵀ(L·Jv) | **(−18.8, 20)** |" in told
    assert "| beside it: Hv | (−30.8, 20) |" in told
    assert "H − G = **((−20, 0), (0, 0))**" in told
    assert "All four still stand at x" in told
    told = shown(opened("curvature", f="rosenbrock", step="2"))
    assert "**6.25** by Gauss–Newton" not in told
    assert "| 1 | 0.22 | 0.31 | 6.25 | 0.22 | 2.02 |" in told
    assert "Gauss–Newton steps stand lowest." in told


def test_of_a_line_g_is_h() -> None:
    told = shown(opened("curvature", f="line-squares"))
    assert "G = ((45.5, 21), (21, 12)). Here z is linear" in told
    assert "G is H, at every x" in told
    assert "normal equations" in told


def test_of_the_logistic_fit_g_is_h_and_the_fisher_information() -> None:
    told = shown(opened("curvature", f="logistic"))
    assert "G is H, at every x" in told
    assert "Fisher information" in told
    assert "empirical Fisher matrix is another one" in told
    assert "H − G" not in told


@pytest.mark.parametrize("x", ["0_360", "0_700", "120_0", "-200_700"])
@pytest.mark.share(99)
def test_where_all_scores_are_sure_the_logistic_fit_is_straight(x: str) -> None:
    told = shown(opened("curvature", f="logistic", x=x, step="1"))
    assert "G = ((0, 0), (0, 0))" in told
    assert "the eigenvalues of H, are 0, 0. Rounding may have moved them" in told
    assert "Gauss–Newton steps stop at x: G is not known to differ from zero there." in told


def test_a_height_without_a_bound_is_not_sent() -> None:
    path = Path(np.zeros((2, 1)), np.array([3.0, 2.0]), np.array([1e-16, np.inf]), None)
    assert heights(path) == (3.0, None)


def test_where_f_is_no_sum_that_is_said_and_two_race() -> None:
    told = shown(opened("curvature", f="two-wells", step="3"))
    assert "Of three functions of the list the page knows such a sum" in told
    assert "Levenberg" not in told
    assert "Gv" in told
    assert "four race" in told


def test_what_is_covered_is_not_told_by_gv() -> None:
    told = shown(opened("curvature", f="logistic", cover="1"))
    assert "pulled: **Gv**" not in told
    assert "Here z are the scores" in told


def test_readers_of_a_page_are_not_told_of_commands() -> None:
    assert "make " not in shown(opened("curvature"))


def test_only_scalar_functions_are_offered() -> None:
    app = opened("curvature")
    options = lists(app)["curvature-function"].options
    assert [text for text in options if "→" in text] != []
    assert all(text.endswith("→ 1") for text in options if "→" in text)


def test_a_typed_function_with_several_outputs_is_refused_at_the_place() -> None:
    app = opened("curvature", f="=x1^2+x2^2")
    app.text_input(key="curvature-typed").set_value("[x1, x2]").run()
    assert ["2 outputs" in error.value for error in app.error] == [True]
    assert not app.exception


def test_your_own_function_begins_with_a_scalar_one() -> None:
    app = opened("curvature")
    choose(app, "curvature-function", "own")
    assert not app.exception
    assert app.text_input(key="curvature-typed").value == "x1^2+3x2^2+sin(x1*x2)"


def test_what_is_to_be_guessed_is_nowhere_in_the_words() -> None:
    assert "gives Hv = **" in shown(opened("curvature", f="bowl"))
    told = shown(opened("curvature", f="bowl", cover="1"))
    assert "The results are covered." in told
    assert "gives Hv = **" not in told
