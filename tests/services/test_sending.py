"""E-mail against real servers on real sockets: wherever they cut and whatever they answer, nothing lost or doubled."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from builders import MONDAY, at_moment, officer, person, person_request, practice_desk
from mail_seat import CITIZEN, SENDER, Answering, Office, Scripted, certificate, free_port, setting, states

from desk.errors import (
    BadIdentity,
    DeskError,
    MailLoginRefused,
    MailNotSetUp,
    MailRefused,
    MailUnprotected,
    MailUnreachable,
    MailUntrusted,
)
from desk.rules.message_life import MessageState, MessageWay
from desk.services import mail_server, sending
from desk.services.announcing import message_row
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk, open_desk
from desk.services.intake import receive
from desk.services.mail_account import keep_password, letter, read_password, send_trial
from desk.services.outbox import messages, set_consent, settle
from desk.services.processing import act
from desk.services.sending import SendRun, SendStop, send_messages
from desk.services.steps import StepAsked
from desk.settings import MailSetting
from desk.vocabulary import Verb

PASSWORD = "mat-khau-thu"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with a message of one dossier; after every test its store adds up."""
    desk = practice_desk(tmp_path, SetClock(MONDAY))
    told(desk)
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def told(desk: Desk) -> str:
    """A dossier whose applicant wants e-mail."""
    request = person_request(applicant=person(email=CITIZEN), notify=MessageWay.EMAIL)
    return receive(desk, officer(desk, "tiepnhan"), request).number


def send(desk: Desk, given: MailSetting | int, password: str | None = None, *, now_all: bool = False) -> SendRun:
    """One run of the clerk's desk."""
    given = setting(given) if isinstance(given, int) else given
    return send_messages(desk, officer(desk, "tiepnhan"), given, password, now_all=now_all)


def later(desk: Desk, **time: int) -> None:
    """Let time pass."""
    desk.clock = SetClock(desk.clock.now() + dt.timedelta(**time))


def test_an_accepted_letter_bears_what_it_should_and_no_name(desk: Desk) -> None:
    with Office().open() as post:
        run = send(desk, post.port)
        assert send(desk, post.port).sent == ()  # it does not go again
    assert [one.state for one in run.sent] == [MessageState.ACCEPTED]
    assert (run.waiting, run.fault) == (0, None)
    (one,) = post.letters
    (shown,) = messages(desk, officer(desk, "tiepnhan"))
    assert post.recipients == [CITIZEN]
    assert one["To"] == CITIZEN
    assert one["From"].addresses[0].addr_spec == SENDER
    assert one["Subject"] == f"(Thực hành) Đã tiếp nhận hồ sơ {shown.number}"
    assert one["Auto-Submitted"] == "auto-generated"
    assert one["Message-ID"].endswith("@motcua-desk.invalid>")
    assert "17:00 ngày 23/11/2026" in one.get_content()
    assert one.get_content().replace("\r\n", "\n").strip() == shown.text
    assert "Thử" not in one.as_string()
    assert shown.number not in one["Message-ID"]


def test_put_off_then_accepted(desk: Desk) -> None:
    with Office(rcpt=("450 4.2.1 wait",), body=("451 4.3.0 busy",)).open() as post:
        assert [one.reason for one in send(desk, post.port).sent] == ["450 4.2.1"]
        assert send(desk, post.port).sent == ()  # not before its time
        (shown,) = messages(desk, officer(desk, "tiepnhan"))
        assert shown.next_at == MONDAY + dt.timedelta(minutes=5)
        later(desk, minutes=5)
        assert [one.reason for one in send(desk, post.port).sent] == ["451 4.3.0"]
        later(desk, minutes=14)
        assert send(desk, post.port).sent == ()
        assert [one.state for one in send(desk, post.port, now_all=True).sent] == [MessageState.ACCEPTED]
    assert len(post.letters) == 1


def test_put_off_for_days_is_given_up_and_can_be_wished_for(desk: Desk) -> None:
    with Office(rcpt=("450 wait",) * 3).open() as post:
        send(desk, post.port)
        later(desk, days=4)
        send(desk, post.port)
        later(desk, days=2)
        assert [(one.state, one.reason) for one in send(desk, post.port).sent] == [(MessageState.REFUSED, "given_up")]
        (shown,) = messages(desk, officer(desk, "tiepnhan"))
        settle(desk, officer(desk, "tiepnhan"), shown.id, MessageState.AGAIN)
        assert [one.state for one in send(desk, post.port).sent] == [MessageState.ACCEPTED]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [({"rcpt": (f"550 5.1.1 <{CITIZEN}> unknown",)}, "550 5.1.1"), ({"body": ("554 5.7.1 spam",)}, "554 5.7.1")],
)
def test_a_refusal_is_final_and_keeps_no_words_of_the_server(
    desk: Desk, answers: dict[str, tuple[str, ...]], reason: str
) -> None:
    with Office(**answers).open() as post:  # type: ignore[arg-type]
        assert [(one.state, one.reason) for one in send(desk, post.port).sent] == [(MessageState.REFUSED, reason)]
        later(desk, days=1)
        assert send(desk, post.port, now_all=True).sent == ()
    with desk.store.reading() as connection:
        for table in ("message", "message_fate", "audit_entry"):
            rows = connection.exec_driver_sql(f"SELECT * FROM {table}").all()
            assert "example.com" not in str(rows), table


def test_one_refused_recipient_does_not_hold_up_the_others(desk: Desk) -> None:
    told(desk)
    told(desk)
    with Office(rcpt=("250 ok", "550 no", "250 ok")).open() as post:
        send(desk, post.port)
    assert states(desk) == [MessageState.ACCEPTED, MessageState.REFUSED, MessageState.ACCEPTED]
    assert len(post.letters) == 2


def test_a_server_that_takes_nothing_from_us_stops_the_run_and_nothing_is_lost(desk: Desk) -> None:
    with Office(mail="530 5.7.0 sign in first").open() as post:
        run = send(desk, post.port)
    assert isinstance(run.fault, MailRefused)
    assert (run.fault.code, run.sent, run.waiting) == (530, (), 1)
    assert states(desk) == [MessageState.WAITING]


def test_no_server_at_all(desk: Desk) -> None:
    run = send(desk, free_port())
    assert isinstance(run.fault, MailUnreachable)
    assert states(desk) == [MessageState.WAITING]
    with Office().open() as post:
        send(desk, post.port)
    assert len(post.letters) == 1
    with pytest.raises(MailNotSetUp):
        send(desk, MailSetting())
    with pytest.raises(BadIdentity):
        send(desk, setting(25, sender="a@b\r\nBcc: c@d"))


@pytest.mark.parametrize(
    ("place", "state"),
    [
        ("MAIL", MessageState.AGAIN),  # surely not taken
        ("RCPT", MessageState.AGAIN),
        ("DATA", MessageState.AGAIN),
        ("half", MessageState.UNKNOWN),  # from here it looks like the next one
        ("reply", MessageState.UNKNOWN),
    ],
)
def test_a_cut_line_loses_nothing_and_sends_nothing_twice(desk: Desk, place: str, state: MessageState) -> None:
    with Scripted(place, times=1) as cutting:
        send(desk, cutting.port)
        assert states(desk) == [state]
        later(desk, minutes=5)
        again = send(desk, cutting.port, now_all=True)
    tried_again = state is MessageState.AGAIN
    assert bool(again.sent) == tried_again
    assert len(cutting.whole) == (1 if tried_again or place == "reply" else 0)
    assert states(desk) == [MessageState.ACCEPTED if tried_again else MessageState.UNKNOWN]


def test_a_line_that_breaks_at_once_stops_the_run(desk: Desk) -> None:
    with Scripted("greeting") as cutting:
        assert isinstance(send(desk, cutting.port).fault, MailUnreachable)
    assert states(desk) == [MessageState.WAITING]


def test_three_cuts_in_a_row_stop_the_run_and_the_rest_waits(desk: Desk) -> None:
    for _ in range(4):
        told(desk)
    with Scripted("RCPT") as cutting:
        run = send(desk, cutting.port)
        assert cutting.visits == 3
    assert isinstance(run.fault, MailUnreachable)
    assert states(desk) == [MessageState.AGAIN] * 3 + [MessageState.WAITING] * 2


def test_a_server_that_never_answers_is_not_waited_for_for_ever(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_server, "REPLY_SECONDS", 0.2)
    with Scripted("reply", hold=True) as silent:
        send(desk, silent.port)
        assert states(desk) == [MessageState.UNKNOWN]
    monkeypatch.setattr(mail_server, "CONNECT_SECONDS", 0.2)
    told(desk)
    with Scripted("greeting", hold=True) as silent:
        assert isinstance(send(desk, silent.port).fault, MailUnreachable)


def test_what_nobody_knows_is_settled_by_an_officer(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    told(desk)
    with Scripted("reply") as cutting:
        send(desk, cutting.port)
    assert states(desk) == [MessageState.UNKNOWN] * 2
    with Office().open() as post:
        settle(desk, clerk, 1, MessageState.ACCEPTED)
        settle(desk, clerk, 2, MessageState.AGAIN)
        assert len(send(desk, post.port).sent) == 1
    assert states(desk) == [MessageState.ACCEPTED] * 2


def test_what_a_process_that_is_gone_was_handing_over_is_known_by_nobody(desk: Desk) -> None:
    class Gone(BaseException):
        pass

    def dies(*_: object) -> None:
        raise Gone

    with pytest.MonkeyPatch.context() as patch, Office().open() as post:
        patch.setattr(mail_server.MailServer, "hand_over", dies)
        with pytest.raises(Gone):
            send(desk, post.port)
    assert states(desk) == [MessageState.HANDING]
    with Office().open() as post:
        later(desk, minutes=14)
        assert send(desk, post.port, now_all=True).sent == ()
        assert states(desk) == [MessageState.HANDING]
        later(desk, minutes=2)
        assert send(desk, post.port, now_all=True).sent == ()
        assert states(desk) == [MessageState.UNKNOWN]
        assert post.letters == []


def test_an_answer_that_comes_late_is_still_the_truth(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = mail_server.MailServer.hand_over

    def slow(self: mail_server.MailServer, content: bytes) -> mail_server.Reply:
        later(desk, minutes=20)
        settle(desk, officer(desk, "tiepnhan"), 1, MessageState.AGAIN)  # somebody lost patience meanwhile
        return real(self, content)

    monkeypatch.setattr(mail_server.MailServer, "hand_over", slow)
    with Office().open() as post:
        send(desk, post.port)
        assert states(desk) == [MessageState.ACCEPTED]
        monkeypatch.setattr(mail_server.MailServer, "hand_over", real)
        assert send(desk, post.port, now_all=True).sent == ()
    assert len(post.letters) == 1


def test_three_desks_at_once_send_each_message_once(desk: Desk) -> None:
    for _ in range(7):
        told(desk)
    three = [open_desk(desk.home, SetClock(MONDAY)) for _ in range(3)]
    start = Barrier(3)

    def work(one: Desk) -> SendRun | DeskError:
        start.wait()
        return send(one, post.port)

    with Office().open() as post, ThreadPoolExecutor(3) as threads:
        runs = list(threads.map(work, three))
    for one in three:
        one.close()
    assert sum(len(run.sent) for run in runs) == 8  # type: ignore[union-attr]
    ids = [one["Message-ID"] for one in post.letters]
    assert len(ids) == len(set(ids)) == 8
    assert states(desk) == [MessageState.ACCEPTED] * 8


def test_what_was_taken_back_between_offer_and_claim_does_not_go(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    real = mail_server.MailServer.offer

    def offer(self: mail_server.MailServer, recipient: str) -> mail_server.Reply:
        number = messages(desk, officer(desk, "tiepnhan"))[0].number
        set_consent(desk, officer(desk, "tiepnhan"), number, None)
        return real(self, recipient)

    monkeypatch.setattr(mail_server.MailServer, "offer", offer)
    with Office().open() as post:
        assert send(desk, post.port).sent == ()
    assert post.letters == []
    assert states(desk) == [MessageState.WITHDRAWN]


def test_an_address_that_was_corrected_away_is_told_and_not_sent(desk: Desk) -> None:
    number = messages(desk, officer(desk, "tiepnhan"))[0].number
    leader = officer(desk, "lanhdao")
    act(desk, leader, number, StepAsked(Verb.CORRECT, correction={"applicant": {"email": None}}))
    with Office().open() as post:
        assert [one.reason for one in send(desk, post.port).sent] == ["no_address"]
    assert post.letters == []


def meanwhile(desk: Desk, happens: Callable[[str], object], **answers: Any) -> Answering:
    """Run while the server holds its answer, let something happen, then go on; the line of what the server saw."""
    (one,) = messages(desk, officer(desk, "tiepnhan"))
    with Answering(**answers) as server, ThreadPoolExecutor() as beside:
        run = beside.submit(send, desk, server.port)
        assert server.there.wait(20)
        happens(one.number)
        server.go_on.set()
        run.result()
        later(desk, minutes=6)
        send(desk, server.port)
    return server


def test_what_is_not_wanted_any_more_when_it_is_put_off_is_taken_back(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    server = meanwhile(desk, lambda number: set_consent(desk, clerk, number, None), hold="DOT", DOT=b"451 later\r\n")
    assert (states(desk), len(server.whole)) == ([MessageState.WITHDRAWN], 1)


def test_another_way_wished_for_while_it_was_put_off_takes_over(desk: Desk) -> None:
    clerk, sms = officer(desk, "tiepnhan"), MessageWay.SMS
    server = meanwhile(desk, lambda number: set_consent(desk, clerk, number, sms), hold="DOT", DOT=b"451 later\r\n")
    assert (states(desk), len(server.whole)) == ([MessageState.WITHDRAWN, MessageState.WAITING], 1)
    assert messages(desk, clerk)[0].way is sms


def test_what_is_outdated_when_it_is_put_off_is_taken_back(desk: Desk) -> None:
    def withdrawn(number: str) -> None:
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.WITHDRAW, note="xin rút"))

    server = meanwhile(desk, withdrawn, hold="DOT", DOT=b"451 later\r\n")
    assert (states(desk), len(server.whole)) == ([MessageState.WITHDRAWN], 1)


def test_an_address_corrected_between_offer_and_claim_counts(desk: Desk) -> None:
    def corrected(number: str) -> None:
        right = {"applicant": {"email": "dung.nguoi@example.com"}}
        act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.CORRECT, correction=right))

    server = meanwhile(desk, corrected, hold="RCPT")
    assert states(desk) == [MessageState.ACCEPTED]
    (text,) = server.whole
    assert b"dung.nguoi@example.com" in server.recipients[-1]
    assert b"dung.nguoi@example.com" in text
    assert CITIZEN.encode() not in text


def test_a_meaningless_answer_is_nothing_to_send_again_by(desk: Desk) -> None:
    with Answering(DOT=b"garbage\r\n") as server:
        send(desk, server.port)
        send(desk, server.port, now_all=True)
    assert (states(desk), len(server.whole)) == ([MessageState.UNKNOWN], 1)


def test_a_clock_that_ran_ahead_leaves_nothing_behind(desk: Desk) -> None:
    right = desk.clock.now()
    at_moment(desk, right + dt.timedelta(hours=3))
    told(desk)
    at_moment(desk, right)
    with Office(rcpt=("250 ok", "550 no")).open() as post:
        assert len(send(desk, post.port).sent) == 2  # what waits is not held back by hours that were never there
    assert states(desk) == [MessageState.ACCEPTED, MessageState.REFUSED]


def test_a_clock_that_ran_weeks_ahead_leaves_nothing_behind(desk: Desk) -> None:
    right = desk.clock.now()
    at_moment(desk, right + dt.timedelta(days=20))
    told(desk)
    with Office(body=("250 ok", "451 later")).open() as post:
        send(desk, post.port)  # the first goes, the second is put off by twenty days
    with desk.store.writing() as work:  # a third was being handed over when its process died
        told_of = message_row(work.connection, work.unit_id, 2)
        sending.record_move(desk, work, officer(desk, "tiepnhan"), told_of, MessageState.HANDING, None)
    told(desk)
    at_moment(desk, right + dt.timedelta(hours=1))
    with Office().open() as post:
        send(desk, post.port)
    assert states(desk) == [MessageState.ACCEPTED, MessageState.UNKNOWN, MessageState.ACCEPTED]


def test_a_wish_for_another_try_begins_the_days_anew(desk: Desk) -> None:
    with Office(rcpt=("450 wait",) * 4).open() as post:
        send(desk, post.port)
        later(desk, days=6)
        send(desk, post.port)
        (given_up,) = messages(desk, officer(desk, "tiepnhan"))
        settle(desk, officer(desk, "tiepnhan"), given_up.id, MessageState.AGAIN)
        assert [one.state for one in send(desk, post.port).sent] == [MessageState.AGAIN]
        assert messages(desk, officer(desk, "tiepnhan"))[0].next_at == desk.clock.now() + dt.timedelta(minutes=5)


def test_a_run_that_is_stopped_leaves_what_it_has_not_begun(desk: Desk) -> None:
    for _ in range(3):
        told(desk)
    stop = SendStop()
    with Scripted("RCPT", hold=True) as silent, ThreadPoolExecutor(1) as threads:
        run = threads.submit(
            send_messages, desk, officer(desk, "tiepnhan"), setting(silent.port), None, now_all=True, stop=stop
        )
        assert silent.there.wait(60)
        stop.now()
        assert run.result(60).fault is None
        assert silent.visits == 1
    assert states(desk) == [MessageState.AGAIN, *[MessageState.WAITING] * 3]


def test_a_letter_that_is_being_handed_over_is_finished_before_the_run_stops(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(desk)
    stop, real = SendStop(), mail_server.MailServer._hand_over

    def stopped(self: mail_server.MailServer, content: bytes) -> mail_server.Reply:
        stop.now()
        return real(self, content)

    monkeypatch.setattr(mail_server.MailServer, "_hand_over", stopped)
    with Office().open() as post:
        send_messages(desk, officer(desk, "tiepnhan"), setting(post.port), None, stop=stop)
    assert states(desk) == [MessageState.ACCEPTED, MessageState.WAITING]


def test_what_waits_is_found_by_its_index(desk: Desk) -> None:
    wanted = sending._waiting(desk.store.unit_id).compile(desk.store.engine, compile_kwargs={"literal_binds": True})
    with desk.store.reading() as connection:
        plan = str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {wanted}").all())
    assert "ix_message_open" in plan


# --- accounts and encryption ------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_the_account_and_its_password(desk: Desk) -> None:
    with Office(authenticator=None, auth_require_tls=False).open() as post:  # takes no accounts
        assert isinstance(send(desk, setting(post.port, user="motcua"), PASSWORD).fault, MailLoginRefused)
    post = Office(auth_require_tls=False, auth_required=True)
    post.SMTP_kwargs["authenticator"] = post.authenticate
    with post.open():
        assert isinstance(send(desk, setting(post.port)).fault, MailRefused)
        for wrong in ("sai", "mật khẩu", None):
            assert isinstance(send(desk, setting(post.port, user="motcua"), wrong).fault, MailLoginRefused)
        assert states(desk) == [MessageState.WAITING]
        assert send(desk, setting(post.port, user="motcua"), PASSWORD).fault is None
    assert states(desk) == [MessageState.ACCEPTED]


def test_a_password_does_not_leave_the_machine_in_the_clear(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with Office(auth_require_tls=False).open() as post:
        monkeypatch.setattr(mail_server, "_LOCAL", frozenset())
        assert isinstance(send(desk, setting(post.port, user="motcua"), PASSWORD).fault, MailUnprotected)
        assert post.logins == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_encryption_with_a_certificate_that_is_trusted(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    trusted, context = certificate(tmp_path)
    given = {"tls_context": context, "require_starttls": True} if security == "starttls" else {"ssl_context": context}
    with Office(**given).open() as post:  # type: ignore[arg-type]
        assert isinstance(send(desk, setting(post.port, security=security)).fault, MailUntrusted)
        assert states(desk) == [MessageState.WAITING]
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        assert send(desk, setting(post.port, security=security)).fault is None
    assert len(post.letters) == 1


def test_a_certificate_of_another_name_and_a_server_without_any(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, context = certificate(tmp_path, "mail.khac.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with Office(tls_context=context).open() as post:
        assert isinstance(send(desk, setting(post.port, security="starttls")).fault, MailUntrusted)
    with Office().open() as post:
        assert isinstance(send(desk, setting(post.port, security="starttls")).fault, MailUnprotected)
    assert states(desk) == [MessageState.WAITING]


# --- letters, the account's file, the trial ---------------------------------------------------------------------------


def test_nothing_becomes_a_header_of_its_own(desk: Desk) -> None:
    for given in ({"subject": "a\r\nBcc: b@c.vn"}, {"recipient": "a@b.vn\nX: y"}, {"office": "a\nBcc: b"}):
        kept = {"sender": SENDER, "office": "Cơ quan", "recipient": CITIZEN, "subject": "x", "text": "y", "token": "z"}
        with pytest.raises(ValueError):  # noqa: PT011 - the library's own
            letter(desk, **(kept | given))


def test_a_line_that_begins_with_a_dot_arrives_as_it_is(desk: Desk) -> None:
    server = mail_server.MailServer(MailSetting("127.0.0.1", (post := Office()).port, "none", "", SENDER), None)
    content = letter(desk, SENDER, "Cơ quan", CITIZEN, "x", ".đầu\n..hai\n.\ncuối", "z")
    with post.open(), server:
        assert server.offer(CITIZEN).good
        assert server.hand_over(content).good
    assert post.letters[0].get_content().replace("\r\n", "\n") == ".đầu\n..hai\n.\ncuối\n"


def test_the_password_is_kept_for_its_owner_alone(desk: Desk) -> None:
    assert read_password(desk.home) is None
    keep_password(desk.home, PASSWORD)
    assert read_password(desk.home) == PASSWORD
    assert desk.home.mail_password.stat().st_mode & 0o777 == 0o600
    keep_password(desk.home, "")
    assert not desk.home.mail_password.exists()


def test_a_letter_to_oneself_tells_whether_the_account_works(desk: Desk) -> None:
    leader = officer(desk, "lanhdao")
    with Office(rcpt=("250 ok", "550 5.1.1 no")).open() as post:
        send_trial(desk, leader, setting(post.port), None, f" {CITIZEN} ")
        with pytest.raises(MailRefused):
            send_trial(desk, leader, setting(post.port), None, CITIZEN)
    assert [one["Subject"] for one in post.letters] == ["Thư thử"]
    with pytest.raises(BadIdentity):
        send_trial(desk, leader, setting(post.port), None, "không phải địa chỉ")
    with Scripted("reply") as cutting, pytest.raises(MailUnreachable):
        send_trial(desk, leader, setting(cutting.port), None, CITIZEN)
    with pytest.raises(MailUnreachable):
        send_trial(desk, leader, dataclasses.replace(setting(free_port())), None, CITIZEN)
    assert states(desk) == [MessageState.WAITING]
