"""Each state with a program can be had as a notebook, which runs and agrees with the page."""

import contextlib
import io
import re
import runpy
from pathlib import Path
from typing import Any

import nbformat
import pytest

from explainers.core.practice.solve import solution
from explainers.core.practice.variants import variant
from explainers.lessons import LESSONS, Lesson, lesson
from harness.reader import reading
from tests.stories import played

pytestmark = pytest.mark.share(8)

ROOT = Path(__file__).parents[2]
SOLVED = solution(variant("aim-push", "3")).v
STATES: dict[str, tuple[str, set[str]]] = {
    "jacobian": ("f=polar&x=2.5_0.5", {"f(x)", "J", "Jv", "uᵀJ", "uᵀJv"}),
    "push_and_pull": ("f=softmax&u=1_1_1", {"f(x)", "J", "Jv", "uᵀJ", "uᵀJv"}),
    "linearization": ("f=camera", {"Jv", "slope"}),
    "two_sweeps": ("f=baydin", {"f(x)", "Jv", "uᵀJ"}),
    "brackets": ("", {"multiplications"}),
    "descent": ("batch=4&steps=50", {"theta"}),
    "curvature": ("", {"∇f", "Hv", "H", "curvatures"}),
    "tensors": ("", {"outputs", "J", "JV", "UᵀJ", "⟨U, JV⟩", "loss", "gradient of W"}),
    "rules": ("", {"f(x)", "uᵀJ by the rule", "u·(Jv)", "(uᵀJ)·v", "uᵀJ in truth"}),
    "complex_plane": ("f=%3Dz%5E3", {"f(z)", "J", "dw"}),
    "sparsity": ("f=hub&way=both&columns=0_1_1_1_1_1_1_1&rows=1_0_0_0_0_0_0_0", {"products", "J"}),
    "kinks": ("case=where", {"f(x)", "forward", "reverse", "mended"}),
    "many": ("map=ring&k=5", {"mean", "truth"}),
    "implicit": (
        "g=arm&u=0.5_1",
        {"x", "dx", "pull", "root dx", "root pull", "solution pull"},
    ),
    "practice": (f"seed=3&v={'_'.join(map(str, SOLVED))}", {"push-distance"}),
    "memory": ("steps=8&stones=4", {"recomputed", "gradient"}),
}
"""A state of a lesson, and what its JAX program prints that the page shows."""


def offers_code(page: Lesson) -> bool:
    """Whether a lesson has a program of its own."""
    sections = ROOT / "explainers" / "ui"
    files = (
        ROOT / page.page,
        *sections.glob(f"{page.slug}.py"),
        *sections.glob(f"{page.slug}/*.py"),
    )
    return any("code_panel" in file.read_text("utf-8") for file in files)


CASES = {page.slug: STATES.get(page.slug, ("", set())) for page in LESSONS if offers_code(page)}
"""Those and, as it is without a link, each other lesson with a program."""


def downloaded(server: str, slug: str, query: str, library: str = "JAX") -> nbformat.NotebookNode:
    """The notebook of a state, as the server makes it when its button is pressed."""
    label = f"Notebook for {library}"
    made: list[bytes] = []

    async def story() -> None:
        async with reading(server, slug, "stage", query) as reader:
            await reader.ask()
            # Where the figure itself had to wait for JAX, its page is told anew and whole.
            await reader.until(lambda: reader.waits() or library in reader.choices)
            if reader.waits():
                await reader.draw()
            await reader.until(lambda: library in reader.choices)
            if label not in reader.files:
                await reader.choose(library)
            await reader.until(lambda: label in reader.files)
            made.append(await reader.download(label))

    played(story())
    notebook: Any = nbformat.reads(made[0].decode(), as_version=4)
    return notebook


def checked(notebook: nbformat.NotebookNode, place: Path) -> set[str]:
    """What the check of a notebook found to agree, its cells run from top to bottom."""
    cells = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    file = place / "notebook.py"
    file.write_text("\n\n".join(cells), encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        runpy.run_path(str(file), run_name="__main__")
    return set(re.findall(r"^(.+) agrees with the page$", said.getvalue(), re.MULTILINE))


def test_every_lesson_that_is_named_here_has_a_program() -> None:
    assert STATES.keys() <= CASES.keys()


@pytest.mark.parametrize("slug", CASES)
@pytest.mark.share(99)
def test_the_notebook_of_a_state_runs_and_agrees_with_the_page(
    slug: str, server: str, tmp_path: Path
) -> None:
    query, labels = CASES[slug]
    notebook = downloaded(server, slug, query)
    nbformat.validate(notebook)
    opening = notebook.cells[0].source
    assert opening.startswith(f"# {lesson(slug).title} · Push & Pull\n")
    assert lesson(slug).idea in opening
    assert re.search(r"`pip install (numpy )?jax", opening)
    (link,) = re.findall(r"\]\((\S+)\)", opening)
    assert link.partition("?")[0] == f"{server}/{slug}"
    agreed = checked(notebook, tmp_path)
    assert agreed
    assert agreed >= labels


def test_a_puzzle_that_is_not_solved_stops_at_its_goals(server: str, tmp_path: Path) -> None:
    notebook = downloaded(server, "practice", "seed=3")
    *_, wanted, goals = notebook.cells
    assert "where the puzzle is solved" in wanted.source
    with pytest.raises(AssertionError, match=r"^push-distance: \d\S* here, at most 0.05"):
        checked(notebook, tmp_path)
    assert goals.id == "goals"


def test_the_link_in_a_notebook_leads_back_to_its_state(server: str) -> None:
    first = downloaded(server, "jacobian", "f=polar&x=2.5_0.5")
    (query,) = re.findall(r"\]\(\S+\?(\S+)\)", first.cells[0].source)
    assert downloaded(server, "jacobian", query).cells[1].source == first.cells[1].source


def test_results_that_are_covered_are_in_no_notebook(server: str) -> None:
    notebook = downloaded(server, "push_and_pull", "f=seed&cover=1")
    assert [cell.id for cell in notebook.cells] == ["title", "program"]
