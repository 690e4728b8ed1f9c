"""Checks that run before the reference is written.

* the anchor values of the mathematics page, to every printed digit;
* the policy and its win rate against an enumeration of every sequence of draws, in fractions;
* each closed form against the integral it stands for, by rigorous numerical integration.
"""

from __future__ import annotations

import decimal
import itertools
from fractions import Fraction

from flint import acb, arb, ctx

from best_of_n import Base, Policy, ball, continuum, integral_of_n_log_n, proven, quantities, text

# Weights; n; kl, bound, gap, estimator, win_rate as printed.
ANCHORS = [
    (["0.5", "0.5"], "2", "0.13081203594113696 0.19314718055994531 0.062335144618808350 0.17909883108112329 0.625"),
    (["1"] * 10, "64", "2.2934512018617444 3.1745080833596719 0.88105688149792743 2.2946087976123368 0.94988203537100702"),
    (
        ["0.9", "0.0999", "0.0001"],
        "1000",
        "2.6465491049748951 5.9087552789821371 3.2622061740072420 2.6466753949932435 0.95470835532207269",
    ),
    (
        ["1e-12", "1"],
        "4",
        "9.9999999999949998e-13 0.63629436111989062 0.63629436111889062 9.9999999999949998e-13 0.50000000000050000",
    ),
    (
        ["1", "1e-300"],
        "1e15",
        "3.3538776394910687e-284 33.538776394910686 33.538776394910686 3.3538776394910688e-284 0.5",
    ),
]
FIELDS = ("kl", "bound", "gap", "estimator", "win_rate")


def check() -> None:
    check_anchors()
    check_enumeration()
    check_closed_forms()


def check_anchors() -> None:
    """With f64 weights. Exact decimals agree but for the last digit or two of the 1e-12 and 1e-300 rows."""
    for weights, n, printed in ANCHORS:
        base = Base([Fraction(float(w)) for w in weights])
        numbers = proven(lambda: {f: text(v, f) for f, v in quantities(base, Fraction(n))[0].items() if f in FIELDS})
        for field, anchor in zip(FIELDS, printed.split()):
            digits = len(decimal.Decimal(anchor).as_tuple().digits)
            if decimal.Context(prec=digits).create_decimal(numbers[field]) != decimal.Decimal(anchor):
                raise AssertionError(f"{weights} n = {n}: {field} is {numbers[field]}, anchor {anchor}")


def check_enumeration() -> None:
    """Draw every sequence, keep a best one at random, play it against every opponent."""
    samples = [
        ([1, 2], [0, 1], 3),
        ([3, 1, 2], [0, 1, 2], 4),
        ([3, 1, 2, 5], [1, 0, 1, 2], 3),
        ([2, 7, 1], [1, 1, 0], 4),
        ([1, 4, 2], [0, 0, 0], 2),
    ]
    for weights, reward, n in samples:
        p = [Fraction(w, sum(weights)) for w in weights]
        pi = [Fraction(0)] * len(p)
        for draws in itertools.product(range(len(p)), repeat=n):
            chance = Fraction(1)
            for i in draws:
                chance *= p[i]
            best = [i for i in draws if reward[i] == max(reward[j] for j in draws)]
            for i in best:
                pi[i] += chance / len(best)
        pairs = list(itertools.product(range(len(p)), repeat=2))
        win = sum(pi[i] * p[j] * Fraction(1 + (reward[i] > reward[j]) - (reward[i] < reward[j]), 2) for i, j in pairs)
        ctx.prec = 500
        base = Base(weights, reward)
        policy = Policy(base, Fraction(n))
        for _, weight, members, *_, class_pi, _, _, _ in policy.classes():
            for i in members:
                require_equal(class_pi * weights[i] / weight, ball(pi[i]), f"pi({i}) of {weights}")
        require_equal(quantities(base, Fraction(n))[0]["win_rate"], ball(win), f"win rate of {weights}")


def integral(function, lower: arb, upper: arb) -> arb:
    return acb.integral(lambda u, analytic: function(u, analytic), acb(lower), acb(upper)).real


def check_closed_forms() -> None:
    """Away from u = 0, where a real power is not analytic: the sliver below is negligible."""
    ctx.prec = 333
    sliver = arb(2) ** -600
    for n in (Fraction(3, 2), Fraction(2), Fraction(273, 10), Fraction(1000)):
        m = ball(n)
        limits = continuum(n)
        bound = limits["bound"]
        ctx.prec = 200

        def density(u, analytic=False):
            return m * u.pow(m - 1, analytic) if isinstance(u, acb) else m * u ** (m - 1)

        def n_log_n(u, analytic):
            return density(u, analytic) * (m.log() + (m - 1) * u.log(analytic))

        cross = m ** (-1 / (m - 1))
        claims = {
            "bound": integral(n_log_n, sliver, arb(1)),
            "win_rate_bound": integral(lambda u, a: density(u, a) * u, sliver, arb(1)),
            "reverse_kl_bound": integral(lambda u, a: -(m.log() + (m - 1) * u.log(a)), sliver, arb(1)),
            "chi2_bound": integral(lambda u, a: (density(u, a) - 1) ** 2, sliver, arb(1)),
            "tv_bound": integral(lambda u, a: 1 - density(u, a), sliver, cross),
            "hellinger2_bound": 1 - integral(lambda u, a: density(u, a).sqrt(a), sliver, arb(1)),
            "renyi_inf_bound": density(arb(1)).log(),
            "renyi_0.5_bound": -2 * integral(lambda u, a: density(u, a).sqrt(a), sliver, arb(1)).log(),
            "renyi_2_bound": integral(lambda u, a: density(u, a) ** 2, sliver, arb(1)).log(),
        }
        for name, value in claims.items():
            require_close(value, limits.pop(name), f"{name} at n = {n}")
        if limits:
            raise AssertionError(f"unchecked closed forms: {sorted(limits)}")

        for lower, upper in ((Fraction(1, 5), Fraction(3, 10)), (Fraction(9, 10), Fraction(1))):
            low, high = ball(lower), ball(upper)
            cell = integral_of_n_log_n(m, high, high**m) - integral_of_n_log_n(m, low, low**m)
            require_close(integral(n_log_n, low, high), cell, f"cell {lower}..{upper} at n = {n}")
        # d_n(e): a continuum below, one outcome of probability e on top.
        base = Base([Fraction(9), Fraction(1)])
        rest = arb(9) / 10
        top = 1 - rest**m
        require_close(integral(n_log_n, sliver, rest) + top * (10 * top).log(), Policy(base, n).d(1), f"d_n at n = {n}")
        # s_n(e): what the cell at the top loses, for each unit of best-of-n in it.
        lost = integral(n_log_n, rest, arb(1)) - top * (10 * top).log()
        require_close(bound - lost / top, Policy(base, n).s(1), f"s_n at n = {n}")


def require_equal(one: arb, other: arb, what: str) -> None:
    if not one.overlaps(other) or abs(one - other) > arb(2) ** -400:
        raise AssertionError(f"{what}: {one} is not {other}")


def require_close(one: arb, other: arb, what: str) -> None:
    if not abs(one - other) < arb("1e-40") * (1 + abs(other)):
        raise AssertionError(f"{what}: {one} is not {other}")
