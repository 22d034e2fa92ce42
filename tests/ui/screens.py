"""What a person at the screen does and sees: typing with accents, keys, and the screen as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QTableView,
    QTableWidget,
    QWidget,
)

from desk.ui.settling import settle

GOLDEN = Path(__file__).parent.parent / "golden" / "screens"
CHECK_CODE = re.compile(r"\b[A-Z2-7]{4}(-[A-Z2-7]{4}){3}\b")
ENGLISH = re.compile(
    r"\b(the|of|and|or|save|print|cancel|close|open|error|failed|yes|no|ok|name|copy|paste|cut|undo|redo|delete|select)\b",
    re.IGNORECASE,
)
NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QListWidget, QSpinBox, QTableView)


def type_text(widget: QWidget, text: str) -> None:
    """Type letters one by one; QTest's own typing ends the process at the first Vietnamese letter."""
    widget.setFocus()
    for char in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NO_KEYS, char))


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press one key that is no letter."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, NO_KEYS, "\r" if key is Qt.Key.Key_Return else ""))
    settle()


def controls(window: QWidget) -> Iterator[QWidget]:
    """Everything a person can use, without the inner parts of Qt's own widgets."""
    for widget in window.findChildren(QWidget):
        inner = isinstance(widget.parent(), QSpinBox | QComboBox | QTableView)
        if isinstance(widget, CONTROLS) and not inner and widget.objectName() != "qt_tablecorner":
            yield widget


def visible_texts(window: QWidget) -> list[str]:
    """Every text that can be read on the window now, in the order the widgets were made."""
    found = [window.windowTitle()]
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window):
            found += texts_of(widget)
    return [text for text in found if text]


def texts_of(widget: QWidget) -> list[str]:
    """The texts of one widget."""
    if isinstance(widget, QLabel | QAbstractButton):
        return [widget.text().replace("&", "")]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QLineEdit):
        return [widget.displayText() or widget.placeholderText()]  # a password as dots, as it is seen
    if isinstance(widget, QListWidget):
        return [widget.item(at).text() for at in range(widget.count())]
    if isinstance(widget, QTableWidget):
        return [*_headings(widget), *(" | ".join(row) for row in _rows(widget))]
    if isinstance(widget, QTableView):
        return list(_seen(widget))
    return []


def dump(window: QWidget) -> str:
    """The window as text: one line for each widget a person sees."""
    lines = [f"= {window.windowTitle()}"]
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or isinstance(widget.parent(), QSpinBox | QComboBox):
            continue
        texts = texts_of(widget)
        if isinstance(widget, QSpinBox):
            texts = [widget.text()]
        if isinstance(widget, CONTROLS) and widget.accessibleName():
            state = "" if widget.isEnabled() else " (khóa)"
            lines.append(f"[{widget.accessibleName()}]{state}")
            lines += [f"    {text}" for text in texts if text]
        else:
            tone = widget.property("tone")
            lines += [f"{tone + ': ' if tone else ''}{text}".replace("\n", " / ") for text in texts if text]
    return "\n".join(lines) + "\n"


def _headings(table: QTableWidget) -> list[str]:
    if table.horizontalHeader().isHidden():
        return []
    items = (table.horizontalHeaderItem(column) for column in range(table.columnCount()))
    return [" | ".join(item.text() for item in items if item is not None)]


def _rows(table: QTableWidget) -> Iterator[list[str]]:
    for row in range(table.rowCount()):
        cells = [item for column in range(table.columnCount()) if (item := table.item(row, column)) is not None]
        box = ""
        if cells[0].flags() & Qt.ItemFlag.ItemIsUserCheckable:
            box = "[x] " if cells[0].checkState() is Qt.CheckState.Checked else "[ ] "
        yield [box + cells[0].text(), *(cell.text() for cell in cells[1:])]


def same_as_golden(name: str, window: QWidget) -> None:
    """Compare with tests/golden/screens; a missing golden is written and fails, so that it is looked at once."""
    seen = CHECK_CODE.sub("XXXX-XXXX-XXXX-XXXX", dump(window))
    file = GOLDEN / f"{name}.txt"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(seen, encoding="utf-8")
        pytest.fail(f"new golden {file.name}: read it, then run again")
    assert seen == file.read_text(encoding="utf-8")


def _seen(table: QTableView, most: int = 20) -> Iterator[str]:
    """The headings and first rows of a table that is a window on a model."""
    model = table.model()
    if model is None:
        return
    columns = range(model.columnCount())
    yield " | ".join(str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in columns)
    for row in range(min(model.rowCount(), most)):
        yield " | ".join(str(model.index(row, at).data() or "") for at in columns)
