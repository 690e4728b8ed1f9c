#!/usr/bin/env python3
"""Writes proposals.json: best-of-n over a proposal, measured against the base, to 25 digits.

    pip install -r requirements.txt
    python3 proposals.py             # rewrites proposals.json next to this file, some seconds

From the definitions, with mpmath: q is made step by step and normalised after each, pi(y) is q_y/Q (G^n - G_below^n) with Q
the mass of the outcome's tie class and G its distribution function under q, and every divergence is a sum over outcomes.
"""

from __future__ import annotations

import json
from pathlib import Path

from mpmath import mp, mpf

mp.dps = 400
BASES = {
    "skewed": ([0.4, 0.1, 0.3, 0.15, 0.05], [1.0, 2.0, 3.0, 4.0, 5.0]),
    "tied": ([0.25, 0.3, 0.05, 0.1, 0.2, 0.1], [1.0, 2.0, 2.0, 2.0, 3.0, 3.0]),
    "shuffled": ([0.05, 0.5, 0.2, 0.25], [3.0, -1.0, 0.5, 0.5]),
    "rare": ([1.0, 1e-9, 1e-30], [0.0, 2.0, 3.0]),
}
PROPOSALS = [
    {"temperature": 0.7},
    {"temperature": 2.5},
    {"temperature": 1.000000001},
    {"top_k": 2},
    {"top_k": 1},
    {"top_p": 0.7},
    {"temperature": 0.6, "top_k": 3, "top_p": 0.8},
    {"weights": True},
    {"weights": True, "temperature": 1.5, "top_p": 0.9},
]
RISING = [1.0, 2.0, 3.0]
NEAR = [0.1, 0.1000001, 0.1]
THIRDS = [0.33333333333333, 0.33333333333334, 0.33333333333333]
STEEP = [1e-40, 1e-20, 1.0]
SKEWED, SKEWED_REWARDS = BASES["skewed"]
# Where the last digits matter: extreme ratios, neighbours that nearly agree, temperatures far from 1, weights that are those
# of the base or nearly so.
HARD = [
    ("steep", STEEP, RISING, {"weights": [0.9, 0.15, 0.0018]}),
    # With two draws it is all but undone.
    ("less steep", [1e-24, 1e-12, 1.0], RISING, {"temperature": 2.0}),
    ("steep", STEEP, RISING, {"temperature": 1000.0}),
    ("steep", STEEP, RISING, {"temperature": 2.0, "top_k": 1}),
    ("steep", STEEP, RISING, {"temperature": 3.0, "top_k": 2}),
    ("steep downward", STEEP, RISING[::-1], {"temperature": 2.0}),
    ("almost sure", [1e-12, 1.0], RISING[:2], {"temperature": 2.0}),
    ("almost sure", [1e-12, 1.0], RISING[:2], {"temperature": 0.99999}),
    ("almost sure", [1e-12, 1.0], RISING[:2], {"weights": [1.0000001e-12, 1.0]}),
    ("near", NEAR, RISING, {"temperature": 1e-6}),
    ("near", NEAR, RISING, {"temperature": 1000.0}),
    ("near", NEAR, RISING, {"temperature": 0.999999}),
    ("near", NEAR, [1.0, 2.0, 4.0], {"weights": NEAR, "top_k": 2}),
    ("near", NEAR, RISING, {"weights": [0.1, 0.1, 0.1000001]}),
    ("near, tied", NEAR, [1.0, 2.0, 2.0], {"weights": [0.1, 0.1, 0.1000000001], "temperature": 0.5}),
    ("thirds", THIRDS, [1.0, 2.0, 4.0], {"temperature": 1000.0, "top_k": 1}),
    ("thirds", THIRDS, RISING, {"temperature": 1000.0}),
    ("thirds", THIRDS, [1.0, 2.0, 4.0], {"top_k": 2}),
    ("thirds", THIRDS, [2.0, 1.0, 1.0], {"top_p": 0.5}),
    ("skewed", SKEWED, SKEWED_REWARDS, {"weights": SKEWED, "top_k": 3}),
    ("skewed", SKEWED, SKEWED_REWARDS, {"weights": [0.4, 0.1, 0.3, 0.15000000000000002, 0.05]}),
    ("skewed", SKEWED, SKEWED_REWARDS, {"weights": [4e300, 1e300, 3e300, 1.5e300, 5e299], "top_p": 0.75}),
    # Rewards gained and lost all but undo each other.
    ("undone", [0.465424491720701, 0.4654244917206991, 0.4654244917206991], [1.0, 3.0, 2.0], {"weights": [0.020334434300165415, 0.022314563058583564, 0.06248134674269499], "temperature": 1.2325357625479865, "top_k": 1}),
    ("undone", [0.42715445326037704, 0.42715445486229175, 0.42715445486229175], RISING, {"top_k": 3, "top_p": 0.0676509581711531}),
    ("undone", [0.25, 0.5, 0.25000000000000006], RISING, {"weights": [0.3, 0.4, 0.3]}),
]
ORDERS = [1e-6, 0.1, 0.25, 0.75, 0.999, 1.5, 3.0, 64.0, 10000.0]
COUNTS = [1.0, 2.0, 7.0, 64.0, 1e6]


def text(value) -> str:
    return "inf" if value == mp.inf else mp.nstr(value, 25, strip_zeros=True)


def normalised(weights):
    total = sum(weights)
    return [w / total for w in weights]


def made(p, proposal, weights):
    q = normalised([mpf(w) for w in weights]) if "weights" in proposal else list(p)
    if "temperature" in proposal:
        q = normalised([x ** (1 / mpf(proposal["temperature"])) if x else x for x in q])
    order = sorted(range(len(q)), key=lambda i: (-q[i], i))
    if "top_k" in proposal:
        kept = set(order[: proposal["top_k"]])
        q = normalised([x if i in kept else mpf(0) for i, x in enumerate(q)])
    if "top_p" in proposal:
        kept, total = set(), mpf(0)
        for i in order:
            if total >= mpf(proposal["top_p"]):
                break
            kept.add(i)
            total += q[i]
        q = normalised([x if i in kept else mpf(0) for i, x in enumerate(q)])
    return q


def best_of(q, rewards, n):
    pi = []
    for x, r in zip(q, rewards):
        upto = sum(y for y, s in zip(q, rewards) if s <= r)
        below = sum(y for y, s in zip(q, rewards) if s < r)
        pi.append(x / (upto - below) * (upto**n - below**n) if x else mpf(0))
    return pi


def renyi(p, pi, order):
    return mp.log(sum(a**order * b ** (1 - order) for a, b in zip(pi, p) if a)) / (order - 1)


def quantities(p, q, pi, rewards, n):
    kl = sum((a * mp.log(a / b) for a, b in zip(pi, p) if a), mpf(0))
    n = mpf(n)
    bound = mp.log(n) - (n - 1) / n + mp.log(max(b / a for a, b in zip(p, q)))
    top = max(r for r, x in zip(rewards, q) if x)
    at_top = [x if r == top else mpf(0) for r, x in zip(rewards, q)]
    limit = sum((a * mp.log(a / b) for a, b in zip(normalised(at_top), p) if a), mpf(0))
    affinity = sum(mp.sqrt(a * b) for a, b in zip(pi, p))
    chi2 = sum((a - b) ** 2 / b for a, b in zip(pi, p))
    win = lambda r: sum(b for b, s in zip(p, rewards) if s < r) + sum(b for b, s in zip(p, rewards) if s == r) / 2
    return {
        "kl": kl,
        "proposal_bound": bound,
        "proposal_gap": bound - kl,
        "kl_limit": limit,
        "win_rate": sum(a * win(r) for a, r in zip(pi, rewards)),
        "expected_reward": sum(a * mpf(r) for a, r in zip(pi, rewards)),
        "expected_reward_gain": sum((a - b) * mpf(r) for a, b, r in zip(pi, p, rewards)),
        "reverse_kl": mp.inf if 0 in pi else sum(b * mp.log(b / a) for a, b in zip(pi, p)),
        "chi2": chi2,
        "tv": sum(abs(a - b) for a, b in zip(pi, p)) / 2,
        "hellinger2": 1 - affinity,
        "renyi_0.5": -2 * mp.log(affinity),
        "renyi_2": mp.log(1 + chi2),
        "renyi_inf": mp.log(max(a / b for a, b in zip(pi, p))),
    } | {f"renyi_{order}": renyi(p, pi, mpf(order)) for order in ORDERS}


def main() -> None:
    asked = []
    for name, (base, rewards) in BASES.items():
        weights = [1.0 + (3 * i) % 5 for i in range(len(base))]
        for proposal in PROPOSALS:
            asked.append((name, base, rewards, {**proposal, "weights": weights} if "weights" in proposal else proposal))
    rows = []
    for name, base, rewards, proposal in asked + HARD:
        p = normalised([mpf(x) for x in base])
        q = made(p, proposal, proposal.get("weights"))
        row = {"name": name, "p": base, "rewards": rewards, "proposal": proposal, "cases": []}
        for n in COUNTS:
            found = quantities(p, q, best_of(q, rewards, int(n)), rewards, n)
            row["cases"].append({"n": n, "values": {key: text(value) for key, value in found.items()}})
        rows.append(row)
    about = "Best-of-n over a proposal, measured against the base. Written by proposals.py."
    with open(Path(__file__).with_name("proposals.json"), "w", encoding="utf-8") as out:
        out.write('{"about": ' + json.dumps(about) + ',\n"rows": [\n')
        out.write(",\n".join(map(json.dumps, rows)) + "\n]}\n")


if __name__ == "__main__":
    main()
