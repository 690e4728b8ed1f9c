#!/usr/bin/env python3
"""Writes solve.json: the n at which the exact KL, the win rate, the gap or the expected reward reaches a value.

    python3 solve.py                # a few seconds

Written from the definitions with mpmath at 120 digits: pi = F^n - F_prev^n from exact fractions, then bisection
in ln n. The gap is looked at from n = 1 upward in steps far finer than its humps, for its first crossing.
"""

import json
from fractions import Fraction
from pathlib import Path

from mpmath import exp, log, mp, mpf

mp.dps = 120

CASES = [
    ([1, 1], "kl", [0.1, 0.5, 0.69]),
    ([1] * 10, "kl", [1e-9, 0.01, 1.0, 2.0, 2.3]),
    ([0.9, 0.0999, 0.0001], "kl", [0.5, 2.0, 2.4, 5.0, 9.2]),
    ([1.0 / k for k in range(1, 101)], "kl", [0.3, 3.0, 6.0]),
    ([1e-12, 1.0], "kl", [5e-13]),
    ([0.9999, 0.0001], "kl", [1e-3, 4.0]),
    ([1] * 10, "win_rate", [0.5000001, 0.6, 0.9, 0.9499]),
    ([0.9, 0.0999, 0.0001], "win_rate", [0.75, 0.95, 0.99]),
    ([1.0 / k for k in range(1, 101)], "win_rate", [0.7, 0.99]),
    ([1] * 10, "gap", [1e-8, 0.01, 1.0, 5.0]),
    ([0.877, 0.123], "gap", [0.001, 0.3, 0.5, 3.0]),
    ([0.9, 0.0999, 0.0001], "gap", [0.3, 1.0, 3.5, 6.0]),
    ([0.5, 0.4999, 0.0001], "gap", [0.01, 2.0]),
    # A hump that the target all but touches.
    ([0.7726592654, 0.22734073460000004], "gap", [0.25504]),
    # Near the limit, where the values agree with it in all but their last digits.
    ([1] * 10, "kl", [2.30258509299, 2.30258509299404]),
    ([0.5, 0.5], "kl", [0.69314718, 0.693147180559945]),
    ([0.3, 0.2, 0.499, 0.001], "kl", [6.9077552789, 6.907755278981]),
    ([1e-9, 1.0], "kl", [9.99999999e-10]),
    ([1] * 10, "win_rate", [0.9499999999, 0.9499999999999999]),
    ([0.5, 0.5], "win_rate", [0.7499999999999999]),
    ([0.9, 0.0999, 0.0001], "win_rate", [0.9999499999999]),
    ([1.0, 1e-13], "win_rate", [0.9999, 0.99999999999]),
    ([1] * 10, "expected_reward", [9.999999999999]),
    ([1] * 10, "expected_reward", [6.0, 9.5, 9.99]),
    ([0.2, 0.3, 0.5], "expected_reward", [2.5, 2.999]),
    # Near the start, where they agree with the value at n = 1.
    ([0.9, 0.0999, 0.0001], "win_rate", [0.5000000001]),
    ([1.0, 1e-9, 1e-13], "win_rate", [0.5000000000001, 0.500001]),
    ([0.2, 0.3, 0.5], "expected_reward", [2.3000000000001]),
]

# Weights, rewards, what best-of-n draws from instead, quantity, values.
OTHERS = [
    # All but all draws have the reward 0, and the reward sought is small.
    ([1.0, 1e-20], [0.0, 1.0], None, "expected_reward", [1e-18, 1e-9]),
    ([3.0, 1e-200, 1e-90], [0.0, 2.0, 3.0], None, "expected_reward", [1e-88]),
    ([1.0, 1e-20], [-1e-9, 1.0], None, "expected_reward", [-9.99e-10, 1e-15]),
    ([1.0, 1e-20, 1e-25], [0.0, 1.0, 2.0], [1.0, 1e-18, 1e-22], "expected_reward", [1e-15, 1e-6]),
    ([0.5, 0.3, 0.2], [0.0, 1.0, 2.0], [0.6, 0.3, 0.1], "win_rate", [0.45000001, 0.8]),
    # Near the limit over a proposal whose highest class has several outcomes.
    ([0.25, 0.25, 0.25, 0.25], [0.0, 1.0, 2.0, 2.0], [0.3, 0.3, 0.25, 0.15], "kl", [0.5, 0.72473, 0.72473112296]),
    ([0.2, 0.3, 0.3, 0.2, 0.1], [0.0, 1.0, 2.0, 2.0, 2.0], [0.1, 0.5, 0.2, 0.1, 0.7], "kl", [1.30703954446]),
]


def quantity(weights, name, rewards=None, drawn=None):
    if rewards is not None:
        return drawn_from(weights, rewards, drawn or weights, name)
    total = sum(Fraction(w) for w in weights)
    masses = [mpf(m.numerator) / m.denominator for m in (Fraction(w) / total for w in weights)]
    cdf, partial = [], Fraction(0)
    for weight in weights:
        partial += Fraction(weight) / total
        cdf.append(mpf(partial.numerator) / partial.denominator)

    def value(n):
        powers = [f**n for f in cdf]
        pi = [high - low for high, low in zip(powers, [mpf(0), *powers])]
        kl = sum(p * log(p / m) for p, m in zip(pi, masses) if p > 0)
        if name == "kl":
            return kl
        if name == "gap":
            return log(n) - (n - 1) / n - kl
        if name == "win_rate":
            return sum(p * (low + m / 2) for p, m, low in zip(pi, masses, [mpf(0), *cdf]))
        return sum(p * (i + 1) for i, p in enumerate(pi))

    return value


def drawn_from(weights, rewards, drawn, name):
    """Best-of-n over `drawn`, against the base of `weights`."""
    shares = lambda listed: [Fraction(w) / sum(map(Fraction, listed)) for w in listed]
    real = lambda x: mpf(x.numerator) / x.denominator
    p, q = shares(weights), shares(drawn)
    classes = []
    for reward in sorted(set(rewards)):
        mass = sum(x for x, r in zip(q, rewards) if r == reward)
        below = sum((x for x, r in zip(q, rewards) if r < reward), Fraction(0))
        beats = sum((x for x, r in zip(p, rewards) if r < reward), Fraction(0)) + sum(x for x, r in zip(p, rewards) if r == reward) / 2
        inside = [(real(x / mass), real(y)) for x, y, r in zip(q, p, rewards) if r == reward]
        spread = sum(share * log(share / y) for share, y in inside)
        classes.append((real(below), real(below + mass), spread, real(beats), mpf(reward)))

    def value(n):
        pi = [(high**n - low**n, *rest) for low, high, *rest in classes]
        if name == "kl":
            return sum(chance * (log(chance) + spread) for chance, spread, _, _ in pi if chance > 0)
        return sum(chance * (beats if name == "win_rate" else reward) for chance, _, beats, reward in pi)

    return value


def crossing(value, target, step, falls):
    """The smallest ln n at which value(n) >= target."""
    low, high = mpf(0), step
    while value(exp(high)) < target:
        low, high = high, high + step
        # Humps are e-folds of n wide; those that a target all but touches lie at small n. What only rises has none.
        if not falls or high > 4:
            step = mpf(1) / 64 if falls else mpf(1)
        assert high < 60, "not reached"
    for _ in range(380):
        middle = (low + high) / 2
        if value(exp(middle)) < target:
            low = middle
        else:
            high = middle
    return high


def main():
    results = []
    for weights, rewards, drawn, name, targets in [(w, None, None, name, t) for w, name, t in CASES] + OTHERS:
        # As many digits as tiny weights take.
        mp.dps = 300 if rewards else 120
        value = quantity(weights, name, rewards, drawn)
        for target in targets:
            exact = mpf(target)
            t = crossing(value, exact, mpf(1) / (1024 if name == "gap" else 64), name == "gap" or drawn)
            step = mpf(10) ** -30
            slope = (value(exp(t + step)) - value(exp(t - step if t > step else t))) / (2 * step)
            results.append(
                {
                    "weights": [float(w) for w in weights],
                    "rewards": rewards,
                    "proposal": drawn,
                    "quantity": name,
                    "value": target,
                    "n": mp.nstr(exp(t), 25),
                    # How much n moves, relative, for a relative change of the target.
                    "condition": float(abs(exact / slope)),
                }
            )
    text = "[\n" + ",\n".join(json.dumps(r) for r in results) + "\n]\n"
    Path(__file__).with_name("solve.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
