"""Every step of a dossier taken once through its page: asked for by keys or menu, its dialog filled, stored, told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import officer, person_request
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk.rules.instants import VIETNAM
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.requests import approve, pending
from desk.services.steps import StepAsked
from desk.ui.dossiers.correct_fields import CorrectGroup
from desk.ui.dossiers.dossier_page import DossierPage
from desk.ui.dossiers.dossier_side import RequestsSection
from desk.ui.dossiers.sections import Lines
from desk.ui.dossiers.step_dialog import GROUPS, StepDialog
from desk.ui.dossiers.step_fields import (
    CauseGroup,
    GroundGroup,
    NoteGroup,
    ReceiverGroup,
    ResultGroup,
    UntilGroup,
)
from desk.ui.settling import settle
from desk.vocabulary import DelayCause, DiscontinueReason, RequestKind, Status, Verb

PageOf = Callable[[str], DossierPage]


@pytest.fixture
def number(desk: Desk) -> str:
    """A dossier of three working days, received on Monday the 23rd at 09:00."""
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873")).number


@pytest.fixture
def page_of(qtbot: QtBot, desk: Desk, number: str) -> PageOf:
    """The page of the dossier, opened by somebody."""

    def made(login: str) -> DossierPage:
        page = DossierPage(session_of(desk, login))
        host = QWidget()
        qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: None)
        page.setParent(host)
        for widget in (host, page):
            widget.resize(1278, 640)
        host.show()
        host.activateWindow()
        page.open(number)
        settle()
        return page

    return made


def done(desk: Desk, number: str, *steps: tuple[str, StepAsked]) -> None:
    """Steps of others, before the one that is looked at."""
    for login, asked in steps:
        act(desk, officer(desk, login), number, asked)


def take(page: DossierPage, verb: Verb, fill: Callable[[StepDialog], None] | None = None) -> None:
    """Choose a step from its button or the menu; fill its dialog and send it by the keyboard."""
    button = page.steps.buttons.get(verb)
    if button is not None:
        button.click()
    else:
        page.steps.open_menu()
        action = next(one for one in page.steps.menu.actions() if one.data() == verb.value)
        assert action.isEnabled(), action.toolTip()
        action.trigger()
        page.steps.menu.hide()
    settle()
    if page.dialog is not None:
        if fill is not None:
            fill(page.dialog)
        QTest.keyClick(page.dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert page.dialog is None, page.dialog and page.dialog.message.text()


def note(words: str) -> Callable[[StepDialog], None]:
    return lambda dialog: dialog.group(NoteGroup).edit.setPlainText(words)


def now(desk: Desk, number: str) -> DossierShown:
    return show(desk, officer(desk, "admin"), number)


def newest(desk: Desk, number: str) -> tuple[Verb, Status, str | None]:
    last = now(desk, number).events[-1]
    return Verb(last.verb), last.status, last.note


def receiver(login: str) -> Callable[[StepDialog], None]:
    def fill(dialog: StepDialog) -> None:
        box = dialog.group(ReceiverGroup).box
        assert box.findData(login) >= 0
        box.setCurrentIndex(box.findData(login))

    return fill


def another_body(dialog: StepDialog) -> None:
    group = dialog.group(ReceiverGroup)
    group.box.setCurrentIndex(group.box.count() - 1)
    group.body.setText("Công an xã")


def test_taken_up_and_finished_with_its_result(page_of: PageOf, desk: Desk, number: str) -> None:
    page = page_of("chuyenmon")
    take(page, Verb.START)
    assert now(desk, number).holder.login == "chuyenmon"

    def fill(dialog: StepDialog) -> None:
        group = dialog.group(ResultGroup)
        group.number.setText("15/XN")
        group.signer.setCurrentText("Trần Văn Mẫu")

    take(page, Verb.FINISH, fill)
    result = now(desk, number).result
    assert result is not None
    assert (result.number, result.day, result.signer) == ("15/XN", dt.date(2026, 11, 23), "Trần Văn Mẫu")
    painted = [text for one in page.findChildren(Lines) for text in one.texts()]
    assert any("15/XN" in text for text in painted)


def test_handed_to_an_officer_who_accepts(page_of: PageOf, desk: Desk, number: str) -> None:
    take(page_of("lanhdao"), Verb.HAND_OVER, receiver("chuyenmon"))
    assert now(desk, number).holder.place == "offered"
    other = page_of("chuyenmon")
    take(other, Verb.ACCEPT_HAND_OVER)
    assert (now(desk, number).holder.place, now(desk, number).holder.login) == ("officer", "chuyenmon")


def test_handed_to_an_officer_who_sends_it_back(page_of: PageOf, desk: Desk, number: str) -> None:
    done(desk, number, ("lanhdao", StepAsked(Verb.HAND_OVER, to="chuyenmon")))
    page = page_of("chuyenmon")
    take(page, Verb.SEND_BACK, note("Không phải việc của tôi"))
    assert newest(desk, number) == (Verb.SEND_BACK, Status.PROCESSING, "Không phải việc của tôi")
    assert now(desk, number).holder.login == "lanhdao"


def test_handed_to_another_body_and_taken_back(page_of: PageOf, desk: Desk, number: str) -> None:
    page = page_of("chuyenmon")
    take(page, Verb.HAND_OVER, another_body)
    assert (now(desk, number).holder.place, now(desk, number).holder.name) == ("body", "Công an xã")
    take(page, Verb.TAKE_BACK)
    assert now(desk, number).holder.place == "officer"


def test_a_leader_gives_it_to_another(page_of: PageOf, desk: Desk, number: str) -> None:
    done(desk, number, ("lanhdao", StepAsked(Verb.START)))
    take(page_of("lanhdao"), Verb.REASSIGN, receiver("chuyenmon"))
    assert (now(desk, number).holder.place, now(desk, number).holder.login) == ("offered", "chuyenmon")


def test_a_payment_is_asked_for_and_accepted(page_of: PageOf, desk: Desk, number: str) -> None:
    page = page_of("chuyenmon")
    take(page, Verb.REQUEST_PAYMENT, note("8.000 đồng"))
    assert newest(desk, number) == (Verb.REQUEST_PAYMENT, Status.WAITING_PAYMENT, "8.000 đồng")
    take(page, Verb.ACCEPT_PAYMENT)
    assert newest(desk, number)[:2] == (Verb.ACCEPT_PAYMENT, Status.PROCESSING)


def test_a_second_supplement_is_a_leaders_and_has_its_reason(page_of: PageOf, desk: Desk, number: str) -> None:
    first, accepted = StepAsked(Verb.REQUEST_SUPPLEMENT, note="Thiếu"), StepAsked(Verb.ACCEPT_SUPPLEMENT)
    done(desk, number, ("chuyenmon", first), ("chuyenmon", accepted))
    page = page_of("chuyenmon")
    page.steps.open_menu()
    (barred,) = (one for one in page.steps.menu.actions() if one.data() == Verb.REQUEST_SUPPLEMENT.value)
    page.steps.menu.hide()
    assert not barred.isEnabled()
    assert "phải do lãnh đạo yêu cầu" in barred.toolTip()
    take(page_of("lanhdao"), Verb.REQUEST_SUPPLEMENT, note("Giấy nộp lần đầu đã hết hạn"))
    assert newest(desk, number) == (
        Verb.REQUEST_SUPPLEMENT, Status.WAITING_SUPPLEMENT, "Giấy nộp lần đầu đã hết hạn",
    )  # fmt: skip
    assert now(desk, number).life.supplements == 2


def test_closed_because_the_supplement_never_came(page_of: PageOf, desk: Desk, number: str) -> None:
    done(desk, number, ("chuyenmon", StepAsked(Verb.REQUEST_SUPPLEMENT, note="Thiếu")))

    def fill(dialog: StepDialog) -> None:
        box = dialog.group(GroundGroup).box
        box.setCurrentIndex(box.findData(DiscontinueReason.CLOSED_NO_SUPPLEMENT.value))

    take(page_of("chuyenmon"), Verb.DISCONTINUE, fill)
    last = now(desk, number).events[-1]
    assert (last.status, last.reason) == (Status.DISCONTINUED, DiscontinueReason.CLOSED_NO_SUPPLEMENT)


def test_refused_after_examination_with_its_reason(page_of: PageOf, desk: Desk, number: str) -> None:
    done(desk, number, ("chuyenmon", StepAsked(Verb.START)))
    page = page_of("chuyenmon")
    page.steps.open_menu()
    next(one for one in page.steps.menu.actions() if one.data() == Verb.REFUSE.value).trigger()
    page.steps.menu.hide()
    settle()
    assert page.dialog is not None
    page.dialog.confirm()
    assert "Hãy ghi lý do từ chối" in page.dialog.message.text()
    page.dialog.group(NoteGroup).edit.setPlainText("Không đủ điều kiện")
    page.dialog.confirm()
    settle()
    assert newest(desk, number) == (Verb.REFUSE, Status.REFUSED, "Không đủ điều kiện")


def test_posted_out(page_of: PageOf, desk: Desk, number: str) -> None:
    done(desk, number, ("chuyenmon", StepAsked(Verb.FINISH)))
    take(page_of("tiepnhan"), Verb.POST_OUT, note("Bưu gửi TH123"))
    assert newest(desk, number) == (Verb.POST_OUT, Status.RETURNED, "Bưu gửi TH123")


def test_corrected_and_the_new_slip_is_offered(page_of: PageOf, desk: Desk, number: str, qtbot: QtBot) -> None:
    page = page_of("tiepnhan")

    def fill(dialog: StepDialog) -> None:
        group = dialog.group(CorrectGroup)
        group.person.name.setText("Nguyễn Thị Thử Hai")

    take(page, Verb.CORRECT, fill)
    assert now(desk, number).applicant.name == "Nguyễn Thị Thử Hai"
    assert now(desk, number).corrected
    assert page.asking is not None
    with qtbot.waitSignal(page.session.print_asked) as printed:
        QTest.keyClick(page.asking, Qt.Key.Key_Return)
    assert printed.args[0].number == number


@pytest.mark.parametrize(
    ("verb", "login", "kind", "status"),
    [
        (Verb.VOID, "tiepnhan", RequestKind.VOID, Status.VOIDED),
        (Verb.REOPEN, "tiepnhan", RequestKind.REOPEN, Status.PROCESSING),
    ],
)
def test_what_takes_two_people_waits_for_the_second(
    page_of: PageOf, desk: Desk, number: str, verb: Verb, login: str, kind: RequestKind, status: Status
) -> None:
    if verb is Verb.REOPEN:
        done(desk, number, ("chuyenmon", StepAsked(Verb.WITHDRAW, note="Đổi ý")))
    before = now(desk, number).status
    page = page_of(login)
    take(page, verb, note("Nhập nhầm"))
    assert "chờ lãnh đạo duyệt" in page.message.text()
    assert now(desk, number).status is before
    (waiting,) = pending(desk, officer(desk, "lanhdao"))
    assert (waiting.kind, waiting.by) == (kind, login)
    assert verb not in page.steps.offered(), "asked for once is enough"
    approve(desk, officer(desk, "lanhdao"), waiting.id)
    assert now(desk, number).status is status
    assert check(desk, officer(desk, "admin")).faults == ()


def test_an_extension_is_proposed_by_the_clock_and_asked_for(page_of: PageOf, desk: Desk, number: str) -> None:
    page = page_of("chuyenmon")

    def fill(dialog: StepDialog) -> None:
        until, cause = dialog.group(UntilGroup), dialog.group(CauseGroup).box
        assert (until.day.text(), until.time.text()) == ("02/12/2026", "17:00")
        cause.setCurrentIndex(cause.findData(DelayCause.SYSTEM.value))

    take(page, Verb.EXTEND, fill)
    (waiting,) = pending(desk, officer(desk, "lanhdao"))
    assert (waiting.kind, waiting.cause) == (RequestKind.EXTEND, DelayCause.SYSTEM)
    approve(desk, officer(desk, "lanhdao"), waiting.id)
    assert now(desk, number).promised_at == dt.datetime(2026, 12, 2, 17, tzinfo=VIETNAM)
    page.refresh()
    settle()
    assert Verb.EXTEND not in page.steps.offered(), "an extension is granted once"


def test_every_step_that_a_person_takes_is_taken_above() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    elsewhere = {
        Verb.RECEIVE,
        Verb.RETURN,
        Verb.WITHDRAW,
        Verb.ACCEPT_SUPPLEMENT,
    }  # test_dossier_page, test_return_page
    assert [verb for verb in Verb if verb not in elsewhere and f"Verb.{verb.name}" not in text] == []


def test_a_request_is_decided_on_the_page_of_its_dossier(page_of: PageOf, desk: Desk, number: str) -> None:
    until = dt.datetime(2026, 12, 4, 17, tzinfo=VIETNAM)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.EXTEND, until=until, cause=DelayCause.WORKLOAD))
    own = page_of("chuyenmon")
    assert not requests_of_page(own).approve.isVisibleTo(own)
    page = page_of("lanhdao")
    section = requests_of_page(page)
    assert section.y() < page.sheet.due.y(), "what waits for somebody stands first"
    section.reject.click()
    assert page.asking is not None
    page.asking.yes.click()
    assert page.asking is not None  # a reason is needed
    page.asking.reject()
    section.approve.click()
    assert page.asking is not None
    page.asking.yes.click()
    settle()
    assert show(desk, officer(desk, "lanhdao"), number).promised_at == until
    assert page.message.text() == "Gia hạn: đã duyệt."
    assert not requests_of_page(page).approve.isVisibleTo(page)


def requests_of_page(page: DossierPage) -> RequestsSection:
    assert page.sheet is not None
    found = page.sheet.findChild(RequestsSection)
    assert found is not None
    return found


@pytest.mark.parametrize("verb", GROUPS)
def test_a_dialog_is_as_high_as_its_fields(page_of: PageOf, verb: Verb) -> None:
    page = page_of("lanhdao")
    assert page._opened is not None
    dialog = StepDialog(page, verb, page._opened, {})
    dialog.open()
    settle()
    column = dialog.layout()
    assert dialog.height() >= max(column.totalMinimumSize().height(), column.totalHeightForWidth(dialog.width()))
    short = [one for one in dialog.findChildren(QWidget) if one.isVisible() and _cut(one)]
    assert [(type(one).__name__, one.height(), one.minimumSizeHint().height()) for one in short] == []
    tall = dialog.height()
    dialog.refuse("Một câu dài " * 20, again=True)
    settle()
    assert dialog.height() > tall


def _cut(widget: QWidget) -> bool:
    return isinstance(widget, QLineEdit | QComboBox | QPushButton | QLabel) and (
        widget.height() < min(widget.minimumSizeHint().height(), widget.maximumHeight())
    )
