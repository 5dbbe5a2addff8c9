"""The table of a Jacobian as Plotly is told to draw it."""

from typing import Any

import numpy as np
import pytest

from explainers.figures.heatmap import Reading, bound, heatmap, lettering
from explainers.figures.style import DARK, LIGHT

J = np.array([[4.0, 1.0, 1.0], [1.0, -0.951, 0.0]])
INPUTS, OUTPUTS = ("x₁", "x₂", "x₃"), ("y₁", "y₂")


def draw(
    jacobian: np.ndarray = J,
    reading: Reading = "entries",
    index: int = 0,
    chosen: tuple[int, int] | None = None,
) -> Any:
    m, n = jacobian.shape
    inputs = [f"x{j}" for j in range(n)] if n != 3 else INPUTS
    outputs = [f"y{i}" for i in range(m)] if m != 2 else OUTPUTS
    return heatmap(jacobian, inputs, outputs, reading, index, LIGHT, chosen)


def test_the_numbers_are_those_of_the_jacobian() -> None:
    trace, _ = draw().data
    np.testing.assert_array_equal(trace.z, J)
    assert [list(row) for row in trace.text] == [["4", "1", "1"], ["1", "−0.95", "0"]]


def test_the_first_row_is_at_the_top_and_the_first_column_at_the_left() -> None:
    figure = draw()
    low, high = figure.layout.yaxis.range
    assert low > high
    left, right = figure.layout.xaxis.range
    assert left < right
    assert list(figure.layout.yaxis.ticktext) == list(OUTPUTS)
    assert list(figure.layout.xaxis.ticktext) == list(INPUTS)
    assert figure.layout.xaxis.side == "top"


def test_colours_are_symmetric_about_a_neutral_zero() -> None:
    trace, _ = draw().data
    assert trace.zmin == -trace.zmax
    assert trace.zmid == 0
    assert [colour for _, colour in trace.colorscale] == [
        LIGHT.negative,
        LIGHT.zero,
        LIGHT.positive,
    ]


@pytest.mark.parametrize(
    ("largest", "expected"),
    [(4.0, 5.0), (5.0, 5.0), (-5.1, 7.0), (0.13, 0.15), (0.0, 1.0), (1e6, 1e6), (1e-320, 1.0)],
)
def test_colours_shift_only_in_steps(largest: float, expected: float) -> None:
    assert bound(np.array([[0.0, largest]])) == pytest.approx(expected)


def test_hover_names_the_partial_derivative() -> None:
    _, points = draw().data
    assert points.customdata[4] == "∂y₂/∂x₂ = −0.951"
    assert points.hovertemplate == "%{customdata}<extra></extra>"


def test_a_column_is_framed_in_the_colour_of_push() -> None:
    figure = draw(reading="column", index=1)
    (frame,) = figure.layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (0.5, 1.5, -0.5, 1.5)
    assert frame.line.color == LIGHT.push
    assert "<b>" in figure.layout.xaxis.ticktext[1]


def test_a_row_is_framed_in_the_colour_of_pull() -> None:
    figure = draw(reading="row", index=0)
    (frame,) = figure.layout.shapes
    assert (frame.x0, frame.x1, frame.y0, frame.y1) == (-0.5, 2.5, -0.5, 0.5)
    assert frame.line.color == LIGHT.pull
    assert "<b>" in figure.layout.yaxis.ticktext[0]


def test_a_point_that_is_not_seen_stands_in_each_cell_row_by_row() -> None:
    table, points = draw().data
    for k in range(J.size):
        i, j = divmod(k, 3)
        assert (points.y[k], points.x[k]) == (i, j)
        assert points.customdata[k].startswith(f"∂{OUTPUTS[i]}/∂{INPUTS[j]} = ")
    for looks in (points, points.selected, points.unselected):
        assert looks.marker.opacity == 0
    assert table.hoverinfo == "skip"


def test_a_chosen_entry_is_framed_with_its_row_and_its_column() -> None:
    column, row, cell = draw(chosen=(1, 2)).layout.shapes
    assert (column.x0, column.x1, column.y0, column.y1) == (1.5, 2.5, -0.5, 1.5)
    assert (row.x0, row.x1, row.y0, row.y1) == (-0.5, 2.5, 0.5, 1.5)
    assert (cell.x0, cell.x1, cell.y0, cell.y1) == (1.5, 2.5, 0.5, 1.5)
    assert cell.line.color == LIGHT.ink


def test_nothing_is_framed_when_entries_are_read() -> None:
    assert not draw().layout.shapes


def test_what_is_not_finite_stands_as_text_on_neutral_ground() -> None:
    trace, points = draw(np.array([[np.nan, np.inf, 1.0], [-np.inf, 2.0, 0.0]])).data
    assert [list(row) for row in trace.text] == [["NaN", "∞", "1"], ["−∞", "2", "0"]]
    np.testing.assert_array_equal(trace.z, [[0, 0, 1], [0, 2, 0]])
    assert trace.zmax == 2
    assert points.customdata[1] == "∂y₁/∂x₂ = ∞"


def test_nothing_moves_but_the_hover() -> None:
    layout = draw().layout
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.dragmode is False
    assert layout.showlegend is False
    trace, _ = draw().data
    assert trace.showscale is False


def test_numbers_fit_their_cells_on_a_telephone() -> None:
    letters = lettering(np.full((8, 8), -1.234e-5))
    longest = max(len(line) for row in letters.texts for line in row[0].split("<br>"))
    assert letters.size >= 11
    assert longest * letters.size * 0.58 <= 300 / 8 + 1


def test_the_dark_table_uses_the_dark_twins() -> None:
    figure: Any = heatmap(J, INPUTS, OUTPUTS, "entries", 0, DARK)
    trace, _ = figure.data
    assert trace.colorscale[1][1] == DARK.zero
    assert trace.textfont.color == DARK.ink
