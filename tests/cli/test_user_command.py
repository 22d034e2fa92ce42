"""`user`: added, closed, opened, given a password and roles, each only by an administrator."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING

import pytest

from desk.services.entrance import PRACTICE_PASSWORD

if TYPE_CHECKING:
    from desk_program import Answer, Program

pytest_plugins = ("desk_program",)

NEW = "mat-khau-moi-1"


@pytest.fixture
def admin(at_desk: Program, monkeypatch: pytest.MonkeyPatch) -> Program:
    """The program at a desk, a new password at hand."""
    monkeypatch.setenv("DESK_NEW_PASSWORD", NEW)
    return at_desk


def user(program: Program, *typed: str, login: str = "admin") -> Answer:
    return program("--as", login, "--json", "user", *typed)


def signs_in(program: Program, login: str, password: str, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setenv("DESK_PASSWORD", password)
    status = program("--as", login, "--json", "find", "x").status
    monkeypatch.setenv("DESK_PASSWORD", PRACTICE_PASSWORD)
    return status == 0


def test_somebody_new_signs_in_with_the_new_password(admin: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = user(admin, "add", "thu", "--name", "Nguyễn Thị Thử", "--role", "officer", "--role", "clerk")
    assert answer.status == 0
    assert answer.records == [{"login": "thu", "role": "clerk,officer"}]
    assert signs_in(admin, "thu", NEW, monkeypatch)
    assert not signs_in(admin, "thu", PRACTICE_PASSWORD, monkeypatch)
    again = user(admin, "add", "thu", "--name", "Trần Văn Mẫu", "--role", "clerk")
    assert again.status == 1
    assert again.err == "Tên đăng nhập thu đã có người dùng; hãy chọn tên khác.\n"


def test_a_closed_account_signs_in_no_more_until_it_is_opened(admin: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert user(admin, "disable", "tiepnhan").records == [{"login": "tiepnhan", "role": "clerk"}]
    assert not signs_in(admin, "tiepnhan", PRACTICE_PASSWORD, monkeypatch)
    assert user(admin, "enable", "tiepnhan").records == [{"login": "tiepnhan", "role": "clerk"}]
    assert signs_in(admin, "tiepnhan", PRACTICE_PASSWORD, monkeypatch)


def test_a_password_is_reset(admin: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    assert user(admin, "reset", "lanhdao").records == [{"login": "lanhdao", "role": "leader"}]
    assert signs_in(admin, "lanhdao", NEW, monkeypatch)
    monkeypatch.setenv("DESK_NEW_PASSWORD", "ngan")
    assert user(admin, "reset", "lanhdao").err == "Mật khẩu quá ngắn; hãy đặt ít nhất 8 ký tự.\n"
    assert signs_in(admin, "lanhdao", NEW, monkeypatch)


def test_roles_are_granted_exactly(admin: Program) -> None:
    assert user(admin, "grant", "tiepnhan", "--role", "leader").records == [{"login": "tiepnhan", "role": "leader"}]
    assert admin("--as", "tiepnhan", "--json", "check").status == 0, "a leader's work"
    refused = user(admin, "grant", "admin", "--role", "clerk")
    assert refused.status == 1
    assert "quản trị viên cuối cùng" in refused.err


@pytest.mark.parametrize("login", ["tiepnhan", "chuyenmon", "lanhdao"])
def test_nobody_else_may(admin: Program, login: str) -> None:
    answer = user(admin, "disable", "tiepnhan", login=login)
    assert (answer.status, answer.out) == (1, "")
    assert "không có quyền quản lý người dùng" in answer.err


def test_oneself_and_a_stranger_are_refused(admin: Program) -> None:
    assert "chính mình" in user(admin, "disable", "admin").err
    assert "“nobody”" in user(admin, "enable", "nobody").err
    assert "“nobody”" in user(admin, "reset", "nobody").err


@pytest.mark.parametrize(
    "typed",
    [
        ("add", "thu", "--role", "clerk"),
        ("add", "thu", "--name", "Nguyễn Thị Thử"),
        ("add", "thu", "--name", "Nguyễn Thị Thử", "--role", "king"),
        ("grant", "tiepnhan"),
        ("disable", "tiepnhan", "--role", "clerk"),
        ("reset", "tiepnhan", "--name", "Nguyễn Thị Thử"),
        ("remove", "tiepnhan"),
        ("add",),
    ],
)
def test_wrong_usage(admin: Program, typed: tuple[str, ...]) -> None:
    answer = user(admin, *typed)
    assert (answer.status, answer.out) == (2, "")


def test_without_password_or_terminal_it_says_where_it_goes(at_desk: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_NEW_PASSWORD", raising=False)
    answer = user(at_desk, "reset", "tiepnhan")
    assert answer.status == 2
    assert "DESK_NEW_PASSWORD" in answer.err


def test_on_a_terminal_it_is_asked_until_both_are_alike(
    at_desk: Program, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from desk.bootstrap import main

    class Terminal:
        def isatty(self) -> bool:
            return True

    typed = iter([NEW, "khac-nhau-1", NEW, NEW])
    monkeypatch.delenv("DESK_NEW_PASSWORD", raising=False)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert main(["--as", "admin", "user", "reset", "tiepnhan"]) == 0
    said = capsys.readouterr()
    assert said.out == "Đã đặt lại mật khẩu của tiepnhan (clerk).\n"
    assert "không giống nhau" in said.err
    assert signs_in(at_desk, "tiepnhan", NEW, monkeypatch)
