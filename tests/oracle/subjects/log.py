"""`estimate`: what is stable of a small log, as means over every subset of n draws, in exact fractions."""

from __future__ import annotations

import random
from fractions import Fraction
from math import comb
from pathlib import Path

from best_of_n import ball, proven, text
from flint import arb

from .program import asked, number


def weights(rewards: list[Fraction], n: int) -> list[Fraction]:
    """The chance of every draw to be kept as the best of n drawn without replacement; ties share evenly."""
    order = sorted(range(len(rewards)), key=lambda i: rewards[i])
    count, start, found = len(rewards), 0, [Fraction(0)] * len(rewards)
    while start < count:
        end = start
        while end < count and rewards[order[end]] == rewards[order[start]]:
            end += 1
        share = Fraction(comb(end, n) - comb(start, n), comb(count, n) * (end - start))
        for i in order[start:end]:
            found[i] = share
        start = end
    return found


def win_rate(rewards: list[Fraction], n: int) -> Fraction:
    """Of all n + 1 draws, with each as the opponent of the best of the others."""
    # The opponent j; the best of the others by their subset weights.
    total = Fraction(0)
    for j, own in enumerate(rewards):
        others = rewards[:j] + rewards[j + 1 :]
        for weight, reward in zip(weights(others, n), others):
            total += weight * (Fraction(1) if reward > own else Fraction(int(reward == own), 2))
    return total / len(rewards)


def d(n: int, logprob: Fraction) -> arb:
    e = ball(logprob).exp()
    if logprob == 0 or n == 1:
        return arb(0)
    missed = (1 - e) ** n
    return missed * (ball(n).log() + (n - 1) * (1 - e).log() - ball(n - 1) / n) + (1 - missed) * ((1 - missed) / e).log()


def draws_of(source: random.Random) -> list[float]:
    count = source.choice([2, 3, 5, source.randint(2, 40)])
    kind = source.random()
    if kind < 0.25:
        return [float(source.randint(0, 1)) for _ in range(count)]
    if kind < 0.5:
        return [float(source.randint(1, 10)) for _ in range(count)]
    shift = source.choice([0.0, 0.0, 1e6, -1e12])
    size = 10.0 ** source.uniform(-9, 9)
    return [shift + size * source.gauss(0, 1) for _ in range(count)]


def logprobs(source: random.Random, count: int) -> list[float]:
    """Below ln(1/count), so that no sum is above 1."""
    kind = source.choice(["some", "deep", "near"])
    if kind == "deep":
        return [-(10.0 ** source.uniform(1.7, 2.8)) for _ in range(count)]
    if kind == "near":
        first = -source.uniform(4, 8)
        return [first * (1 + 10.0 ** source.uniform(-15, -1)) for _ in range(count)]
    return [-source.uniform(4, 20) for _ in range(count)]


def log(program: str, folder: Path, case: int, source: random.Random, tally) -> None:
    prompts = []
    for _ in range(source.choice([1, 1, 2, 5])):
        rewards = draws_of(source)
        prompts.append((rewards, logprobs(source, len(rewards)), [source.gauss(0, 1) for _ in rewards]))
    depth = source.choice([0, 0, 1, 30, 140])
    shares = [10.0 ** source.uniform(-depth, depth) for _ in prompts]
    fewest = min(len(rewards) for rewards, _, _ in prompts)
    n = source.choice([1, fewest, source.randint(1, fewest), max(1, fewest - 1)])
    path = folder / "log.csv"
    with open(path, "w", encoding="utf-8") as out:
        out.write("prompt,reward,logprob,gold,weight\n")
        for i, ((rewards, listed, gold), share) in enumerate(zip(prompts, shares)):
            for reward, logprob, g in zip(rewards, listed, gold):
                out.write(f"p{i},{reward!r},{logprob!r},{g!r},{share!r}\n")
    report = asked(program, "estimate", path, "-n", n, "--gold", "gold", "--weight", "weight")
    found = report["results"][0]
    place = f"{prompts} shares {shares} n={n}"
    total = sum(map(Fraction, shares))
    part = [Fraction(share) / total for share in shares]
    each = [weights([Fraction(r) for r in rewards], n) for rewards, _, _ in prompts]
    mean = lambda of: sum(p * sum(w * Fraction(x) for w, x in zip(own, of(prompt))) for p, own, prompt in zip(part, each, prompts))
    largest = lambda of: max(abs(x) for prompt in prompts for x in of(prompt)) or 1.0
    for field, index in (("reward", 0), ("gold", 2)):
        # Of both signs, so by their size.
        exact = mean(lambda prompt: prompt[index])
        tally.note(case, field, abs(float((Fraction(number(found[field])) - exact) / Fraction(largest(lambda prompt: prompt[index])))), f"{found[field]!r} not {float(exact)!r}, {place}")
    if n < fewest:
        exact = sum(p * win_rate([Fraction(r) for r in rewards], n) for p, (rewards, _, _) in zip(part, prompts))
        tally.compare(case, "win_rate", number(found["win_rate"]), float(exact), place)
    effective = 1 / sum((p * w) ** 2 for p, own in zip(part, each) for w in own)
    tally.compare(case, "draws_effective", number(found["draws_effective"]), float(effective), place)

    def compute():
        share = [ball(p) for p in part]
        bound = ball(n).log() - ball(n - 1) / n
        # The mean of exp(logprob) over the draws of a prompt is exp(-H2).
        collision = sum((p * sum((ball(Fraction(x)).exp() for x in listed), arb(0)) / len(listed) for p, (_, listed, _) in zip(share, prompts)), arb(0))
        estimator = sum((p * sum((ball(w) * d(n, Fraction(x)) for w, x in zip(own, listed) if w), arb(0)) for p, own, (_, listed, _) in zip(share, each, prompts)), arb(0))
        values = {"bound": bound, "gap_bound": 2 * n * (n - 1) * collision, "estimator": estimator, "renyi2_entropy": -collision.log()}
        return {name: text(value, name) for name, value in values.items()}

    values = proven(compute, 4000)
    own = {**report, **found}
    own.setdefault("estimator", own["kl"])
    for name, value in values.items():
        tally.compare(case, name, number(own[name]), float(value), place)
