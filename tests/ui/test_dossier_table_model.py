"""The model of a long list: a page is read when it is looked at, in the background; few are kept; late ones dropped."""

from __future__ import annotations

import datetime as dt
import threading
from array import array
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desk.errors import StoreBusy
from desk.rules.instants import VIETNAM
from desk.services.board import BoardGroup
from desk.services.browsing import LineShown
from desk.ui.dossiers.dossier_table_model import KEPT_PAGES, NOT_YET, PAGE, Column, DossierTableModel
from desk.ui.widgets.chips import Chip
from desk.vocabulary import Status

AT = dt.datetime(2026, 11, 23, 9, tzinfo=VIETNAM)


class Reader:
    """Lines out of nothing, and a record of who asked for what."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.threads: set[threading.Thread] = set()
        self.suffix = ""
        self.fault: Exception | None = None

    def __call__(self, ids: Sequence[int]) -> tuple[LineShown, ...]:
        self.asked.append(list(ids))
        self.threads.add(threading.current_thread())
        if self.fault is not None:
            raise self.fault
        group = BoardGroup.OVERDUE
        return tuple(
            LineShown(one, f"H{one}{self.suffix}", "Thử", "Thủ tục", Status.PROCESSING, AT, AT, group) for one in ids
        )


@pytest.fixture
def read() -> Reader:
    return Reader()


@pytest.fixture
def model(read: Reader, qapp: object) -> Iterator[DossierTableModel]:
    made = DossierTableModel(read)
    yield made
    made.deleteLater()


def ids(count: int) -> array[int]:
    return array("q", range(count, 0, -1))


def number(model: DossierTableModel, row: int) -> str:
    return str(model.index(row, Column.NUMBER).data())


def look(qtbot: QtBot, model: DossierTableModel, row: int) -> str:
    """What a row shows once it was read."""
    number(model, row)
    qtbot.waitUntil(lambda: number(model, row) != NOT_YET)
    return number(model, row)


def test_nothing_is_read_before_it_is_looked_at(qtbot: QtBot, model: DossierTableModel, read: Reader) -> None:
    model.show_ids(ids(100_000))
    qtbot.wait(60)
    assert (model.rowCount(), read.asked) == (100_000, [])


def test_a_row_is_read_with_its_page_off_the_gui_thread(qtbot: QtBot, model: DossierTableModel, read: Reader) -> None:
    model.show_ids(ids(100_000))
    assert number(model, 50_050) == NOT_YET
    assert look(qtbot, model, 50_050) == "H49950"
    assert read.asked == [list(range(50_000, 49_900, -1))]
    assert threading.main_thread() not in read.threads
    assert number(model, 50_000) == "H50000"
    assert len(read.asked) == 1


def test_only_what_was_looked_at_last_is_read_while_the_list_flies_by(
    qtbot: QtBot, model: DossierTableModel, read: Reader
) -> None:
    model.show_ids(ids(100_000))
    for row in range(0, 100_000, 500):
        number(model, row)
    look(qtbot, model, 99_500)
    qtbot.wait(60)
    assert len(read.asked) <= 3


def test_few_pages_are_kept(qtbot: QtBot, model: DossierTableModel, read: Reader) -> None:
    model.show_ids(ids(100_000))
    for page in range(KEPT_PAGES + 3):
        look(qtbot, model, page * PAGE)
    assert number(model, (KEPT_PAGES + 2) * PAGE) != NOT_YET
    assert number(model, 0) == NOT_YET
    assert len(model._pages) <= KEPT_PAGES


def test_a_refresh_shows_the_old_until_the_new_is_there(qtbot: QtBot, model: DossierTableModel, read: Reader) -> None:
    model.show_ids(ids(300))
    look(qtbot, model, 0)
    read.suffix = "-mới"
    with qtbot.assertNotEmitted(model.modelReset):
        assert model.show_ids(ids(300)) is False
    assert number(model, 0) == "H300"
    qtbot.waitUntil(lambda: number(model, 0) == "H300-mới")
    assert model.show_ids(ids(301)) is True
    assert number(model, 1) == "H300-mới"
    assert number(model, 0) == NOT_YET


def test_a_late_answer_does_not_overwrite_the_newer(qtbot: QtBot, read: Reader) -> None:
    held = threading.Event()

    def slow(asked: Sequence[int]) -> tuple[LineShown, ...]:
        found = read(asked)
        if len(read.asked) == 1:
            held.wait(5)
        return found

    model = DossierTableModel(slow)
    model.show_ids(ids(10))
    number(model, 0)
    qtbot.waitUntil(lambda: len(read.asked) == 1)
    read.suffix = "-mới"
    model.show_ids(ids(20))
    held.set()
    qtbot.waitUntil(lambda: number(model, 0) == "H20-mới")
    assert number(model, 10) == "H10-mới"
    model.deleteLater()


def test_a_fault_is_told_once_and_asked_again_at_the_next_refresh(
    qtbot: QtBot, model: DossierTableModel, read: Reader
) -> None:
    read.fault = StoreBusy(seconds=10)
    model.show_ids(ids(10))
    with qtbot.waitSignal(model.failed) as told:
        number(model, 0)
    assert told.args == [read.fault]
    for _ in range(5):
        number(model, 0)
    qtbot.wait(60)
    assert len(read.asked) == 1
    read.fault = None
    model.show_ids(ids(10))
    assert look(qtbot, model, 0) == "H10"


def test_a_row_that_is_gone_stays_unread_and_is_not_asked_for_again(
    qtbot: QtBot, model: DossierTableModel, read: Reader
) -> None:
    model._read = lambda asked: read([one for one in asked if one != 9])
    model.show_ids(ids(10))
    look(qtbot, model, 0)
    assert number(model, 1) == NOT_YET
    qtbot.wait(60)
    assert len(read.asked) == 1


def test_cells_headings_and_chip(qtbot: QtBot, model: DossierTableModel) -> None:
    model.show_ids(ids(3))
    look(qtbot, model, 0)
    assert [model.index(0, column).data() for column in Column] == [
        "H3", "Thử", "Thủ tục", "09:00 23/11/2026", "09:00 23/11/2026", "Đang giải quyết",
    ]  # fmt: skip
    chip = model.index(0, Column.STATUS).data(Qt.ItemDataRole.UserRole)
    assert chip == Chip("Đang giải quyết", "processing", "")
    promised = model.index(0, Column.PROMISED)
    assert promised.data(Qt.ItemDataRole.UserRole) == Chip("09:00 23/11/2026", "overdue", "fault")
    assert promised.data(Qt.ItemDataRole.AccessibleTextRole) == "09:00 23/11/2026, quá hạn"
    assert model.index(0, Column.NUMBER).data(Qt.ItemDataRole.UserRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Số hồ sơ"
    assert (model.row_of(3), model.row_of(99), model.id_at(2), model.id_at(3)) == (0, None, 1, None)


def test_it_keeps_the_rules_of_qt(qtbot: QtBot, model: DossierTableModel) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_ids(ids(250))
    look(qtbot, model, 120)
    model.show_ids(ids(250))
    model.show_ids(ids(3))
    look(qtbot, model, 0)
