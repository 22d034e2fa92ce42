"""Runs the command line: reads what was typed, finds the command, and turns every failure into a sentence."""

from __future__ import annotations

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desk.cli.arguments import Parser, text
from desk.cli.care import BACKUP, CHECK
from desk.cli.command import Call, Command, Windows
from desk.cli.counter import ACT, FIND, REGISTER, SHOW
from desk.cli.deadlines import CARD, DUE
from desk.cli.failures import report
from desk.cli.output import Output
from desk.cli.overview import BOARD, LIST
from desk.cli.papers import PAPER, PRINT
from desk.cli.ratings import RATE
from desk.cli.set_up import SETUP
from desk.cli.tour import TOUR
from desk.errors import DeskError, DiskFull, NotBuiltYet, UnwritableFile
from desk.messages import sentence
from desk.paths import Home, default_home

COMMANDS: tuple[Command, ...] = (
    SETUP, REGISTER, SHOW, FIND, ACT, DUE, CARD, BOARD, PAPER, PRINT, RATE, LIST, BACKUP, CHECK, TOUR,
)  # fmt: skip

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(typed: Sequence[str], windows: Windows) -> int:
    """Answer a command, or open the desk's window when there is none. Returns the exit status."""
    _speak_utf8()
    home = Home(Path(os.environ.get("DESK_HOME") or default_home()))
    try:
        args = parser().parse_args(typed)
        home = Home(args.home.expanduser()) if hasattr(args, "home") else home
        return _answer(args, home, windows)
    except SystemExit as end:  # argparse: --help, or wrong usage
        return end.code if isinstance(end.code, int) else WRONG_USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return REFUSED
    except DeskError as error:
        why = sentence(error)
    except OSError as error:
        why = _surroundings(error, home)
    except Exception as error:  # noqa: BLE001 - the last resort: logged, and never a traceback for the office
        why = report(error, home)
    print(why, file=sys.stderr)
    return REFUSED


def _answer(args: argparse.Namespace, home: Home, windows: Windows) -> int:
    if getattr(args, "database", None) or os.environ.get("DESK_DATABASE"):
        raise NotBuiltYet(what="--database (PostgreSQL)")
    if args.command is None:
        return windows.open_window(home)
    out = Output(as_json=getattr(args, "json", False))
    status: int = args.command.run(Call(args, home, getattr(args, "login", None), out, windows))
    out.flush()
    return status


def parser() -> argparse.ArgumentParser:
    """The parser of all commands; the options they share may stand before or after the command."""
    shared = _shared()
    whole = Parser(
        prog="motcua-desk",
        description="Quầy một cửa. Không có lệnh: mở cửa sổ làm việc.",
        parents=[shared],
        allow_abbrev=False,
    )
    whole.set_defaults(command=None)
    commands = whole.add_subparsers(title="lệnh", metavar="LỆNH", parser_class=Parser)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.does,
            description=f"{command.does[:1].upper()}{command.does[1:]}.",
            epilog=f"Khóa JSON: {command.keys}.",
            parents=[shared],
            allow_abbrev=False,
        )
        command.add_arguments(one)
        one.set_defaults(command=command, parser=one)
    return whole


def _shared() -> Parser:
    # suppressed defaults: else the command's own would wipe out what was given before it
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--home", metavar="DIR", type=Path, help="thư mục dữ liệu của quầy (hoặc biến DESK_HOME)")
    shared.add_argument("--database", metavar="URL", help="dữ liệu PostgreSQL dùng chung; bản này chưa có")
    shared.add_argument(
        "--as", dest="login", metavar="LOGIN", type=text("login", 40), help="người thực hiện; mật khẩu ở DESK_PASSWORD"
    )
    shared.add_argument("--json", action="store_true", help="kết quả mỗi dòng một đối tượng JSON")
    return shared


def _speak_utf8() -> None:
    """Vietnamese comes out whole whatever the terminal says of itself."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _surroundings(error: OSError, home: Home) -> str:
    """The sentence for a fault of disk or rights that no service explained; anything else is a bug of ours."""
    file = error.filename or "stdout"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return sentence(DiskFull(place=file))
    if error.errno in {
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.EISDIR,
        errno.ENOTDIR,
        errno.ENOENT,
        errno.ENAMETOOLONG,
    }:
        return sentence(UnwritableFile(file=file))
    return report(error, home)


def _let_go_of_output() -> None:
    """The reader has gone: what is still buffered goes nowhere, so that Python does not complain at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # an output that is no file has nothing to complain about
        return
