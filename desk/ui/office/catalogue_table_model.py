"""The table of the catalogue: the procedures it was given, in the order it was given; it never searches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon

from desk.services.catalogue import Procedure
from desk.ui import style
from desk.ui.office.catalogue_wording import (
    ProcedureState,
    promised_words,
    state_colour,
    state_of,
    state_words,
)
from desk.ui.widgets.icons import icon
from desk.ui.widgets.rows_model import Index, RowsModel


class CatalogueTableModel(RowsModel):
    """One row a procedure, as it stands today."""

    NAME, CODE, SECTOR, LIMIT, STATE = range(5)

    def __init__(self) -> None:
        super().__init__()
        self.procedures: tuple[Procedure, ...] = ()
        self._day = dt.date.min
        self._headings = (
            self.tr("Thủ tục"), self.tr("Mã"), self.tr("Lĩnh vực"), self.tr("Thời hạn"), self.tr("Tình trạng"),
        )  # fmt: skip
        self._icons: dict[tuple[ProcedureState, str], QIcon] = {}

    def show(self, procedures: Sequence[Procedure], day: dt.date) -> None:
        """Show these as they stand on a day; the same again changes nothing."""
        if tuple(procedures) != self.procedures or day != self._day:
            self.beginResetModel()
            self.procedures, self._day = tuple(procedures), day
            self.endResetModel()

    def row_of(self, code: str) -> int | None:
        """The row of a procedure."""
        return next((at for at, one in enumerate(self.procedures) if one.code == code), None)

    def shown(self) -> tuple[Procedure, ...]:
        """The rows."""
        return self.procedures

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words, shape and colour of a cell."""
        procedure = self.procedures[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(procedure, index.column())
        state = state_of(procedure, self._day)
        if index.column() == self.STATE and role == Qt.ItemDataRole.DecorationRole:
            colour = state_colour(state)
            if (state, colour) not in self._icons:
                self._icons[state, colour] = icon(state.value, colour)
            return self._icons[state, colour]
        if role == Qt.ItemDataRole.ForegroundRole:
            if index.column() == self.STATE:
                return QColor(state_colour(state))
            if state is ProcedureState.ENDED or index.column() == self.SECTOR:
                return QColor(style.current().muted)
        return None

    def _words(self, procedure: Procedure, column: int) -> str:
        return (
            procedure.name, procedure.code, procedure.sector, promised_words(procedure),
            state_words(state_of(procedure, self._day)),
        )[column]  # fmt: skip
