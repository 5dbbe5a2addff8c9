"""The puzzles, in the order of the path."""

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from explainers.core.practice import (
    aiming,
    colouring,
    mending,
    solutions,
    understanding,
    using,
)
from explainers.core.practice.draws import Draws
from explainers.core.practice.goals import Free, Ground, Setting

Level: TypeAlias = Literal[1, 2, 3]
Mode: TypeAlias = Literal["push", "pull", "both"]


class Puzzle(NamedTuple):
    """A puzzle without its numbers; its words stand in ``lessons/practice/puzzles.md``."""

    slug: str
    level: Level
    mode: Mode
    """Which products the Stage shows."""
    free: tuple[Free, ...]
    """What hands may move."""
    draw: Callable[[Draws], Setting | None]
    """Its numbers; None for such as make no good puzzle."""
    ground: Ground = "stage"
    """The figure on which it is solved."""

    @property
    def kin(self) -> tuple[str, ...]:
        """All puzzles of the same figure, by their names."""
        return tuple(other.slug for other in PUZZLES if other.ground == self.ground)


PUZZLES: tuple[Puzzle, ...] = (
    Puzzle("aim-push", 1, "push", ("v",), aiming.aim_push),
    Puzzle("aim-pull", 1, "pull", ("u",), aiming.aim_pull),
    Puzzle("silent-step", 1, "push", ("v",), aiming.silent_step),
    Puzzle("deaf-question", 1, "pull", ("u",), aiming.deaf_question),
    Puzzle("match-table", 1, "push", ("x",), aiming.match_table),
    Puzzle("unreachable-twin", 2, "push", ("v",), understanding.unreachable_twin),
    Puzzle("zero-power", 2, "both", ("v", "u"), understanding.zero_power),
    Puzzle("straight-arm", 2, "pull", ("x", "u"), understanding.straight_arm),
    Puzzle("pure-turn", 2, "push", ("x",), understanding.pure_turn),
    Puzzle("quarter-turn", 2, "push", ("x",), understanding.quarter_turn),
    Puzzle("strongest-push", 2, "push", ("v",), understanding.strongest_push),
    Puzzle("exact-move", 2, "push", ("v",), understanding.exact_move),
    Puzzle("all-signs", 2, "push", ("x",), understanding.all_signs),
    Puzzle("budget", 2, "both", ("picks",), mending.budget, "brackets"),
    Puzzle("few-slots", 2, "both", ("picks",), mending.few_slots, "memory"),
    Puzzle("battleship", 2, "both", ("v", "u", "picks"), mending.battleship, "probes"),
    Puzzle("slope-to-order", 2, "push", ("x",), solutions.slope_to_order, "implicit"),
    Puzzle("fewest-products", 2, "both", ("picks",), colouring.fewest_products, "sparsity"),
    Puzzle("honest-gradient", 3, "pull", ("u",), using.honest_gradient),
    Puzzle("batch-by-u", 3, "pull", ("u",), using.batch_by_u),
    Puzzle("hidden-swap", 3, "push", ("x",), using.hidden_swap),
    Puzzle("shown-swap", 3, "push", ("x", "v"), using.shown_swap),
    Puzzle("catch-rule", 3, "both", ("v", "u"), mending.catch_rule, "rules"),
    Puzzle("hide-rule", 3, "both", ("v", "u"), mending.hide_rule, "rules"),
    Puzzle("repair-listing", 3, "both", ("picks",), mending.repair_listing, "listing"),
)
BY_SLUG = {puzzle.slug: puzzle for puzzle in PUZZLES}
