"""The intake window in use: found without accents, filled by a card, stored once, and nothing typed is ever lost."""

from __future__ import annotations

import dataclasses

import pytest
from builders import BIRTH, officer
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from screens import press, type_text
from sqlcipher3 import dbapi2

from desk.errors import DeskError, DiskFull, MissingCalendarYear, PrinterMissing, StoreBusy
from desk.messages import sentence
from desk.printing.printers.pdf_folder import PdfFolder
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import PaperPrinted, print_paper
from desk.services.search import find
from desk.services.sign_in import SignedIn
from desk.store.engine import BUSY_SECONDS
from desk.ui.intake import intake_form
from desk.ui.intake.intake_form import IntakeForm
from desk.ui.main_window import MainWindow
from desk.ui.pictures import MALFORMED_CARD, settle
from desk.vocabulary import PaperForm, ReturnChannel

CARD = "064190000012|230000012|Nguyễn Thị Thử|01021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"


def fill(form: IntakeForm) -> None:
    """A card and the registration of a birth."""
    type_text(form.applicant.scan, CARD)
    press(form.applicant.scan, Qt.Key.Key_Return)
    type_text(form.procedure, "kh sinh")
    press(form.procedure, Qt.Key.Key_Return)


def save(form: IntakeForm) -> None:
    """F9, and all that follows from it."""
    form.save()
    settle()


def typed(form: IntakeForm) -> dict[str, object]:
    """What stands in the form."""
    return form.document()


def lines(desk: Desk) -> list[str]:
    return [line.number for line in find(desk, officer(desk, "tiepnhan"), "Nguyễn Thị Thử")]


def test_a_procedure_is_found_without_accents(form: IntakeForm) -> None:
    type_text(form.procedure, "kh sinh")
    assert form.procedure.listed()[0].code == BIRTH
    press(form.procedure, Qt.Key.Key_Down)
    press(form.procedure, Qt.Key.Key_Up)
    press(form.procedure, Qt.Key.Key_Return)
    assert form.procedure.procedure is not None
    assert form.procedure.procedure.code == BIRTH
    assert "khai sinh" in form.procedure.text()
    assert form.components.rowCount() == len(form.procedure.procedure.components)


def test_accents_and_telex_marks_find_the_same(form: IntakeForm) -> None:
    type_text(form.procedure, "đăng ký khai sinh")
    assert BIRTH in [one.code for one in form.procedure.listed()]


def test_escape_closes_the_list_and_keeps_the_text(form: IntakeForm) -> None:
    type_text(form.procedure, "kh sinh")
    press(form.procedure, Qt.Key.Key_Escape)
    assert form.procedure.listed() == []
    assert form.procedure.text() == "kh sinh"


def test_typing_on_takes_the_choice_and_the_promise_back(form: IntakeForm) -> None:
    fill(form)
    type_text(form.procedure, "x")
    assert form.procedure.procedure is None
    assert form.components.rowCount() == 0


def test_the_promise_is_live_and_explained(form: IntakeForm) -> None:
    fill(form)
    assert form.promise.moment() == "17:00 thứ Hai 23/11/2026"
    assert form.promise.reasons() == []
    form.promise.toggle_reasons()
    assert form.promise.reasons()[-1].startswith("T2 23/11/2026")
    form.promise.toggle_reasons()
    assert form.promise.reasons() == []


def test_a_card_fills_the_fields_and_goes_on_to_the_next_empty_one(form: IntakeForm) -> None:
    type_text(form.applicant.scan, CARD)
    press(form.applicant.scan, Qt.Key.Key_Return)
    given = form.applicant
    filled = (given.name, given.number, given.born, given.address)
    assert [field.text() for field in filled] == [
        "Nguyễn Thị Thử",
        "064190000012",
        "01/02/1990",
        "Thôn 1, xã Chư Pưh, Gia Lai",
    ]
    assert given.sex.currentText() == "Nữ"
    assert given.scan.text() == ""
    assert QApplication.focusWidget() is given.phone


def test_a_changed_field_is_believed_over_the_card(form: IntakeForm) -> None:
    fill(form)
    assert form.document()["card"] == CARD
    form.applicant.address.setText("Thôn 2, xã Chư Pưh, Gia Lai")
    assert "card" not in form.document()


def test_a_malformed_card_is_explained_and_stays(form: IntakeForm) -> None:
    type_text(form.applicant.scan, MALFORMED_CARD)
    press(form.applicant.scan, Qt.Key.Key_Return)
    assert form.applicant.scan.text() == MALFORMED_CARD
    assert form.applicant.name.text() == ""
    assert form.message.isVisible()
    assert "ngày sinh" in form.message.text()
    assert QApplication.focusWidget() is form.applicant.scan


def test_a_number_or_a_name_on_the_card_line_goes_to_its_field(form: IntakeForm) -> None:
    for text in ("064190000012", "Trần Văn Mẫu"):
        type_text(form.applicant.scan, text)
        press(form.applicant.scan, Qt.Key.Key_Return)
    assert (form.applicant.number.text(), form.applicant.name.text()) == ("064190000012", "Trần Văn Mẫu")


def test_saved_once_found_again_and_printed(form: IntakeForm, desk: Desk, printed: list[str]) -> None:
    fill(form)
    type_text(form.applicant.phone, "0912345678")
    form.return_channel.setCurrentIndex(1)
    save(form)
    numbers = lines(desk)
    assert len(numbers) == 1
    assert printed == numbers
    stored = show(desk, officer(desk, "tiepnhan"), numbers[0])
    assert stored.applicant.phone == "0912345678"
    assert stored.return_channel is ReturnChannel.POST
    assert [one.name for one in stored.components] == [one["name"] for one in form.components.document()]
    assert form.saved.isVisible()
    save(form)
    assert lines(desk) == numbers


def test_the_keys_f9_f4_and_control_n(window: MainWindow, desk: Desk) -> None:
    form = window.intake
    fill(form)
    window.activateWindow()
    QTest.keyClick(form.applicant.phone, Qt.Key.Key_F4)
    assert form.promise.reasons()
    QTest.keyClick(form.applicant.phone, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert form.applicant.name.text(), "what is not saved is not cleared"
    QTest.keyClick(form.applicant.phone, Qt.Key.Key_F9)
    settle()
    assert len(lines(desk)) == 1
    QTest.keyClick(form.saved.next, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert form.applicant.is_empty()


def test_enter_after_saving_begins_the_next(form: IntakeForm, desk: Desk) -> None:
    fill(form)
    first = typed(form)["request_id"]
    save(form)
    assert QApplication.focusWidget() is form.saved.next
    press(form.saved.next, Qt.Key.Key_Return)
    assert form.applicant.is_empty()
    assert form.procedure.text() == ""
    assert typed(form)["request_id"] != first
    assert form.promise.isVisible()
    fill(form)
    save(form)
    assert len(lines(desk)) == 2


def test_a_missing_printer_leaves_the_registration_standing(
    form: IntakeForm, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault = PrinterMissing(printer="quầy 1")

    def no_printer(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(intake_form, "print_paper", no_printer)
    fill(form)
    save(form)
    assert len(lines(desk)) == 1
    assert sentence(fault) in form.saved.print_words()
    assert "đã lưu" in form.saved.print_words()
    assert form.saved.again.isEnabled()


def test_the_slip_itself_goes_to_the_pdf_folder_where_there_is_no_printer(
    form: IntakeForm, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def to_folder(desk: Desk, officer: SignedIn, paper: PaperForm, number: str, _printer: str | None) -> PaperPrinted:
        return print_paper(desk, officer, paper, number, PdfFolder.name)

    monkeypatch.setattr(intake_form, "print_paper", to_folder)
    fill(form)
    save(form)
    (file,) = desk.home.papers.glob("*.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    assert file.name in form.saved.print_words()


def test_printing_again_after_the_printer_is_back(
    form: IntakeForm, printed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def works(_desk: object, _officer: object, _form: object, number: str, _printer: object) -> PaperPrinted:
        printed.append(number)
        return PaperPrinted("2", "máy thử", 1)

    def no_printer(*_given: object) -> None:
        raise PrinterMissing(printer="quầy 1")

    monkeypatch.setattr(intake_form, "print_paper", no_printer)
    fill(form)
    save(form)
    monkeypatch.setattr(intake_form, "print_paper", works)
    form.saved.again.click()
    settle()
    assert len(printed) == 1
    assert "In xong" in form.saved.print_words()


def test_a_locked_database_keeps_what_was_typed_and_a_retry_makes_one_dossier(form: IntakeForm, desk: Desk) -> None:
    fill(form)
    before = typed(form)
    other = dbapi2.connect(str(desk.store.path), isolation_level=None)  # type: ignore[attr-defined]
    other.execute("BEGIN EXCLUSIVE").close()
    save(form)
    other.execute("ROLLBACK").close()
    other.close()
    assert form.message.text() == sentence(StoreBusy(seconds=int(BUSY_SECONDS)))
    assert typed(form) == before
    assert lines(desk) == []
    assert form.save_button.isEnabled()
    save(form)
    assert len(lines(desk)) == 1


def test_an_answer_that_was_lost_makes_no_second_dossier(
    form: IntakeForm, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stores_and_fails(*given: object) -> None:
        receive(*given)  # type: ignore[arg-type]
        raise DiskFull(place="ổ đĩa thử")

    fill(form)
    monkeypatch.setattr(intake_form, "receive", stores_and_fails)
    save(form)
    monkeypatch.setattr(intake_form, "receive", receive)
    save(form)
    assert len(lines(desk)) == 1
    assert form.saved.isVisible()


@pytest.mark.parametrize("fault", [DiskFull(place="ổ đĩa thử"), MissingCalendarYear(year=2029)])
def test_faults_of_the_surroundings_are_one_sentence(
    form: IntakeForm, desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: DeskError
) -> None:
    def fails(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(intake_form, "receive", fails)
    fill(form)
    before = typed(form)
    save(form)
    assert form.message.text() == sentence(fault)
    assert typed(form) == before
    assert lines(desk) == []


def test_a_missing_calendar_year_is_said_before_saving(form: IntakeForm, monkeypatch: pytest.MonkeyPatch) -> None:
    fault = MissingCalendarYear(year=2029)

    def no_year(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(intake_form, "preview", no_year)
    fill(form)
    assert form.promise.moment() == ""
    assert form.promise.note() == sentence(fault)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "Nguyễn\u200dThị Thử"),
        ("number", "06419000001"),
        ("born", "31/02/1990"),
        ("address", "Thôn\u202e 1"),
    ],
)
def test_what_is_wrong_is_said_marked_and_kept(form: IntakeForm, desk: Desk, field: str, text: str) -> None:
    fill(form)
    box: QLineEdit = getattr(form.applicant, field)
    box.setText(text)
    before = typed(form)
    save(form)
    assert form.message.isVisible()
    assert box.property("fault") is True
    assert QApplication.focusWidget() is box
    assert box.text() == text
    assert typed(form) == before
    assert lines(desk) == []
    assert not form.saved.isVisible()


def test_a_procedure_that_nobody_knows(form: IntakeForm, desk: Desk) -> None:
    fill(form)
    form.procedure.clear()
    type_text(form.procedure, "zzz qqq")
    save(form)
    assert form.message.isVisible()
    assert form.procedure.property("fault") is True
    assert form.procedure.text() == "zzz qqq"
    assert lines(desk) == []


def test_an_incomplete_procedure_is_listed_and_refused(form: IntakeForm) -> None:
    fill(form)
    assert form.procedure.procedure is not None
    bare = dataclasses.replace(form.procedure.procedure, limits={})
    form.procedure.search_in(lambda typed: [bare])
    form.procedure.clear()
    type_text(form.procedure, "kh")
    press(form.procedure, Qt.Key.Key_Return)
    assert form.procedure.procedure is None
    assert form.message.isVisible()
    assert form.promise.moment() == ""


def test_clearing_what_was_typed_needs_a_second_press(form: IntakeForm) -> None:
    fill(form)
    form.clear_button.click()
    assert form.applicant.name.text()
    form.clear_button.click()
    assert form.applicant.is_empty()


def test_space_ticks_and_digits_count(form: IntakeForm) -> None:
    fill(form)
    papers = form.components.document()
    form.components.setCurrentCell(0, 1)
    type_text(form.components, " ")
    press(form.components, Qt.Key.Key_Space)
    assert form.components.document() == papers[1:]
    press(form.components, Qt.Key.Key_Space)
    assert form.components.document() == papers


def test_the_day_is_counted_on_the_status_bar(window: MainWindow) -> None:
    fill(window.intake)
    save(window.intake)
    assert window.day_words() == "1 hồ sơ hôm nay"
