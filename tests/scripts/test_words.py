"""What a reader sees in words stands in the words.js of a figure, apart from what draws it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.javascript import tokens
from scripts.palette import FRONTEND

MODULES = sorted(path for path in FRONTEND.rglob("*.js") if not path.name.endswith("words.js"))
WORD = re.compile(r"[“(]?[^\W\d_]{2,}[’']?[^\W\d_]*[,.:;?!”)]*")
MACHINE = re.compile(r"[\[<{=]|^[.(]|\beq ne\b|\badd sub\b|\bsin cos\b")
"""In selectors, markup and queries, and in the names of what a tape does."""
FEWEST = 3
"""Words that say something; fewer may be a name."""


def sentences(source: str) -> Iterator[str]:
    """Texts that readers see or hear, but for those that only developers do."""
    lines, before = source.splitlines(), ("", "")
    for token in tokens(source):
        if token.kind == "comment":
            continue
        if token.kind in ("string", "template"):
            text = re.sub(r"^[`\"'}]|(?:\$\{|[`\"'])$", "", token.text)
            line = lines[source.count("\n", 0, token.start)]
            told = sum(map(bool, map(WORD.fullmatch, text.split()))) >= FEWEST
            unseen = before in {("class", ":"), ("Error", "(")} or '"class"' in line
            if told and not unseen and not MACHINE.search(text):
                yield text
        before = (before[1], token.text)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(FRONTEND)))
def test_sentences_stand_in_files_of_words(path: Path) -> None:
    assert list(sentences(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        'html("h2", { class: "title" }, "Here it is")',
        "return `${n} is not finite at this x.`;",
        'const { rule = "drag it sideways; let go" } = words;',
        '"aria-label": "remainder against h, logarithmic"',
    ],
)
def test_a_sentence_would_be_noticed(source: str) -> None:
    assert len(list(sentences(source))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'html("div", { class: "num hand signed" })',
        'set(cell, "class", covered ? "num hand covered" : "num hand signed");',
        'throw new Error("the markup lacks a button");',
        'root.querySelector("main button[hidden] span a")',
        "// a sentence that developers read",
    ],
)
def test_what_no_reader_sees_is_left_where_it_is(source: str) -> None:
    assert not list(sentences(source))
