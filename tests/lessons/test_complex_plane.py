"""What is said of a complex function at a point."""

from explainers.core import complex_plane as core
from explainers.lessons.complex_plane import captions


def found(text: str, z: tuple[float, float]) -> core.Settled:
    plan = core.typed(text)
    return core.settled(plan.map, plan.complex_map, z, (1.0, 0.0))


def test_complex_numbers_are_written_with_true_signs() -> None:
    assert captions.complex_numeral((3, -4)) == "3 − 4i"
    assert captions.complex_numeral((-0.5, 0.0)) == "−0.5 + 0i"
    assert captions.complex_numeral((1.0, -1e-17)) == "1 + 0i"


def test_the_words_say_whether_there_is_a_derivative() -> None:
    assert "f′(z) = 2 + 4i" in captions.split(found("z^2", (1, 2)))
    assert "misses by 2|B| = 4.47" in captions.split(found("z*conj(z)", (1, 2)))
    assert "not finite" in captions.split(found("1/z", (0, 0)))


def test_the_words_say_whether_the_modes_give_the_promise_away() -> None:
    assert "kept" in captions.promise(found("z^2", (1, 2)))
    assert "disagree" in captions.promise(found("z*conj(z)", (3, 4)))
    assert "only the check does" in captions.promise(found("conj(z)", (3, 4)))
