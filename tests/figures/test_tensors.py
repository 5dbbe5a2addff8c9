"""Blocks of four axes, and plugs over their sockets."""

from typing import Any

import numpy as np

from explainers.figures.style import LIGHT
from explainers.figures.tensors import blocks, plug


def drawn(numbers: np.ndarray) -> Any:
    p, q = numbers.shape[:2]
    titles = [[f"{i}{j}" for j in range(q)] for i in range(p)]
    return blocks(numbers, titles, lambda *place: str(place), LIGHT)


def test_each_block_is_drawn_with_its_own_numbers_on_one_scale() -> None:
    numbers = np.arange(36, dtype=float).reshape(3, 2, 3, 2) - 10
    figure = drawn(numbers)
    assert len(figure.data) == 6
    for trace, block in zip(figure.data, numbers.reshape(6, 3, 2), strict=True):
        np.testing.assert_array_equal(trace.z, block)
        assert (trace.zmin, trace.zmid, trace.zmax) == (-30, 0, 30)
    assert figure.data[3].customdata[2][1] == "(1, 1, 2, 1) = 13"
    assert [note.text for note in figure.layout.annotations] == ["00", "01", "10", "11", "20", "21"]


def test_blocks_do_not_overlap() -> None:
    figure = drawn(np.ones((3, 2, 3, 2)))
    left, right, below = figure.data[0], figure.data[1], figure.data[2]
    assert max(left.x) + 1 < min(right.x)
    assert max(left.y) + 1 < min(below.y)
    low, high = figure.layout.xaxis.range
    assert low < min(left.x) - 0.5
    assert max(right.x) + 0.5 < high


def squares(*arguments: Any) -> list[Any]:
    figure: Any = plug(*arguments)
    return list(figure.layout.shapes)


def test_a_plug_shows_what_fits_and_what_does_not() -> None:
    shapes = squares((2, 3), (3, 2), LIGHT, "tangent")
    filled = [shape for shape in shapes if shape.fillcolor == LIGHT.push]
    assert len(filled) == 6
    assert len(shapes) == 12
    assert sorted(shape.opacity for shape in filled) == [0.35] * 2 + [0.85] * 4


def test_a_shape_of_one_axis_lies_in_a_row_and_a_number_is_one_cell() -> None:
    row = squares((6,), (3, 2), LIGHT, "cotangent")
    assert max(shape.y1 for shape in row if shape.fillcolor == LIGHT.pull) < 1
    assert sum(shape.fillcolor == LIGHT.pull for shape in row) == 6
    number = squares((), (3, 2), LIGHT, "cotangent")
    assert sum(shape.fillcolor == LIGHT.pull for shape in number) == 1


def test_the_legend_of_a_plug_names_what_is_drawn() -> None:
    def named(shape: tuple[int, ...], socket: tuple[int, ...]) -> list[str]:
        figure: Any = plug(shape, socket, LIGHT, "tangent")
        assert figure.layout.showlegend
        return [trace.name for trace in figure.data]

    assert named((3, 2), (3, 2)) == ["what is given", "what is needed"]
    assert named((2, 3), (3, 2)) == ["what is given", "what does not fit", "what is needed"]
