"""Changes the office's calendar as a whole: first what it would move, then the new edition, all of it or nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, select

from desk.errors import CalendarChanged, CalendarUnchanged, FolderNotWritable, MissingCalendarYear
from desk.models import CalendarEdition, PaperCopy
from desk.rules.calendar_document import calendar_from_document, calendar_to_document
from desk.rules.calendar_year import changed_years, check_year, rows_of
from desk.rules.chain import canonical
from desk.rules.due_date import promise_in_force
from desk.rules.instants import from_stored
from desk.rules.text import clean_text
from desk.rules.working_calendar import WorkingCalendar
from desk.services.board import APPLICANT, OPEN_ROWS, OPENED
from desk.services.calendar_files import year_text
from desk.services.desk import Desk, Office
from desk.services.redating import Moving, Progress, moving, open_count, redate
from desk.services.sign_in import SignedIn, require
from desk.store.statement import cursor_of
from desk.vocabulary import PaperForm

AT_ONCE = 400  # keys asked for in one statement


@dataclass(frozen=True)
class Move:
    """An open dossier that a calendar moves, with whom to tell.

    `promised_at` stays as it was given; `binds_until` is until when it binds under the new calendar. `printed` tells
    that a slip with a promise is in somebody's hands.
    """

    number: str
    applicant: str
    phone: str | None
    procedure_name: str
    promised_at: dt.datetime
    before: dt.datetime
    after: dt.datetime
    binds_until: dt.datetime
    printed: bool


@dataclass(frozen=True)
class CalendarPreview:
    """What a calendar, made from edition `based_on`, would do: `moves` of the `open` dossiers with a deadline."""

    calendar: WorkingCalendar
    based_on: int
    open: int
    moves: tuple[Move, ...]

    @property
    def printed(self) -> int:
        """How many of them carry a printed promise."""
        return sum(one.printed for one in self.moves)

    @property
    def later(self) -> int:
        """How many would be due later than now."""
        return sum(one.after > one.before for one in self.moves)


def preview_calendar(
    desk: Desk, by: SignedIn, calendar: WorkingCalendar, based_on: int, progress: Progress | None = None
) -> CalendarPreview:
    """What the calendar would move if it were saved now; nothing is changed.

    Raises:
        NotAllowed, CalendarChanged, CalendarUnchanged, BadCalendar, MissingCalendarYear, Cancelled.
    """
    require(by, "edit-unit")
    with desk.store.reading() as connection:
        office = desk.office(connection)
        _check(connection, office, calendar, based_on)
        found = list(moving(connection, desk.store.unit_id, office, calendar, progress))
        moves = tuple(_moves(connection, found, calendar))
        return CalendarPreview(calendar, based_on, open_count(connection, desk.store.unit_id), moves)


def save_calendar(
    desk: Desk,
    by: SignedIn,
    calendar: WorkingCalendar,
    based_on: int,
    source: str,
    progress: Progress | None = None,
) -> tuple[Office, int]:
    """Make the calendar the office's, and move the computed deadline of every open dossier that it moves: all or none.

    Promises stay as they were printed. `source` says in a few words what was changed. Returns the office as it is now,
    and how many dossiers moved.

    Raises:
        NotAllowed, BadText, CalendarChanged, CalendarUnchanged, BadCalendar, MissingCalendarYear, Cancelled.
    """
    require(by, "edit-unit")
    words = clean_text(source, "source", 300)
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        _check(work.connection, desk.office(work.connection), calendar, based_on)
        content = canonical(calendar_to_document(calendar))
        work.insert_new(CalendarEdition, {"made_at": at, "source": words, "content": content})
        work.record(officer=by.login, action="edit-unit", subject="calendar", at=at, change="calendar")
        office = desk.office(work.connection)
        moved = redate(work, office, by, at, progress)
    return office, moved


def moved_promises(desk: Desk, by: SignedIn) -> tuple[Move, ...]:
    """The open dossiers whose deadline is another than their promise: whom to tell. `before` is the promise.

    Raises:
        NotAllowed.
    """
    require(by, "read")
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        cursor.execute(
            f"SELECT id, number, version, promised_at, computed_at FROM {OPEN_ROWS} WHERE {OPENED}"  # noqa: S608
            " AND computed_at IS NOT NULL AND computed_at <> promised_at ORDER BY promised_at, id",
            {"unit": desk.store.unit_id},
        )
        found = [
            Moving(key, number, version, from_stored(promised), from_stored(promised), from_stored(computed))
            for key, number, version, promised, computed in cursor.fetchall()
        ]
        return tuple(_moves(connection, found, desk.office(connection).calendar))


@dataclass(frozen=True)
class EditionShown:
    """One edition of the calendar: since when, and what it changed."""

    made_at: dt.datetime
    source: str


def calendar_history(desk: Desk, by: SignedIn, first: int = 50) -> tuple[EditionShown, ...]:
    """The editions of the calendar, the newest first. Raises: NotAllowed."""
    require(by, "read")
    asked = (
        select(CalendarEdition.made_at, CalendarEdition.source)
        .where(CalendarEdition.unit_id == desk.store.unit_id)
        .order_by(CalendarEdition.id.desc())
        .limit(first)
    )
    with desk.store.reading() as connection:
        return tuple(EditionShown(row.made_at, row.source) for row in connection.execute(asked))


def calendar_edition(connection: Connection, calendar_id: int) -> WorkingCalendar:
    """The calendar of an edition: that by which a promise was frozen."""
    asked = select(CalendarEdition.content).where(CalendarEdition.id == calendar_id)
    return calendar_from_document(json.loads(connection.execute(asked).scalar_one()))


def _check(connection: Connection, office: Office, calendar: WorkingCalendar, based_on: int) -> None:
    """Refuse what was made from another edition, changes nothing, or leaves a year that cannot be right."""
    if office.calendar_id != based_on:
        made = select(CalendarEdition.made_at).where(CalendarEdition.id == office.calendar_id)
        raise CalendarChanged(at=connection.execute(made).scalar_one())
    document = calendar_to_document(calendar)
    if document == calendar_to_document(office.calendar):
        raise CalendarUnchanged
    calendar_from_document(document)  # what could not be read back would leave the office without a calendar
    for year in changed_years(office.calendar, calendar):
        check_year(rows_of(calendar, year), year)


def _moves(connection: Connection, found: Sequence[Moving], calendar: WorkingCalendar) -> Iterator[Move]:
    """The moves with their people, in the order found."""
    cursor = cursor_of(connection)
    rest = iter(found)
    while some := list(islice(rest, AT_ONCE)):
        marks = ", ".join("?" * len(some))
        keys = [one.dossier_id for one in some]
        cursor.execute(
            "SELECT dossier.id, party.name, party.phone, procedure_edition.name FROM dossier"  # noqa: S608 - constants
            f"{APPLICANT} JOIN procedure_edition ON procedure_edition.id = dossier.edition_id"
            f" WHERE dossier.id IN ({marks})",
            keys,
        )
        people = {key: facts for key, *facts in cursor.fetchall()}
        printed = select(PaperCopy.dossier_id).where(
            PaperCopy.dossier_id.in_(keys), PaperCopy.form == PaperForm.RECEIPT_SLIP.value
        )
        slips = set(connection.execute(printed).scalars())
        for one in some:
            name, phone, procedure = people[one.dossier_id]
            until = promise_in_force(one.promised_at, calendar)
            yield Move(one.number, name, phone, procedure, one.promised_at, one.before, one.after, until,
                       one.dossier_id in slips)  # fmt: skip


def export_year(desk: Desk, by: SignedIn, year: int, file: Path) -> int:
    """Write a year of the calendar as a file that other offices take in; returns how many days it lists.

    Raises:
        NotAllowed, MissingCalendarYear (the year is not known). FolderNotWritable: the file cannot be written.
    """
    require(by, "read")
    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
    rows = rows_of(calendar, year)
    if not rows:
        raise MissingCalendarYear(year=year)
    try:
        file.write_text(year_text(calendar, year), encoding="utf-8")
    except OSError:
        raise FolderNotWritable(place=str(file)) from None
    return len(rows)
