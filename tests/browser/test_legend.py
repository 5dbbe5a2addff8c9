"""The legend of each figure names every mark that the figure draws, and nothing else."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.each import each
from tests.browser.figure import answered, arrived, drawn

FRAMING = (
    # Places and controls, which bear their names or are their own.
    "button, select, input, label, .tools *, .player *, .light *, .legend *, .posed, .goals *",
    # Axes with their numbers, and zero lines.
    ".axes, .ticks *, .track, .track .zero, .stack-of .zero, .falling .grid, .remainder .grid",
    # What lies around marks: planes, panels, tables, cells that hold a number.
    ".well, .readout, .player, .graph, .chart, .meter, .modes, .blocks-place, .order, .mode",
    ".bar, .margin, .corner, .sum-of, .weigh, .fold, .body, .won > *, th, td",
    ".message, .guide, .hit, .hit-line, .program",
    # Frames of matrices, and what heads of columns and rows carry.
    ".frame, .chip, .head .of",
    # A sample of a mark, beside its number.
    ".ring-mark, .swatch",
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
  const seen = node => {
    const { width, height } = node.getBoundingClientRect();
    const room = node instanceof SVGElement ? width + height : width * height;
    return room > 0 && node.getAttribute("d") !== "" &&
      node.checkVisibility({ visibilityProperty: true });
  };
  const shape = node => !(node instanceof SVGElement) || node instanceof SVGGeometryElement;
  const drawn = node => shape(node) && seen(node) && painted(node, getComputedStyle(node));
  const all = [...root.querySelectorAll("*")];
  const marks = all.filter(node => !node.matches(framing) && drawn(node));
  const of = node => `${node.tagName}.${node.getAttribute("class") ?? ""}`;
  const unnamed = marks.filter(node => !entries.some(entry => node.closest(entry)));
  return {
    unnamed: [...new Set(unnamed.map(node => `${of(node.parentNode)} > ${of(node)}`))],
    undrawn: entries.filter(entry => ![...root.querySelectorAll(entry)].some(seen)),
  };
}"""


HOME, END = "Home", "End"
SEEN = {
    "push_and_pull?f=polar": ["Push Jv", "Pull uᵀJ", "Stripes", "Both", "Circle", "Predict"],
    "push_and_pull?f=rosenbrock": ["Stripes"],
    "push_and_pull?f=helix": [],
    "": ["Matrix", "Pull uᵀJ", "Both"],
    "push_and_pull?f=camera": [],
    "push_and_pull?f=line-fit": ["Push Jv", "Pull uᵀJ"],
    "linearization?f=polar": ["J/2, wrong", "Predict"],
    "linearization?f=rosenbrock": [],
    "linearization?f=helix": [],
    "two_sweeps?step=4&cover=1": [],
    "two_sweeps": [END, "Forward Jv", "Reverse uᵀJ", HOME, "J by columns", "J by rows"],
    "brackets": ["No brackets start from the bare row", "Transpose"],
    "descent": [END, "Predict"],
    "descent?risk=logistic": [END],
    "descent?risk=rosenbrock&rate=100": [END],
    "curvature": [END, "Predict"],
    "curvature?f=sine": [],
    "curvature?f=rosenbrock&x=-0.5_0.5&v=0_0.5": [END],
    "tensors": ["Pull UᵀJ", "Logits", "10 × 6", "Predict"],
    "rules": [END, "Right", "Transposed", HOME],
    "complex_plane": ["dz = i step along the imaginary axis", "Predict"],
    "complex_plane?f=conj": [],
    "kinks": ["Predict"],
    "kinks?case=float32": [],
    "kinks?case=integers": [],
    "many?k=7": ["Diagonal", "Norm", "Gradient", "Range", "Det", "Predict"],
    "many?map=ring&of=logdet&c=0.9": [],
    "many?map=swirl&law=normal": ["Norm", "Predict", "Look without a guess"],
    "sparsity?f=energy&columns=1_1_0_0_0_0_0_0": ["Conflict graph", "Rows", "Both", "Predict"],
    "sparsity?f=traffic&probe=column_3": ["f₄, pull row 4", "Probe"],
    "implicit": ["Pull u", "Push dp", "Predict"],
    "implicit?g=arm": ["Pull u"],
    "memory": ["Add a stone in the longest segment", "Predict"],
    "memory?steps=20&stones=none": [],
    "jacobian?f=seed": [],
    "jacobian?f=seed&u=1_0&v=0_1_0": [],
    "jacobian?f=seed&read=column_2": [],
    "jacobian?f=seed&read=row_1": [],
    "jacobian?f=seed&cover=1": [],
    "jacobian?f==[log(x1),x1x2]&x=0_0": [],
    "practice?puzzle=battleship": [],
    "practice?puzzle=repair-listing": [],
    "cheatsheet": ["Denominator layout"],
}
"""Addresses, and what is pressed there one after the other: a button, or a key of the player."""

RIGHT = {"unnamed": [], "undrawn": []}
FEW = (
    "push_and_pull?f=polar",
    "linearization?f=polar",
    "two_sweeps",
    "brackets",
    "descent",
    "curvature",
    "tensors",
    "rules",
    "complex_plane",
    "kinks",
    "many?k=7",
    "sparsity?f=energy&columns=1_1_0_0_0_0_0_0",
    "memory",
    "implicit",
    "jacobian?f=seed&u=1_0&v=0_1_0",
    "cheatsheet",
)
"""One of each figure."""


@pytest.mark.share(99)
@each("address", SEEN, FEW)
def test_whatever_is_drawn_is_named_and_what_is_not_is_not(
    page: Page, app: str, address: str
) -> None:
    page.goto(f"{app}/{address}")
    figure = page.locator("[data-figure]")
    arrived(figure)
    assert rested(figure) == RIGHT
    for name in SEEN[address]:
        if name in (HOME, END):
            figure.get_by_role("slider", name="step", exact=True).press(name)
        else:
            figure.get_by_role("button", name=name, exact=True).click()
        answered(figure)
        assert (name, rested(figure)) == (name, RIGHT)


def rested(figure: Locator) -> dict[str, list[str]]:
    """What is read once the legend has followed, for which a figure that plays has to rest."""
    for _ in range(60):
        if read(figure) == RIGHT:
            break
        drawn(figure.page)
    return read(figure)


def read(figure: Locator) -> dict[str, list[str]]:
    """Marks that are drawn and not named, and entries of the legend for what is not drawn."""
    return figure.evaluate(_READ, ", ".join(FRAMING))
