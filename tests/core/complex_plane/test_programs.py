"""The programs of the complex plane print what its page shows."""

import contextlib
import io
import runpy
from pathlib import Path

import numpy as np
import pytest

from explainers.core import complex_plane as core

pytestmark = pytest.mark.share(3)

TYPED = ("=sqrt(z^3-2i)*log(z)", "=re(z)^2+i*|z|")
Z, DZ = (-0.7, 1.25), (0.1 + 0.2, -0.5)


def run(program: str, place: Path) -> dict[str, str]:
    """What a program prints, by label."""
    file = place / "snippet.py"
    file.write_text(program, encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        runpy.run_path(str(file), run_name="__main__")
    lines = [line.split(" = ", 1) for line in printed.getvalue().splitlines()]
    return dict(line for line in lines)


def pair(text: str) -> list[float]:
    number = complex(text)
    return [number.real, number.imag]


@pytest.mark.parametrize("slug", [*core.PLANS, *TYPED])
@pytest.mark.share(99)
def test_the_jax_program_prints_what_the_page_shows(slug: str, tmp_path: Path) -> None:
    plan = core.find(slug)
    shown = core.settled(plan.map, plan.complex_map, Z, DZ)
    now = shown.numbers
    printed = run(core.programs(plan, Z, DZ).jax, tmp_path)
    numbers = {
        "f(z)": now.value,
        "dw": now.push,
        "jacfwd": now.forward,
        "grad": now.reverse,
        "gradient of Re f": now.gradient,
    }
    if shown.accepted:
        numbers["f′(z)"] = now.linear
    for label, expected in numbers.items():
        np.testing.assert_allclose(pair(printed[label]), expected, rtol=1e-12, atol=1e-12)
    assert ("refused" in printed) is not shown.accepted
    assert pair(printed["steepest ascent of Re f"])[1] == -pair(printed["gradient of Re f"])[1]


def test_numbers_stand_in_the_programs_exactly() -> None:
    for program in core.programs(core.PLANS["exp"], Z, DZ):
        assert "(-0.7 + 1.25j" in program
        assert "(0.30000000000000004 - 0.5j" in program


def test_a_reader_is_shown_no_types() -> None:
    program = core.programs(core.PLANS["exp"], Z, DZ).jax
    heads = [line.strip() for line in program.splitlines() if line.lstrip().startswith("def ")]
    names = ["f(z)", "real_jacobian(f, z)", "pair(x)", "examined(f, z)", "stays(part, scale)"]
    assert heads == [f"def {name}:" for name in (*names, "derivative(f, z)")]


def test_the_torch_program_speaks_of_its_own_library_only() -> None:
    for plan in core.PLANS.values():
        assert "jnp" not in core.programs(plan, Z, DZ).torch
