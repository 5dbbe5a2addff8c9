"""A worksheet has the puzzles of its seed, a key that solves them, and needs nothing else."""

import re
import xml.etree.ElementTree as ET
from functools import cache

import numpy as np
import pytest

from explainers.core.practice.goals import Spot
from explainers.core.practice.judge import judged
from explainers.core.practice.puzzles import PUZZLES
from explainers.core.practice.variants import of_student, variant
from explainers.lessons import LESSONS
from explainers.lessons.practice.told import told
from explainers.ui.worksheet import statement, worksheet
from tests.core.oracles import ORACLES
from tests.numbers import number, vector
from tests.pages import opened

SHEETS = [("class-7", 12), ("class-7", 0), ("autumn", 3), ("z", 9999)]
each_sheet = pytest.mark.parametrize(("seed", "student"), SHEETS)


@cache
def items(seed: str, student: int) -> dict[str, ET.Element]:
    """The items of a worksheet by where they stand and what they are about: "puzzles 3"."""
    text = worksheet(seed, student)
    body = ET.fromstring(re.sub(r"<meta[^>]*>", "", text.split("<!doctype html>")[1]))
    found: dict[str, ET.Element] = {}
    for section in body.iter("section"):
        for place, item in enumerate(section.iter("article"), 1):
            found[f"{section.get('class')} {place}"] = item
    return found


def text_of(item: ET.Element) -> str:
    return " ".join("".join(item.itertext()).split())


@each_sheet
def test_each_puzzle_and_each_question_stands_there_with_its_answer(
    seed: str, student: int
) -> None:
    found = items(seed, student)
    puzzles, questions = len(PUZZLES), len(LESSONS)
    counted = {name: sum(key.startswith(name) for key in found) for name in ("puzzles", "key")}
    assert counted == {"puzzles": puzzles, "key": puzzles + questions}
    for place, puzzle in enumerate(PUZZLES, 1):
        assert text_of(found[f"puzzles {place}"]).startswith(f"{place} · {told(puzzle.slug).title}")
    for place, page in enumerate(LESSONS, 1):
        (right,) = (answer for answer in page.question.answers if answer.right)
        assert right.text.replace("`", "").replace("**", "") in text_of(
            found[f"key {puzzles + place}"]
        )
        assert all(
            answer.text.replace("`", "").replace("**", "") in text_of(found[f"questions {place}"])
            for answer in page.question.answers
        )


@each_sheet
def test_the_key_solves_the_puzzles_as_it_is_printed(seed: str, student: int) -> None:
    for place, puzzle in enumerate(PUZZLES, 1):
        given = variant(puzzle.slug, of_student(seed, student))
        said = text_of(items(seed, student)[f"key {place}"])
        printed = dict(re.findall(r"\b([xvu]) = (\([^)]*\))", said))
        assert set(printed) == set(puzzle.free)
        end = given.start._replace(**{name: tuple(vector(z)) for name, z in printed.items()})
        assert judged(given, Spot(*end)).solved, puzzle.slug


@each_sheet
def test_jacobians_are_those_of_the_formulas(seed: str, student: int) -> None:
    for place, puzzle in enumerate(PUZZLES, 1):
        given = variant(puzzle.slug, of_student(seed, student))
        tables = list(items(seed, student)[f"puzzles {place}"].iter("table"))
        assert len(tables) == ("x" not in puzzle.free)
        for shown in tables:
            rows = [[number(str(cell.text)) for cell in row] for row in shown.iter("tr")]
            expected = ORACLES[given.entry.slug](np.array(given.start.x)).jacobian
            np.testing.assert_allclose(rows, expected, rtol=1e-3, atol=1e-3)


@each_sheet
def test_nothing_on_paper_speaks_of_hands_or_of_missing_numbers(seed: str, student: int) -> None:
    for puzzle in PUZZLES:
        asked = statement(variant(puzzle.slug, of_student(seed, student)))
        assert "{" not in asked
        assert not re.search(r"\b(drag|move x|move z|a hand can|handle)\b", asked, re.IGNORECASE)


def test_students_have_numbers_of_their_own_and_always_the_same() -> None:
    assert worksheet("class-7", 12) == worksheet("class-7", 12)
    assert worksheet("class-7", 12) != worksheet("class-7", 13)


def test_the_page_asks_for_nothing_else() -> None:
    text = worksheet("class-7", 12)
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\bsrc=|\bhref=|\bon\w+=", text)
    assert set(re.findall(r"https?://[^\"\s]+", text)) == {"http://www.w3.org/2000/svg"}


def test_a_name_of_a_class_is_no_markup() -> None:
    assert "<b>" not in worksheet("<b>", 0).partition("<main>")[0]


def test_the_page_offers_a_worksheet_of_the_seed_of_its_link() -> None:
    page = opened("practice", puzzle="aim-push", seed="class-7", student="12")
    assert page.text_input(key="practice-sheet-class").value == "class-7"
    assert page.number_input(key="practice-sheet-student").value == 12
    labels = [button.proto.label for button in page.get("download_button")]
    assert "Worksheet" in labels
    page.text_input(key="practice-sheet-class").set_value("Class 7!").run()
    assert "A class is named by" in page.warning[0].value
    assert "Worksheet" not in [button.proto.label for button in page.get("download_button")]
