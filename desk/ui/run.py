"""Opens the desk window of a home: one window for each home, after signing in."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QLockFile, QObject, QThreadPool, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout

from desk.errors import DeskError, StoreMissing
from desk.paths import Home, resources
from desk.services.entrance import Arrival, Entered
from desk.settings import Settings, read_settings
from desk.ui import background, style
from desk.ui.main_window import MainWindow
from desk.ui.opening import Opening
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip
from desk.ui.wording import failure_words

HEARTBEAT_VARIABLE = "DESK_HEARTBEAT"
HEARTBEAT_MILLISECONDS = 1000


def open_window(home: Home, arrival: Arrival | None = None) -> int:
    """Open the desk of a home and stay until it is closed. Returns 0, or 1 when no window could be opened.

    An officer who is already arriving is not asked to sign in.
    """
    app = prepare_application()
    try:
        settings = read_settings(home.settings)
    except DeskError as fault:
        NoticeDialog(failure_words(fault)).exec()
        return 1
    if not home.database.is_file() and not _rescued(home, StoreMissing(home=home.root)):
        return 1
    lock = QLockFile(str(home.window_lock))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        from desk.ui.doorbell import ring

        if ring(home):
            return 0
        NoticeDialog(_lock_words(lock)).exec()
        return 1
    timer = beat(app)
    try:
        return _work(app, home, settings, arrival)
    finally:
        gc.enable()
        background.finish()
        if timer is not None:
            timer.stop()
        lock.unlock()


def _rescued(home: Home, fault: DeskError) -> bool:
    """Offer the back-ups where a store is gone or damaged; never a new empty one. Where there is none, say so."""
    if not any(home.backups.glob("desk-*.db")):
        NoticeDialog(failure_words(fault)).exec()
        return False
    return _offer_back_ups(home, failure_words(fault))


def _offer_back_ups(home: Home, why: str) -> bool:
    from desk.ui.rescue_dialog import RescueDialog

    return RescueDialog(home, why).exec() == QDialog.DialogCode.Accepted


def prepare_application() -> QApplication:
    """The application, dressed and speaking Vietnamese; the one that runs when there is one."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("motcua-desk")
    app.setApplicationDisplayName("Bàn Một cửa")
    QThreadPool.globalInstance().setMaxThreadCount(4)  # a printer that does not answer holds one of them for a while
    QLocale.setDefault(QLocale("vi_VN"))
    speak_vietnamese(app)
    style.dress(app)
    return app


def speak_vietnamese(app: QApplication) -> None:
    """Qt has no Vietnamese of its own: menus of text fields and the like speak by our file."""
    if app.findChild(QTranslator, "qtbase_vi") is None:
        translator = QTranslator(app)
        translator.setObjectName("qtbase_vi")
        if translator.load(str(resources() / "i18n" / "qtbase_vi.qm")):
            app.installTranslator(translator)


def beat(owner: QObject) -> QTimer | None:
    """Touch the file that DESK_HEARTBEAT names once a second, as long as the GUI thread is alive to do it."""
    named = os.environ.get(HEARTBEAT_VARIABLE)
    if not named:
        return None
    file = Path(named)

    def touch() -> None:  # Qt keeps no hold on the owner of a bound method: a `file.touch` given to it would dangle
        file.touch()

    timer = QTimer(owner)
    timer.setInterval(HEARTBEAT_MILLISECONDS)
    timer.timeout.connect(touch)
    timer.start()
    touch()
    return timer


class NoticeDialog(QDialog):
    """One sentence and a way out, in Vietnamese throughout."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("Bàn Một cửa"))
        self.setFixedWidth(460)
        said = Strip()
        said.say(words, "fault")
        leave = QPushButton(self.tr("&Đóng"))
        leave.setAccessibleName(self.tr("Đóng"))
        leave.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.XL, style.XL, style.XL, style.XL)
        layout.setSpacing(style.L)
        layout.addWidget(said)
        layout.addWidget(leave)


def _work(app: QApplication, home: Home, settings: Settings, arrival: Arrival | None) -> int:
    """One officer after the other, until the window is closed for good."""
    style.dress(app, dark=None if settings.theme == "auto" else settings.theme == "dark")
    app.styleHints().colorSchemeChanged.connect(lambda: settings.theme == "auto" and style.dress(app))
    from desk.ui.doorbell import Doorbell, come_forward

    bell = Doorbell(home)
    bell.rung.connect(come_forward)
    opening = Opening(home)
    entered = _await(arrival)
    try:
        while True:
            if entered is None:
                from desk.ui.sign_in_dialog import SignInDialog

                dialog = SignInDialog(home)
                dialog.door_opened.connect(opening.begin)
                accepted = dialog.exec() == QDialog.DialogCode.Accepted
                if dialog.rescue_wanted is not None or dialog.restore_wanted:
                    opening.close()
                    opening = Opening(home)
                    if dialog.restore_wanted:
                        _offer_back_ups(home, "")
                    elif dialog.rescue_wanted is not None and not _rescued(home, dialog.rescue_wanted):
                        return 1
                    continue
                if not accepted or dialog.entered is None:
                    return 0
                entered = dialog.entered
                dialog.deleteLater()
            session = Session(home, entered.officer)
            window = MainWindow(session, entered.door, entered.board)
            opening.join(session, window, settings)
            window.shown.connect(opening.begin)
            window.appear()
            app.exec()
            opening.leave()
            window.deleteLater()
            if not window.another:
                return 0
            entered = None
    finally:
        opening.close()
        bell.close()


def _await(arrival: Arrival | None) -> Entered | None:
    """Who is arriving; None to ask at the window."""
    if arrival is None:
        return None
    try:
        return arrival.outcome()
    except DeskError as fault:
        NoticeDialog(failure_words(fault)).exec()
        return None


def _lock_words(lock: QLockFile) -> str:
    if lock.error() is QLockFile.LockError.LockFailedError:
        return QCoreApplication.translate(
            "run", "Bàn Một cửa đang mở ở cửa sổ khác trên máy này: hãy chuyển sang cửa sổ đó, hoặc đóng nó rồi mở lại."
        )
    return QCoreApplication.translate(
        "run", "Không ghi được vào thư mục dữ liệu: hãy kiểm tra ổ đĩa và quyền ghi rồi mở lại chương trình."
    )
