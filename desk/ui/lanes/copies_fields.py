"""The stack of originals: typed in one line of letters, or row by row, priced while it grows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QTableWidgetItem, QVBoxLayout, QWidget

from desk.errors import BadStack
from desk.rules.fees import MOST, Line, Original
from desk.rules.money import format_vnd
from desk.rules.stack import read_stack
from desk.ui import style
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.widgets.labels import buddy, label
from desk.ui.widgets.rows_editor import NAME, RowsEditor

PAGES, COPIES, AMOUNT = 1, 2, 3
KINDS_IN_A_ROW = 4
READING_HEIGHT = 34  # two lines, so that nothing moves while one types
Named = tuple[str, Original]


class OriginalsEditor(RowsEditor[Named]):
    """Originals with their pages and copies; what each costs stands beside it."""

    counts: ClassVar[Mapping[int, tuple[int, int]]] = {PAGES: (1, MOST), COPIES: (1, MOST)}

    def __init__(self) -> None:
        super().__init__(
            [self.tr("Giấy tờ"), self.tr("Số trang"), self.tr("Số bản"), self.tr("Thành tiền")],
            {PAGES: 84, COPIES: 76, AMOUNT: 116},
        )
        heading = self.horizontalHeaderItem(AMOUNT)
        assert heading is not None
        heading.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(self.tr("Giấy tờ cần chứng thực"))
        self.setAccessibleDescription(self.tr("Gõ để sửa ô, Ins thêm dòng, Ctrl+Del bỏ dòng, Ctrl+Z lấy lại"))

    def new_row(self) -> Named:
        """One page, one copy."""
        return "", Original(1, 1)

    def write_row(self, row: int, one: Named) -> None:
        """Name and counts; the amount is written when it is known."""
        name, original = one
        self.put_text(row, NAME, name)
        self.put_count(row, PAGES, original.pages)
        self.put_count(row, COPIES, original.copies)
        amount = QTableWidgetItem("")
        amount.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        amount.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setItem(row, AMOUNT, amount)

    def read_row(self, row: int) -> Named:
        """The original of a row."""
        return self.cell(row, NAME).text(), Original(self.count_in(row, PAGES), self.count_in(row, COPIES))

    def append(self, originals: Sequence[Named]) -> None:
        """Add rows below all others."""
        self.finish_editing()
        for one in originals:
            self._put(self.rowCount(), one)
        if originals:
            self.setCurrentCell(self.rowCount() - 1, NAME)
            self.edited.emit()

    def show_amounts(self, lines: Sequence[Line]) -> None:
        """What each row costs, and how that was counted."""
        self.blockSignals(True)
        for row in range(self.rowCount()):
            known = lines[row] if row < len(lines) else None
            cell = self.cell(row, AMOUNT)
            cell.setText(format_vnd(known.amount) if known else "")
            cell.setToolTip(known.words if known else "")
        self.blockSignals(False)

    def empty_words(self) -> str:
        """How to begin."""
        return self.tr("Gõ chữ của từng giấy ở dòng trên rồi Enter, hoặc bấm Ins để ghi tên giấy khác.")


class CopiesFields(QWidget):
    """The line and the table of the stack.

    Signals:
        changed: something of it was typed.
    """

    changed = Signal()

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__()
        self._known = known
        self.line, self.table = QLineEdit(), OriginalsEditor()
        self.line.setPlaceholderText(self.tr("chữ, số trang, x số bản: c h5x2 – hoặc tên giấy 3x2"))
        self.reading = label("", "small", wrap=True)
        self.kinds = {letter: QPushButton(f"{letter.upper()}  {name}") for letter, name in known.items()}
        for letter, button in self.kinds.items():
            button.setProperty("role", "link")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(known[letter])
            button.clicked.connect(lambda _checked=False, letter=letter: self._add_kind(letter))
        self.line.textChanged.connect(self._read)
        self.table.edited.connect(self.changed)
        self._lay_out()

    def take_line(self) -> None:
        """Move what the line says into the table. Raises: BadStack: the line stays as it is."""
        found = read_stack(self.line.text(), self._known)
        self.line.clear()
        self.table.append(found)

    def originals(self) -> tuple[Named, ...]:
        """The rows, and what the line still says, as far as it can be read."""
        try:
            return (*self.table.rows(), *read_stack(self.line.text(), self._known))
        except BadStack:
            return self.table.rows()

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.table.rowCount() and not self.line.text()

    def reset(self) -> None:
        """Empty line and table."""
        self.line.clear()
        self.table.show_rows(())
        self.changed.emit()

    def document(self) -> list[list[Any]]:
        """The stack as a draft keeps it."""
        return [[name, one.pages, one.copies] for name, one in self.originals()]

    def restore(self, given: object) -> None:
        """Put back what `document` once said."""
        rows = given if isinstance(given, list) else []
        self.table.show_rows([(str(name), Original(int(pages), int(copies))) for name, pages, copies in rows])
        self.changed.emit()

    def _add_kind(self, letter: str) -> None:
        self.table.append([(self._known[letter], Original(1, 1))])
        self.line.setFocus()

    def _read(self, text: str) -> None:
        """Say what the line would add, while it is typed."""
        try:
            found = read_stack(text, self._known)
        except BadStack:
            self.reading.setText(self.tr("chưa rõ giấy gì") if text.strip() else "")
        else:
            told = (
                name + (f" {one.pages} trang" if one.pages > 1 else "") + (f" × {one.copies}" if one.copies > 1 else "")
                for name, one in found
            )
            self.reading.setText(" · ".join(told))
        self.changed.emit()

    def _lay_out(self) -> None:
        self.line.setAccessibleName(self.tr("Dòng giấy tờ"))
        self.reading.setFixedHeight(READING_HEIGHT)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        first = QWidget()
        add_row(field_grid(first), buddy(self.tr("G&iấy tờ"), self.line), self.line)
        chips = QGridLayout()
        chips.setHorizontalSpacing(style.M)
        chips.setVerticalSpacing(0)
        for at, button in enumerate(self.kinds.values()):
            chips.addWidget(button, at // KINDS_IN_A_ROW, at % KINDS_IN_A_ROW, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.XS)
        column.addWidget(first)
        column.addWidget(self.reading)
        column.addLayout(chips)
        column.addWidget(self.table, 1)
