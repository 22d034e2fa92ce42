"""How typed arguments become values; a wrong value is refused with the sentence of its error."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from typing import NoReturn

from desk.rules.instants import parse_day, parse_instant
from desk.rules.text import clean_text


class Parser(argparse.ArgumentParser):
    """A parser that says wrong usage in Vietnamese, on standard error, and ends with 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command and how to learn more."""
        self.print_usage()
        self.exit(2, f"Câu lệnh chưa đúng: {message}. Xem “{self.prog} --help”.\n")

    def print_usage(self, file: object = None) -> None:
        """Usage goes to standard error: standard output is for results."""
        import sys

        super().print_usage(sys.stderr)


def text(field: str, limit: int = 500) -> Callable[[str], str]:
    """Reads a text argument as every text that comes in; raises BadText."""
    return lambda typed: clean_text(typed, field, limit)


def instant(field: str) -> Callable[[str], dt.datetime]:
    """Reads an instant; raises BadTime."""
    return lambda typed: parse_instant(typed, field)


def day(field: str) -> Callable[[str], dt.date]:
    """Reads a day; raises BadTime."""
    return lambda typed: parse_day(typed, field)


def count(typed: str) -> int:
    """Reads a number from 1 to 10,000."""
    number = int(typed)
    if not 1 <= number <= 10_000:
        raise argparse.ArgumentTypeError("1–10000")
    return number


def number_of(typed: str) -> int:
    """Reads the number of a record, from 1 to the largest that a store can hold."""
    number = int(typed)
    if not 1 <= number < 2**63:
        raise argparse.ArgumentTypeError("từ 1, nhiều nhất 18 chữ số")
    return number
