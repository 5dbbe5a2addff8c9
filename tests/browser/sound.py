"""What is looked at in each figure at the end of a visit: it costs no visit of its own."""

from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.figure import Figure, answered
from tests.browser.letters import small
from tests.browser.test_legend import rested

SMALLEST = 12
"""Pixels of the smallest letters, on any screen."""


def faults(figure: Locator) -> dict[str, list[str]]:
    """What is wrong with a figure as it stands: its names, letters, legend, and touch."""
    found = {
        "nameless": figure.evaluate(_NAMELESS),
        "small": small(figure.page, SMALLEST),
        "swallows": figure.evaluate(_SWALLOWS),
        **rested(figure),
    }
    return {fault: marks for fault, marks in found.items() if marks}


def says_what_reset_leads_to(figure: Figure[Any]) -> None:
    """A figure whose hands have moved something tells by its live region what Reset leads to."""
    live = figure.root.locator("> .spoken[role=status]")
    live.evaluate("node => { node.textContent = ''; }")
    figure.button("Reset").click()
    answered(figure.root)
    expect(live).not_to_be_empty()


_NAMELESS = """figure => {
  const names = node => [
    node.ariaLabel,
    node.getAttribute("aria-labelledby"),
    ...[...(node.labels ?? [])].map(label => label.textContent),
    node.matches("input, select") ? "" : node.textContent,
    node.matches("[role=slider], [role=img], svg") ? "" : node.title,
  ];
  const named = "button, input, select, textarea, [role=slider], [role=grid], [role=gridcell], " +
    "[role=img], [role=group], [role=radio]";
  return [...figure.querySelectorAll(named)]
    .filter(node => node.checkVisibility({ visibilityProperty: true }) && !node.closest("[inert]"))
    .filter(node => {
      const own = node.matches("[role=slider], [role=img], [role=group], svg");
      const said = own ? [node.ariaLabel, node.getAttribute("aria-labelledby")] : names(node);
      return !said.some(name => name?.trim());
    })
    .map(node => node.outerHTML.slice(0, 120));
}"""
"""What is heard, or held, and has no name."""

_SWALLOWS = """figure => [
    ...figure.querySelectorAll("input[type=range], [role=slider]:not(.handle)"),
  ]
  .filter(node => node.checkVisibility() && getComputedStyle(node).touchAction === "none")
  .map(node => node.outerHTML.slice(0, 120))"""
"""Sliders that lie, and yet let no finger that begins on them scroll the page."""
