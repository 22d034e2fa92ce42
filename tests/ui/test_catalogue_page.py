"""The catalogue in use: found without accents, read on a sheet, completed by keys, and nothing typed is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from collections.abc import Callable

import pytest
from builders import BIRTH, MONDAY, officer
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, press, same_as_golden, type_text, visible_texts

from desk.errors import DiskFull
from desk.messages import sentence
from desk.services.catalogue import Catalogue, ComponentAsked, Limit, Procedure
from desk.services.catalogue_editing import add_edition, edition_of
from desk.services.checking import check
from desk.services.desk import Desk
from desk.ui.office import edition_form
from desk.ui.office.catalogue_page import CataloguePage
from desk.ui.office.catalogue_wording import ProcedureState
from desk.ui.office.edition_form import EditionForm
from desk.ui.pictures import settle
from desk.vocabulary import Channel, FeeUnit, LimitUnit, PauseMode

TODAY = MONDAY.date()
INCOMPLETE = "2.002165"
Open = Callable[..., CataloguePage]


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    """Opens the page of somebody, by default the leader's."""

    def open_it(login: str = "lanhdao") -> CataloguePage:
        page = CataloguePage(session_of(desk, login))
        host = QWidget()  # as in the frame: a page is never a window of its own
        qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: page.form.stop())
        page.setParent(host)
        for widget in (host, page):
            widget.resize(1278, 640)
        host.show()
        host.activateWindow()
        page.first_field().setFocus()
        settle()
        return page

    return open_it


@pytest.fixture
def page(open_page: Open) -> CataloguePage:
    return open_page()


def keys(page: CataloguePage, sequence: str) -> None:
    """A key of the page, pressed where the keyboard is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, QKeySequence(sequence))
    settle()


def typing() -> QWidget:
    """Where the next letter goes."""
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def stand_on(page: CataloguePage, code: str) -> None:
    row = page.model.row_of(code)
    assert row is not None
    page.table.setCurrentIndex(page.model.index(row, 0))
    page.table.setFocus()
    settle()


def listed(page: CataloguePage) -> list[str]:
    return [one.code for one in page.model.procedures]


def said(page: QWidget) -> str:
    return "\n".join(visible_texts(page))


def catalogue(desk: Desk) -> Catalogue:
    with desk.store.reading() as connection:
        return desk.office(connection).catalogue


def changed(desk: Desk, code: str, **changes: object) -> Procedure:
    before = catalogue(desk).editions(code)[-1]
    edition = dataclasses.replace(edition_of(before), **{"valid_from": TODAY, **changes})  # type: ignore[arg-type]
    return add_edition(desk, officer(desk, "admin"), edition, before.edition_id)


def fill_limit(form: EditionForm, statutory: str, committed: str = "") -> None:
    for field, text in ((form.limits.statutory, statutory), (form.limits.committed, committed)):
        field[Channel.COUNTER].clear()
        type_text(field[Channel.COUNTER], text)


# --- finding and reading ----------------------------------------------------------------------------------------------


def test_all_procedures_stand_there_with_their_counts(page: CataloguePage, desk: Desk) -> None:
    assert len(listed(page)) == len(catalogue(desk)) == 209
    assert [button.accessibleName() for button in page.filters.values()] == [
        "Tất cả: 209", "Chưa đủ: 17", "Hết hiệu lực: 0",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [("kh sinh", BIRTH), ("đăng ký khai sinh", BIRTH), ("1.001193", BIRTH), ("boi thuong nha nuoc", INCOMPLETE)],
)
def test_a_procedure_is_found_by_name_code_and_sector(page: CataloguePage, typed: str, code: str) -> None:
    type_text(page.search, typed)
    assert code in listed(page)
    assert page.current() == page.model.procedures[0], "the best stands out"


def test_keys_lead_from_the_search_to_the_sheet_and_back(page: CataloguePage) -> None:
    type_text(page.search, "khai sinh")
    press(page.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table
    press(page.table, Qt.Key.Key_Down)
    second = page.model.procedures[1]
    assert page.sheet.edition == second
    press(page.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.sheet.paper
    press(page.sheet.paper, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is page.table
    keys(page, "/")
    assert QApplication.focusWidget() is page.search
    press(page.search, Qt.Key.Key_Escape)
    assert page.search.text() == ""
    assert page.current() == second, "what stood out keeps standing out"


def test_a_slash_can_be_typed(page: CataloguePage) -> None:
    page.search.setFocus()
    QTest.keyClick(page.search, Qt.Key.Key_Slash)
    assert page.search.text() == "/"


def test_nothing_found_says_what_to_do(page: CataloguePage) -> None:
    type_text(page.search, "qwxz")
    assert listed(page) == []
    assert "Không có thủ tục nào khớp “qwxz”" in said(page)
    assert "Chọn một thủ tục để đọc." in said(page)
    assert not page.edit_button.isEnabled()
    page.edit()
    assert page.form.isHidden()


def test_a_birth_as_it_is_read(page: CataloguePage) -> None:
    stand_on(page, BIRTH)
    same_as_golden("catalogue-birth", page.sheet)


def test_what_differs_by_channel_stands_apart(page: CataloguePage) -> None:
    stand_on(page, "1.013978")
    words = said(page.sheet)
    assert "Tại quầy\n27 ngày làm việc\nTrực tuyến\n17 ngày làm việc\nBưu chính\n20 ngày làm việc" in words


def test_the_incomplete_alone(page: CataloguePage) -> None:
    keys(page, "Ctrl+2")
    assert len(listed(page)) == 17
    assert {one.complete for one in page.model.procedures} == {False}
    assert "chưa có thời hạn giải quyết" in page.sheet.state.text()
    assert "Bổ sung" in page.edit_button.text().replace("&", "")
    press(page.table, Qt.Key.Key_Escape)
    assert len(listed(page)) == 209


def test_none_ended_and_one_ended(page: CataloguePage, desk: Desk) -> None:
    keys(page, "Ctrl+3")
    assert "Chưa có thủ tục nào hết hiệu lực." in said(page)
    changed(desk, BIRTH, ended=True)
    page.refresh()
    settle()
    assert listed(page) == [BIRTH]
    assert page.model.index(0, page.model.STATE).data() == "Hết hiệu lực"
    assert "không nhận hồ sơ mới" in page.sheet.state.text()


def test_editions_are_turned_like_pages(page: CataloguePage, desk: Desk) -> None:
    changed(desk, BIRTH, name="Khai sinh, bản hai")
    changed(desk, BIRTH, name="Khai sinh, bản ba", valid_from=TODAY + dt.timedelta(days=8))
    page.refresh()
    settle()
    stand_on(page, BIRTH)
    shown = page.sheet.editions
    assert [shown.itemText(at) for at in range(shown.count())] == [
        "Từ 01/12/2026 – chưa đến ngày", "Từ 23/11/2026 – đang áp dụng", "Từ 01/01/2017 – bản cũ",
    ]  # fmt: skip
    assert page.sheet.edition is not None
    assert page.sheet.edition.name == "Khai sinh, bản hai"
    assert page.sheet.state.text() == "Sẽ có bản mới từ ngày 01/12/2026."
    shown.setCurrentIndex(2)
    assert "Bản cũ" in page.sheet.state.text()
    page.refresh()
    settle()
    assert shown.currentIndex() == 2, "what is read stays open"
    desk.clock.at = MONDAY + dt.timedelta(days=8)  # type: ignore[attr-defined]
    page.refresh()
    settle()
    assert page.sheet.edition.name == "Khai sinh, bản ba"


def test_the_longest_name_and_forty_papers(page: CataloguePage, desk: Desk) -> None:
    longest = max(catalogue(desk).procedures(TODAY), key=lambda one: len(one.name))
    papers = tuple(ComponentAsked(f"Giấy tờ mẫu {at}", at % 3, 0, 1, at % 2 == 0) for at in range(40))
    changed(desk, longest.code, components=papers)
    page.refresh()
    settle()
    stand_on(page, longest.code)
    assert longest.name in said(page.sheet)
    assert "Giấy tờ mẫu 39\n1 bản chụp" in said(page.sheet)
    bar = page.sheet.paper.verticalScrollBar()
    press(page.table, Qt.Key.Key_Return)
    press(page.sheet.paper, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    assert page.model.index(page.table.currentIndex().row(), 0).data(Qt.ItemDataRole.ToolTipRole) == longest.name


def test_five_hundred_procedures_stay_quick(page: CataloguePage, desk: Desk) -> None:
    known = page.session.office.catalogue.procedures(TODAY)
    many = [
        dataclasses.replace(known[at % len(known)], edition_id=at, code=f"9.{at:06}") for at in range(500)
    ]  # fmt: skip
    page.session.work_by(dataclasses.replace(page.session.office, catalogue=Catalogue(many)))
    assert len(listed(page)) == 500
    spent = []
    for typed in ("t", "th", "thu", "thu t", "thu tu", ""):
        began = time.process_time()
        page.search.setText(typed)
        spent.append(time.process_time() - began)
    assert min(spent) < 0.05


# --- completing -------------------------------------------------------------------------------------------------------


def test_an_incomplete_procedure_is_completed_by_the_keyboard(page: CataloguePage, desk: Desk) -> None:
    told: list[tuple[str, str]] = []
    page.session.said.connect(lambda words, tone: told.append((words, tone)))
    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    form = page.form
    assert QApplication.focusWidget() is form.limits.statutory[Channel.COUNTER], "what is missing"
    type_text(form.limits.statutory[Channel.COUNTER], "5")
    press(form.limits.statutory[Channel.COUNTER], Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.limits.committed[Channel.COUNTER]
    type_text(form.limits.committed[Channel.COUNTER], "3")
    assert form.limits.promises[Channel.COUNTER].text() == "17:00 thứ Sáu 27/11/2026"
    assert form.limits.promises[Channel.POST].text() == "không nhận qua kênh này"
    keys(page, "Ctrl+D")
    assert form.limits.promises[Channel.POST].text() == "17:00 thứ Sáu 27/11/2026"
    keys(page, "F9")
    made = catalogue(desk).in_force(INCOMPLETE, TODAY)
    assert made.limits == dict.fromkeys(Channel, Limit(5, 3, LimitUnit.WORKING_DAY))
    assert page.current() == made == page.sheet.edition
    assert page.session.office.catalogue.in_force(INCOMPLETE, TODAY) == made
    assert "05 ngày làm việc; cam kết 03 ngày làm việc" in said(page.sheet)
    assert page.filters[ProcedureState.INCOMPLETE].accessibleName() == "Chưa đủ: 16"
    assert told == [(f"Đã lưu bản mới của {INCOMPLETE}, áp dụng từ 23/11/2026.", "good")]
    assert QApplication.focusWidget() is page.table
    assert check(desk, officer(desk, "admin")).faults == ()


def test_the_form_as_it_opens(page: CataloguePage) -> None:
    stand_on(page, BIRTH)
    keys(page, "F2")
    same_as_golden("catalogue-form", page.form)


def test_what_is_not_touched_is_stored_as_it_was(page: CataloguePage, desk: Desk) -> None:
    for code in (BIRTH, "1.004222", "2.000815", "1.013978", "1.012812"):
        before = page.session.office.catalogue.standing(code, TODAY)
        stand_on(page, code)
        keys(page, "F2")
        assert page.form.given() == dataclasses.replace(edition_of(before), valid_from=TODAY)
        assert not page.form.changed()
        keys(page, "Esc")
        assert page.form.isHidden(), "nothing was changed, nothing is asked"
    assert len(catalogue(desk).editions(BIRTH)) == 1


def test_a_new_procedure_of_the_office(page: CataloguePage, desk: Desk) -> None:
    page.table.setFocus()
    keys(page, "Ins")
    form = page.form
    assert QApplication.focusWidget() is form.name
    type_text(form.name, "Thủ tục thử của xã")
    type_text(form.code, "H21.18-TT01")
    sector = form.sector.lineEdit()
    assert sector is not None
    type_text(sector, "Văn hóa")
    type_text(form.cutoff, "14h30")
    form.valid_from.setText("1/12/2026")
    form.supplement.setCurrentIndex(form.supplement.findData(PauseMode.STOP.value))
    fill_limit(form, "7")
    type_text(form.fees.amounts[Channel.COUNTER], "8.000")
    form.fees.per[Channel.COUNTER].setCurrentIndex(form.fees.per[Channel.COUNTER].findData(FeeUnit.COPY.value))
    type_text(form.fees.notes[Channel.POST], "Cước bưu chính")
    form.note.setPlainText("dòng một\ndòng hai")
    form.components.setFocus()
    press(form.components, Qt.Key.Key_Insert)
    type_text(typing(), "Tờ khai")
    keys(page, "F9")
    made = catalogue(desk).editions("H21.18-TT01")[-1]
    assert made.valid_from == dt.date(2026, 12, 1)
    assert (made.cutoff, made.supplement_mode, made.note) == (dt.time(14, 30), PauseMode.STOP, "dòng một dòng hai")
    assert (made.fees[Channel.COUNTER].amount, made.fees[Channel.COUNTER].per) == (8000, FeeUnit.COPY)
    assert made.fees[Channel.POST].amount is None
    assert made.components == (ComponentAsked("Tờ khai", 1, 0, 0, False),), "an open cell is taken as it stands"
    assert page.current() == made
    assert page.model.index(page.table.currentIndex().row(), page.model.STATE).data() == "Chưa đến ngày"


def test_saved_while_the_list_is_narrowed_to_others(page: CataloguePage) -> None:
    keys(page, "Ctrl+2")
    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    fill_limit(page.form, "5")
    keys(page, "F9")
    standing = page.current()
    assert standing is not None
    assert (standing.code, standing.complete) == (INCOMPLETE, True)


# --- faults -----------------------------------------------------------------------------------------------------------


def field_at(form: EditionForm, name: str) -> QWidget:
    """The field a fault should lead to, by a name of the test's own."""
    fields: dict[str, QWidget] = {
        "name": form.name, "code": form.code, "sector": form.sector, "day": form.valid_from, "time": form.cutoff,
        "statutory": form.limits.statutory[Channel.COUNTER], "committed": form.limits.committed[Channel.COUNTER],
        "amount": form.fees.amounts[Channel.COUNTER], "note": form.note,
    }  # fmt: skip
    return fields[name]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "", "Chưa có tên thủ tục"),
        ("sector", " ", "Chưa có lĩnh vực"),
        ("day", "31/02/2027", "Mục ngày áp dụng không nhận giá trị “31/02/2027”"),
        ("day", "hôm nay", "Mục ngày áp dụng"),
        ("day", "1/1/2016", "sớm hơn bản gần nhất (01/01/2017)"),
        ("day", "01/01/2029", "quá xa"),
        ("time", "25:00", "Mục giờ chốt nhận trong ngày"),
        ("committed", "9", "dài hơn thời hạn theo quy định (3)"),
        ("statutory", "0", "Mục thời hạn theo quy định của kênh tại quầy không nhận giá trị “0”"),
        ("statutory", "99999", "Mục thời hạn theo quy định của kênh tại quầy"),
        ("amount", "2.000.000.000", "Mục mức thu của kênh tại quầy"),
        ("note", "a\u202eb", "ghi chú có ký tự điều khiển"),
    ],
)
def test_a_fault_is_explained_and_leads_to_its_field(page: CataloguePage, field: str, text: str, words: str) -> None:
    stand_on(page, "1.004873")
    keys(page, "F2")
    form = page.form
    wrong = field_at(form, field)
    for one in (form.name, form.note):
        if wrong is one:
            one.setPlainText(text)
    if isinstance(wrong, QLineEdit):
        wrong.setText(text)
    if isinstance(wrong, QComboBox):
        wrong.setEditText(text)
    keys(page, "F9")
    assert words in form.message.text()
    assert QApplication.focusWidget() is wrong or wrong.isAncestorOf(QApplication.focusWidget())
    assert wrong.property("fault") is True
    assert (wrong.currentText() if isinstance(wrong, QComboBox) else wrong.text()) == text  # type: ignore[attr-defined]
    keys(page, "Esc")
    keys(page, "Esc")
    stand_on(page, BIRTH)
    keys(page, "F2")
    assert not form.message.isVisible()
    assert not wrong.property("fault")


def test_a_commitment_without_a_limit(page: CataloguePage) -> None:
    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    fill_limit(page.form, "", "3")
    keys(page, "F9")
    assert "Chưa có thời hạn theo quy định của kênh tại quầy" in page.form.message.text()
    assert QApplication.focusWidget() is page.form.limits.statutory[Channel.COUNTER]


def test_a_limit_beyond_the_calendar_is_said_beside_it(page: CataloguePage) -> None:
    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    fill_limit(page.form, "3000")
    promise = page.form.limits.promises[Channel.COUNTER]
    assert promise.text() == "chưa tính được"
    assert "lịch" in promise.toolTip()


def test_a_failed_save_loses_nothing(page: CataloguePage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = DiskFull(place="đĩa thử")

    def fail(*_given: object) -> Procedure:
        raise fault

    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    fill_limit(page.form, "5", "3")
    typed = page.form.given()
    with monkeypatch.context() as patched:
        patched.setattr(edition_form, "add_edition", fail)
        keys(page, "F9")
    assert page.form.message.text() == sentence(fault)
    assert page.form.given() == typed
    keys(page, "F9")
    assert edition_of(catalogue(desk).in_force(INCOMPLETE, TODAY)) == typed


def test_somebody_else_came_first(page: CataloguePage, desk: Desk) -> None:
    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    fill_limit(page.form, "5")
    changed(desk, INCOMPLETE, limits={Channel.COUNTER: Limit(9, None, LimitUnit.WORKING_DAY)})
    keys(page, "F9")
    assert "vừa có bản mới do người khác thêm" in page.form.message.text()
    assert page.form.limits.statutory[Channel.COUNTER].text() == "5"
    keys(page, "F9")
    assert [one.limits.get(Channel.COUNTER) for one in catalogue(desk).editions(INCOMPLETE)] == [
        None, Limit(9, None, LimitUnit.WORKING_DAY), Limit(5, None, LimitUnit.WORKING_DAY),
    ]  # fmt: skip


def test_what_was_typed_is_thrown_away_only_when_asked_twice(page: CataloguePage) -> None:
    stand_on(page, BIRTH)
    keys(page, "F2")
    type_text(page.form.note, "x")
    keys(page, "Esc")
    assert page.form.isVisible()
    assert "Bỏ những gì đã sửa?" in page.form.back_button.text().replace("&", "")
    keys(page, "Esc")
    assert page.form.isHidden()
    assert QApplication.focusWidget() is page.table


def test_a_change_elsewhere_leaves_the_form_alone(page: CataloguePage, desk: Desk) -> None:
    stand_on(page, INCOMPLETE)
    keys(page, "F2")
    fill_limit(page.form, "5")
    changed(desk, BIRTH, name="Tên mới")
    page.refresh()
    settle()
    assert page.form.isVisible()
    assert page.form.limits.statutory[Channel.COUNTER].text() == "5"
    assert page.first_field() is page.form.first_field()


def test_from_an_older_edition(page: CataloguePage, desk: Desk) -> None:
    changed(desk, BIRTH, name="Tên mới", valid_from=TODAY + dt.timedelta(days=8))
    page.refresh()
    settle()
    stand_on(page, BIRTH)
    keys(page, "F2")
    assert "không phải bản mới nhất" in page.form.source.text()
    assert page.form.valid_from.text() == "01/12/2026", "not before the newest edition"
    keys(page, "F9")
    assert [one.name for one in catalogue(desk).editions(BIRTH)] == [
        "Thủ tục đăng ký khai sinh", "Tên mới", "Thủ tục đăng ký khai sinh",
    ]  # fmt: skip


# --- papers -----------------------------------------------------------------------------------------------------------


def test_papers_are_put_in_order_by_the_keyboard(page: CataloguePage) -> None:
    stand_on(page, BIRTH)
    keys(page, "F2")
    rows = page.form.components
    before = rows.rows()
    rows.setFocus()
    keys(page, "Alt+Down")
    assert rows.rows()[:2] == (before[1], before[0])
    keys(page, "Alt+Up")
    keys(page, "Alt+Up")
    assert rows.rows() == before
    keys(page, "Ctrl+Del")
    assert rows.rows() == before[1:]
    keys(page, "Ctrl+Z")
    assert rows.rows() == before
    assert not page.form.changed()
    press(rows, Qt.Key.Key_Space)
    assert rows.rows()[0].optional is not before[0].optional
    rows.setCurrentCell(0, 1)
    type_text(rows, "7")
    rows.finish_editing()
    assert rows.rows()[0].originals == 7
    assert page.form.changed()


def test_a_paper_named_twice_or_not_at_all(page: CataloguePage) -> None:
    stand_on(page, BIRTH)
    keys(page, "F2")
    rows = page.form.components
    rows.setFocus()
    press(rows, Qt.Key.Key_Insert)
    rows.finish_editing()
    rows.setCurrentCell(4, 0)
    keys(page, "F9")
    assert "Chưa có tên của thành phần hồ sơ thứ 2" in page.form.message.text()
    assert (QApplication.focusWidget(), rows.currentRow()) == (rows, 1)
    press(rows, Qt.Key.Key_Return)
    type_text(typing(), "Tờ khai đăng ký khai sinh")
    keys(page, "F9")
    assert "được ghi hai lần" in page.form.message.text()
    assert rows.rowCount() == 6


# --- who may, what is said --------------------------------------------------------------------------------------------


def test_a_clerk_reads_only(open_page: Open) -> None:
    page = open_page("tiepnhan")
    stand_on(page, BIRTH)
    for key in ("F2", "Ins"):
        keys(page, key)
        assert page.form.isHidden()
    assert not page.edit_button.isVisible()
    assert "Chỉ đọc: lãnh đạo hoặc quản trị sửa danh mục." in said(page)


@pytest.mark.parametrize("form", [False, True])
def test_every_control_has_a_name_and_no_word_is_english(page: CataloguePage, form: bool) -> None:
    stand_on(page, BIRTH)
    if form:
        keys(page, "F2")
    seen = [one for one in controls(page) if one.isVisible()]
    assert len(seen) > (20 if form else 5)
    assert [type(one).__name__ for one in seen if not one.accessibleName().strip()] == []
    letters = [
        one.text()[one.text().index("&") + 1].lower()
        for one in page.findChildren(QWidget)
        if isinstance(one, QLabel | QAbstractButton) and one.isVisible() and "&" in one.text()
    ]
    assert len(letters) == len(set(letters))
    assert all(letter.isascii() for letter in letters)
    keyless = [line for line in visible_texts(page) if ENGLISH.search(line)]
    assert keyless == []
    cut = [
        one.accessibleName()
        for one in seen
        if not isinstance(one, QSpinBox) and one.visibleRegion().boundingRect().size() != one.size()
    ]
    assert cut == []
