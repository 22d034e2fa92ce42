"""The officers of an office: who signs in, by which name, in which roles; nothing is ever taken away, only closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.errors import BadValue, LastAdministrator, LoginTaken, MissingField, OwnAccount, UnknownOfficer, WeakPassword
from desk.models import Officer, OfficerRole, RoleGrant
from desk.rules.text import clean_text
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn, cost_in, hash_password, require, roles_of, sign_in
from desk.store.statement import cursor_of
from desk.store.writing import Writing
from desk.vocabulary import Role

SHORTEST_PASSWORD = 8
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


@dataclass(frozen=True)
class OfficerListed:
    """An officer as the list of officers shows them."""

    id: int
    login: str
    name: str
    roles: frozenset[Role]
    active: bool


def officers(desk: Desk, by: SignedIn) -> tuple[OfficerListed, ...]:
    """All officers of the office, by login; those who are closed too.

    Raises:
        NotAllowed.
    """
    require(by, "manage-officers")
    with desk.store.reading() as connection:
        return _all(connection, desk.store.unit_id)


def add_officer(desk: Desk, by: SignedIn, login: str, name: str, password: str, roles: Iterable[Role]) -> OfficerListed:
    """A new officer, who may sign in at once.

    Raises:
        NotAllowed, BadText, BadValue (the login's shape), LoginTaken, WeakPassword, MissingField (no role).
    """
    require(by, "manage-officers")
    wanted = frozenset(roles)
    if not LOGIN.fullmatch(login):
        raise BadValue(field="login", value=login[:40])
    if not wanted:
        raise MissingField(field="roles")
    name, hashed = _name(name), _hash(desk, password)
    with desk.store.writing() as work:
        if any(one.login == login for one in _all(work.connection, work.unit_id)):
            raise LoginTaken(login=login)
        row = {"login": login, "name": name, "password": hashed, "active": True}
        key = work.insert_new(Officer, row)
        work.insert(OfficerRole, *({"officer_id": key, "role": role.value} for role in sorted(wanted)))
        _record(desk, work, by, "add", login)
    return OfficerListed(key, login, name, wanted, active=True)


def rename(desk: Desk, by: SignedIn, login: str, name: str) -> OfficerListed:
    """Another name for an officer, on papers from now on. Raises: NotAllowed, UnknownOfficer, BadText."""
    require(by, "manage-officers")
    name = _name(name)
    with desk.store.writing() as work:
        found = _one(work.connection, work.unit_id, login)
        work.update(Officer, (found.id,), name=name)
        _record(desk, work, by, "rename", login)
    return OfficerListed(found.id, login, name, found.roles, found.active)


def set_active(desk: Desk, by: SignedIn, login: str, *, active: bool) -> OfficerListed:
    """Close an officer's account, or open it again.

    Raises:
        NotAllowed, UnknownOfficer, OwnAccount, LastAdministrator.
    """
    require(by, "manage-officers")
    with desk.store.writing() as work:
        found = _one(work.connection, work.unit_id, login)
        if not active:
            if found.id == by.id:
                raise OwnAccount(login=login)
            _refuse_last(work, found)
        work.update(Officer, (found.id,), active=active)
        _record(desk, work, by, "enable" if active else "disable", login)
    return OfficerListed(found.id, login, found.name, found.roles, active)


def grant(desk: Desk, by: SignedIn, login: str, roles: Iterable[Role]) -> OfficerListed:
    """From now on exactly these roles.

    Raises:
        NotAllowed, UnknownOfficer, MissingField (no role), LastAdministrator.
    """
    require(by, "manage-officers")
    wanted = frozenset(roles)
    if not wanted:
        raise MissingField(field="roles")
    with desk.store.writing() as work:
        found = _one(work.connection, work.unit_id, login)
        if Role.ADMIN not in wanted:
            _refuse_last(work, found)
        at = work.now(desk.clock.now())
        names = ",".join(sorted(role.value for role in wanted))
        given = {"officer_id": found.id, "made_at": at, "granted_by": by.id, "roles": names}
        work.insert_new(RoleGrant, given)
        work.record(officer=by.login, action="manage-officers", subject=login, at=at, change="grant", roles=names)
    return OfficerListed(found.id, login, found.name, wanted, found.active)


def reset_password(desk: Desk, by: SignedIn, login: str, password: str) -> None:
    """A new password for somebody who lost theirs. Takes 0.2 s. Raises: NotAllowed, UnknownOfficer, WeakPassword."""
    require(by, "manage-officers")
    hashed = _hash(desk, password)
    with desk.store.writing() as work:
        found = _one(work.connection, work.unit_id, login)
        work.update(Officer, (found.id,), password=hashed)
        _record(desk, work, by, "reset", login)


def change_own_password(desk: Desk, officer: SignedIn, old: str, new: str) -> None:
    """A new password for oneself. Takes 0.4 s. Raises: SignInRefused (the old one is wrong), WeakPassword."""
    sign_in(desk, officer.login, old)
    hashed = _hash(desk, new)
    with desk.store.writing() as work:
        work.update(Officer, (officer.id,), password=hashed)
        _record(desk, work, officer, "password", officer.login)


def _record(desk: Desk, work: Writing, by: SignedIn, change: str, login: str) -> None:
    at = work.now(desk.clock.now())
    work.record(officer=by.login, action="manage-officers", subject=login, at=at, change=change)


def _all(connection: Connection, unit_id: int) -> tuple[OfficerListed, ...]:
    cursor = cursor_of(connection)
    columns = select(Officer.id, Officer.login, Officer.name, Officer.active)
    found = connection.execute(columns.where(Officer.unit_id == unit_id).order_by(Officer.login)).all()
    return tuple(OfficerListed(one.id, one.login, one.name, roles_of(cursor, one.id), one.active) for one in found)


def _one(connection: Connection, unit_id: int, login: str) -> OfficerListed:
    for found in _all(connection, unit_id):
        if found.login == login:
            return found
    raise UnknownOfficer(login=login)


def _refuse_last(work: Writing, found: OfficerListed) -> None:
    """Somebody must be left who may manage officers."""
    others = (one for one in _all(work.connection, work.unit_id) if one.id != found.id and one.active)
    if Role.ADMIN in found.roles and found.active and not any(Role.ADMIN in one.roles for one in others):
        raise LastAdministrator(login=found.login)


def _name(name: str) -> str:
    cleaned = clean_text(name, "name", 200)
    if not cleaned:
        raise MissingField(field="name")
    return cleaned


def _hash(desk: Desk, password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise WeakPassword(limit=SHORTEST_PASSWORD)
    return hash_password(password, cost_in(desk.home))
