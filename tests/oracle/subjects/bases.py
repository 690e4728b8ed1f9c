"""Random bases, proposals and n from the corners that hurt."""

from __future__ import annotations

import random
from pathlib import Path


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


def rewarded(source: random.Random, length: int) -> list[float]:
    """Rewards: small whole numbers with ties, the order as listed, or any numbers, from 1e-6 to 1e6 of size."""
    kind = source.random()
    if kind < 0.3:
        return [float(source.randint(0, 3)) for _ in range(length)]
    if kind < 0.6:
        return [float(i) for i in range(length)]
    size = 10.0 ** source.uniform(-6, 6)
    return [size * source.gauss(0, 1) for _ in range(length)]


def table(weights: list[float], rewards: list[float]) -> str:
    return f"p = {weights!r}\nreward = {rewards!r}\n"


def preset(path: Path, body: str) -> Path:
    path.write_text('format = 1\nname = "base"\ntitle = "base"\n' + body, encoding="utf-8")
    return path
