"""The messages as rows: when, of which dossier, what, by which way to whom, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from desk.messages.outbox_words import KIND_WORDS, WAY_WORDS, state_words
from desk.rules.instants import in_vietnam
from desk.rules.message_life import MessageState
from desk.services.outbox import MessageShown
from desk.ui.widgets.chips import Chip
from desk.ui.widgets.rows_model import Index, RowsModel

_LOOKS = {
    MessageState.WAITING: ("waiting", "waiting"),
    MessageState.AGAIN: ("waiting", "waiting"),
    MessageState.HANDING: ("processing", ""),
    MessageState.UNKNOWN: ("overdue", "warn"),
    MessageState.ACCEPTED: ("ready", "good"),
    MessageState.REFUSED: ("refused", "fault"),
    MessageState.EXPORTED: ("returned", "ended"),
    MessageState.WITHDRAWN: ("withdrawn", "ended"),
}
WIDTHS = (160, 176, 0, 220, 230)  # what it tells takes the rest


class OutboxTableModel(RowsModel):
    """One row a message."""

    def __init__(self) -> None:
        super().__init__()
        self._headings = (
            self.tr("Lập lúc"), self.tr("Số hồ sơ"), self.tr("Nội dung"), self.tr("Gửi tới"), self.tr("Tình trạng"),
        )  # fmt: skip
        self.rows: tuple[MessageShown, ...] = ()

    def show(self, rows: Sequence[MessageShown]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def shown(self) -> tuple[MessageShown, ...]:
        """The messages."""
        return self.rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; of the last one also its chip."""
        one = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole and index.column() == len(WIDTHS) - 1:
            return state_chip(one)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._cells(one)[index.column()]
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _cells(self, one: MessageShown) -> tuple[str, ...]:
        kind = KIND_WORDS[one.kind]
        to = f"{WAY_WORDS[one.way]} · {one.address}" if one.address else self.tr("{way} · không có địa chỉ")
        return (
            f"{in_vietnam(one.made_at):%H:%M %d/%m/%Y}", one.number, kind[:1].upper() + kind[1:],
            to.format(way=WAY_WORDS[one.way]), state_chip(one).words,
        )  # fmt: skip


def state_chip(one: MessageShown) -> Chip:
    """Where a message stands, and since when where that tells something."""
    words = state_words(one.state, one.way)
    words = words[:1].upper() + words[1:]
    if one.list_no is not None:
        words += f", danh sách {one.list_no}"
    elif one.state is MessageState.ACCEPTED:
        words += f" {in_vietnam(one.at):%H:%M %d/%m}"
    elif one.next_at is not None:
        words += f" {in_vietnam(one.next_at):%H:%M %d/%m}"
    return Chip(words, *_LOOKS[one.state])
