"""Papers that are lists, from stored facts: register, hand-over of dossiers, results of a day, cash book."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Any

from desk.errors import BadDay, NothingToPrint
from desk.printing.forms import cash_book as cash_book_form
from desk.printing.forms import dossier_register as dossier_register_form
from desk.printing.forms import handover_list as handover_list_form
from desk.printing.forms import result_list as result_list_form
from desk.printing.forms.cash_book import CashBookPaper, CashRow, CashTotal
from desk.printing.forms.dossier_register import DossierRegister, RegisterRow
from desk.printing.forms.handover_list import HandedRow, HandoverList
from desk.printing.forms.result_list import ResultList, ResultRow
from desk.printing.list_paper import ListHead
from desk.printing.regulations import edition_with, form_law
from desk.rules.instants import VIETNAM, from_stored, to_stored, vietnam_day
from desk.services.board import APPLICANT
from desk.services.cash_book import BookLine, cash_book
from desk.services.desk import Desk
from desk.services.money_words import WAY_WORDS
from desk.services.paper_kinds import Asked, PaperKind, as_it_is, letterhead_of, unit_of
from desk.services.sign_in import SignedIn, require
from desk.store.statement import cursor_of
from desk.vocabulary import FormEdition, PaperForm, ReturnChannel, ReversalKind, Status, Verb

_MONTH = re.compile(r"(\d{4})-(\d{2})")

_NEWEST = "(SELECT max(seq) FROM event WHERE event.dossier_id = dossier.id AND event.verb = '{verb}')"
_SETS = (
    "coalesce((SELECT sets FROM correction WHERE correction.dossier_id = dossier.id ORDER BY seq DESC LIMIT 1),"
    " dossier.sets)"
)
_REGISTER = (
    f"SELECT dossier.number, procedure_edition.name, {_SETS}, party.name, party.address, party.phone,"  # noqa: S608
    " dossier.received_at, dossier.promised_at, dossier.returned_at, officer.name, returned.collector, dossier.status"
    f" FROM dossier{APPLICANT} JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
    " LEFT JOIN event AS returned ON returned.dossier_id = dossier.id AND returned.seq ="
    f" {_NEWEST.format(verb=Verb.RETURN.value)} LEFT JOIN officer ON officer.id = returned.officer_id"
    " WHERE dossier.unit_id = :unit AND dossier.received_at >= :begins AND dossier.received_at < :ends"
    " ORDER BY dossier.received_at, dossier.id"
)
_HANDED = (
    "SELECT event.at, event.officer_id, handed_over.officer_id, handed_over.body, giver.name, taker.name FROM dossier"
    " JOIN event ON event.dossier_id = dossier.id JOIN handed_over ON handed_over.dossier_id = dossier.id AND"
    " handed_over.seq = event.seq JOIN officer AS giver ON giver.id = event.officer_id"
    " LEFT JOIN officer AS taker ON taker.id = handed_over.officer_id"
    " WHERE dossier.unit_id = :unit AND dossier.number = :number AND event.verb = :verb ORDER BY event.seq DESC LIMIT 1"
)
_TOGETHER = (
    f"SELECT dossier.number, procedure_edition.name, party.name, {_SETS}, dossier.received_at,"  # noqa: S608
    f" dossier.promised_at, event.note, event.at FROM handed_over JOIN event ON event.dossier_id ="
    " handed_over.dossier_id AND event.seq = handed_over.seq JOIN dossier ON dossier.id = handed_over.dossier_id"
    f"{APPLICANT} JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
    " WHERE handed_over.unit_id = :unit AND handed_over.officer_id IS :taker AND handed_over.body IS :body"
    " AND event.verb = :verb AND event.officer_id = :giver AND event.at >= :begins AND event.at < :ends"
    " ORDER BY event.at, dossier.id"
)
_RESULTS = (
    "SELECT dossier.number, procedure_edition.name, result_paper.number, result_paper.day, dossier.finished_at,"  # noqa: S608
    " party.name, party.address, dossier.return_channel, (SELECT coalesce(sum(amount), 0) FROM charge WHERE"
    " charge.dossier_id = dossier.id AND charge.seq NOT IN (SELECT replaces FROM charge AS later WHERE"
    " later.dossier_id = dossier.id AND later.replaces IS NOT NULL))"
    f" FROM event JOIN dossier ON dossier.id = event.dossier_id{APPLICANT}"
    " JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
    " LEFT JOIN result_paper ON result_paper.dossier_id = dossier.id AND result_paper.seq = event.seq"
    " WHERE dossier.unit_id = :unit AND event.verb = :verb AND dossier.finished_at = event.at"
    " AND dossier.finished_at >= :begins AND dossier.finished_at < :ends ORDER BY dossier.finished_at, dossier.id"
)


def period_of(text: str) -> tuple[dt.date, dt.date]:
    """First and last day of `2026-11-27`, `2026-11` or `2026-11-01..2026-11-15`. Raises: BadDay."""
    month = _MONTH.fullmatch(text)
    if month:
        year, number = int(month[1]), int(month[2])
        if not (1900 <= year <= 9998 and 1 <= number <= 12):
            raise BadDay(field="period", value=text)
        return dt.date(year, number, 1), dt.date(year, number, calendar.monthrange(year, number)[1])
    first, dots, last = text.partition("..")
    days = day_of(first), day_of(last if dots else first)
    if days[1] < days[0]:
        raise BadDay(field="period", value=text)
    return days


def day_of(text: str) -> dt.date:
    """The day of `2026-11-27`. Raises: BadDay."""
    try:
        day = dt.date.fromisoformat(text.strip())
    except ValueError:
        raise BadDay(field="day", value=text) from None
    if not 1900 <= day.year <= 9998:
        raise BadDay(field="day", value=text)
    return day


def _bounds(first: dt.date, last: dt.date) -> dict[str, str]:
    begins = dt.datetime.combine(first, dt.time(), VIETNAM)
    ends = dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), VIETNAM)
    return {"begins": to_stored(begins), "ends": to_stored(ends)}


def _rows(desk: Desk, statement: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        cursor.execute(statement, {"unit": desk.store.unit_id, **asked})
        return list(cursor.fetchall())


def _head(desk: Desk, asked: Asked, title: str, *below: str, foot: str = "") -> ListHead:
    unit = unit_of(desk)
    return ListHead(letterhead_of(unit), asked.now, title, below, asked.copy, asked.now, unit.practice, foot)


def _dossier_register(desk: Desk, officer: SignedIn, asked: Asked) -> DossierRegister:
    require(officer, "read")
    first, last = period_of(asked.number)
    unit = unit_of(desk)
    edition = asked.edition or edition_with(FormEdition(unit.form_edition), asked.form)
    law = form_law(edition, asked.form)
    body = unit.superior_body or unit.name
    rows = tuple(
        RegisterRow(
            number, procedure, sets, applicant, "\n".join(filter(None, (address, phone))), body, from_stored(received),
            from_stored(promised), from_stored(returned) if returned else None, giver or "", collector or "",
            "Đã hủy số" if status == Status.VOIDED else "",
        )
        for number, procedure, sets, applicant, address, phone, received, promised, returned, giver, collector, status
        in _rows(desk, _REGISTER, _bounds(first, last))
    )  # fmt: skip
    told = f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}" if first != last else f"Ngày {first:%d/%m/%Y}"
    return DossierRegister(_head(desk, asked, law.title, told, foot=law.source), first, last, rows, edition)


def _handover_list(desk: Desk, officer: SignedIn, asked: Asked) -> HandoverList:
    """The dossiers that one gave to another on the day of this dossier's newest hand-over."""
    require(officer, "read")
    verb = Verb.HAND_OVER.value
    found = _rows(desk, _HANDED, {"number": asked.number, "verb": verb})
    if not found:
        raise NothingToPrint(number=asked.number, form=asked.form)
    at, giver_id, taker_id, body, giver, taker = found[0]
    day = vietnam_day(from_stored(at))
    same = {"verb": verb, "giver": giver_id, "taker": taker_id, "body": body, **_bounds(day, day)}
    rows = _rows(desk, _TOGETHER, same)
    handed = tuple(
        HandedRow(number, procedure, applicant, sets, from_stored(received), from_stored(promised), note or "")
        for number, procedure, applicant, sets, received, promised, note, _ in rows
    )
    head = _head(desk, asked, handover_list_form.TITLE, f"Ngày {day:%d/%m/%Y}")
    return HandoverList(head, giver, body or taker, from_stored(rows[-1][-1]), handed)


def _result_list(desk: Desk, officer: SignedIn, asked: Asked) -> ResultList:
    require(officer, "read")
    day = day_of(asked.number)
    rows = tuple(
        ResultRow(
            number, procedure, _result_words(own, on), from_stored(finished), applicant, address or "", fee,
            by_post=channel == ReturnChannel.POST,
        )
        for number, procedure, own, on, finished, applicant, address, channel, fee
        in _rows(desk, _RESULTS, {"verb": Verb.FINISH.value, **_bounds(day, day)})
    )  # fmt: skip
    return ResultList(_head(desk, asked, result_list_form.TITLE, f"Ngày {day:%d/%m/%Y}"), day, rows)


def _result_words(number: str | None, day: str | None) -> str:
    told = [f"Số {number}"] if number else []
    return " ".join([*told, *([f"ngày {dt.date.fromisoformat(day):%d/%m/%Y}"] if day else [])])


def _cash_book(desk: Desk, officer: SignedIn, asked: Asked) -> CashBookPaper:
    book = cash_book(desk, officer, day_of(asked.number))
    return CashBookPaper(
        head=_head(desk, asked, cash_book_form.TITLE, f"Ngày {book.day:%d/%m/%Y}"),
        day=book.day,
        rows=tuple(_cash_row(line) for line in book.lines),
        totals=tuple(
            CashTotal(f"Cộng {WAY_WORDS[way]}", one.receipts, one.refunds + one.voids)
            for way, one in book.by_way.items()
            if one.receipts or one.refunds or one.voids
        ),
        first=book.first or "",
        last=book.last or "",
        missing=", ".join(map(str, book.missing)),
    )


def _cash_row(line: BookLine) -> CashRow:
    came = line.amount if line.reversal is None else 0
    what = {None: "", ReversalKind.VOID: "Hủy phiếu: ", ReversalKind.REFUND: "Trả lại: "}[line.reversal]
    dossiers = ", ".join(line.dossiers)
    words = f"{what}{line.words}"
    return CashRow(line.number, line.made_at, words, dossiers, WAY_WORDS[line.way], came, line.amount - came)


def _of_period(_desk: Desk, _officer: SignedIn, number: str) -> str:
    period_of(number)
    return number


def _of_day(_desk: Desk, _officer: SignedIn, number: str) -> str:
    return day_of(number).isoformat()


KINDS: dict[PaperForm, PaperKind] = {
    PaperForm.DOSSIER_REGISTER: PaperKind(_of_period, _dossier_register, dossier_register_form.draw, of_dossier=False),
    PaperForm.HANDOVER_LIST: PaperKind(as_it_is, _handover_list, handover_list_form.draw, of_dossier=True),
    PaperForm.RESULT_LIST: PaperKind(_of_day, _result_list, result_list_form.draw, of_dossier=False),
    PaperForm.CASH_BOOK: PaperKind(_of_day, _cash_book, cash_book_form.draw, of_dossier=False),
}
