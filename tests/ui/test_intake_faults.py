"""What goes wrong at receipt is one sentence: nothing typed is lost, and trying again makes no second dossier."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from builders import BIRTH
from intake_seat import PrintDesk, fill, key, numbers, open_page, save, session_at
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from screens import press, type_text
from sqlcipher3 import dbapi2

from desk.errors import ClockWrong, DeskError, DiskFull, MissingCalendarYear, StoreBusy
from desk.messages import sentence
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.store.faults import BUSY_SECONDS
from desk.ui.intake import saving
from desk.ui.intake.intake_page import IntakePage
from desk.ui.session import Session
from desk.ui.settling import settle


@pytest.fixture
def session(desk: Desk) -> Session:
    return session_at(desk)


@pytest.fixture
def printer(session: Session) -> PrintDesk:
    return PrintDesk(session)


@pytest.fixture
def page(qtbot: QtBot, session: Session, printer: PrintDesk) -> IntakePage:
    return open_page(qtbot, session)


def stored(desk: Desk) -> list[str]:
    return numbers(desk)


def test_a_locked_database_keeps_what_was_typed_and_a_retry_makes_one_dossier(page: IntakePage, desk: Desk) -> None:
    fill(page)
    before = page.fields.document()
    other = dbapi2.connect(str(desk.store.path), isolation_level=None)  # type: ignore[attr-defined]
    other.execute("BEGIN EXCLUSIVE").close()
    save(page)
    other.execute("ROLLBACK").close()
    other.close()
    assert page.message.text() == sentence(StoreBusy(seconds=int(BUSY_SECONDS)))
    assert page.fields.document() == before
    assert stored(desk) == []
    assert page.save_button.isEnabled()
    save(page)
    assert len(stored(desk)) == 1


def test_an_answer_that_was_lost_makes_no_second_dossier(
    page: IntakePage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(page)
    lose_the_answer(page, monkeypatch)
    save(page)
    assert len(stored(desk)) == 1
    assert page.saved.isVisible()


def test_a_form_changed_after_its_answer_was_lost_is_told_and_stores_nothing(
    page: IntakePage, desk: Desk, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(page)
    lose_the_answer(page, monkeypatch)
    type_text(page.fields.applicant.phone, "0912345678")
    save(page)
    (number,) = stored(desk)
    assert number in page.message.text()
    assert page.fields.applicant.phone.text() == "0912345678"
    opened: list[str] = []
    session.dossier_asked.connect(opened.append)
    key(page, Qt.Key.Key_F6)
    assert opened == [number]


def lose_the_answer(page: IntakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    def stores_and_fails(*given: object) -> None:
        receive(*given)  # type: ignore[arg-type]
        raise DiskFull(place="ổ đĩa thử")

    monkeypatch.setattr(saving, "receive", stores_and_fails)
    save(page)
    monkeypatch.setattr(saving, "receive", receive)


@pytest.mark.parametrize(
    "fault",
    [
        DiskFull(place="ổ đĩa thử"),
        MissingCalendarYear(year=2029),
        ClockWrong(at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC), last=dt.datetime(2026, 11, 23, tzinfo=dt.UTC)),
    ],
    ids=lambda fault: type(fault).__name__,
)
def test_faults_of_the_surroundings_are_one_sentence(
    page: IntakePage, desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: DeskError
) -> None:
    def fails(*_given: object) -> None:
        raise fault

    monkeypatch.setattr(saving, "receive", fails)
    fill(page)
    before = page.fields.document()
    save(page)
    assert page.message.text() == sentence(fault)
    assert page.fields.document() == before
    assert stored(desk) == []
    monkeypatch.setattr(saving, "receive", receive)
    save(page)
    assert len(stored(desk)) == 1


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("name", ""),
        ("name", "Nguyễn\u200dThị Thử"),
        ("number", "06419000001"),
        ("born", "31/02/1990"),
        ("address", "Thôn\u202e 1"),
        ("email", "a\u200db"),
    ],
)
def test_what_is_wrong_is_said_marked_and_kept(page: IntakePage, desk: Desk, field: str, text: str) -> None:
    fill(page)
    box: QLineEdit = getattr(page.fields.applicant, field)
    box.setText(text)
    before = page.fields.document()
    save(page)
    assert page.message.isVisible()
    assert box.property("fault") is True
    assert QApplication.focusWidget() is box
    assert box.text() == text
    assert page.fields.document() == before
    assert stored(desk) == []
    assert not page.saved.isVisible()


def test_faults_of_the_authorised_person_lead_to_its_fields(page: IntakePage) -> None:
    fill(page)
    key(page, Qt.Key.Key_F6)
    authorised = page.fields.authorised
    type_text(authorised.phone, "0912345678")
    save(page)
    assert QApplication.focusWidget() is authorised.name
    assert "người được ủy quyền" in page.message.text()
    type_text(authorised.name, "Trần Văn Mẫu")
    type_text(authorised.number, "12")
    save(page)
    assert QApplication.focusWidget() is authorised.number


def test_a_procedure_that_nobody_knows(page: IntakePage, desk: Desk) -> None:
    fill(page)
    page.fields.procedure.clear()
    type_text(page.fields.procedure, "zzz qqq")
    save(page)
    assert page.message.isVisible()
    assert page.fields.procedure.property("fault") is True
    assert page.fields.procedure.text() == "zzz qqq"
    assert stored(desk) == []


def test_a_procedure_that_ended_meanwhile_is_said_and_nothing_is_lost(
    page: IntakePage, desk: Desk, session: Session
) -> None:
    fill(page)
    before = page.fields.document()
    end_birth(session)
    settle()
    assert BIRTH in page.message.text()
    assert page.fields.document() == before


def test_a_new_edition_is_taken_and_what_was_ticked_stays(page: IntakePage, session: Session) -> None:
    fill(page)
    table = page.fields.components
    table.setCurrentCell(0, 0)
    press(table, Qt.Key.Key_Space)
    ticked = table.document()
    chosen = page.fields.procedure.procedure
    assert chosen is not None
    newer = dataclasses.replace(chosen, edition_id=999_999, name="Thủ tục đăng ký khai sinh (bản mới)")
    session.work_by(with_edition(session, newer))
    settle()
    assert page.fields.procedure.procedure == newer
    assert page.fields.procedure.text() == newer.name
    assert table.document() == ticked


def end_birth(session: Session) -> None:
    chosen = session.office.catalogue.editions(BIRTH)[-1]
    session.work_by(with_edition(session, dataclasses.replace(chosen, edition_id=999_999, ended=True)))


def with_edition(session: Session, newer: object) -> object:
    from desk.services.catalogue import Catalogue

    known = list(session.office.catalogue.by_edition.values())
    return dataclasses.replace(session.office, catalogue=Catalogue([*known, newer]))  # type: ignore[list-item]
