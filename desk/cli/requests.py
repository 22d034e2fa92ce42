"""`pending`, `approve` and `reject`: what waits for a second person."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from desk.cli.arguments import number_of, text
from desk.cli.command import Call, Command
from desk.cli.output import Record, shown
from desk.messages import CAUSE_WORDS, REQUEST_STATE_WORDS, REQUEST_WORDS, plain
from desk.rules.instants import iso

if TYPE_CHECKING:
    from desk.services.requests import RequestShown

_KEYS = "request, kind, number, by, asked_at, note, until, cause, state, decided_by, decided_at, decision_note"


def _nothing(parser: argparse.ArgumentParser) -> None:
    pass


def _decision_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("request", metavar="ID", type=number_of, help="số đề nghị, xem pending")
    parser.add_argument("--note", metavar="TEXT", type=text("note", 1000), help="lý do; với reject là bắt buộc")


def _pending(call: Call) -> int:
    from desk.services.requests import pending

    with call.signed_in() as (desk, officer):
        waiting = pending(desk, officer)
    for one in waiting:
        call.out.put(_record(one), lambda one=one: _words(one))  # type: ignore[misc]
    return 0


def _approve(call: Call) -> int:
    from desk.services.requests import approve

    with call.signed_in() as (desk, officer):
        done = approve(desk, officer, call.args.request, call.args.note)
    call.out.put(_record(done), lambda: _words(done))
    return 0


def _reject(call: Call) -> int:
    from desk.services.requests import reject

    with call.signed_in() as (desk, officer):
        done = reject(desk, officer, call.args.request, call.args.note)
    call.out.put(_record(done), lambda: _words(done))
    return 0


def _record(one: RequestShown) -> Record:
    return {
        "request": one.id,
        "kind": one.kind.value,
        "number": one.subject,
        "by": one.by,
        "drafted": one.drafted,
        "asked_at": iso(one.asked_at),
        "note": one.note,
        "until": one.until and iso(one.until),
        "cause": one.cause and one.cause.value,
        "state": one.state.value,
        "decided_by": one.decided_by,
        "decided_at": one.decided_at and iso(one.decided_at),
        "decision_note": one.decision_note,
    }


def _words(one: RequestShown) -> str:
    parts = [f"{one.id}  {REQUEST_WORDS[one.kind]} {one.subject}", one.asker, shown(one.asked_at)]
    if one.until is not None:
        parts.append(f"hẹn lại {shown(one.until)}")
    if one.cause is not None:
        parts.append(CAUSE_WORDS[one.cause])
    if one.note:
        parts.append(plain(one.note))
    return ", ".join([*parts, REQUEST_STATE_WORDS[one.state]])


PENDING = Command("pending", "xem các đề nghị chờ duyệt", _KEYS, _nothing, _pending)
APPROVE = Command("approve", "duyệt một đề nghị", _KEYS, _decision_arguments, _approve)
REJECT = Command("reject", "không duyệt một đề nghị, nêu lý do", _KEYS, _decision_arguments, _reject)
