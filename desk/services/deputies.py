"""Who stands in for a leader, and who may decide what was asked of a second person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.errors import BadValue, NotALeader, OwnDeputy, UnknownOfficer
from desk.models import Deputy, Officer
from desk.rules.instants import vietnam_day
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, require, roles_of
from desk.store.statement import cursor_of
from desk.vocabulary import Role


@dataclass(frozen=True)
class DeputyNamed:
    """A leader's deputy; nobody, when `deputy` is empty."""

    leader: str
    deputy: str | None
    first_day: dt.date
    last_day: dt.date | None


def name_deputy(
    desk: Desk,
    officer: SignedIn,
    deputy: str | None,
    leader: str | None = None,
    first_day: dt.date | None = None,
    last_day: dt.date | None = None,
) -> DeputyNamed:
    """Name who stands in for a leader from a day on, or nobody; without `leader` that of the only one there is.

    Raises:
        NotAllowed. UnknownOfficer: a login is no active officer's. NotALeader: the one who is to have a deputy is none,
        or there are several and none is named. OwnDeputy. BadValue: the last day lies
        before the first.
    """
    require(officer, "manage-officers")
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        leader_id, leader_login = _leader(work.connection, work.unit_id, leader)
        deputy_id = None if deputy is None else _active(work.connection, work.unit_id, deputy)
        if deputy_id == leader_id:
            raise OwnDeputy(login=leader_login)
        if last_day is not None and last_day < (first_day or vietnam_day(now)):
            raise BadValue(field="to_day", value=last_day)
        named = DeputyNamed(leader_login, deputy, first_day or vietnam_day(now), last_day)
        work.insert_new(
            Deputy,
            {
                "leader_id": leader_id,
                "deputy_id": deputy_id,
                "first_day": named.first_day,
                "last_day": named.last_day,
                "made_at": now,
                "made_by": officer.id,
            },
        )
        work.record(officer=officer.login, action="deputy", subject=leader_login, at=now, deputy=deputy)
    return named


def leaders_stood_in_for(connection: Connection, unit_id: int, officer_id: int, day: dt.date) -> frozenset[int]:
    """The leaders whose deputy an officer is on a day."""
    newest: dict[int, int | None] = {}
    rows = select(Deputy).where(Deputy.unit_id == unit_id, Deputy.first_day <= day).order_by(Deputy.id)
    for row in connection.execute(rows):
        newest[row.leader_id] = row.deputy_id if row.last_day is None or day <= row.last_day else None
    return frozenset(leader for leader, deputy in newest.items() if deputy == officer_id)


def may_decide(connection: Connection, unit_id: int, officer: SignedIn, asker_id: int, day: dt.date) -> bool:
    """Whether an officer decides what the asker asked: a leader or a deputy, never the asker.

    What a leader asks goes to the leader's deputy, another leader or the administrator.
    """
    if officer.id == asker_id:
        return False
    if Role.LEADER in officer.roles:
        return True
    if leaders_stood_in_for(connection, unit_id, officer.id, day):
        return True
    return Role.ADMIN in officer.roles and Role.LEADER in roles_of(cursor_of(connection), asker_id)


def _active(connection: Connection, unit_id: int, login: str) -> int:
    wanted = select(Officer.id).where(Officer.unit_id == unit_id, Officer.login == login, Officer.active)
    found = connection.execute(wanted).scalar_one_or_none()
    if found is None:
        raise UnknownOfficer(login=login)
    return int(found)


def _leader(connection: Connection, unit_id: int, login: str | None) -> tuple[int, str]:
    cursor = cursor_of(connection)
    if login is not None:
        found = _active(connection, unit_id, login)
        if Role.LEADER not in roles_of(cursor, found):
            raise NotALeader(login=login)
        return found, login
    rows = connection.execute(select(Officer.id, Officer.login).where(Officer.unit_id == unit_id, Officer.active))
    leaders = [(row.id, row.login) for row in rows if Role.LEADER in roles_of(cursor, row.id)]
    if len(leaders) != 1:
        raise NotALeader(login="")
    return leaders[0]
