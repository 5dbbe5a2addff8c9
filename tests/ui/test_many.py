"""What the page of random products sends its figure, and what it says below."""

import base64
from functools import partial

import numpy as np
import pytest

from explainers.core.many.maps import MAPS
from explainers.core.many.numbers import OFS, Given, draws, found
from tests import pages
from tests.pages import received, shown

opened = partial(pages.opened, "many")


def unpacked(text: str) -> np.ndarray:
    return np.frombuffer(base64.b64decode(text), "<f8").reshape(-1, 12)


@pytest.mark.parametrize("slug", MAPS)
@pytest.mark.share(2)
def test_each_map_is_sent_with_jaxs_numbers_for_the_state(slug: str) -> None:
    app = opened(map=slug, c="0.4", law="normal", seed="6")
    assert not app.exception
    sent = received(app)["settled"]
    numbers = found(Given(slug, 0.4, "normal", 6))
    assert (sent["c"], sent["law"], sent["seed"]) == (0.4, "normal", 6)
    assert sent["jacobian"] == numbers.jacobian.ravel().tolist()
    np.testing.assert_array_equal(unpacked(sent["products"]), numbers.products)
    np.testing.assert_array_equal(unpacked(sent["directions"]), draws("normal", 6))
    assert (
        np.frombuffer(base64.b64decode(sent["series"]), "<f8").tolist() == numbers.series.tolist()
    )
    assert np.frombuffer(base64.b64decode(sent["log_det"]), "<f8").tolist() == [numbers.log_det]


@pytest.mark.parametrize("of", OFS)
@pytest.mark.share(3)
def test_the_words_tell_of_what_is_estimated(of: str) -> None:
    said = shown(opened(of=of, k="4"))
    assert "A gradient without a reverse sweep" in said
    assert ("How far off" in said) == (of != "range")
    assert "With 4 products QQᵀJ misses" in said


def test_what_is_covered_is_not_told() -> None:
    told = ("One product is off by", "one product is off by", "one product with signs is off by")
    told += ("products QQᵀJ misses", "The means settle on the trace of M")
    said = shown(opened(k="4"))
    assert all(part in said for part in told)
    said = shown(opened(k="4", cover="1"))
    assert not any(part in said for part in told)
    assert said.count("The results are covered") == len(told)
    assert "Volumes" not in said


def test_no_series_is_told_of_where_none_is_summed() -> None:
    said = shown(opened(map="ring", c="0.9", of="logdet", k="4"))
    assert said.count("which is not below 1. A has an eigenvalue of size") == 2
    assert "the terms that are left out" not in said


def test_recorded_costs_are_shown_before_anything_is_measured() -> None:
    app = opened()
    assert "Fastest were chunks of" in shown(app)
    assert "8 TB" in shown(app)
    assert [button.label for button in app.button].count("Measure here") == 1
