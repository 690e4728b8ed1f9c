#!/usr/bin/env python3
"""Writes shares.json: averages over prompts whose weights are so far apart that a share is below every number.

    python3 shares.py               # some seconds
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from best_of_n import Base, proven, text
from prompts import average

CASES = [
    # Prompts as weight, weights, rewards; n.
    ([(1.3653851785992527e-192, [0.5, 0.25, 0.125], [1.0, 2.0, 3.0]), (1.4276802707613054e128, [0.75, 0.75, 0.75], [1.0, 1.0, 1.0])], [2.0, 840717.0]),
    ([(4.1419500669051506e-105, [1.0, 1.378491204276019e-06, 4e-30], [1.0, 2.0, 3.0]), (1.5952329619936134e261, [1.0, 1.0], [0.0, 0.0])], [17.0, 1e15]),
    ([(9.675298610094884e256, [0.25] * 4, [1.0] * 4), (2e-188, [0.9, 0.1], [0.0, 1.0]), (7.336237755658964e-278, [0.3, 0.2], [0.0, 1.0])], [1.0, 3.0, 64.0]),
    ([(1e-300, [0.1, 0.9], [0.0, 1.0]), (1e10, [1.0, 1.0, 1.0], [0.0, 0.0, 0.0])], [2.0, 1e9]),
    ([(1e-9, [0.1, 0.9], [0.0, 1.0]), (3.0, [1.0, 2.0, 3.0], [0.0, 1.0, 2.0])], [5.0]),
]
NAMES = ["kl", "gap", "estimator", "estimator_sd", "estimator_sharp_sd", "win_rate", "chi2", "reverse_kl", "gap_bound", "renyi_2"]


def main() -> None:
    rows = []
    for prompts, several in CASES:
        weighted = [(Fraction(weight), Base([Fraction(w) for w in listed], [Fraction(r) for r in rewards])) for weight, listed, rewards in prompts]
        row = {"weights": [p[0] for p in prompts], "bases": [p[1] for p in prompts], "rewards": [p[2] for p in prompts], "cases": []}
        for n in several:

            def compute():
                values = average(weighted, Fraction(n), (Fraction(1, 2), Fraction(2)))
                return {name: text(values[name], name) for name in NAMES}

            row["cases"].append({"n": n, "values": proven(compute)})
        rows.append(row)
    Path(__file__).with_name("shares.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
