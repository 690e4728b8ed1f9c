#!/usr/bin/env python3
"""Hunts for wrong digits: random bases, proposals and n through the built program, against the definitions in balls.

    pip install -r requirements.txt
    python3 against.py PROGRAM CASES [SEED]     # prints the worst relative error of every quantity; exit 1 above 1e-12

Each case is `eval --format json` on a base in a file. Without a proposal the values are those of best_of_n.py; with one they
are written here from the definitions. A value that is an exact zero must be found as one, but for gains in reward;
quantiles too close to a jump are left out.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from fractions import Fraction
from functools import reduce
from pathlib import Path

from best_of_n import Base, Undecided, ball, proven, quantities, text
from flint import arb

ALLOWED = 1e-12
SMALLEST = 1e-290


def near(source: random.Random, x: float) -> float:
    """x, or a number that agrees with it in many digits."""
    return x * (1 + source.choice([0, 1, -1]) * 10.0 ** source.uniform(-15.5, -3))


def base(source: random.Random) -> tuple[str, list[float], list[float]]:
    shape = source.choice(["plain", "deep", "near", "one above all", "few values", "geometric"])
    length = source.randint(2, 9)
    if shape == "plain":
        weights = [source.uniform(0.01, 1) for _ in range(length)]
    elif shape == "deep":
        weights = [10.0 ** source.uniform(-source.choice([20, 100, 280]), 0) for _ in range(length)]
    elif shape == "near":
        first = source.uniform(0.1, 1)
        weights = [near(source, first) for _ in range(length)]
        if source.random() < 0.3:
            weights[0] *= 10.0 ** source.uniform(-9, 3)
    elif shape == "one above all":
        weights = [10.0 ** source.uniform(-40, -2) for _ in range(length)]
        weights[source.randrange(length)] = 1.0
    elif shape == "few values":
        values = [source.uniform(0.1, 1) for _ in range(2)]
        weights = [source.choice(values) for _ in range(length)]
    else:
        ratio = 10.0 ** source.uniform(-6, 0)
        weights = [ratio**i for i in range(length)]
        if source.random() < 0.5:
            weights.reverse()
    rewards = [float(source.randint(0, 3) if source.random() < 0.4 else i) for i in range(length)]
    return shape, weights, rewards


def draws(source: random.Random) -> float:
    return source.choice(
        [
            lambda: 1.0,
            lambda: float(source.randint(2, 30)),
            lambda: float(round(10 ** source.uniform(0, 6))),
            lambda: float(round(10 ** source.uniform(6, 15))),
            lambda: 1e15,
        ]
    )()


def proposal(source: random.Random, weights: list[float]) -> dict:
    how = {}
    kind = source.random()
    if kind < 0.35:
        how["proposal"] = source.choice(
            [
                lambda: list(weights),
                lambda: [near(source, w) for w in weights],
                lambda: [source.uniform(0.01, 1) for _ in weights],
                lambda: [10.0 ** source.uniform(-30, 0) for _ in weights],
                lambda: [w * 3.0 for w in weights],
            ]
        )()
    if source.random() < 0.6 or not how:
        how["temperature"] = source.choice(
            [lambda: 10.0 ** source.uniform(-6, 3), lambda: near(source, 1.0), lambda: source.uniform(0.3, 3)]
        )()
    if source.random() < 0.3:
        how["top-k"] = source.randint(1, len(weights))
    if source.random() < 0.3:
        how["top-p"] = source.uniform(0.01, 1)
    return how


class Cut(Exception):
    """A share that is met too closely to say which outcome it cuts."""


def made(p: list[arb], listed: list[Fraction], how: dict) -> list[arb]:
    """The proposal: weights in place of the base, temperature, top-k, top-p, normalised."""
    source = [Fraction(w) for w in how["proposal"]] if "proposal" in how else listed
    q = [ball(w) / ball(max(source)) if w else arb(0) for w in source]
    if "temperature" in how:
        q = [x ** (1 / ball(Fraction(how["temperature"]))) if x != 0 else x for x in q]
    kept = sorted((i for i, w in enumerate(source) if w > 0), key=lambda i: (-source[i], i))[: how.get("top-k")]
    if how.get("top-p", 1) < 1:
        share = ball(Fraction(how["top-p"])) * sum((q[i] for i in kept), arb(0))
        reached, few = arb(0), []
        for i in kept:
            if abs(float(reached / share) - 1) < 1e-13:
                raise Cut
            if reached >= share:
                break
            few.append(i)
            reached += q[i]
        kept = few
    q = [x if i in kept else arb(0) for i, x in enumerate(q)]
    total = sum(q, arb(0))
    if min(float((q[i] / total).log()) for i in kept) < -690.7:
        raise Cut  # refused by the program
    return [x / total for x in q]


def over(p: list[arb], q: list[arb], rewards: list[float], n: Fraction) -> dict[str, arb]:
    zero, draws = arb(0), ball(n)
    total = lambda terms: sum(terms, zero)
    raised = lambda x: zero if x == 0 else x**draws
    pi = []
    for x, r in zip(q, rewards):
        below = total(y for y, s in zip(q, rewards) if s < r)
        above = total(y for y, s in zip(q, rewards) if s > r)
        tied = total(y for y, s in zip(q, rewards) if s == r)
        pi.append(zero if x == 0 else x if n == 1 else x / tied * (raised(1 - above if above != 0 else arb(1)) - raised(below)))
    drawn = [(a, b, x, r) for a, b, x, r in zip(pi, p, q, rewards) if x != 0]
    most = reduce(arb.max, ((x / b).log() for _, b, x, _ in drawn))
    bound = draws.log() - (draws - 1) / draws
    kl = total(a * (a / b).log() for a, b, _, _ in drawn)
    top = max(r for _, _, _, r in drawn)
    held = total(x for _, _, x, r in drawn if r == top)
    half = lambda r: total(b for b, s in zip(p, rewards) if s < r) + total(b for b, s in zip(p, rewards) if s == r) / 2
    chi2 = total((a - b) ** 2 / b for a, b in zip(pi, p))
    root = total((a * b).sqrt() for a, b, _, _ in drawn)
    values = {
        "kl": kl,
        "proposal_bound": bound + most,
        "proposal_gap": bound + most - kl,
        "kl_limit": total(x / held * (x / held / b).log() for _, b, x, r in drawn if r == top),
        "win_rate": total(a * half(r) for a, _, _, r in drawn),
        "expected_reward_gain": total((a - b) * ball(Fraction(r)) for a, b, r in zip(pi, p, rewards)),
        "chi2": chi2,
        "tv": total(abs(a - b) for a, b in zip(pi, p)) / 2,
        "hellinger2": 1 - root,
        "renyi_0.5": -2 * root.log(),
        "renyi_2": (1 + chi2).log(),
        "renyi_inf": reduce(arb.max, ((a / b).log() for a, b, _, _ in drawn)),
    }
    if len(drawn) == len(p):
        values["reverse_kl"] = total(b * (b / a).log() for a, b, _, _ in drawn)
    return values


def values_of(weights, rewards, n, how) -> dict[str, str]:
    listed = [Fraction(w) for w in weights]
    if how is None:
        def compute():
            found, uncertain = quantities(Base(listed, [Fraction(r) for r in rewards]), Fraction(n))
            return {name: text(value, name) for name, value in found.items() if name not in uncertain}
    else:
        def compute():
            p = [ball(w) / ball(sum(listed)) for w in listed]
            q = made(p, listed, how)
            return {name: text(value, name) for name, value in over(p, q, rewards, Fraction(n)).items()}
    return proven(compute, 1000)


def asked(program, path, n, how) -> dict | None:
    command = [program, "eval", str(path), "-n", str(int(n)), "--format", "json"]
    for name, value in (how or {}).items():
        listed = ",".join(map(repr, value)) if isinstance(value, list) else repr(value)
        command += [f"--{name}", listed]
    run = subprocess.run(command, capture_output=True, text=True)
    return json.loads(run.stdout)["results"][0] if run.returncode == 0 else None


def main() -> None:
    program, cases = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    worst, compared, refused, failures = {}, 0, 0, 0
    folder = Path(tempfile.mkdtemp())
    for number in range(seed, seed + cases):
        source = random.Random(f"against {number}")
        shape, weights, rewards = base(source)
        n = draws(source)
        how = proposal(source, weights) if number % 2 else None
        path = folder / "base.toml"
        path.write_text(f"format = 1\nname = \"base\"\ntitle = \"base\"\n[base]\np = {weights!r}\nreward = {rewards!r}\n")
        try:
            expected = values_of(weights, rewards, n, how)
        except (Cut, Undecided):
            refused += 1
            continue
        found = asked(program, path, n, how)
        if found is None:
            refused += 1
            continue
        for name, value in expected.items():
            exact, own = float(value), found.get(name, "")
            # Rewards cancel where the masses mirror each other.
            if own == "" or name == "expected_reward" or (name == "expected_reward_gain" and exact == 0):
                continue
            own = float("nan") if own is None else float(own)
            compared += 1
            small = abs(exact) < SMALLEST and abs(own) < 2 * SMALLEST
            error = 0.0 if own == exact or small else abs(own - exact) / abs(exact) if exact else float("inf")
            kind = ("proposal " if how else "") + name
            if not error <= worst.get(kind, (-1.0,))[0]:
                worst[kind] = (error, number, f"{own!r} not {exact!r}, {shape} {weights} {rewards} n={n:g} {how}")
            failures += not error <= ALLOWED
    for kind, (error, number, place) in sorted(worst.items(), key=lambda entry: entry[1][0]):
        print(f"{kind:28} {error:8.1e}  {number}: {place}" if error > 1e-13 else f"{kind:28} {error:8.1e}")
    # Gains in reward are sums of both signs, which may cancel.
    print(f"{cases} cases, {refused} left out, {compared} values, {failures} wrong")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
