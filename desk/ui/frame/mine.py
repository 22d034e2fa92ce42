"""Tells an officer of what is theirs, by a word in the tray and a sound; never of anybody else's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from desk.rules.working_time import spoken
from desk.settings import Settings, read_settings
from desk.ui import background
from desk.ui.session import Session
from desk.ui.widgets.icons import icon
from desk.ui.wording import procedure_short

if TYPE_CHECKING:  # heavy: the board's first page is shown before it is imported
    from desk.services.notices import Notice

LOOK_MILLISECONDS = 700  # after a change the board itself comes first
MINUTE_MILLISECONDS = 60_000
MOST_NAMED = 3
SHOWN_MILLISECONDS = 10_000


class Mine(QObject):
    """Looks after every change and each minute, off the GUI thread."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__()
        self._session, self._window = session, window
        self._looking = False
        self._opens = ""
        self.tray: QSystemTrayIcon | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_MILLISECONDS)
        self._soon.timeout.connect(self.look)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MILLISECONDS)
        self._minute.timeout.connect(self.look)
        session.changed.connect(self._soon.start)

    def begin(self) -> None:
        """The desk is open: look now and each minute."""
        self._minute.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._minute.stop()
        self._soon.stop()
        if self.tray is not None:
            self.tray.hide()

    def look(self) -> None:
        """Look now; a look that is under way is waited for."""
        if self._looking or not self._session.ready:
            return
        self._looking = True
        desk, officer, file = self._session.desk, self._session.officer, self._session.home.settings

        def read() -> tuple[tuple[Notice, ...], Settings]:
            from desk.services.notices import notices, unheard

            settings = read_settings(file)
            wanted = settings.tray or settings.sound
            return unheard(desk, officer, notices(desk, officer)) if wanted else (), settings

        background.run(read, self._tell, self._miss)

    def _tell(self, outcome: tuple[tuple[Notice, ...], Settings]) -> None:
        self._looking = False
        fresh, settings = outcome
        if not fresh:
            return
        words = "\n".join(notice_words(one) for one in fresh[:MOST_NAMED])
        if len(fresh) > MOST_NAMED:
            words += self.tr("\n… và {count} việc nữa").format(count=len(fresh) - MOST_NAMED)
        self._opens = fresh[0].number
        if settings.sound:
            QApplication.beep()
        if settings.tray and not self._show_in_tray(words):
            self._session.said.emit(words.replace("\n", " · "), "warn")

    def _show_in_tray(self, words: str) -> bool:
        """Show it in the tray. False where the system has none: the window says it instead."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or self._window.isActiveWindow():
            return False
        if self.tray is None:
            self.tray = QSystemTrayIcon(icon("inbox", "#0A5A9C"), self)
            self.tray.setToolTip(self.tr("Bàn Một cửa"))
            self.tray.messageClicked.connect(self._open)
            self.tray.activated.connect(self._open)
        self.tray.show()
        self.tray.showMessage(self.tr("Việc của bạn"), words, self.tray.icon(), SHOWN_MILLISECONDS)
        return True

    def _open(self) -> None:
        self._window.showNormal() if self._window.isMinimized() else self._window.raise_()
        self._window.activateWindow()
        if self._opens:
            self._session.dossier_asked.emit(self._opens)

    def _miss(self, _fault: Exception) -> None:
        """A store that cannot be read now is said by whoever works with it."""
        self._looking = False


def notice_words(one: Notice) -> str:
    """A notice in a line, without the name of anybody."""
    from desk.services.notices import NoticeKind

    of = f"{one.number}, {procedure_short(one.procedure_name)}" if one.procedure_name else one.number
    if one.kind is NoticeKind.DUE:
        return f"Sắp đến hẹn, còn {spoken(one.minutes_left or 0)}: {of}"
    begun = {
        NoticeKind.OFFERED: "Chuyển cho bạn", NoticeKind.LATE: "Đã quá hẹn", NoticeKind.DECIDE: "Chờ bạn duyệt",
    }  # fmt: skip
    return f"{begun[one.kind]}: {of}"
