"""The teacher's guide: each link is read without a notice, and what it promises is so."""

import re
from typing import NamedTuple

import numpy as np
import pytest

from explainers.core import kinks
from explainers.core.catalog import CATALOG
from explainers.lessons import PAGES, words
from explainers.permalink import classroom
from explainers.permalink.pages import CODECS
from tests.permalink.test_old_links import parsed

PLANS = ("pushing", "backprop", "lies")


class Item(NamedTuple):
    """A line of a plan: how long, and the link to show."""

    minutes: int
    page: str
    query: str


def items(plan: str) -> list[Item]:
    found = re.findall(
        r"^- \*\*(\d+) min · \[[^]]+\]\((\w+)\?([^)]*)\)", words("guide", plan), re.M
    )
    return [Item(int(minutes), page, query) for minutes, page, query in found]


ITEMS = [item for plan in PLANS for item in items(plan)]


@pytest.mark.parametrize("plan", PLANS)
def test_a_lesson_takes_45_minutes(plan: str) -> None:
    lines = [line for line in words("guide", plan).splitlines() if line.startswith("- ")]
    assert len(items(plan)) == len(lines) == 5
    assert sum(item.minutes for item in items(plan)) == 45
    assert all("Ask: " in line and "Listen for " in line for line in lines)


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.page}?{ascii(item.query)[1:50]}")
def test_a_link_is_read_without_a_notice(item: Item) -> None:
    codec, query = CODECS[item.page], parsed(item.query)
    of_page, of_state = classroom.parted(query)
    assert classroom.read(query, codec).notices == ()
    state, notices = codec.decode(of_state)
    assert notices == ()
    assert codec.decode(parsed(codec.encode(state))) == (state, ())
    assert of_page.keys() | of_state.keys() == query.keys()


def test_every_page_that_is_named_is_there() -> None:
    others = re.findall(r"\]\((\w+)\)", words("guide", "after"))
    assert {*others, *(item.page for item in ITEMS)} <= {page.slug for page in PAGES}


# What is said of numbers ----------------------------------------------------------------------


def test_v_has_three_numbers_and_its_columns_have_two() -> None:
    assert (CATALOG["seed"].n, CATALOG["seed"].m) == (3, 2)


def test_what_the_jacobian_misses_shrinks_a_hundredfold_with_a_tenfold_smaller_step() -> None:
    def polar(x: np.ndarray) -> np.ndarray:
        return x[0] * np.array([np.cos(x[1]), np.sin(x[1])])

    x, v = (np.array(part) for part in (CATALOG["polar"].x, CATALOG["polar"].v))
    c, s = np.cos(x[1]), np.sin(x[1])
    jacobian = np.array([[c, -x[0] * s], [s, x[0] * c]])
    missed = [np.linalg.norm(polar(x + h * v) - polar(x) - h * jacobian @ v) for h in (1e-2, 1e-3)]
    assert missed[0] / missed[1] == pytest.approx(100, rel=0.02)


def test_numbers_come_back_where_there_is_no_slope_and_wrong_ones_where_there_is() -> None:
    for slug, sides in (("abs", (-1.0, 1.0)), ("difference", (1.0, 1.0)), ("where", (1.0, 1.0))):
        found = kinks.returned(slug, 0.0)
        assert (found.left, found.right) == sides
    assert np.isfinite([number("abs", "forward"), number("abs", "reverse")]).all()
    assert number("difference", "reverse") != 1
    assert np.isnan(number("where", "reverse"))


def number(slug: str, mode: str) -> float:
    """What JAX returns for a case at 0."""
    return getattr(kinks.returned(slug, 0.0), mode).number
