#!/usr/bin/env python3
"""Recomputes every claim of the presets, in exact and ball arithmetic.

    python3 presets.py                       # every presets/*.toml of the repository
    python3 presets.py FILE.toml ...         # these files
    python3 presets.py --print BASE N ...    # every quantity of a family, a list of weights or a file
    python3 presets.py --average             # rewrites prompts.json: the average over the prompts of AVERAGED

Prints one line a claim and exits 1 if one is false or cannot be checked.
"""

from __future__ import annotations

import decimal
import json
import re
import sys
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import bases
import prompts
from best_of_n import FIRST_PRECISION, Base, outcomes, proven, quantities, text

AVERAGED = "three-prompts"
AVERAGED_DRAWS = [1, 2, 4, 64, 1000, 10**6, 10**12]
PRESETS = Path(__file__).resolve().parents[2] / "presets"
BIG = 50_000  # outcomes from which fewer bits are tried first; every digit is proven all the same
BIG_PRECISION = 512
EXACT = decimal.Context(prec=200, Emin=decimal.MIN_EMIN, Emax=decimal.MAX_EMAX)
USUAL_ORDERS = {Fraction(1, 2), Fraction(2)}
CLAIM_KEYS = {"prompt", "n", "quantity", "equals", "within", "at_most", "at_least", "why"}


class BadClaim(Exception):
    pass


UNCHECKABLE = (BadClaim, bases.BadBase, OSError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError)


def values_of(base: Base | list, n: Fraction, orders=USUAL_ORDERS) -> dict[str, str]:
    """Of a base, or of the average over a list of (weight, base)."""
    several = isinstance(base, list)
    size = sum(len(b.weights) for _, b in base) if several else len(base.weights)
    first = BIG_PRECISION if size >= BIG else FIRST_PRECISION

    def values():
        if several:
            numbers = prompts.average(base, n, sorted(orders))
        else:
            numbers, _ = quantities(base, n, sorted(orders))
        return {name: text(value, name) for name, value in numbers.items()}

    return proven(values, first)


def load(path: Path) -> dict:
    with open(path, "rb") as file:
        return tomllib.load(file, parse_float=Decimal)


def renyi_order(quantity: str) -> Fraction | None:
    match = re.fullmatch(r"renyi_([0-9.]+?)(_bound)?", quantity)
    return Fraction(match[1]) if match else None


def verdict(claim: dict, value: Decimal) -> tuple[str, bool]:
    """What the claim says, and whether it holds."""
    kind = [key for key in ("equals", "at_most", "at_least") if key in claim]
    if len(kind) != 1 or ("within" in claim) != (kind == ["equals"]):
        raise BadClaim("a claim is equals and within, or at_most, or at_least")
    limit = Decimal(claim[kind[0]])
    if kind == ["at_most"]:
        return f"<= {limit}", value <= limit
    if kind == ["at_least"]:
        return f">= {limit}", value >= limit
    within = Decimal(claim["within"])
    distance = EXACT.abs(EXACT.subtract(value, limit))
    return f"= {limit} within {within}", distance <= EXACT.multiply(within, abs(limit))


def subjects(preset: dict) -> dict[str, Base | list]:
    """What claims can be about: "average", which is the base where there is only one, and the prompts by name."""
    if "prompt" not in preset:
        return {"average": bases.from_table(preset["base"])}
    if "base" in preset:
        raise BadClaim("a preset has either a base or prompts")
    listed = [(p["name"], bases.number(p.get("weight", 1)), bases.from_table(p)) for p in preset["prompt"]]
    return {"average": [(weight, base) for _, weight, base in listed]} | {name: base for name, _, base in listed}


def check(path: Path) -> tuple[int, int]:
    """Claims checked and claims failed."""
    preset = load(path)
    claims = preset.get("claim", [])
    about = subjects(preset)
    orders = USUAL_ORDERS | {order for c in claims if (order := renyi_order(c["quantity"]))}
    known: dict[tuple, dict[str, str]] = {}
    failed = 0
    for claim in claims:
        if unknown := claim.keys() - CLAIM_KEYS:
            raise BadClaim(f"unknown keys {sorted(unknown)} in a claim")
        n, prompt = bases.number(claim["n"]), claim.get("prompt", "average")
        if "prompt" in claim and len(about) == 1:
            raise BadClaim("a preset with a base of its own has no prompts")
        if (prompt, n) not in known:
            known[prompt, n] = values_of(about[prompt], n, orders)
        if claim["quantity"] not in known[prompt, n]:
            raise BadClaim(f"unknown quantity {claim['quantity']!r}")
        value = known[prompt, n][claim["quantity"]]
        says, holds = verdict(claim, Decimal(value))
        failed += not holds
        mark = "ok" if holds else "FALSE"
        print(f"{mark:5}  {path.stem:28}  n {str(claim['n']):>8}  {claim['quantity']:20}  {value:>32}  {says}")
    if not claims:
        print(f"-      {path.stem:28}  makes no claim")
    return len(claims), failed


def check_all(paths: list[Path]) -> int:
    checked = failed = unreadable = 0
    for path in paths:
        try:
            claims, wrong = check(path)
        except UNCHECKABLE as problem:
            print(f"ERROR  {path}: {type(problem).__name__}: {problem}")
            unreadable += 1
            continue
        checked, failed = checked + claims, failed + wrong
    print(f"{len(paths)} presets, {checked} claims, {failed} false, {unreadable} files that cannot be checked")
    return 1 if failed or unreadable or not paths else 0


def print_all(argument: str, ns: list[str]) -> int:
    if argument.endswith(".toml"):
        about = subjects(load(Path(argument)))
    else:
        about = {"average": bases.from_argument(argument)}
    for name, base in about.items():
        if isinstance(base, list):
            print(f"{argument}: average over {len(base)} prompts")
            for written in ns:
                for quantity, value in values_of(base, bases.number(written)).items():
                    print(f"  n = {written:10} {quantity:22} {value}")
            continue
        print_base(argument if len(about) == 1 else f"{argument}#{name}", base, ns)
    return 0


def print_base(argument: str, base: Base, ns: list[str]) -> None:
    print(f"{argument}: {len(base.weights)} outcomes, {len(base.classes)} classes")
    for written in ns:
        n = bases.number(written)
        print(f"\nn = {written}")
        for name, value in values_of(base, n).items():
            print(f"  {name:22} {value}")
        if len(base.weights) <= 12:
            rows = proven(lambda: [{k: text(v, k) for k, v in row.items()} for row in outcomes(base, n)])
            for i, row in enumerate(rows, 1):
                print(f"  outcome {i}: " + "  ".join(f"{name} {value}" for name, value in row.items()))


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--print"]:
        if len(arguments) < 3:
            sys.exit(__doc__)
        try:
            return print_all(arguments[1], arguments[2:])
        except UNCHECKABLE as problem:
            sys.exit(f"{arguments[1]}: {problem}")
    if arguments == ["--average"]:
        about = subjects(load(PRESETS / f"{AVERAGED}.toml"))["average"]
        cases = [{"n": n, "values": values_of(about, Fraction(n), USUAL_ORDERS | {Fraction(3)})} for n in AVERAGED_DRAWS]
        with open(Path(__file__).with_name("prompts.json"), "w", encoding="utf-8") as out:
            out.write("[\n" + ",\n".join(map(json.dumps, cases)) + "\n]\n")
        return 0
    if any(a.startswith("-") for a in arguments):
        sys.exit(__doc__)
    return check_all([Path(a) for a in arguments] or sorted(PRESETS.glob("*.toml")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
