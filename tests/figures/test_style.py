"""Colours that can be read, and told apart by everybody."""

import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from explainers.figures.style import (
    DARK,
    DARK_SETS,
    LIGHT,
    LIGHT_SETS,
    Roles,
    Sets,
    bound,
    signed_scale,
)

WORDS = ["ink", "muted", "both", "push_text", "pull_text", "negative_text", "positive_text"]
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
ROOT = Path(__file__).parents[2]

# Machado, Oliveira, Fernandes 2009, severity 1, on linear RGB.
COLOUR_BLIND = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """Contrast ratio of WCAG 2.2."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIE L*a*b* (D65) of linear RGB."""
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    xyz = to_xyz @ np.clip(rgb, 0, 1) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=1e-3)


@THEMES
@pytest.mark.parametrize("text", WORDS)
def test_words_can_be_read_on_every_ground(colours: Roles, text: str) -> None:
    for ground in ("page", "ground", "panel", "push_tint", "pull_tint", "zero"):
        assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5, ground


@THEMES
def test_a_number_can_be_read_on_its_cell(colours: Roles) -> None:
    for cell in (colours.negative, colours.zero, colours.positive):
        assert contrast(colours.ink, cell) >= 4.5, cell


@THEMES
def test_lines_of_a_role_can_be_seen(colours: Roles) -> None:
    for line in (colours.push, colours.pull, colours.push_deep, colours.pull_deep):
        for ground in (colours.page, colours.ground, colours.panel):
            assert contrast(line, ground) >= 3.0, (line, ground)


@THEMES
def test_parts_of_bars_and_edges_of_controls_can_be_seen(colours: Roles) -> None:
    grounds = {"push": ("page", "push_tint", "zero"), "pull": ("page", "pull_tint", "zero")}
    for role, below in grounds.items():
        for part in ("pale", "deep"):
            for ground in below:
                seen = contrast(getattr(colours, f"{role}_{part}"), getattr(colours, ground))
                assert seen >= 3.0, (role, part, ground)
    for ground in (colours.page, colours.ground, colours.panel):
        assert contrast(colours.edge, ground) >= 3.0


@THEMES
def test_both_ends_of_the_scale_are_as_far_from_zero(colours: Roles) -> None:
    assert contrast(colours.negative, colours.zero) == pytest.approx(
        contrast(colours.positive, colours.zero), rel=0.1
    )
    assert [place for place, _ in signed_scale(colours)] == [0.0, 0.5, 1.0]


@THEMES
@pytest.mark.parametrize("sight", COLOUR_BLIND)
def test_signs_and_roles_differ_for_the_colour_blind(colours: Roles, sight: str) -> None:
    def seen(colour: str) -> np.ndarray:
        return lab(np.array(COLOUR_BLIND[sight]) @ linear(colour))

    for one, other in [
        *combinations([colours.negative, colours.zero, colours.positive], 2),
        (colours.push, colours.pull),
    ]:
        assert np.linalg.norm(seen(one) - seen(other)) >= 15, (one, other)


@pytest.mark.parametrize(
    ("colours", "sets"), [(LIGHT, LIGHT_SETS), (DARK, DARK_SETS)], ids=["light", "dark"]
)
def test_sets_can_be_read_upon_and_told_apart(colours: Roles, sets: Sets) -> None:
    for ground in sets:
        assert contrast(colours.ink, ground) >= 4.5, ground
    for one, other in combinations([*sets, colours.page, colours.panel], 2):
        if one not in sets:
            continue
        apart = lab(linear(one)) - lab(linear(other))
        assert np.linalg.norm(apart) >= 12, (one, other)


WIDGETS = {
    "primaryColor": "push_text",  # Streamlit writes words in it
    "backgroundColor": "page",
    "secondaryBackgroundColor": "panel",
    "textColor": "ink",
    "linkColor": "push_text",
    "borderColor": "hairline",
    "codeTextColor": "ink",
    "blueColor": "push",
    "blueTextColor": "push_text",
    "orangeColor": "pull",
    "orangeTextColor": "pull_text",
    "violetColor": "negative_text",
    "violetTextColor": "negative_text",
    "greenColor": "positive_text",
    "greenTextColor": "positive_text",
    "grayColor": "muted",
    "grayTextColor": "muted",
}
"""Role of each colour in Streamlit's configuration."""


@THEMES
def test_figures_and_widgets_share_their_colours(colours: Roles) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    theme = "light" if colours is LIGHT else "dark"
    assert config["theme"][theme] == {
        setting: getattr(colours, role) for setting, role in WIDGETS.items()
    }


@pytest.mark.parametrize(
    ("largest", "expected"),
    [
        (4.0, 5.0),
        (5.0, 5.0),
        (-5.1, 7.0),
        (0.13, 0.15),
        (0.0, 1.0),
        (1e6, 1e6),
        (1e-320, 1.0),
        (np.inf, 1.0),
        (np.nan, 1.0),
    ],
)
def test_colours_shift_only_in_steps(largest: float, expected: float) -> None:
    assert bound(np.array([[0.0, largest]])) == pytest.approx(expected)
