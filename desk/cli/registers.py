"""`copies`, `results` and `reserve-numbers`: the office's books, and numbers set aside for a pad."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from desk.cli.arguments import count, day, text
from desk.cli.command import Call, Command
from desk.cli.output import shown
from desk.rules.instants import in_vietnam, iso
from desk.rules.money import format_vnd

if TYPE_CHECKING:
    from desk.services.originals import CopyShown
    from desk.services.result_register import ResultLine


def _copies_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="?", type=text("text"), default="", help="số, giấy tờ hoặc tên")
    parser.add_argument("--year", metavar="YEAR", type=count, help="năm của sổ; mặc định: năm nay")


def _copies(call: Call) -> int:
    from desk.services.originals import copy_register

    with call.signed_in() as (desk, officer):
        year = call.args.year or in_vietnam(desk.clock.now()).year
        found = copy_register(desk, officer, year, call.args.text)
    for one in found:
        record = {
            "entry": f"{one.serial}/{one.year}",
            "name": one.name,
            "pages": one.pages,
            "copies": one.copies,
            "amount": one.amount,
            "applicant": one.applicant,
            "number": one.dossier,
            "signer": one.signer,
            "made_at": iso(one.made_at),
            "officer": one.officer,
        }
        call.out.put(record, partial(_words, one))
    return 0


def _words(one: CopyShown) -> str:
    copies = f"{one.pages} trang × {one.copies} bản, {format_vnd(one.amount)}"
    return f"{one.serial}/{one.year}  {one.name}, {copies}  {one.applicant}  {shown(one.made_at)}  {one.dossier}"


def _results_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", nargs="?", type=text("text"), default="", help="số, tên hoặc thủ tục")
    parser.add_argument("--from", metavar="DATE", dest="first", type=day("from"), required=True, help="từ ngày")
    parser.add_argument("--to", metavar="DATE", dest="last", type=day("to"), required=True, help="đến hết ngày")


def _results(call: Call) -> int:
    from desk.services.result_register import results

    with call.signed_in() as (desk, officer):
        found = results(desk, officer, call.args.first, call.args.last, call.args.text)
    for one in found:
        record = {
            "number": one.number,
            "applicant": one.applicant,
            "procedure_name": one.procedure_name,
            "result_number": one.result_number,
            "result_day": one.result_day and one.result_day.isoformat(),
            "signer": one.signer,
            "finished_at": iso(one.finished_at),
            "returned_at": one.returned_at and iso(one.returned_at),
            "collector": one.collector,
            "paper": one.paper and one.paper.value,
            "lost_slip": one.lost_slip,
            "posted": one.posted,
        }
        call.out.put(record, partial(_result_words, one))
    return 0


def _result_words(one: ResultLine) -> str:
    result = f"kết quả {one.result_number or 'không số'}"
    to = "gửi bưu chính" if one.posted else one.collector or "chưa trả"
    return f"{one.number}  {one.applicant}, {result}, trả {shown(one.returned_at)}, {to}"


def _reserve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("count", metavar="N", type=count, help="bao nhiêu số, nhiều nhất 200")


def _reserve(call: Call) -> int:
    from desk.services.pads import reserve_pad

    with call.signed_in() as (desk, officer):
        pad = reserve_pad(desk, officer, call.args.count)
    for number in pad.numbers:
        call.out.put({"number": number}, partial(str, number))
    return 0


COPIES = Command(
    "copies",
    "xem sổ chứng thực bản sao của một năm",
    "entry, name, pages, copies, amount, applicant, number, signer, made_at, officer",
    _copies_arguments,
    _copies,
)
RESULTS = Command(
    "results",
    "xem sổ trả kết quả của một thời gian",
    "number, applicant, procedure_name, result_number, result_day, signer, finished_at, returned_at, collector, paper,"
    " lost_slip, posted",
    _results_arguments,
    _results,
)
RESERVE_NUMBERS = Command(
    "reserve-numbers", "giữ số cho tập giấy dự phòng khi mất điện", "number", _reserve_arguments, _reserve
)
