"""Every error has its sentence, every sentence names only facts that its error carries."""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
import re
import unicodedata
from collections.abc import Iterator

import pytest

import desk
from desk.errors import (
    BadCalendar,
    BadCard,
    BadLimit,
    DeskError,
    MissingField,
    NotAllowed,
    StepRefused,
    TimeInFuture,
    UnknownField,
)
from desk.messages import ACTION_WORDS, SENTENCES, STATUS_WORDS, UNIT_WORDS, VERB_WORDS, sentence, unexpected
from desk.messages.words import PROBLEMS
from desk.rules.card import CardFault
from desk.rules.instants import VIETNAM
from desk.rules.working_calendar import CalendarFault
from desk.services.intake_request import APPLICANT_FIELDS, COMPONENT_FIELDS, REQUEST_FIELDS
from desk.services.sign_in import PERMISSIONS
from desk.vocabulary import LimitUnit, Status, Verb


def all_errors() -> Iterator[type[DeskError]]:
    for module in pkgutil.walk_packages(desk.__path__, "desk."):
        if not module.name.startswith(("desk.ui", "desk.store.migrations.")):
            importlib.import_module(module.name)
    waiting = [DeskError]
    while waiting:
        for one in waiting.pop().__subclasses__():
            if one.__module__.startswith("desk."):
                yield one
                waiting.append(one)


ERRORS = {error.__name__: error for error in all_errors()}


def documented_facts(error: type[DeskError]) -> set[str]:
    doc = " ".join((error.__doc__ or "").split())
    listed = re.search(r"\bFacts: (.+)", doc)
    plain = re.sub(r"\([^()]*\)", "", listed[1]).split(".")[0] if listed else ""
    return {name for part in plain.split(",") if (name := part.strip().split(" ")[0])}


@pytest.mark.parametrize("name", sorted(ERRORS))
def test_every_error_has_a_sentence_of_its_own_facts(name: str) -> None:
    template = SENTENCES[name]
    assert set(re.findall(r"\{(\w+)\}", template)) <= documented_facts(ERRORS[name])
    said = sentence(ERRORS[name](**dict.fromkeys(documented_facts(ERRORS[name]), "x")))
    assert said.endswith(".")
    assert not re.search(r"[\[\]{}\n]", said)
    assert unicodedata.is_normalized("NFC", said)
    assert ";" in said, "what to do next"


def test_no_sentence_without_its_error() -> None:
    assert set(SENTENCES) - set(ERRORS) == set()


@pytest.mark.parametrize("fault", CardFault)
def test_card_faults_are_said_in_words(fault: CardFault) -> None:
    assert fault.value not in sentence(BadCard(why=fault))


@pytest.mark.parametrize("fault", CalendarFault)
def test_calendar_faults_are_said_in_words(fault: CalendarFault) -> None:
    assert fault.value in PROBLEMS
    assert fault.value not in sentence(BadCalendar(file="2026.toml", line=3, problem=fault))


def test_words_cover_the_vocabulary() -> None:
    assert set(STATUS_WORDS) == set(Status)
    assert set(VERB_WORDS) == set(Verb)
    assert set(UNIT_WORDS) == set(LimitUnit)
    assert set(PERMISSIONS) - set(ACTION_WORDS) == set()


def test_fields_of_a_request_are_said_in_words() -> None:
    names = [*REQUEST_FIELDS, *(f"applicant.{name}" for name in APPLICANT_FIELDS)]
    names += [f"components[2].{name}" for name in COMPONENT_FIELDS]
    for name in names:
        assert name not in sentence(MissingField(field=name))
    assert "họ tên của người nộp" in sentence(MissingField(field="applicant.name"))
    assert "số bản chính của thành phần hồ sơ thứ 2" in sentence(MissingField(field="components[2].originals"))


def test_facts_are_worded() -> None:
    refused = sentence(StepRefused(number="H21.18-261123-0001", verb=Verb.FINISH, status=Status.RETURNED))
    assert refused.startswith("Không thể ghi có kết quả cho hồ sơ H21.18-261123-0001 khi hồ sơ đã trả kết quả;")
    at = dt.datetime(2026, 11, 23, 9, 5, tzinfo=VIETNAM)
    assert "09:05 ngày 23/11/2026" in sentence(TimeInFuture(field="at", at=at))
    assert "có quyền tiếp nhận hồ sơ" in sentence(NotAllowed(login="chuyenmon", action="register"))
    assert "(ngày làm việc)" in sentence(BadLimit(limit=0, unit=LimitUnit.WORKING_DAY))


def test_empty_facts_leave_their_part_out() -> None:
    assert sentence(BadCalendar(file=None, line=None, problem="no_rows")).startswith("Lịch làm việc không có ngày nào;")
    assert "2026.toml, dòng 3, " in sentence(BadCalendar(file="2026.toml", line=3, problem="not_toml"))


def test_hostile_facts_stay_on_one_printable_line() -> None:
    said = sentence(UnknownField(key="a\x1b[31m\nb\u202e{number}[x]\ud800" + "y" * 5000))
    assert said.isprintable()
    assert len(said) < 400
    assert "{number}[x]" in said


def test_a_bug_is_said_to_be_one() -> None:
    assert unexpected("logs/desk.log").endswith(".")
    assert "logs/desk.log" in unexpected("logs/desk.log")
    assert "nhật ký" not in unexpected(None)
