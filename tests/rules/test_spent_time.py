"""Whose time it was: a story told by hand, and that nothing is counted twice."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from test_due_date import SHIPPED as CALENDAR
from test_due_date import at

from desk.rules.spent_time import SpentTime, spent_time
from desk.rules.transitions import TABLE, begin, can_take, take
from desk.rules.working_time import working_minutes
from desk.vocabulary import Verb

RECEIVED = at("2026-03-02 09:00")  # a Monday


def lived(*steps):
    life, kept = begin(RECEIVED), []
    for verb, when, to_body in steps:
        life, moments = take(life, verb, when, "n", to_body=to_body)
        kept += moments
    return kept


def test_each_stretch_belongs_to_who_had_it():
    moments = lived(
        (Verb.HAND_OVER, at("2026-03-02 10:00"), True),
        (Verb.TAKE_BACK, at("2026-03-03 10:00"), False),  # a working day at the body: 8 hours
        (Verb.REQUEST_SUPPLEMENT, at("2026-03-03 11:00"), False),
        (Verb.ACCEPT_SUPPLEMENT, at("2026-03-04 11:00"), False),  # and one of the citizen's
        (Verb.FINISH, at("2026-03-04 11:30"), False),
    )
    found = spent_time(RECEIVED, moments, at("2026-03-20 09:00"), CALENDAR)
    assert found == SpentTime(office=60 + 60 + 30, body=480, citizen=480)


@given(st.lists(st.tuples(st.sampled_from(list(TABLE)), st.integers(1, 600), st.booleans()), max_size=20))
def test_nothing_is_lost_or_counted_twice(steps):
    life, kept, now = begin(RECEIVED), [], RECEIVED
    for verb, minutes, to_body in steps:
        now += dt.timedelta(minutes=minutes)
        if can_take(life, verb) and verb is not Verb.REOPEN:
            life, moments = take(life, verb, now, "n", to_body=to_body)
            kept += moments
    found = spent_time(RECEIVED, kept, now, CALENDAR)
    whole = working_minutes(RECEIVED, life.ended_at or now, CALENDAR)
    assert found.office + found.body + found.citizen == whole
