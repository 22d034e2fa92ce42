"""Where a scan goes: to the page in front, else to where it is useful, never to a button or a dialog."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk.errors import DeskError, OtherOffice
from desk.messages import verdict_words
from desk.rules.scan import Scan, SlipScan
from desk.ui import background, style
from desk.ui.frame import places
from desk.ui.frame.places import Place
from desk.ui.page import Page
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip
from desk.ui.wording import failure_words, moment_words
from desk.vocabulary import SlipVerdict

if TYPE_CHECKING:
    from desk.services.slip_check import SlipChecked

TOAST_MILLISECONDS = 8_000
TONES = {SlipVerdict.GENUINE: "good", SlipVerdict.OLDER_KEY: "good", SlipVerdict.UNSIGNED: "warn"}


class Frame(Protocol):
    """What a scan needs of the window."""

    session: Session

    @property
    def places(self) -> Sequence[Place]:
        """The places this officer may go to."""

    @property
    def locked(self) -> bool:
        """Whether the desk is hidden."""

    def front(self) -> Page:
        """The page in front."""

    def go_to(self, place: Place) -> Page:
        """Bring a place to the front."""

    def open_dossier(self, number: str) -> None:
        """Show the page of one dossier."""

    def say(self, words: str, tone: str) -> None:
        """Show a sentence above the page."""


class Toast(Strip):
    """A sentence that floats over a dialog and goes by itself; it takes neither keyboard nor mouse."""

    def __init__(self, over: QWidget, words: str) -> None:
        super().__init__()
        self.setParent(over)
        self.say(words, "warn")
        width = over.width() - 2 * style.M
        self.setGeometry(style.M, style.M, width, self.heightForWidth(width))
        self.show()
        self.raise_()
        QTimer.singleShot(TOAST_MILLISECONDS, self, self.deleteLater)


class ScanDesk(QObject):
    """Hands each scan on, with one sentence where it means nothing."""

    def __init__(self, window: Frame) -> None:
        super().__init__()
        self._window = window

    def take(self, scan: Scan) -> None:
        """Give a scan to the page in front; a page that does not know it leaves it to the frame."""
        window = self._window
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            Toast(dialog, self.tr("Đã quét một mã khi hộp này đang mở: hãy đóng hộp rồi quét lại."))
        elif window.locked or not window.session.ready:
            window.say(self.tr("Chưa nhận mã vừa quét: hãy mở khóa màn hình rồi quét lại."), "warn")
        elif isinstance(scan, SlipScan) and scan.agency_code not in window.session.office.agency_codes:
            if scan.signature:  # ours, with a field that somebody changed, or really of another office
                self._judge(scan)
            else:
                self.refuse(OtherOffice(number=scan.number, agency=scan.agency_code))
        else:
            if not window.front().take_scan(scan):
                self._lead(scan)
            if isinstance(scan, SlipScan):
                self._judge(scan)

    def refuse(self, fault: DeskError) -> None:
        """Say what was wrong with a scan."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            Toast(dialog, failure_words(fault))
        else:
            self._window.say(failure_words(fault), "fault")

    def _judge(self, scan: SlipScan) -> None:
        """Say whether the slip is genuine."""
        session = self._window.session
        desk, officer = session.desk, session.officer

        def work() -> SlipChecked:
            from desk.services.slip_check import check_slip

            return check_slip(desk, officer, scan)

        background.run(work, self._tell, lambda fault: self._window.say(failure_words(fault), "fault"))

    def _tell(self, checked: SlipChecked) -> None:
        words = verdict_words(checked)
        if checked.since is not None:
            words += self.tr(" Đã có hẹn mới: {moment}.").format(moment=moment_words(checked.since))
        self._window.say(f"{checked.number}: {words}", TONES.get(checked.verdict, "fault"))

    def _lead(self, scan: Scan) -> None:
        """A slip asks for its result, a card begins an intake: where the officer may do that."""
        window = self._window
        wanted = places.RESULTS if isinstance(scan, SlipScan) else places.INTAKE
        if wanted in window.places:
            page = window.go_to(wanted)
            if page.take_scan(scan):
                return
        if isinstance(scan, SlipScan):
            window.open_dossier(scan.number)
        else:
            window.say(self.tr("Trang này không dùng thẻ căn cước; muốn tìm người này, bấm Ctrl+K rồi gõ tên."), "warn")
