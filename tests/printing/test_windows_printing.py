"""The arithmetic of printing on Windows: places, bands, what is asked of the driver, what status bits say."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.printing.printers.printer import Handling, JobSeen, JobState, PrinterSeen, PrinterState
from desk.printing.printers.windows import fill
from desk.printing.printers.windows_places import Place, bands, place_of
from desk.printing.printers.windows_states import job_of_status, printer_of_status

A5 = (419.53, 595.28)


def test_a_page_keeps_its_size_and_its_corner_lies_on_the_papers() -> None:
    place = place_of(A5, (600, 600), (100, 99))
    assert place == Place(-100, -99, 3496, 4961)
    assert abs(place.width / 600 * 25.4 - 148) < 0.1
    assert place_of(A5, (300, 600), (0, 0)) == Place(0, 0, 1748, 4961)


@given(st.integers(1, 20_000), st.integers(-500, 500), st.integers(1, 20_000))
def test_bands_lie_on_each_other_without_gap_or_overlap(rows: int, top: int, height: int) -> None:
    found = list(bands(rows, Place(0, top, 100, height)))
    assert (found[0].first, found[-1].last) == (0, rows)
    assert (found[0].top, found[-1].top + found[-1].height) == (top, top + height)
    for one, after in itertools.pairwise(found):
        assert one.last == after.first
        assert one.top + one.height == after.top


def test_only_what_is_asked_for_is_changed_in_the_drivers_settings() -> None:
    mode = SimpleNamespace(dmCopies=1, dmPaperSize=9, dmDefaultSource=7, dmFields=0)
    fill(mode, Handling(2, "Khay 2", "A5"), {"Khay 1": 257, "Khay 2": 258})
    assert (mode.dmCopies, mode.dmPaperSize, mode.dmDefaultSource, mode.dmFields) == (2, 11, 258, 0x302)
    mode = SimpleNamespace(dmCopies=1, dmPaperSize=9, dmDefaultSource=7, dmFields=0)
    fill(mode, Handling(1, "khay lạ", "B5"), {"Khay 1": 257})
    assert (mode.dmPaperSize, mode.dmDefaultSource, mode.dmFields) == (9, 7, 0x100)


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        (0, PrinterSeen("p", PrinterState.READY)),
        (0x400, PrinterSeen("p", PrinterState.PRINTING)),
        (0x1, PrinterSeen("p", PrinterState.STOPPED)),
        (0x10, PrinterSeen("p", PrinterState.READY, "media-empty")),
        (0x8 | 0x400, PrinterSeen("p", PrinterState.PRINTING, "media-jam")),
        (0x80, PrinterSeen("p", PrinterState.READY, "offline")),
        (0x400000, PrinterSeen("p", PrinterState.READY, "cover-open")),
    ],
)
def test_status_of_a_printer(status: int, seen: PrinterSeen) -> None:
    assert printer_of_status("p", status) == seen


@pytest.mark.parametrize(
    ("status", "seen"),
    [
        (0, JobSeen(JobState.WAITING)),
        (0x10, JobSeen(JobState.PRINTING)),
        (0x80, JobSeen(JobState.DONE)),
        (0x1000, JobSeen(JobState.DONE)),
        (0x1, JobSeen(JobState.HELD)),
        (0x40 | 0x10, JobSeen(JobState.STOPPED, "media-empty")),
        (0x20, JobSeen(JobState.STOPPED, "offline")),
    ],
)
def test_status_of_a_job(status: int, seen: JobSeen) -> None:
    assert job_of_status(status) == seen
