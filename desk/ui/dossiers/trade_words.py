"""The Vietnamese words of stored codes that only a dossier's page says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from desk.rules.instants import in_vietnam
from desk.services.intake_request import ComponentGiven
from desk.vocabulary import (
    Channel,
    CollectorKind,
    DiscontinueReason,
    Outcome,
    PauseMode,
    PromiseReason,
    Verb,
)

CHANNEL_WORDS: Final[Mapping[str, str]] = {
    Channel.COUNTER: "tại quầy",
    Channel.ONLINE: "trực tuyến",
    Channel.POST: "qua bưu chính",
}
PAUSE_WORDS: Final[Mapping[str, str]] = {
    PauseMode.STOP: "thời hạn đứng lại trong lúc chờ",
    PauseMode.RESTART: "nhận đủ thì tính lại từ đầu",
}
PAUSE_REASONS: Final[Mapping[str, str]] = {
    Verb.REQUEST_SUPPLEMENT: "chờ bổ sung",
    Verb.REQUEST_PAYMENT: "chờ nộp phí, lệ phí",
}
OUTCOME_WORDS: Final[Mapping[str, str]] = {
    Outcome.EARLY: "xong trước ngày hẹn",
    Outcome.ON_TIME: "xong đúng hạn",
    Outcome.LATE: "xong quá hạn",
    Outcome.WITHIN: "còn trong hạn",
    Outcome.OVERDUE: "đã quá hạn, chưa xong",
    Outcome.NOT_COUNTED: "không tính, số đã hủy",
}
PROMISE_WORDS: Final[Mapping[str, str]] = {
    PromiseReason.FIRST: "khi tiếp nhận",
    PromiseReason.PAUSE: "sau khi bổ sung",
    PromiseReason.EXTENSION: "gia hạn",
}
DISCONTINUE_WORDS: Final[Mapping[str, str]] = {
    DiscontinueReason.CLOSED_NO_SUPPLEMENT: "hết thời gian mà người nộp không bổ sung",
    DiscontinueReason.SPECIAL_LAW: "theo quy định của luật chuyên ngành",
}
COLLECTOR_WORDS: Final[Mapping[str, str]] = {
    CollectorKind.APPLICANT: "người nộp",
    CollectorKind.AUTHORISED_PERSON: "người được ủy quyền",
    CollectorKind.OTHER: "người khác",
}


def when(at: dt.datetime) -> str:
    """A moment of a list: `09:00 23/11/2026`."""
    return f"{in_vietnam(at):%H:%M %d/%m/%Y}"


def counts(component: ComponentGiven) -> str:
    """How many papers of a component there are: `1 bản chính, 2 bản chụp`."""
    parts = (
        (component.originals, "bản chính"),
        (component.certified, "bản chứng thực"),
        (component.photocopies, "bản chụp"),
    )
    return ", ".join(f"{count} {words}" for count, words in parts if count) or "chưa ghi số bản"
