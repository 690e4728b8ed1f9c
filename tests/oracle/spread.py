#!/usr/bin/env python3
"""Writes spread.json: the standard deviations of one draw of both estimators where the values nearly agree.

    pip install -r requirements.txt
    python3 spread.py               # some seconds

The definitions are in best_of_n.py; weights are exact f64 numbers, normalised exactly.
"""

import json
import math
from fractions import Fraction
from pathlib import Path

from best_of_n import Base, proven, quantities, text

E15 = 1e15
FALLING = [1.0, 1.0 - 1e-12, (1.0 - 1e-12) ** 2]
CASES = [
    (FALLING, None, [1.000001, 2.0, 5.0, 1e4, E15]),
    ([1.0, math.nextafter(1.0, 2.0), 1.0, math.nextafter(1.0, 0.0)], None, [1.5, 2.0, 3.0, 64.0, 1e9]),
    ([1.0 + i * 2.0**-40 for i in range(9)], None, [1.01, 2.0, 20.0, 1e3]),
    ([0.1, 0.1000001, 0.1], [1.0, 1.0, 2.0], [2.0, 40.0, 1e6]),
    ([k**-0.1 for k in range(1, 201)], None, [2.0, 4.0, 1e3, 1e6]),
    ([1e-6 * (1.0 + 1e-9 * i) for i in range(40)] + [1.0], None, [2.0, 1e5, 1e7, E15]),
    ([1.0] + [1e-6 * (1.0 + 1e-9 * i) for i in range(40)], None, [2.0, 1e5, 1e7, E15]),
    ([0.5, 0.5000000001, 1e-30], None, [2.0, 7.0, 1e3]),
    ([1.0] * 30 + [1.0000000001], None, [2.0, 31.0, 1e3]),
]


def main() -> None:
    rows = []
    for weights, rewards, draws in CASES:
        base = Base([Fraction(w) for w in weights], rewards and [Fraction(r) for r in rewards])
        row = {"weights": weights, "rewards": rewards, "cases": []}
        for n in draws:

            def values():
                found, _ = quantities(base, Fraction(n))
                return {name: text(found[name], name) for name in ("estimator_sd", "estimator_sharp_sd")}

            row["cases"].append({"n": n, "values": proven(values)})
        rows.append(row)
    Path(__file__).with_name("spread.json").write_text("[\n" + ",\n".join(map(json.dumps, rows)) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
