#!/usr/bin/env python3
"""Writes pool.json: subset weights as exact rational numbers, and small pools by listing every subset.

    python3 pool.py                 # some seconds

Weights: the chance that draw j of N, in ascending order, is the best of n taken without replacement, C(j-1, n-1)/C(N, n)
from integers; a tied block a..b has [C(b, n) - C(a-1, n)]/C(N, n) together. Pools: every subset of n draws is listed; the
best of it, or each of the best with equal chances, gives its reward, its gold reward and d_n(exp(logprob)); every subset
of n + 1 with every choice of the opponent gives the win rate. d_n is written from its definition, with mpmath at 900 digits.
"""

import json
from fractions import Fraction
from itertools import combinations
from math import comb
from pathlib import Path

from mpmath import exp, log, mp, mpf

mp.dps = 900


def text(x):
    return mp.nstr(mpf(x.numerator) / x.denominator if isinstance(x, Fraction) else x, 25, min_fixed=0, max_fixed=0)


def weights():
    cases = []
    for count, n in [
        (1, 1), (2, 1), (2, 2), (7, 3), (64, 8), (64, 64), (100, 37), (1000, 10), (1000, 999),
        (10_000, 1), (10_000, 2), (10_000, 64), (10_000, 1000), (10_000, 5000), (10_000, 9999), (10_000, 10_000),
        (100_000, 64), (1_000_000, 16),
    ]:
        whole = comb(count, n)
        ranks = sorted({count, count - 1, count - count // 100, count - count // 10, count - count // 3, count // 2,
                        count // 10, n, n + 1, (n + count) // 2} & set(range(1, count + 1)))
        rows = [[j, text(Fraction(comb(j - 1, n - 1), whole))] for j in ranks]
        # Far below the smallest f64 there is nothing to compare.
        rows = [[j, w] for j, w in rows if mpf(w) == 0 or mpf(w) > mpf(10) ** -280]
        cases.append({"draws": count, "n": n, "weights": rows})
    return cases


def tied():
    """Blocks of equal rewards, lowest first; the weight of one draw of each block."""
    cases = []
    for blocks, n in [([1, 2, 3], 2), ([500, 1, 499], 7), ([2000, 3000, 4990, 10], 100), ([9999, 1], 5000), ([1, 9999], 64)]:
        count, end, rows = sum(blocks), 0, []
        for size in blocks:
            start, end = end, end + size
            rows.append(text(Fraction(comb(end, n) - comb(start, n), comb(count, n) * size)))
        cases.append({"blocks": blocks, "n": n, "weights": rows})
    return cases


def d_n(n, logprob):
    e = exp(mpf(logprob))
    if e == 1 or n == 1:
        return mpf(0)
    q = 1 - (1 - e) ** n
    return (1 - q) * (log(n) + (n - 1) * log(1 - e) - mpf(n - 1) / n) + q * log(q / e)


POOLS = [
    ([1.0, 2.0, 3.0, 4.0], [-1.0, -0.25, -3.0, -900.0], [5.0, 1.0, 2.0, 0.0]),
    ([0.0, 0.0, 1.0, 1.0, 1.0, 7.5], [-0.5, -0.5, -2.0, -2.0, -0.125, -40.0], [1.0, -1.0, 3.0, 2.0, 0.5, 0.25]),
    ([2.0, 2.0, 2.0, 2.0, 2.0], [-1.0, -2.0, -3.0, -4.0, -5.0], [1.0, 2.0, 4.0, 8.0, 16.0]),
    ([-3.0, -1.5, -1.5, 0.0, 0.25, 0.25, 0.25, 9.0, 9.0], [-0.01, -1.0, -7.0, -0.3, -2.5, -2.5, -11.0, -1e-9, -20.0],
     [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]),
]


def pools():
    cases = []
    for reward, logprob, gold in POOLS:
        count = len(reward)
        for n in range(1, count + 1):
            weight = [Fraction(0)] * count
            for subset in combinations(range(count), n):
                best = max(reward[i] for i in subset)
                top = [i for i in subset if reward[i] == best]
                for i in top:
                    weight[i] += Fraction(1, len(top) * comb(count, n))
            mean = lambda values: sum(mpf(w.numerator) / w.denominator * v for w, v in zip(weight, values))
            win = None
            if n < count:
                total = Fraction(0)
                for subset in combinations(range(count), n + 1):
                    for opponent in subset:
                        best = max(reward[i] for i in subset if i != opponent)
                        score = Fraction(1) if best > reward[opponent] else Fraction(int(best == reward[opponent]), 2)
                        total += score / (comb(count, n + 1) * (n + 1))
                win = text(total)
            cases.append({
                "reward": reward, "logprob": logprob, "gold": gold, "n": n,
                "kl": text(mean([d_n(n, l) for l in logprob])),
                "expected_reward": text(mean([mpf(r) for r in reward])),
                "expected_gold": text(mean([mpf(g) for g in gold])),
                "win_rate": win,
                "draws_effective": text(1 / sum(w * w for w in weight)),
            })
    return cases


def main():
    table = {"weights": weights(), "tied": tied(), "pools": pools()}
    lines = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(row) for row in rows) + "\n]" for name, rows in table.items()
    )
    Path(__file__).with_name("pool.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
