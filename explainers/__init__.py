"""Push & Pull: an interactive explainer of Jacobian products.

The layers, each importing only those to its right:

    pages -> ui -> components | figures | permalink | measure -> lessons | core

``core`` knows mathematics (JAX; no Streamlit, no Plotly), ``lessons`` knows
words, ``figures`` knows pictures, ``components`` knows hands, ``measure`` times
programs in a process of its own, ``ui`` puts them together, and a page is a table
of contents. import-linter holds the direction.
"""
