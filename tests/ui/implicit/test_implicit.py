"""What the page of implicit derivatives sends its figure, and what it says below."""

from functools import partial

import pytest

from explainers.core.implicit.numbers import Given, found
from explainers.core.implicit.problems import PROBLEMS
from tests import pages
from tests.pages import received, shown

opened = partial(pages.opened, "implicit")


@pytest.mark.parametrize("slug", ["cubic", "arm"])
def test_an_equation_is_sent_with_jaxs_numbers_for_the_state(slug: str) -> None:
    app = opened(g=slug, dp="0.5")
    assert not app.exception
    sent = received(app)
    problem = PROBLEMS[slug]
    numbers = found(Given(slug, problem.p, problem.x, 0.5, (1.0, 0.0)[: problem.n]))
    assert sent["unknowns"] == list(problem.unknowns)
    assert sent["settled"]["push"] == numbers.push.tolist()
    assert sent["settled"]["g_x"] == numbers.g_x.ravel().tolist()
    assert sent["settled"]["regular"] is True


def test_the_words_tell_of_the_solution_and_of_a_fold() -> None:
    assert "so dx/dp = 0.57" in shown(opened())
    at_fold = opened(g="fold", at="0_0")
    assert "This is a fold" in shown(at_fold)
    assert received(at_fold)["settled"]["regular"] is False


def test_what_is_covered_is_not_told() -> None:
    said = shown(opened(cover="1"))
    assert "so dx/dp" not in said
    assert "The results are covered" in said


def test_a_typed_equation_is_shown_with_p() -> None:
    app = opened(g="=x^3+x*p-1")
    assert not app.exception
    assert received(app)["title"] == "x^3+x*p-1 = 0"
