"""What the first page says, with and without a state of which something has to be said."""

import pytest

from explainers.lessons import sections
from tests.claims import all_met, free, judged
from tests.pages import opened, shown

FREE = tuple(
    free(pattern)
    for pattern in (
        r"Where f is smooth, its \[Jacobian\].* J at x is the best linear picture of f near x\.",
        r"Programs that\s+differentiate rarely write it down\.",
        r"They multiply by it, from one side or from the other\.",
        r"\*\*:blue\[Push\.\]\*\* v is a direction at x\.",
        r"Jv is the velocity with which f\(x\) sets out when x sets out\s+with velocity v: the "
        r"directional derivative of f along v\.",
        r"This is\s+\[forward mode\]\S*, a \[JVP\]\S*\.",
        r"\*\*:orange\[Pull\.\]\*\* u is a weight for each output; weights may have any sign and "
        r"need not sum to 1\.\s+uᵀJ is how much each input matters to that weighted sum\.",
        r"This is \[reverse mode\]\S*, a \[VJP\]\S*, and it is how models are trained\.",
    )
)


def test_every_sentence_of_the_page_is_a_definition() -> None:
    texts = [words for _, words in sections("home").values() if words]
    met = judged(texts, FREE, None)
    all_met(FREE, met)


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ({"f": "=max(x1,x2)", "x": "1_1"}, "y has a kink here: along x₁ its slope is 1 for h > 0"),
        ({"f": "=norm([x1,x2])^2", "x": "0_0"}, "what is not finite is JAX's, by its rule"),
        ({"f": "=log(exp(x1))", "x": "1000"}, "f is not finite in float64"),
    ],
)
@pytest.mark.share(99)
def test_a_state_at_which_j_is_no_derivative_is_told(link: dict[str, str], told: str) -> None:
    page = opened("home", **link)
    assert told in "\n".join(warning.value for warning in page.warning)


def test_nothing_is_told_of_a_smooth_state() -> None:
    page = opened("home")
    assert not page.warning
    assert "directional derivative" in shown(page)
