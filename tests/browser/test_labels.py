"""Words in the planes are written over nothing that must be read or seen."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.each import each
from tests.browser.figure import Stage, still

_OVERPRINTED = """root => [...root.querySelectorAll("svg.picture")].flatMap(picture => {
  const boxOf = node => {
    const { x, y, width, height } = node.getBBox();
    const { a, d, e, f } = node.transform.baseVal.consolidate()?.matrix ?? new DOMMatrix();
    // Letters do not reach the ends of their line.
    return [e + a * x, f + d * (y + 0.15 * height), a * width, d * 0.7 * height];
  };
  const shown = node => node.checkVisibility() && node.getBBox().width > 0;
  const words = [...picture.querySelectorAll("text")].filter(shown)
    .map(node => ({ name: node.textContent, box: boxOf(node), free: node.matches(".label") }));
  const circles = [...picture.querySelectorAll(":scope > circle, .handle[transform]")];
  const marks = circles.filter(shown).map(node => {
    if (node.matches(".handle")) {
      const { e, f } = node.transform.baseVal.consolidate().matrix;
      return { name: node.getAttribute("aria-label"), box: [e - 8, f - 8, 16, 16] };
    }
    return { name: node.getAttribute("class"), box: boxOf(node) };
  });
  const over = ({ box: [x, y, w, h] }, { box: [a, b, c, d] }) =>
    Math.min(x + w, a + c) - Math.max(x, a) > 0.5 && Math.min(y + h, b + d) - Math.max(y, b) > 0.5;
  const { width, height } = picture.viewBox.baseVal;
  const out = words.filter(({ box: [x, y, w, h] }) =>
    x < 0 || y < 0 || x + w > width || y + h > height);
  return [
    ...out.map(({ name }) => `${name} is cut by the edge`),
    // Numbers of the axes stand where they are: a handle may pass over one.
    ...words.flatMap((word, k) => [...words.slice(k + 1), ...(word.free ? marks : [])]
      .filter(other => over(word, other)).map(({ name }) => `${word.name} over ${name}`)),
  ];
})"""
"""Pairs of words and marks that are drawn over one another."""


def overprinted(figure: Locator) -> list[str]:
    return figure.evaluate(_OVERPRINTED)


LOOKS = {
    "seed": "&covectors=stripes",
    "polar": "&circle=1",
    "arm": "",
    "helix": "",
    "logsumexp": "&mode=pull",
}


@pytest.mark.whole
@each("screen", ["page", "phone"], ["phone"])
def test_words_are_over_nothing_while_a_hand_holds_and_after(
    screen: str, app: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    found: dict[str, list[str]] = {}
    for slug, look in LOOKS.items():
        stage = Stage(page, f"{app}/push_and_pull?f={slug}{look}")
        found[slug] = overprinted(stage.root)
        for bar in ("v 1", "u 1", "x 1"):
            for part in (-0.47, 0.47):
                handle = stage.slider(bar)
                handle.scroll_into_view_if_needed()
                box = handle.bounding_box()
                assert box
                stage.hold(handle, part * box["width"], moves=4)
                still(stage.root)
                found[f"{slug}, {bar} held at {part}"] = overprinted(stage.root)
                page.mouse.up()
                stage.settled()
                found[f"{slug}, {bar} at {part}"] = overprinted(stage.root)
    assert {state: pairs for state, pairs in found.items() if pairs} == {}
