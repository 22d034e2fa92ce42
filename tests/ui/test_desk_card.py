"""The card beside the keyboard cannot lie: each of its keys is one of the real window."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk.services.day_papers import key_groups
from desk.ui.frame import places
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle


def keys_below(widget: QWidget) -> set[str]:
    return {shortcut.key().toString() for shortcut in widget.findChildren(QShortcut)}


def test_every_key_of_the_card_works_where_it_says(window: MainWindow) -> None:
    pages = {
        "Ở mọi nơi": window,
        "Tiếp nhận": window.go_to(places.INTAKE),
        "Danh sách": window.go_to(places.DOSSIERS),
        "Hồ sơ": window.page(None),
    }
    settle()
    for group in key_groups():
        known = keys_below(pages[group.name]) | keys_below(window)
        asked = {QKeySequence(key).toString() for key, _ in group.keys}
        assert asked <= known, (group.name, asked - known)
