#!/usr/bin/env python3
"""Writes hunt.json: the mean of the estimator minus the exact KL, from the definitions, to 25 digits.

    python3 hunt.py              # rewrites hunt.json next to this file, some seconds

Weights and n are exact f64; the weights are normalised exactly.
"""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path

from best_of_n import Base, proven, quantities, text

DRAWS = [2.0, 3.0, 7.0, 64.0, 1000.0, 1e6]
OWN = [
    [1.0, 1.0], [1.0] * 10, [0.9, 0.0999, 1e-4], [1e-4, 0.0999, 0.9], [1.0, 1e-12], [1e-12, 1.0],
    [1.0, 1e-6, 1e-9, 1.0], [1e-9, 1.0, 1e-9, 1e-9], [1.0] * 300, [0.5**k for k in range(40)], [2.0**k for k in range(40)],
]


def bases():
    yield from OWN
    source = random.Random("bonscope hunt")
    for length in (2, 3, 5, 8, 12):
        for spread in (0.1, 1.0, 6.0):
            yield [2.0 ** source.gauss(0, spread) for _ in range(length)]


def main() -> None:
    cases = []
    for weights in bases():
        base = Base([Fraction(w) for w in weights])
        for n in DRAWS:

            def slack():
                values, _ = quantities(base, Fraction(n))
                return text(values["estimator"] - values["kl"])

            cases.append({"weights": weights, "n": n, "slack": proven(slack)})
    with open(Path(__file__).with_name("hunt.json"), "w", encoding="utf-8") as out:
        out.write("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]\n")
    print(f"{len(cases)} cases")


if __name__ == "__main__":
    main()
