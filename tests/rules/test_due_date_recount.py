"""Every deadline is recounted from its trace alone and against the letter of the rules."""

import datetime as dt
import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from desk.rules.due_date import DueDate, Pause, TraceDay, due, effective_instant
from desk.rules.instants import VIETNAM
from desk.services.calendar_files import read_calendar_folder
from desk.vocabulary import LimitUnit, PauseMode

SHIPPED = read_calendar_folder(Path(__file__).parents[2] / "resources" / "calendar")
STOP = PauseMode.STOP
WORKING_DAY, CALENDAR_DAY, MONTH = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH
HOUR, SAME_DAY = LimitUnit.WORKING_HOUR, LimitUnit.SAME_DAY
DAY_UNITS = (WORKING_DAY, CALENDAR_DAY, MONTH)


def _check_recount(limit: int, unit: LimitUnit, received: dt.datetime, answer: DueDate) -> None:
    """Counts again as a citizen would, from the request and the trace only, and arrives at the same day or minute."""
    trace = answer.trace
    dates = [entry.date for entry in trace]
    assert dates == sorted(dates)
    assert dates[0] == received.date()
    last = trace[-1]
    counted = [entry for entry in trace if entry.counted]
    assert last.date == answer.due_at.date()
    if unit is HOUR:
        minutes = [int(match[1]) for entry in counted if (match := re.search(r"tính (\d+) phút", entry.reason))]
        assert sum(minutes) == limit * 60
        end = re.match(r"từ \d\d:\d\d đến (\d\d:\d\d)", last.reason)
        assert end is not None
        assert end[1] == f"{answer.due_at:%H:%M}"
        return
    if unit is not MONTH:  # a wall calendar shows every day between: none may be left out
        assert dates == [dates[0] + dt.timedelta(days=n) for n in range(len(dates))]
    if unit is WORKING_DAY:
        assert [entry.reason for entry in counted] == [f"ngày làm việc thứ {n + 1}" for n in range(limit)]
        assert last.counted
    elif unit is CALENDAR_DAY:
        assert len(counted) == limit
        assert _first_open(trace, counted[-1]) == last.date
    elif unit is MONTH:
        start = max(
            entry.date for entry in trace if "ngày tiếp nhận" in entry.reason or "nhận đủ hồ sơ," in entry.reason
        )
        target = counted[-1].date
        months = (target.year - start.year) * 12 + target.month - start.month
        waited = int(match[1]) if (match := re.search(r"thêm (\d+) ngày chờ", counted[-1].reason)) else 0
        if not waited:
            assert months == limit
            assert target.day == start.day or (target + dt.timedelta(days=1)).day == 1
        assert _first_open(trace, counted[-1]) == last.date
    else:
        assert len(counted) == 1
        assert last.counted


def _first_open(trace: Sequence[TraceDay], end: TraceDay) -> dt.date:
    """The first day from the end of the count on that the trace calls neither closed nor waited through."""
    closed = re.compile(r"thứ Bảy|Chủ nhật|nghỉ |chờ bổ sung từ")
    later = [entry for entry in trace if entry.date > end.date]
    for entry in (end, *later):
        if not closed.search(entry.reason) and (entry is not end or not later):
            return entry.date
    return end.date if not later else dt.date.max


def _by_the_letter(limit: int, unit: LimitUnit, received: dt.datetime, pauses: Sequence[Pause]) -> dt.datetime:
    """The rule for day limits with pauses of mode stop, worded another way: N grows by the days of a pause."""
    effective = effective_instant(received, SHIPPED)
    first = effective.date()

    def end(taken: Sequence[Pause]) -> dt.datetime:
        added = 0
        for pause in taken:
            day = pause.begins.date()
            while day < pause.ends.date():
                day += dt.timedelta(days=1)
                added += SHIPPED.is_working(day) if unit is WORKING_DAY else 1
        day = first
        if unit is WORKING_DAY:
            for _ in range(limit + added):
                day = SHIPPED.next_working_day(day)
        elif unit is CALENDAR_DAY:
            day += dt.timedelta(days=limit + added)
        else:
            month = first.month - 1 + limit
            day = dt.date(first.year + month // 12, month % 12 + 1, 1)
            last = (day + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
            day = day.replace(day=min(first.day, last.day)) + dt.timedelta(days=added)
        if not SHIPPED.is_working(day):
            day = SHIPPED.next_working_day(day)
        closing = SHIPPED.closing(day)
        if taken:
            closing = max(closing, SHIPPED.closing(effective_instant(taken[-1].ends, SHIPPED).date()))
        return closing

    taken: list[Pause] = []
    for pause in pauses:
        if pause.ends > effective and max(pause.begins, effective) < end(taken):
            taken.append(Pause(max(pause.begins, effective), pause.ends, STOP))
    return end(taken)


_received = st.datetimes(dt.datetime(2023, 1, 1), dt.datetime(2026, 6, 1)).map(  # noqa: DTZ001
    lambda naive: naive.replace(second=0, microsecond=0, tzinfo=VIETNAM)
)
_limits = st.integers(1, 12)
_units = st.sampled_from(list(LimitUnit))
_gaps = st.lists(st.integers(1, 6 * 24 * 60), max_size=8).map(lambda gaps: gaps[: len(gaps) // 2 * 2])
_modes = st.lists(st.sampled_from(list(PauseMode)), min_size=4, max_size=4)


def _pauses(received: dt.datetime, gaps: Sequence[int], modes: Sequence[PauseMode]) -> list[Pause]:
    """Pauses in order after the receipt that neither overlap nor touch, from the minutes between their ends."""
    ends = [received]
    for gap in gaps:
        ends.append(ends[-1] + dt.timedelta(minutes=gap))
    return [Pause(*pair, mode) for pair, mode in zip(zip(ends[1::2], ends[2::2], strict=True), modes, strict=False)]


@settings(max_examples=400, deadline=None)
@given(_limits, _units, _received, _gaps, _modes)
def test_the_trace_recounts_to_the_deadline(
    limit: int, unit: LimitUnit, received: dt.datetime, gaps: list[int], modes: list[PauseMode]
) -> None:
    answer = due(limit, unit, received, _pauses(received, gaps, modes), SHIPPED)
    _check_recount(limit, unit, received, answer)
    if unit in (*DAY_UNITS, SAME_DAY):
        assert answer.due_at == SHIPPED.closing(answer.due_at.date())
    assert answer.due_at >= answer.effective


@settings(max_examples=300, deadline=None)
@given(_limits, st.sampled_from(DAY_UNITS), _received, _gaps)
def test_day_limits_follow_the_letter(limit: int, unit: LimitUnit, received: dt.datetime, gaps: list[int]) -> None:
    pauses = _pauses(received, gaps, [STOP] * 4)
    assert due(limit, unit, received, pauses, SHIPPED).due_at == _by_the_letter(limit, unit, received, pauses)


@settings(max_examples=150, deadline=None)
@given(_limits, _units, _received, st.integers(0, 10 * 24 * 60))
def test_who_comes_later_is_never_served_earlier(
    limit: int, unit: LimitUnit, received: dt.datetime, minutes: int
) -> None:
    later = received + dt.timedelta(minutes=minutes)
    assert due(limit, unit, received, [], SHIPPED).due_at <= due(limit, unit, later, [], SHIPPED).due_at


@settings(max_examples=200, deadline=None)
@given(_limits, _units, _received, _gaps, st.sampled_from(list(PauseMode)))
def test_one_more_pause_never_brings_the_deadline_forward(
    limit: int, unit: LimitUnit, received: dt.datetime, gaps: list[int], mode: PauseMode
) -> None:
    pauses = _pauses(received, gaps, [mode] * 4)
    ends = [due(limit, unit, received, pauses[:n], SHIPPED).due_at for n in range(len(pauses) + 1)]
    assert ends == sorted(ends)


@settings(max_examples=150, deadline=None)
@given(
    _limits, _units, _received, st.tuples(st.integers(0, 9999), st.integers(0, 9999)), st.sampled_from(list(PauseMode))
)
def test_a_pause_from_the_deadline_on_or_before_the_receipt_changes_nothing(
    limit: int, unit: LimitUnit, received: dt.datetime, minutes: tuple[int, int], mode: PauseMode
) -> None:
    after, length = minutes
    plain = due(limit, unit, received, [], SHIPPED)
    late = plain.due_at + dt.timedelta(minutes=after)
    early = plain.effective - dt.timedelta(minutes=length)
    pauses = [
        Pause(late, late + dt.timedelta(minutes=length), mode),
        Pause(early - dt.timedelta(minutes=after), early, mode),
    ]
    assert due(limit, unit, received, pauses, SHIPPED) == plain


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), _received, _gaps)
def test_hours_add_the_working_minutes_of_the_pauses(limit: int, received: dt.datetime, gaps: list[int]) -> None:
    pauses = _pauses(received, gaps, [STOP] * 4)
    answer = due(limit, HOUR, received, pauses, SHIPPED)
    minute = answer.effective
    worked = 0
    while minute < answer.due_at:
        spans = SHIPPED.facts(minute.date()).spans
        open_now = any(opens <= minute < closes for opens, closes in spans)
        worked += open_now and not any(pause.begins <= minute < pause.ends for pause in pauses)
        minute += dt.timedelta(minutes=1)
    assert worked == limit * 60
    assert any(answer.due_at <= closes and opens < answer.due_at for opens, closes in spans)
