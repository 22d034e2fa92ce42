"""A paper as it will print, with the printer it goes to; looking counts nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desk.ui import background, style
from desk.ui.papers.page_pictures import PagesView
from desk.ui.papers.paper_names import PAPER_WORDS
from desk.ui.papers.printer_box import PrinterBox
from desk.ui.session import PrintAsked, Session
from desk.ui.widgets.file_dialog import file_dialog
from desk.ui.widgets.labels import Strip, buddy, hairline, label
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm

if TYPE_CHECKING:  # the drawing of papers is imported by the thread that draws
    from desk.services.papers import PaperMade, PaperSeen

MOST_PIECES = 20
SIDE = 320


class PreviewDialog(QDialog):
    """Pages at the left, at the right which copy it is, the printer and what can be done."""

    def __init__(self, session: Session, form: PaperForm, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._form, self._number = session, form, number
        self._asked = 0
        self.setWindowTitle(self.tr("Xem trước khi in"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(800, 660)
        self.resize(1000, 690)
        self.pages = PagesView()
        self.copy_words = label("", "number", wrap=True)
        self.message, self.printer_message = Strip(), Strip()
        self.printer = PrinterBox(session)
        self.pieces = QSpinBox()
        self.pieces.setRange(1, MOST_PIECES)
        self.pieces.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.zoom_words = label("", "muted")
        self._make_buttons()
        self._lay_out()
        self.pages.drawn.connect(self._show_drawn)
        self.pages.failed.connect(self._show_fault)
        self.printer.shown.connect(self._show_printers)
        self.printer.currentIndexChanged.connect(self._show_trouble)
        self.pages.say(self.tr("Đang vẽ giấy…"))
        self.load()

    def load(self) -> None:
        """Draw the paper as it would print now."""
        self._asked += 1
        asked, desk, officer = self._asked, self._session.desk, self._session.officer
        form, number = self._form, self._number
        self.retry.hide()
        self._allow(False)

        def work() -> tuple[int, PaperSeen]:
            from desk.services.papers import preview

            return asked, preview(desk, officer, form, number)

        background.run(work, self._show_seen, self._fail)

    def send(self) -> None:
        """Have it printed and close; nobody waits for the printer."""
        if self.print_button.isEnabled():
            asked = PrintAsked(self._form, self._number, self.printer.chosen(), self.pieces.value())
            self.accept()
            self._session.print_asked.emit(asked)

    def choose_file(self) -> None:
        """Ask where the PDF shall be kept."""
        if not self.save_button.isEnabled():
            return
        name = f"{self._number}-{self._form.value}.pdf"
        dialog = file_dialog(self, self.tr("Lưu tệp PDF"), self.tr("Tệp PDF (*.pdf)"), self.tr("&Lưu"), name)
        dialog.setDefaultSuffix("pdf")
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Keep the paper as a file; that is a copy and is counted as one."""
        desk, officer, form, number = self._session.desk, self._session.officer, self._form, self._number
        self._allow(False)

        def work() -> PaperMade:
            from desk.services.papers import save_paper

            return save_paper(desk, officer, form, number, Path(file))

        background.run(work, self._show_saved, self._show_not_saved)

    # --- outcome ------------------------------------------------------------------------------------------------------

    def _show_seen(self, found: tuple[int, PaperSeen]) -> None:
        asked, seen = found
        if asked != self._asked:
            return
        words = self.tr("Bản thứ {copy}").format(copy=seen.copy)
        if seen.copy > 1:
            words = self.tr("{words} – in lại lần {again}").format(words=words, again=seen.copy - 1)
        self.copy_words.setText(words)
        self.pages.show_pdf(seen.pdf)
        self._allow(True)
        self.print_button.setFocus()  # it could not take the focus before, or lost it

    def _show_drawn(self) -> None:
        self.zoom_words.setText(f"{self.pages.zoom:.0%}".replace("%", " %"))

    def _show_fault(self, words: str) -> None:
        self.message.say(words, "fault")
        self.pages.say(self.tr("Chưa vẽ được giấy."))
        self.retry.show()
        self.retry.setFocus()

    def _fail(self, fault: Exception) -> None:
        self._show_fault(failure_words(fault))

    def _show_saved(self, made: PaperMade) -> None:
        self.message.say(self.tr("Đã ghi {file}, bản thứ {copy}.").format(file=made.file, copy=made.copy), "good")
        self.load()

    def _show_not_saved(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")
        self.load()  # its number may have been taken

    def _show_printers(self, fault: str) -> None:
        if fault:
            self.printer_message.say(fault, "fault")
        else:
            self._show_trouble()

    def _show_trouble(self) -> None:
        trouble = self.printer.trouble()
        if trouble:
            self.printer_message.say(
                self.tr("{printer}. Hãy xem máy in hoặc chọn máy khác.").format(printer=trouble), "warn"
            )
        else:
            self.printer_message.silence()

    def _allow(self, allowed: bool) -> None:
        self.print_button.setEnabled(allowed)
        self.save_button.setEnabled(allowed)

    # --- looks --------------------------------------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        self.print_button = self._button(self.tr("&In   F9"), self.tr("In"), self.send)
        self.print_button.setProperty("role", "primary")
        self.save_button = self._button(self.tr("&Lưu tệp PDF…   Ctrl+S"), self.tr("Lưu tệp PDF"), self.choose_file)
        self.retry = self._button(self.tr("&Vẽ lại   F5"), self.tr("Vẽ lại"), self._load_anew)
        self.leave = self._button(self.tr("Đóng   &Esc"), self.tr("Đóng"), self.reject)
        self.smaller = self._button(self.tr("Nhỏ   −"), self.tr("Thu nhỏ"), self.pages.zoom_out)
        self.larger = self._button(self.tr("Lớn   +"), self.tr("Phóng to"), self.pages.zoom_in)
        self.fit = self._button(self.tr("Vừa bề rộng   0"), self.tr("Vừa bề rộng"), self.pages.fit_width)
        self.life = self._button(self.tr("Cỡ thật   1"), self.tr("Cỡ thật"), self.pages.life_size)
        for keys, answer in (
            ("F9", self.send), ("Ctrl+S", self.choose_file), ("F5", self._load_anew), ("-", self.pages.zoom_out),
            ("+", self.pages.zoom_in), ("=", self.pages.zoom_in), ("0", self.pages.fit_width),
            ("1", self.pages.life_size), ("PgDown", self._turn_down), ("PgUp", self._turn_up),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(answer)

    def _button(self, words: str, name: str, answer: object) -> QPushButton:
        made = QPushButton(words)
        made.setAccessibleName(name)
        made.setAutoDefault(False)
        made.clicked.connect(answer)
        return made

    def _load_anew(self) -> None:
        self.message.silence()
        self.pages.say(self.tr("Đang vẽ giấy…"))
        self.load()
        self.printer.ask()

    def _turn_down(self) -> None:
        self.pages.turn(1)

    def _turn_up(self) -> None:
        self.pages.turn(-1)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(style.S, style.S, style.L, style.L)
        row.setSpacing(style.M)
        row.addWidget(self.pages, 1)
        side = QFrame()
        side.setObjectName("paper")
        side.setFixedWidth(SIDE)
        row.addWidget(side)
        column = QVBoxLayout(side)
        column.setContentsMargins(style.L, style.L, style.L, style.L)
        column.setSpacing(style.S)
        column.addWidget(label(PAPER_WORDS[self._form], "title", wrap=True))
        column.addWidget(label(self._number, "muted"))
        column.addWidget(self.copy_words)
        column.addWidget(hairline())
        column.addWidget(buddy(self.tr("&Máy in"), self.printer))
        column.addWidget(self.printer)
        column.addWidget(self.printer_message)
        pieces = QHBoxLayout()
        pieces.addWidget(buddy(self.tr("&Số tờ in ra"), self.pieces), 1)
        pieces.addWidget(self.pieces)
        column.addLayout(pieces)
        column.addWidget(self.print_button)
        column.addWidget(self.save_button)
        column.addWidget(self.message)
        column.addWidget(self.retry)
        column.addStretch(1)
        zoom = QHBoxLayout()
        zoom.setSpacing(style.S)
        zoom.addWidget(self.smaller)
        zoom.addWidget(self.zoom_words, 1, Qt.AlignmentFlag.AlignCenter)
        zoom.addWidget(self.larger)
        column.addLayout(zoom)
        sizes = QHBoxLayout()
        sizes.setSpacing(style.S)
        sizes.addWidget(self.fit, 3)
        sizes.addWidget(self.life, 2)
        column.addLayout(sizes)
        column.addWidget(hairline())
        column.addWidget(self.leave)
