"""What waits to be collected, narrowed while one types; the keyboard never has to leave the field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from desk.rules.card import Card
from desk.services.results import Ready, ready_to_return
from desk.ui import background, style
from desk.ui.results.hand_over_panel import ENTER
from desk.ui.results.ready_table_model import ReadyTableModel
from desk.ui.results.returning import waiting_for
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words

PATIENCE_MILLISECONDS = 90
MOST = 200
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class ReadyList(QFrame):
    """The field and the list below it.

    Signals:
        chosen: a dossier of the list (its number).
        sought: typed words that nothing in the list has.
        left: Esc was pressed.
    """

    chosen = Signal(str)
    sought = Signal(str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("paper")
        self._session = session
        self.model = ReadyTableModel()
        self.table = QTableView()
        self.field = QLineEdit()
        self.message = Strip()
        self.more = label("", "small")
        self.register = QPushButton(self.tr("Sổ trả kết quả   Ctrl+R"))
        self.register.setProperty("role", "link")
        self.register.setAccessibleName(self.tr("Sổ trả kết quả"))
        self.register.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard stays in the field
        self._empty = label("", "muted", wrap=True)
        self._card: Card | None = None
        self._asked = self._answered = 0  # a late answer is dropped
        self._enter_waits = self._walked = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MILLISECONDS)
        self._patience.timeout.connect(self.load)
        self._lay_out()
        self.field.textEdited.connect(self._typed)
        self.table.clicked.connect(lambda index: self._open_row(index.row()))
        for widget in (self.field, self.table):
            widget.installEventFilter(self)

    def load(self) -> None:
        """Read what waits now; the dossier that stands out keeps standing out."""
        self._patience.stop()
        self._asked += 1
        asked, desk, officer = self._asked, self._session.desk, self._session.officer
        words, card = self.field.text(), self._card

        def read() -> Ready:
            if card is None:
                return ready_to_return(desk, officer, MOST, words)
            lines = waiting_for(desk, officer, card)
            return Ready(lines, len(lines))

        background.run(read, lambda found: self._show(asked, found), lambda fault: self._fail(asked, fault))

    def begin_anew(self, card: Card | None = None) -> None:
        """Empty the field and show everything again, or only what waits for the holder of a card."""
        self.field.clear()
        self._card, self._walked = card, False
        self.message.silence()
        self.load()

    def stand_at(self, number: str) -> None:
        """Let a dossier stand out, or none when it is not here."""
        row = self.model.row_of(number)
        self.table.setCurrentIndex(QModelIndex() if row is None else self.model.index(row, 0))

    def stop(self) -> None:
        """Ask for nothing more."""
        self._patience.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field arrows walk the list, Enter takes what stands out, Esc leaves; in the list Enter and Esc too."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if key in ENTER:
                if not event.isAutoRepeat():
                    self._enter() if watched is self.field else self._open_row(self.table.currentIndex().row())
                return True
            if watched is self.field and key in STEPS:
                self._step(STEPS[key])
                return True
        return super().eventFilter(watched, event)

    def _searching(self) -> bool:
        return bool(self.field.text().strip() or self._card)

    def _show(self, asked: int, found: Ready) -> None:
        if asked != self._asked:
            return
        self._answered = asked
        row = self.table.currentIndex().row()
        standing = self.model.lines[row].number if 0 <= row < len(self.model.lines) else ""
        self.model.show(found.lines, self._session.desk.clock.now())
        self.stand_at(standing)
        if self._searching() and found.lines and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        hidden = found.count - len(found.lines)
        count = f"{hidden:,}".replace(",", ".")
        self.more.setText(self.tr("Còn {count} hồ sơ nữa: gõ để tìm.").format(count=count) if hidden > 0 else "")
        self.more.setVisible(hidden > 0)
        self._empty.setText(
            self.tr("Không có kết quả chờ trả nào khớp. Enter để tìm trong mọi hồ sơ.")
            if self._searching()
            else self.tr("Không có kết quả nào chờ trả.")
        )
        self._beside.setCurrentIndex(0 if found.lines else 1)
        if self._enter_waits:
            self._enter_waits = False
            self._enter()

    def _fail(self, asked: int, fault: Exception) -> None:
        if asked == self._asked:
            self._answered, self._enter_waits = asked, False
            self.message.say(failure_words(fault), "fault")

    def _typed(self) -> None:
        self._card, self._walked = None, False
        self.message.silence()
        self._asked += 1  # what was asked before is not wanted any more
        self._patience.start()

    def _step(self, by: int) -> None:
        rows = len(self.model.lines)
        if rows:
            self._walked = True
            row = min(max(self.table.currentIndex().row() + by, 0), rows - 1)
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _enter(self) -> None:
        """Open what stands out; an Enter too many after the last hand-over opens nothing."""
        typed = self.field.text().strip()
        if self._answered != self._asked:
            self._enter_waits = True
            if self._patience.isActive():
                self.load()
        elif not self._searching() and not self._walked:
            self.message.say(self.tr("Hãy quét giấy hẹn, gõ số hồ sơ hoặc tên, hay chọn một dòng bằng ↑ ↓."), "warn")
        elif self.model.lines:
            self._open_row(max(self.table.currentIndex().row(), 0))
        elif typed:
            self.sought.emit(typed)

    def _open_row(self, row: int) -> None:
        if 0 <= row < len(self.model.lines):
            self.chosen.emit(self.model.lines[row].number)

    def _lay_out(self) -> None:
        table, model = self.table, self.model
        table.setModel(model)
        table.setAccessibleName(self.tr("Kết quả chờ trả"))
        show_rows(table)
        header = table.horizontalHeader()
        for column, width in {model.NUMBER: 170, model.APPLICANT: 170, model.FINISHED: 110, model.WAITING: 80}.items():
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(model.PROCEDURE, QHeaderView.ResizeMode.Stretch)
        self.field.setPlaceholderText(self.tr("Quét giấy hẹn, hoặc gõ số hồ sơ / tên"))
        self.field.setAccessibleName(self.tr("Quét giấy hẹn, hoặc gõ số hồ sơ hay tên"))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._beside = QStackedWidget()
        self._beside.addWidget(table)
        self._beside.addWidget(self._empty)
        sheet = QVBoxLayout(self)
        sheet.setContentsMargins(style.L, style.L, style.L, style.M)
        sheet.setSpacing(style.M)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Trả kết quả"), "title"))
        head.addStretch(1)
        head.addWidget(self.register)
        sheet.addLayout(head)
        sheet.addWidget(self.field)
        sheet.addWidget(self.message)
        sheet.addWidget(self._beside, 1)
        sheet.addWidget(self.more)
