"""What is new for one officer: handed over, soon due, late, to be decided; each told once a day on a machine."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from desk.errors import FileRefused, MissingCalendarYear, NotAllowed
from desk.file_gate import json_object, read_bytes
from desk.rules.instants import vietnam_day
from desk.rules.working_calendar import WorkingCalendar
from desk.services.desk import Desk
from desk.services.inbox import InboxItem, Tray, inbox
from desk.services.reminders import reminders
from desk.services.requests import pending
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Reminder, Role

MOST = 200


class NoticeKind(StrEnum):
    """Why an officer is told."""

    OFFERED = "offered"
    DUE = "due"
    LATE = "late"
    DECIDE = "decide"


@dataclass(frozen=True)
class Notice:
    """One thing to be told, of a dossier's number; it names no citizen: others see the screen too."""

    kind: NoticeKind
    number: str
    procedure_name: str = ""
    minutes_left: int | None = None

    @property
    def key(self) -> str:
        """By what it is remembered."""
        return f"{self.kind}:{self.number}"


def notices(desk: Desk, officer: SignedIn) -> tuple[Notice, ...]:
    """What there is to tell the officer now: what is offered to them, and theirs due by the end of the next session.

    A leader is also told what is late, and whoever decides what waits for that.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    found = []
    try:
        with desk.store.reading() as connection:
            calendar = desk.office(connection).calendar
        box = inbox(desk, officer, MOST)
        until = _end_of_next_session(box.at, calendar)
    except MissingCalendarYear:
        return ()
    for item in box.items:
        if item.tray is Tray.OFFERED:
            found.append(_notice(NoticeKind.OFFERED, item))
        elif item.tray is Tray.MINE and (item.minutes_left or -1) > 0 and item.promised_at <= until:
            found.append(_notice(NoticeKind.DUE, item))
    if Role.LEADER in officer.roles:
        late = reminders(desk, officer, Reminder.LATE)
        found += [Notice(NoticeKind.LATE, one.number, one.procedure_name) for one in late[:MOST]]
    with suppress(NotAllowed):
        found += [Notice(NoticeKind.DECIDE, one.subject) for one in pending(desk, officer) if one.may_decide]
    return tuple(found)


def unheard(desk: Desk, officer: SignedIn, found: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """Those of them that this officer has not been told today on this machine; from now on they have.

    The first look of a day tells nothing: what stands on the board then is no news. Raises: NotAllowed.
    """
    require(officer, "read")
    file = desk.home.root / "notices" / f"{officer.id}.json"
    today = vietnam_day(desk.clock.now()).isoformat()
    told: set[str] | None = None
    with suppress(FileRefused, KeyError, TypeError):
        kept = json_object(read_bytes(file), file.name)
        if kept["day"] == today:
            told = {str(one) for one in kept["told"]}
    fresh = () if told is None else tuple(one for one in found if one.key not in told)
    if told is None or fresh:
        every = sorted((told or set()) | {one.key for one in found})
        with suppress(OSError):  # what cannot be remembered is told once more
            file.parent.mkdir(mode=0o700, exist_ok=True)
            file.write_text(json.dumps({"day": today, "told": every}), encoding="utf-8")
    return fresh


def _notice(kind: NoticeKind, item: InboxItem) -> Notice:
    return Notice(kind, item.number, item.procedure_name, item.minutes_left)


def _end_of_next_session(now: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """The end of the session after the one that runs, or of the next but one when none does."""
    ends: list[dt.datetime] = []
    day = vietnam_day(now)
    while len(ends) < 2:
        ends += [closes for _, closes in calendar.facts(day).spans if closes > now]
        day += dt.timedelta(days=1)
    return ends[1]
