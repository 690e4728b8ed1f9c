"""The built program, asked for JSON."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path


class Refused(Exception):
    """The program takes no such input, or the reference has no values for it."""


def flags(how: dict | None) -> list[str]:
    """The flags of a proposal."""
    listed = []
    for name, value in (how or {}).items():
        listed += [f"--{name}", ",".join(map(repr, value)) if isinstance(value, list) else repr(value)]
    return listed


def asked(program: str, *arguments: str | Path, codes: tuple = (0,)) -> dict:
    run = subprocess.run([program, *map(str, arguments), "--format", "json"], capture_output=True, text=True)
    if run.returncode not in codes:
        if run.returncode != 2:
            raise AssertionError(f"exit code {run.returncode} of {arguments}: {run.stderr}")
        raise Refused(run.stderr)
    return json.loads(run.stdout)


def number(value) -> float:
    return float("nan") if value is None else float(value)
