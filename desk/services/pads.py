"""Numbers set aside for a pad of slips: written by hand in an outage, entered afterwards under the number they bear."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.errors import BadValue, PadNumberUnknown, PadNumberUsed
from desk.models import Dossier, NumberPad
from desk.rules.dossier_number import DossierNumber, format_number, parse_number
from desk.rules.instants import vietnam_day
from desk.rules.pad_number import on_pad, read_pad_number
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.writing import Writing

LARGEST_PAD = 200


@dataclass(frozen=True)
class Pad:
    """The numbers of one pad as they are printed on it, each with its check digit."""

    day: dt.date
    numbers: tuple[str, ...]


def reserve_pad(desk: Desk, officer: SignedIn, count: int) -> Pad:
    """Set the next numbers of today aside, durable when this returns: nothing else will bear them.

    Raises:
        NotAllowed. BadValue: not 1 to 200 numbers.
    """
    require(officer, "reserve-numbers")
    if not 1 <= count <= LARGEST_PAD:
        raise BadValue(field="count", value=count)
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        day, code = vietnam_day(now), desk.office(work.connection).unit.agency_code
        last = take_serials(work, day, count)
        first = last - count + 1
        work.insert_new(
            NumberPad,
            {"agency_code": code, "day": day, "first": first, "last": last, "made_at": now, "officer_id": officer.id},
        )
        work.record(officer=officer.login, action="reserve-numbers", subject=str(day), at=now, first=first, last=last)
    return _pad(code, day, first, last)


def take_serials(work: Writing, day: dt.date, count: int = 1) -> int:
    """Take the next serials of the unit's day and return the last; the row is locked until the transaction ends."""
    work.cursor.execute(
        f"INSERT INTO number_counter (unit_id, day, last) "  # noqa: S608 - no outside text in it
        f"VALUES ({work.unit_id:d}, '{day.isoformat()}', {count:d}) "
        f"ON CONFLICT (unit_id, day) DO UPDATE SET last = number_counter.last + {count:d} RETURNING last"
    )
    return int(work.cursor.fetchone()[0])


def number_from_pad(work: Writing, written: str) -> DossierNumber:
    """The number that a slip of a pad bears, free to be used.

    Raises:
        BadPadNumber: the check digit is wrong. PadNumberUnknown: no pad has it. PadNumberUsed: a dossier bears it.
    """
    number = read_pad_number(written)
    parts = parse_number(number)
    if pad_of(work.connection, work.unit_id, parts) is None:
        raise PadNumberUnknown(number=number)
    used = select(Dossier.id).where(Dossier.unit_id == work.unit_id, Dossier.number == number)
    if work.connection.execute(used).first() is not None:
        raise PadNumberUsed(number=number)
    return parts


def pad_number_of(connection: Connection, unit_id: int, number: str) -> str | None:
    """The number as a pad has it, when the dossier was written on one."""
    return on_pad(number) if pad_of(connection, unit_id, parse_number(number)) else None


def unused_of_pads(connection: Connection, unit_id: int) -> list[tuple[str, dt.date]]:
    """The numbers of pads that no dossier bears yet, each with the day of its pad, oldest first."""
    pads = connection.execute(select(NumberPad).where(NumberPad.unit_id == unit_id).order_by(NumberPad.id)).all()
    found = []
    for pad in pads:
        used = set(
            connection.execute(
                select(Dossier.serial).where(
                    Dossier.unit_id == unit_id,
                    Dossier.number >= format_number(pad.agency_code, pad.day, pad.first),
                    Dossier.number <= format_number(pad.agency_code, pad.day, pad.last),
                )
            ).scalars()
        )
        left = (serial for serial in range(pad.first, pad.last + 1) if serial not in used)
        found += [(format_number(pad.agency_code, pad.day, serial), pad.day) for serial in left]
    return found


def pad_of(connection: Connection, unit_id: int, parts: DossierNumber) -> Pad | None:
    """The pad that a number stands on."""
    wanted = select(NumberPad).where(
        NumberPad.unit_id == unit_id,
        NumberPad.agency_code == parts.agency_code,
        NumberPad.day == parts.day,
        NumberPad.first <= parts.serial,
        NumberPad.last >= parts.serial,
    )
    found = connection.execute(wanted).one_or_none()
    return None if found is None else _pad(found.agency_code, found.day, found.first, found.last)


def _pad(agency_code: str, day: dt.date, first: int, last: int) -> Pad:
    return Pad(day, tuple(on_pad(format_number(agency_code, day, serial)) for serial in range(first, last + 1)))
