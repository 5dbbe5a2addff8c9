"""The legend of each figure names every mark that the figure draws, and nothing else."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.figure import answered, arrived

FRAMING = (
    # Places and controls, which bear their names or are their own.
    "button, select, input, label, .tools *, .player *, .light *, .legend *",
    # Axes with their numbers, and zero lines.
    ".axes, .ticks *, .track, .track .zero",
    # What lies around marks: planes, panels, cells that hold a number.
    ".well, .readout, .guide, .bar, .margin, .corner, .message, .hit",
    # A sample of a mark, beside its number.
    ".ring-mark",
)
"""What is no mark, in any figure."""

_READ = """(root, framing) => {
  const entries = [...root.querySelectorAll(".legend > li")].map(entry => entry.dataset.mark);
  const clear = colour => /^(none|transparent|rgba\\(.*, 0\\))$/.test(colour);
  const sides = ["Top", "Right", "Bottom", "Left"];
  const painted = (node, style) => node instanceof SVGElement
    ? (!clear(style.stroke) && Number(style.strokeOpacity) > 0) ||
      (!clear(style.fill) && Number(style.fillOpacity) > 0)
    : !clear(style.backgroundColor) || style.backgroundImage !== "none" || sides.some(side =>
        parseFloat(style[`border${side}Width`]) > 0 && !clear(style[`border${side}Color`]));
  const drawn = node => {
    const { width, height } = node.getBoundingClientRect();
    const shown = node instanceof SVGElement
      ? node instanceof SVGGeometryElement && width + height > 0 && node.getAttribute("d") !== ""
      : width * height > 0;
    return shown && node.checkVisibility({ visibilityProperty: true }) &&
      painted(node, getComputedStyle(node));
  };
  const all = [...root.querySelectorAll("*")];
  const marks = all.filter(node => !node.matches(framing) && drawn(node));
  const of = node => `${node.tagName}.${node.getAttribute("class") ?? ""}`;
  const unnamed = marks.filter(node => !entries.some(entry => node.closest(entry)));
  return {
    unnamed: [...new Set(unnamed.map(node => `${of(node.parentNode)} > ${of(node)}`))],
    undrawn: entries.filter(entry => !marks.some(node => node.closest(entry))),
  };
}"""


SEEN = {
    "push_and_pull?f=polar": ["Push Jv", "Pull uᵀJ", "Stripes", "Both", "Circle", "Cover"],
    "push_and_pull?f=rosenbrock": [],
    "push_and_pull?f=helix": [],
    "push_and_pull?f=camera": [],
    "push_and_pull?f=line-fit": ["Push Jv", "Pull uᵀJ"],
    "": ["Matrix", "Pull uᵀJ", "Both"],
}
"""Addresses, and what is pressed there one after the other."""

RIGHT = {"unnamed": [], "undrawn": []}


@pytest.mark.parametrize("address", SEEN)
def test_whatever_is_drawn_is_named_and_what_is_not_is_not(
    page: Page, app: str, address: str
) -> None:
    page.goto(f"{app}/{address}")
    figure = page.locator("[data-figure]")
    arrived(figure)
    assert read(figure) == RIGHT
    for name in SEEN[address]:
        figure.get_by_role("button", name=name, exact=True).click()
        answered(figure)
        assert (name, read(figure)) == (name, RIGHT)


def read(figure: Locator) -> dict[str, list[str]]:
    """Marks that are drawn and not named, and entries of the legend for what is not drawn."""
    return figure.evaluate(_READ, ", ".join(FRAMING))
