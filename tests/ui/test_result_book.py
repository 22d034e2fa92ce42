"""The book of results in use: today first, longer periods, words, and the way to a dossier."""

from __future__ import annotations

from collections.abc import Callable

from builders import officer, person_request
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from screens import controls, press

from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.steps import ResultGiven, StepAsked
from desk.ui.frame import places
from desk.ui.main_window import MainWindow
from desk.ui.results.return_page import ReturnPage
from desk.ui.settling import settle
from desk.vocabulary import Verb


def test_the_book_is_opened_from_the_place_of_results(open_main: Callable[..., MainWindow], desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    result = ResultGiven("12/KS", desk.clock.now().date(), "Rơ Châm Mẫu")
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH, result=result))
    act(desk, clerk, number, StepAsked(Verb.RETURN, collector="Trần Văn Mẫu"))
    window = open_main()
    window.activateWindow()
    page = window.go_to(places.RESULTS)
    settle()
    assert isinstance(page, ReturnPage)
    QTest.keyClick(page.ready.field, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    settle()
    book = page.register
    assert book is not None
    assert [(row[0], row[3], row[4], row[5], row[7]) for row in book.model.rows] == [
        (number, "12/KS", "23/11/2026", "Rơ Châm Mẫu", "Trần Văn Mẫu")
    ]
    assert book.count.text() == "1 đã trả, 0 chưa trả"
    assert [type(one).__name__ for one in controls(book) if not one.accessibleName().strip()] == []
    for at in range(book.period.count()):
        book.period.setCurrentIndex(at)
        settle()
        assert len(book.model.rows) == 1
    asked: list[str] = []
    window.session.dossier_asked.connect(asked.append)
    press(book.words, Qt.Key.Key_Return)
    press(book.table, Qt.Key.Key_Return)
    assert asked == [number]
