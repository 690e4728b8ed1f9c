"""`compare`: every policy at the KL of best-of-n and at its cost in draws, each from its definition."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

from best_of_n import ball
from flint import arb, ctx

from .bases import base, preset, proposal, rewarded, table
from .curve import Curve
from .program import Refused, asked, flags, number
from .proposal import Cut

PRECISION = 2400
# The trapezoid rule in ln s: its error is e^(-pi^2/step), which is 1e-71.
STEP, SOFT_PRECISION = 0.06, 500
# Soft best-of-n takes most of the time: one case of so many has it.
SOFT_EVERY = 16


class Classes:
    """The classes of a base at the precision in force."""

    def __init__(self, weights, rewards):
        listed = [Fraction(w) for w in weights]
        total, masses = sum(listed), {}
        for w, r in zip(listed, rewards):
            masses[r] = masses.get(r, Fraction(0)) + w / total
        self.rewards = [Fraction(r) for r in sorted(masses)]
        exact = [masses[r] for r in sorted(masses)]
        self.below = [sum(exact[:c], Fraction(0)) for c in range(len(exact))]
        self.m = [ball(x) for x in exact]
        self.exact = exact
        self.win = [ball(b + x / 2) for b, x in zip(self.below, exact)]
        self.limit = -self.m[-1].log()
        self.size = max(1.0, *(abs(float(r)) for r in self.rewards))

    def standing(self, pi: list[arb]) -> dict[str, arb]:
        total = lambda terms: sum(terms, arb(0))
        start = total(m * ball(r) for m, r in zip(self.m, self.rewards))
        reward = total(x * ball(r) for x, r in zip(pi, self.rewards))
        return {
            "kl": total(x * (x / m).log() for x, m in zip(pi, self.m) if x != 0),
            "win_rate": total(x * v for x, v in zip(pi, self.win)),
            "expected_reward": reward,
            "expected_reward_gain": reward - start,
        }


def best_of(classes: Classes, n: Fraction) -> list[arb]:
    ends = [arb(0), *(ball(b) ** ball(n) for b in classes.below[1:]), arb(1)]
    return [b - a for a, b in zip(ends, ends[1:])]


def tilted(classes: Classes, scores: list[arb]) -> list[arb]:
    weights = [m * (s - scores[-1]).exp() for m, s in zip(classes.m, scores)]
    total = sum(weights, arb(0))
    return [w / total for w in weights]


def rewound(classes: Classes, accepted: arb) -> list[arb]:
    """Better classes always, and of one class as much as makes up the share that is accepted."""
    left, pi = accepted, []
    for m in reversed(classes.m):
        taken = m if left > m else left
        pi.append(taken / accepted)
        left = left - taken if left > m else arb(0)
    return pi[::-1]


def poisson(classes: Classes, mu: arb) -> list[arb]:
    ends = [arb(0)] + [ball(b) * (-mu * ball(1 - b)).exp() for b in classes.below[1:]] + [arb(1)]
    return [b - a for a, b in zip(ends, ends[1:])]


def soft(classes: Classes, n: int, t: Fraction) -> list[arb]:
    """n p w times the integral over s of e^(-s w) M(s)^(n-1), with s = e^x."""
    if n == 1:
        return list(classes.m)
    lags = [(ball(r - classes.rewards[-1]) / ball(t)) for r in classes.rewards]
    if float(lags[0]) < -300:
        raise Refused("rewards too many temperatures apart")
    w = [lag.exp() for lag in lags]
    step = ball(Fraction(STEP))
    # Below, e^x is all there is; above, the lightest weight decays or the top has decayed n times.
    low = -(float(ball(n).log()) + 175)
    high = 6 - float(lags[0])
    total = [arb(0) for _ in w]
    for i in range(int(low / STEP), int(high / STEP) + 1):
        s = (i * step).exp()
        decays = [(-s * v).exp() for v in w]
        mean = sum((m * d for m, d in zip(classes.m, decays)), arb(0))
        rest = s * mean ** (n - 1)
        for c, d in enumerate(decays):
            total[c] += rest * d
    pi = [n * m * v * step * x for m, v, x in zip(classes.m, w, total)]
    whole = abs(float(sum(pi, arb(0)) - 1))
    if not whole < 1e-60:
        raise Refused(f"the integral is {whole} off")
    return pi


def soft_mixed(classes: Classes, t: Fraction, whole: int, share: arb, known: dict) -> list[arb]:
    """A real n: as many draws as the whole number below or the one above."""
    for n in (whole, whole + 1):
        if n not in known:
            known[n] = soft(classes, n, t)
    return [(1 - share) * a + share * b for a, b in zip(known[whole], known[whole + 1])]


def comparison(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    ctx.prec = PRECISION
    shape, weights, rewards = base(source)
    if case % 3 == 0:
        rewards = rewarded(source, len(weights))
    n = source.choice(
        [lambda: source.randint(2, 30), lambda: int(10 ** source.uniform(0, 6)), lambda: int(10 ** source.uniform(6, 15))]
    )()
    classes = Classes(weights, rewards)
    if len(classes.m) == 1 or n == 1:
        raise Refused("nothing to compare")
    how = proposal(source, weights) if case % 5 == 4 else None
    asking = ["-n", str(n), *flags(how)]
    if source.random() < 0.4:
        asking.append(f"--soft-temperature={10 ** source.uniform(-1.5, 3) * float(classes.rewards[-1] - classes.rewards[0])!r}")
    path = preset(folder / "base.toml", "[base]\n" + table(weights, rewards))
    try:
        if how is None:
            target = classes.standing(best_of(classes, Fraction(n)))["kl"]
        else:
            target = Curve(weights, rewards, how).value(arb(n), "kl")
    except Cut as cause:
        raise Refused(repr(cause)) from cause
    found = asked(program, "compare", path, *asking)
    place = f"{shape} {weights} {rewards} {asking}"
    t = found["soft_temperature"]
    for side in ("equal_kl", "equal_cost"):
        for row in found[side]:
            policy = row["policy"]
            if policy == "soft_best_of_n" and case % SOFT_EVERY:
                continue
            name = f"{'proposal ' if how else ''}{side} {policy} "
            if policy == "best_of_n" and how is not None:
                continue
            if not row["reachable"]:
                out_of_reach(classes, side, policy, n, target, case, name, f"{row['why']}, {place}", tally)
            elif side == "equal_kl":
                at_kl(classes, policy, row, n, target, t, case, name, place, tally)
            else:
                at_cost(classes, policy, row, n, t, case, name, place, tally)


def out_of_reach(classes, side, policy, n, target, case, name, place, tally) -> None:
    if side == "equal_kl" and policy != "soft_best_of_n":
        # Only a KL above the limit, which no best-of-n over the base has.
        over = float((classes.limit - target) / classes.limit)
        tally.note(case, name + "out of reach", max(0.0, over), place)
    elif policy == "rewind_and_repeat":
        tally.note(case, name + "out of reach", max(0.0, float(1 / classes.m[-1] / n - 1)), place)


def law(classes, policy):
    """From ln of the parameter to the policy."""
    if policy == "best_possible":
        return lambda x: tilted(classes, [x.exp() * v for v in classes.win])
    if policy == "reward_tilt":
        return lambda x: tilted(classes, [ball(r) / x.exp() for r in classes.rewards])
    if policy == "rewind_and_repeat":
        return lambda x: rewound(classes, x.exp())
    return lambda x: poisson(classes, x.exp())


PARAMETER = {"best_of_n": "n", "best_possible": "b", "reward_tilt": "beta", "rewind_and_repeat": "accepted", "soft_best_of_n": "n", "best_of_poisson": "mu"}


def at_kl(classes, policy, row, n, target, t, case, name, place, tally) -> None:
    own = row[PARAMETER[policy]]
    if policy == "best_of_n":
        tally.compare(case, name + "n", own, float(n), place)
        stand(classes, best_of(classes, Fraction(n)), row, case, name, place, tally)
        return
    if own in ("inf", None) or not 0 < float(own) < float("inf"):
        # Only the highest class alone is beyond every parameter.
        tally.note(case, name + "parameter", max(0.0, float((classes.limit - target) / classes.limit) - 1e-13), f"{own}, {place}")
        return
    precision = ctx.prec
    if policy == "soft_best_of_n":
        ctx.prec = SOFT_PRECISION
        soft_at_kl(classes, row, target, t, case, name, place, tally)
        ctx.prec = precision
        return
    make = law(classes, policy)
    kl = lambda x: classes.standing(make(x))["kl"]
    at, step = ball(Fraction(own)).log(), ball(Fraction(1, 10**200))
    start = at
    slope = None
    for _ in range(6):
        value = kl(at)
        # Rewind-and-repeat has corners at whole thresholds, where either side will do.
        slope = (kl(at + step) - value) / step
        if slope == 0 or not slope.is_finite():
            break
        move = (target - value) / slope
        if abs(float(move)) > 0.5:
            break
        at = (at + move).mid()
        if abs(float(move)) < 1e-60:
            break
    # The KL itself is only known to a part in 1e16, and by what it lacks where that is known.
    sensitive = abs(float(target / slope)) if slope != 0 and slope.is_finite() else float("inf")
    if sensitive > 1e8:
        tally.compare(case, name + "kl", number(row["kl"]), float(target), place)
        return
    moved = abs(float((start - at).exp() - 1))
    tally.note(case, name + "parameter", moved / max(1.0, sensitive), f"{own!r} not {at.exp().str(20, radius=False)}, condition {sensitive:.1e}, {place}")
    stand(classes, make(at), row, case, name, place, tally)
    if row["expected_draws"] is not None:
        exact = 1 / at.exp() if policy == "rewind_and_repeat" else 1 + at.exp()
        tally.note(case, name + "expected_draws", abs(float(row["expected_draws"] / exact - 1)) / max(1.0, sensitive), place)


def soft_at_kl(classes, row, target, t, case, name, place, tally) -> None:
    """The KL of the n that is printed, and how far a change of n by one part moves it."""
    exact_t, own, known = Fraction(t), Fraction(row["n"]), {}
    whole, place = int(own), f"t={t!r}, {place}"
    pi = soft_mixed(classes, exact_t, whole, ball(own - whole), known)
    value = classes.standing(pi)["kl"]
    slope = ball(own) * (classes.standing(known[whole + 1])["kl"] - classes.standing(known[whole])["kl"]) / value
    error = abs(float(value / target - 1))
    tally.note(case, name + "parameter", error / max(1.0, float(slope)), f"{row['n']!r}, slope {float(slope):.1e}, {place}")
    if float(slope) < 10:
        stand(classes, pi, row, case, name, place, tally)


def at_cost(classes, policy, row, n, t, case, name, place, tally) -> None:
    tally.compare(case, name + "expected_draws", number(row["expected_draws"]), float(n), place)
    precision = ctx.prec
    if policy == "best_of_n":
        pi = best_of(classes, Fraction(n))
    elif policy == "rewind_and_repeat":
        accepted = max(Fraction(1, n), classes.exact[-1])
        tally.compare(case, name + "accepted", row["accepted"], float(accepted), place)
        pi = rewound(classes, ball(accepted))
    elif policy == "best_of_poisson":
        tally.compare(case, name + "mu", row["mu"], float(n - 1), place)
        pi = poisson(classes, arb(n - 1))
    elif t is None:
        pi = list(classes.m)
    else:
        ctx.prec = SOFT_PRECISION
        pi = soft(classes, n, Fraction(t))
        place = f"t={t!r}, {place}"
    stand(classes, pi, row, case, name, place, tally)
    ctx.prec = precision


def stand(classes, pi, row, case, name, place, tally) -> None:
    values = classes.standing(pi)
    for field in ("kl", "win_rate", "expected_reward_gain"):
        exact = values[field]
        # Too few digits here to judge: the precision in force and, for soft best-of-n, the integral.
        if exact.rel_accuracy_bits() < 60 or "soft" in name and abs(exact) < 1e-45 * classes.size:
            continue
        tally.compare(case, name + field, number(row[field]), float(exact), place)
