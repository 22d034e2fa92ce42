"""The shipped wording of messages: dated editions, of which the one in force words what is told."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from desk import paths
from desk.rules.instants import in_vietnam, vietnam_day
from desk.rules.message_life import MessageKind, MessageWay
from desk.rules.message_text import filled, filled_short, without_accents
from desk.services.desk import UnitFacts
from desk.vocabulary import ReturnChannel

_PRACTICE = "(Thực hành) "


@dataclass(frozen=True)
class Worded:
    """A message in words: its edition, the subject that an e-mail bears, its text."""

    edition: str
    subject: str
    text: str


@cache
def _editions() -> tuple[dict[str, Any], ...]:
    """The editions, the oldest first."""
    with (paths.resources() / "messages/wording.toml").open("rb") as file:
        found = tomllib.load(file)["edition"]
    return tuple(sorted(found, key=lambda one: one["valid_from"]))


def worded(
    kind: MessageKind,
    way: MessageWay,
    unit: UnitFacts,
    number: str,
    promised_at: dt.datetime,
    back: ReturnChannel,
    now: dt.datetime,
) -> Worded:
    """What is told now of a dossier; an SMS fits into 160 characters without accents."""
    day = vietnam_day(now)
    edition = [one for one in _editions() if one["valid_from"] <= day][-1]
    texts = edition.get(f"{kind.value}-{back.value}", edition[kind.value])
    practice = _PRACTICE if unit.practice else ""
    facts = {
        "office": practice + unit.name,
        "number": number,
        "promised": f"{in_vietnam(promised_at):%H:%M ngày %d/%m/%Y}",
    }
    subject = practice + filled(texts["subject"], facts)
    if way is MessageWay.SMS:
        return Worded(edition["name"], without_accents(subject), filled_short(texts["sms"], facts, "office"))
    text = filled(texts["text"], facts) + str(edition["foot"])
    return Worded(edition["name"], subject, text if way is MessageWay.EMAIL else filled(texts["text"], facts))
