"""The table of the board: what it was given, in the order it was given; it never asks the store."""

from __future__ import annotations

import datetime as dt
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
from desk.ui.wording import moment_short, procedure_short, weekday_short

NOON = dt.time(12, 30)  # a session that ends no later is the morning's
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


def head_words(item: BoardItem, today: dt.date) -> str:
    """What a dossier stands under: the session at whose end it is due, or why no clock runs."""
    names = {
        BoardGroup.OVERDUE: "Quá hạn", BoardGroup.WAITING_CITIZEN: "Chờ người dân", BoardGroup.READY: "Chờ trả kết quả",
    }  # fmt: skip
    if item.group in names or item.session is None:
        return names.get(item.group, "Không có giờ hẹn")
    opens, closes = item.session
    part, day = "Sáng" if closes.time() <= NOON else "Chiều", opens.date()
    if day == today:
        when = f"{part} nay"
    elif day - today == dt.timedelta(days=1):
        when = f"{part} mai"
    else:
        when = f"{part} {weekday_short(day)[:-5]}"
    return f"{when}, đến {closes:%H:%M}"


class BoardTableModel(RowsModel):
    """One row a dossier, those of a session below a head that says which; heads can not be chosen."""

    LEFT, NUMBER, APPLICANT, PROCEDURE, PROMISE, HOLDER, SPENT = range(7)

    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[BoardItem, ...] = ()
        self.rows: tuple[BoardItem | str, ...] = ()
        self._headings = (
            self.tr("Còn lại (giờ làm việc)"), self.tr("Số hồ sơ"), self.tr("Người nộp"),
            self.tr("Thủ tục"), self.tr("Hẹn trả"), self.tr("Đang ở"), self.tr("Giờ đã dùng"),
        )  # fmt: skip
        self.spent: Mapping[str, SpentTime] = {}
        self._icons: dict[tuple[BoardGroup, str], Any] = {}

    def show(self, items: Sequence[BoardItem], today: dt.date) -> None:
        """Show these and nothing else; the same again changes nothing."""
        rows: list[BoardItem | str] = []
        under = ""
        for item in items:
            head = head_words(item, today)
            if head != under:
                rows.append(head)
                under = head
            rows.append(item)
        if tuple(rows) != self.rows:
            self.beginResetModel()
            self.items, self.rows = tuple(items), tuple(rows)
            self.endResetModel()

    def heads(self) -> list[int]:
        """The rows that are heads."""
        return [at for at, row in enumerate(self.rows) if isinstance(row, str)]

    def item_at(self, row: int) -> BoardItem | None:
        """The dossier of a row; None for a head."""
        found = self.rows[row] if 0 <= row < len(self.rows) else None
        return found if isinstance(found, BoardItem) else None

    def show_spent(self, spent: Mapping[str, SpentTime]) -> None:
        """Show whose time the dossiers used, by number; it is read after the board itself."""
        if spent != self.spent:
            self.spent = spent
            if self.rows:
                self.dataChanged.emit(self.index(0, self.SPENT), self.index(len(self.rows) - 1, self.SPENT))

    def row_of(self, number: str) -> int | None:
        """The row of a dossier."""
        return next(
            (at for at, row in enumerate(self.rows) if isinstance(row, BoardItem) and row.number == number), None
        )

    def row_near(self, number: str | None, row: int) -> int | None:
        """The row of a dossier; where it is gone, of what stands in its place now or else above; None without any."""
        found = self.row_of(number) if number else None
        if found is None:
            dossiers = [at for at, one in enumerate(self.rows) if isinstance(one, BoardItem)]
            found = next((at for at in dossiers if at >= row), dossiers[-1] if dossiers else None)
        return found

    def shown(self) -> tuple[BoardItem | str, ...]:
        """The rows."""
        return self.rows

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head is read and not chosen: the arrows go past it."""
        return Qt.ItemFlag.NoItemFlags if self.item_at(index.row()) is None else super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, shape and colour of a cell."""
        item = self.item_at(index.row())
        if item is None:
            return self._head(index, role)
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

    def _head(self, index: Index, role: int) -> Any:
        words = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole} and index.column() == 0:
            return words
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(style.current().muted)
        if role == Qt.ItemDataRole.BackgroundRole:
            return QColor(style.current().page)
        if role == Qt.ItemDataRole.FontRole:
            font = QFont(style.FAMILY)
            font.setPixelSize(13)
            font.setBold(True)
            return font
        return None

    def _words(self, item: BoardItem, column: int) -> str:
        return (
            left_words(item), item.number, item.applicant, procedure_short(item.procedure_name),
            moment_short(item.promised_at), item.holder or self.tr("Bộ phận một cửa"),
            spent_words(self.spent[item.number]) if item.number in self.spent else "",
        )[column]  # fmt: skip
