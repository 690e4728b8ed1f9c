#!/usr/bin/env python3
"""Writes fast.json: the main quantities of bases with large tie classes of outcomes that are tiny or nearly equal.

    pip install -r requirements.txt
    python3 fast.py                 # some minutes

The definitions are in best_of_n.py. One outcome of weight 1 has the reward 0; outcome i of the others has the weight
step(i) (1 + i 2^-52) or, for "spread", step (1 + i), and the reward i mod classes + 1.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from best_of_n import Base, Policy, proven, text

CASES = [
    # How many, the weight of the first, "last bits" or "spread", classes, n.
    (100_000, 5.21489705265909e-06, "last bits", 1, [4.0, 1e5, 1e7, 1e15]),
    (100_000, 1e-12, "last bits", 1, [1e9, 1e13, 1e15]),
    (30_000, 3e-5, "spread", 2, [3.0, 1e6, 1e15]),
    (20_000, 1.7e-9, "last bits", 3, [1e8, 1e10, 1e15]),
]


def weights(count: int, first: float, kind: str) -> list[float]:
    """The f64 weights: the product rounds once, 1 + i 2^-52 not at all."""
    if kind == "spread":
        return [first * (1.0 + i) for i in range(count)]
    return [first * (1.0 + i * 2.0**-52) for i in range(count)]


def quantities(base: Base, n: Fraction) -> dict[str, str]:
    policy = Policy(base, n)
    kl, win, estimator = 0, 0, 0
    for _, weight, members, below, mass, pi, ratio, _, _ in policy.classes():
        if pi != 0:
            kl += pi * ratio.log()
        win += pi * (policy.probability(below) if below else 0) + pi * mass / 2
        inside = sum(policy.d(base.weights[i]) * base.weights[i] for i in members)
        estimator += pi * inside / weight
    bound = policy.bound
    values = {
        "kl": kl,
        "gap": bound - kl,
        "estimator": estimator,
        "win_rate": win,
        "win_rate_gap": policy.n / (policy.n + 1) - win,
    }
    return {name: text(value, name) for name, value in values.items()}


def main() -> None:
    rows = []
    for count, first, kind, classes, draws in CASES:
        listed = [Fraction(1)] + [Fraction(w) for w in weights(count, first, kind)]
        base = Base(listed, [0] + [i % classes + 1 for i in range(count)])
        row = {"count": count, "first": first, "kind": kind, "classes": classes, "cases": []}
        for n in draws:
            row["cases"].append({"n": n, "values": proven(lambda: quantities(base, Fraction(n)), 512)})
        rows.append(row)
    Path(__file__).with_name("fast.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
