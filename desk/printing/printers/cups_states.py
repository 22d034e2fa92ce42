"""What the queues of CUPS and their jobs are doing, read from `lpstat`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.printers.cups import queues, run_command
from desk.printing.printers.printer import JobSeen, JobState, PrinterSeen, PrinterState

PATIENCE = 5.0  # seconds; a question is asked again soon

_STATES = (
    (re.compile(r"printer (\S+) is idle\b"), PrinterState.READY),
    (re.compile(r"printer (\S+) now printing\b"), PrinterState.PRINTING),
    (re.compile(r"printer (\S+) disabled\b"), PrinterState.STOPPED),
)
_REJECTING = re.compile(r"(\S+) not accepting requests\b")
_ALERTS = "Alerts:"
_STATUS = "Status:"
# keywords of printer-state-reasons and job-state-reasons (RFC 8011, 5.4.12 and 5.3.8) that keep no paper back: plain
# states, and what is only a warning or report; CUPS reports in that way alone that a printer is not reached
_SILENT = re.compile(
    r"none|paused|printer-stopped|processing-to-stop-point|job-(printing|incoming|queued)|cups-.*|connecting-to-device"
    r"|(?!offline-).*-(warning|report)"
)
_SEVERITY = re.compile(r"-(error|warning|report)$")
_GIVEN_UP = re.compile(r"cancel|abort|with-errors")


def seen_queues() -> tuple[PrinterSeen, ...]:
    """Every queue of this machine by name; none when CUPS is not here or does not answer."""
    names = queues()
    if not names:
        return ()
    found = {one.name: one for one in _read_queues()}
    return tuple(found.get(name, PrinterSeen(name, PrinterState.UNKNOWN)) for name in sorted(names))


def seen_job(job: str, queue: str) -> JobSeen:
    """How far a job of a queue is; unknown when CUPS has forgotten it or does not answer.

    A job that somebody cancelled, or CUPS gave up by its policy `abort-job`, may look done: `lpstat` tells no more.
    """
    try:
        open_jobs = _jobs("not-completed", queue)
        if job in open_jobs:
            return _open_job(open_jobs[job], queue)
        closed = _jobs("completed", queue).get(job)
    except (PrinterMissing, PrinterFailed):
        return JobSeen(JobState.UNKNOWN)
    if closed is None:
        return JobSeen(JobState.UNKNOWN)
    alerts, status = closed
    if _GIVEN_UP.search(alerts) or "printer-stopped" in alerts:
        return JobSeen(JobState.STOPPED, _reason(alerts, status))
    return JobSeen(JobState.DONE)


def cancel_job(job: str) -> None:
    """Take a job back from its queue, if it is still there. Errors: PrinterMissing, PrinterFailed."""
    if job and not job.startswith("-"):
        run_command(["cancel", job], job.rpartition("-")[0], patience=PATIENCE)


def _open_job(told: tuple[str, str], queue: str) -> JobSeen:
    """A job's own alerts say it first; one that only waits is stopped when its printer is."""
    alerts, status = told
    if "job-hold" in alerts or "resources-are-not-ready" in alerts:
        return JobSeen(JobState.HELD, _reason(alerts, status))
    printer = next((one for one in _read_queues() if one.name == queue), PrinterSeen(queue, PrinterState.UNKNOWN))
    if "printer-stopped" in alerts or printer.state is PrinterState.STOPPED:
        return JobSeen(JobState.STOPPED, printer.reason or _reason(alerts, status))
    printing = "job-printing" in alerts
    if printing and printer.reason:
        return JobSeen(JobState.STOPPED, printer.reason)  # a queue goes on "printing" while its printer lacks paper
    return JobSeen(JobState.PRINTING if printing else JobState.WAITING)


def _read_queues() -> Iterator[PrinterSeen]:
    try:
        told = run_command(["lpstat", "-l", "-p"], "", patience=PATIENCE)
        taking = run_command(["lpstat", "-a"], "", patience=PATIENCE)
    except (PrinterMissing, PrinterFailed):
        return
    rejecting = {found[1] for line in taking.splitlines() if (found := _REJECTING.match(line))}
    for head, lines in _paragraphs(told):
        for pattern, state in _STATES:
            if found := pattern.match(head):
                status = lines[0] if lines and not lines[0].startswith("Form mounted:") else ""
                alerts = next((line.removeprefix(_ALERTS) for line in lines if line.startswith(_ALERTS)), "")
                if found[1] in rejecting and state is not PrinterState.STOPPED:
                    state = PrinterState.REJECTING  # noqa: PLW2901 - a queue that refuses is none to choose
                own_words = status if state in {PrinterState.STOPPED, PrinterState.REJECTING} else ""
                yield PrinterSeen(found[1], state, _reason(alerts, own_words))


def _jobs(which: str, queue: str) -> dict[str, tuple[str, str]]:
    """Alerts and status of the jobs of a queue by their id."""
    told = run_command(["lpstat", "-l", "-W", which, "-o", queue], queue, patience=PATIENCE)
    found: dict[str, tuple[str, str]] = {}
    for head, lines in _paragraphs(told):
        parts = {key: line.removeprefix(key).strip() for line in lines for key in (_ALERTS, _STATUS) if key in line}
        found[head.split(" ", 1)[0]] = parts.get(_ALERTS, ""), parts.get(_STATUS, "")
    return found


def _paragraphs(told: str) -> Iterator[tuple[str, list[str]]]:
    """Each line that is not indented, with the indented ones below it."""
    head, below = "", list[str]()
    for line in [*told.splitlines(), ""]:
        if line[:1].isspace():
            below.append(line.strip())
            continue
        if head:
            yield head, below
        head, below = line, []


def _reason(alerts: str, status: str) -> str:
    """The first keyword that says something, without its severity; else what the printer says in its own words."""
    telling = (_SEVERITY.sub("", word) for word in alerts.split() if not _SILENT.fullmatch(word))
    return next(telling, "") or status
