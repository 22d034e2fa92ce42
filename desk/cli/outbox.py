"""`messages`, `send-messages`, `export-messages`, `settle-message`, `notify`: what citizens are told."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.arguments import number_of, text
from desk.cli.command import Call, Command
from desk.cli.output import Record, shown
from desk.messages.outbox_words import KIND_WORDS, STATE_WORDS, WAY_WORDS, list_words, reason_words, state_words
from desk.rules.instants import iso
from desk.rules.message_life import MessageState, MessageWay

if TYPE_CHECKING:
    from desk.services.outbox import MessageShown

_NOBODY = "none"


# --- messages ---------------------------------------------------------------------------------------------------------


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", nargs="?", type=text("number", 60), help="chỉ của hồ sơ này")
    parser.add_argument("--waiting", action="store_true", help="chỉ tin đang chờ hoặc cần xem lại")


def _list(call: Call) -> int:
    from desk.services.outbox import messages

    with call.signed_in() as (desk, officer):
        found = messages(desk, officer, number=call.args.number, only_open=call.args.waiting)
    for one in found:
        call.out.put(_record(one), partial(_words, one))
    return 0


def _record(one: MessageShown) -> Record:
    return {
        "message": one.id,
        "number": one.number,
        "kind": one.kind.value,
        "way": one.way.value,
        "address": one.address,
        "subject": one.subject,
        "text": one.text,
        "made_at": iso(one.made_at),
        "state": one.state.value,
        "at": iso(one.at),
        "reason": one.reason,
        "list": one.list_no,
        "next_at": one.next_at and iso(one.next_at),
    }


def _words(one: MessageShown) -> str:
    why = reason_words(one.reason, one.state)
    stands = f"{state_words(one.state, one.way)} {shown(one.at)}" + (f": {why}" if why else "")
    return f"{one.id:>6}  {one.number}  {KIND_WORDS[one.kind]}  {WAY_WORDS[one.way]} {one.address}  {stands}"


# --- send-messages ----------------------------------------------------------------------------------------------------


def _send_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", action="store_true", help="gửi cả tin đang hoãn, không chờ đến giờ gửi lại")


def _send(call: Call) -> int:
    from desk.services.mail_account import read_password
    from desk.services.sending import send_messages

    setting = call.settings.mail
    with call.signed_in() as (desk, officer):
        run = send_messages(desk, officer, setting, read_password(call.home), now_all=call.args.now)
    for one in run.sent:
        record = {"message": one.message, "number": one.number, "state": one.state.value, "reason": one.reason}
        why = reason_words(one.reason, one.state)
        words = f"{one.message:>6}  {one.number}  {STATE_WORDS[one.state]}" + (f": {why}" if why else "")
        call.out.put(record, lambda words=words: words)  # type: ignore[misc]
    call.out.flush()
    if run.fault is not None:
        raise run.fault
    return 0


# --- export-messages --------------------------------------------------------------------------------------------------


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    ways = [MessageWay.SMS.value, MessageWay.ZALO.value]
    parser.add_argument("--way", metavar="WAY", required=True, choices=ways, help="cách gửi: %(choices)s")
    parser.add_argument("-o", dest="target", metavar="FILE.csv", type=Path, required=True, help="tệp CSV cần ghi")
    parser.add_argument("--list", metavar="N", type=number_of, help="lấy lại danh sách số N đã xuất")


def _export(call: Call) -> int:
    from desk.services.message_lists import export_messages

    args = call.args
    with call.signed_in() as (desk, officer):
        made = export_messages(desk, officer, MessageWay(args.way), args.target, args.list)
    record = {
        "list": made.list_no,
        "file": made.file and str(made.file),
        "messages": made.count,
        "without_address": made.without_address,
        "unwanted": made.unwanted,
    }
    words = list_words(made.list_no, made.file, made.count, made.without_address, made.unwanted)
    call.out.put(record, lambda: words)
    return 0


# --- settle-message, notify -------------------------------------------------------------------------------------------

_SAID = {"arrived": MessageState.ACCEPTED, "again": MessageState.AGAIN, "drop": MessageState.WITHDRAWN}


def _settle_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("message", metavar="ID", type=number_of, help="số tin nhắn")
    said = parser.add_mutually_exclusive_group(required=True)
    said.add_argument("--arrived", dest="said", action="store_const", const="arrived", help="người nộp đã nhận được")
    said.add_argument("--again", dest="said", action="store_const", const="again", help="gửi lại")
    said.add_argument("--drop", dest="said", action="store_const", const="drop", help="bỏ, không gửi nữa")


def _settle(call: Call) -> int:
    from desk.services.outbox import settle

    with call.signed_in() as (desk, officer):
        one = settle(desk, officer, call.args.message, _SAID[call.args.said])
    call.out.put(_record(one), partial(_words, one))
    return 0


def _notify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")
    ways = [*(way.value for way in MessageWay), _NOBODY]
    parser.add_argument("--way", metavar="WAY", required=True, choices=ways, help="cách nhắn: %(choices)s")


def _notify(call: Call) -> int:
    from desk.services.outbox import set_consent

    wanted = None if call.args.way == _NOBODY else MessageWay(call.args.way)
    with call.signed_in() as (desk, officer):
        way = set_consent(desk, officer, call.args.number, wanted)
    words = f"{call.args.number}  {WAY_WORDS[way] if way else 'không nhắn tin'}"
    call.out.put({"number": call.args.number, "notify": way and way.value}, lambda: words)
    return 0


_KEYS = "message, number, kind, way, address, subject, text, made_at, state, at, reason, list, next_at"
MESSAGES = Command("messages", "xem tin nhắn gửi người nộp, mới nhất trước", _KEYS, _list_arguments, _list)
SEND_MESSAGES = Command(
    "send-messages", "gửi các tin chờ gửi bằng thư điện tử", "message, number, state, reason", _send_arguments, _send
)
EXPORT_MESSAGES = Command(
    "export-messages",
    "xuất các tin SMS hoặc Zalo đang chờ thành danh sách CSV",
    "list, file, messages, without_address, unwanted",
    _export_arguments,
    _export,
)
SETTLE_MESSAGE = Command("settle-message", "trả lời về tin chưa gửi xong", _KEYS, _settle_arguments, _settle)
NOTIFY = Command("notify", "ghi cách nhắn tin cho người nộp", "number, notify", _notify_arguments, _notify)
