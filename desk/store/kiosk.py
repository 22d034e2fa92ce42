"""The kiosk's own store: what the desk puts in, and the vote of a citizen.

Nothing here ever opens `desk.db`."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, event, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desk.errors import AlreadyRated, MissingField, NothingToRate, UnknownOfficer, UnknownReason
from desk.models import KioskNote, KioskOfficer, KioskStage, SpooledVote
from desk.rules.chain import row_digest
from desk.store.engine import IMMEDIATE
from desk.store.faults import surroundings
from desk.store.migrate import migrate
from desk.store.plain import UNIT_ID
from desk.store.store import Store
from desk.vocabulary import RatingLevel, RatingSeries

STAGES_THROUGH = "stages_through"
QUESTIONS = "questions"
UNIT = "unit"
PRESENT = "present"
OFFICER, SECTOR = "officer", "sector"


@dataclass(frozen=True)
class Vote:
    """One count of a vote in the order of its columns: for an officer or for a sector, never both."""

    id: str
    unit_id: int
    series: str
    subject_kind: str
    subject: str
    level: str
    reasons: str
    question_edition: str
    month: str

    @property
    def digest(self) -> str:
        """The digest that lies beside the vote in the spool, so that `check` sees a changed byte."""
        return row_digest(SpooledVote.__tablename__, astuple(self))


@dataclass(frozen=True)
class Present:
    """The stage at the counter: the note as it stands, its moment, and who and what would be rated."""

    note: str
    moment: str
    token: str
    officer: str | None
    sector: str


def open_kiosk_store(path: Path, *, busy_seconds: float | None = None) -> Store:
    """The kiosk's store, made when there is none; `busy_seconds` is how long a lock is waited for, else as the desk.

    Raises:
        StoreTooNew, StoreDamaged and the faults of the store.
    """
    migrate(path, "kiosk", create=True)
    store = Store(path, journal="TRUNCATE")
    if busy_seconds is not None:
        patience = f"PRAGMA busy_timeout={round(busy_seconds * 1000)}"

        @event.listens_for(store.engine, "connect")
        def impatient(connection: Any, _record: object) -> None:
            connection.execute(patience).close()

    return store


@contextmanager
def changing(kiosk: Store) -> Iterator[Connection]:
    """One transaction on the kiosk's store that holds its write lock from the start and commits last.

    Raises:
        StoreBusy, DiskFull, StoreReadOnly, StoreDamaged: nothing of it is kept.
    """
    writer = kiosk.engine.execution_options(**{IMMEDIATE: True})
    with surroundings(kiosk.path), writer.connect() as connection, connection.begin():
        yield connection


# --- what the desk puts in --------------------------------------------------------------------------------------------


def stages_through(connection: Connection) -> int:
    """The id of the newest stage that was copied; 0 before the first, or when the note is bent: all are copied anew."""
    noted = _note(connection, STAGES_THROUGH) or ""
    return int(noted) if noted.isdecimal() else 0


def put_stages(connection: Connection, stages: Sequence[Mapping[str, object]], through: int) -> None:
    """Arm these stages, one a number; each takes the place of its number's earlier one, the same one stays as it is."""
    if stages:
        row = upsert(KioskStage)
        names = ("stage_id", "stage", "token", "officer", "sector", "rated")
        newer = row.on_conflict_do_update(
            index_elements=[KioskStage.number],
            set_={name: row.excluded[name] for name in names},
            where=KioskStage.token != row.excluded.token,
        )
        connection.execute(newer, [{"unit_id": UNIT_ID, "rated": 0, **stage} for stage in stages])
    _put_note(connection, STAGES_THROUGH, str(through))


def put_officers(connection: Connection, names: Mapping[str, str]) -> None:
    """Let passers-by rate these officers (login to name) and no others."""
    connection.execute(delete(KioskOfficer).where(KioskOfficer.login.not_in(names)))
    if names:
        row = upsert(KioskOfficer)
        renamed = row.on_conflict_do_update(
            index_elements=[KioskOfficer.login],
            set_={"name": row.excluded.name},
            where=KioskOfficer.name != row.excluded.name,
        )
        connection.execute(renamed, [{"login": login, "unit_id": UNIT_ID, "name": names[login]} for login in names])


def put_questions(connection: Connection, content: str) -> None:
    """Ask by this JSON text from now on."""
    _put_note(connection, QUESTIONS, content)


def put_unit(connection: Connection, content: str) -> None:
    """Bear this JSON text as the name of the house."""
    _put_note(connection, UNIT, content)


def put_present(connection: Connection, number: str, moment: str) -> bool:
    """Say that this number's stage stands at the counter, in place of any earlier; returns whether it may be rated."""
    unrated = select(KioskStage.token).where(KioskStage.number == number, KioskStage.rated == 0)
    token = connection.execute(unrated).scalar_one_or_none()
    if token is None:
        connection.execute(delete(KioskNote).where(KioskNote.name == PRESENT))
    else:
        _put_note(connection, PRESENT, f"{token} {moment}")
    return token is not None


def _note(connection: Connection, name: str) -> str | None:
    return connection.execute(select(KioskNote.value).where(KioskNote.name == name)).scalar_one_or_none()


def _put_note(connection: Connection, name: str, value: str) -> None:
    row = upsert(KioskNote).values(name=name, unit_id=UNIT_ID, value=value)
    connection.execute(
        row.on_conflict_do_update(
            index_elements=[KioskNote.name],
            set_={"value": row.excluded.value},
            where=KioskNote.value != row.excluded.value,
        )
    )


# --- what the screen shows --------------------------------------------------------------------------------------------


def notes(connection: Connection) -> dict[str, str]:
    """All single facts by name."""
    return {row.name: row.value for row in connection.execute(select(KioskNote.name, KioskNote.value))}


def officers(connection: Connection) -> list[tuple[str, str]]:
    """Login and name of each officer whom passers-by may rate, by name."""
    named = select(KioskOfficer.login, KioskOfficer.name).order_by(KioskOfficer.name, KioskOfficer.login)
    return [(row.login, row.name) for row in connection.execute(named)]


def present_stage(connection: Connection, note: str) -> Present | None:
    """The unrated stage that a note of `put_present` names; None when there is none any more."""
    token, _, moment = note.partition(" ")
    named = select(KioskStage.sector, KioskOfficer.name).join(
        KioskOfficer, KioskOfficer.login == KioskStage.officer, isouter=True
    )
    row = connection.execute(named.where(KioskStage.token == token, KioskStage.rated == 0)).one_or_none()
    return None if row is None else Present(note, moment, token, row.name, row.sector)


def drop_present(connection: Connection, note: str) -> None:
    """Forget this note; a newer one stays."""
    connection.execute(delete(KioskNote).where(KioskNote.name == PRESENT, KioskNote.value == note))


# --- the citizen's vote -----------------------------------------------------------------------------------------------


def vote(
    kiosk: Store,
    number: str | None,
    level: RatingLevel,
    reasons: Sequence[str],
    officer_login: str | None,
    *,
    month: str,
    token: str | None = None,
) -> RatingSeries:
    """Spool one vote, durable when this returns: of a dossier's armed stage, or of a passer-by for an officer.

    The stage is named by its dossier's number or by its own token; then `officer_login` may be left out. `month` is
    `2026-11`: all that is kept of the time.

    Raises:
        UnknownReason, UnknownOfficer, NothingToRate, AlreadyRated, MissingField and the faults of the store: nothing
        is stored.
    """
    with changing(kiosk) as connection:
        questions = json.loads(_note(connection, QUESTIONS) or '{"edition": "", "reason": []}')
        known = tuple(reason["code"] for reason in questions["reason"])
        for reason in reasons:
            if reason not in known:
                raise UnknownReason(reason=reason, known=known)
        if number is not None or token is not None:
            series, subjects = RatingSeries.ARMED, _spend_stage(connection, number, token, officer_login)
        else:
            series, subjects = RatingSeries.WALK_IN, [(OFFICER, _rateable(connection, officer_login))]
        chosen = ",".join(code for code in known if code in reasons)
        cast = [
            Vote(secrets.token_hex(16), UNIT_ID, series.value, kind, subject, level.value, chosen,
                 questions["edition"], month)
            for kind, subject in subjects
        ]  # fmt: skip
        _spool(connection, cast)
    return series


def _spool(connection: Connection, cast: Sequence[Vote]) -> None:
    """Write the whole spool anew, shuffled: whatever their key, rows lie in the file in the order of their writing."""
    rows = [dict(row) for row in connection.execute(select(SpooledVote.__table__)).mappings()]
    rows += [{**vars(one), "digest": one.digest} for one in cast]
    secrets.SystemRandom().shuffle(rows)
    connection.execute(delete(SpooledVote))
    connection.execute(insert(SpooledVote), rows)


def _spend_stage(
    connection: Connection, number: str | None, token: str | None, officer_login: str | None
) -> list[tuple[str, str]]:
    """Officer and sector of the armed stage, which is rated and no longer at the counter from now on."""
    asked = KioskStage.number == number if token is None else KioskStage.token == token
    spent = connection.execute(
        update(KioskStage)
        .where(asked, KioskStage.rated == 0)
        .values(rated=1)
        .returning(KioskStage.officer, KioskStage.sector, KioskStage.token)
    ).one_or_none()
    if spent is None:
        if connection.execute(select(KioskStage.number).where(asked)).first() is None:
            raise NothingToRate(number=number)
        raise AlreadyRated(number=number)
    if officer_login is not None and officer_login != spent.officer:
        raise UnknownOfficer(login=officer_login)
    at_counter = KioskNote.value.startswith(spent.token, autoescape=True)
    connection.execute(delete(KioskNote).where(KioskNote.name == PRESENT, at_counter))
    return [(OFFICER, spent.officer), (SECTOR, spent.sector)]


def _rateable(connection: Connection, login: str | None) -> str:
    if not login:
        raise MissingField(field="officer")
    if connection.execute(select(KioskOfficer.login).where(KioskOfficer.login == login)).first() is None:
        raise UnknownOfficer(login=login)
    return login


# --- the spool --------------------------------------------------------------------------------------------------------


def sound_votes(kiosk: Store) -> list[Vote]:
    """The votes in the spool whose digest fits; a bent one stays there for `check` to name."""
    columns = [SpooledVote.__table__.c[field.name] for field in fields(Vote)]
    with kiosk.reading() as connection:
        rows = connection.execute(select(*columns, SpooledVote.digest)).all()
    return [one for *values, digest in rows if (one := Vote(*values)).digest == digest]


def add_votes(kiosk: Store, votes: Collection[Vote]) -> None:
    """Put votes of another kiosk's spool into this one; those that are there stay once."""
    with changing(kiosk) as connection:
        known = set(connection.execute(select(SpooledVote.id)).scalars())
        for one in votes:
            if one.id not in known:
                connection.execute(insert(SpooledVote).values(**vars(one), digest=one.digest))


def forget_votes(kiosk: Store, ids: Collection[str]) -> None:
    """Take votes out of the spool that the desk has in its chain."""
    with changing(kiosk) as connection:
        connection.execute(delete(SpooledVote).where(SpooledVote.id.in_(ids)))
