"""Which printer each paper gets on this machine: chosen by keys, kept in the file, used when the paper is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import person_request, practice_desk
from pytestqt.qtbot import QtBot
from screens import controls
from settings_seat import open_settings, turn_to

from desk.printing.printers.printer import Handling, PrinterState
from desk.services import printing_jobs
from desk.services.intake import receive
from desk.services.printing_jobs import PrinterShown, handled
from desk.settings import PaperSetting, PrinterSetting, read_settings
from desk.ui.settling import settle
from desk.vocabulary import PDF_FOLDER, PaperForm

PRINTERS = (
    PrinterShown("quay-1", PrinterState.READY, "", True),
    PrinterShown("quay-2", PrinterState.READY, "", False),
    PrinterShown(PDF_FOLDER, PrinterState.READY, "", False, folder=True),
)


@pytest.fixture(autouse=True)
def _printers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing_jobs, "printers", lambda _desk: PRINTERS)


def test_a_paper_gets_its_printer_tray_pieces_and_size(qtbot: QtBot, tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    page = open_settings(qtbot, desk, "tiepnhan")
    section = page.papers
    turn_to(page, section)
    section.entered()
    settle()
    row = section.forms.index("fee-receipt")
    section.table.setCurrentCell(row, 0)
    section.printer.setCurrentIndex(section.printer.findData(PDF_FOLDER))
    section.printer.activated.emit(section.printer.currentIndex())
    section.pieces.setValue(3)
    section.tray.setText("Khay 2")
    section.tray.editingFinished.emit()
    section.paper_size.setCurrentIndex(section.paper_size.findData("A4"))
    section.paper_size.activated.emit(section.paper_size.currentIndex())
    section.place.setText("tcp://127.0.0.1:9100")
    assert section.changed()
    page.save()
    settle()
    stored = read_settings(desk.home.settings)
    assert dict(stored.papers) == {"fee-receipt": PaperSetting(PDF_FOLDER, "Khay 2", 3, "A4")}
    assert dict(stored.printers) == {"Máy in cuộn 80 mm": PrinterSetting(place="tcp://127.0.0.1:9100")}
    assert section.table.item(row, 3).text() == "3"
    printer, handling = handled(desk, PaperForm.FEE_RECEIPT, None, None)
    assert (printer.name, handling) == (PDF_FOLDER, Handling(3, "Khay 2", "A4"))
    assert handled(desk, PaperForm.RECEIPT_SLIP, "Máy in cuộn 80 mm", 2)[1] == Handling(2)
    assert all(control.accessibleName() for control in controls(section))
    desk.close()


def test_a_paper_goes_where_the_settings_send_it(tmp_path: Path) -> None:
    from builders import officer

    from desk.services.papers import print_paper

    desk = practice_desk(tmp_path)
    desk.home.settings.write_text('printer = "khong-co"\n[papers.receipt-slip]\nprinter = "pdf-folder"\n', "utf-8")
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    assert print_paper(desk, officer(desk, "tiepnhan"), PaperForm.RECEIPT_SLIP, number).printer == PDF_FOLDER
    desk.close()
