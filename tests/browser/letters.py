"""How large letters are on screen, whatever scales the picture or the page that they stand in."""

from playwright.sync_api import Locator, Page

_LETTERS = """
  const words = node => [
    ...[...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()) ? [node] : [],
    ...[...node.children, ...(node.shadowRoot?.children ?? [])].flatMap(words),
  ];
  const shown = node => node.checkVisibility({ visibilityProperty: true }) &&
    !node.matches("style, script, option, .spoken");
  const scaled = node => {
    const map = node.getCTM?.();
    return map ? Math.min(Math.hypot(map.a, map.b), Math.hypot(map.c, map.d)) : 1;
  };
  const size = node =>
    parseFloat(getComputedStyle(node).fontSize) * (node.currentCSSZoom ?? 1) * scaled(node);
  const told = (node, number) =>
    `${node.textContent.slice(0, 20)} (${node.getAttribute("class")}): ${number.toFixed(2)}`;
"""

_SMALL = f"""least => {{{_LETTERS}
  const figures = root => [...root.querySelectorAll("*")].flatMap(node =>
    node.matches("[data-figure], .js-plotly-plot") ? [node]
      : node.shadowRoot ? figures(node.shadowRoot) : []);
  const all = figures(document).flatMap(words).filter(shown);
  const small = all.filter(node => size(node) < least - 0.05).map(node => told(node, size(node)));
  return [all.length, small];
}}"""

_KEEP = f"""root => {{{_LETTERS}
  root.letters = new Map(words(root).filter(shown).map(node => [node, size(node)]));
  return root.letters.size;
}}"""

_GROWN = f"""(root, least) => {{{_LETTERS}
  const both = [...root.letters].filter(([node]) => node.isConnected && shown(node));
  return [both.length, both.map(([node, before]) => [node, size(node) / before])
    .filter(([, ratio]) => ratio < least - 0.005).map(([node, ratio]) => told(node, ratio))];
}}"""


def small(page: Page, least: float, words: int = 10) -> list[str]:
    """Words of figures and charts that are smaller than so many pixels; there are more words."""
    count, found = page.evaluate(_SMALL, least)
    assert count > words
    return found


def keep(figure: Locator) -> None:
    """Note how large each word of a figure is."""
    assert figure.evaluate(_KEEP) > 5


def not_grown(figure: Locator, least: float) -> list[str]:
    """Words that are not so many times as large as they were when that was noted."""
    count, found = figure.evaluate(_GROWN, least)
    assert count > 5
    return found
