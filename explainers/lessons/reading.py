"""How long a page takes to read: by what it says itself, and what its questions say."""

import math
import re
from collections.abc import Iterator
from functools import cache

from explainers.lessons import Lesson, sections, shared
from explainers.lessons.asking import Cell, Choose, Order, Variant
from explainers.lessons.questions import questions

PACE = 150
"""Words a minute. Prose is read at 238 (Brysbaert 2019), sentences with symbols more slowly."""

_TARGET = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹₀-₉][\w’'-]*")


def words_in(text: str) -> int:
    """How many words a reader sees of a text in Markdown; numbers and signs are none."""
    return len(_WORD.findall(_TARGET.sub("]", text)))


@cache
def minutes(page: Lesson) -> int:
    """Minutes that it takes to read a page, a whole number of at least one."""
    return max(1, math.ceil(sum(map(words_in, _said(page))) / PACE))


def _said(page: Lesson) -> Iterator[str]:
    yield page.idea
    common = shared()
    named = sections(page.slug)
    cases = dict[str, list[str]]()
    for name, section in named.items():
        part, _, case = name.partition("-")
        if case and part in named:
            cases.setdefault(part, []).append(" ".join(section))
        elif name not in common:
            yield from section
    # Of the cases of a part a page shows one.
    yield from (max(texts, key=words_in) for texts in cases.values())
    for asked in questions(page):
        yield from _asked(asked.variant(0))


def _asked(question: Variant) -> Iterator[str]:
    """A question, what it offers, and what is said of answers."""
    yield question.ask
    match question:
        case Choose(answers=answers):
            for answer in answers:
                yield answer.text
                yield answer.why
        case Order(steps=steps, why=why):
            yield from (step.text for step in steps)
            yield why
        case Cell(whys=whys, truth=(row, column)):
            yield whys[row][column]
        case _:
            yield question.why
