"""The KL, the gap, the win rate and the expected reward of best-of-n at any real n, with their derivatives, in balls."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from best_of_n import ball
from flint import arb

from .proposal import made

QUANTITIES = ("kl", "gap", "win_rate", "reward")


class Curve:
    """Best-of-n over a base or a proposal, at the precision in force when it is made.

    By class of what is drawn from: F^-, F, ln of both, and what one draw of the class brings: the mean of ln(q/p) less ln of the
    class mass for the KL, the half-tie win probability, the reward.
    """

    def __init__(self, weights: list[float], rewards: list[float], how: dict | None = None):
        listed = [Fraction(w) for w in weights]
        total = sum(listed)
        p = [ball(w / total) for w in listed]
        exact = how is None
        q = p if exact else made(p, listed, how)
        kept = [i for i, x in enumerate(q) if x != 0]
        self.rewards = sorted({rewards[i] for i in kept})
        by_class = [[i for i in kept if rewards[i] == r] for r in self.rewards]
        mass = lambda of, keep: sum((of[i] for i in range(len(of)) if keep(rewards[i])), arb(0))
        self.bounds = []
        for r in self.rewards[:-1]:
            # From the smaller side, so that nothing is lost at either end.
            self.bounds.append(mass(q, lambda s: s <= r) if exact else mass(q, lambda s: s <= r) / sum(q, arb(0)))
        self.logs = [x.log() for x in self.bounds]
        self.most = reduce(arb.max, ((q[i] / p[i]).log() for i in kept)) if not exact else arb(0)
        self.brings = {"kl": [], "win_rate": [], "reward": []}
        for r, members in zip(self.rewards, by_class):
            held = sum((q[i] for i in members), arb(0))
            self.brings["kl"].append(sum((q[i] / held * (q[i] / held / p[i]).log() for i in members), arb(0)))
            self.brings["win_rate"].append(mass(p, lambda s: s < r) + mass(p, lambda s: s == r) / 2)
            self.brings["reward"].append(ball(Fraction(r)))
        self.brings["gap"] = self.brings["kl"]

    def chances(self, n: arb) -> tuple[list[arb], list[arb]]:
        """pi_n by class, and its derivative to n."""
        powers = [(n * log).exp() for log in self.logs]
        moved = [power * log for power, log in zip(powers, self.logs)]
        differ = lambda values, last: [b - a for a, b in zip([arb(0), *values], [*values, last])]
        return differ(powers, arb(1)), differ(moved, arb(0))

    def value(self, n: arb, name: str) -> arb:
        return self.at(n, name)[0]

    def at(self, n: arb, name: str) -> tuple[arb, arb]:
        """The value and its derivative to n."""
        pi, moved = self.chances(n)
        brings = self.brings[name]
        if name in ("kl", "gap"):
            brings = [x.log() + k for x, k in zip(pi, brings)]
        total = lambda of: sum((x * k for x, k in zip(of, brings)), arb(0))
        value, slope = total(pi), total(moved)
        if name == "gap":
            return n.log() - (n - 1) / n + self.most - value, (n - 1) / n**2 - slope
        return value, slope

    def limit(self, name: str) -> arb | None:
        """What it tends to as n grows without end; the gap grows."""
        return None if name == "gap" else self.brings[name][-1]

    def start(self, name: str) -> arb:
        """The value at n = 1, where the classes have the masses that they have."""
        return self.value(arb(1), name)
