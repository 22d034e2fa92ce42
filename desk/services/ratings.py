"""Ratings: arms the kiosk with what may be rated, and moves its votes into the chain without their order."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from sqlalchemy import Connection, exists, func, select
from sqlalchemy.orm import aliased

from desk.errors import DeskError
from desk.log import logger
from desk.models import ArmedStage, Dossier, Officer, ProcedureEdition, Rating, Unit
from desk.paths import resources
from desk.rules.chain import canonical
from desk.rules.instants import in_vietnam, to_stored
from desk.services.desk import Desk
from desk.store import kiosk
from desk.store.kiosk import OFFICER, Vote
from desk.vocabulary import RatingLevel, RatingSeries

# fewer votes at once would let the order of hand-overs tell whose each was (trust, "Leak to avoid: order")
SMALLEST_BATCH = 10
# counts in one transaction: the desk's lock is held briefly, and a statement takes at most 32,766 values
LARGEST_SLICE = 5000

Subject = tuple[str, str, str]


def rate(
    desk: Desk, number: str | None, level: RatingLevel, reasons: tuple[str, ...] = (), officer_login: str | None = None
) -> RatingSeries:
    """Store a citizen's vote, durable when this returns: for a dossier's newest stage, or without number an officer's.

    Raises:
        NothingToRate, AlreadyRated, UnknownOfficer, UnknownReason, MissingField and the faults of the store: nothing
        is stored.
    """
    hand_over_stages(desk)
    month = f"{in_vietnam(desk.clock.now()):%Y-%m}"
    series = kiosk.vote(desk.kiosk, number, level, reasons, officer_login, month=month)
    with suppress(DeskError):  # the vote is safe in the spool, whatever ails the desk; the next one moves it
        take_over_votes(desk)
    return series


def arm_screen(desk: Desk, number: str) -> bool:
    """Have the rating screen ask about a dossier's newest stage at once. Returns whether it will.

    For after a return or a receipt: it never raises for a kiosk that cannot be written now, whose stage follows with
    the next `hand_over_stages`.
    """
    try:
        _, asked = _hand_over(desk, number)
    except DeskError as fault:  # the return itself is done: no trouble of the kiosk may stand in its way
        logger.warning("the rating screen was not armed", exc_info=fault)
        return False
    return asked


def hand_over_stages(desk: Desk) -> int:
    """Bring the kiosk up to date: the unit, newly armed stages, active officers, questions. Returns how many were new.

    The kiosk's lock is held while the desk is read, so that two at once cannot put an older moment last.
    """
    return _hand_over(desk, None)[0]


def _hand_over(desk: Desk, present: str | None) -> tuple[int, bool]:
    """How many stages were new, and whether the one of number `present` may be rated now."""
    with kiosk.changing(desk.kiosk) as inside, desk.store.reading() as connection:
        unit_id = desk.store.unit_id
        newest = connection.execute(select(func.max(ArmedStage.id)).where(ArmedStage.unit_id == unit_id)).scalar() or 0
        through = kiosk.stages_through(inside)
        # a restored desk may be older than its kiosk: then every stage is compared again
        count = 0
        for stages in _armed_after(connection, unit_id, through if through <= newest else 0):
            count += len(stages)
            kiosk.put_stages(inside, stages, newest)
        officers = select(Officer.login, Officer.name).where(Officer.unit_id == unit_id, Officer.active)
        kiosk.put_officers(inside, {row.login: row.name for row in connection.execute(officers)})
        kiosk.put_questions(inside, questions_in_force())
        unit = connection.execute(select(Unit.name, Unit.practice).where(Unit.id == unit_id)).one()
        kiosk.put_unit(inside, canonical({"name": unit.name, "practice": unit.practice}))
        asked = present is not None and kiosk.put_present(inside, present, to_stored(desk.clock.now()))
    return count, asked


def _armed_after(connection: Connection, unit_id: int, through: int) -> Iterator[list[dict[str, object]]]:
    """In slices, the newest stage of every dossier that had one armed after the given id."""
    newer = aliased(ArmedStage)
    armed = (
        select(
            Dossier.number,
            ArmedStage.id.label("stage_id"),
            ArmedStage.stage,
            ArmedStage.token,
            Officer.login.label("officer"),
            ProcedureEdition.sector,
        )
        .join(Dossier, Dossier.id == ArmedStage.dossier_id)
        .join(Officer, Officer.id == ArmedStage.officer_id)
        .join(ProcedureEdition, ProcedureEdition.id == Dossier.edition_id)
        .where(ArmedStage.unit_id == unit_id, ArmedStage.id > through)
        .where(~exists().where(newer.dossier_id == ArmedStage.dossier_id, newer.id > ArmedStage.id))
        .execution_options(yield_per=LARGEST_SLICE)
    )
    for rows in connection.execute(armed).mappings().partitions():
        yield [dict(row) for row in rows]


@cache
def questions_in_force() -> str:
    """The questions that ship with the program, as JSON text: edition, question, levels and reasons with their words.

    Source: the eight items that citizens rate, Decree 118/2025 Art 33(1).
    """
    return canonical(tomllib.loads((resources() / "kiosk" / "questions.toml").read_text(encoding="utf-8")))


def take_over_votes(desk: Desk) -> int:
    """Move the spool into the chain, shuffled, once it holds enough votes. Returns how many were new in the chain.

    For a timer: with too few votes it reads the kiosk and writes nowhere, and two at once chain nothing twice. A vote
    leaves the spool only after the commit that chained it; one that is found in both is not chained again.
    """
    spooled = kiosk.sound_votes(desk.kiosk)
    random.SystemRandom().shuffle(spooled)
    slices = (spooled[start : start + LARGEST_SLICE] for start in range(0, len(spooled), LARGEST_SLICE))
    return sum(_take_over(desk, taken) for taken in slices)


def _take_over(desk: Desk, spooled: list[Vote]) -> int:
    if _votes(spooled) < SMALLEST_BATCH:
        return 0
    with desk.store.writing() as work:
        ids = [one.id for one in spooled]
        chained = set(work.connection.execute(select(Rating.id).where(Rating.id.in_(ids))).scalars())
        fresh = [one for one in spooled if one.id not in chained]
        moved = _votes(fresh)
        if moved < SMALLEST_BATCH:  # the rest of a move that was cut off: the new ones wait for company
            fresh, moved = [], 0
        if fresh:
            work.insert(Rating, *map(vars, fresh))
            at = work.now(desk.clock.now())
            work.record(officer="kiosk", action="ratings", subject="ratings", at=at, count=moved)
            chained.update(one.id for one in fresh)
    kiosk.forget_votes(desk.kiosk, chained)
    return moved


def _votes(counts: list[Vote]) -> int:
    """How many votes the counts come from: each vote counts once for an officer."""
    return sum(one.subject_kind == OFFICER for one in counts)


def vote_counts(desk: Desk) -> Counter[Subject]:
    """Counts by (series, kind of subject, subject) over spool and chain; one that lies in both counts once.

    The spool is read first: what moves between the two readings is then seen twice rather than not at all.
    """
    found: dict[str, Subject] = {
        one.id: (one.series, one.subject_kind, one.subject) for one in kiosk.sound_votes(desk.kiosk)
    }
    columns = select(Rating.id, Rating.series, Rating.subject_kind, Rating.subject)
    with desk.store.reading() as connection:
        for row in connection.execute(columns.where(Rating.unit_id == desk.store.unit_id)):
            found[row.id] = (row.series, row.subject_kind, row.subject)
    return Counter(found.values())
