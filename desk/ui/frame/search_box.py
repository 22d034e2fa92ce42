"""One search box over everything: dossiers and people, procedures, places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.messages import STATUS_WORDS
from desk.rules.folding import fold
from desk.ui import background, style
from desk.ui.session import Session
from desk.ui.widgets.focus import give_back
from desk.ui.widgets.icons import icon
from desk.ui.wording import failure_words, procedure_short

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListWidget, QListWidgetItem

PATIENCE_MILLISECONDS = 90
MOST_DOSSIERS, MOST_PROCEDURES = 8, 3
ROW_HEIGHT = 44


@dataclass(frozen=True)
class Hit:
    """One line of the list: two lines of words, and what choosing it does."""

    icon: str
    first: str
    second: str
    go: Callable[[], object]


class SearchBox(QLineEdit):
    """Typed words are looked for off the GUI thread; arrows and Enter choose, Esc goes back to where one was."""

    procedure_asked = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._places: Sequence[Hit] = ()
        self._asked = 0
        self._answered = False
        self._enter_waits = False
        self._came_from: QWidget | None = None
        self.setPlaceholderText(self.tr("Tìm số hồ sơ, tên, căn cước, điện thoại, thủ tục   Ctrl+K"))
        self.setAccessibleName(self.tr("Tìm mọi thứ"))
        self.setClearButtonEnabled(False)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(PATIENCE_MILLISECONDS)
        self._wait.timeout.connect(self._ask)
        self.textChanged.connect(self._typed)
        window.installEventFilter(self)

    def know_places(self, places: Sequence[Hit]) -> None:
        """The places that can be found by name."""
        self._places = places

    def begin(self) -> None:
        """Take the keyboard, remembering where it was."""
        focused = self._window.focusWidget()
        if focused is not self:
            self._came_from = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    @cached_property
    def found(self) -> QListWidget:
        """The list below the box, made when it is first needed."""
        from PySide6.QtWidgets import QListWidget

        found = QListWidget(self._window)
        found.setObjectName("found")
        found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        found.setAccessibleName(self.tr("Kết quả tìm"))
        found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.itemClicked.connect(self._choose)
        found.hide()
        return found

    def _hide(self) -> None:
        if "found" in self.__dict__:
            self.found.hide()

    def lines(self) -> list[str]:
        """What the list shows, as text."""
        if "found" not in self.__dict__ or not self.found.isVisible():
            return []
        return [self.found.item(at).text() for at in range(self.found.count())]

    def _typed(self) -> None:
        self._asked += 1
        self._answered = self._enter_waits = False
        if self.text().strip():
            self._wait.start()
        else:
            self._wait.stop()
            self._hide()

    def _ask(self) -> None:
        if not self._session.ready:
            self._wait.start()
            return
        asked, typed, session = self._asked, self.text(), self._session

        def work() -> list[Hit]:
            return _hits(session, typed, self.procedure_asked.emit)

        background.run(work, lambda hits: self._show(asked, hits), lambda fault: self._fail(asked, fault))

    def _show(self, asked: int, hits: Sequence[Hit]) -> None:
        if asked != self._asked:
            return
        self._answered = True
        typed = fold(self.text())
        places = [place for place in self._places if typed and fold(place.first).startswith(typed)]
        self._fill([*places, *hits])
        if self._enter_waits:
            self._enter_waits = False
            self._choose(self.found.currentItem())

    def _fail(self, asked: int, fault: Exception) -> None:
        if asked == self._asked:
            self._fill([Hit("overdue", failure_words(fault), "", _nothing)])

    def _fill(self, hits: Sequence[Hit]) -> None:
        from PySide6.QtWidgets import QListWidgetItem

        worn = style.current()
        self.found.clear()
        none = Hit("search", self.tr("Không thấy gì"), self.tr("Thử vài chữ đầu của tên, hoặc mấy số cuối."), _nothing)
        for hit in hits or (none,):
            item = QListWidgetItem(icon(hit.icon, worn.action), f"{hit.first}\n{hit.second}".strip())
            item.setData(Qt.ItemDataRole.UserRole, hit.go)
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self.found.addItem(item)
        self.found.setCurrentRow(0)
        height = min(len(hits) or 1, 9) * ROW_HEIGHT + 8
        corner = self.mapTo(self._window, QPoint(0, self.height() + 2))
        self.found.setGeometry(corner.x(), corner.y(), self.width(), height)
        self.found.show()
        self.found.raise_()

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        go = item.data(Qt.ItemDataRole.UserRole)
        self.found.hide()
        self.clear()
        go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move in the list, Enter chooses (also what is still being looked for), Esc goes back."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up} and self.found.isVisible():
            step = 1 if key == Qt.Key.Key_Down else -1
            self.found.setCurrentRow(max(0, min(self.found.count() - 1, self.found.currentRow() + step)))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._answered:
                self._choose(self.found.currentItem())
            else:
                self._enter_waits = bool(self.text().strip())
        elif key == Qt.Key.Key_Escape:
            self.clear()
            give_back(self._came_from)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the keyboard."""
        self._hide()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list hangs below the box wherever the window's size puts it."""
        if event.type() is QEvent.Type.Resize:
            self._hide()
        return super().eventFilter(watched, event)


def _nothing() -> None:
    """A line that only says something."""


def _hits(session: Session, typed: str, ask_procedure: Callable[[str], object]) -> list[Hit]:
    """Dossiers, then procedures; reads the store."""
    from desk.rules.instants import vietnam_day
    from desk.services.search import find

    today = vietnam_day(session.desk.clock.now())
    hits = [
        Hit(
            "list",
            f"{line.applicant} · {line.number}",
            f"{STATUS_WORDS[line.status]} · {procedure_short(line.procedure_name)}",
            _asks(session.dossier_asked.emit, line.number),
        )
        for line in find(session.desk, session.officer, typed, MOST_DOSSIERS)
    ]
    return hits + [
        Hit("catalogue", procedure.name, procedure.code, _asks(ask_procedure, procedure.code))
        for procedure in session.office.catalogue.find(typed, MOST_PROCEDURES, day=today)
    ]


def _asks(signal: Callable[[str], object], value: str) -> Callable[[], object]:
    return lambda: signal(value)
