"""Commands that stream: reads one JSON object a line and answers it before the next line is read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desk.cli.command import Call
from desk.cli.failures import report
from desk.cli.output import Record
from desk.errors import BadLine, DeskError, FileRefused, UnreadableFile
from desk.file_gate import MARK, Document, json_object, refuse_odd
from desk.messages import sentence

LONGEST_LINE = 1_000_000
STANDARD_INPUT = "-"


def answer_lines(
    call: Call,
    source: str,
    answer: Callable[[Document], Record],
    text: Callable[[Record], str],
    bad: Callable[[Record], bool],
) -> int:
    """Answer every line of a file or, for "-", of standard input; a refused line is answered and the next one read.

    Returns 1 when a line was refused or its answer is `bad`, else 0. Blank lines have no answer.
    """
    refused = False
    with _opened(source) as stream:
        for number, raw in _lines(stream):
            record: Record
            try:
                record = answer(_document(raw, number))
            except DeskError as error:
                record = _refusal(number, sentence(error))
            except Exception as error:  # noqa: BLE001 - a bug of ours must not stop the lines behind this one
                record = _refusal(number, report(error, call.home))
            if "refused" in record:
                refused = True
                call.out.answer(record, lambda: f"Dòng {number}: {record['why']}")  # noqa: B023 - called at once
            else:
                refused = bad(record) or refused
                call.out.answer(record, lambda: text(record))  # noqa: B023
    return 1 if refused else 0


def _refusal(number: int, why: str) -> Record:
    return {"refused": True, "line": number, "why": why}


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == STANDARD_INPUT:
        if sys.stdin is None:  # closed by whoever started us
            raise UnreadableFile(file=STANDARD_INPUT)
        yield sys.stdin.buffer
        return
    refuse_odd(Path(source))
    try:
        stream = open(source, "rb")  # noqa: SIM115 - closed below, where its own faults are told apart
    except (OSError, ValueError):
        raise UnreadableFile(file=source) from None
    with stream:
        yield stream


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Each line that is not blank with its number from 1; None for one that is too long, which is read over."""
    number = 0
    while raw := _next_line(stream):
        number += 1
        if len(raw) > LONGEST_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = _next_line(stream)
            yield number, None
        elif not raw.isspace():
            yield number, raw.removeprefix(MARK) if number == 1 else raw


def _next_line(stream: BinaryIO) -> bytes:
    try:
        return stream.readline(LONGEST_LINE + 1)
    except OSError:  # a folder, a medium taken out
        raise UnreadableFile(file=getattr(stream, "name", STANDARD_INPUT)) from None


def _document(raw: bytes | None, number: int) -> Document:
    """The object of a line.

    Raises:
        BadLine: it is too long, not UTF-8, not JSON, not an object, nested too deep, or names a key twice.
    """
    if raw is None:
        raise BadLine(line=number)
    try:
        return json_object(raw, STANDARD_INPUT)
    except FileRefused:
        raise BadLine(line=number) from None
