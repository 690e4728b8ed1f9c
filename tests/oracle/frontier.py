#!/usr/bin/env python3
"""Writes frontier.json: the best possible win rate, rewind-and-repeat and the continuum, to 25 digits.

    pip install -r requirements.txt
    python3 frontier.py              # rewrites frontier.json next to this file, some seconds

From the definitions, in exact rationals and ball arithmetic: pi(c) is m_c exp(b v_c) over its sum, KL is
sum pi ln(pi/m), the win rate is sum pi v. A KL is reached by bisection on b alone.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

from flint import arb, ctx

from best_of_n import Base, ball, text

PRECISION = 6000
BASES = {
    "binary": [1.0, 1.0],
    "uniform-10": [1.0] * 10,
    "skewed": [0.9, 0.0999, 1e-4],
    "sure": [1e-12, 1.0],
    "rare": [1.0, 1e-12],
    "middle": [1e-30, 1.0, 1e-30],
    "extreme": [1e-280, 1.0, 1e-290],
    "rare-pair": [1.0, 1e-9, 1e-13],
    "steps": [2.0**-k for k in range(30)],
    "zipf-200": [1.0 / k for k in range(1, 201)],
    "tied": [0.25, 0.5, 0.125, 0.125],
}
REWARDS = {"tied": [1.0, 2.0, 2.0, 3.0]}
TILTS = [1e-9, 1e-3, 0.1, 1.0, 7.5, 60.0, 1300.0, 1500.0, 1e5, 1e10, 1e13]
SHARES = [1e-20, 1e-9, 1e-3, 0.1, 0.5, 0.9, 0.999]
CONTINUUM = [1e-12, 1e-3, 0.5, 1.9, 2.1, 10.0, 200.0, 1e5]


def plane(base: Base) -> tuple[list[arb], list[arb]]:
    masses = [Fraction(weight, base.total) for _, weight, _ in base.classes]
    below, leads = Fraction(0), []
    for mass in masses:
        leads.append(below + mass / 2)
        below += mass
    return [ball(m) for m in masses], [ball(v) for v in leads]


def tilted(masses, leads, b: arb) -> tuple[arb, arb]:
    """KL and win rate - 1/2 at tilt b."""
    top = leads[-1]
    weights = [m * (b * (v - top)).exp() for m, v in zip(masses, leads)]
    total = sum(weights, arb(0))
    kl = sum((w / total * (b * (v - top) - total.log()) for w, v in zip(weights, leads)), arb(0))
    win_rate = sum((w * v for w, v in zip(weights, leads)), arb(0)) / total
    return kl, win_rate - arb(1) / 2


def reach(masses, leads, kl: arb) -> arb:
    """The win rate - 1/2 at a KL: bisection on ln b, 400 times."""
    low, high = arb(-200).exp(), arb(200).exp()
    for _ in range(400):
        middle = (low * high).sqrt().mid()
        low, high = (middle, high) if tilted(masses, leads, middle)[0] < kl else (low, middle)
    return tilted(masses, leads, high)[1].mid()


def main() -> None:
    ctx.prec = PRECISION
    cases = []
    for name, weights in BASES.items():
        rewards = REWARDS.get(name)
        base = Base([Fraction(w) for w in weights], rewards and [Fraction(r) for r in rewards])
        masses, leads = plane(base)
        limit = -masses[-1].log()
        case = {"name": name, "weights": weights, "rewards": rewards, "tilts": [], "kls": [], "rewind": []}
        for b in TILTS:
            kl, gain = tilted(masses, leads, arb(b))
            case["tilts"].append({"tilt": b, "kl": text(kl, name), "gain": text(gain, name)})
        if len(weights) <= 30:
            ctx.prec = 1500
            masses, leads = plane(base)
            for share in SHARES:
                kl = float((limit * share).mid())
                case["kls"].append({"kl": kl, "gain": text(reach(masses, leads, arb(kl)), name)})
            ctx.prec = PRECISION
        above = Fraction(0)
        for _, weight, _ in reversed(base.classes):
            above += Fraction(weight, base.total)
            row = {"accepted": text(ball(above), name)}
            row["kl"] = "0" if above == 1 else text(-ball(above).log(), name)
            row["gain"] = "0" if above == 1 else text(ball((1 - above) / 2), name)
            case["rewind"].append(row)
        cases.append(case)
    continuum = []
    for c in CONTINUUM:
        e = arb(c).exp()
        top = (arb(c) - 1) * e + 1
        kl, gain = top / (e - 1) + (arb(c) / (e - 1)).log(), top / (arb(c) * (e - 1)) - arb(1) / 2
        continuum.append({"tilt": c, "kl": text(kl, "continuum"), "gain": text(gain, "continuum")})
    about = "Best possible win rates less 1/2, rewind-and-repeat and the continuum. Written by frontier.py."
    with open(Path(__file__).with_name("frontier.json"), "w", encoding="utf-8") as out:
        out.write('{"about": ' + json.dumps(about) + ',\n"continuum": ' + json.dumps(continuum) + ',\n"cases": [\n')
        out.write(",\n".join(map(json.dumps, cases)) + "\n]}\n")


if __name__ == "__main__":
    main()
