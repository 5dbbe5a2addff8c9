"""Both densities are drawn as they are given, and told apart by more than colour."""

from typing import Any

import numpy as np

from explainers.core.many.flow import densities as found_for
from explainers.figures.many import densities
from explainers.figures.style import LIGHT


def test_both_densities_are_drawn_and_the_wrong_one_is_dashed() -> None:
    found = found_for(0.6)
    picture = densities(found.y, found.right, found.wrong, LIGHT)
    drawn: list[Any] = list(picture.data)
    right, wrong = drawn
    np.testing.assert_array_equal(right.y, found.right)
    np.testing.assert_array_equal(wrong.y, found.wrong)
    assert (right.line.dash, wrong.line.dash) == ("solid", "dash")
    layout: Any = picture.layout
    assert layout.yaxis.range[1] > max(found_for(1.0).wrong.max(), found.right.max())
