"""Gives the keyboard back to where it was, when that is still there."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def give_back(field: QWidget | None) -> None:
    """Put the keyboard into a field that had it; the editor of a table's cell may be gone by then."""
    if field is not None and shiboken6.isValid(field):
        field.setFocus(Qt.FocusReason.OtherFocusReason)
