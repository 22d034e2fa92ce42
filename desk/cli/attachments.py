"""`attach`, `attachments`, `detach` and `digitised`: papers of a dossier as files."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.arguments import count, day, number_of, text
from desk.cli.command import Call, Command
from desk.cli.output import Record, shown
from desk.rules.instants import iso

if TYPE_CHECKING:
    from desk.services.attachments import AttachmentShown

_KEYS = "attachment, name, component, result, kind, bytes, pages, digest, source, added_at, officer"


def _attach_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp PDF hoặc JPEG")
    of = parser.add_mutually_exclusive_group()
    of.add_argument("--component", metavar="N", type=count, help="của thành phần hồ sơ thứ N")
    of.add_argument("--result", action="store_true", help="là kết quả")


def _attach(call: Call) -> int:
    from desk.services.attachments import FileGiven, attach, read_file

    args = call.args
    with call.signed_in() as (desk, officer):
        given = FileGiven(read_file(args.file), args.file.name, args.component, args.result)
        made = attach(desk, officer, args.number, given)
    call.out.put(_record(made), partial(_words, made))
    return 0


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")


def _list(call: Call) -> int:
    from desk.services.attachments import attachments_of

    with call.signed_in() as (desk, officer):
        found = attachments_of(desk, officer, call.args.number)
    for one in found:
        call.out.put(_record(one), partial(_words, one))
    return 0


def _detach_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("attachment", metavar="ID", type=number_of, help="số tệp, xem attachments")
    parser.add_argument("--note", metavar="TEXT", type=text("note", 1000), required=True, help="lý do")


def _detach(call: Call) -> int:
    from desk.services.attachments import detach

    with call.signed_in() as (desk, officer):
        detach(desk, officer, call.args.attachment, call.args.note)
    call.out.put({"attachment": call.args.attachment}, lambda: f"Đã bỏ tệp {call.args.attachment}.")
    return 0


def _digitised_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", metavar="DATE", dest="first", type=day("from"), required=True, help="nhận từ ngày")
    parser.add_argument("--to", metavar="DATE", dest="last", type=day("to"), required=True, help="nhận đến hết ngày")


def _digitised(call: Call) -> int:
    from desk.services.digitised import digitised

    with call.signed_in() as (desk, officer):
        seen = digitised(desk, officer, call.args.first, call.args.last)
    record = {
        "components": seen.components,
        "components_digitised": seen.components_digitised,
        "results": seen.results,
        "results_digitised": seen.results_digitised,
    }
    words = (
        f"thành phần hồ sơ đã số hóa {seen.components_digitised}/{seen.components}, "
        f"kết quả đã số hóa {seen.results_digitised}/{seen.results}"
    )
    call.out.put(record, lambda: words)
    return 0


def _record(one: AttachmentShown) -> Record:
    return {
        "attachment": one.id,
        "name": one.name,
        "component": one.component,
        "result": one.is_result,
        "kind": one.kind.value,
        "bytes": one.size,
        "pages": one.pages,
        "digest": one.sha256,
        "source": one.source.value,
        "added_at": iso(one.added_at),
        "officer": one.officer,
    }


def _words(one: AttachmentShown) -> str:
    of = "kết quả" if one.is_result else one.component or "cả hồ sơ"
    return f"{one.id}  {one.name}  ({of}), {one.pages} trang, {shown(one.added_at)}, {one.officer}"


ATTACH = Command("attach", "đính kèm tệp PDF hoặc JPEG vào hồ sơ", _KEYS, _attach_arguments, _attach)
ATTACHMENTS = Command("attachments", "xem các tệp đính kèm của hồ sơ", _KEYS, _list_arguments, _list)
DETACH = Command("detach", "bỏ một tệp đính kèm, nêu lý do", "attachment", _detach_arguments, _detach)
DIGITISED = Command(
    "digitised",
    "đếm thành phần và kết quả đã số hóa của hồ sơ nhận trong một thời gian",
    "components, components_digitised, results, results_digitised",
    _digitised_arguments,
    _digitised,
)
