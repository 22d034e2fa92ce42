"""The movements of a day's cash, or the dossiers that owe, as a table; it never asks the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from desk.messages import STATUS_WORDS
from desk.rules.instants import in_vietnam
from desk.rules.money import format_vnd
from desk.services.cash_book import BookLine
from desk.services.money_words import WAY_WORDS
from desk.services.till import Owing
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.vocabulary import ReversalKind


class BookTableModel(RowsModel):
    """One row a movement; money that went back stands with a minus and its word."""

    NUMBER, TIME, AMOUNT, WAY, DOSSIERS, WORDS, OFFICER = range(7)
    figures = frozenset({AMOUNT})

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[BookLine, ...] = ()
        self._headings = (
            self.tr("Phiếu thu"), self.tr("Lúc"), self.tr("Số tiền"), self.tr("Cách thu"), self.tr("Hồ sơ"),
            self.tr("Người nộp hoặc lý do"), self.tr("Người ghi"),
        )  # fmt: skip

    def show(self, lines: Sequence[BookLine]) -> None:
        """Show these and nothing else; the same again changes nothing."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def shown(self) -> tuple[BookLine, ...]:
        """The rows."""
        return self.lines

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(self.lines[index.row()])[index.column()]
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _words(self, line: BookLine) -> tuple[str, ...]:
        amount = format_vnd(line.amount)
        what = {ReversalKind.VOID: self.tr("Hủy: {why}"), ReversalKind.REFUND: self.tr("Hoàn: {why}")}
        words = what[line.reversal].format(why=line.words) if line.reversal else line.words
        return (
            line.number, f"{in_vietnam(line.made_at):%H:%M}", f"−{amount}" if line.reversal else amount,
            WAY_WORDS[line.way], ", ".join(line.dossiers), words, line.officer,
        )  # fmt: skip


class OwingTableModel(RowsModel):
    """One row a dossier that was charged and not yet paid."""

    NUMBER, APPLICANT, STATUS, OWED = range(4)
    figures = frozenset({OWED})

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Owing, ...] = ()
        self._headings = (self.tr("Số hồ sơ"), self.tr("Người nộp"), self.tr("Tình trạng"), self.tr("Còn phải nộp"))

    def show(self, lines: Sequence[Owing]) -> None:
        """Show these and nothing else; the same again changes nothing."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def shown(self) -> tuple[Owing, ...]:
        """The rows."""
        return self.lines

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            line = self.lines[index.row()]
            return (line.number, line.applicant, STATUS_WORDS[line.status], format_vnd(line.owed))[index.column()]
        return self.alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None
