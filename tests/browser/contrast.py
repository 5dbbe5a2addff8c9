"""What does not stand out from its ground, in all that we draw: words, and edges of controls.

axe leaves most of it undecided, since it reads no shadow trees' grounds of several colours.
"""

from typing import NamedTuple

from playwright.sync_api import Locator, Page

_COLOURS = """
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = colour => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [R, G, B]) =>
    [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const parent = node => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host ?? null;
  const grounds = node => {
    if (!node) return [[255, 255, 255, 1]];
    const style = getComputedStyle(node);
    const painted = (style.backgroundImage.match(/(?:color|rgba?)\\([^()]*\\)/g) ?? []).map(parse);
    const own = grounds(parent(node)).map(ground => over(parse(style.backgroundColor), ground));
    return painted.length
      ? painted.flatMap(colour => own.map(ground => over(colour, ground)))
      : own;
  };
  const opacity = node => node ? Number(getComputedStyle(node).opacity) * opacity(parent(node)) : 1;
  const light = ([r, g, b]) => {
    const [R, G, B] = [r, g, b].map(c => c / 255)
      .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * R + 0.7152 * G + 0.0722 * B;
  };
  const ratio = (a, b) => {
    const [high, low] = [light(a), light(b)].sort((p, q) => q - p);
    return (high + 0.05) / (low + 0.05);
  };
  /** The least contrast of a colour, as it is seen, to what it lies on. */
  const least = (colour, node, on) => {
    const [r, g, b, a] = parse(colour);
    return Math.min(...grounds(on).map(ground =>
      ratio(over([r, g, b, a * opacity(node)], ground), ground)));
  };
  const shown = node => {
    const { width, height } = node.getBoundingClientRect();
    return width > 1 && height > 1 &&
      node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const idle = node => node.closest(":disabled, [aria-disabled=true]") !== null;
  const told = (node, worst) => `${(node.getAttribute("aria-label") ?? node.textContent).trim()
    .slice(0, 30)} (${node.tagName} ${node.getAttribute("class")}): ${worst.toFixed(2)}`;
  const inside = node => [node, ...[...node.children].flatMap(inside),
    ...[...(node.shadowRoot?.children ?? [])].flatMap(inside)];
"""

_WORDS = f"""root => {{{_COLOURS}
  const said = inside(root).filter(node => !node.matches("style, script, option") &&
    [...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()) && shown(node));
  const faint = said.filter(node => !node.closest(":disabled")).flatMap(node => {{
    const style = getComputedStyle(node);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const worst = least(node.namespaceURI.endsWith("svg") ? style.fill : style.color, node, node);
    return worst < (size >= 24 || (bold && size >= 18.66) ? 3 : 4.5) ? told(node, worst) : [];
  }});
  return {{ count: said.length, faint: [...new Set(faint)] }};
}}"""

_EDGES = f"""root => {{{_COLOURS}
  const sides = ["Top", "Right", "Bottom", "Left"];
  const clear = colour => parse(colour)[3] === 0;
  const edged = node => {{
    const style = getComputedStyle(node);
    return sides.filter(side => parseFloat(style[`border${{side}}Width`]) > 0)
      .map(side => style[`border${{side}}Color`]).filter(colour => !clear(colour));
  }};
  const controls = "button, select, textarea, summary, .segmented, .action, .entry, " +
    ".switch .track, input:not([type=range], [type=radio], [type=checkbox], [type=file])";
  // What stands in a frame with others has its edge.
  const drawn = inside(root).filter(node =>
    node.matches(controls) && !node.matches(".segmented *") && shown(node));
  const found = drawn.filter(node => !idle(node)).flatMap(node => {{
    const colours = edged(node), up = parent(node);
    const filled = Math.max(...grounds(node).map(own =>
      Math.min(...grounds(up).map(ground => ratio(own, ground)))));
    // What has no edge is known by its words.
    if (!colours.length && node.textContent.trim()) return [];
    const edges = colours.map(colour =>
      Math.max(least(colour, node, up), least(colour, node, node)));
    const worst = Math.max(filled, Math.min(...edges, edges.length ? Infinity : 0));
    return worst < 3 ? told(node, worst) : [];
  }});
  return {{ count: drawn.length, faint: [...new Set(found)] }};
}}"""

_OURS = """() => [...document.querySelectorAll("*")]
  .filter(node => node.shadowRoot?.children.length).map((node, k) => {
    node.dataset.ours = k;
    return k;
  })"""
"""Numbers what has a shadow tree: all that we draw stands in one, and nothing else does."""


class Seen(NamedTuple):
    """How many were looked at, and what of them is faint."""

    count: int
    faint: list[str]


def words(part: Locator) -> Seen:
    """Words of a part that are less than 4.5:1, or 3:1 where they are large."""
    return Seen(**part.evaluate(_WORDS))


def edges(part: Locator) -> Seen:
    """Controls of a part whose edge and ground are less than 3:1."""
    return Seen(**part.evaluate(_EDGES))


def faint(page: Page, least: int = 6) -> list[str]:
    """Words and controls of all our parts of a page that do not stand out.

    ``least`` is how many words these parts have.
    """
    parts = [page.locator(f"[data-ours='{k}']") for k in page.evaluate(_OURS)]
    read, met = [words(part) for part in parts], [edges(part) for part in parts]
    assert sum(one.count for one in read) >= least
    return [text for one in (*read, *met) for text in one.faint]
