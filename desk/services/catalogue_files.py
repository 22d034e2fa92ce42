"""Reads a catalogue file: the administrative procedures with their limits, fees and components."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from desk.errors import BadCatalogue, BadText, FileRefused
from desk.file_gate import LARGEST_DOCUMENT, read_toml
from desk.rules.text import clean_text
from desk.services.catalogue import StepBudget
from desk.vocabulary import Channel, FeeUnit, LimitUnit, PauseMode

# National code, and the longer form that some provinces add to it (2.000815.000.00.00.H55).
_CODE = re.compile(r"[0-9]\.[0-9]{6}(?:\.[A-Z0-9]{2,3}){0,4}")
_ALL_CHANNELS = "all"
_NAME_LENGTH = 2000  # the longest name in force has more than 900 characters
_MOST = 1_000_000_000
_ONE_OF_ITS_KIND = {LimitUnit.SAME_DAY, LimitUnit.SESSION, LimitUnit.IMMEDIATE}

_Kind = TypeVar("_Kind", bound=StrEnum)


@dataclass(frozen=True)
class LimitEntry:
    """Time limit of one channel; `committed` is what the province promises, where it is known."""

    channel: Channel
    statutory: int
    committed: int | None
    unit: LimitUnit


@dataclass(frozen=True)
class FeeEntry:
    """Fee or charge of one channel in đồng; without an amount it is known that one is set, but not which."""

    channel: Channel
    amount: int | None
    per: FeeUnit
    note: str


@dataclass(frozen=True)
class ComponentEntry:
    """A paper that is asked for; all counts are zero for one that is only shown."""

    name: str
    originals: int
    certified: int
    photocopies: int
    optional: bool


@dataclass(frozen=True)
class ProcedureEntry:
    """One procedure of a file; without limits it is incomplete and no dossier of it can be promised."""

    code: str
    name: str
    sector: str
    note: str
    verified: bool
    supplement_mode: PauseMode
    cutoff: dt.time | None
    limits: tuple[LimitEntry, ...]
    fees: tuple[FeeEntry, ...]
    components: tuple[ComponentEntry, ...]
    payment_stops: bool = False
    steps: tuple[StepBudget, ...] = ()


class _Fault(Exception):
    """What is wrong in the table at hand; becomes BadCatalogue where file and code are known."""


def read_catalogue(path: Path) -> tuple[ProcedureEntry, ...]:
    """The procedures of a TOML file in the file's order, "all" channels written out as each of them.

    Raises BadCatalogue with the file's name, the procedure's code (None when the fault lies outside one) and the
    problem as a key of the file or a TOML message.
    """
    code: str | None = None
    try:
        document = read_toml(path, 2 * LARGEST_DOCUMENT)
        _known(document, "source", "collected", "marks", "procedure")
        found: dict[str, ProcedureEntry] = {}
        for table in _tables(document, "procedure"):
            code = _code(table)
            if code in found:
                _fail("code: repeated")
            found[code] = _procedure(code, table)
            code = None
    except FileRefused as refused:
        raise BadCatalogue(file=path.name, code=None, problem=refused.facts["problem"]) from None
    except _Fault as fault:
        raise BadCatalogue(file=path.name, code=code, problem=str(fault)) from None
    if not found:
        raise BadCatalogue(file=path.name, code=None, problem="procedure: none")
    return tuple(found.values())


def _procedure(code: str, table: Mapping[str, Any]) -> ProcedureEntry:
    _known(table, *ProcedureEntry.__dataclass_fields__)
    cutoff = table.get("cutoff")
    if not (cutoff is None or isinstance(cutoff, dt.time)):
        _fail("cutoff")
    return ProcedureEntry(
        code=code,
        name=_text(table, "name", _NAME_LENGTH),
        sector=_text(table, "sector", 200),
        note=_text(table, "note", needed=False),
        verified=_flag(table, "verified"),
        supplement_mode=_one_of(PauseMode, table, "supplement_mode", PauseMode.RESTART),
        cutoff=cutoff,
        limits=_per_channel("limits", (_limits(one) for one in _tables(table, "limits"))),
        fees=_per_channel("fees", (_fees(one) for one in _tables(table, "fees"))),
        components=tuple(_component(one) for one in _tables(table, "components")),
        payment_stops=_flag(table, "payment_stops", False),
        steps=tuple(_step(one) for one in _tables(table, "steps")),
    )


def _step(table: Mapping[str, Any]) -> StepBudget:
    _known(table, *StepBudget.__dataclass_fields__)
    return StepBudget(_text(table, "name", 200), _text(table, "desk", 200), _number(table, "hours", 1, 3660))


def _limits(table: Mapping[str, Any]) -> list[LimitEntry]:
    _known(table, *LimitEntry.__dataclass_fields__)
    unit = _one_of(LimitUnit, table, "unit")
    highest = 1 if unit in _ONE_OF_ITS_KIND else 3660
    statutory = _number(table, "statutory", 1, highest)
    committed = _number(table, "committed", 1, statutory) if "committed" in table else None
    return [LimitEntry(channel, statutory, committed, unit) for channel in _channels(table)]


def _fees(table: Mapping[str, Any]) -> list[FeeEntry]:
    _known(table, *FeeEntry.__dataclass_fields__)
    amount = _number(table, "amount", 0, _MOST) if "amount" in table else None
    per = _one_of(FeeUnit, table, "per", FeeUnit.DOSSIER)
    note = _text(table, "note", needed=amount is None)  # an unknown amount has to say why
    return [FeeEntry(channel, amount, per, note) for channel in _channels(table)]


def _component(table: Mapping[str, Any]) -> ComponentEntry:
    _known(table, "shown", *ComponentEntry.__dataclass_fields__)
    shown = _flag(table, "shown", False)
    if shown and {"originals", "certified", "photocopies"} & set(table):
        _fail("shown: with counts")
    entry = ComponentEntry(
        name=_text(table, "name"),
        originals=_number(table, "originals", 0, 99, 0 if shown else 1),
        certified=_number(table, "certified", 0, 99, 0),
        photocopies=_number(table, "photocopies", 0, 99, 0),
        optional=_flag(table, "optional", False),
    )
    if not (shown or entry.originals or entry.certified or entry.photocopies):
        _fail("components: no count and not shown")
    return entry


_Entry = TypeVar("_Entry", LimitEntry, FeeEntry)


def _per_channel(key: str, groups: Iterable[list[_Entry]]) -> tuple[_Entry, ...]:
    entries = [entry for group in groups for entry in group]
    if len({entry.channel for entry in entries}) < len(entries):
        _fail(f"{key}: a channel twice")
    return tuple(entries)


def _channels(table: Mapping[str, Any]) -> tuple[Channel, ...]:
    return tuple(Channel) if table.get("channel") == _ALL_CHANNELS else (_one_of(Channel, table, "channel"),)


def _code(table: Mapping[str, Any]) -> str:
    code = table.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        _fail("code")
    return code


def _tables(table: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        _fail(key)
    return found


def _text(table: Mapping[str, Any], key: str, limit: int = 500, *, needed: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        _fail(key)
    try:
        text = clean_text(value, key, limit)
    except BadText as bad:
        _fail(f"{key}: {bad.facts['problem']}")
    if needed and not text:
        _fail(key)
    return text


def _number(table: Mapping[str, Any], key: str, lowest: int, highest: int, usual: int | None = None) -> int:
    value = table.get(key, usual)
    if type(value) is not int or not lowest <= value <= highest:  # a bool is an int as well
        _fail(key)
    return value


def _flag(table: Mapping[str, Any], key: str, usual: bool | None = None) -> bool:
    value = table.get(key, usual)
    if not isinstance(value, bool):
        _fail(key)
    return value


def _one_of(kind: type[_Kind], table: Mapping[str, Any], key: str, usual: _Kind | None = None) -> _Kind:
    value = table.get(key, usual)
    if value not in list(kind):
        _fail(key)
    return kind(value)


def _known(table: Mapping[str, Any], *keys: str) -> None:
    unknown = sorted(set(table) - set(keys))
    if unknown:
        _fail(f"{unknown[0]}: unknown")


def _fail(problem: str) -> NoReturn:
    raise _Fault(problem)
