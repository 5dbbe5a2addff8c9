"""Puzzles and questions of a seed on paper: one page of HTML that needs no server, with its key."""

from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from itertools import pairwise
from typing import NamedTuple, TypeAlias, cast

import numpy as np
import streamlit as st

from explainers.core.brackets.numbers import factor_names, written
from explainers.core.numerals import numeral
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Chain, Ground, Sparse
from explainers.core.practice.grounds import coloured
from explainers.core.practice.listings import LISTINGS, head
from explainers.core.practice.measures import Array
from explainers.core.practice.places import laid
from explainers.core.practice.puzzles import PUZZLES
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import Variant, of_student, variant
from explainers.figures.sheet import Arrow, plane
from explainers.figures.style import LIGHT
from explainers.lessons import HOME, LESSONS, Lesson, words
from explainers.lessons.asking import Cell, Choose, Number
from explainers.lessons.cards import html
from explainers.lessons.practice import worksheet as said
from explainers.lessons.practice.told import places, told
from explainers.lessons.questions import questions
from explainers.ui.classes import Meant, asked
from explainers.ui.saying import folded

_LESSON = "practice"
_AT_HAND = {"battleship", "catch-rule", "hide-rule"}
"""Puzzles that need the figure: a hidden J cannot answer on paper, nor can a rule be tried."""
ON_PAPER = [puzzle for puzzle in PUZZLES if puzzle.slug not in _AT_HAND]
_STYLE = f"""
@page {{ margin: 14mm; }}
* {{ box-sizing: border-box; }}
body {{
  max-width: 180mm;
  margin: 0 auto;
  padding: 1rem;
  color: {LIGHT.ink};
  background: {LIGHT.page};
  font: 11pt/1.45 system-ui, sans-serif;
}}
h1 {{ margin: 0; font-size: 18pt; }}
h2 {{ margin: 1.6em 0 .4em; font-size: 14pt; break-after: avoid; }}
h3 {{ margin: 0 0 .3em; font-size: 11.5pt; break-after: avoid; }}
p {{ margin: 0 0 .5em; }}
.who {{ display: flex; flex-wrap: wrap; gap: .4em 2em; margin: .6em 0 1em; }}
.line {{ flex: 1 1 12em; border-bottom: 1px solid {LIGHT.edge}; }}
.item {{ margin: 0 0 1em; padding-top: .8em; border-top: 1px solid {LIGHT.hairline};
  break-inside: avoid; }}
.sides {{ display: flex; flex-wrap: wrap; gap: 1em 1.5em; align-items: flex-start; }}
.sides > .told {{ flex: 1 1 15em; }}
pre {{ margin: 0 0 .5em; font-size: 8.5pt; line-height: 1.35; white-space: pre-wrap;
  overflow-wrap: anywhere; }}
table.J {{ border-collapse: collapse; margin: 0 0 .5em; }}
table.J td {{ padding: .1em .6em; border: 1px solid {LIGHT.edge}; text-align: right; }}
.blank {{ display: inline-block; width: 4.2em; border-bottom: 1px solid {LIGHT.ink}; }}
.room {{ min-height: 22mm; border: 1px dashed {LIGHT.edge}; border-radius: 4px; padding: .2em .5em;
  color: {LIGHT.muted}; font-size: 8.5pt; }}
ul.choices {{ margin: 0; padding: 0; list-style: none; }}
ul.choices li::before {{ content: "☐ "; }}
svg.plane {{ max-width: 100%; height: auto; }}
.key {{ break-before: page; }}
.key .item {{ margin-bottom: .6em; padding-top: .5em; }}
"""


def worksheet(seed: str, student: int) -> str:
    """The page of one student, or of a class as a whole, who is the student 0."""
    variants = [variant(puzzle.slug, of_student(seed, student)) for puzzle in ON_PAPER]
    asks = tuple(posed(seed, student))
    title = f"{said.TITLE} · {HOME.title}"
    whose = escape(said.group(seed, student))
    return "\n".join(
        [
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)} · {whose}</title>\n<style>{_STYLE}</style>\n</head>\n<body>",
            f"<header><h1>{said.TITLE}</h1>",
            f'<div class="who"><span>{whose}</span><span class="line">{said.NAME}</span>'
            f'<span class="line">{said.DATE}</span></div></header>',
            f'<main><section class="puzzles"><h2>{said.PUZZLES}</h2><p>{said.OPEN}</p>',
            *(_puzzle(k, one) for k, one in enumerate(variants, 1)),
            f'</section><section class="questions"><h2>{said.QUESTIONS}</h2>',
            *(_question(k, one) for k, one in enumerate(asks, 1)),
            f'</section></main><section class="key"><h2>{said.KEY} · {whose}</h2>',
            *(_solution(k, one) for k, one in enumerate(variants, 1)),
            *(_answer(k, one) for k, one in enumerate(asks, 1)),
            "</section>\n</body>\n</html>\n",
        ]
    )


# Puzzles --------------------------------------------------------------------------------------


def statement(of: Variant) -> str:
    """What a puzzle asks on paper, with its numbers."""
    slug = of.puzzle.slug
    return said.ON_PAPER.get(slug, told(slug).statement).format(**places(slug, of.setting))


def _puzzle(number: int, of: Variant) -> str:
    given, picture = _GIVEN[of.setting.ground](of)
    return (
        f'<article class="item"><h3>{number} · {html(told(of.puzzle.slug).title)}</h3>'
        f'<p>{html(statement(of))}</p><div class="sides"><div class="told">{given}'
        f'<div class="room">{said.ROOM}</div></div>{picture}</div></article>'
    )


def _chain_given(of: Variant) -> tuple[str, str]:
    chain = cast(Chain, of.setting.chain)
    names = factor_names(*chain)
    factors = ", ".join(
        f"{name}: {a} × {b}" for name, (a, b) in zip(names, pairwise(chain.sides), strict=True)
    )
    return f"<p>{written(names, ())}, {factors}</p><p>{said.WANTED}: {_LONG}</p>", ""


def _stones_given(of: Variant) -> tuple[str, str]:
    chain = said.states(range(of.setting.steps + 1)).replace(", ", " → ")
    return f"<p>{chain}</p><p>{said.WANTED}: {_LONG}</p>", ""


def _solution_given(_: Variant) -> tuple[str, str]:
    return f"<p>{said.WANTED}: p = {_BLANK}, x = {_BLANK}</p>", ""


def _listing_given(of: Variant) -> tuple[str, str]:
    listing, start = LISTINGS[of.setting.slug], of.start
    lines = "\n".join(f"{k}  {line.written.text}" for k, line in enumerate(listing.lines, 1))
    text = f"{head(listing, start.x, start.v)}\n\n{lines}"
    return f"<pre>{escape(text)}</pre><p>{said.WANTED}: {_LONG}</p>", ""


def _sparse_given(of: Variant) -> tuple[str, str]:
    given = cast(Sparse, of.setting.sparse)
    entries = iter(given.entries)
    rows = "".join(
        f"<tr>{''.join(f'<td>{_entry(j in row, entries)}</td>' for j in range(given.columns))}</tr>"
        for row in given.rows
    )
    return f'<p>J =</p><table class="J">{rows}</table><p>{said.WANTED}: {_LONG}</p>', ""


def _entry(there: bool, entries: Iterator[float]) -> str:
    return numeral(next(entries), 4) if there else ""


def _stage_given(of: Variant) -> tuple[str, str]:
    free = of.puzzle.free
    sizes = {"x": of.entry.n, "v": of.entry.n, "u": of.entry.m}
    given = [f"<p>{html(of.entry.title)}, ℝ{_power(of.entry.n)} → ℝ{_power(of.entry.m)}</p>"]
    if "x" in free or of.puzzle.slug in _NEEDS_F:
        given.append(f"<pre>{escape(of.entry.sources.numpy)}</pre>")
    if "x" not in free:
        found = laid(of.entry.slug, of.start)
        given.append(f"<p>{said.at(of.start.x)}, J =</p>{_table(found.jacobian)}")
    blanks = "".join(
        f"<p>{said.WANTED}: {name} = ({', '.join([_BLANK] * sizes[name])})</p>" for name in free
    )
    return "".join(given) + blanks, _picture(of)


_GIVEN: dict[Ground, Callable[[Variant], tuple[str, str]]] = {
    "stage": _stage_given,
    "brackets": _chain_given,
    "memory": _stones_given,
    "implicit": _solution_given,
    "listing": _listing_given,
    "sparsity": _sparse_given,
}
"""What stands under a statement, and a picture beside it, by the ground."""
_NEEDS_F = {"exact-move"}
"""Puzzles that ask for f beside x."""
_BLANK = '<span class="blank"></span>'
_LONG = '<span class="blank" style="width: 60%"></span>'


def _power(size: int) -> str:
    return str(size).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _table(jacobian: Array) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{numeral(float(z), 4)}</td>' for z in row)}</tr>" for row in jacobian
    )
    return f'<table class="J">{rows}</table>'


def _picture(of: Variant) -> str:
    """The plane in which what is given can be drawn, where there is one."""
    if "x" in of.puzzle.free:
        return ""
    target, jacobian = of.target, laid(of.entry.slug, of.start).jacobian
    outputs = target.space == "output" if target else "v" in of.puzzle.free
    vectors = jacobian.T if outputs else jacobian
    if len(vectors) > _MOST or len(vectors[0]) < 2:
        return ""
    kind = "column" if outputs else "row"
    arrows = [Arrow(f"{kind} {k}", _shown(vector)) for k, vector in enumerate(vectors, 1)]
    if target:
        arrows.append(Arrow(said.TARGET, _shown(np.asarray(target.by)), wanted=True))
    return plane(arrows, said.OUTPUT if outputs else said.INPUT)


_MOST = 3
"""Arrows of a Jacobian that a plane shows at most."""


def _shown(vector: Array) -> tuple[float, float]:
    return float(vector[0]), float(vector[1])


def _solution(number: int, of: Variant) -> str:
    one = _SOLVED[of.setting.ground](of)
    return (
        f'<article class="item"><h3>{number} · {html(told(of.puzzle.slug).title)}</h3>'
        f"<p>{said.ONE}: {one}"
        f"<p>{html(told(of.puzzle.slug).won)}</p></article>"
    )


def _chain_solved(of: Variant) -> str:
    order = tuple(map(int, solution(of).picks))
    return f"{written(factor_names(*cast(Chain, of.setting.chain)), order)}</p>"


def _stones_solved(of: Variant) -> str:
    return f"{said.states([int(stone) for stone in solution(of).picks])}</p>"


def _solution_solved(of: Variant) -> str:
    return f"{said.found(*solution(of).x)}</p>"


def _listing_solved(of: Variant) -> str:
    line, mend = map(int, solution(of).picks)
    text = LISTINGS[of.setting.slug].lines[line].mends[mend].text
    return f"{said.line(line)}: <code>{escape(text)}</code></p>"


def _sparse_solved(of: Variant) -> str:
    colours = coloured(cast(Sparse, of.setting.sparse), solution(of).picks)
    columns, rows = ([chr(64 + one) if one else "" for one in line] for line in colours)
    return f"{said.colours(columns, [row.lower() for row in rows])}</p>"


def _stage_solved(of: Variant) -> str:
    end = solution(of)
    found = laid(of.entry.slug, end)
    parts = [said.solution(name, getattr(end, name)) for name in of.puzzle.free]
    if "v" in of.puzzle.free:
        parts.append(said.product("Jv", found.push.tolist()))
    if "u" in of.puzzle.free:
        parts.append(said.product("uᵀJ", found.pull.tolist()))
    table = _table(found.jacobian) if "x" in of.puzzle.free else ""
    return f"{'; '.join(parts)}</p>{table}"


_SOLVED: dict[Ground, Callable[[Variant], str]] = {
    "stage": _stage_solved,
    "brackets": _chain_solved,
    "memory": _stones_solved,
    "implicit": _solution_solved,
    "listing": _listing_solved,
    "sparsity": _sparse_solved,
}


# Questions ------------------------------------------------------------------------------------

Printed: TypeAlias = Choose | Number | Cell
"""Kinds that paper can ask."""
DRAWN = 100
"""Draws of a question that a worksheet may have."""


class Posed(NamedTuple):
    """One question of a worksheet."""

    page: Lesson
    slug: str
    variant: Printed


def posed(seed: str, student: int) -> Iterator[Posed]:
    """A question of each lesson: one for the whole class, with numbers of each student's own."""
    for page in LESSONS:
        group = [one for one in questions(page) if isinstance(one.variant(0), Printed)]
        chosen = Draws("question", page.slug, seed).among(group)
        numbers = Draws("numbers", page.slug, of_student(seed, student)).among(range(DRAWN))
        yield Posed(page, chosen.slug, cast(Printed, chosen.variant(numbers)))


def _question(number: int, of: Posed) -> str:
    return (
        f'<article class="item"><h3>{number} · {html(of.page.title)}</h3>'
        f"<p>{html(of.variant.ask)}</p>{_answered(of.variant)}</article>"
    )


def _answered(of: Printed) -> str:
    """What an answer is written into."""
    match of:
        case Choose():
            listed = "".join(f"<li>{html(answer.text)}</li>" for answer in of.answers)
            return f'<ul class="choices">{listed}</ul>'
        case Number():
            return f"<p>{said.ANSWER}: {_BLANK}</p>"
        case Cell():
            rows = "".join(
                f"<tr>{''.join(f'<td>{html(cell)}</td>' for cell in row)}</tr>" for row in of.cells
            )
            return f'<p>{said.MARK}</p><p>{of.name} =</p><table class="J">{rows}</table>'


def _answer(number: int, of: Posed) -> str:
    right, why = _right(of.variant)
    return (
        f'<article class="item"><h3>{number} · {html(of.page.title)}</h3>'
        f"<p><b>{html(right)}</b> {html(why)}</p></article>"
    )


def _right(of: Printed) -> tuple[str, str]:
    match of:
        case Choose():
            (right,) = (answer for answer in of.answers if answer.right)
            return right.text, right.why
        case Number():
            return numeral(of.truth, 7), of.why
        case Cell():
            row, column = of.truth
            return said.cell(row, column), of.whys[row][column]


# On the page ----------------------------------------------------------------------------------


@st.fragment
def offer(group: str, student: int) -> None:
    """A worksheet for a class, or for one of its students."""
    with folded(_LESSON, "sheet"):
        labels = words(_LESSON, "sheet-class"), words(_LESSON, "sheet-student")
        meant = asked("sheet", Meant(group, student), labels)
        if meant is None:
            return
        st.download_button(
            words(_LESSON, "sheet-get"),
            partial(worksheet, *meant),
            file_name=f"worksheet-{meant.group}-{meant.student}.html",
            mime="text/html",
            key=f"{_LESSON}-sheet-get",
            on_click="ignore",
            icon=":material/print:",
        )
