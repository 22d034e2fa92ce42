"""The intake page read as text in each of its states, names for screen readers, unique letters, nothing cut off."""

from __future__ import annotations

import re

import pytest
from intake_seat import (
    MALFORMED_CARD,
    ODD_CARD,
    OTHER_CARD,
    PrintDesk,
    drawn,
    fill,
    key,
    open_page,
    save,
    scanned,
    session_at,
)
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, press, same_as_golden, type_text, visible_texts

from desk.services.desk import Desk
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import Session


@pytest.fixture
def session(desk: Desk) -> Session:
    return session_at(desk)


@pytest.fixture
def printer(session: Session) -> PrintDesk:
    return PrintDesk(session)


@pytest.fixture
def page(qtbot: QtBot, session: Session, printer: PrintDesk) -> IntakePage:
    return open_page(qtbot, session)


def test_empty(page: IntakePage) -> None:
    same_as_golden("intake-empty", page)


def test_filled(page: IntakePage, qtbot: QtBot) -> None:
    fill(page)
    drawn(page, qtbot)
    same_as_golden("intake-filled", page)


def test_reasons(page: IntakePage, qtbot: QtBot) -> None:
    fill(page)
    drawn(page, qtbot)
    key(page, Qt.Key.Key_F4)
    same_as_golden("intake-reasons", page)


def test_malformed_card(page: IntakePage) -> None:
    type_text(page.fields.scan, MALFORMED_CARD)
    press(page.fields.scan, Qt.Key.Key_Return)
    same_as_golden("intake-malformed-card", page)


def test_a_number_that_does_not_fit(page: IntakePage) -> None:
    page.take_scan(scanned(ODD_CARD))
    same_as_golden("intake-odd-number", page)


def test_a_second_card(page: IntakePage, qtbot: QtBot) -> None:
    fill(page)
    page.take_scan(scanned(OTHER_CARD))
    drawn(page, qtbot)
    same_as_golden("intake-second-card", page)


def test_authorised(page: IntakePage, qtbot: QtBot) -> None:
    fill(page)
    page.take_scan(scanned(OTHER_CARD))
    key(page, Qt.Key.Key_F6)
    drawn(page, qtbot)
    same_as_golden("intake-authorised", page)


def test_organisation(page: IntakePage) -> None:
    page.fields.applicant.kind.setCurrentIndex(1)
    same_as_golden("intake-organisation", page)


def test_restored(page: IntakePage, session: Session, qtbot: QtBot) -> None:
    fill(page)
    page.close()
    again = open_page(qtbot, session)
    drawn(again, qtbot)
    same_as_golden("intake-restored", again)


def test_saved(page: IntakePage, printer: PrintDesk) -> None:
    fill(page)
    save(page)
    printer.end()
    same_as_golden("intake-saved", page)


def test_saved_and_not_printed(page: IntakePage, printer: PrintDesk) -> None:
    fill(page)
    save(page)
    printer.end(copy=1, fault="Máy in hết giấy; hãy nạp giấy rồi in lại.")
    same_as_golden("intake-not-printed", page)


# --- rules of every window -------------------------------------------------------------------------------------------


def states(page: IntakePage) -> None:
    """Everything that can be opened, opened."""
    fill(page)
    page.take_scan(scanned(OTHER_CARD))


def test_every_control_has_a_name(page: IntakePage) -> None:
    states(page)
    key(page, Qt.Key.Key_F6)
    found = list(controls(page))
    assert len(found) > 20
    assert [type(one).__name__ for one in found if not one.accessibleName().strip()] == []


def test_every_letter_leads_to_one_place(page: IntakePage) -> None:
    for organisation in (0, 1):
        page.fields.applicant.kind.setCurrentIndex(organisation)
        shown = [*page.findChildren(QLabel), *page.findChildren(QPushButton)]
        texts = [one.text() for one in shown if isinstance(one, QLabel | QPushButton) and one.isVisible()]
        letters = [found[1].lower() for text in texts if (found := re.search("&(.)", text))]
        assert len(letters) >= 12
        assert all(letter.isascii() for letter in letters)
        assert sorted(letters) == sorted(set(letters))


def test_every_label_with_a_letter_leads_to_its_field(page: IntakePage) -> None:
    labels = [one for one in page.findChildren(QLabel) if "&" in one.text()]
    assert len(labels) > 8
    assert all(one.buddy() is not None for one in labels)


def test_no_english_anywhere(page: IntakePage, printer: PrintDesk) -> None:
    states(page)
    texts = visible_texts(page)
    key(page, Qt.Key.Key_F6)
    key(page, Qt.Key.Key_F4)
    texts += visible_texts(page)
    save(page)
    printer.end()
    texts += visible_texts(page)
    assert len(texts) > 60
    assert [text for text in texts if ENGLISH.search(text.replace("E-mail", ""))] == []


def test_the_common_case_fits_without_scrolling(page: IntakePage, qtbot: QtBot) -> None:
    fill(page)
    drawn(page, qtbot)
    assert scrolled(page) == 0
    assert page.fields.components.verticalScrollBar().maximum() == 0
    assert cut_off(page) == []


def test_nothing_is_cut_off_in_the_other_states(page: IntakePage, printer: PrintDesk) -> None:
    states(page)
    assert cut_off(page) == []
    key(page, Qt.Key.Key_F6)
    assert scrolled(page) == 0
    assert cut_off(page) == []
    save(page)
    printer.end(copy=1, fault="Máy in hết giấy; hãy nạp giấy rồi in lại, hồ sơ vẫn được lưu.")
    assert cut_off(page) == []


def scrolled(page: IntakePage) -> int:
    area = page.findChild(QScrollArea)
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar().maximum()


def cut_off(page: IntakePage) -> list[str]:
    """What a person cannot read or reach in full."""
    found = [
        one.text()
        for one in page.findChildren(QLabel)
        if one.isVisible() and not one.wordWrap() and one.width() < one.sizeHint().width()
    ]
    for one in controls(page):
        if one.isVisible() and not isinstance(one, QSpinBox) and not whole(one):
            found.append(one.accessibleName())
    return found


def whole(widget: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().size() == widget.size()
