"""Recomputes everything that is derived: numbers and counters, status and promise, deadline and index."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.models import (
    Correction,
    Dossier,
    Event,
    HandedOver,
    Holding,
    NumberCounter,
    NumberGap,
    NumberPad,
    Party,
    Pause,
    Promise,
    Unit,
    UnitHeading,
)
from desk.rules.clock import Extension
from desk.rules.dossier_number import format_number
from desk.rules.transitions import OPEN, Life, Place, begin, can_take, fold, path
from desk.rules.transitions import TABLE as STEP_TABLE
from desk.services.catalogue import Procedure
from desk.services.clocks import closed, computed_due, moment_of
from desk.services.desk import Desk, Office
from desk.services.holding import HANDING, Holder, Target, held_after
from desk.services.kept_contents import content_faults
from desk.services.money_recount import money_faults
from desk.services.outbox_recount import outbox_faults
from desk.services.receipts import party_of, terms_of
from desk.store.full_text import TABLE, indexed_sums, word_sum
from desk.vocabulary import DiscontinueReason, PromiseReason, Status, Verb

Found = tuple[str, str]


def recounts(desk: Desk, connection: Connection) -> tuple[tuple[str, Callable[[], Iterator[Found]]], ...]:
    """Each recount with the table it is about: it gives place and words of every value that differs."""
    return (
        ("number_counter", lambda: _number_faults(connection)),
        ("dossier", lambda: _life_faults(connection, desk.office(connection))),
        (TABLE, lambda: _index_faults(connection)),
        ("fee_receipt", lambda: money_faults(connection)),
        ("message", lambda: outbox_faults(connection)),
        ("attachment", lambda: content_faults(connection, desk.home.attachments)),
    )


def _number_faults(connection: Connection) -> Iterator[Found]:
    """Each day's serials are 1 to the counter, each borne once by a dossier or explained as a gap."""
    used: dict[tuple[int, object], list[int]] = defaultdict(list)
    codes = _agency_codes(connection)
    for row in connection.execute(select(Dossier.unit_id, Dossier.number, Dossier.issued_on, Dossier.serial)):
        used[row.unit_id, row.issued_on].append(row.serial)
        if row.number not in {format_number(code, row.issued_on, row.serial) for code in codes}:
            yield f"dossier {row.number}", "số hồ sơ khác với ngày cấp và số thứ tự"
    for row in connection.execute(select(NumberGap.unit_id, NumberGap.number, NumberGap.day, NumberGap.serial)):
        used[row.unit_id, row.day].append(row.serial)
    for pad in connection.execute(select(NumberPad)):
        written = set(used[pad.unit_id, pad.day])
        used[pad.unit_id, pad.day] += [one for one in range(pad.first, pad.last + 1) if one not in written]
    counters = connection.execute(select(NumberCounter.unit_id, NumberCounter.day, NumberCounter.last))
    last = {(row.unit_id, row.day): row.last for row in counters}
    for day in used.keys() | last.keys():
        serials, expected = sorted(used.get(day, [])), list(range(1, (last.get(day) or 0) + 1))
        if serials != expected:
            missing = sorted(set(expected) - set(serials))[:5]
            yield (
                f"number_counter {day[1]}",
                f"bộ đếm {last.get(day)} không khớp số đã cấp; thiếu hoặc trùng: {missing}",
            )


def _agency_codes(connection: Connection) -> set[str]:
    """The codes that numbers of this office have begun with; there is rarely more than one."""
    return {*connection.execute(select(Unit.agency_code)).scalars(),
            *connection.execute(select(UnitHeading.agency_code)).scalars()}  # fmt: skip


def _grouped(
    connection: Connection, model: type[Event] | type[Pause] | type[Promise] | type[HandedOver]
) -> Iterator[tuple[int, list[Any]]]:
    rows = connection.execution_options(yield_per=1000).execute(select(model).order_by(model.dossier_id, model.seq))
    for dossier_id, group in groupby(rows, key=lambda row: row.dossier_id):
        yield dossier_id, list(group)


class _Beside:
    """Walks a grouped query beside the dossiers, both in order of the dossier's id."""

    def __init__(self, groups: Iterator[tuple[int, list[Any]]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def of(self, dossier_id: int) -> list[Any]:
        while self._next is not None and self._next[0] < dossier_id:
            self._next = next(self._groups, None)
        return self._next[1] if self._next is not None and self._next[0] == dossier_id else []


def _life_faults(connection: Connection, office: Office) -> Iterator[Found]:
    """Status and times are the fold of the events; the promise is the newest; the deadline is computed anew."""
    events, pauses, promises = (_Beside(_grouped(connection, model)) for model in (Event, Pause, Promise))
    handed, holdings = _Beside(_grouped(connection, HandedOver)), _holdings(connection)
    for row in connection.execution_options(yield_per=1000).execute(select(Dossier).order_by(Dossier.id)):
        place = f"dossier {row.number}"
        happened, waits, promised = events.of(row.id), pauses.of(row.id), promises.of(row.id)
        targets = {one.seq: Target(one.officer_id, one.body) for one in handed.of(row.id)}
        life = _fold(happened, targets, office.catalogue.by_edition[row.edition_id])
        if life is None:
            yield place, "các bước không nối tiếp nhau được"
            continue
        if (life.status, life.finished_at, life.returned_at) != (row.status, row.finished_at, row.returned_at):
            yield place, "tình trạng hoặc thời điểm khác với các bước đã ghi"
        if not promised or promised[-1].promised_at != row.promised_at:
            yield place, "thời điểm hẹn trả khác với lần hẹn mới nhất"
        if _held(happened, targets) != holdings.get(row.id, AT_THE_COUNTER):
            yield place, "nơi đang giữ hồ sơ khác với các lần chuyển đã ghi"
        # what ended under an earlier calendar keeps the deadline that was computed by it
        recounted = life.status in OPEN or not promised or promised[-1].calendar_id == office.calendar_id
        if recounted and _computed(office, row, life, waits, promised) != row.computed_at:
            yield place, "hạn tính toán khác với kết quả tính lại"


def _fold(happened: list[Any], targets: Mapping[int, Target], procedure: Procedure) -> Life | None:
    """The life that stored events lead to; None when a step could not follow the one before it."""
    if not happened or happened[0].verb != Verb.RECEIVE:
        return None
    bodies = {seq for seq, target in targets.items() if target.body is not None}
    life = begin(happened[0].at)
    for event in happened[1:]:
        moment = moment_of(event, bodies, procedure)
        reason = DiscontinueReason(event.reason) if moment.verb is Verb.DISCONTINUE else None
        follows = can_take(life, moment.verb, reason) and path(life.status, moment.verb, reason) == (moment.verb,)
        if not follows or event.at < life.last_at or (moment.verb in HANDING) != (event.seq in targets):
            return None
        if moment.status is not (STEP_TABLE[moment.verb].target or life.status):
            return None
        life = fold([moment], life)
    return life


AT_THE_COUNTER = Holder(Place.COUNTER)


def _holdings(connection: Connection) -> dict[int, Holder]:
    return {
        row.dossier_id: Holder(Place(row.place), row.officer_id, row.body, row.giver_id, row.since)
        for row in connection.execute(select(Holding))
    }


def _held(happened: list[Any], targets: Mapping[int, Target]) -> Holder:
    holder = AT_THE_COUNTER
    for event in happened[1:]:
        target = targets.get(event.seq)
        holder = held_after(holder, Verb(event.verb), Status(event.status), event.at, event.officer_id, target)
    return holder


def _computed(office: Office, row: Row[Any], life: Life, waits: list[Any], promised: list[Any]) -> object:
    if life.stopped:
        return None
    ended = [closed(one) for one in waits if one.ends is not None]
    until = next((one.promised_at for one in promised if one.reason == PromiseReason.EXTENSION), None)
    extension = Extension(life.extended_at, until) if life.extended_at is not None and until is not None else None
    return computed_due(office, row, ended, extension).due_at


def _index_faults(connection: Connection) -> Iterator[Found]:
    indexed = indexed_sums(connection)
    numbers = {row.id: row.number for row in connection.execute(select(Dossier.id, Dossier.number))}
    people = connection.execution_options(yield_per=1000).execute(select(Party).order_by(Party.dossier_id, Party.seq))
    first = {row.dossier_id: row.first_party for row in connection.execute(select(Correction).order_by(Correction.seq))}
    for dossier_id, group in groupby(people, key=lambda row: row.dossier_id):
        number = numbers.pop(dossier_id, "")
        terms = terms_of(number, [party_of(row) for row in group if row.seq >= first.get(dossier_id, 1)])
        if indexed.pop(dossier_id, None) != word_sum(terms.split()):
            yield f"{TABLE} {number}", "chỉ mục tìm kiếm khác với hồ sơ"
    for number in numbers.values():
        yield f"dossier {number}", "hồ sơ không có người nộp"
    for dossier_id in indexed:
        yield f"{TABLE} {dossier_id}", "chỉ mục nói tới hồ sơ không có"
