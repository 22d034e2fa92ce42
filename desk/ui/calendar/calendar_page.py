"""The calendar's page: a year at a glance, what is written on its days, the weekly hours; saved after a look ahead."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk.errors import BadCalendar, DeskError
from desk.messages.calendar_words import provisional_words
from desk.rules.calendar_document import LONGEST_WORDS, calendar_from_document, calendar_to_document
from desk.rules.calendar_year import confirmed_year, reminded_year, rows_of, with_year
from desk.rules.text import clean_text
from desk.rules.year_proposal import propose_year
from desk.services.calendar_changing import export_year
from desk.services.calendar_files import public_holidays, read_year_file
from desk.services.desk import Office
from desk.ui import background
from desk.ui.calendar.calendar_face import CalendarFace
from desk.ui.calendar.moves_dialog import MovesDialog
from desk.ui.intake.draft_keeper import DraftFound, DraftKeeper
from desk.ui.session import PapersWanted, Session
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.widgets.file_dialog import file_dialog
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm

DRAFT = "calendar"


class CalendarPage(CalendarFace):
    """Drafts changes of days and hours, looks ahead at what they move, saves all or nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._settling: AskDialog | None = None
        self.keeper = DraftKeeper(session, DRAFT)
        self._connect()
        self.view.stand_at(self.today())
        self._show()
        if self.editable:
            self.keeper.look()

    def _connect(self) -> None:
        self.view.moved.connect(self._show_day)
        self.view.turned.connect(self.turn)
        self.view.entered.connect(self._edit_day)
        self.view.cleared.connect(self.days.wipe)
        self.days.written.connect(self._to_view)
        self.draft.changed.connect(self._show)
        self.draft.changed.connect(self._keep)
        self.keeper.looked.connect(self._put_back)
        self.keeper.failed.connect(self._say)
        self.session.office_changed.connect(self._take_office)
        self.table.selectionModel().currentRowChanged.connect(self._to_row)
        self.table.activated.connect(self._edit_day)
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        for at, tab in enumerate(self.tabs):
            tab.clicked.connect(lambda _checked, at=at: self.show_panel(at))
        for button, act in (
            (self.propose, self.propose_rows), (self.settle, self.ask_to_settle), (self.take_in, self.ask_for_file),
            (self.give_out, self.ask_where), (self.save_button, self.look_ahead), (self.undo, self.draft.undo),
            (self.reset, self._drop),
        ):  # fmt: skip
            button.clicked.connect(act)
        for keys, act in (
            ("F9", self.look_ahead), ("Ctrl+Z", self.draft.undo), ("Esc", self._to_view),
            ("Ctrl+1", lambda: self.show_panel(0)), ("Ctrl+2", lambda: self.show_panel(1)),
            ("Ctrl+3", lambda: self.show_panel(2)),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # --- the frame's questions ----------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The year."""
        return self.view

    def refresh(self) -> None:
        """The day may have turned."""
        self.view.show_calendar(self.draft.calendar, self.today())

    def keep_now(self) -> None:
        """Put on the disk what was drafted and not saved."""
        self.keeper.keep_now()

    def papers_wanted(self) -> PapersWanted:
        """Whom to call after a change."""
        return PapersWanted(PaperForm.CALL_LIST)

    # --- what can be done ---------------------------------------------------------------------------------------------

    def turn(self, by: int) -> None:
        """Look at another year; the same day stands out."""
        day = self.view.day
        year = day.year + by
        last = 28 if (day.month, day.day) == (2, 29) else day.day
        self.view.stand_at(dt.date(year, day.month, last))

    def show_panel(self, at: int) -> None:
        """Bring the days, the rows of the year or the weekly hours to the front."""
        self.panels.setCurrentIndex(at)
        for one, tab in enumerate(self.tabs):
            tab.setChecked(one == at)
        field = (self.days.kind, self.table, self.weeks.sets)[at]
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def propose_rows(self) -> None:
        """Write into the draft what the law gives the year in view; what is settled there stays."""
        if not self.editable:
            return
        year, calendar = self.view.year, self.draft.calendar
        holidays, made_up = public_holidays()
        kept = [row for row in rows_of(calendar, year) if row.confirmed]
        taken = {row.date for row in kept}
        try:
            rows = propose_year(year, holidays, calendar.works_weekly, made_up)
            self._put(with_year(calendar, year, [*kept, *(row for row in rows if row.date not in taken)]))
        except (DeskError, ValueError) as fault:
            self._say(fault)
            return
        words = self.tr("Đã ghi đề nghị theo luật cho năm {year} vào bản sửa, còn dự kiến; chưa lưu.")
        self.message.say(words.format(year=year), "good")
        self.show_panel(1)

    def ask_to_settle(self) -> None:
        """Ask by which document the year in view is settled."""
        year = self.view.year
        if not self.editable or not rows_of(self.draft.calendar, year):
            return
        dialog = AskDialog(
            self, self.tr("Xác nhận lịch năm {year}").format(year=year),
            self.tr("Các ngày còn dự kiến thành chính thức theo văn bản này; chưa lưu cho tới khi bấm Lưu."),
            self.tr("Xác nhận"), self.tr("Số, ngày và cơ quan ban hành"),
        )  # fmt: skip

        def settle(source: str) -> None:
            try:
                self._put(confirmed_year(self.draft.calendar, year, clean_text(source, "source", LONGEST_WORDS)))
            except DeskError as fault:
                dialog.refuse(failure_words(fault))
                return
            dialog.accept()

        dialog.confirmed.connect(settle)
        self._settling = dialog
        dialog.open()

    def ask_for_file(self) -> None:
        """Ask for the yearly file to be taken in."""
        if self.editable:
            dialog = file_dialog(self, self.tr("Nhập lịch của một năm"), self.tr("Lịch năm (*.toml)"), self.tr("Nhập"))
            dialog.fileSelected.connect(lambda file: self.take_file(Path(file)))
            dialog.open()

    def take_file(self, file: Path) -> None:
        """Write the year of a file into the draft; with a fault in it nothing is."""
        calendar = self.draft.calendar

        def done(given: object) -> None:
            found = given
            try:
                self._put(with_year(self.draft.calendar, found.year, found.rows))  # type: ignore[attr-defined]
            except DeskError as fault:
                self._say(fault)
                return
            self.view.stand_at(found.rows[0].date)  # type: ignore[attr-defined]
            words = self.tr("Đã đọc lịch năm {year} vào bản sửa: hãy xem rồi lưu.")
            self.message.say(words.format(year=found.year), "good")  # type: ignore[attr-defined]
            self.show_panel(1)

        background.run(lambda: read_year_file(file, calendar), done, self._say)

    def ask_where(self) -> None:
        """Ask under which name the year in view is written."""
        year = self.view.year
        dialog = file_dialog(
            self, self.tr("Xuất lịch năm {year}").format(year=year), self.tr("Lịch năm (*.toml)"), self.tr("Ghi"),
            f"{year}.toml",
        )  # fmt: skip
        dialog.fileSelected.connect(lambda file: self.give_file(Path(file)))
        dialog.open()

    def give_file(self, file: Path) -> None:
        """Write the year in view, as it is saved, to a file."""
        desk, officer, year = self.session.desk, self.session.officer, self.view.year
        words = self.tr("Đã ghi {count} ngày của năm {year} vào {file}.")
        background.run(
            lambda: export_year(desk, officer, year, file),
            lambda count: self.message.say(words.format(count=count, year=year, file=file.name), "good"),
            self._say,
        )

    def look_ahead(self) -> None:
        """Show what would move; from there it is saved."""
        if not self.editable or not self.draft.edited:
            return
        dialog = MovesDialog(self.session, self.draft, self)
        dialog.saved.connect(self._saved)
        dialog.finished.connect(self._to_view)
        dialog.open()

    # --- showing ------------------------------------------------------------------------------------------------------

    def _put(self, calendar: object) -> None:
        self.message.silence()
        self.draft.put(calendar)  # type: ignore[arg-type]

    def _say(self, fault: Exception) -> None:
        if isinstance(fault, ValueError):
            self.message.say(self.tr("Chưa tính được lịch âm của năm này; hãy nhập tệp lịch năm."), "fault")
        else:
            self.message.say(failure_words(fault), "fault")

    def _keep(self) -> None:
        """Keep the draft on the disk: a power cut costs no typing."""
        document = {"based_on": self.draft.based_on, "calendar": calendar_to_document(self.draft.calendar)}
        self.keeper.keep(document if self.draft.edited else None)

    def _put_back(self, found: DraftFound | None) -> None:
        """Go on with what an earlier window left, unless the calendar in force is another one by now."""
        if found is None or self.draft.edited:
            return
        kept = found.draft.document
        if kept.get("based_on") != self.draft.based_on:
            self.keeper.forget()
            self.message.say(self.tr("Bản sửa lịch bỏ dở đã cũ so với lịch đang dùng nên không đưa lại."), "warn")
            return
        try:
            self.draft.put(calendar_from_document(kept["calendar"]))
        except (BadCalendar, KeyError, TypeError):
            self.keeper.forget()
            return
        self.message.say(self.tr("Đã đưa lại bản sửa lịch chưa lưu: xem lại rồi lưu, hoặc bỏ hết thay đổi."), "warn")

    def _drop(self) -> None:
        self.draft.begin(self.session.office)

    def _saved(self, office: Office, moved: int) -> None:
        self.draft.begin(office)
        self.session.work_by(office)
        words = (
            self.tr("Đã lưu lịch; {count} hồ sơ đổi hạn. Danh sách gọi điện: Ctrl+P.")
            if moved
            else self.tr("Đã lưu lịch; không hồ sơ nào đổi hạn.")
        )
        self.message.say(words.format(count=moved), "good")
        self._to_view()

    def _take_office(self) -> None:
        if not self.draft.take_office(self.session.office):
            self.message.say(
                self.tr("Lịch vừa được người khác sửa: bản sửa ở đây giữ nguyên, hãy bỏ rồi sửa trên lịch mới."), "warn"
            )

    def _show(self) -> None:
        self.view.show_calendar(self.draft.calendar, self.today())
        self.weeks.show_draft()
        self._show_day()

    def _show_day(self) -> None:
        year, calendar = self.view.year, self.draft.calendar
        self.days.show_days(self.view.stretch())
        self.year.setText(str(year))
        known, rows = year in calendar.years, rows_of(calendar, year)
        settled = known and not calendar.provisional(year)
        words = self.tr("chính thức") if settled else self.tr("dự kiến") if known else self.tr("chưa có lịch")
        self.state.setText(words)
        self.state.setProperty("tone", "good" if settled else "warn" if known else "fault")
        self.state.style().polish(self.state)
        if self.rows.rows != rows:
            self.rows.show(calendar, year)
        at = self.rows.row_of(self.view.day)
        self.table.selectionModel().blockSignals(True)
        if at is None:
            self.table.clearSelection()
        else:
            self.table.setCurrentIndex(self.rows.index(at, 0))
        self.table.selectionModel().blockSignals(False)
        self.none.setText(
            self.tr("Năm {year} chưa có dòng nào: hãy đề nghị theo luật hoặc nhập tệp.").format(year=year)
        )
        self.beside.setCurrentIndex(0 if rows else 1)
        self._show_state()

    def _show_state(self) -> None:
        count = len(self.draft.lines())
        self.unsaved.setText(self.tr("{count} thay đổi chưa lưu").format(count=count) if count else "")
        self.save_button.setEnabled(self.editable and bool(count))
        self.undo.setEnabled(self.draft.can_undo)
        self.reset.setEnabled(bool(count))
        year = reminded_year(self.draft.calendar, self.today())
        if year is None:
            self.waits.silence()
        else:
            self.waits.say(provisional_words(year, self.today()), "warn")
        rows = rows_of(self.draft.calendar, self.view.year)
        self.settle.setEnabled(self.editable and any(not row.confirmed for row in rows))
        self.give_out.setEnabled(self.view.year in self.session.office.calendar.years)

    def _to_row(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.rows.rows) and self.rows.rows[row].date != self.view.day:
            self.view.stand_at(self.rows.rows[row].date)

    def _edit_day(self) -> None:
        self.show_panel(0)

    def _to_view(self) -> None:
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
