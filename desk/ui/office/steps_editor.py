"""The steps of a procedure's inner process with their budgets, as rows of the editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from desk.rules.due_date import LARGEST_LIMIT
from desk.services.catalogue import StepBudget
from desk.ui.widgets.rows_editor import NAME, RowsEditor

DESK, HOURS = 1, 2


class StepsEditor(RowsEditor[StepBudget]):
    """Steps in their order: what is done, at which desk, within how many working hours."""

    counts: ClassVar[Mapping[int, tuple[int, int]]] = {HOURS: (1, LARGEST_LIMIT)}

    def __init__(self) -> None:
        super().__init__(
            [self.tr("Bước giải quyết"), self.tr("Nơi làm"), self.tr("Giờ làm việc")], {DESK: 190, HOURS: 104}
        )
        self.setAccessibleName(self.tr("Các bước giải quyết"))
        self.setAccessibleDescription(
            self.tr("Gõ để sửa ô, Ins thêm dòng, Ctrl+Del bỏ dòng, Alt và mũi tên để đổi chỗ")
        )

    def new_row(self) -> StepBudget:
        """A working day."""
        return StepBudget("", "", 8)

    def write_row(self, row: int, one: StepBudget) -> None:
        """What is done, where, how long."""
        self.put_text(row, NAME, one.name)
        self.put_text(row, DESK, one.desk)
        self.put_count(row, HOURS, one.hours)

    def read_row(self, row: int) -> StepBudget:
        """The step of a row."""
        return StepBudget(self.cell(row, NAME).text(), self.cell(row, DESK).text(), self.count_in(row, HOURS))

    def empty_words(self) -> str:
        """What it is for, and how to begin."""
        return self.tr("Chưa chia thời gian cho từng bước. Bấm Ins để thêm một bước.")
