"""Counts wrong passwords of an account at this computer, and refuses a further try before its wait is over."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import TYPE_CHECKING

from desk.errors import DeskError, SignInMustWait
from desk.rules.instants import from_stored, to_stored
from desk.rules.sign_in_delay import FREE_TRIES, time_to_wait
from desk.store.plain import COMPUTER

if TYPE_CHECKING:
    from desk.store.statement import Cursor
    from desk.store.store import Store

REFUSED = "sign-in-refused"
UNKNOWN = "?"  # all logins that do not exist share one series
_ASKED = "SELECT failures, last_at FROM sign_in_try WHERE unit_id = :unit AND login = :login AND computer = :computer"


def refuse_early(cursor: Cursor, unit_id: int, login: str, now: dt.datetime) -> int:
    """Refuse without a look at the password while the wait lasts. Returns how many tries were wrong in a row.

    Raises:
        SignInMustWait: a try that comes too early neither counts nor makes the wait longer.
    """
    cursor.execute(_ASKED, {"unit": unit_id, "login": login, "computer": COMPUTER})
    found = cursor.fetchone()
    if found is None:
        return 0
    failures, last = int(found[0]), from_stored(found[1])
    left = time_to_wait(failures, last, now)
    if left:
        raise SignInMustWait(seconds=max(1, round(left.total_seconds())))
    return failures


def note_failure(store: Store, login: str, now: dt.datetime) -> None:
    """Count a wrong password, durable when this returns; from the fifth in a row on each is an entry as well.

    A store that cannot be written refuses all the same: nothing is raised.
    """
    with suppress(DeskError), store.writing() as work:
        asked = {"unit": work.unit_id, "login": login, "computer": COMPUTER}
        work.cursor.execute(
            "INSERT INTO sign_in_try (unit_id, login, computer, failures, last_at)"
            " VALUES (:unit, :login, :computer, 1, :now) ON CONFLICT (unit_id, login, computer)"
            " DO UPDATE SET failures = failures + 1, last_at = excluded.last_at",
            {**asked, "now": to_stored(now)},
        )
        work.cursor.execute(_ASKED, asked)
        failures = int(work.cursor.fetchone()[0])
        if failures >= FREE_TRIES:
            # in order even where the clock is doubted: a series must not be hidden by turning it
            at = max(now.replace(microsecond=0), work.head().at)
            work.record(officer=login, action=REFUSED, subject=login, at=at, failures=failures)


def forget_failures(store: Store, login: str) -> None:
    """The right password ends a series. A store that cannot be written keeps the count; nothing is raised."""
    with suppress(DeskError), store.writing() as work:
        work.cursor.execute(
            "DELETE FROM sign_in_try WHERE unit_id = :unit AND login = :login AND computer = :computer",
            {"unit": work.unit_id, "login": login, "computer": COMPUTER},
        )
