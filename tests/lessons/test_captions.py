"""What several lessons say of their numbers."""

from explainers.lessons import captions
from explainers.measure.bench import Ticket
from explainers.measure.recorded import recorded
from explainers.measure.results import Job


def test_the_sentence_over_the_code_names_the_state() -> None:
    assert captions.code("Square and sums", (2, 3, 1), (0.5, 1, 2), (0.5, 1)) == (
        "Runs as pasted: f(x), J, Jv, uᵀJ and uᵀJv of “Square and sums” at x = (2, 3, 1), "
        "with v = (0.5, 1, 2) and u = (0.5, 1)."
    )


def test_a_result_says_where_it_comes_from() -> None:
    result = recorded()[Job("product")]
    assert captions.origin(result, recorded=True).startswith("Recorded on ")
    assert captions.origin(result, recorded=False).startswith("Measured here on ")
    assert f"JAX {result.machine.jax}" in captions.origin(result, recorded=True)


def test_the_queue_is_told_to_those_in_it() -> None:
    ticket = Ticket(Job("product"))
    assert captions.progress(ticket, 2) == "2 before you"
    ticket.stage = "running"
    assert captions.progress(ticket, 0) == "Starting"
    ticket.done, ticket.of = 3, 8
    assert captions.progress(ticket, 0) == "3 of 8 programs timed"
