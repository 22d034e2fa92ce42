"""`reminders` and `draft-letters`: what runs out, and the apologies to be sent before it does."""

from __future__ import annotations

import argparse
from functools import partial
from typing import TYPE_CHECKING

from desk.cli.command import Call, Command
from desk.cli.output import shown
from desk.messages import CAUSE_WORDS, REMINDER_WORDS
from desk.rules.instants import iso
from desk.vocabulary import Reminder

if TYPE_CHECKING:
    from desk.services.before_late import LetterDrafted
    from desk.services.reminders import Reminded


def _nothing(parser: argparse.ArgumentParser) -> None:
    pass


def _reminders_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = [one.value for one in Reminder]
    parser.add_argument("--only", metavar="KIND", choices=kinds, help="chỉ một loại: %(choices)s")


def _reminders(call: Call) -> int:
    from desk.services.reminders import reminders

    only = Reminder(call.args.only) if call.args.only else None
    with call.signed_in() as (desk, officer):
        found = reminders(desk, officer, only)
    for one in found:
        record = {
            "reminder": one.reminder.value,
            "number": one.number,
            "applicant": one.applicant,
            "procedure_name": one.procedure_name,
            "status": one.status.value,
            "until": iso(one.until),
            "phone": one.phone,
            "finished_at": one.finished_at and iso(one.finished_at),
        }
        call.out.put(record, partial(_reminder_words, one))
    return 0


def _draft_letters(call: Call) -> int:
    from desk.services.before_late import draft_letters

    with call.signed_in() as (desk, officer):
        drafted = draft_letters(desk, officer)
    for one in drafted:
        record = {
            "request": one.request,
            "number": one.number,
            "promised_at": iso(one.promised_at),
            "until": iso(one.until),
            "cause": one.cause.value,
        }
        words = (
            f"{one.number}  hẹn {shown(one.promised_at)}, đề nghị hẹn lại {shown(one.until)}: {CAUSE_WORDS[one.cause]}"
        )
        call.out.put(record, lambda words=words: words)  # type: ignore[misc]
    return 0


def _reminder_words(one: Reminded) -> str:
    words = f"{one.number}  {REMINDER_WORDS[one.reminder]}, từ {shown(one.until)}  {one.applicant}"
    return f"{words}  {one.phone}" if one.phone else words


def _letter_words(one: LetterDrafted) -> str:
    again = f"đề nghị hẹn lại {shown(one.until)}: {CAUSE_WORDS[one.cause]}"
    return f"{one.number}  hẹn {shown(one.promised_at)}, {again}"


REMINDERS = Command(
    "reminders",
    "xem việc đã quá hạn nhắc: bổ sung, chuyển hồ sơ, kết quả chưa ai nhận",
    "reminder, number, applicant, procedure_name, status, until, phone, finished_at",
    _reminders_arguments,
    _reminders,
)
DRAFT_LETTERS = Command(
    "draft-letters",
    "soạn văn bản xin lỗi và hẹn lại cho hồ sơ sắp trễ hẹn, chờ lãnh đạo duyệt",
    "request, number, promised_at, until, cause",
    _nothing,
    _draft_letters,
)
