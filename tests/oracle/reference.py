#!/usr/bin/env python3
"""Writes reference.json: what every quantity of bonscope is on some seventy bases, to 25 digits.

    pip install -r requirements.txt
    python3 reference.py            # rewrites reference.json next to this file

Deterministic; about four minutes on one core. The definitions are in best_of_n.py, the bases in
cases.py, the checks that come first in anchors.py.
"""

from __future__ import annotations

import json
import sys
import time
from fractions import Fraction
from pathlib import Path

import anchors
import cases
from best_of_n import FIRST_PRECISION, Base, outcomes, proven, quantities, text

ABOUT = (
    "Reference values for best-of-n, 25 significant digits, correctly rounded. Weights and rewards are the exact f64 "
    "numbers written here, normalised exactly; rewards null means 1, 2, 3, ... as listed. Generators: uniform:L has all "
    "weights 1, harmonic:L has the f64 weights 1.0/k for k = 1..L, harmonic-reversed:L the same list reversed. n is an "
    "exact f64. Outcomes are in listed order, only for bases of at most 12. 'uncertain' names quantiles whose level is "
    "within 1e-11 of a cumulative probability without being reached to 1e-30. Written by reference.py."
)
OUTCOMES_UP_TO = 12
BIG = 200_000  # outcomes from which fewer bits are tried first; the radius still proves every digit
BIG_PRECISION = 512


def solve(base: Base, n: float) -> dict:
    exact_n = Fraction(n)

    def values():
        numbers, uncertain = quantities(base, exact_n)
        return {name: text(number, name) for name, number in sorted(numbers.items())}, uncertain

    big = len(base.weights) >= BIG
    numbers, uncertain = proven(values, BIG_PRECISION if big else FIRST_PRECISION)
    entry = {"n": int(n) if n == int(n) else n, "values": numbers}
    if len(base.weights) <= OUTCOMES_UP_TO:
        entry["outcomes"] = proven(
            lambda: [{name: text(number, name) for name, number in row.items()} for row in outcomes(base, exact_n)]
        )
    if uncertain:
        entry["uncertain"] = uncertain
    return entry


def main() -> None:
    anchors.check()
    began = time.monotonic()
    described, results = {}, []
    for name, (description, ns) in cases.cases().items():
        described[name] = description
        weights, rewards = cases.expand(description)
        base = Base([Fraction(w) for w in weights], rewards and [Fraction(r) for r in rewards])
        for n in ns:
            results.append({"base": name} | solve(base, n))
        print(f"{time.monotonic() - began:7.1f} s  {name}  {len(ns)} values of n", file=sys.stderr)
    with open(Path(__file__).with_name("reference.json"), "w", encoding="utf-8") as out:
        out.write('{"about": ' + json.dumps(ABOUT) + ',\n"bases": {\n')
        out.write(",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in described.items()))
        out.write('\n},\n"cases": [\n' + ",\n".join(map(json.dumps, results)) + "\n]}\n")
    flagged = sum("uncertain" in r for r in results)
    print(f"{len(results)} cases on {len(described)} bases, {flagged} with an uncertain quantile", file=sys.stderr)


if __name__ == "__main__":
    main()
