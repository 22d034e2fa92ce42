"""What `lpstat` says, read: states, reasons that matter, and an answer that does not come."""

from __future__ import annotations

import pytest

from desk.errors import PrinterFailed
from desk.printing.printers import cups_states
from desk.printing.printers.cups_states import cancel_job, seen_job, seen_queues
from desk.printing.printers.printer import JobSeen, JobState, PrinterSeen, PrinterState

IDLE = "printer quay-1 is idle.  enabled since Tue Nov 24 03:10:01 2026\n"
PRINTING = "printer quay-1 now printing quay-1-7.  enabled since Tue Nov 24 03:10:01 2026\n"
STOPPED = "printer quay-1 disabled since Tue Nov 24 03:10:03 2026 -\n"
REST = "\tForm mounted:\n\tContent types: any\n\tAlerts: {alerts}\n\tLocation: \n"


class Lpstat:
    """Answers in place of CUPS, by the options asked with."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: dict[str, str] = {"-l -p": "", "-a": ""}
        self.asked: list[list[str]] = []
        monkeypatch.setattr(cups_states, "run_command", self.run)
        monkeypatch.setattr(cups_states, "queues", lambda: ("quay-1",))

    def run(self, command: list[str], printer: str, given: bytes = b"", patience: float | None = None) -> str:
        self.asked.append(command)
        assert patience == cups_states.PATIENCE
        options = " ".join(command[1:])
        if options not in self.answers:
            raise PrinterFailed(printer=printer, reason="timeout")
        return self.answers[options]


@pytest.fixture
def lpstat(monkeypatch: pytest.MonkeyPatch) -> Lpstat:
    return Lpstat(monkeypatch)


@pytest.mark.parametrize(
    ("told", "alerts", "state", "reason"),
    [
        (IDLE, "none", PrinterState.READY, ""),
        (IDLE, "toner-low-report", PrinterState.READY, ""),
        (IDLE + "\tSending data to printer.\n", "none", PrinterState.READY, ""),
        (PRINTING + "\tRendering completed.\n", "connecting-to-device", PrinterState.PRINTING, ""),
        (PRINTING, "offline-report", PrinterState.PRINTING, "offline"),
        (PRINTING, "toner-low-warning media-empty-error", PrinterState.PRINTING, "media-empty"),
        (STOPPED + "\tPaused\n", "media-jam-error paused", PrinterState.STOPPED, "media-jam"),
        (STOPPED + "\thết giấy\n", "paused", PrinterState.STOPPED, "hết giấy"),
        ("", "", PrinterState.UNKNOWN, ""),
    ],
)
def test_states_of_a_queue(lpstat: Lpstat, told: str, alerts: str, state: PrinterState, reason: str) -> None:
    lpstat.answers["-l -p"] = told + REST.format(alerts=alerts) if told else ""
    assert seen_queues() == (PrinterSeen("quay-1", state, reason),)


def test_a_queue_that_refuses(lpstat: Lpstat) -> None:
    lpstat.answers = {
        "-l -p": IDLE + "\tđóng sổ\n" + REST.format(alerts="none"),
        "-a": "quay-1 not accepting requests since Tue Nov 24 03:10:03 2026 -\n\tđóng sổ\n",
    }
    assert seen_queues() == (PrinterSeen("quay-1", PrinterState.REJECTING, "đóng sổ"),)


@pytest.mark.parametrize(
    ("alerts", "queue", "alert", "seen"),
    [
        ("none", IDLE, "none", JobSeen(JobState.WAITING)),
        ("none", STOPPED, "media-empty-error", JobSeen(JobState.STOPPED, "media-empty")),
        ("job-printing", PRINTING, "none", JobSeen(JobState.PRINTING)),
        ("job-printing", PRINTING, "toner-low-warning", JobSeen(JobState.PRINTING)),
        ("job-printing", PRINTING, "cover-open", JobSeen(JobState.STOPPED, "cover-open")),
        ("printer-stopped", STOPPED, "paused", JobSeen(JobState.STOPPED)),
        ("resources-are-not-ready", IDLE, "none", JobSeen(JobState.HELD, "resources-are-not-ready")),
    ],
)
def test_states_of_a_job(lpstat: Lpstat, alerts: str, queue: str, alert: str, seen: JobSeen) -> None:
    row = "quay-1-{}        root        1024   Tue Nov 24 03:07:24 2026\n\tAlerts: {}\n\tqueued for quay-1\n"
    lpstat.answers["-l -W not-completed -o quay-1"] = row.format(6, "job-hold") + row.format(7, alerts)
    lpstat.answers["-l -p"] = queue + REST.format(alerts=alert)
    assert seen_job("quay-1-7", "quay-1") == seen


def test_a_cups_that_does_not_answer(lpstat: Lpstat) -> None:
    lpstat.answers = {}
    assert seen_queues() == (PrinterSeen("quay-1", PrinterState.UNKNOWN),)
    assert seen_job("quay-1-7", "quay-1") == JobSeen(JobState.UNKNOWN)
    with pytest.raises(PrinterFailed):
        cancel_job("quay-1-7")


def test_nothing_like_an_option_is_cancelled(lpstat: Lpstat) -> None:
    cancel_job("-a")
    cancel_job("")
    assert lpstat.asked == []
