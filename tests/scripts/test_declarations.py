"""What TypeScript believes of what figures are sent is what the types in Python say, and true."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any, Literal, NamedTuple

import jax.numpy as jnp
import numpy as np
import pytest
from jaxtyping import Bool, Float, Int
from streamlit.testing.v1 import AppTest

from explainers.components import (
    complex_plane,
    curvature,
    linearization,
    rules,
    stage,
    tensors,
    two_sweeps,
)
from explainers.components.wire import Numbers, encoded
from explainers.core import complex_plane as plane
from explainers.core import products
from explainers.core.catalog import CATALOG
from explainers.core.curvature.numbers import curvature as curvature_of
from explainers.core.host import on_host
from explainers.core.linearization.numbers import remainders
from explainers.core.rules import numbers as laws
from explainers.core.rules import verdicts
from explainers.core.tape import Operation
from explainers.core.tensors import numbers as classifier
from explainers.core.two_sweeps import numbers as sweeps
from explainers.lessons import LESSONS, TOOLS
from explainers.lessons.rules import captions
from explainers.ui import arrival
from scripts.declarations import FRONTEND, ROOT, Writer, declarations
from tests.pages import answered, opened

POLAR, BOWL = CATALOG["polar"], CATALOG["bowl"]
UNFINITE = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
X, V, U = (2.0, 0.5), (1.0, -1.0), (0.5, 1.0)


def test_the_declarations_are_current() -> None:
    for path, text in declarations().items():
        assert path.read_text() == text, "run make declarations"


@pytest.mark.parametrize(
    ("hint", "text"),
    [
        (int | None, "number | null"),
        (Literal["a", "b"], '"a" | "b"'),
        (tuple[int, str], "[number, string]"),
        (tuple[int | None, ...], "(number | null)[]"),
        (tuple[tuple[float, float], ...], "[number, number][]"),
        (Operation, "[string, ...number[]]"),
        (Float[np.ndarray, ""], "number"),
        (Int[np.ndarray, "m n"], "number[][]"),
        (Bool[np.ndarray, " n"], "boolean[]"),
    ],
)
def test_a_type_is_written_as_typescript_has_it(hint: Any, text: str) -> None:
    assert Writer("parts").text(hint) == text


def test_arrays_among_numbers_are_written_flat() -> None:
    assert Writer("parts").text(Float[np.ndarray, "m n"], flat=True) == "number[]"
    assert Writer("parts").text(Float[np.ndarray, ""], flat=True) == "number"


@pytest.mark.parametrize("hint", [np.ndarray, object, set[int], dict[str, int]])
def test_a_type_that_says_too_little_is_refused(hint: Any) -> None:
    with pytest.raises(TypeError):
        Writer("parts").text(hint)


def test_two_types_of_one_name_are_refused() -> None:
    class Samples(NamedTuple):
        """Not those of the Stage."""

        step: int

    writer = Writer("stage")
    writer.text(stage.Samples)
    with pytest.raises(ValueError, match="Samples"):
        writer.text(Samples)


# What is sent ------------------------------------------------------------------------------------


def sent_by_pages() -> list[tuple[str, str, str]]:
    """Figure, type and JSON of all that pages send their figures at first."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=120).run()
    sent = [part.proto for part in app.get("bidi_component")]
    for page in (*LESSONS, *TOOLS):
        app.session_state[arrival.key(page.slug)] = True  # as drawn: charts are sent, too
        answered(app.switch_page(f"pages/{page.slug}.py").run())
        sent += [part.proto for part in app.get("bidi_component")]
    for puzzle in ("battleship", "repair-listing"):  # which have figures of their own
        sent += [part.proto for part in opened("practice", puzzle=puzzle).get("bidi_component")]
    named = [(part.component_name.removeprefix("explainers."), part.json[1:-1]) for part in sent]
    assert {name for name, _ in named} == {path.parent.name for path in declarations()} - {"parts"}
    return [(name, "Data", text) for name, text in named]


def answers() -> dict[str, NamedTuple]:
    """An answer of JAX for each figure that is sent some."""
    f, nodes = POLAR.map, np.zeros((2, 3, 3, 4))
    at = [jnp.array(vector) for vector in (X, V, U)]
    bent = curvature_of(BOWL.map, X, V, 1.0)
    bending = (Numbers(bent), bent.newton, bent.rates[-1], True, True)
    square = plane.PLANS["square"]
    known = plane.settled(square.map, square.complex_map, X, V)
    found = Numbers(on_host(products.compiled(f)(*at)))
    missed = Numbers(remainders(f, X, V))
    taught = on_host(laws.compiled("sign")(*at))
    judged = verdicts.of(taught, "sign", X, V, U)
    said = captions.referees(judged)
    swept = sweeps.settled(sweeps.sweeps(f, 2), X, V, U)
    return {
        "stage": stage.Settled(X, V, U, found, stage.Samples(0.1, nodes, nodes[0, 0], V)),
        "linearization": linearization.Settled(
            X, V, 1.0, missed, ("", ""), linearization.Image(0.1, nodes)
        ),
        "curvature": curvature.Settled(
            *(X, V, 1.0, *bending, ((2.0, 1.5), (2.0,))),
            (curvature.Run((X, V), (2.0, 1.5)), curvature.Run((X,), (2.0,))),
        ),
        "complex_plane": complex_plane.Settled(
            X, V, Numbers(known.numbers), "derivative", "circle", True, False
        ),
        "rules": rules.Settled("sign", X, V, U, Numbers(taught), judged, said),
        "tensors": tensors.Settled(Numbers(classifier.settled("sigmoid", classifier.PRESET))),
        "two_sweeps": two_sweeps.Settled(X, V, U, "both", (swept,)),
    }


@pytest.mark.whole
def test_typescript_takes_what_is_sent_for_what_is_declared(tmp_path: Path) -> None:
    sent = sent_by_pages()
    sent += [(name, "Settled", json.dumps(encoded(one))) for name, one in answers().items()]
    lines = [
        f'export const sent{k}: import("{FRONTEND}/{name}/data.d.ts").{kind} = '
        + re.sub('"#(-?inf|nan)"', lambda found: UNFINITE[found[1]], text)
        for k, (name, kind, text) in enumerate(sent)
    ]
    path = tmp_path / "sent.ts"
    path.write_text(";\n".join(lines))
    command = [ROOT / "node_modules/.bin/tsc", "--noEmit", "--strict", "--ignoreConfig"]
    command += ["--allowImportingTsExtensions", path]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.stdout == ""
    assert ran.returncode == 0, ran.stderr
