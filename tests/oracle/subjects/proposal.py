"""Best-of-n over a proposal from the definitions, in balls."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from best_of_n import ball
from flint import arb


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
        "size of expected_reward_gain": total(abs((a - b) * ball(Fraction(r))) for a, b, r in zip(pi, p, rewards)),
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
