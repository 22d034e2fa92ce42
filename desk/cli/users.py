"""`user`: who may sign in, and as what."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from desk.cli.arguments import text
from desk.cli.command import Call, Command
from desk.vocabulary import Role

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.services.officers import OfficerListed
    from desk.services.sign_in import SignedIn

NEW_PASSWORD_VARIABLE = "DESK_NEW_PASSWORD"  # noqa: S105 - the name of the variable
ADD, DISABLE, ENABLE, RESET, GRANT = "add", "disable", "enable", "reset", "grant"
DONE = {
    ADD: "Đã thêm {login} ({role}).",
    DISABLE: "Đã khóa {login} ({role}).",
    ENABLE: "Đã mở lại {login} ({role}).",
    RESET: "Đã đặt lại mật khẩu của {login} ({role}).",
    GRANT: "{login} từ nay có vai trò {role}.",
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("act", metavar="VIỆC", choices=list(DONE), help=" | ".join(DONE))
    parser.add_argument("officer", metavar="LOGIN", type=text("login", 40), help="tên đăng nhập của người được sửa")
    parser.add_argument("--name", metavar="TÊN", type=text("name", 200), help="với add: họ tên trên giấy tờ")
    parser.add_argument(
        "--role",
        metavar="VAI-TRÒ",
        dest="roles",
        action="append",
        type=Role,
        choices=list(Role),
        help=f"với add, grant; được lặp lại: {' | '.join(Role)}",
    )


def _run(call: Call) -> int:
    _check(call.args)
    password = _new_password(call.args) if call.args.act in {ADD, RESET} else ""
    with call.signed_in() as (desk, by):
        done = _act(desk, by, call.args, password)
    role = ",".join(sorted(done.roles))
    record = {"login": done.login, "role": role}
    call.out.put(record, lambda: DONE[call.args.act].format(**record))
    return 0


def _check(args: argparse.Namespace) -> None:
    """Refuse options that would be read over."""
    if args.name is not None and args.act != ADD:
        args.parser.error("--name chỉ đi với add")
    if args.roles and args.act not in {ADD, GRANT}:
        args.parser.error("--role chỉ đi với add và grant")
    if args.name is None and args.act == ADD:
        args.parser.error("add cần --name")
    if not args.roles and args.act in {ADD, GRANT}:
        args.parser.error(f"{args.act} cần --role")


def _act(desk: Desk, by: SignedIn, args: argparse.Namespace, password: str) -> OfficerListed:
    from desk.services.officers import add_officer, grant, officers, reset_password, set_active

    if args.act == ADD:
        return add_officer(desk, by, args.officer, args.name, password, args.roles)
    if args.act == GRANT:
        return grant(desk, by, args.officer, args.roles)
    if args.act == RESET:
        reset_password(desk, by, args.officer, password)
        return next(one for one in officers(desk, by) if one.login == args.officer)
    return set_active(desk, by, args.officer, active=args.act == ENABLE)


def _new_password(args: argparse.Namespace) -> str:
    """The password of DESK_NEW_PASSWORD, else the one typed twice alike on a terminal."""
    given = os.environ.get(NEW_PASSWORD_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        args.parser.error(f"cần mật khẩu mới trong biến {NEW_PASSWORD_VARIABLE}")
    import getpass

    while True:
        typed = getpass.getpass("Mật khẩu mới: ")
        if typed == getpass.getpass("Gõ lại mật khẩu mới: "):
            return typed
        sys.stderr.write("Hai lần gõ không giống nhau; hãy gõ lại.\n")


USER = Command("user", "thêm, khóa, mở người dùng, đặt lại mật khẩu, giao vai trò", "login, role", _arguments, _run)
