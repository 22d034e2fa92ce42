"""`board` and `list`: many dossiers at once."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

from desk.cli.arguments import day
from desk.cli.command import Call, Command
from desk.cli.output import Record, shown
from desk.messages import STATUS_WORDS
from desk.rules.instants import iso

if TYPE_CHECKING:
    from desk.services.board import Board

# of desk.services.lists.LISTS, spelled out: asking for help must not load the database
LIST_NAMES = ("dossiers", "gaps", "back-entries")


def _board_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", type=day("on"), help="ngày xem; mặc định: hôm nay")


def _board(call: Call) -> int:
    from desk.services.board import board

    with call.signed_in() as (desk, officer):
        seen = board(desk, officer, call.args.on)
    record = {
        "overdue": seen.overdue,
        "due_today": seen.due_today,
        "due_soon": seen.due_soon,
        "waiting_citizen": seen.waiting_citizen,
        "ready": seen.ready,
        "items": [
            {
                "group": str(item.group),
                "number": item.number,
                "applicant": item.applicant,
                "procedure": item.procedure,
                "status": str(item.status),
                "promised_at": iso(item.promised_at),
                "minutes_left": item.minutes_left,
            }
            for item in seen.items
        ],
    }
    call.out.put(record, lambda: _board_text(seen))
    return 0


def _board_text(seen: Board) -> str:
    counts = (
        f"quá hạn {seen.overdue}, đến hạn hôm nay {seen.due_today}, sắp đến hạn {seen.due_soon}, "
        f"chờ người dân {seen.waiting_citizen}, chờ trả kết quả {seen.ready}"
    )
    items = (
        f"  {item.number}  {STATUS_WORDS[item.status]:<20}  hẹn {shown(item.promised_at)}  {item.applicant}"
        for item in seen.items
    )
    return "\n".join((counts, *items))


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", metavar="NAME", choices=LIST_NAMES, help="danh sách: %(choices)s")


def _list(call: Call) -> int:
    from desk.services.lists import LISTS

    readers = {one.name: one.records for one in LISTS}
    with call.signed_in() as (desk, officer):
        for row in readers[call.args.list](desk, officer):
            record = _row_record(row)
            call.out.put(record, lambda row=row: _row_text(row))  # type: ignore[misc]
    return 0


def _row_record(row: Any) -> Record:
    return {name: iso(value) if isinstance(value, dt.datetime) else value for name, value in _facts(row)}


def _row_text(row: Any) -> str:
    return "  ".join(shown(value) if isinstance(value, dt.datetime) else str(value) for _, value in _facts(row))


def _facts(row: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(row, field.name)) for field in dataclasses.fields(row)]


BOARD = Command(
    "board",
    "số lượng và trang đầu: quá hạn, đến hạn, chờ, chờ trả",
    "overdue, due_today, due_soon, waiting_citizen, ready, items",
    _board_arguments,
    _board,
)
LIST = Command(
    "list",
    "các bản ghi đứng sau một con số",
    "number, digest, received_at, due_at; hoặc number, reason",
    _list_arguments,
    _list,
)
