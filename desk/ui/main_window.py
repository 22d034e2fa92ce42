"""The frame of the desk: rail, head, the place itself, status bar, lock, the mark of practice homes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from desk.services.board import Board
from desk.services.entrance import Door
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.changes import Changes
from desk.ui.dossiers.board_page import BoardPage
from desk.ui.frame import places
from desk.ui.frame.clock_watch import ClockWatch
from desk.ui.frame.day_watch import DayWatch
from desk.ui.frame.header import Header
from desk.ui.frame.idle import Idle
from desk.ui.frame.mine import Mine
from desk.ui.frame.morning import Morning
from desk.ui.frame.places import PLACES, Place
from desk.ui.frame.rail import Rail, RailPlace
from desk.ui.frame.search_box import Hit
from desk.ui.frame.status_bar import StatusBar
from desk.ui.frame.upkeep import Upkeep
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.focus import give_back
from desk.ui.widgets.labels import Strip

if TYPE_CHECKING:
    from desk.ui.frame.lock_page import LockPage

WIDTH, HEIGHT = 1366, 768
TITLE_BAR = 40  # the most that a desktop puts above a window
NOTICE_MILLISECONDS = 12_000
IDLE_MILLISECONDS = 250


class MainWindow(QMainWindow):
    """The window of one officer who has signed in. It opens on the board; the rest is there when the desk is open.

    Signals:
        shown: the window has painted its first picture.
        closed: the window was closed; `another` says whether somebody else wants to sign in.
    """

    shown = Signal()
    closed = Signal()

    def __init__(self, session: Session, door: Door, first: Board | None = None) -> None:
        super().__init__()
        self._seen = False
        self.session, self.another = session, False
        self._door = door
        self._made: dict[Place | None, Page] = {places.BOARD: BoardPage(session, first)}
        self._at: Place | None = places.BOARD
        self._before: Place | None = places.BOARD
        self.places: Sequence[Place] = tuple(place for place in PLACES if may(session.officer, place.action))
        self._work = QWidget()  # keys of the frame belong to it: a locked desk, which hides it, answers none
        self.rail = Rail([RailPlace(place.icon, self._name(place)) for place in self.places], self._work)
        self.header = Header(session, self._work)
        self.notice, self.clock_notice = Strip(), Strip()
        self.status = StatusBar(door.unit)
        self._pages, self._whole = QStackedWidget(), QStackedWidget()
        self.lock_page: LockPage | None = None
        self._focus_before: QWidget | None = None
        self._awaited: Callable[[], object] | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(NOTICE_MILLISECONDS)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MILLISECONDS)
        self._idle.timeout.connect(self.make_ready)
        self.setWindowTitle(self.tr("Bàn Một cửa – {unit}").format(unit=door.unit))
        self.setMinimumSize(QSize(1100, 640))
        self.resize(WIDTH, HEIGHT)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._lay_out()
        self.changes = Changes(session.home.database)
        self.upkeep = Upkeep(session, self.status, self.rail, self.places)
        self.clock, self.mine, self.morning = ClockWatch(session, self), Mine(session, self), Morning(session)
        self.days, self.idle = DayWatch(session), Idle(self)
        self._hidden: list[QWidget] = []
        self._connect()
        self.go_to(places.BOARD)

    def _connect(self) -> None:
        session = self.session
        self.rail.chosen.connect(lambda index: self.go_to(self.places[index]))
        self.header.lock_asked.connect(self.lock)
        self.idle.lock_wanted.connect(self.lock)
        self.header.search.procedure_asked.connect(lambda code: self._when_ready(lambda: self._show_procedure(code)))
        self.header.search.know_places(
            [Hit(place.icon, self._name(place), self.tr("Trang"), self._goes_to(place)) for place in self.places]
        )
        self._quiet.timeout.connect(self.notice.silence)
        session.said.connect(self.say)
        self.clock.doubted.connect(self._show_doubt)
        board = self._made[places.BOARD]
        assert isinstance(board, BoardPage)
        self.morning.offered.connect(lambda: board.offer_morning_sheet(self.morning.take, self.morning.leave))
        session.dossier_asked.connect(lambda number: self._when_ready(lambda: self.open_dossier(number)))
        session.return_asked.connect(lambda number: self._when_ready(lambda: self._open_return(number)))
        session.changed.connect(self._refresh_page)
        session.office_changed.connect(self._desk_opened)
        self.changes.changed.connect(session.changed)
        QShortcut(QKeySequence(Qt.Key.Key_F7), self._work).activated.connect(self.upkeep.show_prints)
        QShortcut(QKeySequence("Ctrl+P"), self._work).activated.connect(self.show_papers)
        QShortcut(QKeySequence("Ctrl+J"), self._work).activated.connect(self.show_closing)
        self.status.closing.clicked.connect(self.show_closing)
        self.days.looked.connect(self.status.show_closing)
        self.days.backed_up.connect(lambda _done: self.upkeep.look())
        QShortcut(QKeySequence("Ctrl+I"), self._work).activated.connect(self.show_messages)
        self.status.messages.clicked.connect(self.show_messages)
        self.status.prints.clicked.connect(self.upkeep.show_prints)
        self.status.papers.clicked.connect(self.show_papers)
        if session.ready:
            self._desk_opened()
        else:
            self._show_readiness()

    def show_papers(self) -> None:
        """Choose a paper to print; the page in front proposes one."""
        if self.session.ready:
            self.upkeep.show_papers(self.front().papers_wanted())

    def show_closing(self) -> None:
        """The sheets that close days."""
        if self.session.ready:
            dialog = self.upkeep.show_closing()
            dialog.closed.connect(self.days.look)

    def show_messages(self) -> None:
        """The messages of the dossier in front, else of the whole office."""
        if self.session.ready:
            self.upkeep.show_messages(self.front().messages_of())

    def appear(self) -> None:
        """Open the window; where title and task bar leave less room than it wants, it takes all there is."""
        room = self.screen().availableGeometry()
        if room.width() > WIDTH and room.height() >= HEIGHT + TITLE_BAR:
            self.show()
        else:
            self.showMaximized()

    # --- places -------------------------------------------------------------------------------------------------------

    def go_to(self, place: Place) -> Page:
        """Bring a place to the front; its page is made when it is first visited."""
        page = self.page(place)
        self._bring(place, page)
        return page

    def page(self, place: Place | None) -> Page:
        """The page of a place; None is the page of one dossier."""
        if place not in self._made:
            page = places.dossier_page(self.session) if place is None else place.make(self.session)
            self._made[place] = page
            self._pages.addWidget(page)
            self.upkeep.welcome(page)
        return self._made[place]

    def make_ready(self) -> None:
        """Make the pages of the busiest work while nobody waits for them, one at a time."""
        wanted = [*(place for place in (places.INTAKE, places.RESULTS, places.DOSSIERS) if place in self.places), None]
        missing = [place for place in wanted if place not in self._made]
        if missing:
            self.page(missing[0])
            self._idle.start()

    def front(self) -> Page:
        """The page in front."""
        return self.page(self._at)

    def open_dossier(self, number: str) -> None:
        """Show the page of one dossier."""
        page = self.page(None)
        page.open(number)  # type: ignore[attr-defined]
        self._bring(None, page)

    def _open_return(self, number: str) -> None:
        if places.RESULTS not in self.places:
            self.open_dossier(number)
            return
        page = self.page(places.RESULTS)
        self._bring(places.RESULTS, page)
        page.ask_for(number)  # type: ignore[attr-defined]

    def _show_procedure(self, code: str) -> None:
        page = self.go_to(places.CATALOGUE)
        page.show_procedure(code)  # type: ignore[attr-defined]

    def go_back(self) -> None:
        """From a dossier back to where one came from."""
        if self._at is None and self._before is not None:
            self.go_to(self._before)

    def _bring(self, place: Place | None, page: Page) -> None:
        if place is None and self._at is not None:
            self._before = self._at
        self._at = place
        self._pages.setCurrentWidget(page)
        self.rail.stand_at(self.places.index(place) if place in self.places else None)
        page.first_field().setFocus(Qt.FocusReason.OtherFocusReason)
        page.refresh()

    def _goes_to(self, place: Place) -> Callable[[], object]:
        return lambda: self._when_ready(lambda: self.go_to(place))

    def _when_ready(self, wish: Callable[[], object]) -> None:
        """Fulfil a wish now, or as soon as the desk is open: an Enter on the very first board is not lost."""
        if self.session.ready:
            wish()
        else:
            self._awaited = wish

    def _name(self, place: Place) -> str:
        return self.tr(place.name)

    def _refresh_page(self) -> None:
        if self.isVisible():
            self.front().refresh()

    def _desk_opened(self) -> None:
        self._show_readiness()
        for attendant in (self.clock, self.mine, self.morning, self.days):
            attendant.begin()
        self.idle.start()
        self.upkeep.refresh()
        awaited, self._awaited = self._awaited, None
        if awaited is not None:
            awaited()
        self.front().refresh()

    def _show_readiness(self) -> None:
        for place, button in zip(self.places, self.rail.buttons, strict=True):
            button.setEnabled(self.session.ready or place is places.BOARD)
        self.header.lock.setEnabled(self.session.ready)

    # --- notices, lock ------------------------------------------------------------------------------------------------

    def say(self, words: str, tone: str) -> None:
        """Show a sentence above the page for a while."""
        self.notice.say(words, tone)
        self._quiet.start()

    def _show_doubt(self, words: str, tone: str) -> None:
        """Show, as long as it lasts, what is wrong with the machine's clock."""
        if words:
            self.clock_notice.say(words, tone)
        else:
            self.clock_notice.silence()

    def lock(self) -> None:
        """Hide the desk until its officer is back; what is being typed is kept on the disk as well."""
        if not self.session.ready or self.locked:
            return
        self.keep_drafts()
        if self.lock_page is None:
            from desk.ui.frame.lock_page import LockPage

            self.lock_page = LockPage(self.session)
            self.lock_page.unlocked.connect(self._unlock)
            self.lock_page.leaving.connect(self._change_officer)
            self._whole.addWidget(self.lock_page)
        self._focus_before = self.focusWidget()
        self._hide_others()
        self._whole.setCurrentWidget(self.lock_page)
        self.lock_page.close_in()

    @property
    def locked(self) -> bool:
        """Whether the desk is hidden."""
        return self._whole.currentIndex() != 0

    def _unlock(self) -> None:
        self._whole.setCurrentIndex(0)
        self.idle.begin_session()
        for hidden in self._hidden:
            if isValid(hidden):  # one that was thrown away meanwhile stays away
                hidden.show()
        self._hidden = []
        give_back(self._focus_before)

    def _hide_others(self) -> None:
        """Windows above this one show the desk as well: they are hidden and come back as they were."""
        others = [one for one in QApplication.topLevelWidgets() if one is not self and one.isVisible()]
        for one in others:
            if one.windowType() is Qt.WindowType.Popup:
                one.close()
            else:
                self._hidden.append(one)
                one.hide()

    def _change_officer(self) -> None:
        self.another = True
        self.close()

    def keep_drafts(self) -> None:
        """Have every page put on the disk what was typed and not yet stored."""
        for page in self._made.values():
            page.keep_now()

    def event(self, event: QEvent) -> bool:
        """Tell once that there is something to see: only then may heavy work take the processor."""
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest and not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.shown.emit)
        return done

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what was typed, let a save that has begun come to its end, then go."""
        self.keep_drafts()
        self.upkeep.stop()
        self.clock.stop()
        self.mine.stop()
        self.days.stop()
        self.idle.stop()
        self._quiet.stop()
        self._idle.stop()
        for page in self._made.values():
            page.close()
        background.finish()
        self.changes.stop()
        self.closed.emit()
        super().closeEvent(event)

    # --- layout -------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._pages.addWidget(self._made[places.BOARD])
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.header)
        noticed = QVBoxLayout()
        noticed.setContentsMargins(style.L, 0, style.L, 0)
        noticed.addWidget(self.clock_notice)
        noticed.addWidget(self.notice)
        right.addLayout(noticed)
        right.addWidget(self._pages, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        self._work.setObjectName("page")
        layout = QVBoxLayout(self._work)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if self._door.practice:
            banner = QLabel(self.tr("BẢN THỰC HÀNH – hồ sơ ở đây là hồ sơ thử, giấy in ra không có giá trị"))
            banner.setObjectName("banner")
            banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(banner)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status)
        self._whole.addWidget(self._work)
        self.setCentralWidget(self._whole)
