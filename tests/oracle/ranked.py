"""Writes ranked.json: the ranked estimate of the KL divergence of small pools, from its definition, with 400 digits.

The subset weights are exact fractions; with strata the number of draws outside them is summed over one by one. g is the
divergence lost in a cell of a continuum, as a difference of divergences."""

import json
import math
from fractions import Fraction
from math import comb
from pathlib import Path

from mpmath import exp, inf, log, mp, mpf, nstr, sqrt

mp.dps = 400

SURE, NOTHING, DEVIATIONS = 5, mpf("0.05"), 5


def bound(n):
    return log(n) - mpf(n - 1) / n


def g(n, x):
    """Divergence of the density n u^(n-1) on a cell of width x in ln u from its mean there, per unit of probability."""
    if n == 1 or x == 0:
        return mpf(0)
    if x == inf:
        return bound(n)
    low = exp(-x)
    inside = lambda u: u**n * (log(n) + (n - 1) * log(u) - mpf(n - 1) / n)
    chance = 1 - low**n
    return (inside(mpf(1)) - inside(low) - chance * log(chance / (1 - low))) / chance


def frac(value):
    return mpf(value.numerator) / value.denominator


def answers_of(draws):
    """Each answer: its draws by reward, its probability."""
    found = {}
    for reward, logprob, answer in draws:
        key = ("id", answer) if answer is not None else (reward, logprob)
        found.setdefault(key, []).append((reward, mpf(logprob)))
    out = []
    for same in found.values():
        p = exp(sum(l for _, l in same) / len(same))
        for reward in {r for r, _ in same}:
            here = sum(r == reward for r, _ in same)
            out.append({"reward": reward, "draws": here, "mass": p * here / len(same), "single": len(same) == 1})
    return out


def strata_of(answers, count):
    """The answers that count with their probability, and what that leaves: none when all draws count alike."""
    sure = sorted((a for a in answers if a["mass"] * count >= SURE), key=lambda a: -a["mass"])
    while sure:
        rest = 1 - sum(a["mass"] for a in sure)
        drawn = count - sum(a["draws"] for a in sure)
        nothing = drawn == 0 and abs(rest * count) <= NOTHING
        if nothing or rest * count >= SURE:
            slack = DEVIATIONS * sqrt(max(rest, 0) * count * (1 - rest)) + mpf(DEVIATIONS) / 2
            fits = abs(drawn - rest * count) <= slack and (nothing or drawn > 0)
            return (sure, max(rest, mpf(0)), drawn) if fits else None
        sure.pop()
    return None


def reach(n, s, all_sure, rest, b, drawn):
    """The chance that the best of n lies at strata of mass s and b other draws, or below."""
    # Where no draw is of the rest, it has no place.
    rest = rest if drawn else mpf(0)
    total = rest + all_sure
    out = mpf(0)
    for j in range(n + 1):
        chance = comb(n, j) * (rest / total) ** j * (all_sure / total) ** (n - j)
        take = min(j, drawn)
        others = mpf(comb(b, take)) / comb(drawn, take)
        strata = mpf(1) if j == n else (s / all_sure) ** (n - j)
        out += chance * others * strata
    return out


def ranked(draws, n):
    draws = sorted(draws, key=lambda d: d[0])
    count = len(draws)
    rewards = sorted({d[0] for d in draws})
    known = all(l is not None for _, l, _ in draws)
    answers = answers_of(draws) if known else []
    strata = strata_of(answers, count) if known else None
    sure, rest, drawn = strata if strata else ([], mpf(1), count)
    all_sure = sum((a["mass"] for a in sure), mpf(0))
    singles = sum(a["single"] for a in answers)
    left = 1 - sum((a["mass"] for a in answers), mpf(0))
    if abs(left * count - singles) > DEVIATIONS * sqrt(mpf(1 + singles)):
        left = mpf(singles) / count
    left = max(left, mpf(0))
    gap, lower, s = mpf(0), 0, mpf(0)
    counted_share = mpf(0)
    for reward in rewards:
        size = sum(d[0] == reward for d in draws)
        here = [a for a in answers if a["reward"] == reward]
        own_sure = [a for a in sure if a["reward"] == reward]
        sure_mass = sum((a["mass"] for a in own_sure), mpf(0))
        light = size - sum(a["draws"] for a in own_sure)
        if known:
            single = sum(a["single"] for a in here)
            share = mpf(0)
            if singles > 1:
                share += mpf(single) * (single - 1) / (singles - 1)
            if singles > 0:
                share += mpf(size - single) * single / singles
            counted = left * share / size
            mass = sum(a["mass"] for a in here) + counted
        else:
            counted = mass = mpf(size - 1) / max(count - 1, 1)
        elsewhere = max(rest - (mass - sure_mass), mpf(0))
        asked = drawn - light
        below = s + elsewhere * (mpf(lower) / asked if asked else 1)
        rho = counted / mass if mass else mpf(0)
        x = log(1 + mass / below) if below > 0 else (inf if mass > 0 else mpf(0))
        # The weight of the class, and of it with all below.
        if strata:
            top = reach(n, s + sure_mass, all_sure, rest, lower + light, drawn)
            own = top - (reach(n, s, all_sure, rest, lower, drawn))
        else:
            top = frac(Fraction(comb(lower + light, n), comb(count, n)))
            own = top - frac(Fraction(comb(lower, n), comb(count, n)))
        gap += own * (1 - rho) * g(n, x)
        counted_share += own * rho
        if rho > 0:
            u = mass / (mass + below)
            each = rest / drawn if drawn else mpf(0)
            portion = (sure_mass + each * light) / (s + sure_mass + each * (lower + light))
            around = lower + light - 2
            deviation = sqrt(u * (1 - u) * rho / around) if around > 0 else mpf(0)

            def f(u):
                if u <= 0:
                    return mpf(0)
                if u >= 1:
                    return bound(n)
                return (1 - (1 - u) ** n) / u * g(n, -log(1 - u))

            gap += rho * top * max(portion * (2 * f(u) - (f(u + deviation) + f(u - deviation)) / 2), 0)
        lower += light
        s += sure_mass
    gap = min(max(gap, mpf(0)), bound(n))
    return bound(n) - gap, gap, counted_share


def d_n(n, e):
    if e == 1 or n == 1:
        return mpf(0)
    q = 1 - (1 - e) ** n
    return (1 - q) * (log(n) + (n - 1) * log(1 - e) - mpf(n - 1) / n) + q * log(q / e)


def s_n(n, e):
    return mpf(0) if e == 1 or n == 1 else bound(n) - g(n, -log(1 - e))


def means(draws, n):
    draws = sorted(draws, key=lambda d: d[0])
    count, lower, out = len(draws), 0, [mpf(0), mpf(0)]
    for reward in sorted({d[0] for d in draws}):
        tied = [exp(mpf(l)) for r, l, _ in draws if r == reward]
        b = lower + len(tied)
        weight = frac(Fraction(comb(b, n) - comb(lower, n), comb(count, n) * len(tied)))
        out[0] += weight * sum(d_n(n, e) for e in tied)
        out[1] += weight * sum(s_n(n, e) for e in tied)
        lower = b
    return out


def pools():
    """Pools as lists of (reward, ln p or none, answer or none)."""
    ln = math.log
    plain = lambda rewards: [(float(r), None, None) for r in rewards]
    yield plain([0, 0, 0, 1])
    yield plain([1, 2, 3, 4, 5])
    yield plain([3, 3, 3])
    yield plain([7])
    yield plain([0] * 11 + [1] * 5)
    yield plain([0] + [1] * 15)
    yield plain([0] * 40 + [1] * 24)
    yield plain(sum(([r] * k for r, k in zip(range(10), [3, 6, 6, 10, 9, 10, 7, 6, 5, 2])), []))
    yield plain([i * i % 23 for i in range(48)])
    # Distinct rewards with probabilities, some answers drawn more than once.
    yield [(1.0, -2.5, 0), (2.0, -0.75, 1), (2.0, -0.75, 1), (3.0, -1.25, 2), (4.0, -9.0, 3)]
    yield [(float(i), -200.0, i) for i in range(6)]
    yield [(0.0, -1e-9, 0)] * 8
    yield [(0.0, ln(0.99), 0)] * 16
    yield [(0.0, ln(0.01), 1)] + [(1.0, ln(0.99), 0)] * 15
    # Likely answers count with their probability: with nothing left over, and with a rest.
    yield [(0.0, ln(0.5), 0)] * 17 + [(1.0, ln(0.5), 1)] * 15
    yield [(0.0, -0.5, 0)] * 20 + [(1.0, -2.0, 1)] * 5 + [(0.5, -6.0 - i / 4, 2 + i) for i in range(7)]
    yield [(2.0, ln(0.6), 0)] * 36 + [(1.0 + i / 10, -7.5, 1 + i) for i in range(28)]
    # Several answers in a class; identity by reward and probability where there is none.
    yield [(float(i % 2), -1.5 - (i * i % 7), None) for i in range(24)]
    yield [(float(i % 3), -1.0 - (i * 5 % 11) / 2, i * 5 % 11) for i in range(40)]
    yield [(1.0, -4.0 - i / 8, i) for i in range(9)] + [(0.0, -2.0, 20)] * 7 + [(2.0, -3.0, 21), (2.0, -5.0, 22)]
    yield [(1.0, -4.0 - i / 8, i) for i in range(20)] + [(0.0, -0.5, 40)] * 40 + [(2.0, -4.0, 41), (2.0, -5.0, 42), (3.0, -3.5, 43)]
    # One answer with several log-probabilities, and one with several rewards.
    yield [(0.0, -1.0, 0), (0.0, -1.125, 0), (1.0, -2.0, 1), (1.0, -3.0, 2), (2.0, -2.5, 3), (3.0, -2.5, 3)]
    # Probabilities of another law than that of the draws.
    yield [(0.0, -0.125, 0)] * 10 + [(1.0, -8.0, 1)] * 30


def number(value):
    return nstr(value, 25, strip_zeros=False, min_fixed=1, max_fixed=0) if value else "0"


def main():
    cases = []
    for draws in pools():
        count = len(draws)
        for n in sorted({1, 2, 3, 4, count // 4, count // 2, 3 * count // 4, count - 1, count}):
            if not 1 <= n <= count:
                continue
            kl, gap, counted = ranked(draws, n)
            case = {"reward": [d[0] for d in draws], "n": n, "kl": number(kl), "gap": number(gap), "counted": number(counted)}
            case["logprob"] = [d[1] for d in draws]
            case["answer"] = [d[2] for d in draws]
            if draws[0][1] is not None:
                case["estimator"], case["estimator_sharp"] = map(number, means(draws, n))
            cases.append(case)
    lines = ",\n".join(json.dumps(case) for case in cases)
    Path(__file__).with_name("ranked.json").write_text("[\n" + lines + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
