"""Measurements in a process of their own, one at a time for the server.

``jobs`` says what can be measured, ``worker`` is the process that does it, ``bench`` the
queue before it, ``recorded`` what was measured beforehand. Nothing here knows Streamlit;
this file imports nothing, so that the worker can give way before JAX is loaded.
"""
