"""What captions say, judged sentence by sentence.

A lesson's table names every sentence that its captions can say, as a pattern, with a judge
that asks an oracle whether it is true of a state. A sentence that no pattern stands for is a
claim that nobody answers for, and fails.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

S = TypeVar("S", contravariant=True)
Judge = Callable[[S, re.Match[str]], bool]

_FORMULA = re.compile(r"\$[^$]*\$|`[^`]*`")
_END = re.compile(r"(?<=[.!?])[*_”)]*\s+(?=[*_“(]*[A-Z∇\x00λσ¼-¾⅐-⅞0-9−])")


class Claim(NamedTuple, Generic[S]):
    """A sentence, and who judges it."""

    pattern: re.Pattern[str]
    """Of the whole sentence. Numbers in it are groups, which the judge reads."""
    judge: Judge[S]


def claim(pattern: str, judge: Judge[S]) -> Claim[S]:
    """A sentence that says something of a state."""
    return Claim(re.compile(pattern, re.DOTALL), judge)


def free(pattern: str) -> Claim[object]:
    """A sentence that is true whatever the state: a definition, or how to read a picture."""
    return Claim(re.compile(pattern, re.DOTALL), lambda _, __: True)


def sentences(text: str) -> list[str]:
    """The sentences of a text; what stands in a formula or in code ends none."""
    kept: list[str] = []

    def hidden(match: re.Match[str]) -> str:
        kept.append(match.group())
        return f"\x00{len(kept) - 1}\x00"

    parts = [
        part.strip()
        for paragraph in re.split(r"\n\s*\n|\n(?=[-*|] )", _FORMULA.sub(hidden, text))
        for part in _END.split(paragraph)
    ]
    return [
        re.sub(r"\x00(\d+)\x00", lambda match: kept[int(match.group(1))], part)
        for part in parts
        if part
    ]


def judged(texts: Iterable[str], claims: Sequence[Claim[S]], state: S) -> Counter[str]:
    """Hold every sentence to its judge; how often each pattern was met."""
    met: Counter[str] = Counter()
    for text in texts:
        for sentence in sentences(text):
            found = [(one, m) for one in claims if (m := one.pattern.fullmatch(sentence))]
            assert len(found) == 1, (
                f"{len(found)} claims stand for {sentence!r} at {state}: "
                f"{[one.pattern.pattern for one, _ in found]}"
            )
            [(one, match)] = found
            assert one.judge(state, match), f"not true at {state}: {sentence!r}"
            met[one.pattern.pattern] += 1
    return met


def all_met(claims: Sequence[Claim[S]], met: Counter[str]) -> None:
    """No line of a table stands for a sentence that is never said."""
    never = [one.pattern.pattern for one in claims if not met[one.pattern.pattern]]
    assert not never, f"never said in any state: {never}"
