"""Explains the dates of a dossier: the promise by the calendar it was frozen with, and the deadline as counted now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.errors import MissingCalendarYear
from desk.models import Pause, Promise
from desk.rules.clock import Extension, Terms, deadline
from desk.rules.due_date import Pause as ClosedPause
from desk.rules.explanation import Explanation, explain_due
from desk.rules.transitions import OPEN
from desk.rules.working_calendar import WorkingCalendar
from desk.services.calendar_changing import calendar_edition
from desk.services.clocks import closed_pauses, extension_of
from desk.services.desk import Desk, Office
from desk.services.procedure_words import limit_text
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier
from desk.vocabulary import Channel, Status


@dataclass(frozen=True)
class Explained:
    """Why a dossier is due when it is; it holds no name, so that it may be shown to whoever has the slip.

    `promise` explains the promise in force by the calendar it was made with, `now` the deadline by the calendar in
    force; None where it cannot be counted, or comes to another date than the one that stands. `stopped_since` is when
    the wait began that has not ended.
    """

    number: str
    procedure_name: str
    status: Status
    promised_at: dt.datetime
    promise: Explanation | None
    computed_at: dt.datetime | None
    now: Explanation | None
    stopped_since: dt.datetime | None

    @property
    def shown(self) -> Explanation | None:
        """The explanation that is shown first."""
        return self.promise or self.now

    @property
    def differs(self) -> bool:
        """Whether the deadline counted now is another than the promise."""
        return self.computed_at is not None and self.computed_at != self.promised_at

    def words(self) -> tuple[str, ...]:
        """Everything there is to say, a sentence each."""
        told = [*(self.shown.sentences if self.shown is not None else ())]
        if self.stopped_since is not None:
            told.append(
                f"Từ {self.stopped_since:%H:%M %d/%m/%Y} thời hạn đang dừng để chờ người nộp;"
                " nộp đủ rồi thì cơ quan hẹn lại theo cách tính trên."
            )
        if self.differs and self.computed_at is not None and self.promise is not None:
            told.append(
                f"Sau khi hẹn, lịch làm việc đã đổi: tính lại theo lịch mới là {self.computed_at:%H:%M %d/%m/%Y},"
                " lời hẹn trên giấy vẫn giữ nguyên."
            )
        return tuple(told)


def explain(desk: Desk, officer: SignedIn, number: str) -> Explained:
    """Why the dossier is due when it is.

    Raises:
        NotAllowed, UnknownDossier, IncompleteProcedure.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        row = find_dossier(connection, desk.store.unit_id, number)
        return explained(connection, desk.office(connection), row)


def explained(connection: Connection, office: Office, row: Row[Any]) -> Explained:
    """The same for a stored dossier."""
    pauses, extension = closed_pauses(connection, row.id), extension_of(connection, row.id)
    newest = connection.execute(
        select(Promise).where(Promise.dossier_id == row.id).order_by(Promise.seq.desc()).limit(1)
    ).one()
    frozen = (
        office.calendar
        if newest.calendar_id == office.calendar_id
        else calendar_edition(connection, newest.calendar_id)
    )
    counted = _explained(office, row, pauses, extension, frozen)
    promise = _if_so(counted, row.promised_at)
    now = counted if frozen is office.calendar else _explained(office, row, pauses, extension, office.calendar)
    waiting = select(Pause.begins).where(Pause.dossier_id == row.id, Pause.ends.is_(None))
    status = Status(row.status)
    return Explained(
        number=row.number,
        procedure_name=office.catalogue.by_edition[row.edition_id].name,
        status=status,
        promised_at=row.promised_at,
        promise=promise,
        computed_at=row.computed_at,
        now=_if_so(now, row.computed_at or row.promised_at),
        stopped_since=connection.execute(waiting).scalar_one_or_none() if status in OPEN else None,
    )


def _if_so(explanation: Explanation | None, stored: dt.datetime) -> Explanation | None:
    """An explanation that ends on the date that is stored; else none: nothing is said rather than something untrue.

    It ends elsewhere where the rules of then cannot be brought back, or where what has ended kept its day's deadline.
    """
    return explanation if explanation is not None and explanation.due_at == stored else None


def _explained(
    office: Office,
    row: Row[Any],
    pauses: list[ClosedPause],
    extension: Extension | None,
    calendar: WorkingCalendar,
) -> Explanation | None:
    procedure = office.catalogue.by_edition[row.edition_id]
    limit = procedure.limit(Channel(row.channel))
    received = row.valid_at or row.received_at
    try:
        due = deadline(Terms(limit.promised, limit.unit, procedure.cutoff), received, pauses, extension, calendar)
        words = limit_text(limit.promised, limit.unit)
        return explain_due(due, words, limit.unit, received, pauses, extension, calendar)
    except MissingCalendarYear:
        return None
