"""`user`: who may sign in, and as what."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING

from desk.cli.arguments import day, text
from desk.cli.command import Call, Command
from desk.vocabulary import Role

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.services.officers import OfficerListed
    from desk.services.sign_in import SignedIn

NEW_PASSWORD_VARIABLE = "DESK_NEW_PASSWORD"  # noqa: S105 - the name of the variable
ADD, DISABLE, ENABLE, RESET, GRANT, DEPUTY = "add", "disable", "enable", "reset", "grant", "deputy"
DONE = {
    ADD: "Đã thêm {login} ({role}).",
    DISABLE: "Đã khóa {login} ({role}).",
    ENABLE: "Đã mở lại {login} ({role}).",
    RESET: "Đã đặt lại mật khẩu của {login} ({role}).",
    GRANT: "{login} từ nay có vai trò {role}.",
    DEPUTY: "{login} thay lãnh đạo {leader} từ {from} đến {to}.",
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
    parser.add_argument(
        "--for", metavar="LOGIN", dest="leader", type=text("login", 40), help="với deputy: lãnh đạo nào"
    )
    parser.add_argument("--from", metavar="DATE", dest="first_day", type=day("from"), help="với deputy: từ ngày")
    parser.add_argument("--to", metavar="DATE", dest="last_day", type=day("to"), help="với deputy: đến hết ngày")
    parser.add_argument("--end", action="store_true", help="với deputy: LOGIN là lãnh đạo, từ nay không ai thay")


def _run(call: Call) -> int:
    _check(call.args)
    if call.args.act == DEPUTY:
        return _deputy(call)
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
    if args.act != DEPUTY and (args.leader or args.first_day or args.last_day or args.end):
        args.parser.error("--for, --from, --to và --end chỉ đi với deputy")


def _deputy(call: Call) -> int:
    from desk.services.deputies import name_deputy

    args = call.args
    deputy, leader = (None, args.officer) if args.end else (args.officer, args.leader)
    with call.signed_in() as (desk, by):
        named = name_deputy(desk, by, deputy, leader, args.first_day, args.last_day)
    record = {
        "login": named.deputy,
        "role": "deputy",
        "leader": named.leader,
        "from": named.first_day.isoformat(),
        "to": named.last_day and named.last_day.isoformat(),
    }
    words = {**record, "login": named.deputy or "Không ai", "to": record["to"] or "khi có thay đổi"}
    call.out.put(record, lambda: DONE[DEPUTY].format(**words))
    return 0


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


USER = Command(
    "user",
    "thêm, khóa, mở người dùng, đặt lại mật khẩu, giao vai trò, cử người thay",
    "login, role, leader, from, to",
    _arguments,
    _run,
)
