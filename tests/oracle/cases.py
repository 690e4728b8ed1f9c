"""The bases and sample counts of the reference: the ordinary ones and the ones that hurt.

Weights and rewards are Python floats, so f64; reference.json stores them in shortest form.
"""

from __future__ import annotations

import math
import random

E6 = 1_000_000.0
E9, E12, E15 = 1e9, 1e12, 1e15
WIDE = [1.0, 1.000001, 1.5, 2.0, 4.0, 10.0, 64.0, 1000.0, 65536.0, E6, E9, E12, E15]
SOME = [1.01, 2.0, 7.0, 27.3, 100.0, 1e4, E9, E15]
FEW = [1.000001, 2.5, 64.0, E6, E12]


def expand(description: dict) -> tuple[list[float], list[float] | None]:
    """The listed weights and rewards of a base as reference.json describes it."""
    if "generator" not in description:
        return description["weights"], description["rewards"]
    kind, length = description["generator"].split(":")
    harmonic = [1.0 / k for k in range(1, int(length) + 1)]
    return {"uniform": [1.0] * int(length), "harmonic": harmonic, "harmonic-reversed": harmonic[::-1]}[kind], None


def listed(weights, rewards=None) -> dict:
    return {
        "weights": [float(w) for w in weights],
        "rewards": rewards if rewards is None else [float(r) for r in rewards],
    }


def generated(kind: str, length: int) -> dict:
    return {"generator": f"{kind}:{length}"}


def cases() -> dict[str, tuple[dict, list[float]]]:
    """Base id -> (description, values of n)."""
    table = {}
    for group in (uniform, power_laws, staircases, nearly_deterministic, ties_and_zeros, rewards, shapes, sparse_and_wide, anything):
        for name, entry in group():
            assert name not in table, name
            table[name] = entry
    return table


def draw(name: str) -> random.Random:
    return random.Random(f"bonscope {name}")


def dirichlet(name: str, alpha: float, length: int) -> list[float]:
    source = draw(name)
    return [source.gammavariate(alpha, 1.0) for _ in range(length)]


def shuffled(name: str, weights: list[float], rewards: list[float]) -> dict:
    order = list(range(len(weights)))
    draw(name).shuffle(order)
    return listed([weights[i] for i in order], [rewards[i] for i in order])


def uniform():
    yield "uniform-2", (listed([1] * 2), WIDE)
    yield "uniform-3", (listed([1] * 3), SOME)
    yield "uniform-10", (listed([1] * 10), WIDE)
    yield "uniform-100", (generated("uniform", 100), [1.000001, 2.0, 27.3, 100.0, 1e4, E15])
    yield "uniform-1000", (generated("uniform", 1000), [1.01, 2.0, 4.0, 64.0, 1000.0, E6])
    yield "uniform-10000", (generated("uniform", 10_000), [1.000001, 2.0, 3.0, 10.0, 1e4, 65536.0, E9])
    yield "uniform-100000", (generated("uniform", 100_000), [2.0, 1000.0, E6])
    yield "uniform-1000000", (generated("uniform", 1_000_000), [1.5, 64.0, E6])


def power_laws():
    yield "harmonic-100", (generated("harmonic", 100), [1.0, 1.5, 4.0, 64.0, 1e4, E9])
    yield "harmonic-reversed-100", (generated("harmonic-reversed", 100), [1.0, 1.5, 4.0, 64.0, 1e4, E9])
    yield "harmonic-2000", (generated("harmonic", 2000), [1.000001, 3.0, 1000.0, 65536.0])
    yield "harmonic-reversed-2000", (generated("harmonic-reversed", 2000), [1.000001, 3.0, 1000.0, E15])
    yield "harmonic-100000", (generated("harmonic", 100_000), [10.0, E6])
    yield "harmonic-reversed-1000000", (generated("harmonic-reversed", 1_000_000), [64.0])
    for s, length in ((1.1, 200), (0.5, 100), (2.0, 50)):
        weights = [k**-s for k in range(1, length + 1)]
        yield f"zipf-{s:g}", (listed(weights), [1.01, 2.0, 27.3, 1000.0, E6])
        yield f"zipf-{s:g}-reversed", (listed(weights[::-1]), [1.01, 2.0, 27.3, 1000.0, E6])


def staircases():
    yield "stairs-0.9", (listed([0.9, 0.0999, 0.0001]), WIDE)
    yield "stairs-0.5", (listed([0.5, 0.4999, 0.0001]), WIDE)
    yield "stairs-0.9999", (listed([0.9999, 0.0001]), WIDE)
    # The binary base whose gap and win-rate gap fall with n in places.
    yield "binary-0.877", (listed([0.877, 0.123]), [1.0, 1.01, 2.0, 3.0, 7.0, 10.0, 27.3, 64.0, 1000.0])
    down = [10.0**-k for k in range(0, 13, 2)]
    yield "stairs-to-1e-12", (listed(down), [1.000001, 2.5, 100.0, 1e4, E6, E9, E12, E15])
    yield "stairs-from-1e-12", (listed(down[::-1]), FEW)
    deep = [10.0**-k for k in range(0, 301, 30)]
    yield "stairs-to-1e-300", (listed(deep), [1.0, 1.000001, 2.0, 64.0, E6, E12, E15])
    yield "stairs-from-1e-300", (listed(deep[::-1]), [1.000001, 2.0, 64.0, E15])
    yield "halving-60", (listed([2.0**-k for k in range(60)]), [1.000001, 2.0, 64.0, E9, E15])
    yield "halving-1000", (listed([2.0**-k for k in range(990)]), [3.0, 1e4, E15])


def nearly_deterministic():
    yield "rare-below-1e-12", (listed([1e-12, 1]), WIDE)
    yield "rare-above-1e-12", (listed([1, 1e-12]), WIDE)
    yield "rare-above-1e-300", (listed([1, 1e-300]), [1.0, 1.000001, 2.0, 4.0, E6, E15])
    yield "rare-below-1e-300", (listed([1e-300, 1]), [1.0, 1.000001, 2.0, 4.0, E6, E15])
    yield "rare-either-side-1e-8", (listed([1e-8, 1, 1e-8]), [1.000001, 1.5, 2.0, 4.0, 64.0, 1e4, E6, E9, E12])
    yield "rare-above-1e-8", (listed([1, 1e-8]), [1.000001, 2.0, 7.0, 1e4, E9])
    yield "rare-either-side-lopsided", (listed([1e-15, 1, 1e-5]), FEW)
    yield "one-outcome", (listed([0.37]), [1.0, 1.000001, 2.0, 64.0, E15])


def ties_and_zeros():
    yield "all-tied", (listed([0.2, 0.5, 0.3], [4, 4, 4]), [1.0, 1.5, 64.0, E12])
    yield "two-classes-uneven", (
        listed([0.3, 1e-9, 0.2, 0.4999, 1e-4], [0, 1, 0, 1, 1]),
        [1.000001, 2.0, 10.0, 100.0, E6, E12],
    )
    yield "verifier-rare-pass", (listed([0.0625] * 8 + [0.4999] + [5e-5, 5e-5], [0] * 9 + [1] * 2), [1.0, *SOME])
    yield "tied-top-1e-200", (listed([1, 1e-200, 3e-3, 1e-3], [0, 2, 1, 2]), [1.01, 2.0, 1000.0, E9])
    yield "tied-dirichlet", (
        listed(dirichlet("tied-dirichlet", 0.3, 120), [float(k * 7 % 11) for k in range(120)]),
        [1.01, 4.0, 64.0, 1e4, E9],
    )
    # Negative zero ties with zero.
    yield "tied-signed-zero", (listed([0.1, 0.2, 0.3, 0.4], [-0.0, 1.5, 0.0, -2.5]), [1.5, 4.0, 1000.0])
    yield "zeros-inside", (listed([0, 0.25, 0, 0.5, 0.25, 0]), [1.0, 1.000001, 2.0, 7.0, 64.0, E9])
    yield "zeros-tied", (
        listed([0.25, 0, 0, 0.5, 0.25, 0], [1, 1, -3, 2, 1, 9]),
        [1.01, 2.5, 64.0, E12],
    )
    yield "zeros-around-one", (listed([0, 3, 0]), [2.0, 1000.0])


def rewards():
    yield "shuffled-signed", (
        shuffled("signed", [0.3, 0.05, 0.15, 0.2, 0.05, 0.25], [-7.25, -1.5, -0.1, 0.3, 2.75, 1000.5]),
        [1.0, 1.000001, 2.0, 27.3, 1000.0, E9],
    )
    yield "shuffled-spread", (
        shuffled("spread", [0.4, 0.3, 0.2, 0.0999, 1e-4], [-1e12, -1e-9, 1e-30, 3.0, 1e18]),
        [1.01, 4.0, 64.0, E6],
    )
    yield "last-bit-apart", (
        listed([0.3, 0.2, 0.1, 0.4], [1.0, math.nextafter(1.0, 2.0), math.nextafter(1.0, 0.0), 1.0]),
        [1.000001, 2.0, 10.0, 1e4],
    )
    source = draw("shuffled-100")
    weights, values = [source.random() for _ in range(100)], [source.gauss(0.0, 3.0) for _ in range(100)]
    yield "shuffled-100", (listed(weights, values), [1.01, 2.5, 10.0, 1000.0, E12])


def shapes():
    for total, q in ((20, 0.3), (100, 0.5)):
        weights = [math.comb(total, k) * q**k * (1 - q) ** (total - k) for k in range(total + 1)]
        yield f"binomial-{total}", (listed(weights), [1.000001, 2.0, 27.3, 1e4, E9, E15])
    poisson = [math.exp(-4.0) * 4.0**k / math.factorial(k) for k in range(41)]
    yield "poisson-4", (listed(poisson), [1.5, 4.0, 100.0, E6, E12])
    yield "atom-in-the-middle", (listed([1e-3] * 50 + [0.9] + [1e-3] * 50), [1.000001, 1.5, 4.0, 64.0, 1000.0, 1e4])
    yield "atom-between-two", (listed([0.03, 0.94, 0.03]), [1.01, 2.0, 10.0, 100.0])
    yield "tiny-top", (listed([0.25] * 4 + [1e-14]), [1.01, 2.0, 64.0, E9, E12, E15])
    yield "tiny-bottom", (listed([1e-14] + [0.25] * 4), [1.000001, 2.0, 64.0, E15])
    yield "tiny-total", (listed([1e-300, 2e-300, 5e-300]), [1.5, 10.0, E9])
    yield "huge-total", (listed([1e300, 2e300, 5e300]), [1.5, 10.0, E9])


def sparse_and_wide():
    for alpha, length, ns in (
        (0.05, 200, [1.000001, 2.0, 64.0, 1e4, E9, E15]),
        (0.1, 300, [1.01, 3.0, 100.0, 65536.0, E12]),
        (1.0, 50, [1.000001, 2.0, 7.0, 64.0, 1000.0, E6]),
        (10.0, 300, [1.01, 2.0, 10.0, 1000.0, E9]),
    ):
        yield f"dirichlet-{alpha:g}", (listed(dirichlet(f"dirichlet-{alpha:g}", alpha, length)), ns)
    source = draw("log-uniform")
    weights = [10.0 ** (-300.0 * source.random()) for _ in range(300)]
    yield "log-uniform", (listed(weights), [1.0, 1.000001, 2.0, 64.0, E6, E15])
    yield "log-uniform-rising", (listed(sorted(weights)), [1.000001, 2.0, E9])
    yield "log-uniform-falling", (listed(sorted(weights, reverse=True)), [1.01, 10.0, 65536.0, E15])


def anything():
    """Bases and n drawn at random from the hard corners: near n = 1, nearly deterministic, far apart."""
    source = draw("anything")

    def weights(kind: int, length: int) -> list[float]:
        if kind == 0:
            return [source.random() for _ in range(length)]
        deepest, top = {1: (-15, None), 2: (-290, None), 3: (-6, source.randrange(length)), 4: (-20, length - 1)}[kind]
        drawn = [10.0 ** source.uniform(deepest, -1 if top is None else -3) for _ in range(length)]
        if top is not None:
            drawn[top] = 1.0
        return drawn

    def number() -> float:
        kinds = [
            lambda: float(source.randint(2, 20)),
            lambda: 1.0 + 10.0 ** source.uniform(-9, 0),
            lambda: float(round(10.0 ** source.uniform(0, 15))),
            lambda: 10.0 ** source.uniform(0, 2),
        ]
        return source.choice(kinds)()

    for i in range(40):
        drawn = weights(i % 5, source.choice([2, 3, 4, 5, 8, 20]))
        tied = [float(source.randint(-2, 5)) for _ in drawn] if source.random() < 0.4 else None
        yield f"random-{i}", (listed(drawn, tied), [number() for _ in range(4)])
