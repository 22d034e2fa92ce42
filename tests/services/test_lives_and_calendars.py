"""Random histories among random changes of the calendar: what is previewed is done, what is explained is so."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace

from builders import officer, person_request
from hypothesis import given, settings
from hypothesis import strategies as st
from test_whole_life import STEP, UNMARRIED, WHO, asked_of, own_desk

from desk.errors import (
    BadCalendar,
    CalendarUnchanged,
    NothingCorrected,
    PromiseNotLater,
    PromiseOnDayOff,
    StepRefused,
    TooLateToExtend,
)
from desk.rules.calendar_year import rows_of, with_year
from desk.rules.transitions import OPEN
from desk.rules.working_calendar import CalendarDay, WorkingCalendar
from desk.services.calendar_changing import preview_calendar, save_calendar
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.explaining import explain
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.requests import SECOND_PERSON, approve
from desk.vocabulary import DayKind, Verb

CHANGE = st.tuples(st.integers(-4, 9), st.sampled_from(["off", "half", "swap", "weekly"]))
REFUSED = (StepRefused, TooLateToExtend, PromiseNotLater, PromiseOnDayOff, NothingCorrected)


def changed(calendar: WorkingCalendar, day: dt.date, how: str) -> WorkingCalendar:
    """The calendar with another row on a day, or none. Raises: BadCalendar."""
    rows = [row for row in rows_of(calendar, day.year) if row.date != day]
    if how != "weekly":
        kind = {"off": DayKind.OFF, "half": DayKind.HALF_DAY_CLOSURE, "swap": DayKind.SWAPPED_WORKING_DAY}[how]
        monday = day - dt.timedelta(days=day.weekday())
        sessions = calendar.sessions(day)[:1] if how == "half" else None
        row = CalendarDay(day, kind, "bão thử", "Công văn thử", sessions=sessions)
        rows.append(replace(row, replaces=monday) if how == "swap" else row)
    return with_year(calendar, day.year, rows)


def change(desk: Desk, day: dt.date, how: str, before: DossierShown) -> None:
    """Change the calendar: the preview says what the saving does, and the promise stays."""
    leader = officer(desk, "lanhdao")
    with desk.store.reading() as connection:
        office = desk.office(connection)
    try:
        calendar = changed(office.calendar, day, how)
        preview = preview_calendar(desk, leader, calendar, office.calendar_id)
    except (BadCalendar, CalendarUnchanged):
        return
    assert show(desk, leader, before.number) == before
    _, moved = save_calendar(desk, leader, calendar, office.calendar_id, "thử")
    after = show(desk, leader, before.number)
    assert moved == len(preview.moves)
    assert after.promises == before.promises
    if preview.moves:
        (move,) = preview.moves
        assert (move.number, move.promised_at) == (before.number, before.promised_at)
        assert (move.before, move.after) == (before.computed_at, after.computed_at)
        assert move.before != move.after
    else:
        assert after.computed_at == before.computed_at


def explained(desk: Desk, shown: DossierShown) -> None:
    """The explanation ends on the dates that stand in the store."""
    why = explain(desk, officer(desk, "tiepnhan"), shown.number)
    if why.promise is not None:
        assert why.promise.due_at == shown.promised_at
    if shown.status in OPEN:
        assert (why.now is None) <= (shown.computed_at is None)
        assert why.words()
    if why.now is not None:
        assert why.now.due_at == (shown.computed_at or shown.promised_at)


@settings(max_examples=int(os.environ.get("LIVES", "10")), deadline=None)
@given(st.lists(st.one_of(STEP, CHANGE), max_size=24), st.sampled_from([UNMARRIED, "1.001193", "1.004859"]))
def test_history_among_calendar_changes(happens: list[tuple], procedure: str) -> None:  # type: ignore[type-arg]
    with own_desk() as desk:
        clerk = officer(desk, "tiepnhan")
        number = receive(desk, clerk, person_request(procedure=procedure)).number
        for one in happens:
            before = show(desk, clerk, number)
            if not isinstance(one[0], Verb):
                days, how = one
                change(desk, desk.clock.now().date() + dt.timedelta(days=days), how, before)
            else:
                verb, minutes, days, to_body = one
                desk.clock.at += dt.timedelta(minutes=minutes)  # type: ignore[attr-defined]
                try:
                    asked = asked_of(show(desk, clerk, number), verb, days, to_body)
                    taken = act(desk, officer(desk, WHO.get(verb, "lanhdao")), number, asked)
                    if verb in SECOND_PERSON:
                        decider = "admin" if verb is not Verb.VOID else "lanhdao"
                        approve(desk, officer(desk, decider), taken.request)
                except REFUSED:
                    pass
            explained(desk, show(desk, clerk, number))
