"""A procedure's sheet made editable: what is saved is a new dated edition, never a change of the old one."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QLineEdit,
    QPushButton,
    QWidget,
)

from desk.errors import BadValue, DeskError, EditionOutdated
from desk.rules.folding import fold
from desk.rules.instants import vietnam_day
from desk.services.catalogue import Procedure
from desk.services.catalogue_editing import EditionGiven, add_edition, edition_of
from desk.services.desk import Office
from desk.services.intake import preview
from desk.ui import background, style
from desk.ui.office.components_editor import CERTIFIED, ORIGINALS, PHOTOCOPIES
from desk.ui.office.edition_fields import EditionFields
from desk.ui.office.steps_editor import DESK, HOURS
from desk.ui.session import Session
from desk.ui.widgets.focus import give_back
from desk.ui.widgets.rows_editor import NAME, RowsEditor
from desk.ui.widgets.typed_day import day_of
from desk.ui.wording import failure_words, moment_words
from desk.vocabulary import Channel, PauseMode

REFRESH_MILLISECONDS = 20_000  # the promise moves with the clock
ASK_AGAIN_MILLISECONDS = 4_000
_TIME = re.compile(r"(\d{1,2})[:hg.](\d{2})", re.ASCII)
_COLUMNS = {
    "name": NAME, "originals": ORIGINALS, "certified": CERTIFIED, "photocopies": PHOTOCOPIES,
    "desk": DESK, "hours": HOURS,
}  # fmt: skip


class EditionForm(EditionFields):
    """Collects one edition and has it stored; it decides nothing itself.

    Signals:
        saved: an edition was stored (its `Procedure`).
        left: the officer goes back without saving.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._newest: Procedure | None = None
        self._began: tuple[object, ...] = ()
        self._saving = False
        self._focus_before: QWidget | None = None
        self._connect()

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.go_back)
        for act, button in self.buttons.items():
            button.clicked.connect(act)
        for keys, act in (
            ("F9", self.save),
            ("Ctrl+D", self.limits.copy_down),
            ("Ctrl+Shift+D", self.fees.copy_down),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self.limits.edited.connect(self._refresh_promises)
        self.steps.edited.connect(self._sum_steps)
        self.cutoff.textEdited.connect(self._refresh_promises)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MILLISECONDS)
        self._clock.timeout.connect(self._refresh_promises)
        self._asked = QTimer(self)
        self._asked.setSingleShot(True)
        self._asked.setInterval(ASK_AGAIN_MILLISECONDS)
        self._asked.timeout.connect(self._show_buttons)

    # --- beginning and ending -----------------------------------------------------------------------------------------

    def begin(self, edition: Procedure | None, newest: Procedure | None) -> None:
        """Start from an edition that was read, or from nothing; `newest` is the procedure's newest one."""
        today = vietnam_day(self.session.desk.clock.now())
        given = edition_of(edition) if edition else EditionGiven("", "", "", today)
        self._newest = newest
        self.title.setText(self.tr("Bản mới của thủ tục") if edition else self.tr("Thủ tục mới"))
        older = self.tr("Soạn từ bản áp dụng từ {day}, không phải bản mới nhất.")
        away = edition is not None and newest is not None and edition.edition_id != newest.edition_id
        self.source.setText(older.format(day=f"{given.valid_from:%d/%m/%Y}") if away else "")
        self.source.setVisible(away)
        sectors = {one.sector for one in self.session.office.catalogue.procedures(today)}
        self.sector.clear()
        self.sector.addItems(sorted(sectors, key=fold))
        self.name.setPlainText(given.name)
        self.code.setText(given.code)
        self.code.setEnabled(edition is None)
        self.sector.setEditText(given.sector)
        self.valid_from.setText(f"{max(today, newest.valid_from) if newest else today:%d/%m/%Y}")
        self.ended.setChecked(given.ended)
        self.supplement.setCurrentIndex(self.supplement.findData(given.supplement_mode.value))
        self.cutoff.setText(f"{given.cutoff:%H:%M}" if given.cutoff else "")
        self.note.setPlainText(given.note)
        self.limits.show_limits(given.limits)
        self.fees.show_fees(given.fees)
        self.payment_stops.setChecked(given.payment_stops)
        self.components.show_rows(given.components)
        self.steps.show_rows(given.steps)
        self._sum_steps()
        self._began = self._typed()
        self._clear_faults()
        self._set_saving(False)
        self._refresh_promises()
        self._clock.start()
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget:
        """Where one begins: what is still missing, else the day from which the edition holds."""
        if not self.name.text():
            return self.name
        lacking = self.limits.statutory[Channel.COUNTER]
        return lacking if lacking.isEnabled() and not lacking.text() else self.valid_from

    def changed(self) -> bool:
        """Whether anything was typed that is not stored."""
        return self._typed() != self._began

    def go_back(self) -> None:
        """Leave the form; what was typed is thrown away only when asked a second time."""
        if self._saving:
            return
        self._finish_editing()
        if self.changed() and not self._asked.isActive():
            self.back_button.setText(self.tr("&Bỏ những gì đã sửa? Esc lần nữa"))
            self._asked.start()
            return
        self.stop()
        self.left.emit()

    def stop(self) -> None:
        """Stop the clocks."""
        self._clock.stop()
        self._asked.stop()

    # --- saving -------------------------------------------------------------------------------------------------------

    def given(self) -> EditionGiven:
        """What stands in the form.

        Raises:
            BadValue, MissingField: a field cannot be read; the services judge all the rest.
        """
        return EditionGiven(
            code=self.code.text(),
            name=self.name.text(),
            sector=self.sector.currentText(),
            valid_from=day_of(self.valid_from.text()),
            supplement_mode=PauseMode(self.supplement.currentData()),
            cutoff=_time_of(self.cutoff.text()),
            note=self.note.text(),
            limits=self.limits.limits(),
            fees=self.fees.fees(),
            components=self.components.rows(),
            ended=self.ended.isChecked(),
            payment_stops=self.payment_stops.isChecked(),
            steps=self.steps.rows(),
        )

    def save(self) -> None:
        """Store the edition off the GUI thread; the same again makes no second one."""
        if self._saving:
            return
        self._finish_editing()
        self._clear_faults()
        try:
            given = self.given()
        except DeskError as fault:
            self._show_fault(fault)
            return
        self._focus_before = self.focusWidget()
        self._set_saving(True)
        desk, officer = self.session.desk, self.session.officer
        after = self._newest.edition_id if self._newest else None

        def work() -> tuple[Procedure, Office]:
            made = add_edition(desk, officer, given, after)
            with desk.store.reading() as connection:
                return made, desk.office(connection)

        background.run(work, self._show_saved, self._show_save_fault)

    def _show_saved(self, done: tuple[Procedure, Office]) -> None:
        made, office = done
        self._set_saving(False)
        self.stop()
        self.session.work_by(office)
        words = self.tr("Đã lưu bản mới của {code}, áp dụng từ {day}.")
        self.session.said.emit(words.format(code=made.code, day=f"{made.valid_from:%d/%m/%Y}"), "good")
        self.saved.emit(made)

    def _show_save_fault(self, fault: Exception) -> None:
        self._set_saving(False)
        self._show_fault(fault)
        if isinstance(fault, EditionOutdated):
            self._follow_newest()

    def _follow_newest(self) -> None:
        """Somebody else's edition was told of: the next save follows it."""
        desk, code = self.session.desk, self.code.text()

        def work() -> Office:
            with desk.store.reading() as connection:
                return desk.office(connection)

        def follow(office: Office) -> None:
            self.session.work_by(office)
            if code == self.code.text() and code in office.catalogue:
                self._newest = office.catalogue.editions(code)[-1]

        background.run(work, follow, self._show_fault)

    def _show_fault(self, fault: Exception) -> None:
        """Say what is wrong and lead to the field; nothing that was typed is touched."""
        self.message.say(failure_words(fault), "fault")
        where = str(getattr(fault, "facts", {}).get("field", ""))
        listed = re.fullmatch(r"(components|steps)\[(\d+)\]\.(\w+)", where)
        if listed:
            rows: RowsEditor[Any] = self.components if listed[1] == "components" else self.steps
            rows.lead_to(int(listed[2]), _COLUMNS.get(listed[3], NAME))
            return
        at_fault = self._field_of(where)
        give_back(at_fault or self._focus_before)
        if at_fault is not None:
            style.mark(at_fault, "fault", True)

    def _field_of(self, where: str) -> QWidget | None:
        own: dict[str, QWidget] = {
            "code": self.code, "procedure_name": self.name, "sector": self.sector, "valid_from": self.valid_from,
            "cutoff": self.cutoff, "note": self.note, "limits": self.limits.statutory[Channel.COUNTER],
            "components": self.components,
        }  # fmt: skip
        channel, _, name = where.partition(".")
        if channel in list(Channel):
            return self.limits.field(Channel(channel), name) or self.fees.field(Channel(channel), name)
        return own.get(where)

    def _clear_faults(self) -> None:
        self.message.silence()
        for field in (*self.findChildren(QLineEdit), self.sector, self.name, self.note):
            if field.property("fault"):
                style.mark(field, "fault", False)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.body.setEnabled(not saving)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._asked.stop()
        self.save_button.setEnabled(not self._saving)
        self.back_button.setEnabled(not self._saving)
        self.save_button.setText(self.tr("Đang lưu…") if self._saving else self.tr("&Lưu bản mới   F9"))
        self.back_button.setText(self.tr("&Trở lại   Esc"))

    # --- what stands there --------------------------------------------------------------------------------------------

    def _typed(self) -> tuple[object, ...]:
        return (
            self.name.text(), self.code.text(), self.sector.currentText(), self.valid_from.text(),
            self.ended.isChecked(), self.supplement.currentText(), self.cutoff.text(), self.note.text(),
            self.limits.typed(), self.fees.typed(), self.components.rows(), self.payment_stops.isChecked(),
            self.steps.rows(),
        )  # fmt: skip

    def _finish_editing(self) -> None:
        for rows in (self.components, self.steps):
            rows.finish_editing()

    def _sum_steps(self) -> None:
        """How long the steps take together, to be held against the limit."""
        hours = sum(one.hours for one in self.steps.rows())
        self.step_sum.setText(self.tr("cộng {hours} giờ làm việc").format(hours=hours) if hours else "")

    def _refresh_promises(self) -> None:
        """What a dossier received this minute would be promised, beside each limit."""
        desk, office = self.session.desk, self.session.office
        for channel, shown in self.limits.promises.items():
            words, why = "", ""
            try:
                limit = self.limits.limits().get(channel)
                if limit is None:
                    words = self.tr("không nhận qua kênh này")
                else:
                    edition = EditionGiven(
                        "", "", "", dt.date.min, limits={channel: limit}, cutoff=_time_of(self.cutoff.text())
                    )
                    words = moment_words(preview(edition.drafted(), channel, desk.clock.now(), office.calendar).due_at)
            except DeskError as fault:
                words, why = self.tr("chưa tính được"), failure_words(fault)
            shown.setText(words)
            shown.setToolTip(why)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a button or goes on to the next field, Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            focused = self.focusWidget()
            if isinstance(focused, QPushButton):
                focused.click()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)


def _time_of(text: str) -> dt.time | None:
    """The time that is meant by `14:30` or `14h30`, None by nothing. Raises: BadValue."""
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip())
    try:
        if found:
            return dt.time(int(found[1]), int(found[2]))
    except ValueError:
        pass
    raise BadValue(field="cutoff", value=text)
