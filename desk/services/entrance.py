"""Signing in at a window that opens before the heavy parts are imported, with the first page of the board."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.rules.instants import vietnam_day
from desk.services.board import PAGE, Board, board_of, calendar_in_force, moment_of
from desk.services.clock import Clock
from desk.services.clock_check import clock_state
from desk.services.sign_in import SignedIn, Tried, require, settle_try, try_sign_in
from desk.store.plain import UNIT_ID, is_current, reading

if TYPE_CHECKING:
    from desk.paths import Home
    from desk.store.statement import Cursor

PRACTICE_LOGINS = ("tiepnhan", "chuyenmon", "lanhdao", "admin")
PRACTICE_PASSWORD = "thuchanh"  # noqa: S105 - printed in the guide: a practice home holds nothing to protect


@dataclass(frozen=True)
class Door:
    """What stands on the door: the unit's name, and whether it is a practice home."""

    unit: str
    practice: bool


@dataclass(frozen=True)
class Entered:
    """An officer who came in, and what waits."""

    officer: SignedIn
    door: Door
    board: Board


class Arrival(threading.Thread):
    """An officer named on the command line comes in while the window's own code is still being imported."""

    def __init__(self, home: Home, clock: Clock, login: str, password: str) -> None:
        super().__init__(name="arrival", daemon=True)
        self._asked = (home, clock, login, password)
        self._entered: Entered | None = None
        self._fault: Exception | None = None

    def run(self) -> None:
        """Sign in; the outcome waits for `outcome`."""
        try:
            open_door(self._asked[0])
            self._entered = enter(*self._asked)
        except Exception as fault:  # noqa: BLE001 - handed to the one who waits
            self._fault = fault

    def outcome(self) -> Entered:
        """Wait for the officer. Raises: as `enter` and `open_door`."""
        self.join()
        if self._entered is None:
            assert self._fault is not None
            raise self._fault
        return self._entered


def open_door(home: Home) -> Door:
    """The door of a home; a store of an earlier release is first brought to the current schema.

    Raises:
        StoreMissing, StoreTooNew, StoreDamaged and the faults of the store.
    """
    if not is_current(home.database):
        from desk.services.desk import open_desk

        open_desk(home).close()
    with reading(home.database) as cursor:
        return _door(cursor)


def enter(home: Home, clock: Clock, login: str, password: str) -> Entered:
    """Sign in and read the first page of the board, of the newest entry while the clock is doubted. About 0.2 s.

    Never on the GUI thread.

    Raises:
        SignInRefused, SignInMustWait, NotAllowed, MissingCalendarYear and the faults of the store.
    """
    with reading(home.database) as cursor:
        officer = _officer(home, try_sign_in(cursor, UNIT_ID, login, password, clock.now()), clock)
        require(officer, "read")
        calendar = calendar_in_force(cursor, UNIT_ID)
        now = moment_of(clock_state(cursor, UNIT_ID, clock).believed, None, calendar)
        return Entered(officer, _door(cursor), board_of(cursor, UNIT_ID, now, calendar, PAGE))


def _officer(home: Home, tried: Tried, clock: Clock) -> SignedIn:
    """Who came in. Only a wrong try, or one after wrong tries, has something to write, and opens the store for it."""
    if tried.officer is not None and not tried.failures:
        return tried.officer
    from desk.store.store import Store

    store = Store(home.database)
    try:
        return settle_try(store, tried, clock.now())
    finally:
        store.close()


def received_today(home: Home, clock: Clock) -> int:
    """How many dossiers bear a number of today: its last serial less gaps and unused pads. Raises: store's faults."""
    day = {"unit": UNIT_ID, "day": str(vietnam_day(clock.now()))}
    with reading(home.database) as cursor:
        cursor.execute("SELECT last FROM number_counter WHERE unit_id = :unit AND day = :day", day)
        (last,) = cursor.fetchone() or (0,)
        cursor.execute("SELECT count(*) FROM number_gap WHERE unit_id = :unit AND day = :day", day)
        unused = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT ifnull(sum(pad.last - pad.first + 1 - (SELECT count(*) FROM dossier WHERE"
            " dossier.unit_id = pad.unit_id AND dossier.issued_on = pad.day AND dossier.serial BETWEEN pad.first AND"
            " pad.last)), 0) FROM number_pad AS pad WHERE pad.unit_id = :unit AND pad.day = :day",
            day,
        )
        return int(last) - unused - int(cursor.fetchone()[0])


def _door(cursor: Cursor) -> Door:
    cursor.execute(
        "SELECT ifnull((SELECT name FROM unit_heading WHERE unit_id = unit.id ORDER BY id DESC LIMIT 1), name),"
        " practice FROM unit WHERE id = :unit",
        {"unit": UNIT_ID},
    )
    name, practice = cursor.fetchone()
    return Door(name, bool(practice))
