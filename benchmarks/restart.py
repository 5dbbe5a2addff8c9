"""What a restart compiles: all that the app compiles ahead, with a folder of it and without.

`python -m benchmarks.restart`

Prints seconds of processor time and of the clock for the first picture of the home page's
function, and for all that is compiled ahead: with no folder, with an empty one, and after that.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.table import table
from explainers.ui.disk import VARIABLE

WORK = """
import time
from explainers.core.catalog import CATALOG
from explainers.ui import ahead
from explainers.ui.numbers import SETTLED, place
import jax
events = []
jax.monitoring.register_event_duration_secs_listener(lambda event, *_, **__: events.append(event))
wall, used = time.perf_counter(), time.process_time()
SETTLED.wait(place(CATALOG["arm"]))
print(time.process_time() - used, time.perf_counter() - wall)
for piece in ahead._pieces():
    pass
print(time.process_time() - used, time.perf_counter() - wall)
print(sum(event.endswith("backend_compile_duration") for event in events))
"""


def restarted(folder: str) -> list[str]:
    """A row of the table, by a process of its own."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JAX_")}
    ended = subprocess.run(
        [sys.executable, "-c", WORK],
        env=environment | {VARIABLE: folder},
        capture_output=True,
        text=True,
        check=True,
    )
    first, ahead, (compiled,) = (line.split() for line in ended.stdout.splitlines())
    times = (f"{float(one):.1f} s" for one in (*first, *ahead))
    return [*times, compiled]


def main() -> None:
    """Start thrice and print what each had to compile."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as made:
        rows = [
            [name, *restarted(folder)]
            for name, folder in (("no folder", ""), ("an empty one", made), ("a full one", made))
        ]
        size = sum(file.stat().st_size for file in Path(made).rglob("*") if file.is_file())
    heads = ["", "first picture", "by the clock", "all ahead", "by the clock", "compiled"]
    print(table(heads, rows))
    print(f"The folder holds {size / 2**20:.1f} MB.")


if __name__ == "__main__":
    main()
