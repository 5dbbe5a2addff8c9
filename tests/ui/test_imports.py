"""Two readers who come to a new server at once: what one is importing the other does not see."""

import subprocess
import sys

import pytest

TOGETHER = """
import sys, threading

[first, begun, second], failed = sys.argv[1:], []

def come(page, since=None):
    while since and since not in sys.modules and readers[0].is_alive():
        pass
    try:
        exec(f"from explainers.ui import {page}", {})
    except BaseException as error:
        failed.append(f"{page}: {error}")

readers = [threading.Thread(target=come, args=args) for args in ((first,), (second, begun))]
for reader in readers:
    reader.start()
for reader in readers:
    reader.join()
print(failed)
"""


@pytest.mark.parametrize(
    ("first", "begun", "second"),
    [
        ("controls", "jax", "linearization"),
        ("controls", "jax._src.lax", "linearization"),
        ("linearization", "jax._src.numpy", "rules"),
        ("jacobian", "plotly", "tensors"),
        ("descent", "optax", "descent"),
    ],
)
def test_a_second_reader_meets_no_module_half_made(first: str, begun: str, second: str) -> None:
    command = [sys.executable, "-c", TOGETHER, first, begun, second]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n", ran.stderr
