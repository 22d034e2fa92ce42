"""The rows of a long list of dossiers: their ids in one array, their lines fetched a page at a time when looked at."""

from __future__ import annotations

import dataclasses
import datetime as dt
from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from desk.rules.instants import in_vietnam
from desk.services.browsing import LineShown
from desk.ui import background
from desk.ui.widgets.chips import Chip, chip_of, urgent_chip
from desk.ui.wording import procedure_short

PAGE = 100
KEPT_PAGES = 20
LATEST_WANTED = 2  # while the list flies by, only what is on the screen in the end is worth reading
FETCH_MILLISECONDS = 15
NOT_YET = "…"

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from the left."""

    NUMBER = 0
    APPLICANT = 1
    PROCEDURE = 2
    RECEIVED = 3
    PROMISED = 4
    STATUS = 5


class DossierTableModel(QAbstractTableModel):
    """Knows how many rows there are, and of a few pages what stands in them; the rest shows "…" until it was read.

    It never reads itself on the GUI thread: `read` is called with a page of ids in the background.

    Signals:
        failed: a page could not be read (the exception); it is asked for again when the list is next shown.
    """

    failed = Signal(object)

    def __init__(self, read: Callable[[Sequence[int]], tuple[LineShown, ...]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, LineShown]] = OrderedDict()
        self._before: dict[int, LineShown] = {}
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._asked: tuple[int, int] | None = None
        self._edition = 0
        self._headings = (
            self.tr("Số hồ sơ"), self.tr("Người nộp"), self.tr("Thủ tục"), self.tr("Nhận"), self.tr("Hẹn trả"),
            self.tr("Tình trạng"),
        )  # fmt: skip
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FETCH_MILLISECONDS)
        self._soon.timeout.connect(self._fetch)

    def show_ids(self, ids: array[int]) -> bool:
        """Show these dossiers, and read anew what is looked at; what was known is shown until then.

        Returns whether the rows are others than before (the model was reset).
        """
        self._edition += 1
        self._before = {key: line for page in self._pages.values() for key, line in page.items()}
        self._wanted.clear()
        if ids == self._ids:
            self._pages.clear()
            if ids:
                self.dataChanged.emit(self.index(0, 0), self.index(len(ids) - 1, len(Column) - 1))
            return False
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        self.endResetModel()
        return True

    def row_of(self, dossier_id: int) -> int | None:
        """Where a dossier stands now."""
        try:
            return self._ids.index(dossier_id)
        except ValueError:
            return None

    def id_at(self, row: int) -> int | None:
        """Which dossier stands in a row."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def line(self, row: int) -> LineShown | None:
        """What stands in a row, None while it is being read."""
        page = self._pages.get(row // PAGE)
        if page is None:
            self._want(row // PAGE)
            return self._before.get(self._ids[row])
        self._pages.move_to_end(row // PAGE)
        return page.get(self._ids[row])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many dossiers there are."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows: texts, and as the user's role the chips of status and of an urgent promise."""
        asked = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}
        if not index.isValid() or (role not in asked and role != Qt.ItemDataRole.UserRole):
            return None
        line = self.line(index.row())
        if role == Qt.ItemDataRole.UserRole:
            return _chip(line, Column(index.column())) if line else None
        if line is None:
            return NOT_YET
        text = _text(line, Column(index.column()))
        urgent = urgent_chip(line.group) if index.column() == Column.PROMISED else None
        return f"{text}, {urgent.words.lower()}" if urgent and role != Qt.ItemDataRole.DisplayRole else text

    def _want(self, page: int) -> None:
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        if not self._soon.isActive():
            self._soon.start()

    def _fetch(self) -> None:
        """Read the page that was looked at last; one at a time."""
        while len(self._wanted) > LATEST_WANTED:
            self._wanted.popitem(last=False)
        if self._asked is not None or not self._wanted:
            return
        page, _ = self._wanted.popitem()
        self._asked = (self._edition, page)
        read, ids = self._read, self._ids[page * PAGE : (page + 1) * PAGE]
        background.run(lambda: read(ids), self._take, self._fail)

    def _take(self, found: tuple[LineShown, ...]) -> None:
        assert self._asked is not None
        (edition, page), self._asked = self._asked, None
        if edition == self._edition:
            self._pages[page] = {line.id: line for line in found}
            self._wanted.pop(page, None)  # looked at again while it was on its way
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
            last = min((page + 1) * PAGE, len(self._ids)) - 1
            self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(Column) - 1))
        self._fetch()

    def _fail(self, fault: Exception) -> None:
        assert self._asked is not None
        (edition, page), self._asked = self._asked, None
        if edition == self._edition:
            self._pages[page] = {}  # not asked for at every paint
            self._wanted.pop(page, None)
            self.failed.emit(fault)
        self._fetch()


def _chip(line: LineShown, column: Column) -> Chip | None:
    """Where it stands, and on its promise how near that is."""
    if column is Column.STATUS:
        return chip_of(line.status)
    urgent = urgent_chip(line.group) if column is Column.PROMISED else None
    return dataclasses.replace(urgent, words=_moment(line.promised_at)) if urgent else None


def _text(line: LineShown, column: Column) -> str:
    if column is Column.STATUS:
        return chip_of(line.status).words
    texts = {
        Column.NUMBER: line.number,
        Column.APPLICANT: line.applicant,
        Column.PROCEDURE: procedure_short(line.procedure_name),
    }
    return texts.get(column) or _moment(line.received_at if column is Column.RECEIVED else line.promised_at)


def _moment(at: dt.datetime) -> str:
    return f"{in_vietnam(at):%H:%M %d/%m/%Y}"
