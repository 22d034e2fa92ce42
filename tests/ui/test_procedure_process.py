"""The inner process of a procedure: its steps with their hours, and whether a wait for payment stops the clock."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import BIRTH, officer
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.services.catalogue import Procedure, StepBudget
from desk.services.checking import check
from desk.services.desk import Desk
from desk.ui.office.catalogue_page import CataloguePage
from desk.ui.office.steps_editor import DESK, HOURS
from desk.ui.settling import settle

STEPS = (StepBudget("Tiếp nhận", "Bộ phận Một cửa", 2), StepBudget("Thẩm tra", "Công chức hộ tịch", 6))


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> CataloguePage:
    page = CataloguePage(session_of(desk, "lanhdao"))
    host = QWidget()
    qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: page.form.stop())
    page.setParent(host)
    for widget in (host, page):
        widget.resize(1278, 640)
    host.show()
    host.activateWindow()
    settle()
    page.table.setCurrentIndex(page.model.index(page.model.row_of(BIRTH) or 0, 0))
    page.edit()
    settle()
    return page


def newest(desk: Desk) -> Procedure:
    with desk.store.reading() as connection:
        return desk.office(connection).catalogue.editions(BIRTH)[-1]


def save(page: CataloguePage) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, QKeySequence("F9"))
    settle()


def write(page: CataloguePage, steps: tuple[StepBudget, ...]) -> None:
    """Write steps by the keyboard, one cell after the other."""
    rows = page.form.steps
    rows.setFocus()
    for step in steps:
        press(rows, Qt.Key.Key_Insert)
        for column, words in ((0, step.name), (DESK, step.desk), (HOURS, str(step.hours))):
            rows.finish_editing()  # Ins has opened the first cell
            rows.setCurrentCell(rows.currentRow(), column)
            rows.edit(rows.currentIndex())
            focused = QApplication.focusWidget()
            if isinstance(focused, QSpinBox):
                focused.selectAll()
            assert isinstance(focused, QLineEdit | QSpinBox)
            type_text(focused, words)
            rows.finish_editing()


def test_steps_and_the_rule_for_payments_are_written_and_kept_by_the_next_edition(
    page: CataloguePage, desk: Desk, tmp_path: Path
) -> None:
    write(page, STEPS)
    assert page.form.step_sum.text() == "cộng 8 giờ làm việc"
    page.form.payment_stops.setChecked(True)
    save(page)
    assert (newest(desk).steps, newest(desk).payment_stops) == (STEPS, True)
    words = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "Thẩm tra: 6 giờ" in words
    assert "Thời hạn dừng từ lúc yêu cầu nộp" in words
    page.edit()
    settle()
    page.form.note.setPlainText("Một ghi chú khác")
    save(page)
    assert newest(desk).note == "Một ghi chú khác"
    assert (newest(desk).steps, newest(desk).payment_stops) == (STEPS, True), "an edit of the note keeps the process"
    assert check(desk, officer(desk, "admin")).faults == ()


def test_a_step_without_a_name_is_led_to(page: CataloguePage, desk: Desk) -> None:
    write(page, (StepBudget("Tiếp nhận", "Bộ phận Một cửa", 2),))
    press(page.form.steps, Qt.Key.Key_Insert)
    page.form.steps.finish_editing()
    page.form.components.setFocus()
    save(page)
    assert "Chưa có tên của bước giải quyết thứ 2" in page.form.message.text()
    assert QApplication.focusWidget() is page.form.steps
    assert (page.form.steps.currentRow(), page.form.steps.currentColumn()) == (1, 0)
    QTest.keySequence(page.form.steps, QKeySequence("Ctrl+Del"))
    assert page.form.steps.rowCount() == 1
    save(page)
    assert len(newest(desk).steps) == 1
