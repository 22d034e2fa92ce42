"""`paper` and `print`: a statutory paper of a dossier, as a file or on a printer."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.arguments import text
from desk.cli.command import Call, Command
from desk.vocabulary import FormEdition, PaperForm


def _which(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "form", metavar="FORM", choices=[form.value for form in PaperForm], help="loại giấy: %(choices)s"
    )
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")


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


PAPER = Command("paper", "ghi một giấy tờ theo mẫu thành tệp PDF", "file, pages, copy", _paper_arguments, _paper)
PRINT = Command("print", "in một giấy tờ theo mẫu", "job, printer, copy", _print_arguments, _print)
