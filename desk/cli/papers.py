"""`paper` and `print`: a paper as a file or on a printer; `check-slip`, `new-slip-key`: the signatures on slips."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.arguments import text
from desk.cli.command import Call, Command
from desk.errors import UnknownScan
from desk.messages import verdict_words
from desk.rules.instants import iso, vietnam_day
from desk.rules.scan import SlipScan, read_scan
from desk.vocabulary import FormEdition, PaperForm

FORMS = tuple(form.value for form in PaperForm if form is not PaperForm.TICKET)  # tickets come with the queue


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", metavar="FORM", choices=FORMS, help="loại giấy: %(choices)s")
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số của hồ sơ, phiếu, ngày, thủ tục")


def _paper_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("-o", dest="target", metavar="FILE.pdf", type=Path, required=True, help="tệp PDF cần ghi")
    parser.add_argument(
        "--edition", choices=[edition.value for edition in FormEdition], help="bộ mẫu; mặc định: của hồ sơ"
    )


def _paper(call: Call) -> int:
    from desk.services.papers import save_paper

    args = call.args
    edition = None if args.edition is None else FormEdition(args.edition)
    with call.signed_in() as (desk, officer):
        made = save_paper(desk, officer, PaperForm(args.form), args.number, args.target, edition)
    record = {"file": str(made.file), "pages": made.pages, "copy": made.copy}
    call.out.put(record, lambda: f"Đã ghi {made.file} ({made.pages} trang, bản thứ {made.copy}).")
    return 0


def _print_arguments(parser: argparse.ArgumentParser) -> None:
    _which(parser)
    parser.add_argument("--printer", metavar="NAME", type=text("printer", 200), help="máy in; mặc định: theo cài đặt")


def _print(call: Call) -> int:
    from desk.services.papers import print_paper

    args = call.args
    printer = args.printer or call.settings.printer
    with call.signed_in() as (desk, officer):
        sent = print_paper(desk, officer, PaperForm(args.form), args.number, printer)
    record = {"job": sent.job, "printer": sent.printer, "copy": sent.copy}
    call.out.put(record, lambda: f"Đã gửi đến máy in {sent.printer} (lệnh {sent.job}, bản thứ {sent.copy}).")
    return 0


def _check_slip_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", type=text("text", 400), help="nội dung mã trên giấy hẹn")


def _check_slip(call: Call) -> int:
    from desk.services.slip_check import check_slip

    with call.signed_in() as (desk, officer):
        scan = read_scan(call.args.text, vietnam_day(desk.clock.now()))
        if not isinstance(scan, SlipScan):
            raise UnknownScan
        found = check_slip(desk, officer, scan)
    record = {
        "number": found.number,
        "verdict": found.verdict.value,
        "since": found.since and iso(found.since),
        "differs": [field.value for field in found.differs],
    }
    call.out.put(record, lambda: f"{found.number}: {verdict_words(found)}")
    return 0


def _no_arguments(_parser: argparse.ArgumentParser) -> None:
    """It needs nothing told."""


def _new_slip_key(call: Call) -> int:
    from desk.services.slip_keys import renew_key

    with call.signed_in() as (desk, officer):
        key_id = renew_key(desk, officer)
    call.out.put({"key": key_id}, lambda: f"Đã tạo khóa ký giấy hẹn {key_id}; giấy đã in vẫn có giá trị.")
    return 0


CHECK_SLIP = Command(
    "check-slip", "xem giấy hẹn thật hay giả", "number, verdict, since, differs", _check_slip_arguments, _check_slip
)
NEW_SLIP_KEY = Command("new-slip-key", "tạo khóa mới để ký giấy hẹn", "key", _no_arguments, _new_slip_key)
PAPER = Command("paper", "ghi một giấy tờ theo mẫu thành tệp PDF", "file, pages, copy", _paper_arguments, _paper)
PRINT = Command("print", "in một giấy tờ theo mẫu", "job, printer, copy", _print_arguments, _print)
