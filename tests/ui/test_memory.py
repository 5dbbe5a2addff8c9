"""What the lesson on checkpoints sends its figure, and says below it."""

from functools import partial

from explainers.core.memory import schedule
from tests import pages
from tests.pages import received, shown

opened = partial(pages.opened, "memory")


def test_the_figure_is_sent_the_placement_with_its_count() -> None:
    app = opened(steps="10", stones="4_7")
    assert not app.exception
    assert received(app)["settled"] == {"steps": 10, "stones": [4, 7], "recomputed": 15}
    assert received(app)["limits"] == {"steps": [2, schedule.MOST]}


def test_the_words_tell_what_jax_computes_and_keeps() -> None:
    told = shown(opened())
    assert "| best with 3 slots | 3 | 15 | 15 | 4 numbers |" in told
    assert "| only the start | 1 | 45 | 45 | 2 numbers |" in told
    assert "| **yours**, on 10 steps | 2 | 21 | 21 | 3 numbers |" in told
    assert "The derivative of the end by the start is 0.07849" in told


def test_the_readers_own_stones_are_counted_by_jax() -> None:
    told = shown(opened(steps="17", stones="5_9_16"))
    assert "| **yours**, on 17 steps | 4 |" in told
    assert "4 numbers: the states in the 4 slots except the one before the last step" in told


def test_layers_and_loops_are_told_with_jaxs_own_message() -> None:
    app = opened()
    assert "no checkpoint, in a `scan`" in shown(app)
    code = "\n".join(one.value for one in app.code)
    assert "Reverse-mode differentiation does not work for lax.while_loop" in code
    assert "lax.while_loop(lambda x: x < 0.9, step, x)" in code


def test_what_is_covered_is_told_nowhere() -> None:
    told = shown(opened(cover="1"))
    assert "best with 3 slots" not in told
    assert "**yours**" not in told
