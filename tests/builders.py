"""What the tests share: a practice desk, its officers, requests of marked test persons."""

from __future__ import annotations

import atexit
import dataclasses
import datetime as dt
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from sqlalchemy import select

from desk.errors import ClockBelieved
from desk.models import Officer, OfficerRole
from desk.paths import Home
from desk.rules.instants import VIETNAM
from desk.rules.weekly_hours import read_hours, with_week
from desk.rules.working_calendar import WeekSessions
from desk.services.calendar_changing import save_calendar
from desk.services.clock import Clock, SetClock
from desk.services.clock_check import confirm_clock
from desk.services.desk import Desk, open_desk
from desk.services.intake_request import ComponentGiven, IntakeRequest, PartyGiven
from desk.services.set_up import make_home
from desk.services.sign_in import SignedIn
from desk.vocabulary import IdKind, Role, Sex

MONDAY = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
MADE_AT = dt.datetime(2026, 11, 2, 8, 0, tzinfo=VIETNAM)
BIRTH = "1.001193"


@cache
def _template() -> Path:
    """An empty practice home, made once in a test run and copied for each desk."""
    root = Path(tempfile.mkdtemp(prefix="desk-test-"))
    atexit.register(shutil.rmtree, root, ignore_errors=True)
    make_home(Home(root / "home"), None, SetClock(MADE_AT), empty=True)
    return root / "home"


def practice_home(folder: Path) -> Home:
    """An empty practice home of the test's own."""
    shutil.copytree(_template(), folder / "home")
    return Home(folder / "home")


def practice_desk(folder: Path, clock: Clock | None = None) -> Desk:
    """An empty practice desk; its clock stands at Monday 2026-11-23 09:00 unless another is given."""
    return open_desk(practice_home(folder), clock or SetClock(MONDAY))


def officer(desk: Desk, login: str) -> SignedIn:
    """An officer as signed in, without the slow check of a password."""
    with desk.store.reading() as connection:
        row = connection.execute(select(Officer.id, Officer.name).where(Officer.login == login)).one()
        roles = connection.execute(select(OfficerRole.role).where(OfficerRole.officer_id == row.id)).scalars()
        return SignedIn(row.id, login, row.name, frozenset(Role(role) for role in roles))


def person(**changes: object) -> PartyGiven:
    """A marked test person."""
    given = PartyGiven(
        name="Nguyễn Thị Thử",
        id_kind=IdKind.CITIZEN,
        personal_id="064190000012",
        born=dt.date(1990, 2, 1),
        sex=Sex.FEMALE,
        address="Thôn 1, xã Chư Pưh",
        phone="0912345678",
    )
    return dataclasses.replace(given, **changes)  # type: ignore[arg-type]


def person_request(**changes: object) -> IntakeRequest:
    """A birth registration of the marked test person, handed in at the counter."""
    request = IntakeRequest(
        procedure=BIRTH,
        applicant=person(),
        components=(ComponentGiven("Tờ khai đăng ký khai sinh", originals=1), ComponentGiven("Giấy chứng sinh", 1)),
    )
    return dataclasses.replace(request, **changes)  # type: ignore[arg-type]


def at_moment(desk: Desk, moment: dt.datetime) -> None:
    """The clock stands at another moment, confirmed where it would not be believed."""
    desk.clock.at = moment  # type: ignore[attr-defined]
    with suppress(ClockBelieved):
        confirm_clock(desk, officer(desk, "admin"), moment)


def new_hours(desk: Desk, by: SignedIn, hours: str) -> None:
    """The counter is open at these hours from Monday to Friday, from today on."""
    day, today = read_hours(hours), desk.clock.now().date()
    with desk.store.reading() as connection:
        office = desk.office(connection)
    week = WeekSessions(today, (day, day, day, day, day, (), ()))
    save_calendar(desk, by, with_week(office.calendar, week, today), office.calendar_id, "giờ mới")
