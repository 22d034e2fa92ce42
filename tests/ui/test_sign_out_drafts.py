"""Locking, leaving and changing the officer keep what is being typed, each officer's own."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot
from screens import type_text

from desk.services.desk import Desk
from desk.services.drafts import read_draft
from desk.ui.frame import places
from desk.ui.intake.intake_page import IntakePage
from desk.ui.main_window import MainWindow
from desk.ui.settling import settle


def intake(window: MainWindow) -> IntakePage:
    page = window.go_to(places.INTAKE)
    assert isinstance(page, IntakePage)
    settle()
    return page


def test_locking_keeps_the_draft_and_the_form(open_main: Callable[..., MainWindow], desk: Desk) -> None:
    window = open_main()
    page = intake(window)
    type_text(page.fields.applicant.name, "Nguyễn Thị Thử")
    window.lock()
    found = read_draft(desk.home, "tiepnhan")
    assert found is not None
    assert found.document["applicant"]["name"] == "Nguyễn Thị Thử"
    assert page.fields.applicant.name.text() == "Nguyễn Thị Thử"


def test_a_closed_window_gives_the_draft_back_to_its_officer_only(
    open_main: Callable[..., MainWindow], desk: Desk, qtbot: QtBot
) -> None:
    window = open_main()
    type_text(intake(window).fields.applicant.name, "Nguyễn Thị Thử")
    window.close()
    other = open_main("lanhdao")
    assert intake(other).fields.is_empty()
    other.close()
    assert intake(open_main()).fields.applicant.name.text() == "Nguyễn Thị Thử"
