"""The table of one tray of the inbox: what it was given, in the board's words and colours; it never asks the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont

from desk.services.board import BoardGroup, BoardItem
from desk.services.inbox import InboxItem, Tray
from desk.ui import style
from desk.ui.dossiers.board_table_model import ICONS, colour_of, left_words
from desk.ui.dossiers.trade_words import when
from desk.ui.widgets.icons import icon
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.wording import moment_short, procedure_short


@dataclass(frozen=True)
class InboxRow:
    """A dossier of a tray and its group of the board; None: its promise lies further ahead than the board looks."""

    item: InboxItem
    group: BoardGroup | None


class InboxTableModel(RowsModel):
    """One row a dossier."""

    LEFT, NUMBER, APPLICANT, PROCEDURE, OTHER, SINCE, PROMISE = range(7)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[InboxRow, ...] = ()
        self._others = {
            Tray.OFFERED: self.tr("Người chuyển"), Tray.MINE: self.tr("Nhận từ"),
            Tray.AWAY: self.tr("Đang ở"), Tray.UNCLAIMED: self.tr("Người tiếp nhận"),
        }  # fmt: skip
        self._tray = Tray.OFFERED
        self._head(Tray.OFFERED)

    def show(self, tray: Tray, rows: Sequence[InboxRow]) -> None:
        """Show these of a tray and nothing else; the same again changes nothing."""
        if (tray, tuple(rows)) == (self._tray, self.rows):
            return
        self.beginResetModel()
        self._tray, self.rows = tray, tuple(rows)
        self._head(tray)
        self.endResetModel()

    def shown(self) -> tuple[InboxRow, ...]:
        """The rows."""
        return self.rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, shape and colour of a cell."""
        row = self.rows[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(row, index.column())
        if index.column() != self.LEFT:
            return None
        colour = colour_of(row.group) if row.group else style.current().text
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour)
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(ICONS[row.group] if row.group else "coming", colour)
        if role == Qt.ItemDataRole.FontRole and row.group:
            font = QFont(style.FAMILY)
            font.setPixelSize(style.BASE)
            font.setBold(True)
            return font
        return None

    def _head(self, tray: Tray) -> None:
        self._headings = (
            self.tr("Còn lại (giờ làm việc)"), self.tr("Số hồ sơ"), self.tr("Người nộp"), self.tr("Thủ tục"),
            self._others[tray], self.tr("Từ lúc"), self.tr("Hẹn trả"),
        )  # fmt: skip

    def _words(self, row: InboxRow, column: int) -> str:
        item = row.item
        return (
            _left(row), item.number, item.applicant, procedure_short(item.procedure_name), item.other or "",
            when(item.since), moment_short(item.promised_at),
        )[column]  # fmt: skip


def _left(row: InboxRow) -> str:
    item, group = row.item, row.group or BoardGroup.DUE_SOON
    return left_words(
        BoardItem(
            group, item.number, item.applicant, "", item.procedure_name, item.status, item.promised_at, "",
            item.minutes_left,
        )
    )  # fmt: skip
