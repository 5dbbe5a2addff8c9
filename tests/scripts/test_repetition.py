"""A passage that two figures share is found, whatever its names are."""

import pytest

from scripts.repetition import Passage, figures, repetitions

ONE = """import { a } from "./a.js";
import {
  b,
} from "./b.js";

/** A figure. */
export default function one(parent, data) {
  const root = parent.querySelector(".one");
  if (!root) return;
  // Its size.
  const width = root.clientWidth / 2;

  root.classList.add("wide", `w${width}`);
  while (root.firstChild) {
    root.firstChild.remove();
  }
  root.append(data.name);
}
"""
OTHER = """
let seen = 1;
export default function two(place, given) {
  const box = place.querySelector("#two");
  if (!box) return;
  const high = box.clientHeight / 3;
  box.classList.add("high", `h${high}`);
  while (box.lastChild) { // from the end
    box.lastChild.remove();
  }
  box.append(given.title);
  seen += 1;
}
"""


def test_lines_that_differ_only_in_names_are_a_repetition() -> None:
    (run,) = repetitions([("one/one.js", ONE), ("two/two.js", OTHER)])
    assert run.length == 8
    assert run.one == Passage("one/one.js", 7, 17)
    assert run.other == Passage("two/two.js", 3, 11)


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("while (box.lastChild)", "if (box.lastChild)"),
        ("high = box.clientHeight / 3", "high = box.clientHeight * 3"),
        ("box.append(given.title)", "box.append(given)"),
        ("`h${high}`", '"high"'),
    ],
)
def test_lines_that_do_something_else_end_it(line: str, other: str) -> None:
    changed = OTHER.replace(line, other)
    assert changed != OTHER
    runs = repetitions([("one/one.js", ONE), ("two/two.js", changed)], least=8)
    assert runs == []


def test_fewer_lines_are_none() -> None:
    assert repetitions([("one/one.js", ONE), ("two/two.js", OTHER)], least=9) == []


def test_within_a_figure_it_is_its_own_affair() -> None:
    assert repetitions([("one/one.js", ONE), ("one/two.js", OTHER)]) == []


def test_neither_imports_nor_comments_nor_lone_brackets_repeat() -> None:
    lines = ["import { a } from './a.js';", "// b", "}", "});", "/** c */", "", "],", "import 'd';"]
    assert repetitions([("one/a.js", "\n".join(lines)), ("two/a.js", "\n".join(lines))], 1) == []


def test_each_pair_of_figures_is_named_and_the_longest_run_first() -> None:
    short = "\n".join(OTHER.split("\n")[:11])
    runs = repetitions([("one/a.js", ONE), ("two/a.js", OTHER), ("three/a.js", short)], 7)
    assert [(run.one.module[:3], run.other.module[:3]) for run in runs] == [
        ("two", "thr"),
        ("one", "thr"),
        ("one", "two"),
    ]
    assert [run.length for run in runs] == [9, 8, 8]


def test_no_figure_repeats_another() -> None:
    assert repetitions(figures()) == []
