"""Queues of CUPS, by its own commands: the PDF goes to the printer as it is, text as text."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.printers.printer import Handling, PrintJob

TIMEOUT = 20.0  # seconds until a command that does not answer counts as failed

_REQUEST = re.compile(r"\b(\S+-\d+)\b")


@dataclass(frozen=True)
class CupsQueue:
    """One queue by its name."""

    name: str

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        """The job's id, as `lp` tells it. Errors: PrinterMissing, PrinterFailed."""
        if not self.name or self.name.startswith("-"):
            raise PrinterMissing(printer=self.name)
        asked = (("InputSlot", handling.tray), ("media", handling.size))
        options = [part for key, value in asked if value for part in ("-o", f"{key}={value}")]
        command = ["lp", "-d", self.name, "-t", title, "-n", str(handling.copies), *options, "-"]
        answer = run_command(command, self.name, pdf)
        request = _REQUEST.search(answer)
        return PrintJob(job=request.group(1) if request else "", printer=self.name)


def queues() -> tuple[str, ...]:
    """Names of the queues of this machine; none when CUPS is not here or does not answer."""
    try:
        return tuple(run_command(["lpstat", "-e"], "").split())
    except (PrinterMissing, PrinterFailed):
        return ()


def default_queue() -> str | None:
    """The queue the machine prints to unless told otherwise, if it has one."""
    try:
        answer = run_command(["lpstat", "-d"], "")
    except (PrinterMissing, PrinterFailed):
        return None
    # "system default destination: NAME"; without one the sentence has no colon.
    _, colon, name = answer.rpartition(": ")
    return name.strip() or None if colon else None


def run_command(command: list[str], printer: str, given: bytes = b"", patience: float | None = None) -> str:
    """What a command of CUPS says, in English whatever the desk's language.

    `patience` is in seconds, TIMEOUT unless told otherwise. Errors: PrinterMissing, PrinterFailed.
    """
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - a list without a shell; a queue's name never begins with a hyphen
            command, input=given, capture_output=True, timeout=patience or TIMEOUT, env=environment, check=False
        )
    except FileNotFoundError as fault:
        raise PrinterMissing(printer=printer) from fault
    except subprocess.TimeoutExpired as fault:
        raise PrinterFailed(printer=printer, reason="timeout") from fault
    except OSError as fault:
        raise PrinterFailed(printer=printer, reason=fault.strerror or "") from fault
    said = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode:
        if "does not exist" in said or "unknown" in said.lower():
            raise PrinterMissing(printer=printer)
        raise PrinterFailed(printer=printer, reason=said)
    return done.stdout.decode("utf-8", "replace")
