"""What a busy clerk does beside one plain receipt: on to the next, several procedures, nobody received, pads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from desk.services.pads import LARGEST_PAD, Pad, reserve_pad
from desk.services.receipts import Receipt
from desk.services.turning_away import VisitShown
from desk.ui import background
from desk.ui.intake.how_fields import HOW_KEY
from desk.ui.intake.intake_fields import IntakeFields
from desk.ui.intake.likeness_watch import SHOW_KEY, LikenessWatch
from desk.ui.intake.turn_away_dialog import TurnAwayDialog
from desk.ui.intake.visit_list import ADD_KEY, VisitList
from desk.ui.session import PrintAsked, Session
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.widgets.labels import Strip
from desk.ui.wording import failure_words, moment_words
from desk.vocabulary import PaperForm, TurnedAway


class Intake(Protocol):
    """What of the intake page is used here."""

    fields: IntakeFields
    visit: VisitList
    likeness: LikenessWatch
    message: Strip
    save_button: QPushButton
    received: Any

    def save(self) -> None:
        """Store what stands in the form."""

    def start_over(self) -> None:
        """Empty everything for the next person."""


USUAL_PAD = "20"


class IntakeExtras(QObject):
    """The keys beside F9; the page does the receiving."""

    def __init__(self, page: Intake, widget: QWidget, session: Session) -> None:
        """`widget` is the page itself: keys and dialogs belong to it."""
        super().__init__(widget)
        self._page, self._widget, self._session = page, widget, session
        self.onward = False
        self.turning: TurnAwayDialog | None = None
        self.asking: AskDialog | None = None
        words = (
            self.tr("Lưu, in, tiếp   Ctrl+F9"), self.tr("Thêm thủ tục   {key}").format(key=ADD_KEY),
            self.tr("Chưa nhận…   F8"),
        )  # fmt: skip
        self.buttons = tuple(QPushButton(one) for one in words)
        self.next_button, self.add_button, self.away_button = self.buttons
        for button in (self.add_button, self.away_button):
            button.setProperty("role", "link")
        for button in self.buttons:
            button.setAccessibleName(button.text().partition("   ")[0].rstrip("…"))

    def bind(self) -> None:
        """Answer the keys and the buttons."""
        page = self._page
        keys: tuple[tuple[str, QPushButton | None, Callable[[], object]], ...] = (
            ("Ctrl+F9", self.next_button, self.save_and_go_on), (ADD_KEY, self.add_button, self.add_procedure),
            ("F8", self.away_button, self.turn_away), (SHOW_KEY, None, page.likeness.open_first),
            (HOW_KEY, None, self._toggle_how),
        )  # fmt: skip
        for key, button, act in keys:
            shortcut = QShortcut(QKeySequence(key), self._widget)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            if button is not None:
                button.clicked.connect(act)
        page.fields.how.pad_asked.connect(self.ask_pad)

    @property
    def _free(self) -> bool:
        """Whether something is being typed that can still be added to."""
        return self._page.save_button.isEnabled()

    def save_and_go_on(self) -> None:
        """Store, print, and be ready for the next person without a look at this one."""
        if self._free:
            self.onward = True
            self._page.save()

    def go_onward(self, receipts: tuple[Receipt, ...]) -> None:
        """It is stored: print it, say so, and begin anew."""
        self.onward = False
        page, first = self._page, receipts[0]
        form = PaperForm.RECEIPT_SLIP if len(receipts) == 1 else PaperForm.JOINT_SLIP
        self._session.print_asked.emit(PrintAsked(form, first.number))
        page.received.emit(first)
        page.start_over()
        words = self.tr("Đã tiếp nhận {numbers}, hẹn trả {moment}; đang in.")
        numbers = ", ".join(one.number for one in receipts)
        page.message.say(words.format(numbers=numbers, moment=moment_words(first.due_at)), "good")

    def add_procedure(self) -> None:
        """Note this procedure and begin another of the same person."""
        page = self._page
        chosen = page.fields.procedure.procedure
        if not self._free:
            return
        if chosen is None or not page.fields.applicant.name.text().strip():
            page.message.say(self.tr("Chọn người nộp và thủ tục trước, rồi mới thêm thủ tục khác."), "warn")
            return
        page.fields.components.drop_nameless()
        page.visit.add(page.fields.document(), chosen.name)
        page.fields.procedure.reset()
        page.fields.components.reset()
        page.fields.procedure.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_away(self) -> None:
        """Say what is missing, or why it is not received; nothing is received."""
        page = self._page
        chosen = page.fields.procedure.procedure
        if not self._free:
            return
        if chosen is None:
            page.message.say(self.tr("Chọn thủ tục trước: hướng dẫn theo giấy tờ của thủ tục đó."), "warn")
            page.fields.procedure.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.turning = TurnAwayDialog(
            self._session, (chosen.code, chosen.name), page.fields.components.all_papers(),
            page.fields.applicant.name.text().strip(), self._widget,
        )  # fmt: skip
        self.turning.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.turning.turned_away.connect(self._turned_away)
        self.turning.finished.connect(self._forget_turning)
        self.turning.open()

    def _turned_away(self, visit: VisitShown) -> None:
        page = self._page
        page.start_over()
        words = (
            self.tr("Đã ghi hướng dẫn; không cấp số hồ sơ.")
            if visit.kind is TurnedAway.GUIDED
            else self.tr("Đã ghi từ chối tiếp nhận; không cấp số hồ sơ.")
        )
        page.message.say(words, "good")

    def _forget_turning(self) -> None:
        self.turning = None

    def _toggle_how(self) -> None:
        how = self._page.fields.how
        if self._free:
            how.show_block(not how.is_open())
            if how.is_open():
                how.channel.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- pads ---------------------------------------------------------------------------------------------------------

    def ask_pad(self) -> None:
        """How many numbers shall be set aside for the next outage."""
        self.asking = AskDialog(
            self._widget, self.tr("Tập số dự phòng"),
            self.tr("Các số kế tiếp của hôm nay được giữ riêng và in thành phiếu viết tay, dùng khi mất điện. Nhiều"
                    " nhất {most} số.").format(most=LARGEST_PAD),
            self.tr("Giữ số và in"), self.tr("&Bao nhiêu số"),
        )  # fmt: skip
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.typed.setText(USUAL_PAD)
        self.asking.typed.selectAll()
        self.asking.confirmed.connect(self._reserve)
        self.asking.open()

    def _reserve(self, typed: str) -> None:
        desk, officer = self._session.desk, self._session.officer
        count = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 0
        background.run(lambda: reserve_pad(desk, officer, count), self._reserved, self._not_reserved)

    def _reserved(self, pad: Pad) -> None:
        if self.asking is not None:
            self.asking.accept()
            self.asking = None
        self._session.print_asked.emit(PrintAsked(PaperForm.PAD_SHEET, pad.numbers[0]))
        words = self.tr("Đã giữ {count} số, {first} đến {last}; đang in phiếu viết tay.")
        told = words.format(count=len(pad.numbers), first=pad.numbers[0], last=pad.numbers[-1])
        self._page.message.say(told, "good")

    def _not_reserved(self, fault: Exception) -> None:
        if self.asking is not None:
            self.asking.refuse(failure_words(fault))
