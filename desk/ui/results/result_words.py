"""The sentences of handing over: was it on time, how long does it wait, why is there nothing to hand over."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QCoreApplication

from desk.errors import MissingCalendarYear
from desk.messages import COLLECTED_WITH_WORDS, STATUS_WORDS
from desk.rules.due_date import promise_in_force
from desk.rules.instants import in_vietnam, vietnam_day
from desk.rules.transitions import OPEN
from desk.rules.working_calendar import WorkingCalendar
from desk.services.dossiers import DossierShown
from desk.ui.wording import moment_words
from desk.vocabulary import Status


def _tr(words: str) -> str:
    return QCoreApplication.translate("results", words)


def when(at: dt.datetime) -> str:
    """A moment beside a name: `09:12 23/11/2026`."""
    return f"{in_vietnam(at):%H:%M %d/%m/%Y}"


def waiting_words(finished: dt.datetime | None, now: dt.datetime) -> str:
    """How long a result has lain ready, in days of the calendar."""
    if finished is None:
        return ""
    days = (vietnam_day(now) - vietnam_day(finished)).days
    return _tr("{days} ngày").format(days=days) if days else _tr("hôm nay")


def is_late(shown: DossierShown, calendar: WorkingCalendar) -> bool:
    """Whether the result came after the promise as it binds."""
    return shown.finished_at is not None and shown.finished_at > _bound(shown, calendar)


def on_time_words(shown: DossierShown, calendar: WorkingCalendar) -> str:
    """When the result was there, and whether that kept the promise."""
    if shown.finished_at is None:
        return ""
    at, bound = when(shown.finished_at), _bound(shown, calendar)
    days = (vietnam_day(shown.finished_at) - vietnam_day(bound)).days
    if shown.finished_at > bound:
        late = _tr("muộn {days} ngày").format(days=days) if days else _tr("muộn trong ngày hẹn")
        return f"{at}, {late}"
    return f"{at}, " + (_tr("sớm {days} ngày").format(days=-days) if days else _tr("đúng hẹn"))


def state_words(shown: DossierShown) -> str:
    """Why there is nothing to hand over, in one sentence."""
    if shown.status is Status.RETURNED:
        return _returned_words(shown)
    if shown.stopped:
        return _tr("Hồ sơ {status}, chưa có kết quả; thời hạn đang dừng đến khi nhận đủ.").format(
            status=STATUS_WORDS[shown.status]
        )
    if shown.status in OPEN:
        return _tr("Hồ sơ {status}, chưa có kết quả; hẹn trả {moment}.").format(
            status=STATUS_WORDS[shown.status], moment=moment_words(shown.promised_at)
        )
    return _tr("Hồ sơ {status}, không có kết quả để trả.").format(status=STATUS_WORDS[shown.status])


def _returned_words(shown: DossierShown) -> str:
    last = shown.events[-1]
    words = _tr("Đã trả lúc {moment} cho {name}").format(moment=when(last.at), name=last.collector or "?")
    found = shown.collection
    if found is not None:
        words += _tr(" ({paper}").format(paper=COLLECTED_WITH_WORDS[found.paper])
        words += _tr(", mất giấy hẹn)") if found.lost_slip else ")"
    return words + "."


def _bound(shown: DossierShown, calendar: WorkingCalendar) -> dt.datetime:
    """The promise as it binds; as printed where the calendar ends."""
    try:
        return promise_in_force(shown.promised_at, calendar)
    except MissingCalendarYear:
        return shown.promised_at
