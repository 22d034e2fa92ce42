"""Changes what the office states of itself: its heading and signers, and the hours of its counter, as new editions."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from desk.errors import BadValue, MissingField
from desk.models import CalendarEdition, UnitHeading
from desk.rules.chain import canonical
from desk.rules.dossier_number import format_number
from desk.rules.instants import vietnam_day
from desk.rules.text import clean_text
from desk.rules.working_calendar import Days, Session, WeekSessions, calendar_to_document
from desk.services.desk import Desk, Office, Signer
from desk.services.redating import redate
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import FormEdition

LIMITS = {
    "agency_code": 40, "name": 200, "superior_body": 200, "issuing_body": 200, "place": 100, "address": 300,
    "phone": 40, "lookup": 200,
}  # fmt: skip
NEEDED = frozenset({"agency_code", "name", "issuing_body", "place"})
MOST_SIGNERS = 20


@dataclass(frozen=True)
class HeadingGiven:
    """The office as its papers shall name it; `agency_code` begins the numbers that are issued from now on.

    `form_edition` is the set of statutory forms of dossiers that are received from now on; None leaves it as it is.
    """

    agency_code: str
    name: str
    superior_body: str
    issuing_body: str
    place: str
    address: str
    phone: str
    lookup: str
    signers: tuple[Signer, ...] = ()
    form_edition: FormEdition | None = None


def heading_of(office: Office) -> HeadingGiven:
    """The heading in force, to start a form from."""
    unit = office.unit
    return HeadingGiven(**{name: getattr(unit, name) for name in LIMITS}, signers=unit.signers,
                        form_edition=FormEdition(unit.form_edition))  # fmt: skip


def change_heading(desk: Desk, by: SignedIn, given: HeadingGiven) -> Office:
    """Make a new edition of the heading; dossiers that are there keep their numbers. Returns the office as it is now.

    Raises:
        NotAllowed, BadText, MissingField, BadNumber (the agency code makes no dossier number), BadValue (signers).
    """
    require(by, "edit-unit")
    clean = {name: clean_text(getattr(given, name), name, limit) for name, limit in LIMITS.items()}
    for name in sorted(NEEDED):
        if not clean[name]:
            raise MissingField(field=name)
    format_number(clean["agency_code"], vietnam_day(desk.clock.now()), 1)
    signers = _signers(given.signers)
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        edition = given.form_edition or desk.office(work.connection).unit.form_edition
        row = {**clean, "made_at": at, "officer_id": by.id, "form_edition": edition, "signers": canonical(signers)}
        work.insert_new(UnitHeading, row)
        work.record(officer=by.login, action="edit-unit", subject=clean["agency_code"], at=at, change="heading")
    return _office(desk)


def change_hours(desk: Desk, by: SignedIn, valid_from: dt.date, days: Days) -> Office:
    """Open the counter at these hours of the week, Monday first, from a day on; seasons and dated rows stay.

    Promises that are given stay as they were printed; computed deadlines move (`redate`). Returns the office of now.

    Raises:
        NotAllowed, BadCalendar (the hours overlap or run back), BadValue (a day in the past).
    """
    require(by, "edit-unit")
    if valid_from < vietnam_day(desk.clock.now()):
        raise BadValue(field="valid_from", value=valid_from.isoformat())
    if not any(days):
        raise MissingField(field="sessions")
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        calendar = desk.office(work.connection).calendar
        kept = tuple(week for week in calendar.weeks if week.season is not None or week.valid_from != valid_from)
        before = max((week for week in kept if week.season is None and week.valid_from < valid_from),
                     key=lambda week: week.valid_from, default=None)  # fmt: skip
        office_days = None if before is None else before.office_days
        changed = dataclasses.replace(calendar, weeks=(*kept, WeekSessions(valid_from, days, None, office_days)))
        content = canonical(calendar_to_document(changed))
        source = f"Giờ tiếp nhận từ {valid_from:%d/%m/%Y}"
        work.insert_new(CalendarEdition, {"made_at": at, "source": source, "content": content})
        work.record(officer=by.login, action="edit-unit", subject="calendar", at=at, change="hours")
        redate(work, desk.office(work.connection), by, at)
    return _office(desk)


def hours_on(office: Office, day: dt.date) -> Days:
    """The weekly hours, without seasons, that are in force on a day."""
    found = [week for week in office.calendar.weeks if week.season is None and week.valid_from <= day]
    return found[-1].days


def read_hours(text: str) -> tuple[Session, ...]:
    """Sessions from the words of a form, `07:00-11:30, 13:30-17:00`; an empty text is a day off.

    Raises:
        BadValue: it cannot be read.
    """
    sessions = []
    for part in filter(None, (one.strip() for one in text.replace(";", ",").split(","))):
        begins, dash, ends = part.replace("–", "-").partition("-")
        try:
            if not dash:
                raise ValueError
            sessions.append(Session(_time(begins), _time(ends)))
        except ValueError:
            raise BadValue(field="sessions", value=part[:40]) from None
    return tuple(sessions)


def hours_words(sessions: Sequence[Session]) -> str:
    """Sessions as `read_hours` reads them."""
    return ", ".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in sessions)


def _time(text: str) -> dt.time:
    hour, _, minute = text.strip().replace("h", ":").replace("g", ":").partition(":")
    return dt.time(int(hour), int(minute or 0))


def _signers(given: Sequence[Signer]) -> list[list[str]]:
    if len(given) > MOST_SIGNERS:
        raise BadValue(field="signers", value=str(len(given)))
    found = []
    for one in given:
        title, name = clean_text(one.title, "title", 200, lines=True), clean_text(one.name, "name", 200)
        if not title or not name:
            raise MissingField(field="signers")
        found.append([title, name])
    return found


def _office(desk: Desk) -> Office:
    with desk.store.reading() as connection:
        return desk.office(connection)
