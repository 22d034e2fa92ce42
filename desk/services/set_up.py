"""Makes a new home: unit, calendar, catalogue, officers, all in one transaction with the first audit entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk.errors import BadUnitFile, ClockImpossible, DiskFaulty, FileRefused, StoreExists
from desk.file_gate import read_toml, refuse_nameless
from desk.models import (
    CalendarEdition,
    Officer,
    OfficerRole,
    ProcedureComponent,
    ProcedureEdition,
    ProcedureFee,
    ProcedureLimit,
    Unit,
)
from desk.paths import Home, resources
from desk.rules.calendar_document import calendar_to_document
from desk.rules.chain import canonical
from desk.rules.clock_doubt import clock_doubt
from desk.rules.password_cost import USUAL, PasswordCost
from desk.rules.text import clean_text
from desk.services.calendar_files import read_calendar_folder
from desk.services.catalogue_editing import store_process
from desk.services.catalogue_files import ProcedureEntry, read_catalogue
from desk.services.clock import Clock
from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD
from desk.services.sign_in import cost_of_machine, hash_password
from desk.settings import read_settings, write_settings
from desk.store.backup import sync_folder
from desk.store.faults import surroundings
from desk.store.migrate import migrate
from desk.store.place import refuse_network_place
from desk.store.store import Store
from desk.store.writing import Writing
from desk.vocabulary import FormEdition, Role

_ADMINISTRATOR_KEYS = ("login", "name", "password")
UNIT_KEYS = ("agency_code", "name", "superior_body", "issuing_body", "place", "address", "phone", "lookup")


@dataclass(frozen=True)
class FirstOfficer:
    """An officer whom set-up creates."""

    login: str
    name: str
    password: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class UnitFile:
    """What an office states of itself when it is set up."""

    heading: Mapping[str, str]
    first_day: dt.date
    officers: tuple[FirstOfficer, ...]
    practice: bool = False


@dataclass(frozen=True)
class SetUpDone:
    """What set-up made."""

    home: Path
    unit: str
    procedures: int
    dossiers: int


def read_unit_file(path: Path) -> UnitFile:
    """The unit that a TOML file describes: `[unit]` with its heading, `[administrator]` with login, name, password.

    Raises:
        BadUnitFile: a key is missing, unknown or of the wrong kind.
    """
    try:
        document = read_toml(path)
    except FileRefused as refused:
        raise BadUnitFile(file=path, problem=refused.facts["problem"]) from None
    unit, first = document.get("unit"), document.get("administrator")
    if not isinstance(unit, dict) or not isinstance(first, dict):
        raise BadUnitFile(file=path, problem="[unit], [administrator]")
    unknown = set(document) - {"unit", "administrator"} | set(unit) - {*UNIT_KEYS, "first_day"}
    unknown |= set(first) - set(_ADMINISTRATOR_KEYS)
    if unknown:
        raise BadUnitFile(file=path, problem=", ".join(sorted(unknown)))
    heading = {key: _text(path, unit, key) for key in UNIT_KEYS}
    first_day = unit.get("first_day")
    if not isinstance(first_day, dt.date) or isinstance(first_day, dt.datetime):
        raise BadUnitFile(file=path, problem="first_day")
    login, name, password = (_text(path, first, key) for key in _ADMINISTRATOR_KEYS)
    return UnitFile(heading, first_day, (FirstOfficer(login, name, password, (Role.ADMIN,)),))


def practice_unit() -> UnitFile:
    """The unit of practice homes: a commune of Gia Lai with one officer of each role, watermarked everywhere."""
    document = tomllib.loads((resources() / "sample" / "unit.toml").read_text(encoding="utf-8"))
    officers = tuple(
        FirstOfficer(one["login"], one["name"], PRACTICE_PASSWORD, tuple(Role(role) for role in one["roles"]))
        for one in document["officer"]
    )
    unit = document["unit"]
    return UnitFile({key: unit[key] for key in UNIT_KEYS}, unit["first_day"], officers, practice=True)


def make_home(
    home: Home,
    unit_file: UnitFile | None,
    clock: Clock,
    *,
    empty: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> SetUpDone:
    """Make a home: a practice one with sample dossiers when no unit is given. A failed set-up leaves nothing behind.

    Raises:
        StoreExists: there is a desk in that folder. UnwritableFile: its name is no text. NetworkPlace: it lies on a
        network share.
        ClockImpossible: the machine says a day on which no counter was open.
    """
    if clock_doubt(clock.now(), None) is not None:
        raise ClockImpossible(at=clock.now(), last=None)
    if home.database.exists():
        raise StoreExists(home=home.root)
    refuse_nameless(home.root)
    refuse_network_place(home.root)
    # made under a private name and put in place last: two set-ups at once, or one that is cut off, leave one whole
    # home or none, and take nothing from each other
    with surroundings(home.root):
        home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.root, prefix=".dang-lap-") as private:
            unit = unit_file or practice_unit()
            # a practice home's password is printed in the guide: its cost need not fit the machine
            cost = USUAL if unit.practice else cost_of_machine()
            done = _fill(Home(Path(private)), unit, clock, empty, progress, cost)
            _publish(Home(Path(private)), home)
            if cost != USUAL:
                kept = read_settings(home.settings)
                made = dataclasses.replace(kept, password_memory_kib=cost.memory_kib, password_passes=cost.passes)
                write_settings(home.settings, made)
    return dataclasses.replace(done, home=home.root)


def _publish(made: Home, home: Home) -> None:
    """Put a finished store in its place, unless another has come there first."""
    made.database.chmod(0o600)  # citizens' data: for the desk's own account only
    if made.database.with_name(f"{made.database.name}-wal").exists():
        raise DiskFaulty(place=home.root)  # closing does not say when the log could not be folded in: it would be lost
    if home.database.exists():
        raise StoreExists(home=home.root)
    made.kiosk_database.replace(home.kiosk_database)
    try:
        os.link(made.database, home.database)  # fails where the name is taken, which a renaming would not
    except FileExistsError:
        raise StoreExists(home=home.root) from None
    except OSError:
        # a file system without links (FAT): the check above is all there is
        made.database.rename(home.database)
    try:
        sync_folder(home.root)
    except OSError:
        home.database.unlink(missing_ok=True)
        home.kiosk_database.unlink(missing_ok=True)
        raise


def _fill(
    home: Home,
    unit: UnitFile,
    clock: Clock,
    empty: bool,
    progress: Callable[[int, int], None] | None,
    cost: PasswordCost,
) -> SetUpDone:
    migrate(home.database, "desk", create=True)
    migrate(home.kiosk_database, "kiosk", create=True)
    desk = Desk(home, Store(home.database), clock)
    try:
        calendar = read_calendar_folder(resources() / "calendar")
        procedures = read_catalogue(resources() / "catalogue" / "procedures.toml")
        sample = unit.practice and not empty
        began = clock.now()
        if sample:
            from desk.services.sample import first_moment

            began = first_moment(began, calendar)
        with desk.store.writing() as work:
            work.insert(
                Unit,
                {
                    "id": work.unit_id,
                    **unit.heading,
                    "form_edition": FormEdition.TT03_2025.value,
                    "first_day": unit.first_day,
                    "practice": unit.practice,
                },
            )
            for officer in unit.officers:
                _add_officer(work, officer, cost)
            content = canonical(calendar_to_document(calendar))
            work.insert_new(
                CalendarEdition, {"made_at": began, "source": "Lịch kèm theo chương trình", "content": content}
            )
            for procedure in procedures:
                _add_procedure(work, procedure, unit.first_day)
            work.record(officer=unit.officers[0].login, action="set-up", subject=unit.heading["agency_code"], at=began)
        dossiers = 0
        if sample:
            from desk.services.sample import fill_with_samples

            dossiers = fill_with_samples(desk, progress)
    finally:
        desk.close()
    return SetUpDone(home.root, unit.heading["name"], len(procedures), dossiers)


def _add_officer(work: Writing, officer: FirstOfficer, cost: PasswordCost) -> None:
    officer_id = work.insert_new(
        Officer,
        {
            "login": clean_text(officer.login, "login", 40),
            "name": clean_text(officer.name, "name", 200),
            "password": hash_password(officer.password, cost),
            "active": True,
        },
    )
    work.insert(OfficerRole, *({"officer_id": officer_id, "role": role.value} for role in officer.roles))


def _add_procedure(work: Writing, entry: ProcedureEntry, valid_from: dt.date) -> None:
    """Store a catalogue entry as the procedure's edition from the office's first day on."""
    edition_id = work.insert_new(
        ProcedureEdition,
        {
            "code": entry.code,
            "valid_from": valid_from,
            "ended": False,
            "name": entry.name,
            "sector": entry.sector,
            "supplement_mode": entry.supplement_mode.value,
            "cutoff": entry.cutoff.isoformat("minutes") if entry.cutoff else None,
            "verified": entry.verified,
            "note": entry.note,
        },
    )

    def rows(entries: tuple[Any, ...]) -> list[dict[str, Any]]:
        return [{"edition_id": edition_id, **vars(one)} for one in entries]

    work.insert(ProcedureLimit, *rows(entry.limits))
    work.insert(ProcedureFee, *rows(entry.fees))
    components = [{**row, "position": at} for at, row in enumerate(rows(entry.components), start=1)]
    work.insert(ProcedureComponent, *components)
    store_process(work, edition_id, entry.payment_stops, entry.steps)


def _text(path: Path, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadUnitFile(file=path, problem=key)
    return clean_text(value, key, 300)
