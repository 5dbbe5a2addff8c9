"""Lists what figures repeat after one another: `python -m scripts.repetition`.

That is runs of lines of code in two folders of the frontend that differ only in names, strings
and numbers. Comments, imports and lines of punctuation alone do not count.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from scripts.javascript import KEYWORD, Token, tokens

FRONTEND = Path(__file__).parents[1] / "explainers/components/frontend"
SHARED = "parts"
LEAST = 7


class Line(NamedTuple):
    """A line of code: its number, and its tokens with their names left out."""

    number: int
    shape: str


class Passage(NamedTuple):
    """Lines of code that follow one another in a module."""

    module: str
    first: int
    last: int


class Run(NamedTuple):
    """Lines of code that stand in two modules."""

    length: int
    one: Passage
    other: Passage


def code(source: str) -> list[Line]:
    """The lines of a module that can be a repetition."""
    found: defaultdict[int, list[Token]] = defaultdict(list)
    importing = False
    spoken = [token for token in tokens(source) if token.kind != "comment"]
    for token, after in zip(spoken, [*spoken[1:], Token("mark", ";", len(source))], strict=True):
        importing |= token.text == "import" and after.text not in {"(", "."}
        if not importing:
            found[source.count("\n", 0, token.start) + 1].append(token)
        importing &= token.text != ";"
    return [
        Line(number, " ".join(map(_shape, line)))
        for number, line in found.items()
        if any(token.kind != "mark" for token in line)
    ]


def _shape(token: Token) -> str:
    kept = token.kind == "mark" or (token.kind == "name" and KEYWORD.fullmatch(token.text))
    return token.text if kept else token.kind


def repetitions(modules: Iterable[tuple[str, str]], least: int = LEAST) -> list[Run]:
    """Longest runs first, none within another; modules are given as path and text."""
    texts = {path: code(source) for path, source in modules}
    places: defaultdict[tuple[str, ...], list[tuple[str, int]]] = defaultdict(list)
    for path, lines in texts.items():
        for start in range(len(lines) - least + 1):
            window = tuple(line.shape for line in lines[start : start + least])
            places[window].append((path, start))
    kept: list[Run] = []
    found = {run for same in places.values() for run in _runs(texts, same)}
    for run in sorted(found, key=lambda run: (-run.length, run)):
        if not any(_within(run.one, k.one) and _within(run.other, k.other) for k in kept):
            kept.append(run)
    return kept


def _runs(texts: dict[str, list[Line]], places: list[tuple[str, int]]) -> Iterator[Run]:
    """What two folders share, from the first line that they share to the last."""
    for (one, i), (other, j) in combinations(places, 2):
        if one.partition("/")[0] == other.partition("/")[0]:
            continue
        a, b = texts[one], texts[other]
        if i and j and a[i - 1].shape == b[j - 1].shape:
            continue
        length = 0
        for mine, yours in zip(a[i:], b[j:], strict=False):
            if mine.shape != yours.shape:
                break
            length += 1
        yield Run(
            length,
            Passage(one, a[i].number, a[i + length - 1].number),
            Passage(other, b[j].number, b[j + length - 1].number),
        )


def _within(inner: Passage, outer: Passage) -> bool:
    same = inner.module == outer.module
    return same and outer.first <= inner.first and inner.last <= outer.last


def figures() -> Iterator[tuple[str, str]]:
    """Modules of the figures, without the parts that they share."""
    for path in sorted(FRONTEND.rglob("*.js")):
        module = path.relative_to(FRONTEND)
        if module.parts[0] != SHARED:
            yield module.as_posix(), path.read_text(encoding="utf-8")


if __name__ == "__main__":
    runs = repetitions(figures())
    for length, *passages in runs:
        print(length, *(f"{module}:{first}-{last}" for module, first, last in passages))
    sys.exit(bool(runs))
