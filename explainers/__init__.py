"""Push & Pull: an interactive explainer of Jacobian products.

The layers, each importing only those to its right:

    pages -> server -> ui -> components | figures | permalink -> lessons -> measure -> core

``core`` knows mathematics (JAX; no Streamlit, no Plotly), ``measure`` times
programs in a process of its own, ``lessons`` knows words, ``figures`` knows
pictures, ``components`` knows hands, ``ui`` puts them together, ``server`` hands
them over, and a page is a table of contents. import-linter holds the direction.
A layer that holds more than one file for a lesson has a folder with the
lesson's name.
"""
