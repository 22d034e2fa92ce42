"""The catalogue in words, as its list, its sheet and its form say them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from desk.messages import UNIT_WORDS
from desk.services.catalogue import ComponentAsked, Limit, Procedure
from desk.services.procedure_words import LIMIT_ALONE, limit_text
from desk.ui import style
from desk.vocabulary import Channel, PauseMode

_Told = TypeVar("_Told")


class ProcedureState(Enum):
    """How a procedure stands at the counter today; its value is the icon that is its shape."""

    IN_FORCE = "ready"
    INCOMPLETE = "due-soon"
    COMING = "coming"
    ENDED = "ended"


def tr(text: str) -> str:
    """The text in the language of the windows."""
    return QCoreApplication.translate("catalogue", text)


def state_of(edition: Procedure, day: dt.date) -> ProcedureState:
    """How an edition stands on a day."""
    if edition.ended:
        return ProcedureState.ENDED
    if edition.valid_from > day:
        return ProcedureState.COMING
    return ProcedureState.IN_FORCE if edition.complete else ProcedureState.INCOMPLETE


def state_words(state: ProcedureState) -> str:
    """The word of a state."""
    return {
        ProcedureState.IN_FORCE: tr("Đang áp dụng"),
        ProcedureState.INCOMPLETE: tr("Chưa đủ"),
        ProcedureState.COMING: tr("Chưa đến ngày"),
        ProcedureState.ENDED: tr("Hết hiệu lực"),
    }[state]


def state_colour(state: ProcedureState) -> str:
    """The colour that a state wears now."""
    worn = style.current()
    return {
        ProcedureState.IN_FORCE: worn.muted,  # nothing to do: colour is kept for what waits
        ProcedureState.INCOMPLETE: worn.warn,
        ProcedureState.COMING: worn.waiting,
        ProcedureState.ENDED: worn.muted,
    }[state]


def channel_words(channel: Channel) -> str:
    """A channel as a line of the sheet begins: `Tại quầy`."""
    return {
        Channel.COUNTER: tr("Tại quầy"),
        Channel.ONLINE: tr("Trực tuyến"),
        Channel.POST: tr("Bưu chính"),
    }[channel]


def channels_words(channels: list[Channel]) -> str:
    """Several channels that share a line; all of them in one word."""
    if len(channels) == len(Channel):
        return tr("Mọi kênh")
    first, *rest = (channel_words(channel) for channel in channels)
    return ", ".join([first, *(word.lower() for word in rest)])


def by_channels(told: Mapping[Channel, _Told]) -> list[tuple[list[Channel], _Told]]:
    """Channels that say the same stand together, in their order."""
    groups: list[tuple[list[Channel], _Told]] = []
    for channel in Channel:
        if channel not in told:
            continue
        for channels, same in groups:
            if same == told[channel]:
                channels.append(channel)
                break
        else:
            groups.append(([channel], told[channel]))
    return groups


def limit_words(limit: Limit) -> str:
    """A limit with what the office commits to: `05 ngày làm việc; cam kết 03 ngày làm việc`."""
    words = limit_text(limit.statutory, limit.unit)
    if limit.committed is None:
        return words
    return tr("{limit}; cam kết {committed}").format(limit=words, committed=limit_text(limit.committed, limit.unit))


def promised_words(procedure: Procedure) -> str:
    """The limit that a dossier at the counter is promised by, else that of the first channel there is."""
    if not procedure.limits:
        return "–"
    limit = procedure.limits.get(Channel.COUNTER) or next(iter(procedure.limits.values()))
    return UNIT_WORDS[limit.unit] if limit.unit in LIMIT_ALONE else limit_text(limit.promised, limit.unit)


def counts_words(component: ComponentAsked) -> str:
    """How many of a paper are handed in: `1 bản chính, 2 bản chụp`."""
    counts = (
        (component.originals, tr("bản chính")),
        (component.certified, tr("bản sao chứng thực")),
        (component.photocopies, tr("bản chụp")),
    )
    return ", ".join(f"{count} {word}" for count, word in counts if count) or tr("chỉ xuất trình")


def supplement_words(mode: PauseMode) -> str:
    """What a supplement does to the time limit."""
    return {
        PauseMode.RESTART: tr("Tính lại thời hạn từ đầu khi đã bổ sung đủ"),
        PauseMode.STOP: tr("Dừng thời hạn khi chờ, bổ sung xong tính tiếp"),
    }[mode]


def edition_words(edition: Procedure, editions: tuple[Procedure, ...], day: dt.date) -> str:
    """An edition among all of its procedure, oldest first: from when, and whether it holds."""
    held = next((one for one in reversed(editions) if one.valid_from <= day), None)
    if edition.valid_from > day:
        word = tr("chưa đến ngày")
    elif edition is held:
        word = tr("hết hiệu lực") if edition.ended else tr("đang áp dụng")
    else:
        word = tr("bản cũ")
    return tr("Từ {day} – {state}").format(day=f"{edition.valid_from:%d/%m/%Y}", state=word)
