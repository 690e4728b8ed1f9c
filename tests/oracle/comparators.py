#!/usr/bin/env python3
"""Writes comparators.json: the policies best-of-n is compared with, to 25 digits.

    pip install -r requirements.txt
    python3 comparators.py           # rewrites comparators.json next to this file, about a minute

From the definitions, with mpmath. Soft best-of-n is the mean over every multiset of n draws or, where these are too many,
mpmath's own integral over s; best-of-Poisson is the series over n, a closed form at 2000 digits where that is too long; a
KL is reached by bisection. A reward tilt is e^(r/beta) over its sum, a threshold accepts its own class with a probability.
"""

from __future__ import annotations

import json
from pathlib import Path

from mpmath import mp, mpf

DIGITS = 25
BASES = {
    "coin": ([1.0, 1.0], [0.0, 1.0]),
    "uniform-5": ([1.0] * 5, [1.0, 2.0, 3.0, 4.0, 5.0]),
    "skewed": ([0.9, 0.0999, 1e-4], [1.0, 2.0, 3.0]),
    "sure": ([1e-12, 1.0], [-1.0, 3.0]),
    "rare": ([1.0, 1e-12], [0.0, 2.0]),
    "middle": ([1e-30, 1.0, 1e-30], [-5.0, 0.5, 4.0]),
    "extreme": ([1e-200, 1.0, 1e-250], [-1.0, 0.0, 1.0]),
    "uneven": ([0.2, 0.3, 0.1, 0.4], [-1e6, 0.0, 1e-3, 7.25]),
    "tied": ([0.25, 0.5, 0.125, 0.125], [1.0, 2.0, 2.0, 3.0]),
}
TEMPERATURES = [1e-3, 0.05, 0.7, 3.0, 1e2, 1e8, 1e30]
COUNTS = [2, 3, 12]
MANY = [(200, 0.7), (10**6, 0.2), (10**6, 0.7), (10**9, 5.0), (10**12, 0.05)]
MEANS = [1e-9, 0.3, 4.0, 40.0, 1e6, 1e15]
SHARES = [1e-12, 1e-3, 0.2, 0.5, 0.9, 0.999]


def classes(weights, rewards):
    masses = {}
    for w, r in zip(weights, rewards):
        masses[mpf(r)] = masses.get(mpf(r), mpf(0)) + mpf(w)
    total = sum(masses.values())
    ordered = sorted(masses.items())
    return [m / total for _, m in ordered], [r for r, _ in ordered]


def standing(masses, rewards, pi):
    below, gain = mpf(0), mpf(0)
    for m, q in zip(masses, pi):
        gain += (q - m) * (below + m / 2)
        below += m
    kl = sum((q * mp.log(q / m) for q, m in zip(pi, masses) if q > 0), mpf(0))
    return {
        "kl": text(kl),
        "gain": text(gain),
        "reward_gain": text(sum((q - m) * r for q, m, r in zip(pi, masses, rewards))),
    }


def text(value) -> str:
    return mp.nstr(value, DIGITS, strip_zeros=True)


def multisets(n, parts):
    if parts == 1:
        yield (n,)
        return
    for k in range(n + 1):
        for rest in multisets(n - k, parts - 1):
            yield (k, *rest)


def soft_by_enumeration(masses, rewards, n, t):
    top = rewards[-1]
    weights = [mp.exp((r - top) / t) for r in rewards]
    pi = [mpf(0)] * len(masses)
    for counts in multisets(n, len(masses)):
        chance = mpf(mp.factorial(n))
        for k, m in zip(counts, masses):
            chance *= m**k / mp.factorial(k)
        total = sum(k * w for k, w in zip(counts, weights))
        for c, (k, w) in enumerate(zip(counts, weights)):
            if k:
                pi[c] += chance * k * w / total
    assert abs(sum(pi) - 1) < mpf(10) ** (20 - mp.dps), sum(pi)
    return pi


def soft_by_integral(masses, rewards, n, t):
    top = rewards[-1]
    weights = [mp.exp((r - top) / t) for r in rewards]
    ends = [mpf(0)] + [mpf(2) ** k for k in range(-60, 40)]
    pi = []
    for m, w in zip(masses, weights):
        f = lambda s: mp.exp(-s * w) * sum(p * mp.exp(-s * v) for p, v in zip(masses, weights)) ** (n - 1)
        pi.append(n * m * w * mp.quad(f, ends))
    assert abs(sum(pi) - 1) < mpf(10) ** -27, (n, t, mp.nstr(sum(pi) - 1))
    return pi


def poisson(masses, mu):
    pi, below = [], mpf(0)
    for m in masses:
        up_to = below + m
        if mu <= 50:
            chance, series = mp.exp(-mu), mpf(0)
            for n in range(1, 700):
                series += chance * (up_to**n - below**n)
                chance *= mu / n
            pi.append(series)
        else:
            pi.append(up_to * mp.exp(mu * (up_to - 1)) - below * mp.exp(mu * (below - 1)))
        below = up_to
    return pi


def tilt(masses, rewards, b):
    weights = [m * mp.exp(b * (r - rewards[-1])) for m, r in zip(masses, rewards)]
    return [w / sum(weights) for w in weights]


def threshold(masses, c, accepted):
    weights = [mpf(0)] * c + [masses[c] * accepted] + masses[c + 1 :]
    return [w / sum(weights) for w in weights], sum(weights)


def divergence(masses, pi):
    return sum((q * mp.log(q / m) for q, m in zip(pi, masses) if q > 0), mpf(0))


def bisect(rises, low, high):
    """The ln x at which a condition turns true."""
    for _ in range(500):
        middle = (low + high) / 2
        low, high = (low, middle) if rises(middle) else (middle, high)
    return (low + high) / 2


def at_kl(masses, rewards, kl):
    row = {"kl": kl}
    b = mp.exp(bisect(lambda x: divergence(masses, tilt(masses, rewards, mp.exp(x))) >= kl, mpf(-120), mpf(30)))
    row["reward_tilt"] = {"parameter": text(1 / b)} | standing(masses, rewards, tilt(masses, rewards, b))
    mu = mp.exp(bisect(lambda x: divergence(masses, closed(masses, mp.exp(x))) >= kl, mpf(-200), mpf(700)))
    row["best_of_poisson"] = {"parameter": text(mu)} | standing(masses, rewards, closed(masses, mu))
    c = max(c for c in range(len(masses)) if c == 0 or -mp.log(sum(masses[c:])) <= kl)
    logistic = lambda x: 1 / (1 + mp.exp(x))
    x = bisect(lambda x: divergence(masses, threshold(masses, c, logistic(x))[0]) >= kl, mpf(-1000), mpf(1000))
    pi, accepted = threshold(masses, c, logistic(x))
    row["rewind_and_repeat"] = {"parameter": text(accepted)} | standing(masses, rewards, pi)
    return row


def closed(masses, mu):
    pi, below = [], mpf(0)
    for m in masses:
        up_to = below + m
        pi.append(up_to * mp.exp(mu * (up_to - 1)) - below * mp.exp(mu * (below - 1)))
        below = up_to
    return pi


def main() -> None:
    cases = []
    for name, (weights, rewards) in BASES.items():
        mp.dps = 700 if name == "extreme" else 160
        masses, values = classes(weights, rewards)
        case = {"name": name, "weights": weights, "rewards": rewards, "soft": [], "poisson": [], "kls": []}
        for n in COUNTS:
            for t in TEMPERATURES:
                pi = soft_by_enumeration(masses, values, n, mpf(t))
                case["soft"].append({"n": n, "t": t} | standing(masses, values, pi))
        if name in ("coin", "uniform-5", "skewed"):
            mp.dps = 40
            for n, t in MANY:
                pi = soft_by_integral(masses, values, n, mpf(t))
                case["soft"].append({"n": n, "t": t} | standing(masses, values, pi))
            half = [(a + b) / 2 for a, b in zip(soft_by_enumeration(masses, values, 2, mpf(1)), soft_by_enumeration(masses, values, 3, mpf(1)))]
            case["soft"].append({"n": 2.5, "t": 1.0} | standing(masses, values, half))
        mp.dps = 700 if name == "extreme" else 160
        for mu in MEANS:
            case["poisson"].append({"mu": mu} | standing(masses, values, poisson(masses, mpf(mu))))
        limit = -mp.log(masses[-1])
        for share in SHARES:
            case["kls"].append(at_kl(masses, values, float(limit * share)))
        cases.append(case)
    about = "Policies that best-of-n is compared with: win rates less 1/2, rewards less the base's. Written by comparators.py."
    with open(Path(__file__).with_name("comparators.json"), "w", encoding="utf-8") as out:
        out.write('{"about": ' + json.dumps(about) + ',\n"cases": [\n')
        out.write(",\n".join(map(json.dumps, cases)) + "\n]}\n")


if __name__ == "__main__":
    main()
