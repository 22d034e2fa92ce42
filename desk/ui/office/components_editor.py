"""The papers a procedure asks for, as rows of the editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableWidgetItem

from desk.services.catalogue import ComponentAsked
from desk.services.catalogue_editing import MOST_COPIES
from desk.ui.widgets.rows_editor import NAME, RowsEditor

ORIGINALS, CERTIFIED, PHOTOCOPIES, OPTIONAL = range(1, 5)
COUNT_WIDTH = 90


class ComponentsEditor(RowsEditor[ComponentAsked]):
    """Papers with how many of each; the space bar ticks a paper that is asked for only where there is one."""

    counts: ClassVar[Mapping[int, tuple[int, int]]] = dict.fromkeys(
        (ORIGINALS, CERTIFIED, PHOTOCOPIES), (0, MOST_COPIES)
    )

    def __init__(self) -> None:
        super().__init__(
            [
                self.tr("Thành phần hồ sơ"), self.tr("Bản chính"), self.tr("Chứng thực"), self.tr("Bản chụp"),
                self.tr("Nếu có"),
            ],
            {ORIGINALS: COUNT_WIDTH, CERTIFIED: COUNT_WIDTH, PHOTOCOPIES: COUNT_WIDTH, OPTIONAL: 64},
        )  # fmt: skip
        self.setAccessibleName(self.tr("Thành phần hồ sơ"))
        self.setAccessibleDescription(
            self.tr("Gõ để sửa ô, Ins thêm dòng, Ctrl+Del bỏ dòng, Alt và mũi tên để đổi chỗ, phím cách để đánh dấu")
        )

    def new_row(self) -> ComponentAsked:
        """One original."""
        return ComponentAsked("", 1, 0, 0, False)

    def write_row(self, row: int, one: ComponentAsked) -> None:
        """The name, the counts, and the tick."""
        self.put_text(row, NAME, one.name)
        for column, count in ((ORIGINALS, one.originals), (CERTIFIED, one.certified), (PHOTOCOPIES, one.photocopies)):
            self.put_count(row, column, count)
        optional = QTableWidgetItem()
        optional.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        optional.setCheckState(Qt.CheckState.Checked if one.optional else Qt.CheckState.Unchecked)
        self.setItem(row, OPTIONAL, optional)

    def read_row(self, row: int) -> ComponentAsked:
        """The paper of a row."""
        originals, certified, photocopies = (
            self.count_in(row, column) for column in (ORIGINALS, CERTIFIED, PHOTOCOPIES)
        )
        optional = self.cell(row, OPTIONAL).checkState() is Qt.CheckState.Checked
        return ComponentAsked(self.cell(row, NAME).text(), originals, certified, photocopies, optional)

    def empty_words(self) -> str:
        """How to begin."""
        return self.tr("Chưa ghi giấy tờ nào. Bấm Ins để thêm một dòng.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, the rest is the editor's."""
        if event.key() == Qt.Key.Key_Space and self.currentRow() >= 0:
            optional = self.cell(self.currentRow(), OPTIONAL)
            ticked = optional.checkState() is Qt.CheckState.Checked
            optional.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)
