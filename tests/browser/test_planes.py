"""Arrows that leave a plane refit it when the hand lets go."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.figure import answered, arrived, still
from tests.browser.test_labels import held

_ARROWS = """root => [...root.querySelectorAll(".plane svg.picture")].flatMap(picture => {
  const frame = picture.getBoundingClientRect();
  const shown = node => node.checkVisibility() && node.getBoundingClientRect().width > 0;
  const numbers = [...picture.querySelectorAll(".tick[text-anchor=middle]")].filter(shown);
  // One without numbers is magnified: what is cut there has been cut by looking closer.
  const [low, high] = numbers.length < 2 ? [] : [numbers[0], numbers.at(-1)].map(tick => {
    const { left, right } = tick.getBoundingClientRect();
    return { at: (left + right) / 2, value: Number(tick.textContent.replace("−", "-")) };
  });
  const unit = low ? (high.at - low.at) / (high.value - low.value) : Infinity;
  const heads = [...picture.querySelectorAll(".arrow:not(.none) > .head")]
    .filter(head => head.getAttribute("d"));
  const out = heads.filter(head => {
    const { left, right, top, bottom } = head.getBoundingClientRect();
    return left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom;
  });
  const cut = [...picture.querySelectorAll(".label")].filter(shown).flatMap(label => {
    const length = /, length ([0-9.]+)$/.exec(label.textContent)?.[1];
    return length && !(length * unit > frame.width) ? [label.textContent] : [];
  });
  const lost = [...out.map(head => head.parentNode.getAttribute("class")), ...cut];
  return { arrows: heads.length, lost };
})"""
"""Of each plane: how many arrows it shows, and which are cut without being longer than it."""

PLANES = [
    "",
    "push_and_pull?f=polar",
    "linearization?f=polar",
    "complex_plane",
    "curvature",
    "curvature?f=rosenbrock",
    "curvature?f=sine",
    "rules?rule=right",
    "rules?rule=transposed",
]


def planes(figure: Locator) -> tuple[int, list[str]]:
    """How many arrows are drawn, and which of them are lost."""
    found = figure.evaluate(_ARROWS)
    return sum(plane["arrows"] for plane in found), [
        name for plane in found for name in plane["lost"]
    ]


@pytest.mark.whole
@pytest.mark.parametrize("address", PLANES)
def test_arrows_are_in_their_plane_once_the_hand_lets_go(
    page: Page, app: str, address: str
) -> None:
    page.goto(f"{app}/{address}")
    figure = page.locator("[data-figure]")
    arrived(figure)
    found = {}
    for handle in figure.locator(".plane .handle").all():
        for where in held(handle) if handle.is_visible() else ():
            still(figure)
            if "let go" in where:
                answered(figure)
                arrows, found[where] = planes(figure)
                assert arrows > 0
    assert found
    assert {where: lost for where, lost in found.items() if lost} == {}
