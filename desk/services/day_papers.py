"""Papers of a day and of the office, from stored facts: work of the session, day-close sheet, key card, poster."""

from __future__ import annotations

import datetime as dt
import tomllib
from typing import Any

from sqlalchemy import select

from desk import paths
from desk.errors import BadDay, BadValue
from desk.models import AuditEntry, NumberGap
from desk.printing.forms import call_list as call_list_form
from desk.printing.forms import day_close as day_close_form
from desk.printing.forms import desk_card as desk_card_form
from desk.printing.forms import morning_sheet as morning_sheet_form
from desk.printing.forms import procedure_poster as procedure_poster_form
from desk.printing.forms.call_list import TITLE as CALL_LIST_TITLE
from desk.printing.forms.call_list import CallList, CallRow
from desk.printing.forms.day_close import ChainHead, DayClose
from desk.printing.forms.desk_card import DeskCard, KeyGroup
from desk.printing.forms.morning_sheet import MorningGroup, MorningRow, MorningSheet
from desk.printing.forms.procedure_poster import PosterComponent, ProcedurePoster
from desk.printing.list_paper import ListHead
from desk.rules.instants import VIETNAM, to_stored, vietnam_day
from desk.rules.money import format_vnd
from desk.rules.weekly_hours import hours_on, hours_words
from desk.rules.working_time import spoken
from desk.services.board import Board, BoardGroup, BoardItem, board
from desk.services.book_papers import day_of
from desk.services.calendar_changing import moved_promises
from desk.services.cash_book import cash_book
from desk.services.desk import Desk
from desk.services.paper_kinds import Asked, PaperKind, as_it_is, letterhead_of, unit_of
from desk.services.procedure_words import RETURN_WORDS, fee_text, limit_text
from desk.services.sign_in import SignedIn, may, require
from desk.store.statement import cursor_of
from desk.vocabulary import Channel, LimitUnit, PaperForm, Status, Verb

DESK = "desk"
_MOST_ROWS = 200
_GROUP_WORDS = {
    BoardGroup.OVERDUE: "Quá hạn",
    BoardGroup.DUE_TODAY: "Đến hạn hôm nay",
    BoardGroup.DUE_SOON: "Sắp đến hạn",
    BoardGroup.WAITING_CITIZEN: "Chờ người dân",
    BoardGroup.READY: "Chờ trả kết quả",
}
_COUNTED = (
    ("Tiếp nhận", Verb.RECEIVE), ("Yêu cầu bổ sung", Verb.REQUEST_SUPPLEMENT), ("Gia hạn", Verb.EXTEND),
    ("Có kết quả", Verb.FINISH), ("Đã trả", Verb.RETURN), ("Gửi bưu chính", Verb.POST_OUT), ("Từ chối", Verb.REFUSE),
    ("Rút, dừng theo đề nghị", Verb.WITHDRAW), ("Dừng giải quyết", Verb.DISCONTINUE), ("Hủy số", Verb.VOID),
)  # fmt: skip


def _morning_sheet(desk: Desk, officer: SignedIn, asked: Asked) -> MorningSheet:
    """What waits now: of another day it cannot be told. Raises: BadDay."""
    if day_of(asked.number) != vietnam_day(asked.now):
        raise BadDay(field="day", value=asked.number)
    unit, found = unit_of(desk), board(desk, officer, first=_MOST_ROWS)
    groups = tuple(_group(found, group) for group in BoardGroup)
    return MorningSheet(letterhead_of(unit), asked.now, groups, asked.copy, unit.practice)


def _call_list(desk: Desk, officer: SignedIn, asked: Asked) -> CallList:
    """Whom to call now: of another day it cannot be told. Raises: BadDay."""
    if day_of(asked.number) != vietnam_day(asked.now):
        raise BadDay(field="day", value=asked.number)
    unit = unit_of(desk)
    below = (f"Hạn tính theo lịch làm việc lúc {asked.now:%H:%M %d/%m/%Y}",)
    head = ListHead(letterhead_of(unit), asked.now, CALL_LIST_TITLE, below, asked.copy, asked.now, unit.practice)
    rows = tuple(
        CallRow(one.number, one.applicant, one.phone or "", one.procedure_name, one.promised_at, one.after, one.printed)
        for one in moved_promises(desk, officer)
    )
    return CallList(head, rows)


def _group(found: Board, group: BoardGroup) -> MorningGroup:
    rows = tuple(
        MorningRow(_left(one), one.number, one.procedure_name, one.applicant, one.holder or "quầy", one.promised_at)
        for one in found.items
        if one.group is group
    )
    return MorningGroup(_GROUP_WORDS[group], getattr(found, group.value), rows)


def _left(item: BoardItem) -> str:
    if item.minutes_left is None:
        return "đã xong" if item.group is BoardGroup.READY else "đang dừng"
    words = spoken(abs(item.minutes_left))
    return f"quá {words}" if item.group is BoardGroup.OVERDUE else f"còn {words}"


def _day_close(desk: Desk, officer: SignedIn, asked: Asked) -> DayClose:
    """The day's figures; who may not see money gets a sheet whose money is struck out."""
    require(officer, "read")
    day = day_of(asked.number)
    if day > vietnam_day(asked.now):
        raise BadDay(field="day", value=asked.number)
    unit = unit_of(desk)
    begins = dt.datetime.combine(day, dt.time(), VIETNAM)
    ends = begins + dt.timedelta(days=1)
    head, before = _chain_head(desk, ends), _chain_head(desk, begins)
    sections = (
        ("Số hồ sơ", _numbers(desk, day)),
        ("Hồ sơ trong ngày", _events(desk, begins, ends)),
        ("Hồ sơ hiện có", _states(desk)),
        ("Tiền", _money(desk, officer, day)),
        ("Nhật ký", (("Số mục ghi trong ngày", str(head.seq - before.seq)),)),
    )
    code = f"MCDH|{unit.agency_code}|{day}|{head.seq}|{head.hash_hex}" if head.hash_hex else ""
    return DayClose(letterhead_of(unit), day, sections, head, before, code, asked.copy, asked.now, unit.practice)


def _chain_head(desk: Desk, until: dt.datetime) -> ChainHead:
    """The newest entry before a moment; entries never go back in time, so it is the last of them."""
    newest = (
        select(AuditEntry.seq, AuditEntry.hash)
        .where(AuditEntry.unit_id == desk.store.unit_id, AuditEntry.at < until)
        .order_by(AuditEntry.seq.desc())
        .limit(1)
    )
    with desk.store.reading() as connection:
        found = connection.execute(newest).one_or_none()
    return ChainHead(found.seq, found.hash) if found else ChainHead(0, "")


def _asked_rows(desk: Desk, statement: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        cursor.execute(statement, {"unit": desk.store.unit_id, **asked})
        return list(cursor.fetchall())


def _numbers(desk: Desk, day: dt.date) -> tuple[tuple[str, str], ...]:
    issued = _asked_rows(
        desk,
        "SELECT number FROM dossier WHERE unit_id = :unit AND issued_on = :day ORDER BY serial",
        {"day": day.isoformat()},
    )
    gaps = select(NumberGap.number, NumberGap.reason).where(
        NumberGap.unit_id == desk.store.unit_id, NumberGap.day == day
    )
    with desk.store.reading() as connection:
        unused = [(f"Không dùng {row.number}", row.reason) for row in connection.execute(gaps)]
    told = f"{issued[0][0]} đến {issued[-1][0]} ({len(issued)} số)" if issued else "không có"
    return (("Đã cấp", told), *unused)


def _events(desk: Desk, begins: dt.datetime, ends: dt.datetime) -> tuple[tuple[str, str], ...]:
    """What was written that day: a step of an earlier day that was entered late stands on the day of its entry."""
    rows = _asked_rows(
        desk,
        "SELECT verb, count(*), sum(at < :begins) FROM event WHERE unit_id = :unit AND stored_at >= :begins"
        " AND stored_at < :ends GROUP BY verb",
        {"begins": to_stored(begins), "ends": to_stored(ends)},
    )
    found = {verb: count for verb, count, _ in rows}
    late = sum(int(before) for _, _, before in rows)
    counted = tuple((words, str(found[verb.value])) for words, verb in _COUNTED if verb.value in found)
    return (*(counted or (("Không có bước nào", "0"),)), ("Trong đó nhập bù", str(late)))


def _states(desk: Desk) -> tuple[tuple[str, str], ...]:
    rows = dict(_asked_rows(desk, "SELECT status, count(*) FROM dossier WHERE unit_id = :unit GROUP BY status", {}))
    opened = (Status.RECEIVED, Status.PROCESSING, Status.WAITING_SUPPLEMENT, Status.WAITING_PAYMENT)
    return (
        ("Đang giải quyết", str(sum(rows.get(one.value, 0) for one in opened))),
        ("Chờ trả kết quả", str(rows.get(Status.FINISHED.value, 0))),
    )


def _money(desk: Desk, officer: SignedIn, day: dt.date) -> tuple[tuple[str, str], ...]:
    if not may(officer, "charge"):
        return (("Thu, chi lại", ""),)
    total = cash_book(desk, officer, day).total
    return (
        ("Thu", format_vnd(total.receipts)),
        ("Chi lại", format_vnd(total.refunds + total.voids)),
        ("Còn lại", format_vnd(total.net)),
    )


def _desk_card(desk: Desk, officer: SignedIn, asked: Asked) -> DeskCard:
    require(officer, "read")
    unit = unit_of(desk)
    return DeskCard(unit.issuing_body, key_groups(), asked.now, unit.practice)


def key_groups() -> tuple[KeyGroup, ...]:
    """The keys of the card, as the shipped file has them."""
    text = (paths.resources() / "papers" / "desk-card.toml").read_text(encoding="utf-8")
    return tuple(
        KeyGroup(one["name"], tuple((key, does) for key, does in one["keys"])) for one in tomllib.loads(text)["group"]
    )


def _procedure_poster(desk: Desk, officer: SignedIn, asked: Asked) -> ProcedurePoster:
    """A procedure as it is in force today. Raises: UnknownProcedure, ProcedureEnded, IncompleteProcedure."""
    require(officer, "read")
    today = vietnam_day(asked.now)
    with desk.store.reading() as connection:
        office = desk.office(connection)
    unit, procedure = office.unit, office.catalogue.in_force(asked.number, today)
    limit = procedure.limit(Channel.COUNTER)
    hours = {hours_words(day) for day in hours_on(office.calendar, today) if day}
    return ProcedurePoster(
        heading=letterhead_of(unit),
        code=procedure.code,
        name=procedure.name,
        sector=procedure.sector,
        components=tuple(PosterComponent(one.name, _wanted(one)) for one in procedure.components),
        fee_text=fee_text(procedure.fees.get(Channel.COUNTER)),
        limit_text=limit_text(limit.promised, LimitUnit(limit.unit)),
        channels="; ".join(RETURN_WORDS.values()),
        hours="; ".join(sorted(hours)),
        valid_from=procedure.valid_from,
        printed_at=asked.now,
        practice=unit.practice,
    )


def _wanted(component: Any) -> str:
    kinds = ((component.originals, "bản chính"), (component.photocopies, "bản sao"))
    return ", ".join(f"{count:02d} {kind}" for count, kind in kinds if count)


def _of_day(_desk: Desk, _officer: SignedIn, number: str) -> str:
    return day_of(number).isoformat()


def _of_desk(_desk: Desk, _officer: SignedIn, number: str) -> str:
    if number != DESK:
        raise BadValue(field="number", value=number)
    return number


KINDS: dict[PaperForm, PaperKind] = {
    PaperForm.MORNING_SHEET: PaperKind(_of_day, _morning_sheet, morning_sheet_form.draw, of_dossier=False),
    PaperForm.CALL_LIST: PaperKind(_of_day, _call_list, call_list_form.draw, of_dossier=False),
    PaperForm.DAY_CLOSE: PaperKind(_of_day, _day_close, day_close_form.draw, of_dossier=False),
    PaperForm.DESK_CARD: PaperKind(_of_desk, _desk_card, desk_card_form.draw, of_dossier=False),
    PaperForm.PROCEDURE_POSTER: PaperKind(as_it_is, _procedure_poster, procedure_poster_form.draw, of_dossier=False),
}
