"""What was compared, and the worst of every kind."""

from __future__ import annotations

import math
import re
from collections import Counter

ALLOWED = 1e-12
SMALLEST = 1e-290


def relative(own: float, exact: float) -> float:
    """The relative error; none where both are below what a number can hold with all its digits."""
    small = abs(exact) < SMALLEST and abs(own) < 2 * SMALLEST
    if own == exact or small:
        return 0.0
    return abs(own - exact) / abs(exact) if exact and not math.isnan(own) else math.inf


class Tally:
    def __init__(self):
        self.worst, self.compared, self.wrong, self.refused = {}, 0, 0, 0
        self.numbers, self.reasons = set(), Counter()

    def leave_out(self, reason: str) -> None:
        self.refused += 1
        # Without what differs from case to case.
        self.reasons[re.sub(r"[^a-z ]+", " ", reason)[:60].strip()] += 1

    def note(self, number: int, kind: str, error: float, place: str) -> None:
        """An error, relative to the value or, for what is badly conditioned, to what it changes by."""
        self.compared += 1
        if not error <= ALLOWED:
            self.wrong += 1
            self.numbers.add(number)
        if not error <= self.worst.get(kind, (-1.0,))[0]:
            self.worst[kind] = (error, number, place)

    def compare(self, number: int, kind: str, own: float, exact: float, place: str) -> None:
        self.note(number, kind, relative(own, exact), f"{own!r} not {exact!r}, {place}")

    def report(self, subject: str, cases: int) -> None:
        for kind, (error, number, place) in sorted(self.worst.items(), key=lambda entry: entry[1][0]):
            print(f"{kind:36} {error:8.1e}" + (f"  {number}: {place}" if error > 1e-13 else ""))
        print(f"{subject}: {cases} cases, {self.refused} left out, {self.compared} values, {self.wrong} wrong", *sorted(self.numbers)[:40], flush=True)
        for reason, count in self.reasons.most_common():
            print(f"    left out {count}: {reason}")
