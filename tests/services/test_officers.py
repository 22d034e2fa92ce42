"""Managing officers: who may, what is refused, what the chain keeps, and what signing in makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders import officer, practice_desk

from desk.errors import (
    BadText,
    BadValue,
    DeskError,
    LastAdministrator,
    LoginTaken,
    MissingField,
    NotAllowed,
    OwnAccount,
    SignInRefused,
    UnknownOfficer,
    WeakPassword,
)
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD
from desk.services.officers import (
    add_officer,
    change_own_password,
    grant,
    officers,
    rename,
    reset_password,
    set_active,
)
from desk.services.sign_in import SignedIn, sign_in
from desk.vocabulary import Role

PASSWORD = "mật khẩu thử"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


@pytest.fixture
def admin(desk: Desk) -> SignedIn:
    return officer(desk, "admin")


def test_a_new_officer_signs_in_with_their_roles(desk: Desk, admin: SignedIn) -> None:
    add_officer(desk, admin, "thu.nguyen", "Nguyễn Thị Thử", PASSWORD, [Role.CLERK, Role.OFFICER])
    assert sign_in(desk, "thu.nguyen", PASSWORD).roles == {Role.CLERK, Role.OFFICER}
    assert "thu.nguyen" in [one.login for one in officers(desk, admin)]


@pytest.mark.parametrize(
    ("login", "name", "password", "roles", "refused"),
    [
        ("tiepnhan", "Thử", PASSWORD, [Role.CLERK], LoginTaken),
        ("Có Dấu", "Thử", PASSWORD, [Role.CLERK], BadValue),
        ("", "Thử", PASSWORD, [Role.CLERK], BadValue),
        ("thu", " ", PASSWORD, [Role.CLERK], MissingField),
        ("thu", "Thử\x00", PASSWORD, [Role.CLERK], BadText),
        ("thu", "Thử", "ngắn", [Role.CLERK], WeakPassword),
        ("thu", "Thử", PASSWORD, [], MissingField),
    ],
)
def test_what_is_refused(
    desk: Desk, admin: SignedIn, login: str, name: str, password: str, roles: list[Role], refused: type[DeskError]
) -> None:
    before = officers(desk, admin)
    with pytest.raises(refused):
        add_officer(desk, admin, login, name, password, roles)
    assert officers(desk, admin) == before


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon", "lanhdao"])
@pytest.mark.parametrize(
    "act",
    [
        officers,
        lambda desk, by: add_officer(desk, by, "thu", "Thử", PASSWORD, [Role.ADMIN]),
        lambda desk, by: rename(desk, by, "admin", "Thử"),
        lambda desk, by: set_active(desk, by, "admin", active=False),
        lambda desk, by: grant(desk, by, "tiepnhan", [Role.ADMIN]),
        lambda desk, by: reset_password(desk, by, "admin", PASSWORD),
    ],
    ids=["list", "add", "rename", "close", "grant", "reset"],
)
def test_only_an_administrator_may(desk: Desk, login: str, act: Callable[[Desk, SignedIn], object]) -> None:
    with pytest.raises(NotAllowed):
        act(desk, officer(desk, login))


def test_a_closed_account_is_refused_until_it_is_opened(desk: Desk, admin: SignedIn) -> None:
    set_active(desk, admin, "tiepnhan", active=False)
    with pytest.raises(SignInRefused):
        sign_in(desk, "tiepnhan", PRACTICE_PASSWORD)
    set_active(desk, admin, "tiepnhan", active=True)
    assert sign_in(desk, "tiepnhan", PRACTICE_PASSWORD).login == "tiepnhan"


def test_roles_are_replaced_whole(desk: Desk, admin: SignedIn) -> None:
    grant(desk, admin, "tiepnhan", [Role.LEADER])
    assert sign_in(desk, "tiepnhan", PRACTICE_PASSWORD).roles == {Role.LEADER}
    grant(desk, admin, "tiepnhan", [Role.CLERK, Role.ADMIN])
    assert sign_in(desk, "tiepnhan", PRACTICE_PASSWORD).roles == {Role.CLERK, Role.ADMIN}
    with pytest.raises(MissingField):
        grant(desk, admin, "tiepnhan", [])


def test_somebody_must_be_left(desk: Desk, admin: SignedIn) -> None:
    with pytest.raises(OwnAccount):
        set_active(desk, admin, "admin", active=False)
    with pytest.raises(LastAdministrator):
        grant(desk, admin, "admin", [Role.LEADER])
    grant(desk, admin, "tiepnhan", [Role.ADMIN])
    second = sign_in(desk, "tiepnhan", PRACTICE_PASSWORD)
    set_active(desk, second, "admin", active=False)
    with pytest.raises(LastAdministrator):
        grant(desk, second, "tiepnhan", [Role.CLERK])


def test_names_and_passwords_change(desk: Desk, admin: SignedIn) -> None:
    assert rename(desk, admin, "tiepnhan", " Trần Văn Mẫu ").name == "Trần Văn Mẫu"
    reset_password(desk, admin, "tiepnhan", PASSWORD)
    clerk = sign_in(desk, "tiepnhan", PASSWORD)
    with pytest.raises(SignInRefused):
        change_own_password(desk, clerk, "sai", PASSWORD)
    change_own_password(desk, clerk, PASSWORD, PASSWORD + " mới")
    assert sign_in(desk, "tiepnhan", PASSWORD + " mới").name == "Trần Văn Mẫu"


def test_an_unknown_officer_is_named(desk: Desk, admin: SignedIn) -> None:
    with pytest.raises(UnknownOfficer):
        set_active(desk, admin, "khongco", active=False)
