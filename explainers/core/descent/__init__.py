"""Five runs down a risk, each step a VJP.

What is made small (``risks``), on which samples (``samples``, ``chance``), by which rule
(``optimisers``), step by step (``run``); what is looked at meanwhile (``look``), and the
same runs as programs to paste (``programs``).
"""
