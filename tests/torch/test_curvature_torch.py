"""The PyTorch program of the lesson on curvature prints what the lesson shows."""

from pathlib import Path

import numpy as np
import pytest

from explainers.core.catalog import CATALOG
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.gauss import parts_at
from explainers.core.curvature.numbers import curvature
from explainers.core.curvature.programs import curvature as programs
from tests.core.test_programs import run

# PyTorch warns of a part of its own when torch.func is imported.
pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:`torch.jit.script:DeprecationWarning"),
]


@pytest.mark.parametrize("slug", [slug for slug, entry in CATALOG.items() if entry.m == 1])
def test_the_torch_program_agrees_with_jax(slug: str, tmp_path: Path) -> None:
    entry = CATALOG[slug]
    found = curvature(entry.map, entry.x, entry.v, 1.0)
    printed = run(programs(entry, entry.x, entry.v).torch, tmp_path)
    expected = (
        *(found.gradient, found.product, found.hessian),
        *(found.curvatures, found.newton.step),
    )
    if slug in FITS:
        expected += parts_at(entry.map, FITS[slug], np.array(entry.x), np.array(entry.v))[3:6]
    for numbers, own in zip(printed.values(), expected, strict=True):
        size = max(1.0, float(np.abs(own).max()))
        np.testing.assert_allclose(numbers, own, rtol=0, atol=1e-11 * size)
