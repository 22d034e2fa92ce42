"""What a mail server may answer beside yes, later and no, and what is told of it; on real sockets."""

from __future__ import annotations

import pytest
from mail_seat import CITIZEN, DRIPS, Answering, setting

from desk.errors import MailLoginRefused, MailRefused, MailUnprotected
from desk.services import mail_server
from desk.services.mail_server import Cut, MailServer, NobodyKnows, Reply

LETTER = b"Subject: x\r\n\r\nx\r\n"


def hand(server: Answering) -> Reply:
    with MailServer(setting(server.port), None) as line:
        assert line.offer(CITIZEN).good
        return line.hand_over(LETTER)


@pytest.mark.parametrize(
    "answer",
    [b"garbage\r\n", b"\xff\xfe\r\n", b"100 x\r\n", b"354 what\r\n", b"999 x\r\n", b"250-" + b"x" * 9000 + b"\r\n"],
)
def test_an_answer_to_a_text_that_says_nothing_leaves_what_nobody_knows(answer: bytes) -> None:
    with Answering(DOT=answer) as server, pytest.raises(NobodyKnows):
        hand(server)
    assert len(server.whole) == 1


@pytest.mark.parametrize("answer", [b"250 yes\r\n", b"999 x\r\n", b"300 x\r\n", b"garbage\r\n"])
def test_a_text_that_was_not_asked_for_is_not_sent(answer: bytes) -> None:
    with Answering(DATA=answer) as server, pytest.raises(Cut):
        hand(server)


@pytest.mark.parametrize("word", ["MAIL", "RCPT"])
def test_an_answer_before_the_text_that_says_nothing_is_a_cut(word: str) -> None:
    with (
        Answering(**{word: b"999 what\r\n"}) as server,
        MailServer(setting(server.port), None) as line,
        pytest.raises(Cut),
    ):
        line.offer(CITIZEN)


@pytest.mark.parametrize(("code", "good", "later"), [(b"451 4.3.0 x", False, True), (b"550 5.1.1 x", False, False)])
def test_later_and_no_are_answers(code: bytes, good: bool, later: bool) -> None:
    with Answering(DOT=code + b"\r\n") as server:
        reply = hand(server)
    assert (reply.good, reply.later, reply.reason) == (good, later, code[:9].decode())


def test_an_answer_that_never_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_server, "REPLY_SECONDS", 0.5)
    monkeypatch.setattr(mail_server, "COMMAND_SECONDS", 0.5)
    with Answering(DOT=DRIPS) as server, pytest.raises(NobodyKnows):
        hand(server)
    with (
        Answering(RCPT=DRIPS) as server,
        MailServer(setting(server.port), None) as line,
        pytest.raises(Cut),
    ):
        line.offer(CITIZEN)


@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        ({"EHLO": b"250-hi\r\n250 AUTH XOAUTH2\r\n"}, MailLoginRefused),  # by no way that we know
        ({"EHLO": b"250-hi\r\n250 AUTH PLAIN\r\n", "AUTH": b"535 5.7.8 no\r\n"}, MailLoginRefused),
        ({"EHLO": b"250-hi\r\n250 AUTH PLAIN\r\n", "AUTH": b"454 4.7.0 not now\r\n"}, MailRefused),
    ],
)
def test_a_sign_in_that_fails_is_told_with_its_cause(answers: dict[str, bytes], refused: type[Exception]) -> None:
    with Answering(**answers) as server, pytest.raises(refused), MailServer(setting(server.port, user="u"), "p"):
        pass


def test_encryption_from_the_first_byte_where_there_is_none_is_told_as_such() -> None:
    with Answering() as server, pytest.raises(MailUnprotected), MailServer(setting(server.port, security="tls"), None):
        pass
