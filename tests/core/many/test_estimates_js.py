"""The browser estimates as Python does, and finds the singular values that NumPy finds."""

import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest

from explainers.core.many import numbers as many
from explainers.core.many import series
from explainers.core.many.maps import MAPS
from explainers.core.many.numbers import LAWS, OFS, Found, Given, Of

SCRIPT = Path(__file__).parents[2] / "js" / "estimate.mjs"


class Case(NamedTuple):
    """What is estimated, of what, by how many products."""

    given: Given
    of: Of
    k: int

    @property
    def found(self) -> Found:
        """JAX's numbers."""
        return found(self.given)


found = lru_cache(many.found)
CASES = [
    Case(Given(slug, c, law, 3), of, k)
    for slug in MAPS
    for c in (0.0, 1e-6, 0.5, 1.0)
    for law in LAWS
    for of in OFS
    for k in (1, 2, 3, 12)
] + [Case(Given("layer", 0.8, "signs", 122), "range", 3)]


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    node = shutil.which("node")
    assert node, "Node.js runs the browser's modules"
    asked = [
        {
            "of": of,
            "law": given.law,
            "k": k,
            "jacobian": found(given).jacobian.ravel().tolist(),
            "directions": found(given).directions.ravel().tolist(),
            "products": found(given).products.ravel().tolist(),
            "series": found(given).series.tolist(),
            "log_det": found(given).log_det,
        }
        for given, of, k in CASES
    ]
    text = json.dumps(asked)
    done = subprocess.run(
        [node, str(SCRIPT)], input=text, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def close(one: Any, other: Any, size: float) -> None:
    np.testing.assert_allclose(np.ravel(one), np.ravel(other), rtol=1e-11, atol=1e-13 * size)


def test_means_truths_and_errors_are_those_of_python(answers: list[dict[str, Any]]) -> None:
    for case, told in zip(CASES, answers, strict=True):
        if case.of == "range":
            continue
        found, law = case.found, case.given.law
        settled = many.settled(case.of, found, law, case.k)
        table = many.table(case.of, found.jacobian)
        seen = found.directions[: case.k]
        size = 10 + float(np.abs(many.samples(case.of, found)).max())
        close(told["table"], table, size)
        close(told["pushed"], found.products, size)
        close(told["mean"], settled.mean, size)
        close(told["truth"], many.truth(case.of, found), 0 if case.of == "logdet" else size)
        close(told["settles"], many.settles(case.of, found.jacobian), size)
        if case.of == "logdet":
            close(told["series"], found.series, size)
            close(told["norm"], series.sigmas(found.jacobian)[0], 1)
            assert told["bounded"] == series.bounded(found.jacobian)
        close(told["variances"], many.variances(case.of, found.jacobian, law), 0)
        close(told["spread"], many.spread(case.of, found.jacobian, law), 0)
        close(told["off"], settled.off, size)
        close(told["average"], table * (seen.T @ seen) / case.k, size)
        if settled.measured is None:
            assert told["measured"] is None
        else:
            close(told["measured"], settled.measured, size)


def test_what_products_catch_is_what_python_finds(answers: list[dict[str, Any]]) -> None:
    for case, told in zip(CASES, answers, strict=True):
        if case.of != "range":
            continue
        seen = many.caught(case.found, case.k)
        for name, numbers in seen._asdict().items():
            # Where rounding alone tells whether a direction is new, that much may be missing.
            np.testing.assert_allclose(
                told[name], np.ravel(numbers).reshape(np.shape(told[name])), atol=1e-9
            )
        assert told["rank"] == len(many.basis(case.found.products[: case.k]))
        assert told["reach"] == np.linalg.matrix_rank(case.found.jacobian, tol=1e-9)
