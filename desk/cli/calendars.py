"""`calendar`, `import calendar` and `export-calendar`: the office's working calendar by year."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.arguments import count
from desk.cli.command import Call, Command
from desk.cli.output import Record
from desk.rules.instants import vietnam_day

if TYPE_CHECKING:
    from desk.rules.working_calendar import CalendarDay

IMPORTED = ("calendar",)


def _calendar_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="YEAR", nargs="?", type=count, help="năm; mặc định: năm nay")


def _calendar(call: Call) -> int:
    from desk.messages.calendar_words import provisional_words, row_words
    from desk.rules.calendar_year import reminded_year, rows_of

    with call.signed_in() as (desk, _), desk.store.reading() as connection:
        calendar, today = desk.office(connection).calendar, vietnam_day(desk.clock.now())
    for row in rows_of(calendar, call.args.year or today.year):
        call.out.put(_row_record(row), partial(row_words, row))
    if (waits := reminded_year(calendar, today)) is not None:
        print(provisional_words(waits, today), file=sys.stderr)
    return 0


def _row_record(row: CalendarDay) -> Record:
    return {
        "date": row.date.isoformat(),
        "kind": row.kind.value,
        "name": row.name,
        "source": row.source,
        "confirmed": row.confirmed,
        "replaces": row.replaces and row.replaces.isoformat(),
        "sessions": row.sessions and [[f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in row.sessions],
    }


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=IMPORTED, help="calendar: lịch của một năm")
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp cần nhập")
    parser.add_argument("--preview", action="store_true", help="chỉ xem sẽ đổi gì, không áp dụng")


def _import(call: Call) -> int:
    from desk.messages.calendar_words import edition_words
    from desk.rules.calendar_year import row_changes, with_year
    from desk.services.calendar_changing import preview_calendar, save_calendar
    from desk.services.calendar_files import read_year_file

    with call.signed_in() as (desk, officer):
        with desk.store.reading() as connection:
            office = desk.office(connection)
        given = read_year_file(call.args.file, office.calendar)
        calendar = with_year(office.calendar, given.year, given.rows)
        changes = row_changes(office.calendar, calendar)
        found = preview_calendar(desk, officer, calendar, office.calendar_id)
        if not call.args.preview:
            save_calendar(desk, officer, calendar, office.calendar_id, edition_words(changes, ()))
    kinds = [change.kind.value for change in changes]
    record: Record = {
        "year": given.year,
        "added": kinds.count("added"),
        "changed": kinds.count("changed") + kinds.count("confirmed"),
        "ended": kinds.count("ended"),
        "refused": 0,
        "moved": len(found.moves),
        "printed": found.printed,
        "applied": not call.args.preview,
    }

    def words() -> str:
        from desk.messages.calendar_words import change_words

        lines = [change_words(change) for change in changes]
        done = "Chưa áp dụng" if call.args.preview else "Đã áp dụng"
        moved = f"{len(found.moves)} hồ sơ đổi hạn tính toán, {found.printed} hồ sơ đã in giấy hẹn"
        return "\n".join([*lines, f"{done}: {len(changes)} thay đổi của năm {given.year}; {moved}."])

    call.out.put(record, words)
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("year", metavar="YEAR", type=count, help="năm")
    parser.add_argument("-o", dest="output", metavar="FILE.toml", type=Path, required=True, help="tệp sẽ ghi")


def _export(call: Call) -> int:
    from desk.services.calendar_changing import export_year

    with call.signed_in() as (desk, officer):
        days = export_year(desk, officer, call.args.year, call.args.output)
    record: Record = {"file": str(call.args.output), "days": days}
    call.out.put(record, lambda: f"Đã ghi {days} ngày của năm {call.args.year} vào {call.args.output}")
    return 0


CALENDAR = Command(
    "calendar",
    "xem các ngày nghỉ, ngày làm bù của một năm",
    "date, kind, name, source, confirmed, replaces, sessions",
    _calendar_arguments,
    _calendar,
)
IMPORT = Command(
    "import",
    "nhập tệp: kiểm tra cả tệp, cho xem sẽ đổi gì, rồi áp dụng tất cả hoặc không gì cả",
    "year, added, changed, ended, refused, moved, printed, applied",
    _import_arguments,
    _import,
)
EXPORT_CALENDAR = Command(
    "export-calendar", "ghi lịch của một năm ra tệp để nơi khác nhập", "file, days", _export_arguments, _export
)
