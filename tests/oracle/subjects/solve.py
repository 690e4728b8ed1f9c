"""`solve`: the smallest real n at which a quantity has a value, the whole numbers around it, and what is out of reach."""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

from best_of_n import ball
from flint import arb, ctx

from .bases import base, near, preset, proposal, rewarded, table
from .curve import QUANTITIES, Curve
from .program import Refused, asked, flags, number
from .proposal import Cut
from .tally import ALLOWED

MOST = 10.0**15
FLAG = {"kl": "kl", "gap": "gap", "win_rate": "win-rate", "reward": "reward"}
# Precise enough for F^n at n = 1e15 and for KLs of 1e-280.
PRECISION = 2400


def any_n(source: random.Random) -> float:
    return source.choice(
        [
            lambda: 10.0 ** source.uniform(0, 15),
            lambda: 10.0 ** source.uniform(0, 3),
            lambda: 1 + 10.0 ** source.uniform(-12, 0),
            lambda: float(source.randint(2, 40)),
        ]
    )()


def peaks(curve: Curve, name: str, high: float):
    """The places ln n of the local maxima up to `high`, from a walk in small steps and golden sections."""
    step = min(1 / 24, high / 12) or 1.0
    count = int(high / step) + 1
    value = lambda t: curve.value(arb(t).exp(), name)
    values = [value(min(i * step, high)) for i in range(count + 2)]
    for i in range(1, count + 1):
        if values[i] >= values[i - 1] and values[i] >= values[i + 1]:
            a, d = (i - 1) * step, min((i + 1) * step, high)
            for _ in range(60):
                b, c = d - 0.6180339887498949 * (d - a), a + 0.6180339887498949 * (d - a)
                a, d = (a, c) if value(b) > value(c) else (b, d)
            yield (a + d) / 2


def target_of(curve: Curve, name: str, source: random.Random, walks: bool) -> tuple[str, float]:
    limit = curve.limit(name)
    kind = source.random()
    if limit is not None and kind < 0.35:
        share = 10.0 ** source.uniform(-16, -1)
        start = curve.start(name)
        return "near the limit", float((limit - (limit - start) * ball(Fraction(share))).mid())
    if walks and kind < 0.6:
        ctx.prec = 400
        tops = [t for t in peaks(curve, name, 35.0) if t < 34.5]
        ctx.prec = PRECISION
        if tops:
            top = float(curve.value(arb(source.choice(tops)).exp(), name).mid())
            return "touching", top * (1 - source.choice([1, 1, -1]) * 10.0 ** source.uniform(-15, -3))
    return "any n", float(curve.value(arb(any_n(source)), name).mid())


def solution(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    ctx.prec = PRECISION
    if source.random() < 0.15:
        # Two outcomes around the share whose gap falls in places.
        first = source.uniform(0.7, 0.95)
        shape, weights, rewards = "two", [first, 1 - first], [0.0, 1.0]
    else:
        shape, weights, rewards = base(source)
    if case % 3 == 0:
        rewards = rewarded(source, len(weights))
    how = proposal(source, weights) if case % 4 == 3 else None
    try:
        curve = Curve(weights, rewards, how)
    except Cut as cause:
        raise Refused(repr(cause)) from cause
    name = source.choice(QUANTITIES)
    if len(curve.rewards) == 1:
        raise Refused("one class: nothing changes with n")
    walks = name == "gap" or (how is not None and name == "kl")
    kind, target = target_of(curve, name, source, walks)
    path = preset(folder / "base.toml", "[base]\n" + table(weights, rewards))
    found = asked(program, "solve", path, f"--{FLAG[name]}={target!r}", *flags(how), codes=(0, 1))
    place = f"{kind}: {name} {target!r}, {shape} {weights} {rewards} {how}"
    prefix = f"{'proposal ' if how else ''}{name} {kind} "
    exact, limit = ball(Fraction(target)), curve.limit(name)
    if limit is not None:
        if name == "win_rate" or abs(limit) > 1e-280:
            tally.compare(case, f"{prefix}limit", number(found["limit"]), float(limit), place)
    if not found["reachable"]:
        unreached(curve, name, exact, walks, case, prefix, place, tally)
        return
    n = found["n_exact"]
    reached(curve, name, exact, n, walks, case, prefix, place, tally)
    whole(curve, name, exact, n, found, walks, case, prefix, place, tally)


def unreached(curve, name, target, walks, case, prefix, place, tally) -> None:
    """Nothing up to the most draws reaches it, but for rounding."""
    end = curve.value(arb(MOST), name)
    over = (end - target) / abs(target) if target != 0 else end
    limit = curve.limit(name)
    if limit is not None:
        over = over / max(1.0, float(abs(target) / abs(limit - target)) if limit != target else 1.0)
    tally.note(case, prefix + "out of reach", max(0.0, float(over)), f"reached at the end, {place}")
    if walks:
        ctx.prec = 400
        for t in peaks(curve, name, 34.5):
            above = float((curve.value(arb(t).exp(), name) - target) / abs(target))
            tally.note(case, prefix + "out of reach", max(0.0, above), f"reached at {t}, {place}")
        ctx.prec = PRECISION


def condition(curve, name, target, at: arb, slope: arb) -> float:
    """How much n moves, relative, for a relative change of the target, or of what it lacks to the limit."""
    size = abs(target)
    limit = curve.limit(name)
    if limit is not None:
        size = size.min(abs(limit - target)) if name == "kl" else abs(limit - target)
    return float(size / abs(at * slope)) if slope != 0 else float("inf")


def reached(curve, name, target, n, walks, case, prefix, place, tally) -> None:
    own = arb(n)
    value, slope = curve.at(own, name)
    if n == 1.0:
        tally.note(case, prefix + "n", max(0.0, float((target - value) / abs(target))), f"n 1, {place}")
        return
    sensitive = condition(curve, name, target, own, slope)
    if sensitive < 1e6:
        at = own
        for _ in range(8):
            value, slope = curve.at(at, name)
            at = (at - (value - target) / slope).mid()
            if at < 1:
                at = arb(1)
        error = abs(float(own / at - 1))
        tally.note(case, prefix + "n", error / max(1.0, sensitive), f"{n!r} not {at.str(20, radius=False)}, condition {sensitive:.1e}, {place}")
        end = float(at.log())
    else:
        # Where a hump is all but touched, or the values run out of digits, the value tells.
        tally.note(case, prefix + "value at n", abs(float((value - target) / target)), f"{n!r}, {place}")
        end = float(own.log())
    if walks:
        ctx.prec = 400
        # Strictly before what was found.
        for t in peaks(curve, name, end * (1 - 1e-12)):
            if t < end * (1 - 1e-7) - 1e-12:
                above = float((curve.value(arb(t).exp(), name) - target) / abs(target))
                tally.note(case, prefix + "first", max(0.0, above), f"{n!r}, reached at ln n = {t}, {place}")
        ctx.prec = PRECISION


def whole(curve, name, target, n, found, walks, case, prefix, place, tally) -> None:
    """The row below is below the target and the row above reaches it, and no whole number lies between."""
    if found["above"] is None:
        # It is only reached between whole numbers.
        if not walks:
            tally.note(case, prefix + "whole", float("inf"), f"none for {n!r}, {place}")
            return
        ctx.prec = 400
        for t in peaks(curve, name, 34.5):
            for own in {int(2.718281828459045**t), int(2.718281828459045**t) + 1}:
                over = float((curve.value(arb(max(own, 1)), name) - target) / abs(target))
                tally.note(case, prefix + "whole", max(0.0, over), f"none, but {own} for {n!r}, {place}")
        ctx.prec = PRECISION
        return
    below, above = (found[side]["n"] for side in ("below", "above"))
    if not (below <= n <= above or abs(below - n) < 0.01 >= abs(above - n)) or (above - below > 1 and not walks):
        tally.note(case, prefix + "whole", float("inf"), f"{below} {above} around {n!r}, {place}")
        return
    at_above = curve.value(arb(above), name)
    at_below = curve.value(arb(below), name)
    size = abs(target)
    tally.note(case, prefix + "whole", max(0.0, float((target - at_above) / size)), f"{above} for {n!r}, {place}")
    if below < n:
        tally.note(case, prefix + "whole", max(0.0, float((at_below - target) / size)), f"{below} for {n!r}, {place}")
