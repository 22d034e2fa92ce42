"""Every place of the window: names for screen readers, Vietnamese only, nothing cut off, keys told apart, contrast."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from builders import officer, person_request
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QFontInfo
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, same_as_golden, visible_texts

from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.ui import style
from desk.ui.frame import places
from desk.ui.frame.places import PLACES, Place
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle
from desk.ui.sign_in_dialog import SignInDialog
from desk.vocabulary import Verb

NAMED = {
    QAccessible.Role.Button, QAccessible.Role.CheckBox, QAccessible.Role.ComboBox, QAccessible.Role.EditableText,
    QAccessible.Role.RadioButton, QAccessible.Role.SpinBox, QAccessible.Role.Table, QAccessible.Role.List,
}  # fmt: skip


@pytest.fixture(params=PLACES, ids=lambda place: place.icon)
def placed(
    request: pytest.FixtureRequest, open_main: Callable[..., MainWindow], desk: Desk
) -> tuple[MainWindow, QWidget]:
    """Each place in front of somebody who may go there, with a few dossiers in the store."""
    place: Place = request.param
    clerk = officer(desk, "tiepnhan")
    numbers = [receive(desk, clerk, person_request()).number for _ in range(3)]
    act(desk, officer(desk, "chuyenmon"), numbers[0], StepAsked(Verb.FINISH))
    window = open_main("admin" if place is places.OFFICERS else "lanhdao")
    window.resize(1366, 768)
    page = window.go_to(place)
    settle()
    return window, page


def nodes(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """What a screen reader meets, from the window down; cells of tables are its own affair."""
    yield root
    if root.role() in {QAccessible.Role.Table, QAccessible.Role.List}:
        return
    for at in range(root.childCount()):
        child = root.child(at)
        if child is not None and child.isValid():
            yield from nodes(child)


def test_a_screen_reader_finds_a_name_for_everything(placed: tuple[MainWindow, QWidget]) -> None:
    window, _ = placed
    root = QAccessible.queryAccessibleInterface(window)
    assert root is not None
    found = [one for one in nodes(root) if one.role() in NAMED and not one.state().invisible]  # type: ignore[attr-defined]
    assert len(found) > 8
    nameless = [one.object() for one in found if not one.text(QAccessible.Text.Name).strip()]
    assert [f"{type(one).__name__} {one.objectName()}" for one in nameless if not _inner(one)] == []


def _inner(widget: object) -> bool:
    """Parts that Qt puts inside its own widgets."""
    return not isinstance(widget, QWidget) or isinstance(widget.parent(), QSpinBox | QAbstractItemView)


def test_every_control_has_a_name(placed: tuple[MainWindow, QWidget]) -> None:
    _, page = placed
    seen = [one for one in controls(page) if one.isVisibleTo(page)]
    texts = {one: one.text() for one in seen if isinstance(one, QAbstractButton)}
    assert [type(one).__name__ for one in seen if not (one.accessibleName() or texts.get(one, "")).strip()] == []


def test_letters_of_labels_are_told_apart(placed: tuple[MainWindow, QWidget]) -> None:
    _, page = placed
    marked = [one.text() for one in page.findChildren(QLabel) if one.isVisible() and one.buddy() and "&" in one.text()]
    letters = [text[text.index("&") + 1].lower() for text in marked]
    assert sorted(letters) == sorted(set(letters)), marked


def test_no_english_anywhere(placed: tuple[MainWindow, QWidget]) -> None:
    window, _ = placed
    texts = visible_texts(window)
    assert len(texts) > 12
    assert [text for text in texts if ENGLISH.search(text)] == []


def test_nothing_is_cut_off_at_1366_by_768(placed: tuple[MainWindow, QWidget]) -> None:
    window, page = placed
    assert (window.width(), window.height()) == (1366, 768)
    for one in page.findChildren(QLabel):
        if one.isVisible() and not one.wordWrap() and one.text() and not one.property("elided"):
            assert one.width() >= one.sizeHint().width() - 1, one.text()


def test_no_english_in_the_menus_of_fields(window: MainWindow, qtbot: QtBot) -> None:
    menu = window.header.search.createStandardContextMenu()
    assert isinstance(window.header.search, QLineEdit)
    qtbot.addWidget(menu)
    words = [action.text().split("\t")[0].replace("&", "") for action in menu.actions() if action.text()]
    assert "Dán" in words
    assert [word for word in words if ENGLISH.search(word)] == []


def test_the_frame_with_the_board(open_main: Callable[..., MainWindow], desk: Desk) -> None:
    numbers = [receive(desk, officer(desk, "tiepnhan"), person_request()).number for _ in range(3)]
    act(desk, officer(desk, "chuyenmon"), numbers[2], StepAsked(Verb.FINISH))
    same_as_golden("board", open_main("lanhdao"))


def test_the_lock(window: MainWindow) -> None:
    window.lock()
    same_as_golden("lock", window)


def test_sign_in_of_a_practice_home(qtbot: QtBot, desk: Desk) -> None:
    dialog = SignInDialog(desk.home)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    words = " ".join(visible_texts(dialog))
    assert "BẢN THỰC HÀNH" in words
    assert PRACTICE_PASSWORD in words
    assert [type(one).__name__ for one in controls(dialog) if not one.accessibleName().strip()] == []
    dialog.login.setText("tiepnhan")
    dialog.password.setText("sai mật khẩu")
    dialog.enter.click()
    settle()
    assert dialog.entered is None
    assert dialog.message.isVisible()
    dialog.password.setText(PRACTICE_PASSWORD)
    dialog.enter.click()
    settle()
    assert dialog.entered is not None
    assert dialog.entered.officer.login == "tiepnhan"


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
