"""Papers of a day and of the office, from stored facts: work of the session, day-close sheet, key card, poster."""

from __future__ import annotations

import tomllib
from typing import Any

from desk import paths
from desk.errors import BadDay, BadValue
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
from desk.rules.instants import vietnam_day
from desk.rules.weekly_hours import hours_on, hours_words
from desk.rules.working_time import spoken
from desk.services.board import Board, BoardGroup, BoardItem, board
from desk.services.book_papers import day_of
from desk.services.calendar_changing import moved_promises
from desk.services.day_close import Sheet, anchor_text, draft_of_today, sheet, sheet_of_day
from desk.services.day_figures import without_money
from desk.services.desk import Desk
from desk.services.paper_kinds import Asked, PaperKind, as_it_is, letterhead_of, unit_of
from desk.services.procedure_words import RETURN_WORDS, fee_text, limit_text
from desk.services.sign_in import SignedIn, may, require
from desk.vocabulary import Channel, LimitUnit, PaperForm

DESK = "desk"
_MOST_ROWS = 200
_GROUP_WORDS = {
    BoardGroup.OVERDUE: "Quá hạn",
    BoardGroup.DUE_TODAY: "Đến hạn hôm nay",
    BoardGroup.DUE_SOON: "Sắp đến hạn",
    BoardGroup.WAITING_CITIZEN: "Chờ người dân",
    BoardGroup.READY: "Chờ trả kết quả",
}


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
    """A sheet as it was closed, or what one would say now; who may not see money gets it with the money struck out."""
    found = _sheet_asked(desk, officer, asked.number) or draft_of_today(desk, officer)
    unit = unit_of(desk)
    return DayClose(
        heading=letterhead_of(unit),
        sheet=found.number,
        first_day=found.first_day,
        last_day=found.last_day,
        missed=found.missed,
        sections=found.sections if may(officer, "charge") else without_money(found.sections),
        head=ChainHead(found.last_seq, found.head),
        before=ChainHead(found.before_seq, found.before if found.before_seq else ""),
        qr_payload=anchor_text(unit.agency_code, found) if found.number else "",
        copy=asked.copy,
        printed_at=asked.now,
        practice=unit.practice,
    )


def _sheet_asked(desk: Desk, officer: SignedIn, number: str) -> Sheet | None:
    """The sheet of this number, or the newest of a day; None for today while it is not closed. Raises: BadDay."""
    if number.isascii() and number.isdecimal() and len(number) < 8:
        return sheet(desk, officer, int(number))
    day = day_of(number)
    found = sheet_of_day(desk, officer, day)
    if found is None and day != vietnam_day(desk.clock.now()):
        raise BadDay(field="day", value=number)
    return found


def _of_sheet(desk: Desk, officer: SignedIn, number: str) -> str:
    """Copies are counted by sheet; of what is not closed yet, by day."""
    found = _sheet_asked(desk, officer, number)
    return day_of(number).isoformat() if found is None else f"khoa-so-{found.number}"


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
    PaperForm.DAY_CLOSE: PaperKind(_of_sheet, _day_close, day_close_form.draw, of_dossier=False),
    PaperForm.DESK_CARD: PaperKind(_of_desk, _desk_card, desk_card_form.draw, of_dossier=False),
    PaperForm.PROCEDURE_POSTER: PaperKind(as_it_is, _procedure_poster, procedure_poster_form.draw, of_dossier=False),
}
