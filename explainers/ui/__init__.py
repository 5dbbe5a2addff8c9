"""What pages are made of: frame, controls, Stage, code panel, links."""

# Two readers may come to a new server at once, each in a thread of its own. JAX's modules import
# one another in circles, and whoever comes second would meet some of them half made.
import jax.numpy  # noqa: F401  # pyright: ignore[reportUnusedImport]
