"""Asks an advisory service about the shipped pins, the findings answered in docs/advisories.toml left out."""

from __future__ import annotations

import datetime
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pins

ROOT = Path(__file__).resolve().parent.parent
PINS = ROOT / "requirements.txt"
ANSWERS = ROOT / "docs" / "advisories.toml"


class Finding(NamedTuple):
    """One advisory about a shipped package and why the release goes out all the same, `until` a day."""

    id: str
    package: str
    answer: str
    until: datetime.date


def answers(text: str) -> list[Finding]:
    """The answered findings in the text of the file; TypeError for one with a field too few or too many."""
    return [Finding(**fields) for fields in tomllib.loads(text)["finding"]]


def faults(findings: Sequence[Finding], shipped: set[str], today: datetime.date) -> list[str]:
    """What is wrong with the answers: a package not shipped, nothing said, an end that has passed, one twice."""
    found = []
    for number, finding in enumerate(findings):
        if finding.package not in shipped:
            found.append(f"{finding.id}: {finding.package} is not shipped")
        if not finding.answer.strip():
            found.append(f"{finding.id}: no answer")
        if finding.until < today:
            found.append(f"{finding.id}: the answer ended on {finding.until}")
        if finding.id in {other.id for other in findings[:number]}:
            found.append(f"{finding.id}: answered twice")
    return found


def command(findings: Sequence[Finding], more: Sequence[str]) -> list[str]:
    """The call of pip-audit; strict, as a package that could not be asked about is else passed over with status 0."""
    asked = ["-r", str(PINS), "--require-hashes", "--disable-pip", "--strict", "--progress-spinner", "off"]
    left_out = [part for finding in findings for part in ("--ignore-vuln", finding.id)]
    return [sys.executable, "-m", "pip_audit", *asked, *left_out, *more]


def main(arguments: Sequence[str]) -> int:
    """Audits, with `arguments` handed on to pip-audit (`-s osv` for another service). Returns the exit status."""
    findings = answers(ANSWERS.read_text(encoding="utf-8"))
    wrong = faults(findings, set(pins.read(PINS)), datetime.datetime.now(datetime.UTC).date())
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    status = subprocess.call(command(findings, arguments))
    if status != 0:
        print("Not clean, or not all of it could be asked about: see above.", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
