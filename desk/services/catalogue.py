"""The catalogue of procedures as the counter uses it: editions by date, type-ahead, limit and fee of a channel."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from desk.errors import IncompleteProcedure, ProcedureEnded, UnknownProcedure
from desk.models import (
    ProcedureComponent,
    ProcedureEdition,
    ProcedureFee,
    ProcedureLimit,
    ProcedureProcess,
    ProcedureStep,
)
from desk.rules.folding import fold, words
from desk.vocabulary import Channel, FeeUnit, LimitUnit, PauseMode


@dataclass(frozen=True)
class Limit:
    """Time limit of one channel; the promise uses the committed one where there is one."""

    statutory: int
    committed: int | None
    unit: LimitUnit

    @property
    def promised(self) -> int:
        """The limit that the promise is computed by."""
        return self.statutory if self.committed is None else self.committed


@dataclass(frozen=True)
class Fee:
    """Fee of one channel in đồng; no amount where it is not known to the office."""

    amount: int | None
    per: FeeUnit
    note: str


@dataclass(frozen=True)
class ComponentAsked:
    """A paper the procedure asks for, with the counts intake proposes."""

    name: str
    originals: int
    certified: int
    photocopies: int
    optional: bool


@dataclass(frozen=True)
class StepBudget:
    """One step of the inner process: its name, the desk that takes it, and its budget in working hours."""

    name: str
    desk: str
    hours: int


@dataclass(frozen=True)
class Procedure:
    """One edition of a procedure."""

    edition_id: int
    code: str
    name: str
    sector: str
    valid_from: dt.date
    ended: bool
    supplement_mode: PauseMode
    cutoff: dt.time | None
    note: str
    limits: dict[Channel, Limit] = field(hash=False)
    fees: dict[Channel, Fee] = field(hash=False)
    components: tuple[ComponentAsked, ...]
    payment_stops: bool = False
    steps: tuple[StepBudget, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether dossiers of it can be received: it has a limit."""
        return bool(self.limits)

    def limit(self, channel: Channel) -> Limit:
        """The limit for a channel.

        Raises:
            IncompleteProcedure: the catalogue has no usable limit for it.
        """
        found = self.limits.get(channel)
        if found is None:
            raise IncompleteProcedure(code=self.code, name=self.name)
        return found


class Catalogue:
    """All editions of all procedures of a unit."""

    def __init__(self, editions: list[Procedure]) -> None:
        self._by_code: dict[str, list[Procedure]] = defaultdict(list)
        self.by_edition = {edition.edition_id: edition for edition in editions}
        for edition in sorted(editions, key=lambda one: (one.valid_from, one.edition_id)):
            self._by_code[edition.code].append(edition)
        self._newest = {known[-1].edition_id for known in self._by_code.values()}
        self._search = [
            (edition, words(f"{edition.name} {edition.code}"), words(edition.sector), fold(edition.name))
            for edition in editions
        ]

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def in_force(self, code: str, day: dt.date) -> Procedure:
        """The edition of a procedure that is in force on a day.

        Raises:
            UnknownProcedure: no such code. ProcedureEnded: it is not in force on that day.
        """
        editions = self.editions(code)
        standing = self.standing(code, day)
        if standing.ended or standing.valid_from > day:
            raise ProcedureEnded(code=code, name=editions[-1].name, day=day)
        return standing

    def editions(self, code: str) -> tuple[Procedure, ...]:
        """Every edition of a procedure, oldest first; of two from the same day the later one wins.

        Raises:
            UnknownProcedure: no such code.
        """
        if code not in self._by_code:
            raise UnknownProcedure(code=code)
        return tuple(self._by_code[code])

    def standing(self, code: str, day: dt.date) -> Procedure:
        """The edition by which a procedure stands on a day, also one that ends it; before its first day the first.

        Raises:
            UnknownProcedure: no such code.
        """
        editions = self.editions(code)
        return next((edition for edition in reversed(editions) if edition.valid_from <= day), editions[0])

    def procedures(self, day: dt.date) -> list[Procedure]:
        """Each procedure as it stands on a day."""
        return [self.standing(code, day) for code in self._by_code]

    def find(
        self, typed: str, limit: int = 12, *, day: dt.date | None = None, by_sector: bool = False
    ) -> list[Procedure]:
        """Procedures whose name or code has every typed word as the beginning of one of its words, best first.

        Accents are ignored. Best: what can be received, then words that stand together in the typed order, then the
        shorter name. Newest editions are looked through; with a day, those in force on it. `by_sector` lets a typed
        word be one of the sector as well.
        """
        wanted = words(typed)
        if typed.strip() and not wanted:
            return []
        among = self._newest if day is None else self._received_on(day)
        found: list[tuple[tuple[bool, bool, int, str], Procedure]] = []
        for procedure, own, sector, folded in self._search:
            known = own + sector if by_sector else own
            if procedure.edition_id in among and all(any(one.startswith(part) for one in known) for part in wanted):
                rank = (not procedure.complete, not _in_order(wanted, own), len(folded), procedure.code)
                found.append((rank, procedure))
        return [procedure for _, procedure in sorted(found, key=lambda one: one[0])[:limit]]

    def _received_on(self, day: dt.date) -> set[int]:
        standing = self.procedures(day)
        return {one.edition_id for one in standing if one.valid_from <= day and not one.ended}


def _in_order(wanted: list[str], known: list[str]) -> bool:
    """Whether the typed beginnings fit words that stand next to each other."""
    span = len(wanted)
    return any(
        all(word.startswith(part) for word, part in zip(known[at : at + span], wanted, strict=True))
        for at in range(len(known) - span + 1)
    )


def load_catalogue(connection: Connection, unit_id: int) -> Catalogue:
    """Every edition of a unit's procedures, in six queries."""
    limits: dict[int, dict[Channel, Limit]] = defaultdict(dict)
    for limit in connection.execute(select(ProcedureLimit).where(ProcedureLimit.unit_id == unit_id)):
        limits[limit.edition_id][Channel(limit.channel)] = Limit(
            limit.statutory, limit.committed, LimitUnit(limit.unit)
        )
    fees: dict[int, dict[Channel, Fee]] = defaultdict(dict)
    for fee in connection.execute(select(ProcedureFee).where(ProcedureFee.unit_id == unit_id)):
        fees[fee.edition_id][Channel(fee.channel)] = Fee(fee.amount, FeeUnit(fee.per), fee.note)
    components: dict[int, list[ComponentAsked]] = defaultdict(list)
    asked = select(ProcedureComponent).where(ProcedureComponent.unit_id == unit_id)
    for one in connection.execute(asked.order_by(ProcedureComponent.edition_id, ProcedureComponent.position)):
        components[one.edition_id].append(
            ComponentAsked(one.name, one.originals, one.certified, one.photocopies, one.optional)
        )
    stopping = select(ProcedureProcess.edition_id).where(ProcedureProcess.unit_id == unit_id)
    payment_stops = set(connection.execute(stopping.where(ProcedureProcess.payment_stops)).scalars())
    steps: dict[int, list[StepBudget]] = defaultdict(list)
    budgets = select(ProcedureStep).where(ProcedureStep.unit_id == unit_id)
    for step in connection.execute(budgets.order_by(ProcedureStep.edition_id, ProcedureStep.position)):
        steps[step.edition_id].append(StepBudget(step.name, step.desk, step.hours))
    return Catalogue(
        [
            Procedure(
                edition_id=row.id,
                code=row.code,
                name=row.name,
                sector=row.sector,
                valid_from=row.valid_from,
                ended=row.ended,
                supplement_mode=PauseMode(row.supplement_mode),
                cutoff=dt.time.fromisoformat(row.cutoff) if row.cutoff else None,
                note=row.note,
                limits=limits[row.id],
                fees=fees[row.id],
                components=tuple(components[row.id]),
                payment_stops=row.id in payment_stops,
                steps=tuple(steps[row.id]),
            )
            for row in connection.execute(select(ProcedureEdition).where(ProcedureEdition.unit_id == unit_id))
        ]
    )
