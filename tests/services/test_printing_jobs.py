"""Printers to choose from, one of them the default; a file is done at once."""

import pytest
from builders import practice_desk

from desk.printing.printers.printer import PrinterSeen, PrinterState
from desk.services.printing_jobs import PrinterShown, job_state, printers


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def test_printers_to_choose_from(desk, monkeypatch):
    ours = "desk.services.printing_jobs."
    monkeypatch.setattr(ours + "seen_queues", lambda: ())
    assert printers(desk) == (PrinterShown("pdf-folder", PrinterState.READY, "", True, folder=True),)
    jam = PrinterSeen("quay-1", PrinterState.STOPPED, "media-jam")
    monkeypatch.setattr(ours + "seen_queues", lambda: (jam, PrinterSeen("quay-2", PrinterState.READY)))
    monkeypatch.setattr(ours + "default_queue", lambda: "quay-2")
    assert [(one.name, one.state, one.reason, one.default) for one in printers(desk)] == [
        ("quay-1", "stopped", "media-jam", False), ("quay-2", "ready", "", True), ("pdf-folder", "ready", "", False),
    ]  # fmt: skip
    desk.home.settings.write_text('printer = "quay-9"\n', encoding="utf-8")
    assert printers(desk)[0] == PrinterShown("quay-9", PrinterState.MISSING, "", True)
    assert sum(one.default for one in printers(desk)) == 1


def test_a_file_is_done_when_it_is_written():
    assert job_state("a.pdf", "pdf-folder").state == "done"


@pytest.mark.parametrize(
    ("state", "reason", "trouble"),
    [
        (PrinterState.READY, "", False),
        (PrinterState.PRINTING, "", False),
        (PrinterState.PRINTING, "media-empty", True),
        (PrinterState.STOPPED, "", True),
        (PrinterState.MISSING, "", True),
        (PrinterState.REJECTING, "", True),
    ],
)
def test_which_printers_want_somebody(state, reason, trouble):
    assert PrinterShown("quay-1", state, reason, False).trouble is trouble
