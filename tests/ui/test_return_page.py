"""Handing results over in use: a scan and one key, lost slips, false slips, races, a locked store, several at once."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from builders import officer, person, person_request
from conftest import session_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from screens import controls, type_text, visible_texts
from sqlcipher3 import dbapi2

from desk.errors import OtherOffice, SlipNotGenuine, StoreBusy
from desk.messages import sentence
from desk.rules.check_code import check_code
from desk.rules.scan import CardScan, SlipScan, read_scan
from desk.services.collecting import HandOver
from desk.services.desk import Desk
from desk.services.dossiers import CollectionShown, show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.store import kiosk
from desk.ui.dossiers.sections import Lines
from desk.ui.results.hand_over_panel import BOUNCE_SECONDS
from desk.ui.results.ready_list import PATIENCE_MILLISECONDS
from desk.ui.results.return_page import ReturnPage
from desk.ui.settling import settle
from desk.vocabulary import CollectedWith, CollectorKind, RatingLevel, RatingSeries, ReturnChannel, Status, Verb

CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
OTHER_CARD = "064090000033||Lê Văn Mẫu|05061990|Nam|Thôn 2, xã Chư Pưh, Gia Lai|15062021"
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def number(desk: Desk) -> str:
    """A dossier whose result waits."""
    return ready(desk)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, number: str) -> Iterator[ReturnPage]:
    made = open_page(qtbot, desk)
    yield made
    made.close()


def open_page(qtbot: QtBot, desk: Desk, login: str = "tiepnhan") -> ReturnPage:
    page = ReturnPage(session_of(desk, login))
    host = QWidget()  # as in the frame: a page is never a window of its own
    qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: None)  # qtbot itself keeps no window alive
    page.setParent(host)
    for widget in (host, page):
        widget.resize(1278, 640)
    host.show()
    host.activateWindow()
    page.first_field().setFocus()
    page.refresh()
    settle()
    return page


def received(desk: Desk, **changes: object) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873", **changes)).number


def ready(desk: Desk, **changes: object) -> str:
    number = received(desk, **changes)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    return number


def slip_of(desk: Desk, number: str) -> SlipScan:
    dossier = show(desk, officer(desk, "tiepnhan"), number)
    with desk.store.reading() as connection:
        agency = desk.office(connection).unit.agency_code
    return SlipScan(number, dossier.promised_at, agency, dossier.entry_seq, check_code(dossier.entry_hash))


def card_of(text: str) -> CardScan:
    scan = read_scan(text, dt.date(2026, 11, 23))
    assert isinstance(scan, CardScan)
    return scan


def scanned(page: ReturnPage, scan: SlipScan | CardScan) -> None:
    assert page.take_scan(scan)
    settle()


def key(page: ReturnPage, code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    page.window().activateWindow()
    settle()
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, code, modifier)
    settle()


def search(page: ReturnPage, text: str) -> None:
    type_text(page.ready.field, text)
    QTest.qWait(PATIENCE_MILLISECONDS + 30)
    settle()


def listed(page: ReturnPage) -> list[str]:
    return [line.number for line in page.ready.model.lines]


def said(page: ReturnPage) -> str:
    """Everything that can be read on the right, and what is said on the left."""
    painted = [text for one in page.panel.findChildren(Lines) if one.isVisibleTo(page) for text in one.texts()]
    left = [page.ready.message.text()] if page.ready.message.isVisibleTo(page) else []
    return "\n".join([*visible_texts(page.panel), *painted, *left])


def stored(desk: Desk, number: str) -> tuple[Status, str | None, CollectionShown | None]:
    dossier = show(desk, officer(desk, "tiepnhan"), number)
    return dossier.status, dossier.events[-1].collector, dossier.collection


APPLICANT_WITH_SLIP = CollectionShown(CollectorKind.APPLICANT, CollectedWith.SLIP, None, False)


def test_a_scan_and_f9(page: ReturnPage, desk: Desk, number: str) -> None:
    scanned(page, slip_of(desk, number))
    assert "Có kết quả 09:00 23/11/2026, sớm 4 ngày" in said(page)
    key(page, Qt.Key.Key_F9)
    assert stored(desk, number) == (Status.RETURNED, "Nguyễn Thị Thử", APPLICANT_WITH_SLIP)
    assert "Đã trả lúc 09:00 cho Nguyễn Thị Thử" in said(page)
    assert "Màn hình đánh giá đang mời người dân" in said(page)
    assert kiosk.vote(desk.kiosk, number, RatingLevel.SATISFIED, (), None, month="2026-11") is RatingSeries.ARMED
    assert QApplication.focusWidget() is page.ready.field
    assert listed(page) == []


def test_a_scan_and_enter_but_no_double_stroke(page: ReturnPage, desk: Desk, number: str) -> None:
    scanned(page, slip_of(desk, number))
    key(page, Qt.Key.Key_Return)
    assert stored(desk, number)[0] is Status.FINISHED
    QTest.qWait(int(BOUNCE_SECONDS * 1000) + 50)
    key(page, Qt.Key.Key_Return)
    assert stored(desk, number)[0] is Status.RETURNED


def test_an_enter_too_many_opens_nothing(page: ReturnPage, desk: Desk, number: str) -> None:
    waiting = ready(desk, applicant=person(name="Trần Văn Mẫu", personal_id="064190000099"))
    scanned(page, slip_of(desk, number))
    key(page, Qt.Key.Key_F9)
    key(page, Qt.Key.Key_Return)
    assert listed(page) == [waiting]
    assert page.panel.subject is None
    assert "gõ số hồ sơ hoặc tên" in said(page)


def test_a_few_letters_enter_and_f9(page: ReturnPage, desk: Desk, number: str) -> None:
    wanted = ready(desk, applicant=person(name="Trần Văn Mẫu", personal_id="064190000099"))
    page.refresh()
    settle()
    assert listed(page) == [number, wanted]
    search(page, "tran m")
    assert listed(page) == [wanted]
    key(page, Qt.Key.Key_Return)
    key(page, Qt.Key.Key_F9)
    assert stored(desk, wanted)[1] == "Trần Văn Mẫu"
    assert page.ready.field.text() == ""
    assert listed(page) == [number]


def test_enter_waits_for_what_is_being_looked_for(page: ReturnPage, desk: Desk, number: str) -> None:
    wanted = ready(desk, applicant=person(name="Trần Văn Mẫu", personal_id="064190000099"))
    type_text(page.ready.field, "mau")
    key(page, Qt.Key.Key_Return)
    assert page.panel.subject is not None
    assert page.panel.subject.shown.number == wanted


def test_arrows_walk_the_list_from_the_field(page: ReturnPage, desk: Desk, number: str) -> None:
    other = ready(desk, applicant=person(name="Trần Văn Mẫu", personal_id="064190000099"))
    page.refresh()
    settle()
    for _ in range(2):
        key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Return)
    assert page.panel.subject is not None
    assert page.panel.subject.shown.number == other
    key(page, Qt.Key.Key_Escape)
    assert page.panel.subject is None
    assert QApplication.focusWidget() is page.ready.field


def test_a_lost_slip_asks_for_an_identity_paper(page: ReturnPage, desk: Desk, number: str) -> None:
    page.ask_for(number)
    settle()
    key(page, Qt.Key.Key_7)
    fields = page.panel.fields
    assert fields.paper_shown() is CollectedWith.IDENTITY
    assert not fields.paper[CollectedWith.SLIP].isEnabled()
    key(page, Qt.Key.Key_F9)
    assert "Chưa có số giấy tờ của người nhận" in said(page)
    assert QApplication.focusWidget() is fields.number
    type_text(fields.number, "064190000012")
    key(page, Qt.Key.Key_F9)
    kept = CollectionShown(CollectorKind.APPLICANT, CollectedWith.IDENTITY, "064190000012", True)
    assert stored(desk, number) == (Status.RETURNED, "Nguyễn Thị Thử", kept)


def test_a_number_that_differs_is_confirmed_once(page: ReturnPage, desk: Desk, number: str) -> None:
    page.ask_for(number)
    settle()
    key(page, Qt.Key.Key_5)
    type_text(page.panel.fields.number, "064190000777")
    key(page, Qt.Key.Key_F9)
    assert "Số giấy tờ khác số đã ghi" in said(page)
    type_text(page.panel.fields.number, "7")
    key(page, Qt.Key.Key_Backspace)
    QTest.keyClick(page.panel.fields.number, Qt.Key.Key_Backspace)
    type_text(page.panel.fields.number, "8")  # another number: not the one that was seen
    key(page, Qt.Key.Key_F9)
    assert stored(desk, number)[0] is Status.FINISHED
    key(page, Qt.Key.Key_F9)
    kept = stored(desk, number)[2]
    assert kept is not None
    assert kept.paper_number == "064190000778"


def test_another_person_needs_name_and_authorisation(page: ReturnPage, desk: Desk, number: str) -> None:
    page.ask_for(number)
    settle()
    key(page, Qt.Key.Key_2)
    assert page.panel.fields.kind() is CollectorKind.APPLICANT  # there is no authorised person
    key(page, Qt.Key.Key_3)
    fields = page.panel.fields
    assert QApplication.focusWidget() is fields.name
    assert not fields.paper[CollectedWith.IDENTITY].isEnabled()
    key(page, Qt.Key.Key_F9)
    assert "Chưa có số giấy tờ" in said(page)
    scanned(page, card_of(OTHER_CARD))
    assert (fields.name.text(), fields.number.text()) == ("Lê Văn Mẫu", "064090000033")
    key(page, Qt.Key.Key_F9)
    kept = CollectionShown(CollectorKind.OTHER, CollectedWith.AUTHORISATION, "064090000033", False)
    assert stored(desk, number) == (Status.RETURNED, "Lê Văn Mẫu", kept)


def test_the_authorised_person_by_card(page: ReturnPage, desk: Desk) -> None:
    number = ready(desk, authorised_person=person(name="Lê Văn Mẫu", personal_id="064090000033"))
    scanned(page, card_of(OTHER_CARD))
    key(page, Qt.Key.Key_F9)
    kept = CollectionShown(CollectorKind.AUTHORISED_PERSON, CollectedWith.IDENTITY, "064090000033", False)
    assert stored(desk, number) == (Status.RETURNED, "Lê Văn Mẫu", kept)


def test_a_card_for_whom_nothing_waits(page: ReturnPage) -> None:
    scanned(page, card_of(OTHER_CARD))
    assert "Không có kết quả nào chờ trả cho Lê Văn Mẫu" in said(page)
    assert page.panel.subject is None


def test_slips_that_are_not_ours_or_not_genuine(page: ReturnPage, desk: Desk, number: str) -> None:
    genuine = slip_of(desk, number)
    scanned(page, genuine)
    foreign = dataclasses.replace(genuine, agency_code="H99.99")
    scanned(page, foreign)
    assert sentence(OtherOffice(number=number, agency="H99.99")) in said(page)
    forged = dataclasses.replace(genuine, check_code="AAAA-BBBB-CCCC-DDDD")
    scanned(page, forged)
    assert sentence(SlipNotGenuine(number=number)) in said(page)
    assert page.panel.subject is None
    key(page, Qt.Key.Key_F9)
    assert stored(desk, number)[0] is Status.FINISHED


def test_an_old_slip_is_told(page: ReturnPage, desk: Desk) -> None:
    number, examiner = received(desk), officer(desk, "chuyenmon")
    scan = slip_of(desk, number)
    act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu tờ khai"))
    desk.clock.at += dt.timedelta(days=2)  # type: ignore[attr-defined]
    for verb in (Verb.ACCEPT_SUPPLEMENT, Verb.FINISH):
        act(desk, examiner, number, StepAsked(verb))
    scanned(page, scan)
    assert "Giấy vừa quét in lời hẹn cũ (17:00 thứ Sáu 27/11/2026)." in said(page)
    key(page, Qt.Key.Key_F9)
    assert stored(desk, number)[0] is Status.RETURNED


def test_what_is_late_or_wanted_elsewhere_is_told(page: ReturnPage, desk: Desk) -> None:
    number = received(desk, return_channel=ReturnChannel.POST)
    desk.clock.at += dt.timedelta(days=8)  # type: ignore[attr-defined]
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    page.ask_for(number)
    settle()
    assert "09:00 01/12/2026, muộn 4 ngày" in said(page)
    assert "qua dịch vụ bưu chính" in said(page)


def test_not_finished_yet(page: ReturnPage, desk: Desk, qtbot: QtBot) -> None:
    number = received(desk)
    scanned(page, slip_of(desk, number))
    assert "Hồ sơ đã tiếp nhận, chưa có kết quả; hẹn trả 17:00 thứ Sáu 27/11/2026." in said(page)
    assert not page.panel.give.isVisibleTo(page)
    key(page, Qt.Key.Key_F9)
    with qtbot.waitSignal(page.session.dossier_asked) as asked:
        key(page, Qt.Key.Key_F2)
    assert asked.args == [number]
    assert stored(desk, number)[0] is Status.RECEIVED


def test_one_that_is_not_ready_is_found_by_typing_too(page: ReturnPage, desk: Desk) -> None:
    received(desk, applicant=person(name="Trần Văn Mẫu", personal_id="064190000099"))
    search(page, "tran")
    assert "Enter để tìm trong mọi hồ sơ" in "\n".join(visible_texts(page.ready))
    key(page, Qt.Key.Key_Return)
    assert "chưa có kết quả" in said(page)
    key(page, Qt.Key.Key_Escape)
    assert page.ready.field.text() == "tran"
    key(page, Qt.Key.Key_Escape)
    assert page.ready.field.text() == ""
    search(page, "không ai cả")
    key(page, Qt.Key.Key_Return)
    assert "Không có một hồ sơ nào khớp riêng với “không ai cả”" in said(page)


def test_already_returned(page: ReturnPage, desk: Desk, number: str) -> None:
    scan = slip_of(desk, number)
    give_behind(desk, number)
    scanned(page, scan)
    assert "Đã trả lúc 09:00 23/11/2026 cho Nguyễn Thị Thử (giấy hẹn)." in said(page)
    assert not page.panel.give.isVisibleTo(page)


def give_behind(desk: Desk, number: str) -> None:
    """Somebody else hands it over."""
    step = StepAsked(Verb.RETURN, hand_over=HandOver(CollectedWith.SLIP))
    act(desk, officer(desk, "lanhdao"), number, step)


def test_a_race_that_is_lost(page: ReturnPage, desk: Desk, number: str) -> None:
    leader = officer(desk, "lanhdao").name
    scanned(page, slip_of(desk, number))
    give_behind(desk, number)
    key(page, Qt.Key.Key_F9)
    assert f"{leader} vừa xử lý hồ sơ này. Đã trả lúc 09:00 23/11/2026 cho Nguyễn Thị Thử (giấy hẹn)." in said(page)
    assert listed(page) == []


def test_a_change_elsewhere_is_seen_without_a_key(page: ReturnPage, desk: Desk, number: str) -> None:
    scanned(page, slip_of(desk, number))
    key(page, Qt.Key.Key_5)
    type_text(page.panel.fields.number, "0641")
    page.refresh()
    settle()
    assert page.panel.fields.number.text() == "0641"
    give_behind(desk, number)
    page.refresh()
    settle()
    assert f"{officer(desk, 'lanhdao').name} vừa xử lý hồ sơ này." in said(page)


def test_a_locked_store_loses_nothing_typed(page: ReturnPage, desk: Desk, number: str) -> None:
    page.ask_for(number)
    settle()
    key(page, Qt.Key.Key_3)
    fields = page.panel.fields
    type_text(fields.name, "Lê Thị Mẫu")
    type_text(fields.number, "B1234567")
    other = dbapi2.connect(str(desk.home.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    key(page, Qt.Key.Key_F9)
    other.execute("ROLLBACK")
    other.close()
    assert sentence(StoreBusy(seconds=10)).split(" quá ")[0] in said(page)
    assert (fields.name.text(), fields.number.text()) == ("Lê Thị Mẫu", "B1234567")
    assert fields.kind() is CollectorKind.OTHER
    assert stored(desk, number)[0] is Status.FINISHED
    key(page, Qt.Key.Key_F9)
    assert stored(desk, number)[1] == "Lê Thị Mẫu"


def test_all_of_one_person_at_once(page: ReturnPage, desk: Desk, number: str) -> None:
    more = [ready(desk), ready(desk)]
    other = ready(desk, applicant=person(personal_id="064190000099"))  # the same name is not the same person
    scanned(page, card_of(CARD))
    assert listed(page) == [number, *more]
    assert page.panel.give_all.text() == "Trả cả 3 hồ sơ   Shift+F9"
    key(page, Qt.Key.Key_F9, SHIFT)
    for one in (number, *more):
        kept = CollectionShown(CollectorKind.APPLICANT, CollectedWith.IDENTITY, "064190000012", False)
        assert stored(desk, one) == (Status.RETURNED, "Nguyễn Thị Thử", kept)
        assert one in said(page)
    assert stored(desk, other)[0] is Status.FINISHED
    assert listed(page) == [other]


def test_all_at_once_tells_how_far_it_came(page: ReturnPage, desk: Desk, number: str) -> None:
    second, third = ready(desk), ready(desk)
    scanned(page, slip_of(desk, number))
    give_behind(desk, second)
    key(page, Qt.Key.Key_F9, SHIFT)
    assert f"Trả được 1 hồ sơ rồi dừng ở {second}." in said(page)
    assert stored(desk, number)[0] is Status.RETURNED
    assert stored(desk, third)[0] is Status.FINISHED


def test_who_may_not_return_only_looks(qtbot: QtBot, desk: Desk, number: str) -> None:
    page = open_page(qtbot, desk, "chuyenmon")
    page.ask_for(number)
    settle()
    assert "không có quyền trả kết quả" in said(page)
    assert not page.panel.give.isEnabled()
    key(page, Qt.Key.Key_F9)
    assert stored(desk, number)[0] is Status.FINISHED


def test_every_control_has_a_name_and_texts_are_plain(page: ReturnPage, desk: Desk) -> None:
    number = ready(desk, applicant=person(name="<b>Thử</b> & Mẫu", personal_id="064190000099"))
    page.ask_for(number)
    settle()
    assert page.panel.applicant.text() == "<b>Thử</b> & Mẫu"
    assert page.panel.applicant.textFormat() is Qt.TextFormat.PlainText
    assert page.panel.fields.who[CollectorKind.APPLICANT].text() == "1  Người nộp: <b>Thử</b> && Mẫu"
    assert [one.objectName() for one in controls(page) if not one.accessibleName()] == []
