"""The code panel offers the program of the state on screen, in three libraries."""

from explainers.core.catalog import CATALOG
from explainers.core.programs import products
from tests.pages import choose, lists, opened


def test_each_library_has_its_program_and_its_file() -> None:
    page = opened("jacobian", f="polar", x="2.5_0.5")
    entry = CATALOG["polar"]
    programs = products(entry, (2.5, 0.5), entry.v, entry.u)
    library = lists(page)["jacobian-code"]
    names = {"jax": "JAX", "torch": "PyTorch", "numpy": "NumPy"}
    assert library.options == list(names.values())
    for (short, name), program in zip(names.items(), programs, strict=True):
        choose(page, "jacobian-code", short)
        (shown,) = page.code
        assert shown.value == program.rstrip()
        labels = [button.proto.label for button in page.get("download_button")]
        assert labels == [f"Download for {name}", f"Notebook for {name}"]
