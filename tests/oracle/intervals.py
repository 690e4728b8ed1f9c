"""Rewrites intervals.json: intervals of weighted means, pass@k and pass^k, and reward frontiers, from their definitions.

The interval of a bounded mean solves for the saddlepoint itself at every m, where the Rust code walks along one number that
gives both. mpmath with 30 digits; some seconds.
"""

import json
import math
from fractions import Fraction
from pathlib import Path

from mpmath import betainc, cbrt, erfinv, exp, findroot, log, mp, mpf, nstr, sqrt, workdps

mp.dps = 30


def bisect(f, low, high, steps=170):
    """The zero of f, negative at low and positive at high."""
    for _ in range(steps):
        middle = (low + high) / 2
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    return high


def normal_quantile(p):
    return sqrt(mpf(2)) * erfinv(2 * p - 1)


def moments(values, weights):
    pairs = [(mpf(v), mpf(w)) for v, w in zip(values, weights) if w > 0]
    total = sum(w for _, w in pairs)
    pairs = [(v, w / total) for v, w in pairs]
    mean = sum(v * w for v, w in pairs)
    return pairs, mean, 1 / sum(w * w for _, w in pairs)


def lower_limit(points, z):
    """points: (value from 0 to 1, shape); one more of shape 1 at 0."""
    if all(x == 0 for x, _ in points):
        return mpf(0)
    points = [(mpf(0), mpf(1))] + points
    points = [(x, sum(k for y, k in points if y == x)) for x in {x for x, _ in points}]
    total = sum(k for _, k in points)

    def deviation(m):
        # K(t) = -sum k ln(1 + t (x - m)), t > 0, up to where the point at 0 meets its pole, which a factor takes away.
        slope = lambda t: -sum(k * (x - m) * ((1 - t * m) / (1 + t * (x - m)) if x else 1) for x, k in points)
        t = findroot(slope, (mpf(0), 1 / m), solver="anderson", tol=mpf(10) ** -45, verify=False, maxsteps=80)
        spread = sum(k * ((x - m) / (1 + t * (x - m))) ** 2 for x, k in points)
        w = -sqrt(2 * sum(k * log(1 + t * (x - m)) for x, k in points))
        u = -t * sqrt(spread)
        return w + log(u / w) / w

    mean = sum(k * x for x, k in points) / total
    return findroot(lambda m: deviation(m) + z, (mean * mpf(10) ** -9, mean * (1 - mpf(10) ** -3)), solver="anderson", tol=mpf(10) ** -40, verify=False, maxsteps=80)


def bounded(values, weights, low, high, tail):
    pairs, mean, kish = moments(values, weights)
    plain = sum(w * (v - mean) ** 2 for v, w in pairs)
    weighed = sum(w * w * (v - mean) ** 2 for v, w in pairs)
    shape = min(kish, plain / weighed) if weighed else kish
    z = -normal_quantile(mpf(tail))
    low, high = mpf(low), mpf(high)
    up = lower_limit([((v - low) / (high - low), w * shape) for v, w in pairs], z)
    down = lower_limit([((high - v) / (high - low), w * shape) for v, w in pairs], z)
    return low + (high - low) * up, high - (high - low) * down


def t_quantile(tail, freedom):
    """t with `tail` above it: P(T > t) = I(v/(v+t^2); v/2, 1/2)/2."""
    above = lambda t: betainc(freedom / 2, mpf(1) / 2, 0, freedom / (freedom + t * t), regularized=True) / 2
    return bisect(lambda t: tail - above(t), mpf(0), mpf(1000), 70)


def skewed(values, weights, tail):
    pairs, mean, count = moments(values, weights)
    square = sum((w * (v - mean)) ** 2 for v, w in pairs)
    cube = sum((w * (v - mean)) ** 3 for v, w in pairs)
    error = sqrt(square * count / (count - 1))
    a = mpf(5) / 4 * (1 + 6 / count) * cube / square ** mpf(1.5)
    t = t_quantile(mpf(tail), max(count - mpf(5) / 2, mpf(1)))

    def root(x):
        return cbrt(x) if x >= 0 else -cbrt(-x)

    def corrected(t):
        return 3 / a * (root(1 + a * (t - a / 6)) - 1) if a else t

    plain = mean - t * error, mean + t * error
    other = mean - corrected(t) * error, mean - corrected(-t) * error
    if a >= 0:
        return (plain[0] + other[0]) / 2, max(plain[1], other[1])
    return min(plain[0], other[0]), (plain[1] + other[1]) / 2


def samples():
    one = lambda values: [1.0] * len(values)
    for values in ([1.0] * 12, [1.0] * 11 + [0.0], [0.0] * 40, [0.5], [1.0, 0.0], [0.25, 0.5, 0.75], [i * i / 400 for i in range(20)]):
        yield values, one(values), 0.0, 1.0
    yield [1e-9, 2e-9, 5e-9, 1e-9, 0.0], one(range(5)), 0.0, 1.0
    yield [3.0, 3.125, 2.875, 3.0, 2.5, 3.5, 1.0], [1.0, 2.0, 0.5, 1.0, 3.0, 1.0, 0.0], 0.0, 4.0
    yield [-0.5, 0.25, 0.0, 0.0, 0.0, 1.0], one(range(6)), -1.0, 1.0
    yield [1.0] * 3 + [0.0], [10.0, 1.0, 1.0, 5.0], 0.0, 1.0


def passes(solved, draws, k):
    none = Fraction(math.comb(draws - solved, k), math.comb(draws, k))
    return 1 - none, Fraction(math.comb(solved, k), math.comb(draws, k))


def frontier(rewards, tilt):
    """tilt none for the best draws alone."""
    rewards = [mpf(r) for r in rewards]
    count = len(rewards)
    mean = sum(rewards) / count
    if tilt is None:
        top = max(rewards)
        best = sum(r == top for r in rewards)
        return log(mpf(count) / best), top - mean, mpf(best)
    weights = [exp(mpf(tilt) * (r - max(rewards))) for r in rewards]
    total = sum(weights)
    tilted = sum(w * r for w, r in zip(weights, rewards)) / total
    kl = sum(w / total * log(w / total * count) for w in weights)
    return kl, tilted - mean, total ** 2 / sum(w * w for w in weights)


def number(value):
    if isinstance(value, Fraction):
        value = mpf(value.numerator) / value.denominator
    return nstr(value, 25, strip_zeros=False, min_fixed=1, max_fixed=0) if value else "0"


def main():
    intervals = []
    for values, weights, low, high in samples():
        for tail in (0.025, 0.001):
            ends = bounded(values, weights, low, high, tail)
            case = {"value": values, "weight": weights, "low": low, "high": high, "tail": tail, "ends": list(map(number, ends))}
            scatters = len({v for v, w in zip(values, weights) if w > 0}) > 1
            case["unbounded"] = list(map(number, skewed(values, weights, tail))) if scatters else None
            intervals.append(case)
    counts = [(1, 10, 1), (1, 10, 3), (7, 10, 3), (10, 10, 10), (0, 5, 2), (1, 10**5, 1), (3, 10**5, 50), (99_990, 10**5, 20)]
    counts += [(500, 1000, 400), (999, 1000, 999), (2, 1000, 999), (60_000, 10**5, 40_000), (40_000, 10**5, 900), (64, 64, 16), (63, 64, 64)]
    passed = []
    for solved, draws, k in counts:
        at, hat = passes(solved, draws, k)
        passed.append({"solved": solved, "draws": draws, "k": k, "at": number(at), "hat": number(hat)})
    frontiers = []
    pools = [[0.0] * 40 + [1.0] * 24, [float(i * i % 23) for i in range(48)], [-1e-6, 0.0, 1e-6, 3e-6], [5.0] * 3, [-700.0, 0.0, 900.0]]
    for rewards in pools:
        for tilt in (0.0, 1e-9, 0.125, 1.0, 30.0, None):
            # Tiny divergences cancel.
            with workdps(100):
                kl, gain, effective = frontier(rewards, tilt)
            frontiers.append({"reward": rewards, "tilt": tilt, "kl": number(kl), "gain": number(gain), "effective": number(effective)})
    parts = {"intervals": intervals, "passes": passed, "frontiers": frontiers}
    lines = ["{"]
    for name, cases in parts.items():
        body = ",\n".join(json.dumps(case) for case in cases)
        lines.append(f'"{name}": [\n{body}\n]' + ("," if name != "frontiers" else ""))
    Path(__file__).with_name("intervals.json").write_text("\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
