"""Runs the command line: reads what was typed, finds the command, and turns every failure into a sentence."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from desk.cli.command import Call, Windows
from desk.cli.output import Output
from desk.cli.shared import shared_options
from desk.errors import DeskError, DiskFaulty, DiskFull, NotBuiltYet, UnwritableFile
from desk.messages import sentence
from desk.paths import Home, default_home

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run(typed: Sequence[str], windows: Windows) -> int:
    """Answer a command, or open the desk's window when there is none. Returns the exit status."""
    _speak_utf8()
    home = Home(Path(os.environ.get("DESK_HOME") or default_home()))
    try:
        args, command = shared_options().parse_known_args(typed)
        home = Home(args.home.expanduser()) if hasattr(args, "home") else home
        if getattr(args, "database", None) or os.environ.get("DESK_DATABASE"):
            raise NotBuiltYet(what="--database (PostgreSQL)")
        if not command:  # the window opens without the commands' imports
            return windows.open_window(home, getattr(args, "login", None))
        return _answer(typed, home, windows)
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
        why = _bug(error, home)
    print(why, file=sys.stderr)
    try:
        sys.stdout.flush()
    except OSError:  # what could not be written would be tried once more at the end, and change the status
        _let_go_of_output()
    return REFUSED


def _answer(typed: Sequence[str], home: Home, windows: Windows) -> int:
    from desk.cli.commands import parser

    args = parser().parse_args(typed)
    out = Output(as_json=getattr(args, "json", False))
    status: int = args.command.run(Call(args, home, getattr(args, "login", None), out, windows))
    out.flush()
    return status


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
    if error.errno == errno.EIO:
        return sentence(DiskFaulty(place=file))
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
    return _bug(error, home)


def _let_go_of_output() -> None:
    """The reader has gone: what is still buffered goes nowhere, so that Python does not complain at its end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):  # an output that is no file has nothing to complain about
        return


def _bug(error: BaseException, home: Home) -> str:
    from desk.cli.failures import report

    return report(error, home)
