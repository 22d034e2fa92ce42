"""The settings of the office, by keys: heading, signers and hours become editions, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from builders import officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, press, same_as_golden, type_text, visible_texts
from settings_seat import keys, marked, office, open_settings, refresh, turn_to
from sqlalchemy import select

from desk.errors import DiskFull
from desk.messages import sentence
from desk.models import UnitHeading
from desk.services.checking import check
from desk.services.desk import Desk, Signer
from desk.services.intake import receive
from desk.ui.office import unit_section
from desk.ui.office.settings_page import SettingsPage
from desk.ui.settling import settle

Open = Callable[[str], SettingsPage]


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens the page of somebody, on a machine without printers and ports."""
    for name in ("seen_queues", "queues"):
        monkeypatch.setattr(f"desk.services.printing_jobs.{name}", lambda: ())
    monkeypatch.setattr("serial.tools.list_ports.comports", lambda: [])
    return lambda login: open_settings(qtbot, desk, login)


@pytest.fixture
def page(open_page: Open) -> SettingsPage:
    """The leader's page."""
    return open_page("lanhdao")


def editions(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return len(connection.execute(select(UnitHeading.made_at)).all())


def write(field: QLineEdit, text: str) -> None:
    field.selectAll()
    field.del_()
    type_text(field, text)


def cell(text: str) -> None:
    """Type into the cell that is open."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    type_text(focused, text)


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["unit", "signers"])
def test_each_section_as_it_is_read(page: SettingsPage, name: str) -> None:
    turn_to(page, getattr(page, name))
    same_as_golden(f"settings-{name}", page)


def test_keys_lead_from_the_list_to_the_fields_and_on(page: SettingsPage) -> None:
    assert QApplication.focusWidget() is page.list
    press(page.list, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.unit.fields["agency_code"]
    keys("Return")
    assert QApplication.focusWidget() is page.unit.fields["name"]
    keys("Ctrl+PgDown")
    assert QApplication.focusWidget() is page.signers.table
    keys("Ctrl+PgUp")
    keys("Ctrl+PgUp")
    assert page.current() is page.look, "it goes round"
    keys("Esc")
    assert QApplication.focusWidget() is page.list


@pytest.mark.parametrize("name", ["unit", "signers"])
def test_a_clerk_reads_only_what_is_the_office_s(open_page: Open, desk: Desk, name: str) -> None:
    page = open_page("tiepnhan")
    section = getattr(page, name)
    turn_to(page, section)
    assert "Chỉ đọc: lãnh đạo hoặc quản trị sửa" in "\n".join(visible_texts(page))
    assert not page.save_button.isVisible()
    for key in ("Ins", "x", "Del", "F9"):
        keys(key)
    assert marked(page) == []
    assert section.message.isHidden()
    assert all(field.isReadOnly() for field in section.findChildren(QLineEdit))
    assert editions(desk) == 0


@pytest.mark.parametrize("login", ["lanhdao", "tiepnhan"])
@pytest.mark.parametrize("row", range(6))
def test_every_control_is_named_whole_and_vietnamese(open_page: Open, login: str, row: int) -> None:
    page = open_page(login)
    page.list.setCurrentRow(row)
    page.current().message.say("Một câu của chương trình dài vừa một dòng.", "fault")
    settle()
    seen = [one for one in controls(page) if one.isVisible()]
    assert [type(one).__name__ for one in seen if not one.accessibleName().strip()] == []
    assert [one.accessibleName() for one in seen if one.visibleRegion().boundingRect().size() != one.size()] == []
    letters = [
        one.text()[one.text().index("&") + 1].lower()
        for one in page.findChildren(QWidget)
        if isinstance(one, QLabel | QAbstractButton) and one.isVisible() and "&" in one.text()
    ]
    assert len(letters) == len(set(letters))
    assert all(letter.isascii() for letter in letters)
    folder = str(page.session.home.papers)
    assert [line for line in visible_texts(page) if line != folder and ENGLISH.search(line)] == []


def test_the_list_keeps_its_rows_apart(page: SettingsPage) -> None:
    tops = [page.list.visualItemRect(page.list.item(row)).top() for row in range(page.list.count())]
    assert {below - above for above, below in pairwise(tops)} == {32}


# --- heading ----------------------------------------------------------------------------------------------------------


def test_a_heading_is_changed_by_keys(page: SettingsPage, desk: Desk) -> None:
    before = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    turn_to(page, page.unit)
    write(page.unit.fields["agency_code"], "H21.99")
    assert page.unit.example.text() == "số hồ sơ sẽ như H21.99-261123-0001"
    write(page.unit.fields["place"], "Mẫu Sơn")
    assert "Mẫu Sơn, ngày 23 tháng 11 năm 2026" in page.unit.preview.accessibleDescription()
    assert marked(page) == ["Cơ quan"]
    keys("F9")
    assert "Đã lưu" in page.unit.message.text()
    assert marked(page) == []
    assert not page.save_button.isEnabled()
    assert (office(desk).unit.agency_code, office(desk).unit.place) == ("H21.99", "Mẫu Sơn")
    assert page.session.office.unit == office(desk).unit
    assert editions(desk) == 1
    assert before.startswith("H21.18-")
    assert receive(desk, officer(desk, "tiepnhan"), person_request()).number.startswith("H21.99-")
    keys("F9")
    assert editions(desk) == 1, "nothing was changed, nothing is stored"
    assert check(desk, officer(desk, "admin")).faults == ()


@pytest.mark.parametrize("words", ["Trung tâm", "Trung tâm phục vụ hành chính công " * 5 + "xã Mẫu Sơn"])
def test_the_heading_on_paper_is_whole(page: SettingsPage, words: str) -> None:
    for name in ("superior_body", "issuing_body"):
        page.unit.fields[name].setText(words)
    settle()
    seen = page.unit.preview.grab().toImage()
    left = range(2, seen.width() // 2)
    ink = [y for y in range(2, seen.height() - 2) if any(seen.pixelColor(x, y).lightness() < 128 for x in left)]
    assert ink
    assert max(ink) < seen.height() - 4


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("agency_code", "", "Chưa có mã cơ quan"),
        ("agency_code", "mã lạ", "Mã cơ quan này không làm nên số hồ sơ"),
        ("name", "  ", "Chưa có tên cơ quan"),
        ("place", "", "Chưa có địa danh"),
        ("address", "a\u202eb", "ký tự điều khiển"),
    ],
)
def test_a_fault_of_the_heading_leads_to_its_field(page: SettingsPage, field: str, text: str, words: str) -> None:
    turn_to(page, page.unit)
    page.unit.fields[field].setText(text)
    keys("F9")
    assert words in page.unit.message.text()
    wrong = page.unit.fields[field]
    assert QApplication.focusWidget() is wrong
    assert (wrong.property("fault"), wrong.text()) == (True, text)
    assert marked(page) == ["Cơ quan"]


def test_a_failed_save_keeps_what_was_typed(page: SettingsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = DiskFull(place="đĩa thử")

    def fail(*_given: object) -> None:
        raise fault

    turn_to(page, page.unit)
    write(page.unit.fields["phone"], "0269 000 0000")
    with monkeypatch.context() as patched:
        patched.setattr(unit_section, "change_heading", fail)
        keys("F9")
    assert page.unit.message.text() == sentence(fault)
    assert page.unit.fields["phone"].text() == "0269 000 0000"
    assert marked(page) == ["Cơ quan"]
    assert page.save_button.isEnabled()
    keys("F9")
    assert office(desk).unit.phone == "0269 000 0000"


def test_what_is_unsaved_outlives_a_refresh(page: SettingsPage, desk: Desk) -> None:
    turn_to(page, page.unit)
    write(page.unit.fields["phone"], "0269 111")
    write(page.unit.fields["lookup"], "tra cứu ở đây")
    refresh(page)
    assert marked(page) == ["Cơ quan"]
    assert [page.unit.fields[name].text() for name in ("phone", "lookup")] == ["0269 111", "tra cứu ở đây"]
    for name in ("phone", "lookup"):
        write(page.unit.fields[name], getattr(office(desk).unit, name))
    assert marked(page) == [], "taken back by hand"


# --- signers ----------------------------------------------------------------------------------------------------------


def test_signers_are_added_and_put_in_order(page: SettingsPage, desk: Desk) -> None:
    turn_to(page, page.signers)
    assert "Chưa có người ký; bấm Ins để thêm." in visible_texts(page)
    keys("Ins")
    cell("GIÁM ĐỐC")
    keys("Return")
    cell("Trần Văn Mẫu")
    keys("Return")
    assert QApplication.focusWidget() is page.signers.table
    keys("Ins")
    cell("KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC")
    keys("Return")
    cell("Nguyễn Thị Thử")
    keys("F9")
    first, second = Signer("GIÁM ĐỐC", "Trần Văn Mẫu"), Signer("KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Nguyễn Thị Thử")
    assert office(desk).unit.signers == (first, second), "an open cell is taken as it stands"
    assert marked(page) == []
    page.signers.table.setFocus()
    keys("Alt+Up")
    assert page.signers.pairs()[0][1] == "Nguyễn Thị Thử"
    keys("Del")
    keys("Del")
    assert page.signers.pairs() == []
    keys("Ctrl+Z")
    keys("Ctrl+Z")
    assert marked(page) == ["Người ký"]
    keys("F9")
    assert page.session.office.unit.signers == (second, first)


def test_an_open_cell_outlives_a_refresh(page: SettingsPage) -> None:
    turn_to(page, page.signers)
    keys("Ins")
    cell("GIÁM ĐỐC")
    refresh(page)
    keys("Return")
    assert page.signers.pairs() == [("GIÁM ĐỐC", "")]


def test_a_signer_without_a_name_is_led_to(page: SettingsPage, desk: Desk) -> None:
    turn_to(page, page.signers)
    keys("Ins")
    cell("GIÁM ĐỐC")
    keys("F9")
    assert "cả chức danh và họ tên" in page.signers.message.text()
    table = page.signers.table
    assert (QApplication.focusWidget(), table.currentRow(), table.currentColumn()) == (table, 0, 1)
    assert page.signers.pairs() == [("GIÁM ĐỐC", "")]
    assert page.unit.message.isHidden()
    assert editions(desk) == 0


def test_a_fault_of_the_heading_is_told_among_the_signers_too(page: SettingsPage) -> None:
    page.unit.fields["name"].clear()
    turn_to(page, page.signers)
    keys("Ins")
    cell("GIÁM ĐỐC")
    page.signers.table.setFocus()
    page.signers.table.item(0, 1).setText("Trần Văn Mẫu")
    keys("F9")
    assert "Chưa có tên cơ quan" in page.signers.message.text()
    assert marked(page) == ["Cơ quan", "Người ký"]
