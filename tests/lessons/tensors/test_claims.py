"""Every sentence about the classifier is true of its numbers, by sixty digits of arithmetic."""

import re
from collections import Counter
from functools import lru_cache
from typing import Any, NamedTuple

import mpmath as mp
import numpy as np
import pytest

from explainers.core.tensors import numbers as core
from explainers.core.tensors import verdicts
from explainers.core.tensors.numbers import PRESET, TARGETS, Head, Setting
from explainers.lessons.tensors import captions
from tests.claims import Claim, all_met, claim, free, judged
from tests.numbers import near, number

DIGITS = 60
mp.mp.dps = DIGITS


class At(NamedTuple):
    """The numbers on screen, and whose second derivatives are shown."""

    head: Head
    setting: Setting
    output: int = 0
    row: int = 0


class Exact(NamedTuple):
    """Logits, probabilities, second derivatives σ″, the loss and its gradients."""

    logits: list[list[Any]]
    bend: list[list[Any]]
    lost: list[Any]
    W: list[list[Any]]
    b: list[Any]


@lru_cache(maxsize=1024)
def exact(setting: Setting) -> Exact:
    inputs = [[mp.mpf(z) for z in setting.inputs[3 * i : 3 * i + 3]] for i in range(5)]
    W = [[mp.mpf(z) for z in setting.W[2 * a : 2 * a + 2]] for a in range(3)]
    b = [mp.mpf(z) for z in (setting.b if len(setting.b) == 2 else setting.b * 2)]
    z = [[sum(x[a] * W[a][k] for a in range(3)) + b[k] for k in range(2)] for x in inputs]
    bend = [[_bend(one) for one in row] for row in z]
    lost, errors = [], []
    for row, target in zip(z, TARGETS, strict=True):
        other = row[1 - target] - row[target]
        missed = 1 / (1 + mp.exp(-other)) if other < 1e5 else mp.mpf(1)
        lost.append(mp.log1p(mp.exp(other)) if other < 1e5 else other)
        errors.append([-missed if k == target else missed for k in range(2)])
    in_W = [
        [sum(inputs[i][a] * errors[i][k] for i in range(5)) for k in range(2)] for a in range(3)
    ]
    return Exact(z, bend, lost, in_W, [sum(e[k] for e in errors) for k in range(2)])


def _bend(z: Any) -> Any:
    s = 1 / (1 + mp.exp(-abs(z))) if abs(z) < 1e5 else mp.mpf(1)
    rest = mp.exp(-abs(z)) * s if abs(z) < 1e5 else mp.mpf(0)
    return -mp.sign(z) * s * rest * mp.tanh(abs(z) / 2)


def pair(text: str, values: list[Any]) -> bool:
    parts = text[1:-1].split(", ")
    return all(near(a, float(b), 1e-13) for a, b in zip(parts, values, strict=True))


def table(at: At) -> list[Any]:
    """All 36 second derivatives of an output."""
    i, k = divmod(at.output, 2)
    x = [mp.mpf(z) for z in at.setting.inputs[3 * i : 3 * i + 3]]
    bend = mp.mpf(0) if at.head == "logits" else exact(at.setting).bend[i][k]
    return [
        bend * x[a] * x[d] * (c == k) * (e == k)
        for a in range(3)
        for c in range(2)
        for d in range(3)
        for e in range(2)
    ]


def straight(at: At, _: re.Match[str]) -> bool:
    return at.head == "logits"


def no_input(at: At, match: re.Match[str]) -> bool:
    i = at.output // 2
    return int(match[1]) == i + 1 and not any(at.setting.inputs[3 * i : 3 * i + 3])


def size_of(at: At) -> Any:
    i, k = divmod(at.output, 2)
    x = at.setting.inputs[3 * i : 3 * i + 3]
    b = at.setting.b if len(at.setting.b) == 2 else at.setting.b * 2
    return sum((abs(mp.mpf(x[a]) * at.setting.W[2 * a + k]) for a in range(3)), abs(mp.mpf(b[k])))


def turns(at: At, _: re.Match[str]) -> bool:
    i, k = divmod(at.output, 2)
    return at.head == "sigmoid" and abs(exact(at.setting).logits[i][k]) <= mp.mpf(
        "1e-15"
    ) * size_of(at)


def flat(at: At, _: re.Match[str]) -> bool:
    i, k = divmod(at.output, 2)
    z = exact(at.setting).logits[i][k]
    return at.head == "sigmoid" and abs(z) > 30


def small(at: At, _: re.Match[str]) -> bool:
    return at.head == "sigmoid" and 0 < max(map(abs, table(at))) < mp.mpf("1e-13") * (
        1 + size_of(at)
    )


def zeros(at: At, match: re.Match[str]) -> bool:
    i, k = divmod(at.output, 2)
    row = at.setting.inputs[3 * i : 3 * i + 3]
    silent = [f"{i + 1},{a + 1}" for a in range(3) if row[a] == 0]
    told = [part for part in (match[4] or "").split(" and ") if part]
    return (
        match[1] == f"{i + 1},{k + 1}"
        and int(match[2]) == k + 1
        and int(match[3]) == sum(entry == 0 for entry in table(at))
        and told == silent
        and (match[5] or "is") == ("are" if len(silent) > 1 else "is")
    )


def hidden(at: At, match: re.Match[str]) -> bool:
    found = verdicts.tidied(at.head, at.setting, core.settled(at.head, at.setting))
    shown = np.asarray(found.hessian[divmod(at.output, 2)]).reshape(-1)
    small = [true for true, z in zip(table(at), shown, strict=True) if true != 0 == z]
    return len(small) == int(match[1]) and max(map(abs, small)) < mp.mpf("1e-300")


def alone(at: At, match: re.Match[str]) -> bool:
    return len(at.setting.b) == 1 and pair(match[1], exact(at.setting).b)


def of_two(at: At, match: re.Match[str]) -> bool:
    return len(at.setting.b) == 2 and pair(match[1], exact(at.setting).b)


def no_sum(at: At, _: re.Match[str]) -> bool:
    return abs(sum(exact(at.setting).b)) < mp.mpf("1e-50")


def loss(at: At, match: re.Match[str]) -> bool:
    true = sum(exact(at.setting).lost)
    return abs(number(match[1]) - true) <= 1e-5 * true + mp.mpf("1e-14")


def product(at: At, match: re.Match[str]) -> bool:
    x = at.setting.inputs[3 * at.row : 3 * at.row + 3]
    for k, text in enumerate(match[2][1:-1].split(", ")):
        true = sum(mp.mpf(x[a]) * mp.mpf(at.setting.W[2 * a + k]) for a in range(3))
        size = sum(abs(mp.mpf(x[a]) * mp.mpf(at.setting.W[2 * a + k])) for a in range(3))
        if not near(text, float(true), 1e-15 * float(size)):
            return False
    return pair(match[1], list(map(mp.mpf, x)))


VECTOR = r"(\([^()]+\))"
CLAIMS: list[Claim[At]] = [
    claim(
        r"Every second derivative is 0: a logit is linear in W, but for b, and its gradient "
        r"block does not move\.",
        straight,
    ),
    claim(r"Every second derivative is 0: row (\d) of inputs is 0, so W has no say\.", no_input),
    claim(
        r"Every second derivative is 0 at this W: the logit is 0, where the sigmoid turns from "
        r"bending one way to bending the other\.",
        turns,
    ),
    claim(r"Beside this W they are not\.", turns),
    claim(r"Every second derivative is 0 to the last digit: the sigmoid is saturated here\.", flat),
    claim(r"It bends all the same, too little for float64\.", flat),
    claim(r"Every second derivative is too small here to tell it from 0\.", small),
    claim(
        r"Output (\d,\d) sees only column (\d) of W, so only where both entries stand in that "
        r"column is there anything: (\d+) of 36 are 0"
        r"(?:, some of them since inputs ([\d, and]+) (is|are) 0)?\.",
        zeros,
    ),
    claim(r"(\d+) more cannot be told from 0\.", hidden),
    free(r"The table is symmetric: it does not matter which entry moves first\."),
    free(r"Six blocks of six numbers\."),
    free(r"b has the shape \(\): it adds the same to both logits\."),
    free(r"Softmax ignores a common shift, so no b changes the loss, and its gradient is 0\."),
    claim(rf"With the shape \(2,\) the gradient would be {VECTOR}\.", alone),
    claim(
        r"b has the shape \(2,\): it can move one logit against the other, so its gradient is "
        rf"{VECTOR}\.",
        of_two,
    ),
    claim(
        r"Both add up to 0, which is the gradient of a b of shape \(\), a common shift, which "
        r"softmax ignores\.",
        no_sum,
    ),
    claim(r"The loss is \*\*(.+)\*\*\.", loss),
    claim(rf"x = {VECTOR} gives xW = {VECTOR}\.", product),
    free(r"\$J_x = W.+"),
    free(
        r"\$J_W\$ has the shape \(2, 3, 2\): in block k, x stands in column k, and the rest is 0\."
    ),
    free(r"A batch of 5 rows is the same map 5 times: .+"),
    free(r"With Logits switched on, this is the Jacobian in the figure\."),
]


def moved(**parts: tuple[float, ...]) -> Setting:
    return PRESET._replace(**parts)


def states() -> list[At]:
    random = np.random.default_rng(5)
    zero = tuple(0.0 for _ in range(15))
    settings = [
        PRESET,
        moved(b=(0.5, -1.0)),
        moved(b=(0.0,), W=(0.0,) * 6),
        moved(b=(0.0,), inputs=zero),
        moved(inputs=(0.0, 0.0, 0.0, *PRESET.inputs[3:]), b=(1.0,)),
        moved(inputs=(0.0, 1.0, 2.0, 0.0, 0.0, 3.0, *PRESET.inputs[6:])),
        moved(inputs=tuple(1e-200 * z for z in PRESET.inputs), b=(0.3,)),
        *(moved(inputs=(1e-200, z, 1e-160) * 5, b=(0.3,)) for z in (-1.2, 0.0)),
        # A logit of 6e-158: the sigmoid turns, and is far from saturated.
        moved(inputs=(1e-160, 1e-160, 0.0) * 5, W=(-1.0, -2.0, 578.0, 600.0, 0.0, 0.0), b=(0.0,)),
        # 0.1·3 − 0.3: a logit that is 0 but for rounding.
        moved(inputs=(0.1, 0.0, 0.0, *PRESET.inputs[3:]), W=(3.0, 1.0, 0, 0, 0, 0), b=(-0.3,)),
        *(moved(b=(z,)) for z in (1e-7, 30.0, 34.0, 36.0, 40.0, -40.0, 400.0, -800.0, 1e6, -1e6)),
        *(moved(b=(z, -z)) for z in (1e-7, 1.0, 20.0, 400.0, 1e6)),
        *(moved(W=tuple(s * z for z in PRESET.W)) for s in (1e-7, 10.0, 1e3, 1e5)),
        *(moved(W=tuple(random.normal(size=6)), b=tuple(random.normal(size=2))) for _ in range(8)),
    ]
    return [
        At(head, setting, output, output // 2)
        for setting in settings
        for head in core.HEADS
        for output in range(10)
    ]


def test_every_sentence_about_the_classifier_is_true(stride: int) -> None:
    met: Counter[str] = Counter()
    for at in states()[::stride]:
        found = verdicts.tidied(at.head, at.setting, core.settled(at.head, at.setting))
        second = verdicts.second(at.head, at.setting, found, at.output)
        trained = verdicts.tidied_training(at.setting, core.trained(at.setting))
        product = verdicts.tidied_products(at.setting, at.row, core.multiplied(at.setting, at.row))
        x = np.array(at.setting.inputs).reshape(5, 3)[at.row]
        texts = [
            captions.blocks(second),
            captions.bias(at.setting.b, trained),
            captions.loss(trained),
            captions.factors(x, np.array(at.setting.W).reshape(3, 2), product.value),
            captions.batch(5, (3, 2)),
        ]
        met += judged(texts, CLAIMS, at)
    if stride == 1:
        all_met(CLAIMS, met)


def test_a_saturated_sigmoid_and_one_that_turns_are_not_called_linear() -> None:
    for b in (1e6, -1e6, 400.0):
        setting = moved(b=(b,))
        found = verdicts.tidied("sigmoid", setting, core.settled("sigmoid", setting))
        told = captions.second(verdicts.second("sigmoid", setting, found, 0))
        assert "linear" not in told
        assert "saturated" in told
    setting = moved(b=(0.0,), W=(0.0,) * 6)
    found = verdicts.tidied("sigmoid", setting, core.settled("sigmoid", setting))
    told = captions.second(verdicts.second("sigmoid", setting, found, 0))
    assert "linear" not in told
    assert "the logit is 0" in told


def test_each_row_of_the_loss_is_what_it_adds_however_unlikely_its_target() -> None:
    for b in ((0.5, -1.0), (800.0, -800.0), (-400.0, 400.0)):
        setting = moved(b=b)
        trained = verdicts.tidied_training(setting, core.trained(setting))
        lines = captions.rows_of_loss(trained).splitlines()[2:]
        for line, true in zip(lines, exact(setting).lost, strict=True):
            assert near(line.split("|")[-2], float(true), 1e-13)


@pytest.mark.parametrize("head", core.HEADS)
def test_what_is_only_rounding_is_shown_as_zero(head: Head) -> None:
    setting = moved(inputs=(0.1, 0.0, 0.0) * 5, W=(3.0, 3.0, 0, 0, 0, 0), b=(-0.3,))
    found = verdicts.tidied(head, setting, core.settled(head, setting))
    assert found.logits.tolist() == np.zeros((5, 2)).tolist()
    if head == "sigmoid":
        assert not found.hessian.any()
    preset = core.settled(head, PRESET)
    kept = verdicts.tidied(head, PRESET, preset)
    np.testing.assert_array_equal(kept.jacobian, preset.jacobian)
    np.testing.assert_array_equal(kept.push, preset.push)
    alone = verdicts.tidied_training(PRESET, core.trained(PRESET))
    assert alone.b == 0
