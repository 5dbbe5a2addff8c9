"""What pages are made of: frame, controls, Stage, code panel, links."""

# Two readers may come to a new server at once, each in a thread of its own. A package that imports
# its own modules, and JAX's that import one another in circles, would be met half made by whoever
# comes second: they are all made here, behind the one door by which every page comes in.
import jax.numpy  # noqa: F401

import explainers.core.catalog
import explainers.core.complex_plane
import explainers.core.expression
import explainers.core.kinks
import explainers.lessons
import explainers.permalink  # noqa: F401
