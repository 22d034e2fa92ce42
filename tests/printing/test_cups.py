"""A real CUPS, started for the test with a queue that keeps what it gets: the paper arrives as it was drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cups_daemon import admin, cups_daemon, needs_cups, wait_until
from paper_reading import SLIP, words_of

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.forms.receipt_slip import draw
from desk.printing.printers.cups import CupsQueue, default_queue, queues
from desk.printing.printers.cups_states import cancel_job, seen_job, seen_queues
from desk.printing.printers.printer import Handling, JobSeen, JobState, PrinterSeen, PrinterState, PrintJob

pytestmark = needs_cups


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The file that the queue `quay-1` keeps; its daemon lives as long as this module's tests."""
    with cups_daemon(tmp_path_factory.mktemp("cups")) as paper:
        yield paper


def test_slip_reaches_the_queue_as_it_was_drawn(printed: Path) -> None:
    pdf = draw(SLIP)
    job = CupsQueue("quay-1").send(pdf, "H21.40-261123-0001-receipt-slip-1", Handling(2))
    assert job.printer == "quay-1"
    assert job.job.startswith("quay-1-")
    wait_until(printed.exists, "the paper did not arrive")
    assert printed.read_bytes() == pdf
    assert "Nguyễn Thị Thử" in words_of(printed.read_bytes())
    told = printed.with_name("copies-and-title").read_text()
    assert told == "2 H21.40-261123-0001-receipt-slip-1\n"


def test_real_queues_and_default_are_found(printed: Path) -> None:
    assert queues() == ("quay-1",)
    assert default_queue() == "quay-1"


@pytest.fixture
def queue(printed: Path) -> Iterator[CupsQueue]:
    """The queue, idle before and after."""
    yield CupsQueue("quay-1")
    admin("cancel", "-a", "quay-1")
    admin("cupsenable", "quay-1")
    CupsQueue("quay-1").send(b"%PDF-1.4", "mau", Handling())  # a backend takes its complaint back when it works again
    wait_until(lambda: seen_queues() == (PrinterSeen("quay-1", PrinterState.READY),), "the queue is not idle again")


def _becomes(job: PrintJob, state: JobState, reason: str = "") -> None:
    seen: list[JobSeen] = []

    def is_so() -> bool:
        seen[:] = [seen_job(job.job, job.printer)]
        return seen == [JobSeen(state, reason)]

    try:
        wait_until(is_so, "")
    except AssertionError:
        assert seen == [JobSeen(state, reason)]


def test_real_job_that_is_printed(queue: CupsQueue) -> None:
    _becomes(queue.send(draw(SLIP), "mau", Handling()), JobState.DONE)


def test_real_queue_that_is_stopped(queue: CupsQueue) -> None:
    admin("cupsdisable", "-r", "hết mực", "quay-1")
    assert seen_queues() == (PrinterSeen("quay-1", PrinterState.STOPPED, "hết mực"),)
    job = queue.send(draw(SLIP), "mau", Handling())
    _becomes(job, JobState.STOPPED, "hết mực")
    admin("cupsenable", "quay-1")
    _becomes(job, JobState.DONE)


def test_real_printer_without_paper_goes_on_printing_but_is_seen(queue: CupsQueue) -> None:
    job = queue.send(draw(SLIP), "no-paper", Handling())
    _becomes(job, JobState.STOPPED, "media-empty")
    assert seen_queues() == (PrinterSeen("quay-1", PrinterState.PRINTING, "media-empty"),)
    behind = queue.send(draw(SLIP), "mau", Handling())
    assert seen_job(behind.job, "quay-1") == JobSeen(JobState.WAITING)
    cancel_job(behind.job)
    assert seen_job(behind.job, "quay-1").state not in {JobState.WAITING, JobState.PRINTING}
    with pytest.raises(PrinterFailed):
        cancel_job(behind.job)


def test_real_printer_that_jams_stops_its_queue(queue: CupsQueue) -> None:
    _becomes(queue.send(draw(SLIP), "jam", Handling()), JobState.STOPPED, "media-jam")


def test_real_job_that_is_held(queue: CupsQueue) -> None:
    job = queue.send(draw(SLIP), "hold", Handling())
    _becomes(job, JobState.HELD, "job-hold-until-specified")


def test_real_job_that_nobody_knows(queue: CupsQueue) -> None:
    assert seen_job("quay-1-9999", "quay-1") == JobSeen(JobState.UNKNOWN)
    assert seen_job("quay-2-1", "quay-2") == JobSeen(JobState.UNKNOWN)


def test_real_queue_that_is_not_there(printed: Path) -> None:
    with pytest.raises(PrinterMissing):
        CupsQueue("quay-2").send(b"%PDF-1.4", "mau", Handling())


def test_real_queue_that_takes_nothing(printed: Path) -> None:
    admin("cupsreject", "quay-1")
    with pytest.raises(PrinterFailed) as caught:
        CupsQueue("quay-1").send(draw(SLIP), "mau", Handling())
    assert "accepting" in str(caught.value.reason)
    assert [one.state for one in seen_queues()] == [PrinterState.REJECTING]
    admin("cupsaccept", "quay-1")
