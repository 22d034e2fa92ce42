"""Closes days: a numbered sheet over all entries since the sheet before it, by a leader or, if missed, the program."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.errors import DayClosedAlready, UnknownSheet
from desk.models import DayClose
from desk.printing.printers.pdf_folder import write_whole
from desk.rules.chain import GENESIS, canonical
from desk.rules.instants import VIETNAM, from_stored, iso, to_stored, vietnam_day
from desk.services.clock_check import believed_now
from desk.services.day_figures import Section, day_figures
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store import kiosk
from desk.store.statement import Cursor, cursor_of
from desk.store.writing import Writing

CLOSED, MISSED = "close-day", "day-not-closed"
EXPORT_FORMAT, EXPORT_VERSION = "motcua-desk day close", 1
# entries that come after a leader has closed without anybody serving a citizen: they open no day again
QUIET = ("set-up", CLOSED, MISSED, "print", "print-again", "ratings", "sign-in-refused", "backup")
_QUIET = ", ".join(f"'{action}'" for action in QUIET)
_SHEETS = (
    "SELECT number, first_day, last_day, first_seq, last_seq, missed, made_at, officer, content FROM day_close"
    " WHERE unit_id = :unit "
)
_WORK_SINCE = (
    "SELECT min(at), max(at) FROM audit_entry WHERE unit_id = :unit AND seq > :after AND at < :until AND action NOT IN "
)


@dataclass(frozen=True)
class Sheet:
    """A sheet that closed one or more days. `head` is the hash of entry `last_seq`, `before` that of the sheet before.

    A `missed` sheet was made by the program because nobody had closed those days. Hashes are 64 hex digits.
    """

    number: int
    first_day: dt.date
    last_day: dt.date
    first_seq: int
    last_seq: int
    missed: bool
    made_at: dt.datetime
    officer: str
    sections: tuple[Section, ...]
    head: str
    before_seq: int
    before: str

    @property
    def entries(self) -> int:
        """How many entries it covers."""
        return self.last_seq - self.first_seq + 1


@dataclass(frozen=True)
class CloseState:
    """Where closing stands: days before today that nobody closed, whether today waits, missed sheets not yet seen.

    A missed sheet is seen once a leader has closed a later day: it stands on the paper that is then signed.
    """

    unclosed: tuple[dt.date, dt.date] | None
    today_waits: bool
    missed: tuple[Sheet, ...]
    newest: Sheet | None


def close_day(desk: Desk, officer: SignedIn) -> tuple[Sheet, ...]:
    """Close today, durable when this returns. Gives the new sheet last; before it one for days that nobody closed.

    Raises:
        NotAllowed. DayClosedAlready: nothing was done since today's sheet. The clock's and the store's faults.
    """
    require(officer, "close-day")
    waiting = _spooled(desk)
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        today = vietnam_day(now)
        missed = _miss(work, officer, now, waiting)
        newest = _newest(work.cursor, work.unit_id)
        if newest and newest.last_day == today and not _busy_since(work.cursor, work.unit_id, newest.last_seq, None):
            raise DayClosedAlready(day=today, sheet=newest.number)
        made = _add(work, officer, (today, today), work.head().seq, now, waiting, missed=False)
        numbers = [one for one in (missed, made) if one is not None]
    return tuple(sheet(desk, officer, number) for number in numbers)


def note_missed(desk: Desk, officer: SignedIn) -> Sheet | None:
    """Put days before today that nobody closed into the chain as missed, once. For the window's start and each new day.

    Raises:
        NotAllowed. The clock's and the store's faults.
    """
    require(officer, "read")
    if close_state(desk).unclosed is None:
        return None
    waiting = _spooled(desk)
    with desk.store.writing() as work:
        number = _miss(work, officer, work.now(desk.clock.now()), waiting)
    return None if number is None else sheet(desk, officer, number)


def close_state(desk: Desk) -> CloseState:
    """Where closing stands now. Two short reads by index: for each minute of a window."""
    with desk.store.reading() as connection:
        cursor, unit_id = cursor_of(connection), desk.store.unit_id
        today = vietnam_day(believed_now(desk, cursor))
        newest = _newest(cursor, unit_id)
        after = newest.last_seq if newest else 0
        seen = "(SELECT max(number) FROM day_close WHERE unit_id = :unit AND missed = 0)"
        missed = _found(cursor, unit_id, f"AND missed = 1 AND number > ifnull({seen}, 0) ORDER BY number")
        return CloseState(
            unclosed=_busy_since(cursor, unit_id, after, today),
            today_waits=_busy_since(cursor, unit_id, after, None) is not None,
            missed=missed,
            newest=newest,
        )


def sheet(desk: Desk, officer: SignedIn, number: int) -> Sheet:
    """One sheet by its number. Raises: NotAllowed, UnknownSheet."""
    require(officer, "read")
    with desk.store.reading() as connection:
        found = _found(cursor_of(connection), desk.store.unit_id, "AND number = :number", number=number)
    if not found:
        raise UnknownSheet(sheet=number)
    return found[0]


def sheets(desk: Desk, officer: SignedIn, most: int = 100) -> tuple[Sheet, ...]:
    """The newest sheets, newest first. Raises: NotAllowed."""
    require(officer, "read")
    with desk.store.reading() as connection:
        return _found(cursor_of(connection), desk.store.unit_id, "ORDER BY number DESC LIMIT :most", most=most)


def sheet_of_day(desk: Desk, officer: SignedIn, day: dt.date) -> Sheet | None:
    """The newest sheet that covers a day; None while the day is not closed. Raises: NotAllowed."""
    require(officer, "read")
    with desk.store.reading() as connection:
        wanted = "AND last_day >= :day AND first_day <= :day ORDER BY number DESC LIMIT 1"
        found = _found(cursor_of(connection), desk.store.unit_id, wanted, day=day.isoformat())
    return found[0] if found else None


def draft_of_today(desk: Desk, officer: SignedIn) -> Sheet:
    """What a sheet made now would say, numbered 0; nothing is written. Raises: NotAllowed."""
    require(officer, "read")
    waiting = _spooled(desk)
    with desk.store.reading() as connection:
        cursor, unit_id = cursor_of(connection), desk.store.unit_id
        now = believed_now(desk, cursor)
        newest = _newest(cursor, unit_id)
        first = newest.last_seq + 1 if newest else 1
        cursor.execute("SELECT ifnull(max(seq), 0) FROM audit_entry WHERE unit_id = :unit", {"unit": unit_id})
        (last,) = cursor.fetchone()
        today = vietnam_day(now)
        sections = day_figures(cursor, unit_id, first, last, waiting)
        head, before = _hash_of(cursor, unit_id, last), _hash_of(cursor, unit_id, first - 1)
        return Sheet(0, today, today, first, last, False, now, officer.login, sections, head, first - 1, before)


def export_sheet(desk: Desk, officer: SignedIn, number: int, target: Path) -> Path:
    """Write a sheet for the upper level: its figures, the heads, and the hash of every entry it covers. No names.

    Raises:
        NotAllowed, UnknownSheet, DiskFull, FolderNotWritable.
    """
    require(officer, "close-day")
    found = sheet(desk, officer, number)
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
        cursor = cursor_of(connection)
        cursor.execute(
            "SELECT hash FROM audit_entry WHERE unit_id = :unit AND seq BETWEEN :first AND :last ORDER BY seq",
            {"unit": desk.store.unit_id, "first": found.first_seq, "last": found.last_seq},
        )
        hashes = [row[0] for row in cursor.fetchall()]
    document = {
        "format": EXPORT_FORMAT, "version": EXPORT_VERSION, "agency_code": unit.agency_code, "unit": unit.name,
        "sheet": found.number, "first_day": str(found.first_day), "last_day": str(found.last_day),
        "missed": found.missed, "made_at": iso(found.made_at), "by": found.officer, "first_seq": found.first_seq,
        "last_seq": found.last_seq, "head": found.head, "before_seq": found.before_seq, "before": found.before,
        "figures": found.sections, "hashes": hashes,
    }  # fmt: skip
    write_whole(target, (canonical(document) + "\n").encode("utf-8"))
    return target


def anchor_text(agency_code: str, found: Sheet) -> str:
    """What the code on a sheet says: agency, sheet, day, place in the chain and its whole hash."""
    return f"MCDH|{agency_code}|{found.number}|{found.last_day}|{found.last_seq}|{found.head}"


def _spooled(desk: Desk) -> int:
    return sum(one.subject_kind == kiosk.OFFICER for one in kiosk.sound_votes(desk.kiosk))


def _found(cursor: Cursor, unit_id: int, wanted: str, **values: Any) -> tuple[Sheet, ...]:
    cursor.execute(_SHEETS + wanted, {"unit": unit_id, **values})
    return tuple(_sheet(cursor, unit_id, row) for row in cursor.fetchall())


def _newest(cursor: Cursor, unit_id: int) -> Sheet | None:
    found = _found(cursor, unit_id, "ORDER BY number DESC LIMIT 1")
    return found[0] if found else None


def _busy_since(cursor: Cursor, unit_id: int, after: int, before: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """First and last day of entries after one that are work, of days before `before` where it is given."""
    until = "9999" if before is None else to_stored(dt.datetime.combine(before, dt.time(), VIETNAM))
    cursor.execute(f"{_WORK_SINCE} ({_QUIET})", {"unit": unit_id, "after": after, "until": until})
    first, last = cursor.fetchone()
    return None if first is None else (vietnam_day(from_stored(first)), vietnam_day(from_stored(last)))


def _miss(work: Writing, officer: SignedIn, now: dt.datetime, waiting: int) -> int | None:
    """A missed sheet over all that was written before today, when some of it was work."""
    newest, today = _newest(work.cursor, work.unit_id), vietnam_day(now)
    after = newest.last_seq if newest else 0
    days = _busy_since(work.cursor, work.unit_id, after, today)
    if days is None:
        return None
    begins = to_stored(dt.datetime.combine(today, dt.time(), VIETNAM))
    work.cursor.execute(
        "SELECT max(seq) FROM audit_entry WHERE unit_id = :unit AND seq > :after AND at < :begins",
        {"unit": work.unit_id, "after": after, "begins": begins},
    )
    return _add(work, officer, days, work.cursor.fetchone()[0], now, waiting, missed=True)


def _add(
    work: Writing,
    officer: SignedIn,
    days: tuple[dt.date, dt.date],
    last: int,
    now: dt.datetime,
    waiting: int,
    *,
    missed: bool,
) -> int:
    newest = _newest(work.cursor, work.unit_id)
    number, first = (newest.number + 1, newest.last_seq + 1) if newest else (1, 1)
    row = {
        "number": number, "first_day": days[0], "last_day": days[1], "first_seq": first, "last_seq": last,
        "missed": missed, "made_at": now, "officer": officer.login,
        "content": canonical(day_figures(work.cursor, work.unit_id, first, last, waiting)),
    }  # fmt: skip
    work.insert(DayClose, row)
    head = _hash_of(work.cursor, work.unit_id, last)
    action = MISSED if missed else CLOSED
    day = str(days[1])
    work.record(
        officer=officer.login, action=action, subject=day, at=now, sheet=number, first=first, last=last, head=head
    )
    return number


def _hash_of(cursor: Cursor, unit_id: int, seq: int) -> str:
    cursor.execute("SELECT hash FROM audit_entry WHERE unit_id = :unit AND seq = :seq", {"unit": unit_id, "seq": seq})
    found = cursor.fetchone()
    return str(found[0]) if found else GENESIS


def _sheet(cursor: Cursor, unit_id: int, row: tuple[Any, ...]) -> Sheet:
    number, first_day, last_day, first, last, missed, made_at, officer, content = row
    sections = tuple((title, tuple((what, much) for what, much in lines)) for title, lines in json.loads(content))
    return Sheet(
        number,
        dt.date.fromisoformat(first_day),
        dt.date.fromisoformat(last_day),
        first,
        last,
        bool(missed),
        from_stored(made_at),
        officer,
        sections,
        _hash_of(cursor, unit_id, last),
        first - 1,
        _hash_of(cursor, unit_id, first - 1),
    )
