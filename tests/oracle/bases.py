"""Preset bases rebuilt in exact arithmetic: the families by name, lists, and TOML tables.

Numbers are taken as written (0.1 is one tenth, "1/3" is a third), not as the nearest f64. Only
zipf with a fractional exponent is not rational; its weights are right to 1200 bits.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from flint import arb, ctx

from best_of_n import Base, ball

ZIPF_PRECISION = 1200
LONGEST = 6
LETTERS = "abcde"
FIRST_LETTER = (12, 8, 6, 4, 2)
# After each letter: a, b, c, d, e, and the end of the sequence, in 32nds.
NEXT = {
    "a": (2, 12, 6, 4, 2, 6),
    "b": (4, 2, 12, 6, 2, 6),
    "c": (8, 4, 2, 8, 4, 6),
    "d": (6, 8, 4, 2, 4, 8),
    "e": (10, 4, 4, 2, 2, 10),
}


class BadBase(Exception):
    pass


def number(value) -> Fraction:
    """A number of a TOML file or an argument, exactly."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        raise BadBase(f"{value!r} is not a number")
    try:
        return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        raise BadBase(f"{value!r} is not a finite number, decimal or fraction") from None


def count(value: str) -> int:
    exact = number(value)
    if exact.denominator != 1 or exact < 1:
        raise BadBase(f"{value!r} is not a positive whole number")
    return int(exact)


def zipf_weights(length: int, s: Fraction) -> list[Fraction]:
    if s.denominator == 1:
        return [Fraction(k) ** -int(s) for k in range(1, length + 1)]
    before, ctx.prec = ctx.prec, ZIPF_PRECISION
    try:
        return [dyadic(arb(k) ** -ball(s)) for k in range(1, length + 1)]
    finally:
        ctx.prec = before


def dyadic(value: arb) -> Fraction:
    mantissa, exponent = value.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def family(notation: str) -> Base:
    name, _, tail = notation.strip().partition(":")
    args = [a.strip() for a in tail.split(",")] if tail else []
    if name == "toy-lm":
        return toy_lm(*arguments(name, args, 1))
    if name == "verifier":
        failing, passing, rate = arguments(name, args, 3)
        failing, passing, rate = count(failing), count(passing), number(rate)
        weights = [(1 - rate) / failing] * failing + [rate / passing] * passing
        return Base(weights, [0] * failing + [1] * passing)
    reverse = args[-1:] == ["rev"]
    if reverse:
        args.pop()
    first_reward = 1
    if name == "uniform":
        (length,) = arguments(name, args, 1)
        weights = [Fraction(1)] * count(length)
    elif name == "zipf":
        length, s = arguments(name, args, 2)
        weights = zipf_weights(count(length), number(s))
    elif name == "geometric":
        length, q = arguments(name, args, 2)
        weights = [(1 - number(q)) ** k for k in range(count(length))]
    elif name == "binomial":
        trials, q = arguments(name, args, 2)
        trials, q, first_reward = count(trials), number(q), 0
        weights, weight = [], 1
        for k in range(trials + 1):
            weights.append(weight * q**k * (1 - q) ** (trials - k))
            weight = weight * (trials - k) // (k + 1)
    else:
        raise BadBase(f"the family {name!r} is not known here")
    if reverse:
        weights.reverse()
    return Base(weights, range(first_reward, first_reward + len(weights)))


def arguments(name: str, args: list[str], wanted: int) -> list[str]:
    if len(args) != wanted:
        raise BadBase(f"{name} takes {wanted} arguments, not {len(args)}")
    return args


def toy_lm(kind: str) -> Base:
    """Every sequence of the letter chain, with its exact probability over 32^6."""
    finished: list[tuple[int, int]] = []  # (probability in units of 32^-6, letters)
    going = [(letter, p * 32 ** (LONGEST - 1)) for letter, p in zip(LETTERS, FIRST_LETTER)]
    for length in range(1, LONGEST):
        finished += [(p * NEXT[last][-1] // 32, length) for last, p in going]
        going = [(letter, p * w // 32) for last, p in going for letter, w in zip(LETTERS, NEXT[last])]
    finished += [(p, LONGEST) for _, p in going]
    if len(finished) != 19_530 or sum(p for p, _ in finished) != 32**LONGEST:
        raise AssertionError("the letter chain does not add up")
    weights = [p for p, _ in finished]
    if kind == "brevity":
        return Base(weights, [-length for _, length in finished])
    if kind == "logprob":  # ordered by the exact probability, worth its logarithm
        return Base(weights, weights, lambda p: (ball(p) / ball(32**LONGEST)).log())
    raise BadBase(f"toy-lm takes logprob or brevity, not {kind!r}")


def from_table(table: dict) -> Base:
    """The [base] table of a preset."""
    given = [key for key in ("family", "p", "outcomes") if key in table]
    if len(given) != 1:
        raise BadBase(f"[base] needs exactly one of family, p, outcomes, not {given}")
    if given == ["family"]:
        return family(table["family"])
    if given == ["p"]:
        weights, rewards = table["p"], table.get("reward")
    else:
        weights = [row["p"] for row in table["outcomes"]]
        rewards = [row.get("reward") for row in table["outcomes"]]
        if all(r is None for r in rewards):
            rewards = None
    return exact_base(map(number, weights), rewards and [number(r) for r in rewards])


def exact_base(weights, rewards=None) -> Base:
    try:
        return Base(list(weights), rewards)
    except ValueError as problem:
        raise BadBase(str(problem)) from None


def from_argument(argument: str) -> Base:
    """A family, or a list of weights with the lowest reward first."""
    if argument[:1].isalpha():
        return family(argument)
    return exact_base(number(part.strip()) for part in argument.split(","))
