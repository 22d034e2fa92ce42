"""What is settled on the spot: the procedure, the papers that were shown, and the result that is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desk.rules.fees import MOST
from desk.services.catalogue import Procedure
from desk.ui.intake.components_table import ComponentsTable
from desk.ui.intake.procedure_box import ProcedureBox
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.widgets.labels import buddy


class ErrandFields(QWidget):
    """Procedure, papers, number of the result, and how many are charged.

    Signals:
        changed: something of it was typed, chosen or ticked.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.procedure, self.components = ProcedureBox(), ComponentsTable()
        self.result_number, self.count = QLineEdit(), QSpinBox()
        self.count.setRange(1, MOST)
        self.count.setFixedWidth(84)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.result_number.setPlaceholderText(self.tr("để trống nếu không có"))
        grid = field_grid(rows := QWidget())
        add_row(grid, buddy(self.tr("&Việc"), self.procedure), self.procedure)
        grid.addWidget(self.components, grid.rowCount(), 0, 1, 2)
        grid.setRowStretch(grid.rowCount() - 1, 1)
        number, count = (
            buddy(self.tr("Số &kết quả"), self.result_number),
            buddy(self.tr("Số lượng tính ph&í"), self.count),
        )
        add_row(grid, number, self.result_number, count, self.count, stretch=0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(rows)
        self.components.setMinimumHeight(96)
        self.procedure.chosen.connect(self._ask_for_papers)
        for signal in (self.procedure.textChanged, self.result_number.textChanged, self.count.valueChanged):
            signal.connect(self.changed)
        self.components.changed.connect(self.changed)
        self._ask_for_papers(None)

    def is_empty(self) -> bool:
        """Whether nothing was chosen or typed."""
        return not self.procedure.text() and not self.result_number.text()

    def reset(self) -> None:
        """Empty everything."""
        for part in (self.procedure, self.components):
            part.reset()
        self.result_number.clear()
        self.count.setValue(1)
        self.changed.emit()

    def document(self) -> dict[str, Any]:
        """What stands there, as a draft keeps it and a request takes it."""
        chosen: Procedure | None = self.procedure.procedure
        return {
            "procedure": chosen.code if chosen else self.procedure.text(),
            "components": self.components.document(),
            "result_number": self.result_number.text(),
            "count": self.count.value(),
        }

    def restore(self, given: Mapping[str, Any], procedure: Procedure | None) -> None:
        """Put back what `document` once said."""
        if procedure is not None and procedure.complete:
            self.procedure.choose(procedure)
        else:
            self.procedure.setText(str(given.get("procedure") or ""))
        components = given.get("components")
        self.components.restore(components if isinstance(components, list) else [])
        self.result_number.setText(str(given.get("result_number") or ""))
        self.count.setValue(int(given.get("count") or 1))

    def _ask_for_papers(self, procedure: Procedure | None) -> None:
        self.components.ask_for(procedure.components if procedure else ())
        self.components.say_when_empty(
            self.tr("Danh mục chưa ghi giấy tờ của thủ tục này.")
            if procedure
            else self.tr("Giấy tờ cần nộp hiện ra ở đây khi đã chọn thủ tục.")
        )
