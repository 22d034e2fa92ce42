"""The desk that services act for: its home, its stores, its clock and what it works by at present."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from desk.models import CalendarEdition, Unit, UnitHeading
from desk.paths import Home
from desk.rules.calendar_document import calendar_from_document
from desk.rules.working_calendar import WorkingCalendar
from desk.services.catalogue import Catalogue, load_catalogue
from desk.services.clock import Clock, SystemClock
from desk.store.migrate import migrate
from desk.store.statement import cursor_of
from desk.store.store import Store

if TYPE_CHECKING:
    from desk.services.slip_signer import SlipSigner


@dataclass(frozen=True)
class Signer:
    """Someone who signs papers: the lines above the signature, and the name below it."""

    title: str
    name: str


@dataclass(frozen=True)
class UnitFacts:
    """The office as its papers name it."""

    agency_code: str
    name: str
    superior_body: str
    issuing_body: str
    place: str
    address: str
    phone: str
    lookup: str
    form_edition: str
    practice: bool
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True)
class Office:
    """What the office works by: read once and kept until an edition is added.

    `agency_codes` are its code and those it had before: what was printed under them is still its own.
    """

    unit: UnitFacts
    agency_codes: frozenset[str]
    calendar_id: int
    calendar: WorkingCalendar
    catalogue: Catalogue
    newest: tuple[int, int, int]


class Desk:
    """One desk. Services take it as their first argument."""

    def __init__(self, home: Home, store: Store, clock: Clock | None = None) -> None:
        self.home = home
        self.store = store
        self.clock: Clock = clock or SystemClock()
        self._office: Office | None = None
        self.slip_signer: SlipSigner | None = None  # desk.services.slip_keys makes it with the first slip

    def office(self, connection: Connection) -> Office:
        """The unit, calendar and catalogue in force, as `connection` sees them."""
        cursor = cursor_of(connection)  # asked at every registration: no compiling, no result objects
        cursor.execute(
            "SELECT (SELECT max(id) FROM calendar_edition), (SELECT max(id) FROM procedure_edition),"
            " (SELECT ifnull(max(id), 0) FROM unit_heading)"
        )
        newest = cursor.fetchone()
        if self._office is None or self._office.newest != newest:
            self._office = _load_office(connection, self.store.unit_id, newest)
        return self._office

    @cached_property
    def kiosk(self) -> Store:
        """The kiosk's store, made when it is first needed."""
        path = self.home.kiosk_database
        migrate(path, "kiosk", create=True)
        return Store(path, journal="TRUNCATE")

    def close(self) -> None:
        """Close both stores."""
        self.store.close()
        if "kiosk" in self.__dict__:
            self.kiosk.close()


def open_desk(home: Home, clock: Clock | None = None) -> Desk:
    """The desk of an existing home, brought to the current schema.

    Raises:
        StoreMissing: the home has no store; StoreTooNew, StoreDamaged: it cannot be used as it is.
    """
    migrate(home.database, "desk", keep_copy_in=home.backups)
    return Desk(home, Store(home.database), clock)


def _load_office(connection: Connection, unit_id: int, newest: tuple[int, int, int]) -> Office:
    first = connection.execute(select(Unit).where(Unit.id == unit_id)).one()
    later = select(UnitHeading).where(UnitHeading.unit_id == unit_id).order_by(UnitHeading.id.desc()).limit(1)
    heading = connection.execute(later).one_or_none()
    unit = heading or first
    codes = select(UnitHeading.agency_code).where(UnitHeading.unit_id == unit_id)
    calendar = connection.execute(
        select(CalendarEdition.id, CalendarEdition.content)
        .where(CalendarEdition.unit_id == unit_id)
        .order_by(CalendarEdition.id.desc())
        .limit(1)
    ).one()
    return Office(
        unit=UnitFacts(
            agency_code=unit.agency_code,
            name=unit.name,
            superior_body=unit.superior_body,
            issuing_body=unit.issuing_body,
            place=unit.place,
            address=unit.address,
            phone=unit.phone,
            lookup=unit.lookup,
            form_edition=unit.form_edition,
            practice=first.practice,
            signers=() if heading is None else tuple(Signer(*one) for one in json.loads(heading.signers)),
        ),
        agency_codes=frozenset({first.agency_code, *connection.execute(codes).scalars()}),
        calendar_id=calendar.id,
        calendar=calendar_from_document(json.loads(calendar.content)),
        catalogue=load_catalogue(connection, unit_id),
        newest=newest,
    )
