"""The table of results that wait: what it was given, in the order it was given; it never asks the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from desk.rules.instants import in_vietnam
from desk.services.search import DossierLine
from desk.ui.results.result_words import waiting_words
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.wording import procedure_short


class ReadyTableModel(RowsModel):
    """One row a dossier."""

    NUMBER, APPLICANT, PROCEDURE, FINISHED, WAITING = range(5)

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[DossierLine, ...] = ()
        self._now: dt.datetime | None = None
        self._headings = (
            self.tr("Số hồ sơ"), self.tr("Người nộp"), self.tr("Thủ tục"), self.tr("Có kết quả"), self.tr("Đã chờ"),
        )  # fmt: skip

    def show(self, lines: Sequence[DossierLine], now: dt.datetime) -> None:
        """Show these and nothing else, as they stand now; the same again changes nothing."""
        if tuple(lines) != self.lines or self._now is None or now.date() != self._now.date():
            self.beginResetModel()
            self.lines, self._now = tuple(lines), now
            self.endResetModel()

    def row_of(self, number: str) -> int | None:
        """The row of a dossier."""
        return next((at for at, line in enumerate(self.lines) if line.number == number), None)

    def shown(self) -> tuple[DossierLine, ...]:
        """The rows."""
        return self.lines

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(self.lines[index.row()], index.column())
        return None

    def _words(self, line: DossierLine, column: int) -> str:
        assert self._now is not None
        finished = f"{in_vietnam(line.finished_at):%H:%M %d/%m}" if line.finished_at else ""
        waiting = waiting_words(line.finished_at, self._now)
        return (line.number, line.applicant, procedure_short(line.procedure_name), finished, waiting)[column]
