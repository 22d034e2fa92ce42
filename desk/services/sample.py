"""Sample dossiers of marked test persons for practice homes, received through the same services as real ones."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

from desk.models import Officer, OfficerRole
from desk.paths import resources
from desk.rules.card import read_card
from desk.rules.instants import VIETNAM, vietnam_day
from desk.rules.working_calendar import WorkingCalendar
from desk.services.catalogue import Procedure
from desk.services.clock import SetClock
from desk.services.collecting import HandOver
from desk.services.day_close import close_day
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.intake_request import ComponentGiven, IntakeRequest, party_from_card
from desk.services.processing import act
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.vocabulary import Channel, CollectedWith, DiscontinueReason, ReturnChannel, Role, Verb

BY_SLIP = HandOver(CollectedWith.SLIP)
WORKING_DAYS = 8
EACH_DAY = 5
MOST_USED = ("1.001193", "2.000815", "1.004873", "2.000635", "1.000656", "1.000894", "1.004859", "1.001612",
             "1.004194", "1.013226", "1.012796", "2.001263")  # fmt: skip


def first_moment(now: dt.datetime, calendar: WorkingCalendar) -> dt.datetime:
    """Opening of the first day of the sample: so many working days before today."""
    day, left = vietnam_day(now), WORKING_DAYS
    while left:
        day -= dt.timedelta(days=1)
        left -= calendar.is_working(day)
    return dt.datetime.combine(day, calendar.sessions(day)[0].opens, VIETNAM)


def officers_of(desk: Desk) -> dict[Role, SignedIn]:
    """An officer of each role as one who has signed in; for samples and the tour, which ask no password."""
    from sqlalchemy import select

    with desk.store.reading() as connection:
        rows = connection.execute(
            select(Officer.id, Officer.login, Officer.name, OfficerRole.role)
            .join(OfficerRole, OfficerRole.officer_id == Officer.id)
            .order_by(Officer.id)
        ).all()
    return {Role(row.role): SignedIn(row.id, row.login, row.name, frozenset({Role(row.role)})) for row in rows}


def sample_cards() -> list[str]:
    """Texts of the cards of marked test persons."""
    text = (resources() / "sample" / "cards.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def fill_with_samples(desk: Desk, progress: Callable[[int, int], None] | None = None) -> int:
    """Receive a few dozen dossiers over the last working days and move most of them on. Returns how many.

    The clock of the desk is set to each moment in turn and given back in the end; the same seed gives the same story.
    """
    wall, chance = desk.clock, random.Random(2017)  # noqa: S311 - a story, not a secret
    with desk.store.reading() as connection:
        office = desk.office(connection)
    clock = SetClock(first_moment(wall.now(), office.calendar))
    desk.clock = clock
    officers, cards, total = officers_of(desk), sample_cards(), WORKING_DAYS * EACH_DAY
    made: list[tuple[str, dt.datetime]] = []
    try:
        for at in range(total):
            morning = clock.at if at == 0 else _next_moment(clock.at, at, office.calendar)
            clock.at = morning
            card = read_card(cards[at % len(cards)], vietnam_day(morning))
            procedure = office.catalogue.in_force(chance.choice(MOST_USED), vietnam_day(morning))
            request = IntakeRequest(
                procedure=procedure.code,
                applicant=party_from_card(card),
                components=_components(procedure),
                channel=chance.choice((Channel.COUNTER, Channel.COUNTER, Channel.COUNTER, Channel.ONLINE)),
                return_channel=ReturnChannel.COUNTER,
            )
            receipt = receive(desk, officers[Role.CLERK], request)
            made.append((receipt.number, receipt.due_at))
            if at % 3 and len(made) > 4:
                clock.at += dt.timedelta(minutes=7)
                _move_on(desk, officers, made.pop(chance.randrange(len(made) - 3))[0], chance)
            if progress is not None:
                progress(at + 1, total)
        close_day(desk, officers[Role.LEADER])
    finally:
        desk.clock = wall
    return total


def _components(procedure: Procedure) -> tuple[ComponentGiven, ...]:
    return tuple(
        ComponentGiven(one.name, one.originals, one.certified, one.photocopies)
        for one in procedure.components
        if not one.optional
    )


def _next_moment(last: dt.datetime, at: int, calendar: WorkingCalendar) -> dt.datetime:
    """Forty minutes on, or the opening of the next working day after each day's share."""
    if at % EACH_DAY:
        return last + dt.timedelta(minutes=40)
    day = calendar.next_working_day(vietnam_day(last))
    return dt.datetime.combine(day, calendar.sessions(day)[0].opens, VIETNAM) + dt.timedelta(minutes=10)


def _move_on(desk: Desk, officers: dict[Role, SignedIn], number: str, chance: random.Random) -> None:
    """Take a dossier some steps further: most are finished and returned, some wait, a few end early."""
    officer, clerk = officers[Role.OFFICER], officers[Role.CLERK]
    way = chance.random()
    if way < 0.15:
        act(desk, officer, number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="Thiếu bản chính giấy tờ để đối chiếu"))
        return
    if way < 0.2:
        act(desk, officer, number, StepAsked(Verb.WITHDRAW, note="Người nộp xin rút hồ sơ"))
        return
    if way < 0.23:
        act(desk, officer, number, StepAsked(Verb.DISCONTINUE, reason=DiscontinueReason.SPECIAL_LAW))
        return
    act(desk, officer, number, StepAsked(Verb.FINISH))
    if way < 0.8:
        act(desk, clerk, number, StepAsked(Verb.RETURN, hand_over=BY_SLIP))
