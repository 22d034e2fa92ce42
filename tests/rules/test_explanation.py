"""A date explained: the sentences a citizen reads, and a wall calendar that counts to the same day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.paths import resources
from desk.rules.clock import Extension, Terms, deadline
from desk.rules.due_date import Pause, due
from desk.rules.explanation import DayMark, Explanation, explain_due, month_grids
from desk.rules.instants import VIETNAM
from desk.services.calendar_files import read_calendar_folder
from desk.services.procedure_words import limit_text
from desk.vocabulary import LimitUnit, PauseMode

CALENDAR = read_calendar_folder(resources() / "calendar")
DAYS, WALL, HOURS = LimitUnit.WORKING_DAY, LimitUnit.CALENDAR_DAY, LimitUnit.WORKING_HOUR


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def explained(limit: int, unit: LimitUnit, received: str, *pauses: Pause) -> Explanation:
    found = due(limit, unit, at(received), pauses, CALENDAR)
    return explain_due(found, limit_text(limit, unit), unit, at(received), pauses, None, CALENDAR)


def marks(found: Explanation) -> str:
    """Each day by the first letter of its mark, numbered where it is."""
    return " ".join(f"{one.date:%d}{one.mark[0]}{one.number or ''}" for one in found.days)


def test_working_days_over_a_holiday_and_a_weekend() -> None:
    found = explained(5, DAYS, "2026-11-23T09:00")
    assert found.sentences == (
        "Hồ sơ được nhận lúc 09:00 thứ Hai 23/11/2026. Thời hạn giải quyết: 05 ngày làm việc.",
        "Ngày 23/11 không tính; tính từ ngày tiếp theo.",
        "Tính được 5 ngày làm việc: 25–27/11, 30/11–01/12.",
        "Không tính ngày nghỉ hằng tuần: 28–29/11.",
        "Không tính 24/11: nghỉ Ngày Văn hóa Việt Nam, theo Nghị quyết 28/2026/QH16.",
        "Vì vậy hạn trả kết quả là 17:00 thứ Ba 01/12/2026, lúc hết giờ làm việc.",
    )
    assert marks(found) == "23r 24s 25c1 26c2 27c3 28s 29s 30c4 01d5"
    assert not found.provisional


@pytest.mark.parametrize(
    ("limit", "unit", "received", "words", "picture"),
    [
        (1, DAYS, "2026-11-21T09:00", "ngày nghỉ nên hồ sơ được tính từ 07:00 thứ Hai 23/11", "21r 22s 23r 24s 25d1"),
        (5, WALL, "2026-11-23T09:00", "là ngày làm việc đầu tiên sau ngày nghỉ",
         "23r 24c1 25c2 26c3 27c4 28c5 29s 30d"),
        (8, HOURS, "2026-11-23T15:00", "23/11 từ 15:00 đến 17:00: tính 120 phút; 25/11", "23c 24s 25d"),
        (0, LimitUnit.SAME_DAY, "2026-11-23T15:30", "Hồ sơ nhận sau 15:00, trả vào ngày làm việc tiếp theo.",
         "23r 24s 25d"),
        (0, LimitUnit.SAME_DAY, "2026-11-23T09:00", "17:00 thứ Hai 23/11/2026", "23d"),
        (0, LimitUnit.SESSION, "2026-11-23T12:00", "nhận vào giờ nghỉ, buổi từ 13:30 đến 17:00", "23d"),
        (2, DAYS, "2026-12-31T09:00", "còn dự kiến", "31r 01s 02s 03s 04c1 05d2"),
    ],
)  # fmt: skip
def test_each_unit_in_words_and_days(limit: int, unit: LimitUnit, received: str, words: str, picture: str) -> None:
    found = explained(limit, unit, received)
    assert words in " ".join(found.sentences)
    assert marks(found) == picture


def test_a_month_names_the_day_it_is_counted_from() -> None:
    found = explained(1, LimitUnit.MONTH, "2026-10-01T09:00")
    assert "Tròn 1 tháng kể từ ngày 01/10/2026 (Chủ nhật)." in found.sentences
    assert found.days[-1].date == dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    ("mode", "words", "due_day"),
    [
        (PauseMode.STOP, "Không tính 27/11, 30/11–01/12: chờ bổ sung từ 10:00 26/11/2026", "2026-12-11"),
        (PauseMode.RESTART, "thời hạn tính lại từ đầu, kể từ 15:00 thứ Ba 01/12/2026", "2026-12-15"),
    ],
)
def test_a_wait_is_told_and_drawn(mode: PauseMode, words: str, due_day: str) -> None:
    wait = Pause(at("2026-11-26T10:00"), at("2026-12-01T15:00"), mode)
    found = explained(10, DAYS, "2026-11-23T09:00", wait)
    assert words in " ".join(found.sentences)
    assert found.due_at == at(f"{due_day}T17:00")
    paused = [one.date.day for one in found.days if one.mark is DayMark.PAUSED]
    assert 27 in paused
    assert 30 in paused
    assert [one.number for one in found.days if one.number] == list(range(1, 11))


def test_an_extension_is_the_last_word() -> None:
    extension = Extension(at("2026-11-30T08:00"), at("2026-12-08T17:00"))
    found = deadline(Terms(5, DAYS), at("2026-11-23T09:00"), (), extension, CALENDAR)
    told = explain_due(found, "05 ngày làm việc", DAYS, at("2026-11-23T09:00"), (), extension, CALENDAR)
    assert "Thời hạn được gia hạn một lần từ 17:00 01/12/2026 đến 17:00 08/12/2026." in told.sentences
    assert told.days[-1].date == dt.date(2026, 12, 8)


def test_months_of_the_wall() -> None:
    (november, december) = month_grids(explained(5, DAYS, "2026-11-23T09:00").days)
    assert (november.month, december.month) == (11, 12)
    assert november.weeks[0] == (None,) * 6 + (dt.date(2026, 11, 1),)
    assert sum(day is not None for week in december.weeks for day in week) == 31


FIRST = dt.datetime(2017, 1, 2, tzinfo=VIETNAM)
moments = st.integers(0, 3530 * 1440).map(lambda minutes: FIRST + dt.timedelta(minutes=minutes))


@given(
    moments, st.integers(1, 30), st.sampled_from([DAYS, WALL, HOURS]), st.integers(1, 12),
    st.integers(1, 20), st.sampled_from(PauseMode),
)  # fmt: skip
def test_every_day_is_there_once_and_the_numbers_reach_the_limit(
    received: dt.datetime, limit: int, unit: LimitUnit, after: int, length: int, mode: PauseMode
) -> None:
    begins = received + dt.timedelta(days=after)
    pauses = (Pause(begins, begins + dt.timedelta(days=length), mode),)
    due_at = due(limit, unit, received, pauses, CALENDAR)
    found = explain_due(due_at, "thử", unit, received, pauses, None, CALENDAR)
    days = [one.date for one in found.days]
    assert days == [received.date() + dt.timedelta(days=n) for n in range(len(days))]
    assert days[-1] == found.due_at.date()
    assert found.days[-1].mark is DayMark.DUE
    if unit is not HOURS:
        assert [one.number for one in found.days if one.number] == list(range(1, limit + 1))
    for one in found.days:
        assert one.mark is not DayMark.COUNTED or unit is WALL or CALENDAR.is_working(one.date)
    assert f"{found.due_at:%H:%M}" in found.sentences[-1] + found.sentences[-2]
