"""Listings: what is shown is what is run, their mistakes are seen, and nothing else is run."""

import itertools

import numpy as np
import pytest

from explainers.core.practice.listings import LISTINGS, Listing, program, run, valid
from tests.core.practice.test_measures import printed, wanted

X, SECOND = (0.5, -1.5), (2.0, 1.0)
each_listing = pytest.mark.parametrize("listing", LISTINGS.values(), ids=lambda one: one.slug)


def choices(listing: Listing) -> list[tuple[float, ...]]:
    mends = [
        (float(line), float(mend))
        for line, there in enumerate(listing.lines)
        for mend in range(len(there.mends))
    ]
    return [(), *mends]


@each_listing
def test_a_listing_does_what_its_text_does(listing: Listing) -> None:
    for picks in choices(listing):
        text, found = program(listing, X, SECOND, picks), run(listing, X, SECOND, picks)
        if found.problem:
            with pytest.raises((TypeError, ValueError)) as raised:
                printed(text)
            assert raised.type.__name__ == found.problem
            assert found.off == np.inf
        else:
            np.testing.assert_allclose(found.answer, printed(text).ravel(), rtol=1e-14)


@each_listing
def test_what_is_wanted_is_what_differences_say(listing: Listing) -> None:
    found = run(listing, X, SECOND, ())
    np.testing.assert_allclose(found.wanted, wanted(listing.slug, X, SECOND), atol=1e-7)


@each_listing
def test_a_listing_is_wrong_until_it_is_mended(listing: Listing) -> None:
    right = (float(listing.wrong), float(listing.right))
    assert run(listing, X, SECOND, right).off < 1e-12
    off = [run(listing, X, SECOND, picks).off for picks in choices(listing)]
    assert off[0] > 0.05
    assert all(z < 1e-12 or z > 0.05 for z in off)
    assert sum(z > 0.05 for z in off) > len(off) / 2


@each_listing
def test_no_two_ways_of_a_line_read_alike(listing: Listing) -> None:
    for line in listing.lines:
        texts = [line.written.text, *(mend.text for mend in line.mends)]
        assert len(set(texts)) == len(texts)


@each_listing
def test_what_is_no_mend_is_refused(listing: Listing) -> None:
    kept = list(itertools.product((-1, 0, 0.5, 1, 2, 3, 9), repeat=2))
    allowed = {picks for picks in kept if valid(listing, picks)}
    assert allowed == {picks for picks in choices(listing) if picks}
    assert not valid(listing, (0.0,))
    assert not valid(listing, (0.0, 0.0, 0.0))
