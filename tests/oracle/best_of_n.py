"""Best-of-n from its definitions, in exact integers and ball arithmetic.

A base is a list of exact non-negative rational weights with exact rewards. Every cumulative
mass is an exact integer over one exact total; only then does ball arithmetic (Arb) begin, with
so many bits that plain differences such as F**n - F_prev**n keep all the digits asked for. Each
number carries a rigorous radius: a digit is printed only when that radius proves it, and the
precision is doubled until it does.

Nothing here uses log1p, expm1, series, compensated sums or the cell function g(n, x): those are
what the Rust code does, and what this file is there to check.
"""

from __future__ import annotations

import decimal
import math
from fractions import Fraction

from flint import arb, ctx, fmpq, fmpz

DIGITS = 25
GUARD_BITS = 120  # a printed number is proven to this relative accuracy (36 digits)
FIRST_PRECISION = 4000
ZERO_PRECISION = 16000  # a ball that still contains zero here is an exact zero
LAST_PRECISION = 64000

_ROUNDING = decimal.Context(prec=DIGITS, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX)


def ball(value) -> arb:
    """An exact integer or fraction as a ball at the current precision."""
    if isinstance(value, Fraction):
        return arb(fmpq(value.numerator, value.denominator))
    return arb(fmpz(value))


class Base:
    """Outcomes in listed order, tie classes from the lowest reward to the highest.

    weights: exact non-negative Fractions (or ints). rewards: exact sortable keys, None for
    strictly increasing as listed (1, 2, 3, ...). reward_value turns a key into a ball. An outcome
    of weight zero is listed but belongs to no class.
    """

    def __init__(self, weights, rewards=None, reward_value=ball):
        scale = math.lcm(*{Fraction(w).denominator for w in weights})
        self.weights = [w.numerator * (scale // w.denominator) for w in map(Fraction, weights)]
        self.total = sum(self.weights)
        if min(self.weights) < 0 or self.total == 0:
            raise ValueError("weights must be non-negative and not all zero")
        if rewards is None:
            rewards = range(1, len(self.weights) + 1)
        if len(rewards) != len(self.weights):
            raise ValueError("as many rewards as weights are needed")
        self.reward_value = reward_value
        members = {}
        for i, (weight, reward) in enumerate(zip(self.weights, rewards)):
            if weight > 0:
                members.setdefault(reward, []).append(i)
        # One entry a tie class: (reward key, class weight, indices as listed).
        self.classes = [
            (key, sum(self.weights[i] for i in members[key]), members[key]) for key in sorted(members)
        ]


def integral_of_n_log_n(n: arb, cdf: arb, cdf_to_n: arb) -> arb:
    """Integral over [0, F] of n u^(n-1) ln(n u^(n-1)) du = F^n (ln n + (n-1) ln F - (n-1)/n)."""
    if cdf == 0:
        return arb(0)
    return cdf_to_n * (n.log() + (n - 1) * cdf.log() - (n - 1) / n)


def power(x: arb, n: arb) -> arb:
    return arb(0) if x == 0 else arb(1) if x == 1 else x**n


class Policy:
    """Best-of-n over a base at the current precision: class probabilities, d_n and s_n, on demand."""

    def __init__(self, base: Base, n: Fraction):
        if n < 1:
            raise ValueError("n must be at least 1")
        self.base, self.exact_n, self.n = base, n, ball(n)
        self.total = ball(base.total)
        n = self.n
        self.bound = n.log() - (n - 1) / n
        self._d, self._s = {}, {}

    def classes(self):
        """Yield (reward key, class weight, members, F_prev, m, pi, pi/m, F_prev^n, F^n)."""
        below, below_n = 0, arb(0)
        for key, weight, members in self.base.classes:
            upto = below + weight
            upto_n = power(self.probability(upto), self.n)
            mass = self.probability(weight)
            if self.exact_n == 1:  # best of one is the base itself, exactly
                pi, ratio = mass, arb(1)
            else:
                pi = upto_n - below_n
                ratio = pi / mass
            yield key, weight, members, below, mass, pi, ratio, below_n, upto_n
            below, below_n = upto, upto_n

    def probability(self, weight: int) -> arb:
        return arb(1) if weight == self.base.total else ball(weight) / self.total

    def d(self, weight: int) -> arb:
        """d_n(e) for e = weight / total; its limits at e = 0, e = 1 and n = 1 where those apply."""
        if weight == 0:
            return self.bound
        if weight == self.base.total or self.exact_n == 1:
            return arb(0)
        if weight not in self._d:
            n, e, rest = self.n, self.probability(weight), self.probability(self.base.total - weight)
            missed = rest**n
            hit = 1 - missed
            self._d[weight] = missed * (n.log() + (n - 1) * rest.log() - (n - 1) / n) + hit * (hit / e).log()
        return self._d[weight]

    def s(self, weight: int) -> arb:
        """s_n(e) for e = weight / total: the bound less what the cell [1-e, 1] of the continuum loses of its divergence
        when it becomes one outcome, for each unit of best-of-n in it; its limits where d() has them."""
        if weight == 0:
            return self.bound
        if weight == self.base.total or self.exact_n == 1:
            return arb(0)
        if weight not in self._s:
            n, e, rest = self.n, self.probability(weight), self.probability(self.base.total - weight)
            missed = rest**n
            hit = 1 - missed
            inside = self.bound - integral_of_n_log_n(n, rest, missed)
            self._s[weight] = self.bound - (inside - hit * (hit / e).log()) / hit
        return self._s[weight]


def continuum(n: Fraction) -> dict[str, arb]:
    """What each quantity is on a continuous base; an upper bound on every base."""
    m, n = n, ball(n)
    limits = {
        "bound": n.log() - (n - 1) / n,
        "win_rate_bound": n / (n + 1),
        "reverse_kl_bound": n - 1 - n.log(),
        "chi2_bound": (n - 1) ** 2 / (2 * n - 1),
        # |n u^(n-1) - 1| changes sign at u = n^(-1/(n-1)), which has the limit 1/e at n = 1.
        "tv_bound": arb(0) if m == 1 else power(n, -1 / (n - 1)) - power(n, -n / (n - 1)),
        # 1 - 2 sqrt(n)/(n+1), as the square it is.
        "hellinger2_bound": (n.sqrt() - 1) ** 2 / (n + 1),
        "renyi_inf_bound": n.log(),
    }
    for order in (Fraction(1, 2), Fraction(2)):
        limits[f"{renyi_name(order)}_bound"] = renyi_continuum(n, order)
    return limits


def renyi_name(order: Fraction) -> str:
    return f"renyi_{float(order):g}"


def renyi_continuum(n: arb, order: Fraction) -> arb:
    a = ball(order)
    return (n**a / (a * (n - 1) + 1)).log() / (a - 1)


def quantities(base: Base, n: Fraction, orders=(Fraction(1, 2), Fraction(2))):
    """All values at the current precision, and the quantiles that sit too near a jump to compare."""
    policy = Policy(base, n)
    zero = arb(0)
    kl = reverse_kl = chi2 = tv = hellinger2 = win_rate = zero
    reward = reward_gain = estimator_tied = mass_squared = zero
    renyi_inf = None
    moments = {order: zero for order in orders}
    share = {}  # probability under pi_n of drawing an outcome of this weight
    for key, weight, members, below, mass, pi, ratio, _, _ in policy.classes():
        log_ratio = ratio.log()
        kl += pi * log_ratio
        reverse_kl -= mass * log_ratio
        chi2 += mass * (ratio - 1) ** 2
        tv += mass * abs(ratio - 1)
        root = ratio.sqrt()
        hellinger2 += mass * (root - 1) ** 2
        for order in orders:
            # sum pi^A m^(1-A), written 1 + sum m ((pi/m)^A - 1): the masses sum to 1.
            raised = root if 2 * order == 1 else ratio ** ball(order)
            moments[order] += mass * (raised - 1)
        renyi_inf = log_ratio if renyi_inf is None else renyi_inf.max(log_ratio)
        win_rate += pi * ball(2 * below + weight)
        value = base.reward_value(key)
        reward += pi * value
        reward_gain += mass * (ratio - 1) * value
        estimator_tied += pi * policy.d(weight)
        mass_squared += mass * mass
        if len(members) == 1:
            share[weight] = share.get(weight, zero) + pi
        else:
            for i in members:
                part = base.weights[i]
                share[part] = share.get(part, zero) + pi * ball(part) / ball(weight)
    win_rate = win_rate / (2 * policy.total)
    if n == 1:  # an opponent drawn from the same law: a half, by symmetry
        if not win_rate.contains(arb(1) / 2):
            raise AssertionError("best of one does not win half the time")
        win_rate = arb(1) / 2

    values = continuum(n)
    top = base.classes[-1][1]
    estimator = sum((q * policy.d(w) for w, q in share.items()), zero)
    values |= {
        "kl": kl,
        "gap": values["bound"] - kl,
        "gap_bound": 2 * policy.n * (policy.n - 1) * mass_squared,
        "estimator": estimator,
        "estimator_sd": standard_deviation(policy.d, share),
        "estimator_tied": estimator_tied,
        "estimator_top": policy.d(top),
        "estimator_sharp": sum((q * policy.s(w) for w, q in share.items()), zero),
        "estimator_sharp_sd": standard_deviation(policy.s, share),
        "win_rate": win_rate,
        "win_rate_gap": values["win_rate_bound"] - win_rate,
        "win_rate_gap_bound": (policy.n - 1) / 2 * mass_squared,
        "expected_reward": reward,
        "expected_reward_gain": reward_gain,
        "n_eps_top": policy.n * policy.probability(top),
        "kl_limit": -policy.probability(top).log(),
        "renyi2_entropy": -mass_squared.log() if len(base.classes) > 1 else zero,
        "reverse_kl": reverse_kl,
        "chi2": chi2,
        "tv": tv / 2,
        "hellinger2": hellinger2 / 2,
        "renyi_inf": renyi_inf,
    }
    for order in orders:
        values[renyi_name(order)] = (1 + moments[order]).log() / (ball(order) - 1)
        values[f"{renyi_name(order)}_bound"] = renyi_continuum(policy.n, order)
    quantiles, uncertain = estimator_quantiles(policy, policy.d, share, "estimator")
    sharp, uncertain_too = estimator_quantiles(policy, policy.s, share, "estimator_sharp")
    return values | quantiles | sharp, uncertain + uncertain_too


def standard_deviation(estimate, share: dict) -> arb:
    """Of an estimate, d_n or s_n, under pi_n, measured from the likeliest value.

    The variance is then at least the first sum times that value's probability, so that no
    precision is lost however small the other probabilities are (1e-1000000 is possible).
    """
    likeliest = max(share, key=lambda w: float(share[w]))
    first = second = arb(0)
    for weight, probability in share.items():
        if weight != likeliest:
            distance = estimate(weight) - estimate(likeliest)
            first += probability * distance
            second += probability * distance**2
    return (second - first**2).sqrt()


def estimator_quantiles(policy: Policy, estimate, share: dict, name: str):
    """Least value v of an estimate, d_n or s_n, with at least q of pi_n at or below it.

    A cumulative probability within 1e-30 of q counts as reached. One within 1e-11 of q but not
    within 1e-30 is decided here, but no double precision sum can be asked to agree: it is named
    in the second result.
    """
    levels = [(f"{name}_q05", Fraction(1, 20)), (f"{name}_q50", Fraction(1, 2)), (f"{name}_q95", Fraction(19, 20))]
    exact, blurred = arb("1e-30"), arb("1e-11")
    values, uncertain = {}, []
    cumulative, previous = arb(0), None
    for weight in sorted(share, reverse=True):  # both fall as the observed probability rises
        value = estimate(weight)
        if previous is not None and value < previous:
            raise AssertionError(f"{name} is not monotone")
        previous = value
        before, cumulative = cumulative, cumulative + share[weight]
        while levels and cumulative - ball(levels[0][1]) >= -exact:
            name, level = levels.pop(0)
            values[name] = value
            short, over = ball(level) - before, cumulative - ball(level)
            if policy.exact_n > 1 and (short < blurred or (exact < over and over < blurred)):
                uncertain.append(name)
    return values, uncertain


def outcomes(base: Base, n: Fraction):
    """One row an outcome, in listed order, at the current precision."""
    policy = Policy(base, n)
    rows = [
        {
            "p": arb(0),
            "pi": arb(0),
            "log_ratio": None,
            "kl_term": arb(0),
            "gap_term": arb(0),
            "d_n": policy.bound,
            "s_n": policy.bound,
        }
        for _ in base.weights
    ]
    for _, weight, members, below, mass, pi, ratio, below_n, upto_n in policy.classes():
        log_ratio = ratio.log()
        # The divergence inside the cell, lost when the cell becomes one class.
        gap = (
            integral_of_n_log_n(policy.n, policy.probability(below + weight), upto_n)
            - integral_of_n_log_n(policy.n, policy.probability(below), below_n)
            - pi * log_ratio
        )
        if n == 1:  # both laws are flat inside the cell
            gap = arb(0)
        for i in members:
            part = base.weights[i]
            portion = arb(1) if part == weight else ball(part) / ball(weight)
            rows[i] = {
                "p": policy.probability(part),
                "pi": pi * portion,
                "log_ratio": log_ratio,
                "kl_term": pi * portion * log_ratio,
                "gap_term": gap * portion,
                "d_n": policy.d(part),
                "s_n": policy.s(part),
            }
    return rows


class Undecided(Exception):
    """The precision at hand does not prove all the digits asked for."""


def text(value: arb | None, name: str = "") -> str | None:
    """25 significant digits, correctly rounded from a proven 36."""
    if value is None:
        return None
    if value == 0:
        return "0"
    if not value.is_finite() or value.rel_accuracy_bits() < GUARD_BITS:
        if ctx.prec >= ZERO_PRECISION and value.is_finite() and value.contains(0):
            return "0"
        raise Undecided(name)
    digits = _ROUNDING.create_decimal(value.str(36, radius=False)).normalize(_ROUNDING)
    plain = -6 < digits.adjusted() < DIGITS
    return f"{digits:f}" if plain else f"{digits:e}"


def proven(compute, first=FIRST_PRECISION):
    """compute() at a precision that proves every printed digit, from `first` bits on."""
    precision = first
    while True:
        ctx.prec = precision
        try:
            return compute()
        except Undecided:
            if precision >= LAST_PRECISION:
                raise
            precision *= 2
