"""Who is acting, and what each role may do: deny by default, checked in every service and not in the buttons."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from desk.errors import BadText, NotAllowed, SignInRefused
from desk.rules.password_cost import USUAL, PasswordCost, calibrated
from desk.rules.text import has_control
from desk.services.sign_in_tries import UNKNOWN, forget_failures, note_failure, refuse_early
from desk.settings import read_settings
from desk.vocabulary import Role, Verb

if TYPE_CHECKING:
    from argon2 import PasswordHasher

    from desk.paths import Home
    from desk.services.desk import Desk
    from desk.store.statement import Cursor
    from desk.store.store import Store

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
    Verb.REQUEST_PAYMENT: EXAMINING,
    Verb.ACCEPT_PAYMENT: EXAMINING,
    Verb.START: EXAMINING,
    Verb.HAND_OVER: EXAMINING,
    Verb.ACCEPT_HAND_OVER: EXAMINING,
    Verb.SEND_BACK: EXAMINING,
    Verb.TAKE_BACK: EXAMINING,
    Verb.REASSIGN: frozenset({Role.LEADER}),
    Verb.EXTEND: EXAMINING,
    Verb.FINISH: EXAMINING,
    Verb.WITHDRAW: EXAMINING,
    Verb.DISCONTINUE: EXAMINING,
    Verb.REFUSE: EXAMINING,
    Verb.RETURN: COUNTER,
    Verb.POST_OUT: COUNTER,
    Verb.CORRECT: COUNTER,
    Verb.VOID: COUNTER,
    Verb.REOPEN: frozenset({Role.OFFICER, Role.LEADER, Role.CLERK}),
    "charge": COUNTER,
    "reverse-receipt": COUNTER,  # a clerk only an own receipt of the same day: desk/services/fee_receipts.py
    "turn-away": COUNTER,
    "serve-at-once": COUNTER,
    "reserve-numbers": COUNTER,
    "draft-letters": COUNTER | EXAMINING,
    "attach": COUNTER | EXAMINING,
    "view-attachment": COUNTER | EXAMINING,
    "detach": COUNTER | EXAMINING,  # what another attached only a leader: desk/services/attachments.py
    "notify": COUNTER | EXAMINING,
    "send-messages": EVERYBODY,
    "settle-messages": COUNTER | EXAMINING,
    "export-messages": COUNTER,  # the list bears telephone numbers
    "decide": OVERSEEING,
    "back-date": frozenset({Role.LEADER}),
    "list": OVERSEEING,
    "check": OVERSEEING,
    "close-day": frozenset({Role.LEADER}),
    "backup": frozenset({Role.ADMIN}),
    "restore": frozenset({Role.ADMIN}),
    "manage-officers": frozenset({Role.ADMIN}),
    "edit-unit": OVERSEEING,
    "confirm-clock": OVERSEEING,
    "edit-catalogue": OVERSEEING,
}

LONGEST_PASSWORD = 1000


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
def hasher(cost: PasswordCost = USUAL) -> PasswordHasher:
    """Argon2id of this cost with one lane; what it verifies may have cost more or less (AU-1)."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=1)


def cost_of_machine() -> PasswordCost:
    """The cost that fits this machine, measured. Takes about a second."""

    def seconds_of(cost: PasswordCost) -> float:
        began = time.perf_counter()
        hash_password("mat-khau-do-thu", cost)
        return time.perf_counter() - began

    return calibrated(seconds_of)


def cost_in(home: Home) -> PasswordCost:
    """The cost that was measured at set-up; the usual one where none was. Raises: BadSettings."""
    settings = read_settings(home.settings)
    return PasswordCost(settings.password_memory_kib, settings.password_passes)


def hash_password(password: str, cost: PasswordCost = USUAL) -> str:
    """The text that is stored for a password.

    Raises:
        BadText: it is longer than any that is typed, or holds half a character, which nobody can type again.
    """
    if len(password) > LONGEST_PASSWORD:
        raise BadText(field="password", problem="too_long", limit=LONGEST_PASSWORD)
    try:
        return hasher(cost).hash(password)
    except UnicodeEncodeError:
        raise BadText(field="password", problem="control", limit=LONGEST_PASSWORD) from None


def sign_in(desk: Desk, login: str, password: str) -> SignedIn:
    """The officer with this login, when the password is right. Takes about 0.2 s: never on the GUI thread.

    Raises:
        SignInMustWait: after wrong tries (AU-2). SignInRefused: in every other case, with the same words and after the
        same work.
    """
    from desk.store.statement import cursor_of

    with desk.store.reading() as connection:
        found = try_sign_in(cursor_of(connection), desk.store.unit_id, login, password, desk.clock.now())
    return settle_try(desk.store, found, desk.clock.now())


@dataclass(frozen=True)
class Tried:
    """How a password fared: the officer, or None; `series` names the account, `failures` were wrong before in a row."""

    officer: SignedIn | None
    series: str
    failures: int


def try_sign_in(cursor: Cursor, unit_id: int, login: str, password: str, now: dt.datetime) -> Tried:
    """Look at a password by a driver's cursor, for a window that opens before SQLAlchemy is imported.

    Nothing is written: `settle_try` counts what went wrong. Raises: SignInMustWait.
    """
    from argon2.exceptions import Argon2Error, InvalidHashError

    cursor.execute(
        "SELECT id, login, name, password, active FROM officer WHERE unit_id = :unit AND login = :login",
        {"unit": unit_id, "login": "" if has_control(login) else login},
    )
    found = cursor.fetchone()
    officer_id, login, name, known, active = found or (0, UNKNOWN, "", NOBODY, False)
    failures = refuse_early(cursor, unit_id, login, now)
    roles = roles_of(cursor, officer_id)
    try:
        hasher().verify(known, password)
    except (Argon2Error, InvalidHashError, UnicodeError):
        active = False
    return Tried(SignedIn(officer_id, login, name, roles) if active else None, login, failures)


def settle_try(store: Store, tried: Tried, now: dt.datetime) -> SignedIn:
    """The officer, once a series of wrong tries was ended or lengthened. Raises: SignInRefused."""
    if tried.officer is None:
        note_failure(store, tried.series, now)
        raise SignInRefused
    if tried.failures:
        forget_failures(store, tried.series)
    return tried.officer


def roles_of(cursor: Cursor, officer_id: int) -> frozenset[Role]:
    """The roles of an officer: those last granted, else the ones of set-up."""
    cursor.execute("SELECT roles FROM role_grant WHERE officer_id = :id ORDER BY id DESC LIMIT 1", {"id": officer_id})
    granted = cursor.fetchone()
    if granted is not None:
        return frozenset(Role(role) for role in granted[0].split(",") if role)
    cursor.execute("SELECT role FROM officer_role WHERE officer_id = :id", {"id": officer_id})
    return frozenset(Role(role) for (role,) in cursor.fetchall())
