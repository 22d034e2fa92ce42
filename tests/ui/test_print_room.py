"""Papers on their way: nobody waits for a printer, what failed is seen and sent again under its number."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import person_request
from cups_daemon import admin, cups_daemon, needs_cups
from PySide6.QtCore import QCoreApplication, Qt
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, press, same_as_golden, visible_texts

from desk.errors import PrinterFailed, PrinterMissing
from desk.printing.printers.printer import Handling, JobSeen, JobState, PrinterState, PrintJob
from desk.services import printing_jobs
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.printing_jobs import PrinterShown
from desk.ui import background
from desk.ui.papers import print_room
from desk.ui.papers.print_room import PrintRoom, Stand
from desk.ui.papers.print_room_dialog import PrintRoomDialog
from desk.ui.session import PrintAsked, PrintEnded, Session
from desk.ui.settling import settle
from desk.vocabulary import PDF_FOLDER, PaperForm

SLIP = PaperForm.RECEIPT_SLIP
PRINTERS = (
    PrinterShown("quay-1", PrinterState.STOPPED, "media-empty", True),
    PrinterShown("quay-2", PrinterState.READY, "", False),
    PrinterShown("pdf-folder", PrinterState.READY, "", False, folder=True),
)


class Tray:
    """Printers of the test's own: what they were given, whether they take it, how far each job is."""

    def __init__(self) -> None:
        self.given: list[tuple[str, str, int]] = []
        self.fault: Exception | None = None
        self.seen: dict[str, JobSeen] = {}
        self.cancelled: list[str] = []
        self.gate = threading.Event()
        self.gate.set()
        self.threads: set[int] = set()

    def printer_of(self, _desk: object, name: str | None) -> _Printer:
        if name == "quay-9":
            raise PrinterMissing(printer=name)
        return _Printer(self, name or "quay-1")

    def job_state(self, job: str, _printer: str) -> JobSeen:
        return self.seen.get(job, JobSeen(JobState.WAITING))

    def cancel_job(self, job: str, _printer: str) -> None:
        self.cancelled.append(job)


@dataclasses.dataclass
class _Printer:
    tray: Tray
    name: str

    def send(self, pdf: bytes, title: str, handling: Handling) -> PrintJob:
        assert pdf.startswith(b"%PDF")
        self.tray.threads.add(threading.get_ident())
        assert self.tray.gate.wait(10)
        if self.tray.fault is not None:
            raise self.tray.fault
        self.tray.given.append((self.name, title, handling.copies))
        job = f"{self.name}-{len(self.tray.given)}"
        return PrintJob(job, self.name, done=self.name == PDF_FOLDER)


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> Tray:
    tray = Tray()
    monkeypatch.setattr(printing_jobs, "printer_of", tray.printer_of)
    monkeypatch.setattr(printing_jobs, "job_state", tray.job_state)
    monkeypatch.setattr(printing_jobs, "cancel_job", tray.cancel_job)
    monkeypatch.setattr(printing_jobs, "printers", lambda _desk: PRINTERS)
    return tray


@pytest.fixture
def numbers(session: Session) -> list[str]:
    return [receive(session.desk, session.officer, person_request()).number for _ in range(3)]


@pytest.fixture
def room(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrintRoom]:
    monkeypatch.setattr(print_room, "LOOK_MILLISECONDS", 20)
    room = PrintRoom(session)
    room.ends: list[PrintEnded] = []  # type: ignore[misc, attr-defined]
    room.words: list[str] = []  # type: ignore[misc, attr-defined]
    session.print_ended.connect(room.ends.append)  # type: ignore[attr-defined]
    session.said.connect(lambda words, _tone: room.words.append(words))  # type: ignore[attr-defined]
    yield room
    background.finish()
    room._timer.stop()


def until(is_so: Callable[[], bool]) -> None:
    """Let the windows live until something is so, at most eight seconds."""
    end = time.monotonic() + 8
    while not is_so():
        assert time.monotonic() < end
        settle()
        time.sleep(0.01)
    settle()


def copies_of(session: Session, number: str) -> list[int]:
    return [paper.copy for paper in show(session.desk, session.officer, number).papers]


def test_papers_are_printed_one_after_the_other(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    for number in numbers:
        session.print_asked.emit(PrintAsked(SLIP, number, "quay-2", copies=2))
    until(lambda: len(room.ends) == 3)
    assert tray.given == [("quay-2", f"{number}-receipt-slip-1", 2) for number in numbers]
    assert [(end.asked.number, end.copy, end.printer, end.fault) for end in room.ends] == [
        (number, 1, "quay-2", "") for number in numbers
    ]
    tray.seen = {f"quay-2-{at}": JobSeen(JobState.DONE) for at in (1, 2, 3)}
    until(lambda: all(job.stand is Stand.DONE for job in room.jobs))
    assert [job.asked.number for job in room.jobs] == numbers[::-1]
    assert room.unfinished == 0
    until(lambda: not room._timer.isActive())


def test_a_printer_that_does_not_answer_stops_nobody(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    tray.gate.clear()
    begun = time.monotonic()
    for number in numbers:
        session.print_asked.emit(PrintAsked(SLIP, number))
    assert time.monotonic() - begun < 0.05
    turns = 0
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        before = time.monotonic()
        session.changed.emit()
        QCoreApplication.processEvents()
        assert time.monotonic() - before < 0.05
        turns += 1
    assert turns > 3
    assert room.ends == []
    assert [job.stand for job in room.jobs] == [Stand.QUEUED] * 3
    tray.gate.set()
    until(lambda: len(room.ends) == 3)
    assert threading.get_ident() not in tray.threads


def test_who_closes_the_window_waits_for_every_paper(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    for number in numbers:
        session.print_asked.emit(PrintAsked(SLIP, number))
    background.finish()
    assert len(tray.given) == 3


def test_what_failed_is_seen_and_sent_again_under_its_number(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    number = numbers[0]
    tray.fault = PrinterFailed(printer="quay-1", reason="x")
    session.print_asked.emit(PrintAsked(SLIP, number))
    until(lambda: len(room.ends) == 1)
    (job,), (end,) = room.jobs, room.ends
    assert (end.copy, end.fault) == (1, job.fault)
    assert "quay-1" in end.fault
    assert (job.stand, job.copy, room.unfinished) == (Stand.FAILED, 1, 1)
    tray.fault = None
    room.print_again(job.key, "quay-2")
    until(lambda: len(room.ends) == 2)
    assert tray.given == [("quay-2", f"{number}-receipt-slip-1", 1)]
    assert copies_of(session, number) == [1]
    assert (len(room.jobs), room.unfinished, room.jobs[0].copy) == (1, 0, 1)


def test_a_page_that_asks_again_does_not_make_a_second_entry(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    tray.fault = PrinterFailed(printer="quay-1", reason="x")
    asked = PrintAsked(SLIP, numbers[0])
    session.print_asked.emit(asked)
    until(lambda: len(room.ends) == 1)
    tray.fault = None
    session.print_asked.emit(dataclasses.replace(asked, again=room.ends[0].copy))
    until(lambda: len(room.ends) == 2)
    assert (len(room.jobs), room.unfinished) == (1, 0)
    assert copies_of(session, numbers[0]) == [1]


def test_nothing_is_counted_without_a_printer(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    session.print_asked.emit(PrintAsked(SLIP, numbers[0], "quay-9"))
    until(lambda: len(room.ends) == 1)
    assert (room.ends[0].copy, room.jobs[0].copy, room.jobs[0].printer) == (None, None, "quay-9")
    assert copies_of(session, numbers[0]) == []
    room.print_again(room.jobs[0].key, "quay-1")
    until(lambda: len(room.ends) == 2)
    assert copies_of(session, numbers[0]) == [1]


def test_a_printer_that_stops_afterwards_is_seen_until_it_goes_on(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    session.print_asked.emit(PrintAsked(SLIP, numbers[0]))
    tray.seen["quay-1-1"] = JobSeen(JobState.STOPPED, "media-empty")
    until(lambda: room.unfinished == 1)
    assert [end.fault for end in room.ends] == [""]
    assert room.words == [f"Máy in quay-1 đã dừng: hết giấy; giấy của hồ sơ {numbers[0]} chưa ra, hãy xem máy in."]
    settle()
    assert len(room.words) == 1
    tray.seen["quay-1-1"] = JobSeen(JobState.PRINTING)
    until(lambda: room.jobs[0].stand is Stand.PRINTING)
    assert room.unfinished == 0


def test_what_lies_at_a_printer_is_taken_back_before_it_is_sent_elsewhere(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str]
) -> None:
    session.print_asked.emit(PrintAsked(SLIP, numbers[0]))
    tray.seen["quay-1-1"] = JobSeen(JobState.HELD, "job-hold-until-specified")
    until(lambda: room.unfinished == 1)
    room.print_again(room.jobs[0].key, "quay-2")
    until(lambda: len(tray.given) == 2)
    assert tray.cancelled == ["quay-1-1"]
    assert copies_of(session, numbers[0]) == [1]
    tray.seen["quay-2-2"] = JobSeen(JobState.STOPPED)
    until(lambda: room.unfinished == 1)
    room.forget(room.jobs[0].key)
    until(lambda: len(tray.cancelled) == 2)
    assert (room.jobs, room.unfinished) == ((), 0)


def test_a_paper_is_followed_three_minutes_and_no_longer(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session.print_asked.emit(PrintAsked(SLIP, numbers[0]))
    until(lambda: len(room.ends) == 1)
    assert room._timer.isActive()
    monkeypatch.setattr(print_room, "FOLLOWED_SECONDS", 0.0)
    until(lambda: not room._timer.isActive())
    assert room.jobs[0].stand is Stand.SENT
    monkeypatch.setattr(print_room, "FOLLOWED_SECONDS", 180.0)
    tray.seen["quay-1-1"] = JobSeen(JobState.DONE)
    room.look()
    until(lambda: room.jobs[0].stand is Stand.DONE)


@pytest.fixture
def dialog(qtbot: QtBot, room: PrintRoom) -> PrintRoomDialog:
    dialog = PrintRoomDialog(room)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    return dialog


def test_the_list_without_a_paper(tray: Tray, dialog: PrintRoomDialog) -> None:
    same_as_golden("print-room-empty", dialog)


def test_the_list_leads_to_what_failed(
    session: Session, room: PrintRoom, tray: Tray, numbers: list[str], dialog: PrintRoomDialog
) -> None:
    session.print_asked.emit(PrintAsked(SLIP, numbers[0], "pdf-folder", copies=2))
    session.print_asked.emit(PrintAsked(SLIP, numbers[1], "quay-9"))
    until(lambda: len(room.ends) == 2)
    tray.fault = PrinterFailed(printer="quay-1", reason="x")
    session.print_asked.emit(PrintAsked(SLIP, numbers[2]))
    until(lambda: len(room.ends) == 3)
    dialog.table.selectRow(1)
    same_as_golden("print-room", dialog)
    assert [text for text in visible_texts(dialog) if ENGLISH.search(text.replace("Delete", ""))] == []
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName().strip()] == []
    dialog.table.selectRow(0)
    tray.fault = None
    dialog.printer.setCurrentIndex(dialog.printer.findData("quay-2"))
    press(dialog.table, Qt.Key.Key_F5)
    until(lambda: len(room.ends) == 4)
    assert tray.given[-1] == ("quay-2", f"{numbers[2]}-receipt-slip-1", 1)
    assert not dialog.again.isEnabled()
    press(dialog.table, Qt.Key.Key_Down)
    press(dialog.table, Qt.Key.Key_Delete)
    assert [job.asked.number for job in room.jobs] == [numbers[2], numbers[0]]
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@needs_cups
def test_a_real_queue_that_is_disabled_and_enabled_again(
    session: Session, tmp_path_factory: pytest.TempPathFactory, room: PrintRoom, numbers: list[str]
) -> None:
    with cups_daemon(tmp_path_factory.mktemp("cups")) as paper:
        session.print_asked.emit(PrintAsked(SLIP, numbers[0]))
        until(lambda: bool(room.jobs) and room.jobs[0].stand is Stand.DONE)
        assert room.jobs[0].printer == "quay-1"
        assert paper.read_bytes().startswith(b"%PDF")
        admin("cupsdisable", "-r", "media-empty", "quay-1")
        session.print_asked.emit(PrintAsked(SLIP, numbers[0]))
        until(lambda: room.unfinished == 1)
        assert "đã dừng: hết giấy" in room.words[0]
        admin("cupsenable", "quay-1")
        until(lambda: room.unfinished == 0)
        admin("cupsreject", "quay-1")
        session.print_asked.emit(PrintAsked(SLIP, numbers[1]))
        until(lambda: room.unfinished == 1)
        assert (room.jobs[0].stand, room.jobs[0].copy) == (Stand.FAILED, 1)
        admin("cupsaccept", "quay-1")
        room.print_again(room.jobs[0].key)
        until(lambda: room.jobs[0].stand is Stand.DONE)
        title = f"{numbers[1]}-receipt-slip-1"
        until(lambda: Path(paper).with_name("copies-and-title").read_text().strip() == f"1 {title}")
        assert copies_of(session, numbers[1]) == [1]
        assert copies_of(session, numbers[0]) == [1, 2]
