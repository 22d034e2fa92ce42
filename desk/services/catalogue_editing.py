"""Completes and changes the catalogue: each change of a procedure is a whole new dated edition of it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import func, select

from desk.errors import (
    BadValue,
    CommittedTooLong,
    EditionAfterDossiers,
    EditionOutdated,
    EditionTooEarly,
    EditionTooLate,
    MissingField,
    ProcedureExists,
    RepeatedComponent,
    TooManyComponents,
)
from desk.models import (
    Dossier,
    ProcedureComponent,
    ProcedureEdition,
    ProcedureFee,
    ProcedureLimit,
    ProcedureProcess,
    ProcedureStep,
)
from desk.rules.due_date import LARGEST_LIMIT
from desk.rules.instants import VIETNAM, vietnam_day
from desk.rules.text import clean_text
from desk.services.catalogue import Catalogue, ComponentAsked, Fee, Limit, Procedure, StepBudget
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require
from desk.store.writing import Writing
from desk.vocabulary import Channel, LimitUnit, PauseMode

CODE_LENGTH, NAME_LENGTH, SECTOR_LENGTH, TEXT_LENGTH = 40, 2000, 200, 500
MOST_COMPONENTS, MOST_COPIES, HIGHEST_FEE = 100, 99, 1_000_000_000
WITHOUT_NUMBER = frozenset({LimitUnit.SAME_DAY, LimitUnit.SESSION, LimitUnit.IMMEDIATE})
# an edition is never taken back and the next cannot begin before it: a mistyped year would bar the procedure for good
AHEAD = dt.timedelta(days=366)
FIRST_DAY = dt.date(1900, 1, 1)

# national: 2.000815, or the longer form of some provinces 2.000815.000.00.00.H55; of the office's own: H21.18-TT01
_CODE = re.compile(r"[0-9]\.[0-9]{6}(?:\.[A-Z0-9]{2,3}){0,4}|[A-Z][A-Z0-9]*(?:[.-][A-Z0-9]+)+", re.ASCII)


@dataclass(frozen=True)
class EditionGiven:
    """A whole edition as the office gives it; the limit of a unit such as "on the same day" is 1.

    A channel without a limit cannot be received by; a fee without an amount says in its note who sets it.
    """

    code: str
    name: str
    sector: str
    valid_from: dt.date
    supplement_mode: PauseMode = PauseMode.RESTART
    cutoff: dt.time | None = None
    note: str = ""
    limits: Mapping[Channel, Limit] = field(default_factory=dict, hash=False)
    fees: Mapping[Channel, Fee] = field(default_factory=dict, hash=False)
    components: tuple[ComponentAsked, ...] = ()
    ended: bool = False
    payment_stops: bool = False
    steps: tuple[StepBudget, ...] = ()

    def drafted(self) -> Procedure:
        """The edition as if it were in the catalogue, to preview what it would promise."""
        return Procedure(edition_id=0, **{**vars(self), "limits": dict(self.limits), "fees": dict(self.fees)})


def edition_of(procedure: Procedure) -> EditionGiven:
    """What a stored edition says, to start the next one from."""
    return EditionGiven(**{name: value for name, value in vars(procedure).items() if name != "edition_id"})


def history(desk: Desk, officer: SignedIn, code: str) -> tuple[Procedure, ...]:
    """Every edition of a procedure, oldest first.

    Raises:
        NotAllowed, UnknownProcedure: nothing is shown.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        return desk.office(connection).catalogue.editions(code)


def add_edition(desk: Desk, officer: SignedIn, given: EditionGiven, after: int | None) -> Procedure:
    """Store an edition, durable when this returns; dossiers received before keep the edition they came under.

    `after` is the id of the newest edition when the officer began, None for a procedure that is new. What equals the
    newest edition is that edition: sent again, it makes no second one.

    Raises:
        NotAllowed; MissingField, BadValue, BadText, CommittedTooLong, RepeatedComponent, TooManyComponents: the field
        is a fact (`code`, `counter.statutory`, `components[2].name` …); EditionTooEarly, EditionTooLate,
        EditionAfterDossiers: the day cannot be; EditionOutdated, ProcedureExists: somebody else came first.
    """
    require(officer, "edit-catalogue")
    edition = _checked(given)
    with desk.store.writing() as work:
        catalogue = desk.office(work.connection).catalogue
        newest = _newest(catalogue, edition.code)
        if newest is not None and edition_of(newest) == edition:
            return newest
        _check_first(edition, newest, after)
        now = work.now(desk.clock.now())
        _check_day(work, edition, newest, vietnam_day(now))
        edition_id = _store(work, edition)
        work.record(
            officer=officer.login,
            action="add-edition",
            subject=edition.code,
            at=now,
            edition=edition_id,
            valid_from=edition.valid_from.isoformat(),
            ended=int(edition.ended),
        )
    with desk.store.reading() as connection:
        return desk.office(connection).catalogue.by_edition[edition_id]


def _newest(catalogue: Catalogue, code: str) -> Procedure | None:
    return catalogue.editions(code)[-1] if code in catalogue else None


def _check_first(edition: EditionGiven, newest: Procedure | None, after: int | None) -> None:
    if newest is not None and after is None:
        raise ProcedureExists(field="code", code=edition.code, name=newest.name)
    if after is not None and (newest is None or newest.edition_id != after):
        raise EditionOutdated(code=edition.code)
    if not edition.limits and newest is not None and newest.limits:
        raise MissingField(field="limits")  # what shall no longer be received is ended, not emptied


def _check_day(work: Writing, edition: EditionGiven, newest: Procedure | None, today: dt.date) -> None:
    """An edition may hold from a past day only while no dossier of the procedure was received since."""
    day = edition.valid_from
    if newest is not None and day < newest.valid_from:
        raise EditionTooEarly(field="valid_from", day=day, newest=newest.valid_from)
    if day > today + AHEAD:
        raise EditionTooLate(field="valid_from", day=day, latest=today + AHEAD)
    if day >= today or newest is None:
        return
    received = work.connection.execute(
        select(func.count())
        .select_from(Dossier)
        .join(ProcedureEdition, ProcedureEdition.id == Dossier.edition_id)
        .where(ProcedureEdition.unit_id == work.unit_id, ProcedureEdition.code == edition.code)
        .where(Dossier.received_at >= dt.datetime.combine(day, dt.time(), VIETNAM))
    ).scalar_one()
    if received:
        raise EditionAfterDossiers(field="valid_from", day=day, count=received)


def _store(work: Writing, edition: EditionGiven) -> int:
    edition_id = work.insert_new(
        ProcedureEdition,
        {
            "code": edition.code,
            "valid_from": edition.valid_from,
            "ended": edition.ended,
            "name": edition.name,
            "sector": edition.sector,
            "supplement_mode": edition.supplement_mode.value,
            "cutoff": edition.cutoff.isoformat("minutes") if edition.cutoff else None,
            "verified": bool(edition.limits),  # the office itself says so
            "note": edition.note,
        },
    )
    own = {"edition_id": edition_id}
    limits = ({**own, "channel": at.value, **vars(one), "unit": one.unit.value} for at, one in edition.limits.items())
    fees = ({**own, "channel": at.value, **vars(one), "per": one.per.value} for at, one in edition.fees.items())
    components = ({**own, "position": at, **vars(one)} for at, one in enumerate(edition.components, start=1))
    work.insert(ProcedureLimit, *limits)
    work.insert(ProcedureFee, *fees)
    work.insert(ProcedureComponent, *components)
    store_process(work, edition_id, edition.payment_stops, edition.steps)
    return edition_id


def store_process(work: Writing, edition_id: int, payment_stops: bool, steps: Iterable[StepBudget]) -> None:
    """Store what an edition says of its clock and its inner process; nothing where it says nothing."""
    if payment_stops:
        work.insert(ProcedureProcess, {"edition_id": edition_id, "payment_stops": True})
    rows = ({"edition_id": edition_id, "position": at, **vars(one)} for at, one in enumerate(steps, start=1))
    work.insert(ProcedureStep, *rows)


# --- what may be given ------------------------------------------------------------------------------------------------


def _checked(given: EditionGiven) -> EditionGiven:
    """The edition with its texts cleaned and its channels in their order; anything unusable is refused."""
    code = _text(given.code, "code", CODE_LENGTH)
    if not _CODE.fullmatch(code):
        raise BadValue(field="code", value=given.code)
    if given.valid_from < FIRST_DAY:
        raise BadValue(field="valid_from", value=given.valid_from)
    if given.cutoff is not None and given.cutoff.replace(second=0, microsecond=0, tzinfo=None) != given.cutoff:
        raise BadValue(field="cutoff", value=given.cutoff)
    return replace(
        given,
        code=code,
        name=_text(given.name, "procedure_name", NAME_LENGTH),
        sector=_text(given.sector, "sector", SECTOR_LENGTH),
        note=clean_text(given.note, "note", TEXT_LENGTH),
        limits={channel: _limit(channel, given.limits[channel]) for channel in Channel if channel in given.limits},
        fees={channel: _fee(channel, given.fees[channel]) for channel in Channel if channel in given.fees},
        components=_components(given.components),
        steps=tuple(
            StepBudget(
                _text(one.name, f"steps[{at}].name", SECTOR_LENGTH),
                _text(one.desk, f"steps[{at}].desk", SECTOR_LENGTH),
                _number(one.hours, f"steps[{at}].hours", 1, LARGEST_LIMIT),
            )
            for at, one in enumerate(given.steps, start=1)
        ),
    )


def _text(value: str, where: str, limit: int) -> str:
    text = clean_text(value, where, limit)
    if not text:
        raise MissingField(field=where)
    return text


def _number(value: int, where: str, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:  # a bool is an int as well
        raise BadValue(field=where, value=value)
    return value


def _limit(channel: Channel, limit: Limit) -> Limit:
    most = 1 if limit.unit in WITHOUT_NUMBER else LARGEST_LIMIT
    statutory = _number(limit.statutory, f"{channel.value}.statutory", 1, most)
    if limit.committed is not None:
        where = f"{channel.value}.committed"
        if _number(limit.committed, where, 1, LARGEST_LIMIT) > statutory:
            raise CommittedTooLong(field=where, committed=limit.committed, statutory=statutory)
    return limit


def _fee(channel: Channel, fee: Fee) -> Fee:
    note = clean_text(fee.note, f"{channel.value}.fee_note", TEXT_LENGTH)
    if fee.amount is None:
        if not note:
            raise MissingField(field=f"{channel.value}.fee_note")  # an unknown amount has to say why
    else:
        _number(fee.amount, f"{channel.value}.amount", 0, HIGHEST_FEE)
    return replace(fee, note=note)


def _components(given: tuple[ComponentAsked, ...]) -> tuple[ComponentAsked, ...]:
    if len(given) > MOST_COMPONENTS:
        raise TooManyComponents(field="components", most=MOST_COMPONENTS)
    cleaned: list[ComponentAsked] = []
    known: set[str] = set()
    for at, one in enumerate(given, start=1):
        where = f"components[{at}]"
        name = _text(one.name, f"{where}.name", TEXT_LENGTH)
        if name.casefold() in known:
            raise RepeatedComponent(field=f"{where}.name", name=name)
        known.add(name.casefold())
        for count in ("originals", "certified", "photocopies"):
            _number(getattr(one, count), f"{where}.{count}", 0, MOST_COPIES)
        cleaned.append(replace(one, name=name))
    return tuple(cleaned)
