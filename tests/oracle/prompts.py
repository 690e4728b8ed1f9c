"""The average over prompts, from the joint law of prompt and answer.

A prompt is drawn by its weight and answered by best-of-n, or by the base. A divergence of the two joint
laws is a sum over prompts of sums over answers; the spread of the estimator is that over both draws.
"""

from __future__ import annotations

import functools
from fractions import Fraction

from flint import arb

from best_of_n import Policy, ball, continuum, quantities, renyi_continuum, renyi_name

LEVELS = [("q05", Fraction(1, 20)), ("q50", Fraction(1, 2)), ("q95", Fraction(19, 20))]


def average(weighted: list, n: Fraction, orders) -> dict[str, arb]:
    total = sum(weight for weight, _ in weighted)
    parts = [(ball(weight / total), base, quantities(base, n, orders)[0]) for weight, base in weighted]
    values = {name: sum((share * numbers[name] for share, _, numbers in parts), arb(0)) for name in parts[0][2]}
    # What is the same for every base needs no mean.
    values |= continuum(n)
    # sum_x share_x sum_y m_y (pi_y/m_y)^A over both draws, from the sums over answers.
    for order in orders:
        a = ball(order) - 1
        joint = sum((share * (a * numbers[renyi_name(order)]).exp() for share, _, numbers in parts), arb(0))
        values[renyi_name(order)] = joint.log() / a
        values[f"{renyi_name(order)}_bound"] = renyi_continuum(ball(n), order)
    values["renyi_inf"] = functools.reduce(arb.max, (numbers["renyi_inf"] for _, _, numbers in parts))
    collision = sum((share * (-numbers["renyi2_entropy"]).exp() for share, _, numbers in parts), arb(0))
    values["renyi2_entropy"] = -collision.log()
    bases = [(share, base) for share, base, _ in parts]
    values |= spread(bases, n, Policy.d, "estimator")
    values |= spread(bases, n, Policy.s, "estimator_sharp")
    return values


def spread(parts: list, n: Fraction, estimate, name: str) -> dict[str, arb]:
    """Of an estimate, d_n(p_y) or s_n(p_y), for a prompt and an answer that were both drawn."""
    drawn = []
    for share, base in parts:
        policy = Policy(base, n)
        for _, weight, members, _, _, pi, _, _, _ in policy.classes():
            for i in members:
                part = base.weights[i]
                drawn.append((estimate(policy, part), share * pi * ball(part) / ball(weight)))
    mean = sum((value * chance for value, chance in drawn), arb(0))
    second = sum((value**2 * chance for value, chance in drawn), arb(0))
    values = {f"{name}_sd": (second - mean**2).sqrt() if n > 1 else arb(0)}
    order = functools.cmp_to_key(lambda a, b: -1 if a[0] < b[0] else int(b[0] < a[0]))
    levels, reached = list(LEVELS), arb(0)
    for value, chance in sorted(drawn, key=order):
        reached += chance
        while levels and reached - ball(levels[0][1]) >= -arb("1e-30"):
            values[f"{name}_{levels.pop(0)[0]}"] = value
    return values
