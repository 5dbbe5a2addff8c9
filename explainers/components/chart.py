"""Buttons below a chart that save it, with the link of the state that it shows."""

from typing import NamedTuple

from explainers.components.wire import Figure


class Data(NamedTuple):
    """What the file is called."""

    name: str


mount = Figure("chart", '<div class="row chart"></div>')
