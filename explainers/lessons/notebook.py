"""What is on screen as a notebook: what it shows, its program, and the program's check."""

import ast
import re
import sys
from collections.abc import Mapping
from typing import NamedTuple

from explainers.core.checks import Shown, check
from explainers.lessons import HOME, shared
from explainers.lessons.page import Lesson

_ADDRESS = re.compile(r"https?://[^\s<>()\[\]]+")


class Scene(NamedTuple):
    """A state of a lesson: what it shows in words, and the address that leads back to it."""

    lesson: Lesson
    said: str
    link: str
    """May be empty, where a browser has not said where it is."""


def notebook(
    scene: Scene,
    program: str,
    shown: Mapping[str, Shown],
    approximate: bool = False,
    goals: str = "",
) -> str:
    """A notebook, as JSON: title, link, what it shows, the program, its check, and its goals."""
    # Imported only here: no page should wait for it.
    from nbformat import NotebookNode, v4, writes

    cells: list[NotebookNode] = [
        v4.new_markdown_cell(_opening(scene, program), id="title"),
        v4.new_code_cell(program.rstrip(), id="program"),
    ]
    held = check(program, shown, approximate)
    if held is not None:
        why = shared()["notebook_check"].words
        if approximate:
            why += " " + shared()["notebook_differences"].words
        cells.append(v4.new_markdown_cell(why, id="why"))
        cells.append(v4.new_code_cell(held.rstrip(), id="check"))
    if goals:
        cells.append(v4.new_markdown_cell(shared()["notebook_goals"].words, id="wanted"))
        cells.append(v4.new_code_cell(goals.rstrip(), id="goals"))
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = v4.new_notebook(
        cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}}
    )
    return writes(made)


def _opening(scene: Scene, program: str) -> str:
    lesson = scene.lesson
    lines = [f"# {lesson.title} · {HOME.title}", lesson.idea, scene.said]
    if _ADDRESS.fullmatch(scene.link):
        lines.append(f"[{shared()['notebook_link'].words}]({scene.link})")
    packages = " ".join(packages_of(program))
    lines.append(shared()["notebook_needs"].words.format(packages=packages))
    return "\n\n".join(lines)


def packages_of(program: str) -> list[str]:
    """What a program imports that does not come with Python, in the order of its imports."""
    names: dict[str, None] = {}
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Import(aliases):
                names |= dict.fromkeys(alias.name.partition(".")[0] for alias in aliases)
            case ast.ImportFrom(str(module)):
                names[module.partition(".")[0]] = None
            case _:
                pass
    return [name for name in names if name not in sys.stdlib_module_names]
