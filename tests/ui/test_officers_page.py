"""The officers of the office, worked by keys: added, renamed, given roles, closed; and everybody's own password."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from builders import officer
from conftest import session_of
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, dump, same_as_golden, type_text, visible_texts
from settings_seat import keys

from desk.errors import DiskFull, LastAdministrator, LoginTaken, OwnAccount, SignInRefused, WeakPassword
from desk.messages import sentence
from desk.services.desk import Desk
from desk.services.entrance import PRACTICE_PASSWORD
from desk.services.officers import add_officer, grant, officers
from desk.services.sign_in import sign_in
from desk.ui.office import officer_form, officers_page
from desk.ui.office.officers_page import OfficersPage
from desk.ui.settling import settle
from desk.vocabulary import Role

SECRET = "mat khau thu 1"
Open = Callable[[str], OfficersPage]


@pytest.fixture
def open_page(qtbot: QtBot, desk: Desk) -> Open:
    """Opens the page of somebody, as the frame does."""

    def open_it(login: str) -> OfficersPage:
        page = OfficersPage(session_of(desk, login))
        host = QWidget()  # as in the frame: a page is never a window of its own
        qtbot.addWidget(host, before_close_func=lambda _host, _kept=host: None)
        page.setParent(host)
        for widget in (host, page):
            widget.resize(1278, 640)
        host.show()
        host.activateWindow()
        settle()
        page.first_field().setFocus()
        return page

    return open_it


@pytest.fixture
def page(open_page: Open) -> OfficersPage:
    """The page of the administrator."""
    return open_page("admin")


def stand_on(page: OfficersPage, login: str) -> None:
    logins = [page.table.item(row, officers_page.LOGIN).text() for row in range(page.table.rowCount())]
    page.table.setCurrentCell(logins.index(login), 0)
    settle()


def fill_new(page: OfficersPage, login: str = "thu.nguyen", again: str = SECRET) -> None:
    keys("Ins")
    form = page.form
    for field, text in ((form.login, login), (form.name, "Nguyễn Thị Thử"), (form.password, SECRET)):
        type_text(field, text)
    type_text(form.again, again)
    form.roles[Role.CLERK].setChecked(True)


def kept(page: OfficersPage) -> tuple[str, str, str]:
    return page.form.login.text(), page.form.name.text(), page.form.password.text()


def logins(desk: Desk) -> list[str]:
    return [one.login for one in officers(desk, officer(desk, "admin"))]


def test_everybody_with_roles_and_state(page: OfficersPage) -> None:
    same_as_golden("officers", page)


def test_the_form_of_a_new_one(page: OfficersPage) -> None:
    fill_new(page)
    same_as_golden("officers-new", page)
    assert SECRET not in dump(page)


def test_somebody_new_by_keys_alone_signs_in_at_once(page: OfficersPage, desk: Desk) -> None:
    fill_new(page)
    page.form.again.setFocus()
    keys("Return")
    assert "Đã thêm Nguyễn Thị Thử" in page.message.text()
    entered = sign_in(desk, "thu.nguyen", SECRET)
    assert entered.roles == {Role.CLERK}
    assert page.table.hasFocus()


def test_passwords_that_differ_store_nothing(page: OfficersPage, desk: Desk) -> None:
    fill_new(page, again="khac hoan toan")
    keys("F9")
    assert "không giống nhau" in page.form.message.text()
    assert page.form.again.hasFocus()
    assert kept(page) == ("thu.nguyen", "Nguyễn Thị Thử", SECRET)
    assert "thu.nguyen" not in logins(desk)


@pytest.mark.parametrize("login", ["Thử Nguyễn", "a b", ".thu"])
def test_a_login_of_the_wrong_shape_is_told_the_right_one(page: OfficersPage, desk: Desk, login: str) -> None:
    before = logins(desk)
    fill_new(page, login)
    keys("F9")
    assert "chữ thường không dấu" in page.form.message.text()
    assert page.form.login.hasFocus()
    assert logins(desk) == before


def test_a_taken_login_and_a_weak_password(page: OfficersPage) -> None:
    fill_new(page, "tiepnhan")
    keys("F9")
    assert page.form.message.text() == sentence(LoginTaken(login="tiepnhan"))
    page.form.login.setText("thu.nguyen")
    for field in (page.form.password, page.form.again):
        field.setText("ngan")
    keys("F9")
    assert page.form.message.text() == sentence(WeakPassword(limit=8))
    assert page.form.password.hasFocus()


def test_name_and_roles_of_one_who_is_there(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "chuyenmon")
    keys("F2")
    assert page.form.first_field() is page.form.name
    assert not page.form.login.isEnabled()
    page.form.name.clear()
    type_text(page.form.name, "Lê Văn Mẫu")
    page.form.roles[Role.CLERK].setChecked(True)
    keys("F9")
    changed = next(one for one in officers(desk, officer(desk, "admin")) if one.login == "chuyenmon")
    assert (changed.name, changed.roles) == ("Lê Văn Mẫu", {Role.CLERK, Role.OFFICER})
    current = page.current()
    assert current is not None
    assert current.name == "Lê Văn Mẫu"


def test_what_somebody_else_changed_meanwhile_stays(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "chuyenmon")
    keys("F2")
    grant(desk, officer(desk, "admin"), "chuyenmon", {Role.OFFICER, Role.CLERK})
    page.form.name.setText("Lê Văn Mẫu")
    keys("F9")
    changed = next(one for one in officers(desk, officer(desk, "admin")) if one.login == "chuyenmon")
    assert (changed.name, changed.roles) == ("Lê Văn Mẫu", {Role.OFFICER, Role.CLERK})


def test_an_empty_name_stores_no_roles_either(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "chuyenmon")
    keys("F2")
    page.form.name.clear()
    page.form.roles[Role.CLERK].setChecked(True)
    keys("F9")
    assert page.form.name.hasFocus()
    changed = next(one for one in officers(desk, officer(desk, "admin")) if one.login == "chuyenmon")
    assert changed.roles == {Role.OFFICER}


def test_the_last_administrator_stays_one(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "admin")
    keys("F2")
    page.form.roles[Role.ADMIN].setChecked(False)
    page.form.roles[Role.CLERK].setChecked(True)
    keys("F9")
    assert page.form.message.text() == sentence(LastAdministrator(login="admin"))
    assert page.form.roles[Role.ADMIN].hasFocus()


def test_a_password_is_reset(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "tiepnhan")
    keys("F8")
    for field in (page.password.new, page.password.again):
        type_text(field, SECRET)
    keys("F9")
    assert "Đã đặt lại mật khẩu" in page.message.text()
    assert sign_in(desk, "tiepnhan", SECRET).login == "tiepnhan"
    assert page.password.new.text() == ""


def test_an_account_is_closed_when_asked_twice_and_opened_again(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "tiepnhan")
    keys("Del")
    assert page.close_button.text() == "&Khóa tiepnhan? Del lần nữa"
    assert sign_in(desk, "tiepnhan", PRACTICE_PASSWORD).login == "tiepnhan"
    keys("Del")
    assert "Đã khóa tài khoản tiepnhan" in page.message.text()
    with pytest.raises(SignInRefused):
        sign_in(desk, "tiepnhan", PRACTICE_PASSWORD)
    keys("Del")
    keys("Del")
    assert sign_in(desk, "tiepnhan", PRACTICE_PASSWORD).login == "tiepnhan"


def test_ones_own_account_is_not_closed(page: OfficersPage) -> None:
    stand_on(page, "admin")
    keys("Del")
    keys("Del")
    assert page.message.text() == sentence(OwnAccount(login="admin"))


def test_another_one_in_the_list_is_not_closed_by_the_second_stroke(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "tiepnhan")
    keys("Del")
    stand_on(page, "chuyenmon")
    keys("Del")
    assert all(one.active for one in officers(desk, officer(desk, "admin")))


def test_what_was_typed_is_thrown_away_only_when_asked_twice(page: OfficersPage) -> None:
    fill_new(page)
    keys("Esc")
    assert page.form.isVisible()
    assert page.form.back_button.text() == "&Bỏ nội dung? Esc lần nữa"
    keys("Esc")
    assert not page.form.isVisible()
    assert page.table.hasFocus()


def test_a_full_disk_keeps_what_was_typed(page: OfficersPage, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise DiskFull(place="ổ đĩa thử")

    fill_new(page)
    with monkeypatch.context() as patched:
        patched.setattr(officer_form, "add_officer", full)
        keys("F9")
    assert page.form.message.text() == sentence(DiskFull(place="ổ đĩa thử"))
    assert kept(page) == ("thu.nguyen", "Nguyễn Thị Thử", SECRET)
    keys("F9")
    assert "thu.nguyen" in logins(desk)


def test_a_list_that_cannot_be_read(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise DiskFull(place="ổ đĩa thử")

    with monkeypatch.context() as patched:
        patched.setattr(officers_page, "officers", full)
        page = open_page("admin")
    assert "Chưa đọc được danh sách." in visible_texts(page)
    assert page.message.text() == sentence(DiskFull(place="ổ đĩa thử"))
    page.refresh()
    settle()
    assert page.table.rowCount() == 4
    assert not page.message.isVisible()


def test_the_filter_needs_no_accents(page: OfficersPage) -> None:
    keys("Ctrl+F")
    type_text(page.filter, "lanh dao")
    assert page.table.rowCount() == 1
    keys("Return")
    assert page.table.hasFocus()
    keys("Esc")
    assert page.table.rowCount() == 4
    keys("Ctrl+F")
    type_text(page.filter, "không có ai")
    assert any(text.startswith("Không có ai khớp “không có ai”") for text in visible_texts(page))


def test_one_added_elsewhere_is_seen_and_the_choice_stays(page: OfficersPage, desk: Desk) -> None:
    stand_on(page, "lanhdao")
    add_officer(desk, officer(desk, "admin"), "bbb", "Phạm Thị Thử", SECRET, {Role.CLERK})
    page.refresh()
    settle()
    assert page.table.rowCount() == 5
    current = page.current()
    assert current is not None
    assert current.login == "lanhdao"


def test_an_ordinary_officer_changes_only_the_own_password(open_page: Open, desk: Desk) -> None:
    page = open_page("tiepnhan")
    same_as_golden("officers-own-password", page)
    form = page.password
    for field, text in ((form.old, "sai mat khau"), (form.new, SECRET), (form.again, SECRET)):
        type_text(field, text)
    keys("F9")
    assert form.message.text() == sentence(SignInRefused())
    assert form.old.hasFocus()
    assert form.new.text() == SECRET
    form.old.setText(PRACTICE_PASSWORD)
    keys("F9")
    assert "Đã đổi mật khẩu của bạn" in form.message.text()
    assert sign_in(desk, "tiepnhan", SECRET).login == "tiepnhan"
    assert form.new.text() == ""


@pytest.mark.parametrize("login", ["admin", "tiepnhan"])
def test_every_control_has_a_name_in_vietnamese(open_page: Open, login: str) -> None:
    page = open_page(login)
    assert [one for one in controls(page) if not (one.accessibleName() or getattr(one, "text", str)())] == []
    assert [text for text in visible_texts(page) if ENGLISH.search(text)] == []
