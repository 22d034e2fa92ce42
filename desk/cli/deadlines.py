"""`due` and `card`, without home or sign-in: the deadline engine, the reader of identity cards; `explain`: a date."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from desk.cli.arguments import count, instant, text
from desk.cli.command import Call, Command
from desk.cli.json_lines import STANDARD_INPUT, answer_lines
from desk.cli.output import Record, shown
from desk.errors import BadCard, BadValue, MissingField, UnknownField, UnknownProcedure
from desk.file_gate import Document
from desk.messages import sentence
from desk.messages.tried_words import tried_words
from desk.paths import resources
from desk.rules.card import read_card
from desk.rules.due_date import DueDate, Pause, due
from desk.rules.instants import iso, parse_instant, vietnam_day
from desk.rules.working_calendar import WorkingCalendar
from desk.vocabulary import Channel, LimitUnit, PauseMode

_Word = TypeVar("_Word", bound=StrEnum)

_DUE_FIELDS = ("limit", "unit", "received", "pauses", "procedure")


# --- due --------------------------------------------------------------------------------------------------------------


def _due_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", choices=[STANDARD_INPUT], help="“-”: mỗi dòng vào một yêu cầu JSON")
    parser.add_argument("--limit", type=int, metavar="N", help="độ dài thời hạn")
    parser.add_argument("--unit", choices=[unit.value for unit in LimitUnit], help="đơn vị thời hạn")
    parser.add_argument("--received", metavar="TIME", type=instant("received"), help="thời điểm tiếp nhận")
    parser.add_argument(
        "--pause", metavar="FROM/TO", action="append", default=[], help="khoảng tạm dừng; thêm /restart để tính lại"
    )
    parser.add_argument("--procedure", metavar="CODE", type=text("procedure"), help="dùng giờ chốt của thủ tục này")
    parser.add_argument("--calendar", metavar="DIR", type=Path, help="thư mục lịch thay cho lịch kèm theo")


def _due(call: Call) -> int:
    from desk.services.calendar_files import read_calendar_folder

    args = call.args
    given = (args.limit, args.unit, args.received)
    if (args.source is None and None in given) or (args.source is not None and given != (None, None, None)):
        args.parser.error("cần --limit, --unit và --received, hoặc chỉ “-”")
    engine = _Engine(read_calendar_folder(args.calendar or resources() / "calendar"))
    if args.source is not None:
        return answer_lines(call, args.source, engine.asked, _due_text, lambda record: False)
    pauses = [_pause(text.split("/"), f"--pause {text}") for text in args.pause]
    found = engine.due(args.limit, LimitUnit(args.unit), args.received, pauses, args.procedure)
    record = _due_record(found)
    call.out.put(record, lambda: _due_text(record))
    return 0


class _Engine:
    """The deadline function with the calendar and the cut-off times it needs, read once."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self._cutoffs: Mapping[str, dt.time | None] | None = None

    def due(
        self, limit: int, unit: LimitUnit, received: dt.datetime, pauses: list[Pause], procedure: str | None
    ) -> DueDate:
        cutoff = None if procedure is None else self._cutoff(procedure)
        return due(limit, unit, received, pauses, self._calendar, cutoff=cutoff)

    def asked(self, document: Document) -> Record:
        """The answer to one line of `due -`."""
        _only(document, _DUE_FIELDS)
        unit = _word(LimitUnit, _text(document, "unit"), "unit")
        received = parse_instant(_text(document, "received"), "received")
        procedure = None if document.get("procedure") is None else _text(document, "procedure")
        pauses = document.get("pauses")
        if pauses is not None and not isinstance(pauses, list):
            raise BadValue(field="pauses", value=type(pauses).__name__)
        listed = [_pause(one, "pauses") for one in pauses or ()]
        if "limit" not in document:
            raise MissingField(field="limit")
        return _due_record(self.due(document["limit"], unit, received, listed, procedure))

    def _cutoff(self, procedure: str) -> dt.time | None:
        """The cut-off time of a procedure of the shipped catalogue.

        Raises:
            UnknownProcedure: it is not in there.
        """
        if self._cutoffs is None:
            from desk.services.catalogue_files import read_catalogue

            entries = read_catalogue(resources() / "catalogue" / "procedures.toml")
            self._cutoffs = {entry.code: entry.cutoff for entry in entries}
        if procedure not in self._cutoffs:
            raise UnknownProcedure(code=procedure)
        return self._cutoffs[procedure]


def _pause(given: object, shown_as: str) -> Pause:
    """A pause of [from, to] or [from, to, mode]; the mode is `stop` when it is left out."""
    if not isinstance(given, list) or len(given) not in {2, 3} or not all(isinstance(one, str) for one in given):
        raise BadValue(field="pause", value=shown_as)
    mode = _word(PauseMode, given[2], "mode") if len(given) == 3 else PauseMode.STOP
    return Pause(parse_instant(given[0], "pause"), parse_instant(given[1], "pause"), mode)


def _due_record(found: DueDate) -> Record:
    return {
        "due_at": iso(found.due_at),
        "provisional": found.provisional,
        "trace": [{"date": f"{day.date}", "counted": day.counted, "reason": day.reason} for day in found.trace],
    }


def _due_text(record: Record) -> str:
    due_at = parse_instant(record["due_at"], "due_at")
    head = f"Hẹn trả {shown(due_at)}" + (" (lịch còn dự kiến)" if record["provisional"] else "")
    days = (
        f"  {dt.date.fromisoformat(day['date']):%d/%m/%Y}  {'+' if day['counted'] else ' '}  {day['reason']}"
        for day in record["trace"]
    )
    return "\n".join((head, *days))


# --- explain ----------------------------------------------------------------------------------------------------------


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")


def _explain(call: Call) -> int:
    from desk.services.explaining import explain

    with call.signed_in() as (desk, officer):
        found = explain(desk, officer, call.args.number)
    days = found.shown.days if found.shown is not None else ()
    record: Record = {
        "number": found.number,
        "promised_at": iso(found.promised_at),
        "computed_at": found.computed_at and iso(found.computed_at),
        "sentences": list(found.words()),
        "days": [
            {"date": one.date.isoformat(), "mark": one.mark.value, "number": one.number, "reason": one.reason}
            for one in days
        ],
    }
    call.out.put(record, lambda: "\n".join([f"Hẹn trả {shown(found.promised_at)}", *found.words()]))
    return 0


# --- what-if ----------------------------------------------------------------------------------------------------------


def _what_if_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--procedure", metavar="CODE", type=text("procedure"), required=True, help="mã thủ tục")
    parser.add_argument("--channel", choices=[one.value for one in Channel], default=Channel.COUNTER.value, help="kênh")
    asked = parser.add_mutually_exclusive_group()
    asked.add_argument(
        "--at", metavar="TIME", type=instant("at"), help="nếu nhận lúc này thì hẹn khi nào; mặc định: nay"
    )
    asked.add_argument("--limit", metavar="N", type=count, help="nếu thời hạn là N thì một năm qua đạt bao nhiêu")


def _what_if(call: Call) -> int:
    args, channel = call.args, Channel(call.args.channel)
    with call.signed_in() as (desk, officer):
        if args.limit is None:
            from desk.services.what_if import would_promise

            found = would_promise(desk, officer, args.procedure, args.at or desk.clock.now(), channel)
            record: Record = {**_due_record(found.due), "sentences": list(found.why.sentences)}
            call.out.put(record, lambda: _due_text(record))
            return 0
        from desk.services.what_if import would_meet

        met = would_meet(desk, officer, args.procedure, channel)
    tried, unit = met.tried, met.limit.unit
    low, high = tried.interval(args.limit)
    answer: Record = {
        "unit": unit.value,
        "since": met.since.isoformat(),
        "dossiers": tried.of,
        "met": tried.met(args.limit),
        "share": round(tried.share(args.limit), 4),
        "low": round(low, 4),
        "high": round(high, 4),
        "smallest": {f"{share}": tried.smallest(share / 100) for share in (80, 90, 95)},
        "needed": list(tried.needed),
        "beyond": tried.beyond,
    }
    call.out.put(answer, lambda: tried_words(met, args.limit))
    return 0


# --- card -------------------------------------------------------------------------------------------------------------


def _card_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="-", choices=[STANDARD_INPUT], help='mỗi dòng vào một {"payload": …}')


def _card(call: Call) -> int:
    from desk.services.clock import SystemClock

    today = vietnam_day(SystemClock().now())
    return answer_lines(
        call,
        call.args.source,
        lambda document: _card_record(document, today),
        _card_text,
        lambda record: record["status"] == "reject",
    )


def _card_record(document: Document, today: dt.date) -> Record:
    _only(document, ("payload",))
    try:
        card = read_card(_text(document, "payload"), today)
    except BadCard as error:
        return {
            "status": "reject",
            "fields": None,
            "warnings": [],
            "why": sentence(error),
            "code": str(error.facts["why"]),
        }
    fields = {
        "id": card.id,
        "old_id": card.old_id,
        "name": card.name,
        "born": card.born.isoformat(),
        "sex": card.sex.value,
        "address": card.address,
        "issued": card.issued and card.issued.isoformat(),
    }
    return {"status": "ok", "fields": fields, "warnings": list(card.warnings), "why": None}


def _card_text(record: Record) -> str:
    if record["status"] == "reject":
        return f"Từ chối: {record['why']}"
    fields: Mapping[str, Any] = record["fields"]
    doubts = f"  cần xem lại: {', '.join(record['warnings'])}" if record["warnings"] else ""
    return f"{fields['id']}  {fields['name']}  {fields['born']}{doubts}"


# --- both -------------------------------------------------------------------------------------------------------------


def _only(document: Document, known: tuple[str, ...]) -> None:
    for name in document:
        if name not in known:
            raise UnknownField(key=name[:80])


def _word(kind: type[_Word], value: str, field: str) -> _Word:
    try:
        return kind(value)
    except ValueError:
        raise BadValue(field=field, value=value) from None


def _text(document: Document, field: str) -> str:
    value = document.get(field)
    if value is None:
        raise MissingField(field=field)
    if not isinstance(value, str):
        raise BadValue(field=field, value=type(value).__name__)
    return value


DUE = Command("due", "tính hạn trả kết quả", "due_at, provisional, trace", _due_arguments, _due)
CARD = Command("card", "đọc mã QR của thẻ căn cước", "status, fields, warnings, why, code", _card_arguments, _card)
EXPLAIN = Command(
    "explain",
    "giải thích vì sao hồ sơ hẹn trả ngày này",
    "number, promised_at, computed_at, sentences, days",
    _explain_arguments,
    _explain,
)
WHAT_IF = Command(
    "what-if",
    "thử: nhận lúc này thì hẹn khi nào, hoặc thời hạn N thì một năm qua đạt bao nhiêu",
    "due_at, provisional, trace, sentences, unit, since, dossiers, met, share, low, high, smallest, needed, beyond",
    _what_if_arguments,
    _what_if,
)
