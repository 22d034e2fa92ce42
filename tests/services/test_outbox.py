"""Messages are made by the fact that calls for them, follow what the applicant wants, and are looked after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import MONDAY, officer, person, person_request, practice_desk
from outbox_seat import EMAIL, received, step, told

from desk.errors import (
    BadIdentity,
    BadValue,
    MessageNotOpen,
    MissingField,
    NotAllowed,
    RequestDiffers,
    UnknownDossier,
    UnknownMessage,
)
from desk.rules.message_life import MessageKind, MessageState, MessageWay
from desk.services.announcing import StrangeFate, message_row, move
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake_request import request_from_document
from desk.services.lanes import AtOnce, serve_at_once
from desk.services.message_lists import export_messages
from desk.services.message_wording import worded
from desk.services.outbox import consent, counts, messages, set_consent, settle
from desk.services.outbox_recount import outbox_faults
from desk.services.requests import approve, pending
from desk.vocabulary import Channel, ReturnChannel, Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty practice desk whose store adds up after every test."""
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def kinds(desk: Desk, number: str) -> list[tuple[str, str]]:
    """Kind and state of the messages of a dossier."""
    return [(one.kind.value, one.state.value) for one in told(desk, number)]


# --- made by the fact -------------------------------------------------------------------------------------------------


def test_who_wants_nothing_is_told_nothing(desk: Desk) -> None:
    number = received(desk, None)
    step(desk, number, Verb.REQUEST_SUPPLEMENT)
    step(desk, number, Verb.ACCEPT_SUPPLEMENT)
    step(desk, number, Verb.FINISH)
    assert told(desk) == []
    assert show(desk, officer(desk, "tiepnhan"), number).notify is None


def test_a_whole_life_is_told_and_what_is_outdated_is_taken_back(desk: Desk) -> None:
    number = received(desk)
    assert kinds(desk, number) == [("received", "waiting")]
    step(desk, number, Verb.REQUEST_SUPPLEMENT)
    assert kinds(desk, number)[1:] == [("supplement", "waiting")]
    desk.clock = SetClock(MONDAY + dt.timedelta(days=2))
    step(desk, number, Verb.ACCEPT_SUPPLEMENT)
    assert kinds(desk, number)[1:] == [("supplement", "withdrawn"), ("resumed", "waiting")]
    step(desk, number, Verb.FINISH)
    assert kinds(desk, number)[2:] == [("resumed", "withdrawn"), ("finished", "waiting")]
    step(desk, number, Verb.RETURN, "tiepnhan", collector="Nguyễn Thị Thử")
    assert {state for _, state in kinds(desk, number)} == {"withdrawn"}
    assert {one.reason for one in told(desk)} == {"outdated"}


def test_a_supplement_that_moves_no_promise_is_not_told_of(desk: Desk) -> None:
    number = received(desk)
    step(desk, number, Verb.REQUEST_SUPPLEMENT)
    step(desk, number, Verb.ACCEPT_SUPPLEMENT)  # in the same minute: the promise is what it was
    assert [kind for kind, _ in kinds(desk, number)] == ["received", "supplement"]


def test_a_new_appointment_is_told_when_it_is_approved_and_not_when_it_is_asked_for(desk: Desk) -> None:
    number = received(desk, procedure="1.004873")
    until = show(desk, officer(desk, "tiepnhan"), number).promised_at + dt.timedelta(days=7)
    step(desk, number, Verb.EXTEND, until=until)
    assert [kind for kind, _ in kinds(desk, number)] == ["received"]
    leader = officer(desk, "lanhdao")
    approve(desk, leader, pending(desk, leader)[0].id)
    assert [kind for kind, _ in kinds(desk, number)] == ["received", "extended"]
    assert f"hen lai {until:%H:%M} ngay {until:%d/%m/%Y}." in told(desk)[1].text


def test_a_step_that_is_refused_tells_nothing(desk: Desk) -> None:
    number = received(desk)
    with pytest.raises(MissingField):
        step(desk, number, Verb.RETURN, "tiepnhan")
    assert len(told(desk)) == 1


def test_what_is_done_at_once_needs_no_message(desk: Desk) -> None:
    given = AtOnce(person_request(applicant=EMAIL, notify=MessageWay.EMAIL))
    number = serve_at_once(desk, officer(desk, "tiepnhan"), given).receipt.number
    assert kinds(desk, number) == [("received", "withdrawn"), ("finished", "withdrawn")]


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (ReturnChannel.COUNTER, "mang giấy hẹn"),
        (ReturnChannel.POST, "bưu chính"),
        (ReturnChannel.ELECTRONIC, "điện tử"),
    ],
)
def test_a_result_is_told_of_as_it_is_given_back(desk: Desk, back: ReturnChannel, words: str) -> None:
    number = received(desk, MessageWay.ZALO, return_channel=back)
    step(desk, number, Verb.FINISH)
    assert words in told(desk)[-1].text


def test_every_wording_fits_and_names_nobody(desk: Desk) -> None:
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
    for kind in MessageKind:
        for way in MessageWay:
            for back in ReturnChannel:
                words = worded(kind, way, unit, "H21.18-261123-0001", MONDAY, back, MONDAY)
                assert "H21.18-261123-0001" in words.text
                assert "{" not in words.text + words.subject
                assert words.subject.startswith("(Th")
                if way is MessageWay.SMS:
                    assert words.text.isascii()
                    assert len(words.text) <= 160
                    assert ".." not in words.text  # the sample office is told whole
                elif way is MessageWay.ZALO:
                    assert "\n\n\n" not in words.text
                else:
                    assert "xin đừng trả lời" in words.text


# --- what the applicant wants -----------------------------------------------------------------------------------------


def document(**changes: object) -> dict[str, object]:
    """A line of `register`."""
    applicant = {"name": "Nguyễn Thị Thử", "phone": "0912345678", "email": "thu@example.com"}
    return {"procedure": "1.001193", "applicant": applicant, "notify": "email"} | changes


def test_the_wish_is_read_from_a_line_of_register(desk: Desk) -> None:
    today = MONDAY.date()
    assert request_from_document(document(), today).notify is MessageWay.EMAIL
    assert request_from_document(document(notify=None), today).notify is None
    with pytest.raises(BadValue):
        request_from_document(document(notify="fax"), today)
    with pytest.raises(MissingField):
        request_from_document(document(applicant={"name": "Nguyễn Thị Thử"}), today)
    with pytest.raises(BadIdentity):
        request_from_document(document(applicant={"name": "Thử", "phone": "0269 3821"}, notify="sms"), today)


def test_the_same_request_with_another_wish_is_another_request(desk: Desk) -> None:
    number = received(desk, MessageWay.SMS, request_id="a")
    assert received(desk, MessageWay.SMS, request_id="a") == number
    with pytest.raises(RequestDiffers):
        received(desk, None, request_id="a")
    set_consent(desk, officer(desk, "tiepnhan"), number, None)
    assert received(desk, MessageWay.SMS, request_id="a") == number


def test_another_way_takes_over_what_waits(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk)
    assert set_consent(desk, clerk, number, MessageWay.EMAIL) is MessageWay.EMAIL
    assert consent(desk, clerk, number) is MessageWay.EMAIL
    assert [(one.way.value, one.state.value, one.reason) for one in told(desk)] == [
        ("sms", "withdrawn", "consent"), ("email", "waiting", None),
    ]  # fmt: skip
    set_consent(desk, clerk, number, None)
    assert counts(desk, clerk).to_send == 0
    step(desk, number, Verb.FINISH)
    assert len(told(desk)) == 2
    before = check(desk, officer(desk, "lanhdao")).chain_length
    set_consent(desk, clerk, number, None)  # it was so already
    assert check(desk, officer(desk, "lanhdao")).chain_length == before


def test_a_way_without_an_address_is_not_taken(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk, None, applicant=person(phone="02693821234"))
    with pytest.raises(MissingField):
        set_consent(desk, clerk, number, MessageWay.EMAIL)
    with pytest.raises(BadIdentity):
        set_consent(desk, clerk, number, MessageWay.SMS)
    with pytest.raises(UnknownDossier):
        set_consent(desk, clerk, "H21.18-261123-9999", None)
    with pytest.raises(NotAllowed):
        set_consent(desk, officer(desk, "admin"), number, None)


# --- looked after -----------------------------------------------------------------------------------------------------


def test_what_waits_is_counted_and_shown_masked(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    received(desk, MessageWay.EMAIL)
    number = received(desk, MessageWay.SMS)
    received(desk, MessageWay.ZALO)
    assert (counts(desk, clerk).to_send, counts(desk, clerk).to_export, counts(desk, clerk).to_look_after) == (1, 2, 0)
    assert [one.address for one in told(desk)] == ["t***@example.com", "091*****78", "091*****78"]
    assert [one.number for one in messages(desk, clerk, number=number)] == [number]
    with pytest.raises(UnknownDossier):
        messages(desk, clerk, number="khác")


def test_what_can_be_said_of_a_message_depends_on_where_it_stands(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk, MessageWay.EMAIL)
    (one,) = told(desk)
    for said in (MessageState.ACCEPTED, MessageState.AGAIN, MessageState.EXPORTED):
        with pytest.raises(MessageNotOpen):
            settle(desk, clerk, one.id, said)
    with pytest.raises(UnknownMessage):
        settle(desk, clerk, 999, MessageState.AGAIN)
    with pytest.raises(NotAllowed):
        settle(desk, officer(desk, "admin"), one.id, MessageState.WITHDRAWN)
    assert settle(desk, clerk, one.id, MessageState.WITHDRAWN).state is MessageState.WITHDRAWN
    assert messages(desk, clerk, only_open=True) == ()
    step(desk, number, Verb.FINISH)
    assert [found.kind for found in messages(desk, clerk, only_open=True)] == [MessageKind.FINISHED]


def test_what_was_refused_is_not_tried_again_once_it_is_not_wanted(desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk, MessageWay.EMAIL)
    (one,) = told(desk)
    with desk.store.writing() as work:
        row = message_row(work.connection, work.unit_id, one.id)
        now = work.now(desk.clock.now())
        move(work, clerk, row, MessageState.REFUSED, now, "550 5.1.1")
        work.record(officer="tiepnhan", action="message-refused", subject=number, at=now)
    assert counts(desk, clerk).to_look_after == 1
    set_consent(desk, clerk, number, MessageWay.SMS)
    with pytest.raises(MessageNotOpen):
        settle(desk, clerk, one.id, MessageState.AGAIN)
    set_consent(desk, clerk, number, MessageWay.EMAIL)
    assert settle(desk, clerk, one.id, MessageState.AGAIN).state is MessageState.AGAIN


def test_a_state_that_cannot_follow_is_a_bug_that_keeps_nothing(desk: Desk) -> None:
    received(desk)
    with pytest.raises(StrangeFate), desk.store.writing() as work:
        move(work, officer(desk, "tiepnhan"), message_row(work.connection, 1, 1), MessageState.UNKNOWN, MONDAY)
    assert told(desk)[0].state is MessageState.WAITING


@pytest.mark.parametrize(
    ("bent", "what"),
    [
        ("UPDATE message SET state = 'waiting' WHERE id = 1", "khác với bước mới nhất"),
        ("UPDATE message_fate SET state = 'unknown' WHERE message_id = 1", "không nối tiếp nhau"),
        ("UPDATE message_fate SET list_no = 7", "không liền nhau"),
        ("UPDATE message_fate SET list_no = NULL", "không đi với việc xuất"),
        ("UPDATE message_fate SET dossier_id = 2", "hồ sơ khác"),
        ("UPDATE message SET way = 'zalo' WHERE id = 1", "hai cách gửi"),
        ("UPDATE consent SET seq = 4 WHERE dossier_id = 2", "không liền nhau"),
    ],
)
def test_check_recounts_the_outbox(tmp_path: Path, bent: str, what: str) -> None:
    desk = practice_desk(tmp_path)
    received(desk)
    received(desk)
    export_messages(desk, officer(desk, "tiepnhan"), MessageWay.SMS, tmp_path / "1.csv")
    with desk.store.engine.begin() as connection:
        for table in ("message_frozen", "message_fate_no_update", "consent_no_update"):
            connection.exec_driver_sql(f"DROP TRIGGER {table}")
        connection.exec_driver_sql(bent)
    with desk.store.reading() as connection:
        assert any(what in words for _, words in outbox_faults(connection))
    desk.close()


def test_a_back_entry_by_post_is_told_as_well(desk: Desk) -> None:
    number = received(desk, channel=Channel.POST, received_at=MONDAY - dt.timedelta(days=3))
    assert kinds(desk, number) == [("received", "waiting")]
