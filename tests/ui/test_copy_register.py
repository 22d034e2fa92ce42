"""The register of certified copies in use: a year, found by words, each entry leading to its dossier."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders import officer, person
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from screens import controls, press, type_text

from desk.rules.fees import Original
from desk.services.desk import Desk
from desk.services.lanes import CopiesGiven, serve_copies
from desk.ui.frame import places
from desk.ui.lanes.at_once_page import AtOncePage
from desk.ui.main_window import MainWindow
from desk.ui.registers.copy_register import CopyRegisterDialog
from desk.ui.settling import settle


@pytest.fixture
def served(desk: Desk) -> list[str]:
    """Two stacks of two persons, the numbers of their dossiers."""
    clerk = officer(desk, "tiepnhan")
    first = CopiesGiven(person(), (("Học bạ", Original(3, 2)), ("Giấy khai sinh", Original(1, 5))), "Trần Văn Mẫu")
    second = CopiesGiven(person(name="Phạm Văn Thử"), (("Bằng lái xe", Original(1, 1)),), None)
    return [serve_copies(desk, clerk, one).receipt.number for one in (first, second)]


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, served: list[str]) -> CopyRegisterDialog:
    dialog = CopyRegisterDialog(session_of(desk, "tiepnhan"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    settle()
    return dialog


def rows(dialog: CopyRegisterDialog) -> list[tuple[str, str, str]]:
    return [(row[0], row[2], row[6]) for row in dialog.model.rows]


def test_the_year_newest_first_with_its_sum(dialog: CopyRegisterDialog) -> None:
    assert rows(dialog) == [
        ("3/2026", "Bằng lái xe", "Phạm Văn Thử"),
        ("2/2026", "Giấy khai sinh", "Nguyễn Thị Thử"),
        ("1/2026", "Học bạ", "Nguyễn Thị Thử"),
    ]
    assert dialog.count.text() == "3 mục, 8 bản sao, 22.000 đ"
    assert dialog.focusWidget() is dialog.words


def test_words_find_without_accents_and_a_year_without_entries_says_so(
    dialog: CopyRegisterDialog, qtbot: QtBot
) -> None:
    type_text(dialog.words, "nguyen hoc")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=3000)
    assert rows(dialog)[0][0] == "1/2026"
    dialog.period.setCurrentIndex(1)
    settle()
    assert (dialog.count.text(), dialog.open_button.isEnabled()) == ("", False)
    assert dialog.empty.text() == "Không có mục nào khớp; hãy gõ bớt chữ hoặc chọn thời gian dài hơn."


def test_an_entry_leads_to_its_dossier(dialog: CopyRegisterDialog, served: list[str]) -> None:
    asked: list[str] = []
    dialog.session.dossier_asked.connect(asked.append)
    press(dialog.words, Qt.Key.Key_Return)
    assert dialog.focusWidget() is dialog.table
    press(dialog.table, Qt.Key.Key_Return)
    assert asked == [served[1]]


def test_every_control_has_a_name(dialog: CopyRegisterDialog) -> None:
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName().strip()] == []


def test_it_is_opened_from_the_lanes(open_main: Callable[..., MainWindow]) -> None:
    window = open_main()
    window.activateWindow()
    page = window.go_to(places.AT_ONCE)
    settle()
    assert isinstance(page, AtOncePage)
    page.fields.scan.setFocus()
    QTest.keyClick(page.fields.scan, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert page.register is not None
    assert page.register.isVisible()
    page.register.reject()
