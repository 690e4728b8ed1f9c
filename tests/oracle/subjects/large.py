"""`sweep` of bases of up to a million outcomes, where whole groups are summed at once, at a few n."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

from best_of_n import Base, Policy, ball, proven, text

from .program import asked, number

NAMES = ("kl", "gap", "estimator", "win_rate", "win_rate_gap", "gap_bound", "kl_limit", "renyi2_entropy")


def masses(source: random.Random, count: int) -> tuple[str, list[float]]:
    shape = source.choice(["equal", "power", "power", "last bits", "geometric", "random", "one above", "few values", "deep"])
    if shape == "equal":
        return shape, [1.0] * count
    if shape == "power":
        s = source.choice([0.3, 1.0, 1.1, 2.0, 4.0])
        return f"{shape} {s}", [float(k) ** -s for k in range(1, count + 1)]
    if shape == "last bits":
        first = 10.0 ** source.uniform(-12, 0)
        return shape, [first * (1 + (i % 4096) * 2.0**-52) for i in range(count)]
    if shape == "geometric":
        rate = 10.0 ** source.uniform(-6, -2)
        return f"{shape} {rate}", [(1 - rate) ** min(i, int(600 / rate)) for i in range(count)]
    if shape == "random":
        return shape, [source.expovariate(1) + 1e-9 for _ in range(count)]
    if shape == "one above":
        depth = 10.0 ** source.uniform(-18, -3)
        listed = [depth * source.uniform(0.5, 1) for _ in range(count)]
        listed[source.randrange(count)] = 1.0
        return shape, listed
    if shape == "few values":
        values = [10.0 ** source.uniform(-8, 0) for _ in range(3)]
        return shape, [source.choice(values) for _ in range(count)]
    return shape, [10.0 ** source.uniform(-60, 0) for _ in range(count)]


def large(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    count = int(10 ** source.uniform(4.0, 6.0 if case % 10 == 0 else 4.9))
    shape, weights = masses(source, count)
    if source.random() < 0.4:
        weights.reverse()
    if source.random() < 0.2:
        source.shuffle(weights)
    classes = source.choice([count, count, count, 1, 3, 100, count // 3])
    reward = [i if classes == count else i * classes // count for i in range(count)]
    if classes < count and source.random() < 0.5:
        reward = [i % classes for i in range(count)]
    several = sorted({source.choice([2, 3, int(10 ** source.uniform(0, 7)), int(10 ** source.uniform(5, 15)), 10**15]) for _ in range(1 if count > 10**5 else 3)})
    path = folder / "base.csv"
    with open(path, "w", encoding="utf-8") as out:
        out.write("p,reward\n")
        out.writelines(f"{w!r},{r}\n" for w, r in zip(weights, reward))
    rows = asked(program, "sweep", path, "-n", ",".join(map(str, several)), "--quantities", ",".join(NAMES))["results"]
    listed = Base([Fraction(w) for w in weights], reward)
    for n, row in zip(several, rows, strict=True):
        expected = proven(lambda: quantities(listed, Fraction(n)), 512)
        for name, value in expected.items():
            tally.compare(case, name, number(row[name]), float(value), f"{shape} {count} in {classes} classes, n={n}")


def quantities(listed: Base, n: Fraction) -> dict[str, str]:
    """A few of best_of_n.py's, with every sum in pass over the classes."""
    policy = Policy(listed, n)
    kl, win, estimator, squares = ball(0), ball(0), ball(0), ball(0)
    for _, weight, members, below, mass, pi, ratio, _, _ in policy.classes():
        squares += mass * mass
        if pi == 0:
            continue
        kl += pi * ratio.log()
        win += pi * ball(2 * below + weight)
        if len(members) == 1:
            estimator += pi * policy.d(weight)
        else:
            estimator += pi * sum((policy.d(listed.weights[i]) * listed.weights[i] for i in members), ball(0)) / weight
    win = win / (2 * policy.total)
    values = {
        "kl": kl,
        "gap": policy.bound - kl,
        "estimator": estimator,
        "win_rate": win,
        "win_rate_gap": policy.n / (policy.n + 1) - win,
        "gap_bound": 2 * policy.n * (policy.n - 1) * squares,
        "kl_limit": -policy.probability(listed.classes[-1][1]).log() if len(listed.classes) > 1 else ball(0),
        "renyi2_entropy": -squares.log() if len(listed.classes) > 1 else ball(0),
    }
    return {name: text(value, name) for name, value in values.items()}
