"""`close-day`: closes the day with a numbered sheet, as paper and as a file for the upper level."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.command import Call, Command
from desk.rules.instants import iso
from desk.vocabulary import PaperForm


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", dest="output", metavar="FILE.pdf", type=Path, help="ghi tờ khóa sổ ra tệp PDF")
    parser.add_argument("--export", metavar="FILE.json", type=Path, help="ghi tệp gửi cấp trên giữ")


def _close_day(call: Call) -> int:
    from desk.services.day_close import close_day, export_sheet

    with call.signed_in() as (desk, officer):
        made = close_day(desk, officer)
        newest = made[-1]
        if call.args.export:
            export_sheet(desk, officer, newest.number, call.args.export)
        if call.args.output:
            from desk.services.papers import save_paper

            save_paper(desk, officer, PaperForm.DAY_CLOSE, str(newest.number), call.args.output)
    record = {
        "sheet": newest.number,
        "first_day": str(newest.first_day),
        "last_day": str(newest.last_day),
        "made_at": iso(newest.made_at),
        "entries": newest.entries,
        "seq": newest.last_seq,
        "chain_head": newest.head,
        "missed": [one.number for one in made[:-1]],
    }

    def text() -> str:
        told = [f"Ngày không ai khóa sổ: {one.first_day} đến {one.last_day}, tờ số {one.number}." for one in made[:-1]]
        head = " ".join(newest.head[at : at + 4].upper() for at in range(0, 32, 4))
        return "\n".join(
            (*told, f"Đã khóa sổ ngày {newest.last_day}, tờ số {newest.number}: {newest.entries} mục.", head)
        )

    call.out.put(record, text)
    return 0


CLOSE_DAY = Command(
    "close-day",
    "khóa sổ ngày bằng một tờ đánh số",
    "sheet, first_day, last_day, made_at, entries, seq, chain_head, missed",
    _arguments,
    _close_day,
)
