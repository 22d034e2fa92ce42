"""The page of one dossier in use: what it shows, the steps by their keys, races lost, notes kept, tampering refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from builders import officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from screens import controls, visible_texts
from sqlcipher3 import dbapi2

from desk.errors import DossierChanged, IncompleteProcedure, StoreBusy
from desk.messages import STATUS_WORDS, sentence
from desk.rules.instants import VIETNAM
from desk.services.collecting import HandOver
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.intake_request import ComponentGiven
from desk.services.processing import act
from desk.services.requests import approve, pending
from desk.services.steps import StepAsked
from desk.ui import style
from desk.ui.calendar.why_dialog import WhyDialog
from desk.ui.dossiers import dossier_reading
from desk.ui.dossiers.dossier_page import DossierPage
from desk.ui.dossiers.sections import Lines
from desk.ui.dossiers.step_fields import GroundGroup, NoteGroup
from desk.ui.pictures import settle
from desk.ui.session import Session
from desk.ui.widgets.chips import chip_of
from desk.vocabulary import CollectedWith, DiscontinueReason, PaperForm, Status, Verb

Opener = Callable[[str], DossierPage]
EXAMINERS = {
    Verb.START, Verb.REQUEST_SUPPLEMENT, Verb.REQUEST_PAYMENT, Verb.HAND_OVER, Verb.EXTEND, Verb.FINISH, Verb.REFUSE,
    Verb.WITHDRAW, Verb.DISCONTINUE,
}  # fmt: skip
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def number(desk: Desk) -> str:
    """A dossier with a limit of three working days, received on Monday the 23rd."""
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


@pytest.fixture
def open_as(qtbot: QtBot, desk: Desk) -> Opener:
    """Makes the page for an officer."""

    def make(login: str) -> DossierPage:
        with desk.store.reading() as connection:
            office = desk.office(connection)
        page = DossierPage(Session(desk.home, officer(desk, login), desk, office))
        host = QWidget()  # as in the frame: a page is never a window of its own
        qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: None)  # qtbot itself keeps no window alive
        page.setParent(host)
        for widget in (host, page):
            widget.resize(1278, 640)
        host.show()
        host.activateWindow()
        settle()
        return page

    return make


@pytest.fixture
def page(open_as: Opener, number: str) -> DossierPage:
    """The page of a leader, who may do everything, with the dossier opened."""
    made = open_as("lanhdao")
    made.open(number)
    settle()
    return made


def key(page: DossierPage, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    page.window().activateWindow()
    settle()
    page.first_field().setFocus()
    QTest.keyClick(page.first_field(), code, modifier)
    settle()


def words(page: DossierPage) -> str:
    """Everything that can be read on the page now."""
    painted = [text for one in page.findChildren(Lines) if one.isVisibleTo(page) for text in one.texts()]
    return "\n".join([*visible_texts(page), *painted])


def note_of(page: DossierPage) -> QPlainTextEdit:
    assert page.dialog is not None
    return page.dialog.group(NoteGroup).edit


def grounds_of(page: DossierPage) -> QComboBox:
    assert page.dialog is not None
    return page.dialog.group(GroundGroup).box


def offered(page: DossierPage) -> set[Verb]:
    """What can be asked for: by a button, or in the menu, and nowhere else."""
    buttons = {verb for verb, button in page.steps.buttons.items() if button.isVisibleTo(page)}
    menu = {Verb(one.data()) for one in page.steps.menu.actions() if one.isEnabled() and not one.isSeparator()}
    assert buttons | menu == set(page.steps.offered())
    assert not buttons & menu
    return buttons | menu


def test_what_is_shown(page: DossierPage, number: str) -> None:
    said = words(page)
    for expected in (
        number, "Nguyễn Thị Thử", "0912345678", "Thủ tục cấp Giấy xác nhận tình trạng hôn nhân", "03 ngày làm việc",
        "17:00 thứ Sáu 27/11/2026", "Đúng như đã hẹn.", "THÀNH PHẦN HỒ SƠ (2)", "Giấy chứng sinh — 1 bản chính",
        "09:00 23/11/2026 Tiếp nhận · Nguyễn Thị Mẫu", "17:00 27/11/2026 khi tiếp nhận", "Chưa in giấy nào",
    ):  # fmt: skip
        assert expected in said
    assert page.chip.words() == "Đã tiếp nhận"


def test_pd_1_the_identity_number_is_masked_until_f2_which_is_an_entry(page: DossierPage) -> None:
    assert "064190000012" not in words(page)
    assert "0641******12" in words(page)
    key(page, Qt.Key.Key_F2)
    assert "064190000012" in words(page)
    with page.session.desk.store.reading() as connection:  # PD-1: an entry says who looked
        told = connection.exec_driver_sql("SELECT action, object FROM audit_entry ORDER BY seq DESC LIMIT 1").one()
    assert tuple(told) == ("unmask", page.number.text())
    page.refresh()
    settle()
    assert "064190000012" in words(page)
    key(page, Qt.Key.Key_F2)
    assert "064190000012" not in words(page)


def test_another_dossier_is_masked_again(page: DossierPage, desk: Desk, number: str) -> None:
    other = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    key(page, Qt.Key.Key_F2)
    page.open(other)
    settle()
    assert "064190000012" not in words(page)


def test_f4_tells_why_it_is_that_day(page: DossierPage) -> None:
    assert page.sheet is not None
    key(page, Qt.Key.Key_F4)
    settle()
    dialog = page.findChild(WhyDialog)
    assert "Tính được 3 ngày làm việc: 25–27/11." in dialog.sentences.text()
    dialog.reject()


@pytest.mark.parametrize(
    ("login", "before", "after"),
    [
        ("tiepnhan", {Verb.CORRECT, Verb.VOID}, {Verb.RETURN, Verb.POST_OUT, Verb.REOPEN}),
        ("chuyenmon", EXAMINERS, {Verb.REOPEN}),
        ("admin", set(), set()),
    ],
)
def test_only_what_rules_and_role_allow_is_offered(
    open_as: Opener, desk: Desk, number: str, login: str, before: set[Verb], after: set[Verb]
) -> None:
    page = open_as(login)
    page.open(number)
    settle()
    assert offered(page) == before
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.FINISH))
    page.refresh()
    settle()
    assert offered(page) == after
    assert ("do người khác" in words(page)) is (not after)


def test_a_supplement_needs_a_note_and_moves_the_promise(page: DossierPage, desk: Desk, number: str) -> None:
    desk.clock.at = dt.datetime(2026, 11, 25, 10, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    key(page, Qt.Key.Key_B, CONTROL)
    assert page.dialog is not None
    page.dialog.confirm()
    assert page.dialog.message.isVisibleTo(page.dialog)
    assert note_of(page).property("fault") is True
    note_of(page).setPlainText("Thiếu giấy chứng sinh bản chính")
    QTest.keyClick(note_of(page), Qt.Key.Key_Return, CONTROL)
    settle()
    assert page.dialog is None
    assert page.chip.words() == "Chờ bổ sung"
    assert "Thời hạn dừng" in page.message.text()
    assert "Ghi chú: Thiếu giấy chứng sinh bản chính" in words(page)
    assert "đến nay, chưa kết thúc" in words(page)
    desk.clock.at = dt.datetime(2026, 11, 30, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    key(page, Qt.Key.Key_F9)
    assert page.chip.words() == "Đang giải quyết"
    assert "Hẹn trả mới: 17:00 thứ Năm 03/12/2026." in page.message.text()
    assert "17:00 03/12/2026 sau khi bổ sung" in words(page)
    assert show(desk, officer(desk, "admin"), number).status is Status.PROCESSING


def finish(page: DossierPage) -> None:
    """F9, and Enter where it asks for number, day and signer of the result."""
    key(page, Qt.Key.Key_F9)
    assert page.dialog is not None
    QTest.keyClick(page.dialog.groups[0].first(), Qt.Key.Key_Return)
    settle()


def test_f9_finishes_and_then_asks_for_the_return(page: DossierPage, number: str, qtbot: QtBot) -> None:
    finish(page)
    assert page.chip.words() == "Đã có kết quả"
    assert page.message.property("tone") == "good"
    with qtbot.waitSignal(page.session.return_asked) as asked:
        key(page, Qt.Key.Key_F9)
    assert asked.args == [number]


def test_withdrawing_is_asked_twice_and_escape_takes_it_back(page: DossierPage, desk: Desk, number: str) -> None:
    key(page, Qt.Key.Key_R, CONTROL)
    assert page.dialog is not None
    assert "không hoàn lại được" in " ".join(visible_texts(page.dialog))
    note_of(page).setPlainText("Người nộp đổi ý")
    QTest.keyClick(page.dialog, Qt.Key.Key_Escape)
    settle()
    assert page.dialog is None
    assert show(desk, officer(desk, "admin"), number).status is Status.RECEIVED
    key(page, Qt.Key.Key_R, CONTROL)
    assert page.dialog is not None
    assert note_of(page).toPlainText() == "Người nộp đổi ý"
    page.dialog.yes.click()
    settle()
    assert page.chip.words() == "Đã rút"
    assert offered(page) == {Verb.REOPEN}
    assert "Hồ sơ đã kết thúc." in words(page)


def test_discontinuing_offers_only_the_grounds_that_hold(page: DossierPage, desk: Desk, number: str) -> None:
    key(page, Qt.Key.Key_D, CONTROL)
    assert page.dialog is not None
    assert [grounds_of(page).itemData(at) for at in range(grounds_of(page).count())] == [
        DiscontinueReason.SPECIAL_LAW.value
    ]
    page.dialog.confirm()
    settle()
    assert page.chip.words() == "Đã dừng giải quyết"
    assert "luật chuyên ngành" in words(page)


def test_a_lost_race_is_said_the_new_state_shown_the_note_kept(page: DossierPage, desk: Desk, number: str) -> None:
    key(page, Qt.Key.Key_B, CONTROL)
    assert page.dialog is not None
    note_of(page).setPlainText("Thiếu tờ khai")
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    page.dialog.confirm()
    settle()
    assert page.dialog is not None
    assert "Không thể yêu cầu bổ sung" in page.dialog.message.text()
    assert note_of(page).toPlainText() == "Thiếu tờ khai"
    assert not page.dialog.yes.isEnabled()
    assert page.chip.words() == "Đã có kết quả"
    page.dialog.reject()
    settle()
    assert Verb.REQUEST_SUPPLEMENT not in offered(page)


def test_a_lost_race_without_a_dialog(page: DossierPage, desk: Desk, number: str) -> None:
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.WITHDRAW))
    key(page, Qt.Key.Key_N, CONTROL)
    assert "khi hồ sơ đã rút" in page.message.text()
    assert page.message.property("tone") == "warn"
    assert page.chip.words() == "Đã rút"


def changed_words(desk: Desk, number: str) -> str:
    """What is said when the examiner was quicker, and the dossier goes on."""
    at, by = dt.datetime(2026, 11, 23, 9, tzinfo=VIETNAM), officer(desk, "chuyenmon").name
    return sentence(DossierChanged(number=number, officer=by, at=at, status=Status.PROCESSING, version=4))


def ask_and_accept_behind(desk: Desk, number: str) -> None:
    """Somebody else asks for a supplement and takes it: the steps of before are allowed again, the state is another."""
    for verb in (Verb.REQUEST_SUPPLEMENT, Verb.ACCEPT_SUPPLEMENT):
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(verb))


def test_a_step_without_a_dialog_meant_for_another_state(page: DossierPage, desk: Desk, number: str) -> None:
    clerk, examiner = officer(desk, "lanhdao"), officer(desk, "chuyenmon")
    act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT))
    page.refresh()
    settle()
    act(desk, examiner, number, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    act(desk, clerk, number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="Lần hai"))
    key(page, Qt.Key.Key_F9)
    assert "nay chờ bổ sung" in page.message.text()
    assert page.message.property("tone") == "warn"
    assert show(desk, clerk, number).status is Status.WAITING_SUPPLEMENT
    key(page, Qt.Key.Key_F9)  # now it is meant
    assert page.chip.words() == "Đang giải quyết"


def test_what_is_read_behind_an_open_dialog_was_not_looked_at(page: DossierPage, desk: Desk, number: str) -> None:
    key(page, Qt.Key.Key_R, CONTROL)
    assert page.dialog is not None
    note_of(page).setPlainText("Người nộp đổi ý")
    ask_and_accept_behind(desk, number)
    page.refresh()  # as the frame does when it sees that the store changed
    settle()
    assert page.chip.words() == "Đang giải quyết"
    page.dialog.confirm()
    settle()
    assert page.dialog.message.text() == changed_words(desk, number)
    assert note_of(page).toPlainText() == "Người nộp đổi ý"
    for verb in (Verb.REQUEST_PAYMENT, Verb.ACCEPT_PAYMENT):  # and once more, before the second yes
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(verb))
    page.refresh()
    settle()
    page.dialog.confirm()
    settle()
    assert show(desk, officer(desk, "lanhdao"), number).status is Status.PROCESSING
    page.dialog.confirm()
    settle()
    assert page.chip.words() == "Đã rút"


def test_a_step_meant_for_another_state_is_not_taken(page: DossierPage, desk: Desk, number: str) -> None:
    key(page, Qt.Key.Key_B, CONTROL)
    assert page.dialog is not None
    note_of(page).setPlainText("Thiếu tờ khai")
    ask_and_accept_behind(desk, number)
    page.dialog.confirm()
    settle()
    assert page.dialog is not None
    assert page.dialog.message.text() == changed_words(desk, number)
    assert note_of(page).toPlainText() == "Thiếu tờ khai"
    assert len(show(desk, officer(desk, "lanhdao"), number).pauses) == 1
    page.dialog.confirm()  # the page has read the dossier anew: now it is meant
    settle()
    assert page.dialog is None
    assert len(show(desk, officer(desk, "lanhdao"), number).pauses) == 2


@pytest.mark.parametrize(
    ("name", "shown", "expected"),
    [
        (
            None,
            HandOver(CollectedWith.IDENTITY, paper_number="064190000012", lost_slip=True),
            "Người nhận: Nguyễn Thị Thử (người nộp)\nGiấy đã xem: giấy tờ tùy thân 0641******12 · mất giấy hẹn",
        ),
        (
            "Lê Văn Mẫu",
            HandOver(CollectedWith.AUTHORISATION, paper_number="064090000033"),
            "Người nhận: Lê Văn Mẫu (người khác)\nGiấy đã xem: giấy ủy quyền, giấy tờ tùy thân 0640******33",
        ),
        (
            None,
            HandOver(CollectedWith.SLIP),
            "Người nhận: Nguyễn Thị Thử (người nộp)\nGiấy đã xem: giấy hẹn",
        ),
        ("Lê Văn Mẫu", None, "Người nhận: Lê Văn Mẫu"),
    ],
)
def test_the_timeline_tells_what_the_collector_showed(
    page: DossierPage, desk: Desk, number: str, name: str | None, shown: HandOver | None, expected: str
) -> None:
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector=name, hand_over=shown))
    page.refresh()
    settle()
    (step,) = (one for one in words(page).split("09:00 23/11/2026 ") if one.startswith("Trả kết quả · "))
    assert step.partition("\n")[2].startswith(expected + "\n")
    assert shown is None or shown.paper_number is None or shown.paper_number not in words(page)


def test_a_locked_store_keeps_the_note_and_can_be_tried_again(page: DossierPage, desk: Desk) -> None:
    key(page, Qt.Key.Key_B, CONTROL)
    assert page.dialog is not None
    note_of(page).setPlainText("Thiếu tờ khai")
    other = dbapi2.connect(str(desk.store.path), isolation_level=None)  # type: ignore[attr-defined]
    other.execute("BEGIN EXCLUSIVE").close()
    page.dialog.confirm()
    settle()
    other.execute("ROLLBACK").close()
    other.close()
    assert page.dialog.message.isVisibleTo(page.dialog)
    assert note_of(page).toPlainText() == "Thiếu tờ khai"
    page.dialog.confirm()
    settle()
    assert page.dialog is None
    assert page.chip.words() == "Chờ bổ sung"


def test_an_unknown_number(page: DossierPage) -> None:
    page.open("H21.18-261123-9999")
    settle()
    assert "Không có hồ sơ số H21.18-261123-9999" in page.message.text()
    assert (page.opened, offered(page)) == (None, set())
    assert "Nguyễn Thị Thử" not in words(page)


def test_rows_that_do_not_fit_the_chain_are_not_shown(page: DossierPage, desk: Desk, number: str) -> None:
    other = dbapi2.connect(str(desk.store.path), isolation_level=None)  # type: ignore[attr-defined]
    for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        other.execute(f'DROP TRIGGER "{name}"').close()
    other.execute("UPDATE party SET name = 'Kẻ Tráo Tên'").close()
    other.close()
    page.refresh()
    settle()
    assert "không khớp nhật ký" in page.message.text()
    assert page.message.property("tone") == "fault"
    assert page.opened is None
    assert "Kẻ Tráo Tên" not in words(page)
    assert offered(page) == set()


def test_a_busy_store_leaves_what_is_shown(page: DossierPage, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = StoreBusy(seconds=10)

    def busy(*_given: object) -> None:
        raise fault

    with monkeypatch.context() as patched:
        patched.setattr(dossier_reading, "show", busy)
        page.refresh()
        settle()
    assert page.message.text() == sentence(fault)
    assert "Nguyễn Thị Thử" in words(page)
    key(page, Qt.Key.Key_F5)
    assert not page.message.isVisible()


def test_a_deadline_that_cannot_be_counted_does_not_hide_the_rest(
    page: DossierPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_limit(*_given: object) -> None:
        raise IncompleteProcedure(code="1.004873", name="thử")

    monkeypatch.setattr(dossier_reading, "explain", no_limit)
    page.refresh()
    settle()
    assert "Chưa tính lại được ngày này" in words(page)
    assert "17:00 thứ Sáu 27/11/2026" in words(page)


def test_print_and_preview_are_asked_of_the_frame(page: DossierPage, number: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.print_asked) as printing:
        key(page, Qt.Key.Key_F8)
    assert (printing.args[0].form, printing.args[0].number) == (PaperForm.RECEIPT_SLIP, number)
    with qtbot.waitSignal(page.preview_asked) as preview:
        key(page, Qt.Key.Key_F3)
    assert preview.args == [PaperForm.RECEIPT_SLIP, number]


def test_a_refresh_without_change_touches_nothing_and_with_one_keeps_the_place(open_as: Opener, desk: Desk) -> None:
    many = tuple(ComponentGiven(f"Giấy tờ thử số {at}", originals=1) for at in range(40))
    number = receive(desk, officer(desk, "tiepnhan"), person_request(components=many)).number
    page = open_as("lanhdao")
    page.open(number)
    settle()
    assert "THÀNH PHẦN HỒ SƠ (40)" in words(page)
    page.sheets.verticalScrollBar().setValue(300)
    before = page.sheet
    page.refresh()
    settle()
    assert page.sheet is before
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    page.refresh()
    settle()
    assert page.sheet is not before
    assert page.sheets.verticalScrollBar().value() == 300


def test_a_very_long_procedure_name_is_whole(open_as: Opener, desk: Desk) -> None:
    page = open_as("tiepnhan")
    procedures = page.session.office.catalogue.by_edition.values()
    longest = max((one for one in procedures if one.complete), key=lambda one: len(one.name))
    page.open(receive(desk, officer(desk, "tiepnhan"), person_request(procedure=longest.code)).number)
    settle()
    assert len(longest.name) > 900
    assert longest.name in words(page)
    assert not page.sheets.horizontalScrollBar().isVisible()


def test_nothing_opened_yet_says_what_to_do(open_as: Opener) -> None:
    page = open_as("tiepnhan")
    assert "Ctrl+K" in words(page)
    for code in (Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9):
        key(page, code)
    assert page.dialog is None


def test_lines_measure_what_they_paint(qtbot: QtBot) -> None:
    lines = Lines(100, ruled=True)
    qtbot.addWidget(lines)
    lines.setFont(QFont(QApplication.font()))
    lines.add("Một", "ngắn")
    one = lines.heightForWidth(300)
    lines.add("Hai", "rất dài " * 20)
    assert lines.heightForWidth(300) > 3 * one
    assert lines.heightForWidth(2000) < lines.heightForWidth(300)
    assert lines.accessibleName() == "\n".join(lines.texts())


def test_every_control_has_a_name_and_a_key(page: DossierPage) -> None:
    assert [type(one).__name__ for one in controls(page) if not one.accessibleName().strip()] == []
    buttons = [one.text() for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    assert len(buttons) >= 6
    assert [text for text in buttons if not any(mark in text for mark in (" F", "Ctrl+"))] == []


ENDINGS = {
    Status.RETURNED: (StepAsked(Verb.FINISH), StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử")),
    Status.REFUSED: (StepAsked(Verb.REFUSE, note="không đủ điều kiện"),),
    Status.WITHDRAWN: (StepAsked(Verb.WITHDRAW),),
    Status.DISCONTINUED: (
        StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu"),
        StepAsked(Verb.DISCONTINUE, reason=DiscontinueReason.CLOSED_NO_SUPPLEMENT),
    ),
    Status.VOIDED: (StepAsked(Verb.VOID, note="nhập hai lần"),),
}


@pytest.mark.parametrize("status", list(ENDINGS))
def test_what_ended_says_how_and_is_never_overdue(open_as: Opener, desk: Desk, number: str, status: Status) -> None:
    for step in ENDINGS[status]:
        act(desk, officer(desk, "lanhdao"), number, step)
    if status is Status.VOIDED:
        (request,) = pending(desk, officer(desk, "admin"))
        approve(desk, officer(desk, "admin"), request.id)
    desk.clock.at = dt.datetime(2026, 12, 20, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    page = open_as("lanhdao")
    page.open(number)
    settle()
    assert page.opened is not None
    assert page.opened.status is status
    assert page.chip.words().casefold() == STATUS_WORDS[status].casefold()


def test_the_chosen_line_of_the_menu_is_dark_on_a_light_ground(page: DossierPage) -> None:
    page.steps.open_menu()
    settle()
    menu = page.steps.menu
    where = menu.actionGeometry(menu.activeAction())
    drawn = menu.grab().toImage()
    assert drawn.pixelColor(where.right() - 8, where.center().y()) == QColor(style.current().chosen)
    line = {drawn.pixelColor(x, where.center().y() + 2).lightness() for x in range(where.left(), where.right())}
    menu.close()
    assert min(line) < 100, "its words are dark"


def test_a_void_number_has_no_slip_by_any_key(open_as: Opener, desk: Desk, number: str, qtbot: QtBot) -> None:
    act(desk, officer(desk, "lanhdao"), number, *ENDINGS[Status.VOIDED])
    (request,) = pending(desk, officer(desk, "admin"))
    approve(desk, officer(desk, "admin"), request.id)
    page = open_as("lanhdao")
    page.open(number)
    settle()
    with qtbot.assertNotEmitted(page.session.print_asked), qtbot.assertNotEmitted(page.preview_asked):
        for key in (Qt.Key.Key_F8, Qt.Key.Key_F3):
            QTest.keyClick(page.sheets, key)
    texts = visible_texts(page)
    assert "Số đã hủy: không in giấy nữa." in texts
    assert not [text for text in texts if "F8" in text]


def test_what_waits_has_no_day_that_anybody_could_mistake_for_a_promise(
    open_as: Opener, desk: Desk, number: str
) -> None:
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu"))
    page = open_as("lanhdao")
    page.open(number)
    settle()
    assert page.sheet is not None
    assert "Chưa hẹn lại" in visible_texts(page)
    (lines,) = page.sheet.due.findChildren(Lines)
    assert [line for line in lines.texts() if line.startswith(("So với hẹn", "Hẹn nay"))] == []
    assert [line for line in lines.texts() if line.startswith("Hẹn trước đó")] != []


def test_what_was_late_before_it_waited_keeps_its_broken_promise(open_as: Opener, desk: Desk, number: str) -> None:
    desk.clock.at = dt.datetime(2026, 12, 20, 9, tzinfo=VIETNAM)  # type: ignore[attr-defined]
    act(desk, officer(desk, "lanhdao"), number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu"))
    page = open_as("lanhdao")
    page.open(number)
    settle()
    assert page.sheet is not None
    (lines,) = page.sheet.due.findChildren(Lines)
    assert "So với hẹn đã quá hạn, chưa xong" in lines.texts()
    assert "Chưa hẹn lại" not in visible_texts(page)


def test_every_status_has_its_chip() -> None:
    assert {chip_of(status).words.casefold() for status in Status} == {
        words.casefold() for words in STATUS_WORDS.values()
    }
