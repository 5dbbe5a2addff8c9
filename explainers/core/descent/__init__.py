"""Descent: what is made small (``risks``), on which samples (``samples``), by which rule
(``optimisers``), step by step (``run``), and what is looked at meanwhile (``look``)."""
