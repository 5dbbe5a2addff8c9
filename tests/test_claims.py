"""The judge of sentences is no easy one."""

import pytest

from tests.claims import all_met, claim, free, judged, sentences

SIZE = claim(r"x is (\d+)\.", lambda x, said: int(said[1]) == x)


def test_sentences_end_where_they_end_and_not_in_formulas_or_numbers() -> None:
    text = "**J is 0.5.** It is $a. B$, at `x. Y` too. ∇f is 0.\n\nλ is one! Next"
    assert sentences(text) == [
        "**J is 0.5.",
        "It is $a. B$, at `x. Y` too.",
        "∇f is 0.",
        "λ is one!",
        "Next",
    ]


def test_a_true_sentence_passes_and_is_counted() -> None:
    met = judged(["x is 3. A number."], [SIZE, free(r"A number\.")], 3)
    assert sum(met.values()) == 2
    all_met([SIZE], met)


@pytest.mark.parametrize("text", ["x is 4.", "x is large.", "x is 3. x is 4."])
def test_a_false_or_unknown_sentence_fails(text: str) -> None:
    with pytest.raises(AssertionError):
        judged([text], [SIZE], 3)


def test_two_claims_for_one_sentence_and_claims_for_none_fail() -> None:
    with pytest.raises(AssertionError):
        judged(["x is 3."], [SIZE, free(r"x is .*")], 3)
    with pytest.raises(AssertionError):
        all_met([SIZE], judged([], [SIZE], 3))
