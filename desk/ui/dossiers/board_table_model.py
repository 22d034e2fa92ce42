"""The table of the board: what it was given, in the order it was given; it never asks the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from desk.messages import STATUS_WORDS
from desk.rules.spent_time import SpentTime
from desk.rules.working_time import spoken
from desk.services.board import BoardGroup, BoardItem
from desk.ui import style
from desk.ui.widgets.icons import icon
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.widgets.spent_bar import spent_words
from desk.ui.wording import moment_short, procedure_short

ICONS = {
    BoardGroup.OVERDUE: "overdue",
    BoardGroup.DUE_TODAY: "due-today",
    BoardGroup.DUE_SOON: "due-soon",
    BoardGroup.WAITING_CITIZEN: "waiting",
    BoardGroup.READY: "ready",
}


def colour_of(group: BoardGroup) -> str:
    """The colour that a group's words wear now."""
    worn = style.current()
    return {
        BoardGroup.OVERDUE: worn.fault,
        BoardGroup.DUE_TODAY: worn.warn,
        BoardGroup.DUE_SOON: worn.soon,
        BoardGroup.WAITING_CITIZEN: worn.waiting,
        BoardGroup.READY: worn.good,
    }[group]


def left_words(item: BoardItem) -> str:
    """The working time left: `quá 2 ngày 3 giờ`, `còn 45 phút`; where no clock runs, why not."""
    minutes = item.minutes_left
    if minutes is None:
        return STATUS_WORDS[item.status].capitalize()
    words = spoken(abs(minutes))
    if item.group is not BoardGroup.OVERDUE:
        return f"còn {words}"
    return f"quá {words}" if minutes else "vừa quá hạn"


class BoardTableModel(RowsModel):
    """One row a dossier."""

    LEFT, NUMBER, APPLICANT, PROCEDURE, PROMISE, HOLDER, SPENT = range(7)

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[BoardItem, ...] = ()
        self._headings = (
            self.tr("Còn lại (giờ làm việc)"), self.tr("Số hồ sơ"), self.tr("Người nộp"),
            self.tr("Thủ tục"), self.tr("Hẹn trả"), self.tr("Đang ở"), self.tr("Giờ đã dùng"),
        )  # fmt: skip
        self.spent: Mapping[str, SpentTime] = {}
        self._icons: dict[tuple[BoardGroup, str], Any] = {}

    def show(self, items: Sequence[BoardItem]) -> None:
        """Show these and nothing else; the same again changes nothing."""
        if tuple(items) != self.items:
            self.beginResetModel()
            self.items = tuple(items)
            self.endResetModel()

    def show_spent(self, spent: Mapping[str, SpentTime]) -> None:
        """Show whose time the dossiers used, by number; it is read after the board itself."""
        if spent != self.spent:
            self.spent = spent
            if self.items:
                self.dataChanged.emit(self.index(0, self.SPENT), self.index(len(self.items) - 1, self.SPENT))

    def row_of(self, number: str) -> int | None:
        """The row of a dossier."""
        return next((at for at, item in enumerate(self.items) if item.number == number), None)

    def shown(self) -> tuple[BoardItem, ...]:
        """The rows."""
        return self.items

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, shape and colour of a cell."""
        item = self.items[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(item, index.column())
        if index.column() == self.SPENT and role == Qt.ItemDataRole.UserRole:
            return self.spent.get(item.number)
        if index.column() == self.LEFT:
            colour = colour_of(item.group)
            if role == Qt.ItemDataRole.ForegroundRole:
                return QColor(colour)
            if role == Qt.ItemDataRole.DecorationRole:
                return self._icons.setdefault((item.group, colour), icon(ICONS[item.group], colour))
            if role == Qt.ItemDataRole.FontRole:
                font = QFont(style.FAMILY)
                font.setPixelSize(style.BASE)
                font.setBold(True)
                return font
        return None

    def _words(self, item: BoardItem, column: int) -> str:
        return (
            left_words(item), item.number, item.applicant, procedure_short(item.procedure_name),
            moment_short(item.promised_at), item.holder or self.tr("Bộ phận một cửa"),
            spent_words(self.spent[item.number]) if item.number in self.spent else "",
        )[column]  # fmt: skip
