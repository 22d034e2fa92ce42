"""What goes on around every page: counts, printer, scanner, back-up, votes, prints, and the office's newest edition."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desk.rules.calendar_year import reminded_year
from desk.rules.instants import VIETNAM, vietnam_day
from desk.services.clock import SystemClock
from desk.services.entrance import received_today
from desk.services.sign_in import may
from desk.ui import background
from desk.ui.frame import places
from desk.ui.frame.places import Place
from desk.ui.frame.rail import Rail
from desk.ui.frame.status_bar import StatusBar
from desk.ui.outbox.posting import Posting
from desk.ui.page import Page
from desk.ui.session import PapersWanted, PrintEnded, Session
from desk.ui.wording import failure_words
from desk.vocabulary import PDF_FOLDER

if TYPE_CHECKING:
    from desk.paths import Home
    from desk.services.back_up_round import KeptBackUp
    from desk.services.desk import Office
    from desk.ui.closing.day_close_dialog import DayCloseDialog
    from desk.ui.papers.print_room import PrintRoom

MINUTE_MILLISECONDS = 60_000
HOUR_SECONDS = 3600


@dataclass(frozen=True)
class _Seen:
    """One look around the office."""

    office: Office | None
    today: int
    urgent: int
    ready: int
    answers: int
    backup: KeptBackUp | None
    outbox: tuple[int, int] = (0, 0)
    calendar_waits: bool = False


class Upkeep(QObject):
    """Looks around when something changed and once a minute, all of it off the GUI thread."""

    def __init__(self, session: Session, status: StatusBar, rail: Rail, shown: Sequence[Place]) -> None:
        super().__init__()
        self._session, self._status, self._rail, self._shown = session, status, rail, shown
        self._prints: PrintRoom | None = None
        self._looking = self._again = False
        self._letters_next = 0.0
        self.posting = Posting(session)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MILLISECONDS)
        self._minute.timeout.connect(self._each_minute)
        self._minute.start()
        session.changed.connect(self.look)
        session.print_ended.connect(self._print_ended)
        session.messages_asked.connect(self.show_messages)

    def refresh(self) -> None:
        """The desk is open, or has a new edition: look at everything."""
        if self._prints is None:
            from desk.ui.papers.print_room import PrintRoom

            self._prints = PrintRoom(self._session)
            self._prints.changed.connect(self._count_prints)
        self.look()
        self._ask_printer()
        self._tell_kiosk()
        self._draft_letters()
        self.posting.tick()
        self._sweep()

    def welcome(self, page: Page) -> None:
        """Bind what a page alone can ask for."""
        answers = (
            ("preview_asked", self.show_preview),
            ("received", self._arm),
            ("charges_asked", self.show_till),
            ("files_asked", self.show_files),
        )
        for name, answer in answers:
            signal = getattr(page, name, None)
            if signal is not None:
                signal.connect(answer)

    def stop(self) -> None:
        """Look no more."""
        self._minute.stop()
        self.posting.stop()

    # --- looking around -----------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Count anew; while a look is under way one more is remembered."""
        if self._looking:
            self._again = True
            return
        self._looking = True
        session = self._session
        background.run(lambda: _look(session), self._show, self._miss)

    def _show(self, seen: _Seen) -> None:
        self._looking = False
        self._status.day.setText(self.tr("{count} hồ sơ hôm nay").format(count=seen.today))
        self._wait_at(places.BOARD, seen.urgent)
        self._wait_at(places.RESULTS, seen.ready)
        self._wait_at(places.INBOX, seen.answers)
        self._status.show_outbox(*seen.outbox)
        if seen.office is None:
            pass  # told when the desk is open: what knows of back-ups is heavy
        elif seen.backup is None:
            self._status.backup.setText(self.tr("Chưa sao lưu lần nào"))
        else:
            made = seen.backup.made_at
            today = made.date() == dt.datetime.now(VIETNAM).date()
            when = f"{made:%H:%M}" if today else f"{made:%H:%M %d/%m}"
            sound = self.tr("Sao lưu {when} ✓") if seen.backup.sound else self.tr("Sao lưu {when}, chưa thử khôi phục")
            self._status.backup.setText(sound.format(when=when))
        if seen.office is not None:
            self._status.unit.setText(seen.office.unit.name)
            self._wait_at(places.CALENDAR, int(seen.calendar_waits))
            self._session.work_by(seen.office)
        if self._again:
            self._again = False
            self.look()

    def _miss(self, _fault: Exception) -> None:
        """Counts that cannot be read now are not worth a sentence: the next change asks again."""
        self._looking = self._again = False

    def _wait_at(self, place: Place, count: int) -> None:
        if place in self._shown:
            self._rail.show_waiting(self._shown.index(place), count)

    def _each_minute(self) -> None:
        self.look()
        self._draft_letters()
        self.posting.tick()
        if self._session.ready:
            desk = self._session.desk

            def move() -> int:
                from desk.services.ratings import take_over_votes

                return take_over_votes(desk)

            background.run(move, _done, _done)

    def _draft_letters(self) -> None:
        """Once an hour: letters of apology for what would be missed tomorrow; they wait in the leader's inbox."""
        now = time.monotonic()
        if not self._session.ready or now < self._letters_next or not may(self._session.officer, "draft-letters"):
            return
        self._letters_next = now + HOUR_SECONDS
        desk, officer = self._session.desk, self._session.officer

        def draft() -> None:
            from desk.services.before_late import draft_letters

            draft_letters(desk, officer)

        background.run(draft, _done, _done)

    def _sweep(self) -> None:
        """Take away contents of files that a power cut left without a row."""
        desk = self._session.desk

        def sweep() -> None:
            from desk.services.kept_contents import sweep

            sweep(desk)

        background.run(sweep, _done, _done)

    def _tell_kiosk(self) -> None:
        """Let the citizens' screen know the officers, questions and stages of now, whatever was done without it."""
        desk = self._session.desk

        def tell() -> None:
            from desk.services.ratings import hand_over_stages

            hand_over_stages(desk)

        background.run(tell, _done, _done)

    def _arm(self, done: object) -> None:
        """Let the citizen who was just served rate that."""
        desk, number = self._session.desk, str(getattr(done, "number", done))

        def arm() -> None:
            from desk.services.ratings import arm_screen

            arm_screen(desk, number)

        background.run(arm, _done, _done)

    # --- printing -----------------------------------------------------------------------------------------------------

    def show_prints(self) -> None:
        """The papers that were sent, and those that did not come out."""
        if self._prints is not None:
            from desk.ui.papers.print_room_dialog import PrintRoomDialog

            dialog = PrintRoomDialog(self._prints, self._window())
            dialog.open()

    def show_preview(self, form: object, number: str) -> None:
        """A paper as it will print."""
        from desk.ui.papers.preview_dialog import PreviewDialog

        dialog = PreviewDialog(self._session, form, number, self._window())  # type: ignore[arg-type]
        dialog.open()

    def show_papers(self, wanted: PapersWanted) -> None:
        """All papers to choose from, the wanted one chosen."""
        if self._prints is None or not may(self._session.officer, "print"):
            return
        from desk.ui.papers.papers_dialog import PapersDialog

        today = vietnam_day(self._session.desk.clock.now()).isoformat()
        dialog = PapersDialog(self._session, wanted, today, self._window())
        dialog.preview_asked.connect(self.show_preview)
        dialog.open()

    def show_closing(self) -> DayCloseDialog:
        """The sheets that close days."""
        from desk.ui.closing.day_close_dialog import DayCloseDialog

        dialog = DayCloseDialog(self._session, self._window())
        dialog.preview_asked.connect(self.show_preview)
        dialog.open()
        return dialog

    def show_till(self, number: str) -> None:
        """Charge a dossier, or take its money."""
        from desk.services.originals import known_originals
        from desk.ui.money.till_dialog import TillDialog

        dialog = TillDialog(self._session, number, dict(known_originals()), self._window())
        dialog.open()

    def show_messages(self, number: str) -> None:
        """The messages of a dossier, or of the whole office."""
        from desk.ui.outbox.outbox_dialog import OutboxDialog

        dialog = OutboxDialog(self._session, self.posting, number, self._window())
        dialog.finished.connect(self._session.changed)
        dialog.open()

    def show_files(self, number: str) -> None:
        """The files of a dossier."""
        from desk.ui.files.attachments_dialog import AttachmentsDialog

        dialog = AttachmentsDialog(self._session, number, self._window())
        dialog.finished.connect(self._session.changed)
        dialog.open()

    def _window(self) -> QWidget:
        return self._status.window()

    def _count_prints(self) -> None:
        if self._prints is not None:
            self._status.show_unfinished_prints(self._prints.unfinished)

    def _ask_printer(self) -> None:
        desk = self._session.desk

        def work() -> str:
            from desk.services.printing_jobs import printer_of

            return printer_of(desk, None).name

        background.run(work, self._show_printer, self._show_no_printer)

    def _show_printer(self, name: str) -> None:
        known = name != PDF_FOLDER
        words = self.tr("Máy in: {name}") if known else self.tr("Máy in: chưa có, giấy ghi ra tệp PDF")
        self._status.printer.setText(words.format(name=name))
        self._status.printer.setToolTip("")

    def _show_no_printer(self, fault: Exception) -> None:
        self._status.printer.setText(self.tr("Máy in: không dùng được"))
        self._status.printer.setToolTip(failure_words(fault))

    def _print_ended(self, ended: PrintEnded) -> None:
        if ended.fault:
            self._status.printer.setText(self.tr("Máy in: lần in cuối chưa được"))
            self._status.printer.setToolTip(ended.fault)
        else:
            self._ask_printer()


def _done(_outcome: object) -> None:
    """Votes and the citizen's screen never hold the counter up."""


def _look(session: Session) -> _Seen:
    """Count what waits; reads the store."""
    if not session.ready:
        return _Seen(None, received_today(session.home, SystemClock()), 0, 0, 0, None)
    from desk.services.board import board
    from desk.services.inbox import waiting
    from desk.services.outbox import counts

    desk = session.desk
    with desk.store.reading() as connection:
        office = desk.office(connection)
    found = board(desk, None)
    today = received_today(session.home, desk.clock)
    urgent, answers = found.overdue + found.due_today, waiting(desk, session.officer)
    sent = counts(desk, session.officer)
    outbox = (sent.to_send + sent.to_export, sent.to_look_after)
    # from 1 December the next year waits at the calendar's place, for whoever may settle it
    year = reminded_year(office.calendar, vietnam_day(found.at)) if may(session.officer, "edit-unit") else None
    backup = newest_back_up(session.home)
    return _Seen(office, today, urgent, found.ready, answers, backup, outbox, year is not None)


def newest_back_up(home: Home) -> KeptBackUp | None:
    """The newest back-up that was restored on trial, else the newest."""
    from desk.services.back_up_round import newest_sound

    return newest_sound(home)
