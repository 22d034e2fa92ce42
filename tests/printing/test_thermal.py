"""Thermal printers as they are met: a real socket that takes all, refuses, hangs, has no paper; device files."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from paper_reading import SLIP
from practical_contents import PRACTICAL
from thermal_reading import START, printed

from desk.errors import PaperTooWide, PrinterFailed, PrinterMissing
from desk.printing.forms import receipt_slip
from desk.printing.printers import thermal
from desk.printing.printers.printer import Handling, PrintJob
from desk.printing.printers.thermal import ThermalPrinter
from desk.vocabulary import PaperForm

DRAW, CASES = PRACTICAL[PaperForm.TICKET]
TICKET = DRAW(CASES["plain"])
Answers = Callable[[bytes], bytes | None]


class Played:
    """A printer on a socket: keeps what it gets, answers the three questions as it is told to."""

    def __init__(self, answers: dict[bytes, bytes], *, takes: bool = True) -> None:
        self.answers, self.takes = answers, takes
        self.got = b""
        self.server = socket.create_server(("127.0.0.1", 0))
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    @property
    def place(self) -> str:
        return f"tcp://127.0.0.1:{self.server.getsockname()[1]}"

    def _serve(self) -> None:
        connection, _ = self.server.accept()
        with connection:
            while self.takes and (piece := connection.recv(65536)):
                if piece in self.answers:
                    connection.sendall(self.answers[piece])
                elif piece[:2] != b"\x10\x04":
                    self.got += piece
            if not self.takes:
                self.done.wait(20)
        self.done.set()

    def close(self) -> None:
        self.done.set() if not self.takes else self.done.wait(10)
        self.server.close()
        self.thread.join(10)


@contextmanager
def played(answers: dict[bytes, bytes] | None = None, *, takes: bool = True) -> Iterator[Played]:
    printer = Played(answers or {}, takes=takes)
    try:
        yield printer
    finally:
        printer.close()


READY = {b"\x10\x04\x04": b"\x12", b"\x10\x04\x01": b"\x16", b"\x10\x04\x02": b"\x12"}


@pytest.mark.parametrize("answers", [READY, {}], ids=["answers", "silent"])
def test_a_ticket_comes_out_as_often_as_it_was_asked_for(
    answers: dict[bytes, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(thermal, "ANSWER_SECONDS", 0.1)
    with played(answers) as printer:
        job = ThermalPrinter("vé", printer.place).send(TICKET, "A012-ticket-1", Handling(2))
    assert job == PrintJob("A012-ticket-1", "vé", done=True)
    assert printer.got.startswith(START)
    assert len(printed(printer.got).papers) == 2


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({b"\x10\x04\x04": b"\x72"}, "media-empty"),
        ({b"\x10\x04\x01": b"\x1e", b"\x10\x04\x02": b"\x16"}, "cover-open"),
        ({b"\x10\x04\x01": b"\x1e", b"\x10\x04\x02": b"\x12"}, "offline"),
    ],
)
def test_a_printer_that_cannot_print_is_sent_nothing(told: dict[bytes, bytes], reason: str) -> None:
    with played({**READY, **told}) as printer, pytest.raises(PrinterFailed) as caught:
        ThermalPrinter("vé", printer.place).send(TICKET, "t", Handling())
    assert caught.value.facts["reason"] == reason
    assert printer.got == b""


def test_a_port_that_nobody_listens_on() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(PrinterFailed) as caught:
        ThermalPrinter("vé", f"tcp://127.0.0.1:{port}").send(TICKET, "t", Handling())
    assert caught.value.facts["reason"] == "connection-refused"


def test_a_printer_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thermal, "ANSWER_SECONDS", 0.1)
    monkeypatch.setattr(thermal, "SEND_SECONDS", 0.3)
    with played(takes=False) as printer, pytest.raises(PrinterFailed) as caught:
        ThermalPrinter("vé", printer.place).send(TICKET, "t", Handling(400))  # more than the sockets hold
    assert caught.value.facts["reason"] == "timeout"


def test_a_wide_paper_opens_no_connection() -> None:
    with pytest.raises(PaperTooWide):
        ThermalPrinter("vé", "tcp://127.0.0.1:1").send(receipt_slip.draw(SLIP), "t", Handling())


def test_a_device_takes_the_dots(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    got = list[bytes]()
    reader = threading.Thread(target=lambda: got.append(device.read_bytes()))
    reader.start()
    while True:  # the reader has to stand at the pipe first, as a printer does
        try:
            ThermalPrinter("vé", f"file:{device}", 512).send(TICKET, "t", Handling())
            break
        except PrinterMissing:
            assert reader.is_alive()
    reader.join(10)
    assert printed(got[0]).dots == 512


@pytest.mark.parametrize(
    ("place", "fault"),
    [("file:/dev/full", PrinterFailed), ("file:/nowhere/lp0", PrinterMissing), ("usb:1", PrinterMissing)],
)
def test_devices_that_are_no_help(place: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        ThermalPrinter("vé", place).send(TICKET, "t", Handling())


def test_a_name_without_a_device_does_not_become_a_file(tmp_path: Path) -> None:
    with pytest.raises(PrinterMissing):
        ThermalPrinter("vé", f"file:{tmp_path / 'lp0'}").send(TICKET, "t", Handling())
    assert list(tmp_path.iterdir()) == []
