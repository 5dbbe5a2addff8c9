"""Words in the figures are written over nothing that must be read or seen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.each import each
from tests.browser.figure import Stage, answered, arrived, drawn, still
from tests.browser.test_legend import END, HOME, SEEN

_OVERPRINTED = """root => [...root.querySelectorAll("svg[role]")].flatMap(picture => {
  const view = picture.getBoundingClientRect();
  const boxOf = node => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [x, y, width, height];
  };
  // Letters do not reach the ends of their line.
  const letters = ([x, y, width, height]) => [x, y + 0.15 * height, width, 0.7 * height];
  const seen = { visibilityProperty: true, opacityProperty: true };
  const shown = node => node.checkVisibility(seen) && node.getBoundingClientRect().width > 0;
  const words = [...picture.querySelectorAll("text")].filter(shown).map(node => ({
    name: node.textContent, box: letters(boxOf(node)),
    free: node.matches(".label"), of: node.closest(".handle"),
  }));
  const round = ":scope > circle, .lens > circle, .handle[transform]";
  const circles = [...picture.querySelectorAll(round)];
  const marks = circles.filter(shown).map(node => {
    if (node.matches(".handle")) {
      const { e, f } = node.getScreenCTM();
      return { name: node.getAttribute("aria-label"), box: [e - 8, f - 8, 16, 16] };
    }
    return { name: node.getAttribute("class") ?? "lens", box: boxOf(node) };
  });
  const over = ({ box: [x, y, w, h] }, { box: [a, b, c, d] }) =>
    Math.min(x + w, a + c) - Math.max(x, a) > 0.5 && Math.min(y + h, b + d) - Math.max(y, b) > 0.5;
  const out = words.filter(({ of, box: [x, y, w, h] }) => !of &&
    (x < view.left || y < view.top || x + w > view.right || y + h > view.bottom));
  return [
    ...out.map(({ name }) => `${name} is cut by the edge`),
    // Numbers of the axes stand where they are: a handle may pass over one, with its own word.
    ...words.flatMap((word, k) => [
      ...words.slice(k + 1).filter(({ of }) => !of && !word.of), ...(word.free ? marks : []),
    ].filter(other => over(word, other)).map(({ name }) => `${word.name} over ${name}`)),
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


def held(handle: Locator) -> Iterator[str]:
    """A handle carried into two corners of its picture, and let go there; where it is."""
    mouse, name = handle.page.mouse, handle.get_attribute("aria-label")
    for part in (0.96, 0.04):
        handle.scroll_into_view_if_needed()
        box = handle.locator("xpath=ancestor::*[local-name()='svg'][1]").bounding_box()
        assert box is not None
        mouse.move(*handle.evaluate("node => [node.getScreenCTM().e, node.getScreenCTM().f]"))
        mouse.down()
        for near in (0.5, 1):
            across, up = 0.5 + near * (part - 0.5), 0.5 - near * (part - 0.5)
            mouse.move(box["x"] + across * box["width"], box["y"] + up * box["height"])
        yield f"{name} held at {part}"
        mouse.up()
        yield f"{name} let go at {part}"


@pytest.mark.parametrize("screen", ["page", pytest.param("phone", marks=pytest.mark.whole)])
@each("address", SEEN, ())
def test_words_are_over_nothing_in_any_figure(
    screen: str, address: str, app: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(screen)
    page.goto(f"{app}/{address}")
    figure = page.locator("[data-figure]")
    arrived(figure)
    found = {"at first": overprinted(figure)}
    for name in SEEN[address]:
        if name in (HOME, END):
            figure.get_by_role("slider", name="step", exact=True).press(name)
        else:
            figure.get_by_role("button", name=name, exact=True).click()
        answered(figure)
        drawn(page)
        found[name] = overprinted(figure)
    for handle in figure.locator("svg .handle").all():
        for where in held(handle) if handle.is_visible() else ():
            still(figure)
            found[where] = overprinted(figure)
    assert {state: pairs for state, pairs in found.items() if pairs} == {}
