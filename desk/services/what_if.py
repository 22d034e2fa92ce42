"""What if: the date a procedure would be promised for at any moment, and a limit tried against the last year's work."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.errors import Cancelled
from desk.models import Dossier, Pause
from desk.rules.due_date import DueDate
from desk.rules.explanation import Explanation, explain_due
from desk.rules.instants import from_stored, to_stored, vietnam_day
from desk.rules.tried_limit import COUNTED, DoneCase, TriedLimit, try_limits
from desk.services.catalogue import Limit, Procedure
from desk.services.clocks import closed
from desk.services.desk import Desk
from desk.services.intake import preview
from desk.services.procedure_words import limit_text
from desk.services.redating import STEP, Progress
from desk.services.sign_in import SignedIn, require
from desk.store.statement import cursor_of
from desk.vocabulary import Channel

YEAR = dt.timedelta(days=365)
LEAST_TRIED, MOST_TRIED = 10, 180  # how many limits are tried at least, whatever the law gives, and at most


@dataclass(frozen=True)
class WouldPromise:
    """What receiving at a moment would promise, and why."""

    procedure: Procedure
    due: DueDate
    why: Explanation


@dataclass(frozen=True)
class WouldMeet:
    """A procedure's limit of one channel, and all limits of its unit tried against what was settled since a day."""

    procedure: Procedure
    since: dt.date
    limit: Limit
    tried: TriedLimit


def would_promise(desk: Desk, officer: SignedIn, code: str, at: dt.datetime, channel: Channel) -> WouldPromise:
    """The date that a procedure would be promised for if it were received at a moment; nothing is stored.

    Raises:
        NotAllowed, UnknownProcedure, IncompleteProcedure, MissingCalendarYear.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        office = desk.office(connection)
    procedure = office.catalogue.standing(code, vietnam_day(at))
    due = preview(procedure, channel, at, office.calendar)
    limit = procedure.limit(channel)
    words = limit_text(limit.promised, limit.unit)
    return WouldPromise(procedure, due, explain_due(due, words, limit.unit, at, (), None, office.calendar))


def would_meet(
    desk: Desk, officer: SignedIn, code: str, channel: Channel = Channel.COUNTER, progress: Progress | None = None
) -> WouldMeet:
    """Which limits the work of the last twelve months would have met: every dossier that came to a result, by its real
    times and waits, whatever edition and channel it was received by.

    Raises:
        NotAllowed, UnknownProcedure, IncompleteProcedure. Cancelled: `progress` said to stop.
    """
    require(officer, "read")
    now = desk.clock.now()
    with desk.store.reading() as connection:
        office = desk.office(connection)
        procedure = office.catalogue.standing(code, vietnam_day(now))
        limit = procedure.limit(channel)
        editions = [edition for edition, one in office.catalogue.by_edition.items() if one.code == code]
        cases = _told(list(_cases(connection, desk.store.unit_id, editions, now - YEAR)), progress)
        most = min(max(limit.statutory, limit.promised, LEAST_TRIED), MOST_TRIED)
        tried = try_limits(cases, limit.unit, most if limit.unit in COUNTED else 1, office.calendar, procedure.cutoff)
    return WouldMeet(procedure, vietnam_day(now - YEAR), limit, tried)


def _told(cases: list[DoneCase], progress: Progress | None) -> Iterator[DoneCase]:
    for at, case in enumerate(cases):
        if progress is not None and at % STEP == 0 and not progress(at, len(cases)):
            raise Cancelled
        yield case


def _cases(connection: Connection, unit_id: int, editions: list[int], since: dt.datetime) -> Iterator[DoneCase]:
    """Dossiers of the editions that came to a result since then; those received long before are found by it too."""
    of = ", ".join(str(int(edition)) for edition in editions) or "0"
    asked = f"unit_id = :unit AND edition_id IN ({of}) AND finished_at >= :since"
    cursor = cursor_of(connection)
    cursor.execute(
        f"SELECT id, ifnull(valid_at, received_at), finished_at FROM dossier WHERE {asked} ORDER BY id",  # noqa: S608
        {"unit": unit_id, "since": to_stored(since)},
    )
    rows = cursor.fetchall()
    waits = defaultdict(list)
    done = select(Dossier.id).where(
        Dossier.unit_id == unit_id, Dossier.edition_id.in_(editions), Dossier.finished_at >= since
    )
    for row in connection.execute(
        select(Pause).where(Pause.ends.is_not(None), Pause.dossier_id.in_(done)).order_by(Pause.dossier_id, Pause.seq)
    ):
        waits[row.dossier_id].append(closed(row))
    for key, received, finished in rows:
        yield DoneCase(from_stored(received), from_stored(finished), tuple(waits.get(key, ())))
