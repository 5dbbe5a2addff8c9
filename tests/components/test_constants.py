"""What stands in the JavaScript as well as in Python is the same in both."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from explainers import permalink
from explainers.components import descent
from explainers.core import rounding
from explainers.core.descent import look
from explainers.core.implicit import verdicts
from explainers.core.many import numbers as products
from explainers.core.many import series
from explainers.core.rules import verdicts as slopes
from explainers.core.sparsity import colouring
from explainers.core.tensors import numbers as tensors
from explainers.lessons import shared
from explainers.lessons.many import captions
from explainers.permalink import brackets, classroom, fields, many, rules, two_sweeps
from explainers.permalink import room as links
from explainers.rooms import room as rooms
from explainers.ui import room, room_own, stage

ROOT = Path(__file__).parents[2]
FRONTEND = ROOT / "explainers" / "components" / "frontend"
STYLE = FRONTEND / "parts" / "instrument.css"


@pytest.fixture(scope="module")
def there() -> dict[str, Any]:
    """The constants of the JavaScript, by name."""
    node = shutil.which("node")
    assert node is not None, "tests need Node.js"
    script = ROOT / "tests" / "js" / "constants.mjs"
    found = subprocess.run([node, script], capture_output=True, text=True, check=True)
    return json.loads(found.stdout)


def test_bounds_are_the_same_in_both_languages(there: dict[str, Any]) -> None:
    assert there["LARGEST"] == permalink.LARGEST
    assert there["MAPS"] == [*range(brackets.FEWEST, brackets.MOST + 1)]
    assert (there["STOPS"][0], there["STOPS"][-1]) == brackets.CODEC.limits._asdict()["sizes"]
    assert there["LAST"] == rules.LAST_STEP
    assert there["END"] == two_sweeps.END
    shape = (there["ROWS"], there["FEATURES"], there["CLASSES"])
    assert shape == (tensors.ROWS, tensors.FEATURES, tensors.CLASSES)


def test_figures_and_pages_wait_in_the_same_words(there: dict[str, Any]) -> None:
    assert there["WAITING"] == shared()["waiting"].words


def test_the_address_keeps_all_that_a_link_says_of_a_page(there: dict[str, Any]) -> None:
    of_streamlit = {"embed", "embed_options"}
    assert {*there["OF_THE_FRAME"]} == of_streamlit | {field.name for field in classroom.FIELDS}


def test_figures_read_no_link() -> None:
    """Python reads and checks what links say of a page or a state, and sends it with the data.

    A frame is seen before that: the row below it finds by itself whether to present the page or
    fold its menu. Two more put back into the address what stands there.
    """
    reads = re.compile(r"\blocation\.search\b|\{[^}]*\bsearch\b[^}]*\} = \w*\.?location\b")
    found = {
        path.relative_to(FRONTEND).as_posix()
        for path in FRONTEND.rglob("*.js")
        if reads.search(path.read_text())
    }
    frame, kept = {"link/menu.js", "link/present.js"}, {"link/link.js", "parts/connection.js"}
    assert found == frame | kept


def test_what_is_drawn_of_what_python_sends_is_as_much_as_it_sends(there: dict[str, Any]) -> None:
    assert there["SHOWN"] == look.ROWS
    assert there["CURVE_REACH"] == stage.CURVE_REACH
    assert 0.9 * descent.LARGEST < there["CUT"] < descent.LARGEST


def test_a_room_takes_as_much_as_its_fields_let_in(there: dict[str, Any]) -> None:
    assert there["ASK"] == classroom.LONGEST
    assert there["MOST_WORDS"] == rooms.MOST_WORDS
    assert there["CHOICES"] == room_own.CHOICES[-1]
    assert there["LINK"] == room.LONGEST
    assert there["FARTHEST"] == fields.LARGEST


def test_a_room_has_the_address_that_its_links_lead_to(there: dict[str, Any]) -> None:
    code = rooms.new_code()
    link = links.CODEC.encode(links.State(c=code))
    assert link == f"{there['CODE']}={code}"


def test_hands_and_links_round_and_colour_alike(there: dict[str, Any]) -> None:
    assert there["DECIMALS"] == many.DECIMALS
    assert there["PALETTE"] == colouring.PALETTE


def test_what_is_too_small_to_tell_is_so_on_both_sides(there: dict[str, Any]) -> None:
    of_rounding = (there["SAFE"], there["UNIT"], there["TINY"], there["LIBRARY"])
    assert of_rounding == (rounding.SAFE, rounding.UNIT, rounding.TINY, rounding.LIBRARY)
    assert there["RINGS"] == [*verdicts.RINGS]
    around = (there["AROUND"], there["SAME"], there["APART"], there["STEEPEST"])
    assert around == (verdicts.AROUND, verdicts.SAME, verdicts.APART, verdicts.STEEPEST)


def test_random_products_are_summed_and_told_from_rounding_alike(there: dict[str, Any]) -> None:
    of_series = (there["STEP"], there["TERMS"], there["CLOSE"])
    assert of_series == (series.STEP, series.TERMS, series.CLOSE)
    assert there["NEW"] == products.NEW
    assert there["ROUNDED"] == captions.ROUNDED


def test_a_slope_of_remainders_is_known_by_the_same_bounds(there: dict[str, Any]) -> None:
    bounds = (there["KNOWN"], there["FEWEST"], there["NEAR"])
    assert bounds == (slopes.KNOWN, slopes.FEWEST, slopes.NEAR)


def test_a_number_line_is_as_high_in_the_style_as_in_the_picture(there: dict[str, Any]) -> None:
    heights = re.findall(r"aspect-ratio: 1 / ([\d.]+)", STYLE.read_text())
    assert [float(height) for height in heights] == [there["FLAT"]]
