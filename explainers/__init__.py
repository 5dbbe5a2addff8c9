"""Push & Pull: an interactive explainer of Jacobian products.

The layers, each importing only those to its right:

    pages -> ui -> components | figures | permalink -> lessons | core

``core`` knows mathematics (JAX; no Streamlit, no Plotly), ``lessons`` knows
words, ``figures`` knows pictures, ``components`` knows hands, ``ui`` puts them
together, and a page is a table of contents. import-linter holds the direction.
"""
