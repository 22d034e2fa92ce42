"""A book of the office in a window: a period and words above, entries below, each leading to its dossier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.ui import background, style
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words

WORDS_MILLISECONDS = 200


@dataclass(frozen=True)
class Column:
    """A column of a book; a width of 0 takes the room that is left, figures stand at the right."""

    heading: str
    width: int
    figures: bool = False


class EntriesModel(RowsModel):
    """One row an entry, as texts."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self._headings = tuple(column.heading for column in columns)
        self.figures = frozenset(at for at, column in enumerate(columns) if column.figures)
        self.rows: tuple[tuple[str, ...], ...] = ()

    def show(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def shown(self) -> tuple[tuple[str, ...], ...]:
        """The rows."""
        return self.rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.rows[index.row()][index.column()]
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


class RegisterDialog(QDialog):
    """What all books share; an heir says its columns and periods, reads its entries and words them."""

    heading = ""
    hint = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self._asked = session, 0
        self.entries: tuple[Any, ...] = ()
        self.setWindowTitle(self.heading)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1280, 640)
        self.words, self.period, self.table = QLineEdit(), QComboBox(), QTableView()
        self.model = EntriesModel(self.columns())
        self.message, self.count, self.empty = Strip(), label("", "muted"), label("", "muted", wrap=True)
        self.words.setPlaceholderText(self.hint)
        for words, value in self.periods():
            self.period.addItem(words, value)
        self.open_button = QPushButton(self.tr("Mở hồ sơ   Enter"))
        self.open_button.setAccessibleName(self.tr("Mở hồ sơ"))
        self.open_button.setProperty("role", "primary")
        self.leave = QPushButton(self.tr("Đóng   Esc"))
        self.leave.setAccessibleName(self.tr("Đóng"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WORDS_MILLISECONDS)
        self._lay_out()
        self._soon.timeout.connect(self.load)
        self.words.textEdited.connect(self._soon.start)
        self.words.returnPressed.connect(self.table.setFocus)
        self.period.currentIndexChanged.connect(self.load)
        self.table.activated.connect(self.open_chosen)
        self.open_button.clicked.connect(self.open_chosen)
        self.leave.clicked.connect(self.reject)
        self.words.setFocus()
        self.load()

    # --- an heir's ----------------------------------------------------------------------------------------------------

    def columns(self) -> Sequence[Column]:
        """The columns, from the left."""
        raise NotImplementedError

    def periods(self) -> Sequence[tuple[str, Any]]:
        """The periods to choose from, each with its value; the first is shown at once."""
        raise NotImplementedError

    def read(self, period: Any, words: str) -> tuple[Any, ...]:
        """The entries of a period that have the words; off the GUI thread."""
        raise NotImplementedError

    def cells(self, entry: Any) -> tuple[str, ...]:
        """The texts of an entry, one a column."""
        raise NotImplementedError

    def number_of(self, entry: Any) -> str:
        """The dossier of an entry."""
        raise NotImplementedError

    def summary(self, entries: Sequence[Any]) -> str:
        """What the entries come to."""
        raise NotImplementedError

    # --- what is shared -----------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the period that is chosen."""
        self._asked += 1
        asked, period, words = self._asked, self.period.currentData(), self.words.text()
        background.run(
            lambda: self.read(period, words),
            lambda found: self._show(asked, found),
            lambda fault: self.message.say(failure_words(fault), "fault"),
        )

    def open_chosen(self) -> None:
        """Open the dossier of the chosen entry."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.entries):
            number = self.number_of(self.entries[row])
            self.accept()
            self.session.dossier_asked.emit(number)

    def _show(self, asked: int, found: tuple[Any, ...]) -> None:
        if asked != self._asked:
            return
        self.message.silence()
        self.entries = found
        self.model.show([self.cells(one) for one in found])
        self.count.setText(self.summary(found) if found else "")
        self.empty.setText(
            self.tr("Không có mục nào khớp; hãy gõ bớt chữ hoặc chọn thời gian dài hơn.")
            if self.words.text().strip()
            else self.tr("Thời gian này sổ chưa có mục nào.")
        )
        self._beside.setCurrentIndex(0 if found else 1)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.open_button.setEnabled(bool(found))

    def _lay_out(self) -> None:
        show_rows(self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Các mục trong sổ"))
        for at, one in enumerate(self.columns()):
            if one.width:
                self.table.setColumnWidth(at, one.width)
            else:
                self.table.horizontalHeader().setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)
        top = QHBoxLayout()
        top.setSpacing(style.S)
        period = buddy(self.tr("Thời &gian"), self.period)
        for widget in (buddy(self.tr("&Tìm"), self.words), self.words, period, self.period):
            top.addWidget(widget, 1 if widget is self.words else 0)
        below = QHBoxLayout()
        below.setSpacing(style.S)
        below.addWidget(self.count, 1)
        for button in (self.leave, self.open_button):
            button.setAutoDefault(False)
            below.addWidget(button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(style.XL, style.L, style.XL, style.L)
        inside.setSpacing(style.M)
        inside.addWidget(label(self.heading, "title"))
        inside.addLayout(top)
        inside.addWidget(self.message)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._beside = QStackedWidget()
        self._beside.addWidget(self.table)
        self._beside.addWidget(self.empty)
        inside.addWidget(self._beside, 1)
        inside.addLayout(below)
