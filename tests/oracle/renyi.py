#!/usr/bin/env python3
"""Writes renyi.json: Rényi divergences of many orders on bases of cases.py, to 25 digits.

    python3 renyi.py             # rewrites renyi.json next to this file, some seconds

ln(sum pi^A m^(1-A)) / (A-1) from the exact class masses, and ln(n^A / (A(n-1)+1)) / (A-1) for a
continuous base. Orders and n are exact f64.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import cases
from best_of_n import Base, Policy, ball, proven, renyi_continuum, text

ORDERS = [
    1e-300, 1e-12, 0.001, 0.1, 0.3, 0.5, 0.500001, 0.75, 0.999, 0.9999999999, 1 - 2.0**-53,
    1 + 2.0**-52, 1.0000001, 1.1, 1.5, 2.0, 3.0, 10.0, 64.0, 1000.0, 1e6, 1e15, 1e100,
]
NAMES = [
    "uniform-2", "uniform-10", "uniform-1000", "harmonic-100", "harmonic-reversed-100", "zipf-1.1",
]
DRAWS = [1.0, 1.000001, 1.01, 1.5, 2.0, 3.0, 27.3, 1000.0, 1e6, 1e12]
ABOUT = (
    "Rényi divergences of best-of-n, [order, divergence, continuum value], 25 significant digits, correctly rounded. "
    "Bases as in reference.json, or weights. Written by renyi.py."
)
OWN = {"staircase": [0.9, 0.0999, 1e-4], "rare": [1.0, 1e-12], "rarest": [1.0, 1e-290], "likely": [1e-12, 1.0], "sparse": [1e-200, 1.0, 1e-200]}


def divergence(base: Base, n: Fraction, order: Fraction):
    policy = Policy(base, n)
    a = ball(order)
    total = 1 + sum(mass * (ratio**a - 1) for _, _, _, _, mass, _, ratio, _, _ in policy.classes())
    return total.log() / (a - 1)


def main() -> None:
    known = cases.cases()
    listed = {name: cases.expand(known[name][0])[0] for name in NAMES} | OWN
    results = []
    for name, weights in listed.items():
        base = Base([Fraction(w) for w in weights])
        for n in DRAWS:
            exact = Fraction(n)
            rows = []
            for order in ORDERS:
                a = Fraction(order)
                rows.append([
                    order,
                    proven(lambda: text(divergence(base, exact, a))),
                    proven(lambda: text(renyi_continuum(ball(exact), a))),
                ])
            results.append({"base": name, "n": n, "orders": rows})
    with open(Path(__file__).with_name("renyi.json"), "w", encoding="utf-8") as out:
        out.write('{"about": ' + json.dumps(ABOUT, ensure_ascii=False) + ',\n"weights": {\n')
        out.write(",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in listed.items()))
        out.write('\n},\n"cases": [\n' + ",\n".join(map(json.dumps, results)) + "\n]}\n")
    print(f"{len(results)} cases of {len(ORDERS)} orders")


if __name__ == "__main__":
    main()
