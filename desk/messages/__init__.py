"""Turns each error into one Vietnamese sentence that says what happened and what to do next.

A template names facts in braces; a part in square brackets is left out when one of its facts is empty.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from desk.errors import BadCalendar, ClockAhead, ClockImpossible, ClockWrong, DeskError, fact_text
from desk.messages.sentences import SENTENCES
from desk.messages.words import (
    ACTION_WORDS,
    CARD_FAULTS,
    COLLECTED_WITH_WORDS,
    FIELD_WORDS,
    FOREIGN_SIGNATURE,
    PLACE_WORDS,
    PROBLEMS,
    REMINDER_WORDS,
    REQUEST_STATE_WORDS,
    REQUEST_WORDS,
    SLIP_FIELD_WORDS,
    STATUS_WORDS,
    UNIT_WORDS,
    VERB_WORDS,
    VERDICT_WORDS,
)
from desk.rules.cause_words import CAUSE_WORDS
from desk.rules.clock_doubt import ClockDoubt
from desk.rules.money import format_vnd
from desk.vocabulary import SlipField, SlipVerdict

if TYPE_CHECKING:
    from desk.services.slip_check import SlipChecked

__all__ = [
    "ACTION_WORDS", "CAUSE_WORDS", "COLLECTED_WITH_WORDS", "PLACE_WORDS", "REMINDER_WORDS", "REQUEST_STATE_WORDS",
    "REQUEST_WORDS", "SENTENCES", "STATUS_WORDS", "UNIT_WORDS", "VERB_WORDS", "doubt_words", "field_words", "plain",
    "sentence", "unexpected", "verdict_words", "words_for", "zone_words",
]  # fmt: skip

_LONGEST_FACT = 200
# facts that are whole đồng
_AMOUNTS: Final = frozenset({"amount", "expected", "waived", "outstanding", "left", "receipts", "lines"})
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NAMED = re.compile(r"\{(\w+)\}")


def sentence(error: DeskError) -> str:
    """The sentence for an error. A class without one is a bug that tests/test_messages.py finds."""
    facts = error.facts
    template = SENTENCES[type(error).__name__]

    def kept(part: re.Match[str]) -> str:
        return part[1] if all(facts.get(name) is not None for name in _NAMED.findall(part[1])) else ""

    return _NAMED.sub(lambda found: words_for(found[1], facts.get(found[1])), _OPTIONAL.sub(kept, template))


def unexpected(log: str | None) -> str:
    """The sentence for a bug of ours; `log` is the file that holds its report, if one could be written."""
    where = f"hãy thử lại, nếu vẫn gặp thì gửi nhật ký {plain(log)} cho nơi hỗ trợ" if log else "hãy báo nơi hỗ trợ"
    return f"Có trục trặc ngoài dự kiến, việc đang làm chưa được ghi nhận; {where}."


def words_for(fact: str, value: object) -> str:
    """A fact as it stands in a sentence: in Vietnamese words where it is a code of ours, else as plain text."""
    if fact == "field":
        return field_words(str(value))
    if fact in _AMOUNTS and isinstance(value, int):
        return format_vnd(value)
    if fact == "faults" and isinstance(value, list | tuple):
        return "; ".join(_place_words(one) for one in value)
    if isinstance(value, list | tuple | set | frozenset):
        return plain(", ".join(str(one) for one in value))
    return _WORDS.get(fact, {}).get(str(value)) or plain(fact_text(value))


def _place_words(fault: BadCalendar) -> str:
    """One fault of a file by its line: `dòng 12 có loại ngày lạ (“lễ”)`."""
    facts = fault.facts
    where = f"dòng {facts['line']}" if facts["line"] is not None else "tệp"
    words = f"{where} {words_for('problem', facts['problem'])}"
    value = facts["day"] if facts["day"] is not None else facts["value"]
    return words if value is None else f"{words} (“{plain(fact_text(value))}”)"


def field_words(field: str) -> str:
    """The words for a field by its name in `register`: "applicant.name" is "họ tên của người nộp"."""
    owner, _, name = field.rpartition(".")
    words = FIELD_WORDS.get(name)
    listed = re.fullmatch(r"(components|steps)\[(\d+)\]", owner or field)
    if listed and name == "name":
        words = "tên"
    if listed:
        one = f"{FIELD_WORDS[listed[1]]} thứ {listed[2]}"
        return f"{words} của {one}" if owner and words else one
    if words is None:
        return plain(field)
    return f"{words} của {FIELD_WORDS[owner]}" if owner in FIELD_WORDS else words


def verdict_words(checked: SlipChecked) -> str:
    """What a scanned slip is, what to do about it, and in what it differs."""
    posing = checked.verdict is SlipVerdict.UNKNOWN_OFFICE and SlipField.SIGNATURE in checked.differs
    words = (FOREIGN_SIGNATURE if posing else VERDICT_WORDS[checked.verdict]).format(agency=plain(checked.agency))
    if posing or not checked.differs:
        return words
    return f"{words} Chỗ khác: {', '.join(SLIP_FIELD_WORDS[field] for field in checked.differs)}."


def doubt_words(doubt: ClockDoubt, now: dt.datetime, newest: dt.datetime | None) -> str:
    """What is wrong with the machine's clock, and what to do."""
    errors = {ClockDoubt.BACK: ClockWrong, ClockDoubt.AHEAD: ClockAhead, ClockDoubt.IMPOSSIBLE: ClockImpossible}
    return sentence(errors[doubt](at=now, last=newest))


def zone_words(offset: dt.timedelta) -> str:
    """That the machine is set to another zone, and that the office's times are Vietnam's all the same."""
    minutes = int(offset.total_seconds()) // 60
    sign, (hours, rest) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return (
        f"Máy này đặt múi giờ UTC{sign}{hours:02}:{rest:02}; chương trình vẫn ghi và in theo giờ Việt Nam (UTC+07:00),"
        " nên đặt lại múi giờ của máy để khỏi nhầm."
    )


def plain(text: str) -> str:
    """Text from outside made safe for one line of a terminal or window: no control characters, NFC, not endless."""
    cut = text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut)
    return unicodedata.normalize("NFC", shown)


_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "status": STATUS_WORDS,
    "verb": VERB_WORDS,
    "action": ACTION_WORDS,
    "unit": UNIT_WORDS,
    "place": PLACE_WORDS,
    "kind": REQUEST_WORDS,
    "state": REQUEST_STATE_WORDS,
    "why": CARD_FAULTS,
    "problem": PROBLEMS,
    "paper": COLLECTED_WITH_WORDS,
}
