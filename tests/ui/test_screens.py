"""Every window read as text: a golden of each state, names for screen readers, no English, contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, same_as_golden, visible_texts
from test_intake_form import fill, save

from desk.services.desk import Desk
from desk.ui import style
from desk.ui.intake.intake_form import IntakeForm
from desk.ui.main_window import MainWindow
from desk.ui.pictures import MALFORMED_CARD, settle
from desk.ui.sign_in_dialog import SignInDialog


def test_empty(window: MainWindow) -> None:
    same_as_golden("intake-empty", window)


def test_filled_with_reasons(window: MainWindow) -> None:
    fill(window.intake)
    window.intake.promise.toggle_reasons()
    same_as_golden("intake-filled", window)


def test_malformed_card(window: MainWindow) -> None:
    window.intake.applicant.scan.setText(MALFORMED_CARD)
    window.intake.take_scan()
    same_as_golden("intake-malformed-card", window)


def test_saved(window: MainWindow) -> None:
    fill(window.intake)
    save(window.intake)
    same_as_golden("intake-saved", window)


def test_every_control_has_a_name(window: MainWindow) -> None:
    fill(window.intake)
    found = list(controls(window))
    assert len(found) > 15
    assert [type(one).__name__ for one in found if not one.accessibleName().strip()] == []


def test_every_label_of_a_field_leads_to_it(form: IntakeForm) -> None:
    labels = [one for one in form.findChildren(QLabel) if "&" in one.text()]
    letters = [one.text()[one.text().index("&") + 1].lower() for one in labels]
    assert all(one.buddy() is not None for one in labels)
    assert len(labels) == 10
    assert len(set(letters)) == len(letters)


def test_no_english_anywhere(window: MainWindow) -> None:
    fill(window.intake)
    window.intake.promise.toggle_reasons()
    texts = visible_texts(window)
    save(window.intake)
    texts += visible_texts(window)
    assert len(texts) > 40
    assert [text for text in texts if ENGLISH.search(text)] == []


def test_no_english_in_the_menus_of_fields(window: MainWindow, qtbot: QtBot) -> None:
    for field in (window.intake.applicant.name, window.intake.sets.findChild(QLineEdit)):
        assert isinstance(field, QLineEdit)
        menu = field.createStandardContextMenu()
        qtbot.addWidget(menu)
        words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
        assert "Dán" in words
        assert [word for word in words if ENGLISH.search(word)] == []


def test_nothing_is_cut_off_at_1366_by_768(window: MainWindow) -> None:
    window.resize(1366, 768)
    fill(window.intake)
    settle()
    assert (window.width(), window.height()) == (1366, 768)
    for one in window.findChildren(QLabel):
        if one.isVisible() and not one.wordWrap() and one.text():
            assert one.width() >= one.sizeHint().width(), one.text()
    for control in controls(window):
        if control.isVisible() and not isinstance(control, QSpinBox):
            assert control.visibleRegion().boundingRect().size() == control.size(), control.accessibleName()


def test_sign_in_of_a_practice_home(qtbot: QtBot, desk: Desk) -> None:
    dialog = SignInDialog(desk.home)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    words = " ".join(visible_texts(dialog))
    assert "BẢN THỰC HÀNH" in words
    assert "thuchanh" in words
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName().strip()] == []
    dialog.login.setText("tiepnhan")
    dialog.password.setText("sai mật khẩu")
    dialog.enter.click()
    settle()
    assert dialog.officer is None
    assert dialog.message.isVisible()
    dialog.password.setText("thuchanh")
    dialog.enter.click()
    settle()
    assert dialog.officer is not None
    assert dialog.officer.login == "tiepnhan"
    assert dialog.desk is not None
    dialog.desk.close()


@pytest.mark.parametrize("worn", [style.LIGHT, style.DARK])
def test_contrast(worn: style.Colours) -> None:
    pairs = [
        (worn.text, worn.paper), (worn.text, worn.page), (worn.muted, worn.paper), (worn.muted, worn.page),
        (worn.text, worn.chosen), (worn.action, worn.paper), (worn.action, worn.chosen),
        (worn.on_action, worn.action), (worn.on_action, worn.action_hover), (worn.fault, worn.fault_ground),
        (worn.warn, worn.warn_ground), (worn.good, worn.good_ground), (worn.muted, worn.chosen),
        (worn.soon, worn.soon_ground), (worn.waiting, worn.waiting_ground), (worn.soon, worn.paper),
        (worn.waiting, worn.paper),
    ]  # fmt: skip
    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    assert contrast(worn.edge, worn.paper) >= 3


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    worn = QColor(colour)
    parts = (worn.redF(), worn.greenF(), worn.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_shipped_typeface_is_worn(window: MainWindow) -> None:
    assert QFontInfo(QApplication.font()).family() == style.FAMILY
    assert QApplication.font().pixelSize() == style.BASE
