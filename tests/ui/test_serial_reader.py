"""A scanner on a serial port: lines of a real terminal pair become scans; an unplugged one is waited for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk.errors import UnknownScan
from desk.ui.scanner import serial_reader
from desk.ui.scanner.serial_reader import SerialReader

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh|15062021"


@pytest.fixture
def line(qtbot: QtBot) -> Iterator[tuple[int, SerialReader]]:
    try:
        scanner, port = os.openpty()
    except OSError:
        pytest.skip("needs a pseudo terminal")
    reader = SerialReader(os.ttyname(port), 9600)
    with qtbot.waitSignal(reader.connected, timeout=3000):
        reader.start()
    yield scanner, reader
    reader.stop()
    os.close(scanner)
    os.close(port)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", ""])
def test_a_line_is_a_scan(line: tuple[int, SerialReader], qtbot: QtBot, end: str) -> None:
    scanner, reader = line
    with qtbot.waitSignal(reader.scanned, timeout=3000) as told:
        os.write(scanner, (CARD + end).encode())
    assert told.args == [CARD]


def test_two_lines_are_two_scans(line: tuple[int, SerialReader], qtbot: QtBot) -> None:
    scanner, reader = line
    seen: list[str] = []
    reader.scanned.connect(seen.append)
    os.write(scanner, f"{CARD}\r{CARD}\r".encode())
    qtbot.waitUntil(lambda: seen == [CARD, CARD], timeout=3000)


def test_other_bytes_are_refused(line: tuple[int, SerialReader], qtbot: QtBot) -> None:
    scanner, reader = line
    with qtbot.waitSignal(reader.refused, timeout=3000) as told:
        os.write(scanner, b"\xff\xfe\x00\r")
    assert isinstance(told.args[0], UnknownScan)


def test_a_port_that_is_not_there_is_tried_again(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serial_reader, "RETRY_SECONDS", 0.05)
    told: list[bool] = []
    reader = SerialReader("/dev/khong-co", 9600)
    reader.connected.connect(told.append)
    reader.start()
    qtbot.waitUntil(lambda: len(told) > 1, timeout=3000)
    reader.stop()
    assert not any(told)
