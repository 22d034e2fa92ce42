"""All commands of the program, and the parser that knows them."""

from __future__ import annotations

import argparse

from desk.cli.arguments import Parser
from desk.cli.attachments import ATTACH, ATTACHMENTS, DETACH, DIGITISED
from desk.cli.calendars import CALENDAR, EXPORT_CALENDAR, IMPORT
from desk.cli.care import BACKUP, CHECK, CONFIRM_CLOCK, RESTORE
from desk.cli.command import Command
from desk.cli.counter import FIND, REGISTER, SHOW
from desk.cli.day_closing import CLOSE_DAY
from desk.cli.deadlines import CARD, DUE, EXPLAIN, WHAT_IF
from desk.cli.kiosk import KIOSK
from desk.cli.outbox import EXPORT_MESSAGES, MESSAGES, NOTIFY, SEND_MESSAGES, SETTLE_MESSAGE
from desk.cli.overview import BOARD, LIST
from desk.cli.papers import CHECK_SLIP, NEW_SLIP_KEY, PAPER, PRINT
from desk.cli.ratings import RATE
from desk.cli.registers import COPIES, RESERVE_NUMBERS, RESULTS
from desk.cli.reminding import DRAFT_LETTERS, REMINDERS
from desk.cli.requests import APPROVE, PENDING, REJECT
from desk.cli.set_up import SETUP
from desk.cli.shared import shared_options
from desk.cli.steps import ACT
from desk.cli.tour import TOUR
from desk.cli.users import USER

COMMANDS: tuple[Command, ...] = (
    SETUP, REGISTER, SHOW, FIND, ACT, PENDING, APPROVE, REJECT, DUE, CARD, EXPLAIN, WHAT_IF,
    BOARD, REMINDERS, DRAFT_LETTERS,
    ATTACH, ATTACHMENTS, DETACH, DIGITISED, COPIES, RESULTS, RESERVE_NUMBERS,
    NOTIFY, MESSAGES, SEND_MESSAGES, EXPORT_MESSAGES, SETTLE_MESSAGE,
    PAPER, PRINT, CHECK_SLIP, NEW_SLIP_KEY, RATE, KIOSK, LIST,
    CALENDAR, IMPORT, EXPORT_CALENDAR, BACKUP, RESTORE, CHECK, CLOSE_DAY, CONFIRM_CLOCK, USER, TOUR,
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the options they share may stand before or after the command."""
    shared = shared_options()
    whole = Parser(
        prog="motcua-desk",
        description="Quầy một cửa. Không có lệnh: mở cửa sổ làm việc.",
        parents=[shared],
        allow_abbrev=False,
    )
    commands = whole.add_subparsers(title="lệnh", metavar="LỆNH", parser_class=Parser, required=True)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.does,
            description=f"{command.does[:1].upper()}{command.does[1:]}.",
            epilog=f"Khóa JSON: {command.keys}.",
            parents=[shared],
            allow_abbrev=False,
        )
        command.add_arguments(one)
        one.set_defaults(command=command, parser=one)
    return whole
