"""`eval`, `sweep` and averages over prompts: every quantity at one n or several."""

from __future__ import annotations

import functools
import random
from fractions import Fraction
from pathlib import Path

from best_of_n import Base, Undecided, ball, proven, quantities, renyi_continuum, text
from flint import arb
from prompts import average
from renyi import divergence

from .bases import base, draws, preset, proposal, rewarded, table
from .program import Refused, asked, flags, number
from .proposal import Cut, made, over

# Rewards may cancel; their gain is compared.
LEFT_OUT = {"expected_reward"}
# Over a proposal the gain is a sum of both signs too. Doubled precision has all digits of what is above this share of the size
# of its terms; those of several prompts are only added.
SIZE = "size of expected_reward_gain"
DOUBLED = 1e-16


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
    return exact(compute)


def exact(compute) -> dict[str, str]:
    try:
        return proven(compute, 1000)
    except (Cut, Undecided) as cause:
        raise Refused(repr(cause)) from cause


def compared(tally, case: int, prefix: str, expected: dict, found: dict, place: str) -> None:
    for name, value in expected.items():
        # Rewards cancel where the masses mirror each other.
        if name in LEFT_OUT or name == SIZE or name not in found or (name == "expected_reward_gain" and float(value) == 0):
            continue
        if name == "expected_reward_gain" and SIZE in expected:
            own, exact_value = number(found[name]), float(value)
            least = 1.0 if prefix.startswith("average") else DOUBLED
            error = abs(own - exact_value) / max(abs(exact_value), least * float(expected[SIZE]))
            tally.note(case, prefix + name, error, f"{own!r} not {exact_value!r}, {place}")
            continue
        tally.compare(case, prefix + name, number(found[name]), float(value), place)


def evaluation(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    shape, weights, rewards = base(source)
    n = draws(source)
    how = proposal(source, weights) if case % 2 else None
    expected = values_of(weights, rewards, n, how)
    path = preset(folder / "base.toml", "[base]\n" + table(weights, rewards))
    found = asked(program, "eval", path, "-n", str(int(n)), *flags(how))["results"][0]
    prefix = "proposal " if how else ""
    compared(tally, case, prefix, expected, found, f"{shape} {weights} {rewards} n={n:g} {how}")


def sweep(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    """Several n in one run; a few quantities by name, or all; Rényi divergences of other orders."""
    shape, weights, rewards = base(source)
    if case % 3 == 0:
        rewards = rewarded(source, len(weights))
    how = proposal(source, weights) if case % 2 else None
    several = sorted({draws(source) for _ in range(source.randint(1, 4))})
    orders = [source.choice([10.0 ** source.uniform(-3, 2), 1 + source.choice([-1, 1]) * 10.0 ** source.uniform(-12, -1)])] if how is None and case % 4 == 0 else []
    expected = [values_of(weights, rewards, n, how) for n in several]
    names = []
    if source.random() < 0.5:
        names = ["--quantities", ",".join(source.sample(sorted(expected[0].keys() - {SIZE}), source.randint(1, 4)))]
        orders = []
    path = preset(folder / "base.toml", "[base]\n" + table(weights, rewards))
    asking = ["-n", ",".join(str(int(n)) for n in several), *flags(how), *names]
    if orders:
        asking += ["--renyi", repr(orders[0])]
        listed = Base([Fraction(w) for w in weights], [Fraction(r) for r in rewards])
        for n, values in zip(several, expected):
            order = Fraction(orders[0])
            values[f"renyi_{orders[0]!r}"] = exact(lambda: {"": text(divergence(listed, Fraction(n), order), "renyi")})[""]
            values[f"renyi_{orders[0]!r}_bound"] = exact(lambda: {"": text(renyi_continuum(ball(Fraction(n)), order), "renyi")})[""]
    rows = asked(program, "sweep", path, *asking)["results"]
    if [row["n"] for row in rows] != several:
        raise AssertionError(f"other n than {several}: {rows}")
    for n, values, row in zip(several, expected, rows):
        place = f"{shape} {weights} {rewards} n={n:g} {how} {names}"
        if orders:
            for ending in ("", "_bound"):
                own = [value for name, value in row.items() if name.startswith("renyi_") and name.endswith(ending) and name.removesuffix("_bound") not in ("renyi_0.5", "renyi_2", "renyi_inf")]
                tally.compare(case, "sweep renyi" + ending, number(own[0 if not ending else -1]), float(values.pop(f"renyi_{orders[0]!r}{ending}")), f"{place} order={orders[0]!r}")
        compared(tally, case, "sweep proposal " if how else "sweep ", values, row, place)


def uncertain(weighted, n: Fraction, values: dict) -> set[str]:
    """Quantiles of the joint law that sit within 1e-11 of a jump without being reached to 1e-30."""
    from best_of_n import Policy

    found = set()
    if n == 1:
        return found
    total = sum(weight for weight, _ in weighted)
    for estimate, name in ((Policy.d, "estimator"), (Policy.s, "estimator_sharp")):
        drawn = []
        for weight, listed in weighted:
            policy = Policy(listed, n)
            for _, held, members, _, _, pi, _, _, _ in policy.classes():
                drawn += [(estimate(policy, listed.weights[i]), ball(weight / total) * pi * ball(listed.weights[i]) / ball(held)) for i in members]
        drawn.sort(key=functools.cmp_to_key(lambda a, b: -1 if a[0] < b[0] else int(b[0] < a[0])))
        # Values that agree in all their digits are one.
        for ending, level in (("q05", Fraction(1, 20)), ("q50", Fraction(1, 2)), ("q95", Fraction(19, 20))):
            reached = arb(0)
            for _, chance in drawn:
                reached += chance
                if abs(float(reached - ball(level))) < 1e-11:
                    found.add(f"{name}_{ending}")
    return found


def shares(source: random.Random, count: int) -> list[float]:
    kind = source.random()
    if kind < 0.3:
        return [1.0] * count
    if kind < 0.6:
        return [source.uniform(0.01, 10) for _ in range(count)]
    depth = source.choice([15, 30, 100, 290])
    return [10.0 ** source.uniform(-depth, depth) for _ in range(count)]


def averages(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    count = source.randint(2, 4)
    parts = [base(source) for _ in range(count)]
    if case % 3 == 0:
        parts = [(shape, weights, rewarded(source, len(weights))) for shape, weights, _ in parts]
    weight = shares(source, count)
    n = draws(source)
    how = None
    if case % 4 == 1:
        how = {"temperature": source.choice([source.uniform(0.3, 3), 10.0 ** source.uniform(-2, 2)])}
        if source.random() < 0.5:
            how["top-k"] = source.randint(1, 3)
    expected = average_of(parts, weight, n, how)
    body = "".join(f'[[prompt]]\nname = "prompt-{i}"\nweight = {w!r}\n{table(p, r)}' for i, (w, (_, p, r)) in enumerate(zip(weight, parts)))
    path = preset(folder / "prompts.toml", body)
    command = source.choice(["eval", "sweep"])
    found = asked(program, command, path, "-n", str(int(n)), *flags(how))["average"]["results"][0]
    prefix = "average proposal " if how else "average "
    compared(tally, case, prefix, expected, found, f"{command} {weight} {parts} n={n:g} {how}")


def average_of(parts, weight, n, how) -> dict[str, str]:
    exact_weights = [Fraction(w) for w in weight]
    if how is None:
        weighted = [(w, Base([Fraction(x) for x in p], [Fraction(x) for x in r])) for w, (_, p, r) in zip(exact_weights, parts)]

        def compute():
            orders = (Fraction(1, 2), Fraction(2))
            values = average(weighted, Fraction(n), orders)
            left_out = uncertain(weighted, Fraction(n), values)
            return {name: text(value, name) for name, value in values.items() if name not in left_out}
    else:
        def compute():
            total, several = ball(sum(exact_weights)), []
            for w, (_, listed, rewards) in zip(exact_weights, parts):
                listed = [Fraction(x) for x in listed]
                p = [ball(x) / ball(sum(listed)) for x in listed]
                several.append((ball(w) / total, over(p, made(p, listed, how), rewards, Fraction(n))))
            names = set.intersection(*(set(values) for _, values in several))
            mean = lambda of: sum((share * of(values) for share, values in several), arb(0))
            found = {name: mean(lambda values: values[name]) for name in names}
            # Prompts cancel as outcomes do.
            found[SIZE] = mean(lambda values: abs(values["expected_reward_gain"]))
            found["renyi_2"] = mean(lambda values: values["renyi_2"].exp()).log()
            found["renyi_0.5"] = -2 * mean(lambda values: (-values["renyi_0.5"] / 2).exp()).log()
            found["renyi_inf"] = functools.reduce(arb.max, (values["renyi_inf"] for _, values in several))
            return {name: text(value, name) for name, value in found.items()}
    return exact(compute)
