"""A worksheet has the puzzles of its seed, a key that solves them, and needs nothing else."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from explainers.core.practice.goals import Spot
from explainers.core.practice.judge import judged
from explainers.core.practice.variants import of_student, variant
from explainers.lessons import LESSONS
from explainers.lessons.asking import Cell, Choose, Number
from explainers.lessons.practice.told import told
from explainers.lessons.questions import questions
from explainers.ui.worksheet import DRAWN, ON_PAPER, posed, statement, worksheet
from tests.core.oracles import ORACLES
from tests.core.practice.test_measures import printed, revolved, wanted
from tests.lessons.test_questions import ORACLES as ORACLES_OF_QUESTIONS
from tests.lessons.test_questions import SEEDS
from tests.numbers import number, vector
from tests.pages import choose, lists, opened

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
    puzzles, questions = len(ON_PAPER), len(LESSONS)
    counted = {name: sum(key.startswith(name) for key in found) for name in ("puzzles", "key")}
    assert counted == {"puzzles": puzzles, "key": puzzles + questions}
    for place, puzzle in enumerate(ON_PAPER, 1):
        assert text_of(found[f"puzzles {place}"]).startswith(f"{place} · {told(puzzle.slug).title}")
    for place, page in enumerate(LESSONS, 1):
        for part in (f"questions {place}", f"key {puzzles + place}"):
            assert text_of(found[part]).startswith(f"{place} · {page.title}")


@each_sheet
def test_the_key_answers_what_is_printed(seed: str, student: int) -> None:
    found = items(seed, student)
    for place, one in enumerate(posed(seed, student), 1):
        asked, key = found[f"questions {place}"], found[f"key {len(ON_PAPER) + place}"]
        (right,) = (text_of(part) for part in key.iter("b"))
        printed = text_of(next(asked.iter("p")))
        match one.variant:
            case Number():
                expected = by_reader(f"{one.page.slug}/{one.slug}", printed)
                assert number(right) == pytest.approx(expected, rel=1e-6)
            case Choose(_, answers):
                plain = {bare(answer.text): answer.right for answer in answers}
                assert [text_of(part) for part in asked.iter("li")] == [*plain]
                assert plain[right]
            case Cell(_, _, cells, _, truth):
                row, column = truth
                rows = [[text_of(cell) for cell in line] for line in asked.iter("tr")]
                assert rows == [[*line] for line in cells]
                assert right == f"Row {row + 1}, column {column + 1}."


def by_reader(name: str, printed: str) -> float:
    """The number that an oracle finds in a question as it is printed."""
    return float(np.ravel(ORACLES_OF_QUESTIONS[name](printed))[0])


def bare(text: str) -> str:
    return text.replace("`", "").replace("**", "")


def test_a_class_has_one_question_of_each_lesson_and_its_students_numbers_of_their_own() -> None:
    sheets = [[*posed("class-7", student)] for student in range(8)]
    slugs = {tuple(one.slug for one in sheet) for sheet in sheets}
    assert len(slugs) == 1
    for drawn in zip(*sheets, strict=True):
        (asked,) = (q for q in questions(drawn[0].page) if q.slug == drawn[0].slug)
        assert (len({one.variant for one in drawn}) > 1) == asked.fresh
    others = [[(one.slug, one.variant) for one in posed(seed, 0)] for seed in ("class-7", "z")]
    assert others[0] != others[1]
    assert others[0] == [(one.slug, one.variant) for one in posed("class-7", 0)]


def test_every_kind_is_printed_that_paper_can_ask_and_only_draws_that_oracles_have_seen() -> None:
    kinds = {one.variant.kind for seed in "abcdef" for one in posed(seed, 1)}
    assert kinds == {"choose", "number", "cell"}
    assert len(SEEDS) >= DRAWN


@each_sheet
def test_the_key_solves_the_puzzles_as_it_is_printed(seed: str, student: int) -> None:
    for place, puzzle in enumerate(ON_PAPER, 1):
        given = variant(puzzle.slug, of_student(seed, student))
        if given.setting.ground != "stage":
            continue
        said = text_of(items(seed, student)[f"key {place}"])
        printed = dict(re.findall(r"\b([xvu]) = (\([^)]*\))", said))
        assert set(printed) == set(puzzle.free)
        end = given.start._replace(**{name: tuple(vector(z)) for name, z in printed.items()})
        assert judged(given, Spot(*end)).solved, puzzle.slug


@each_sheet
def test_jacobians_are_those_of_the_formulas(seed: str, student: int) -> None:
    for place, puzzle in enumerate(ON_PAPER, 1):
        given = variant(puzzle.slug, of_student(seed, student))
        if given.setting.ground != "stage":
            continue
        tables = list(items(seed, student)[f"puzzles {place}"].iter("table"))
        assert len(tables) == ("x" not in puzzle.free)
        for shown in tables:
            rows = [[number(str(cell.text)) for cell in row] for row in shown.iter("tr")]
            expected = ORACLES[given.entry.slug](np.array(given.start.x)).jacobian
            np.testing.assert_allclose(rows, expected, rtol=1e-3, atol=1e-3)


@each_sheet
def test_nothing_on_paper_speaks_of_hands_or_of_missing_numbers(seed: str, student: int) -> None:
    for puzzle in ON_PAPER:
        asked = statement(variant(puzzle.slug, of_student(seed, student)))
        assert "{" not in asked
        assert not re.search(r"\b(drag|move x|move z|a hand can|handle)\b", asked, re.IGNORECASE)


@each_sheet
def test_the_key_puts_brackets_that_keep_to_the_budget(seed: str, student: int) -> None:
    (place,) = (k for k, puzzle in enumerate(ON_PAPER, 1) if puzzle.slug == "budget")
    found = items(seed, student)
    sizes = re.findall(r"(\S+): (\d+) × (\d+)", text_of(found[f"puzzles {place}"]))
    ones = {name: np.ones((int(a), int(b))) for name, a, b in sizes}
    names = re.findall("|".join(map(re.escape, ones)), text_of(found[f"key {place}"]))
    assert names == list(ones)
    asked = re.search(r"most (\S+) mult", text_of(found[f"puzzles {place}"]))
    assert asked
    said = text_of(next(found[f"key {place}"].iter("p"))).rpartition(" ")[2]
    assert multiplied(said, ones)[1] <= int(asked[1].replace(",", ""))


@each_sheet
def test_the_key_keeps_states_that_recompute_as_little_as_is_asked(seed: str, student: int) -> None:
    (place,) = (k for k, puzzle in enumerate(ON_PAPER, 1) if puzzle.slug == "few-slots")
    found = items(seed, student)
    asked = text_of(found[f"puzzles {place}"])
    numbers = (re.search(rf"{word} (\d+)", asked) for word in ("has", "at most", "with"))
    steps, par, slots = (int(found[1]) for found in numbers if found)
    kept = re.findall(r"x([₀-₉]+)", text_of(next(found[f"key {place}"].iter("p"))))
    digits = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
    ends = [0, *(int(name.translate(digits)) for name in kept), steps]
    assert len(ends) - 1 <= slots
    segments = enumerate(pairwise(ends))
    assert ends[-2] + sum(revolved(b - a, slots - k) for k, (a, b) in segments) <= par


def multiplied(text: str, ones: dict[str, np.ndarray]) -> tuple[tuple[int, int], int]:
    """The shape of a product as it is written, and how many multiplications it takes."""
    while text.startswith("(") and _closes(text) == len(text) - 1:
        text = text[1:-1]
    if text in ones:
        rows, columns = ones[text].shape
        return (rows, columns), 0
    depth = 0
    for k, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if letter == "·" and depth == 0:
            (a, b), one = multiplied(text[:k], ones)
            (_, c), other = multiplied(text[k + 1 :], ones)
            return (a, c), one + other + a * b * c
    raise ValueError(text)


def _closes(text: str) -> int:
    """Where the parenthesis at the begin is closed."""
    depth = 0
    for k, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return k
    raise ValueError(text)


@each_sheet
def test_the_key_mends_the_listing(seed: str, student: int) -> None:
    (place,) = (k for k, puzzle in enumerate(ON_PAPER, 1) if puzzle.slug == "repair-listing")
    given = variant("repair-listing", of_student(seed, student))
    found = items(seed, student)
    (mend,) = (text_of(part) for part in found[f"key {place}"].iter("code"))
    said = re.search(r"line (\d)", text_of(found[f"key {place}"]))
    (listing,) = ("".join(part.itertext()) for part in found[f"puzzles {place}"].iter("pre"))
    assert said
    lines = listing.splitlines()
    at = next(k for k, text in enumerate(lines) if text.startswith(f"{said[1]}  "))
    lines[at] = f"{said[1]}  {mend}"
    program = "\n".join(re.sub(r"^\d  ", "", text) for text in lines)
    answer = printed(f"import jax\nimport jax.numpy as jnp\n{program}")
    x, second, _, _ = given.start
    np.testing.assert_allclose(answer, wanted(given.setting.slug, x, second), atol=1e-6)


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
    assert lists(page)["practice-sheet-class"].chosen == "class-7"
    assert lists(page)["practice-sheet-student"].chosen == "12"
    labels = [button.proto.label for button in page.get("download_button")]
    assert "Worksheet" in labels
    for wrong in (True, "x" * 2000, ["class-8"]):
        choose(page, "practice-sheet-class", wrong)
        assert lists(page)["practice-sheet-class"].chosen == "class-7"
    for wrong in ("-1", "1.5", "1e9", "", 3):
        choose(page, "practice-sheet-student", wrong)
        assert lists(page)["practice-sheet-student"].chosen == "12"
    choose(page, "practice-sheet-class", "Class 7!")
    assert "A class is named by" in page.warning[0].value
    assert "Worksheet" not in [button.proto.label for button in page.get("download_button")]
