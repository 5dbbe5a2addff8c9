"""How long a page takes to read: by what it says itself, and what its question says."""

import math
import re
from collections.abc import Iterator

from explainers.lessons import Lesson, sections, shared

PACE = 150
"""Words a minute. Prose is read at 238 (Brysbaert 2019), sentences with symbols more slowly."""

_TARGET = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_⁰¹²³⁴-⁹₀-₉][\w’'-]*")


def words_in(text: str) -> int:
    """How many words a reader sees of a text in Markdown; numbers and signs are none."""
    return len(_WORD.findall(_TARGET.sub("]", text)))


def minutes(page: Lesson) -> int:
    """Minutes that it takes to read a page, a whole number of at least one."""
    return max(1, math.ceil(sum(map(words_in, _said(page))) / PACE))


def _said(page: Lesson) -> Iterator[str]:
    yield page.idea
    common = shared()
    for name, section in sections(page.slug).items():
        if name not in common:
            yield from section
    yield page.question.ask
    for answer in page.question.answers:
        yield answer.text
        yield answer.why
