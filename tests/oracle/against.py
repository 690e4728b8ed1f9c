#!/usr/bin/env python3
"""Hunts for wrong digits: random input through the built program, against the definitions in balls.

    pip install -r requirements.txt
    python3 against.py PROGRAM CASES [SEED] [SUBJECT]     # prints the worst relative error of every quantity; exit 1 above 1e-12

The subjects are eval, the one without SUBJECT; sweep; average, over prompts; solve; compare; large, bases that take the fast
way; and log, from samples. Each case is one run of the program with `--format json`; its number alone determines it. Without a
proposal the values are those of best_of_n.py; with one they are written from the definitions in subjects/. A value that is an
exact zero must be found as one, but for gains in reward; quantiles too close to a jump are left out.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

from best_of_n import Undecided
from subjects import compare, evaluate, large, log, solve
from subjects.program import Refused
from subjects.tally import Tally

SUBJECTS = {
    "eval": evaluate.evaluation,
    "sweep": evaluate.sweep,
    "average": evaluate.averages,
    "solve": solve.solution,
    "compare": compare.comparison,
    "large": large.large,
    "log": log.log,
}


def main() -> None:
    program, cases = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    subject = sys.argv[4] if len(sys.argv) > 4 else "eval"
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + cases):
            source = random.Random(f"against {number}" if subject == "eval" else f"against {subject} {number}")
            try:
                SUBJECTS[subject](program, Path(folder), number, source, tally)
            except (Refused, Undecided) as reason:
                tally.leave_out(str(reason) or repr(reason))
    tally.report(subject, cases)
    sys.exit(tally.wrong > 0)


if __name__ == "__main__":
    main()
