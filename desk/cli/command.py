"""What a command is, and what it is given when it runs."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desk.cli.output import Output
from desk.errors import SignInNeeded
from desk.paths import Home

if TYPE_CHECKING:
    from desk.services.desk import Desk
    from desk.services.sign_in import SignedIn
    from desk.settings import Settings

PASSWORD_VARIABLE = "DESK_PASSWORD"  # noqa: S105 - the name of the variable


@dataclass(frozen=True)
class Windows:
    """What of the windows the program can start; bound in `desk.bootstrap`, so that no command knows of Qt."""

    open_window: Callable[[Home, str | None], int]
    take_pictures: Callable[[Desk, SignedIn, Path], list[Path]]
    open_kiosk: Callable[[Home, int | None, bool], int]


@dataclass(frozen=True)
class Call:
    """One run of a command: what was typed, where the desk is, where the answer goes."""

    args: argparse.Namespace
    home: Home
    login: str | None
    out: Output
    windows: Windows

    @cached_property
    def settings(self) -> Settings:
        """Settings of this machine.

        Raises:
            BadSettings: the file cannot be used.
        """
        from desk.settings import read_settings

        return read_settings(self.home.settings)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk of the home, closed at the end."""
        from desk.services.desk import open_desk

        desk = open_desk(self.home)
        try:
            yield desk
        finally:
            desk.close()

    @contextmanager
    def signed_in(self) -> Iterator[tuple[Desk, SignedIn]]:
        """The desk and the officer of `--as`, whose password stands in DESK_PASSWORD or is asked for on a terminal.

        Raises:
            SignInNeeded: nobody is named, or there is no password. SignInRefused: it is wrong.
        """
        from desk.services.sign_in import sign_in

        if self.login is None:
            raise SignInNeeded
        with self.desk() as desk:
            signed_in = sign_in(desk, self.login, password_given())
            _tell_of_clock(desk)
            yield desk, signed_in


@dataclass(frozen=True)
class Command:
    """A member of `COMMANDS`; `keys` names the keys of its JSON answer for `--help`."""

    name: str
    does: str
    keys: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Call], int]


def _tell_of_clock(desk: Desk) -> None:
    """Say on standard error what is wrong with the machine's clock, before anything else is said.

    That it is set to another zone is told to whoever sits before it; a job that runs by itself has nobody to tell.
    """
    from desk.services.clock_check import look_at_clock

    state = look_at_clock(desk)
    if state.doubt is None and not (state.elsewhere and sys.stderr is not None and sys.stderr.isatty()):
        return
    from desk.messages import doubt_words, zone_words

    told = zone_words(state.offset) if state.doubt is None else doubt_words(state.doubt, state.now, state.newest)
    print(told, file=sys.stderr)


def password_given() -> str:
    """The password of whoever acts: from DESK_PASSWORD, else asked for on a terminal. Raises: SignInNeeded."""
    given = os.environ.get(PASSWORD_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise SignInNeeded
    import getpass

    return getpass.getpass("Mật khẩu: ")
