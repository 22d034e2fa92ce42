"""The register of certified copies: a year's entries, found by any words, each leading to its dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desk.rules.instants import in_vietnam
from desk.rules.money import format_vnd
from desk.services.originals import SHOWN, CopyShown, copy_register
from desk.ui import background, style
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.widgets.tables import show_rows
from desk.ui.wording import failure_words

YEARS = 3
WORDS_MILLISECONDS = 200


class CopiesModel(RowsModel):
    """One row an entry, the newest first."""

    NUMBER, DAY, PAPER, PAGES, COPIES, AMOUNT, APPLICANT, SIGNER = range(8)

    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[CopyShown, ...] = ()
        self._headings = (
            self.tr("Số"), self.tr("Ngày"), self.tr("Bản chính"), self.tr("Trang"), self.tr("Bản sao"),
            self.tr("Phí"), self.tr("Người yêu cầu"), self.tr("Người ký"),
        )  # fmt: skip

    def show(self, entries: Sequence[CopyShown]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def shown(self) -> tuple[CopyShown, ...]:
        """The rows."""
        return self.entries

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            one = self.entries[index.row()]
            return (
                f"{one.serial}/{one.year}", f"{in_vietnam(one.made_at):%d/%m/%Y}", one.name, str(one.pages),
                str(one.copies), format_vnd(one.amount), one.applicant, one.signer or "",
            )[index.column()]  # fmt: skip
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in {self.PAGES, self.COPIES, self.AMOUNT}:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None


class CopyRegisterDialog(QDialog):
    """A year of the register; Enter opens the dossier of an entry."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._asked = session, 0
        self.setWindowTitle(self.tr("Sổ chứng thực bản sao"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(1120, 600)
        self.words, self.year, self.table, self.model = QLineEdit(), QComboBox(), QTableView(), CopiesModel()
        self.message, self.count = Strip(), label("", "muted")
        self.words.setPlaceholderText(self.tr("số, giấy tờ, người yêu cầu, không cần dấu"))
        now = in_vietnam(session.desk.clock.now()).year
        for year in range(now, now - YEARS, -1):
            self.year.addItem(str(year), year)
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
        self.year.currentIndexChanged.connect(self.load)
        self.table.activated.connect(self.open_chosen)
        self.open_button.clicked.connect(self.open_chosen)
        self.leave.clicked.connect(self.reject)
        self.words.setFocus()
        self.load()

    def load(self) -> None:
        """Read the year that is chosen."""
        self._asked += 1
        asked, desk, officer = self._asked, self._session.desk, self._session.officer
        year, words = int(self.year.currentData()), self.words.text()
        background.run(
            lambda: copy_register(desk, officer, year, words),
            lambda found: self._show(asked, found),
            lambda fault: self.message.say(failure_words(fault), "fault"),
        )

    def open_chosen(self) -> None:
        """Open the dossier of the chosen entry."""
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.entries):
            number = self.model.entries[row].dossier
            self.accept()
            self._session.dossier_asked.emit(number)

    def _show(self, asked: int, found: tuple[CopyShown, ...]) -> None:
        if asked != self._asked:
            return
        self.message.silence()
        self.model.show(found)
        copies = sum(one.copies for one in found)
        words = self.tr("{count} mục, {copies} bản sao, {amount}").format(
            count=len(found), copies=copies, amount=format_vnd(sum(one.amount for one in found))
        )
        if len(found) == SHOWN:
            words = self.tr("{count} mục mới nhất; gõ thêm để tìm mục cũ hơn").format(count=SHOWN)
        self.count.setText(words if found else self.tr("Không có mục nào."))
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.open_button.setEnabled(bool(found))

    def _lay_out(self) -> None:
        show_rows(self.table)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Các mục trong sổ"))
        model = self.model
        for column, width in (
            (model.NUMBER, 90), (model.DAY, 110), (model.PAGES, 70), (model.COPIES, 80), (model.AMOUNT, 100),
            (model.APPLICANT, 190), (model.SIGNER, 170),
        ):  # fmt: skip
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(model.PAPER, QHeaderView.ResizeMode.Stretch)
        top = QHBoxLayout()
        top.setSpacing(style.S)
        for widget in (buddy(self.tr("&Tìm"), self.words), self.words, buddy(self.tr("&Năm"), self.year), self.year):
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
        inside.addWidget(label(self.tr("Sổ chứng thực bản sao"), "title"))
        inside.addLayout(top)
        inside.addWidget(self.message)
        inside.addWidget(self.table, 1)
        inside.addLayout(below)
