"""Who is acting, and what each role may do: deny by default, checked in every service and not in the buttons."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.errors import NotAllowed, SignInRefused
from desk.models import Officer, OfficerRole
from desk.services.desk import Desk
from desk.vocabulary import Role, Verb

if TYPE_CHECKING:
    from argon2 import PasswordHasher

COUNTER = frozenset({Role.CLERK, Role.LEADER})
EXAMINING = frozenset({Role.OFFICER, Role.LEADER})
OVERSEEING = frozenset({Role.LEADER, Role.ADMIN})
EVERYBODY = frozenset(Role)

# the hash of a password that nobody knows: an unknown login costs as much time as a known one
NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$qCIYvnIh/VP9lFTXq5rH5g$s4OKNmFSlvETjgx2v3xXGGM3ri5OaDzPxReVD+fXt/E"

# the one table of who may do what; an action that is not here is allowed to nobody (docs/command-line, column "who")
PERMISSIONS: dict[str, frozenset[Role]] = {
    "register": COUNTER,
    "read": EVERYBODY,
    "print": EVERYBODY,
    Verb.REQUEST_SUPPLEMENT: EXAMINING,
    Verb.ACCEPT_SUPPLEMENT: EXAMINING,
    Verb.FINISH: EXAMINING,
    Verb.WITHDRAW: EXAMINING,
    Verb.DISCONTINUE: EXAMINING,
    Verb.RETURN: COUNTER,
    "back-date": frozenset({Role.LEADER}),
    "list": OVERSEEING,
    "check": OVERSEEING,
    "backup": frozenset({Role.ADMIN}),
    "manage-officers": frozenset({Role.ADMIN}),
    "edit-unit": OVERSEEING,
    "edit-catalogue": OVERSEEING,
}


@dataclass(frozen=True)
class SignedIn:
    """An officer whose password was right."""

    id: int
    login: str
    name: str
    roles: frozenset[Role]


def may(officer: SignedIn, action: str) -> bool:
    """Whether one of the officer's roles allows the action."""
    return bool(officer.roles & PERMISSIONS.get(action, frozenset()))


def require(officer: SignedIn, action: str) -> None:
    """Refuse what the officer may not do.

    Raises:
        NotAllowed: none of the officer's roles allows it.
    """
    if not may(officer, action):
        raise NotAllowed(login=officer.login, action=action)


@cache
def hasher() -> PasswordHasher:
    """Argon2id with 64 MiB, 3 passes, 1 lane (requirement AU-1: at least 19 MiB, 2 passes)."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


def hash_password(password: str) -> str:
    """The text that is stored for a password."""
    return hasher().hash(password)


def sign_in(desk: Desk, login: str, password: str) -> SignedIn:
    """The officer with this login, when the password is right. Takes about 0.2 s: never on the GUI thread.

    Raises:
        SignInRefused: in every other case, with the same words and after the same work.
    """
    from argon2.exceptions import Argon2Error, InvalidHashError

    with desk.store.reading() as connection:
        found = connection.execute(
            select(Officer).where(Officer.unit_id == desk.store.unit_id, Officer.login == login)
        ).one_or_none()
        roles = (
            frozenset(
                Role(role)
                for role in connection.execute(
                    select(OfficerRole.role).where(OfficerRole.officer_id == found.id)
                ).scalars()
            )
            if found
            else frozenset()
        )
    try:
        hasher().verify(found.password if found else NOBODY, password)
    except (Argon2Error, InvalidHashError, UnicodeError):
        raise SignInRefused from None
    if found is None or not found.active:
        raise SignInRefused
    return SignedIn(found.id, found.login, found.name, roles)
