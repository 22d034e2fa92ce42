"""The window on which citizens rate: it opens by itself for the stage at the counter and forgets who was there."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent

from desk.errors import DeskError, DiskFaulty, DiskFull, StoreBusy
from desk.services.kiosk_screen import Kiosk, KioskView, StageShown, Subject, look
from desk.ui import background
from desk.ui.kiosk.ballot_box import BallotBox
from desk.ui.kiosk.frame import KioskFrame
from desk.ui.kiosk.pages import KioskPage
from desk.ui.kiosk.tap_guard import TapGuard
from desk.ui.kiosk.touches import Touches
from desk.vocabulary import RatingLevel

GOOD = (RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED)
LEAVE_SECONDS = 5.0
BAD_LOOKS = 4


@dataclass(frozen=True)
class Pace:
    """How long the pages wait, in seconds, and how often the store is asked, in milliseconds."""

    untouched: float = 30.0
    correction: float = 5.0
    thanks: float = 3.0
    poll: int = 500
    retry: int = 1000


class RatingWindow(KioskFrame):
    """One rating after the other. In kiosk dress it has no frame and does not close but by `leave` or its keys."""

    _touches: Touches | None = None  # Qt sends events before the window is built

    def __init__(self, kiosk: Kiosk, *, windowed: bool = False, pace: Pace | None = None) -> None:
        super().__init__(windowed=windowed)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self._kiosk, self._windowed, self._pace = kiosk, windowed, pace or Pace()
        self.view: KioskView | None = None
        self._subject: Subject | None = None
        self._level = RatingLevel.VERY_SATISFIED
        self._reasons: tuple[str, ...] = ()
        self._last_token: str | None = None
        self._looking, self._bad_looks = False, 0
        self._leave_asked, self._warned = False, False
        self._leave_until = 0.0
        self._until: float | None = None
        self._guard = TapGuard()
        self.box = BallotBox(kiosk, self._pace.retry, self)
        self._connect()
        self.dress()
        self.turn_to(self.rest)
        self._clock = QTimer(self)
        self._clock.setInterval(100)
        self._clock.timeout.connect(self._tick)
        self._poll = QTimer(self)
        self._poll.setInterval(self._pace.poll)
        self._poll.timeout.connect(self.look_again)
        self._clock.start()
        self._poll.start()
        self.look_again()

    def _connect(self) -> None:
        for page in (self.rest, self.officers, self.question, self.reasons, self.correction, self.thanks):
            page.felt.connect(self._felt)
        self.rest.walk_in_asked.connect(self._show_officers)
        self.rest.again_asked.connect(self._ask_again)
        self.officers.chosen.connect(self.ask)
        self.question.answered.connect(self._answered)
        self.correction.change_asked.connect(self._change)
        self.larger.toggled.connect(self._resize_text)
        self._touches = Touches(self, self._guard)
        self._touches.felt.connect(self._felt)
        self.back.clicked.connect(self._go_back)
        self.send.clicked.connect(self._send)
        self.box.stored.connect(self._stored)
        self.box.refused.connect(self._refused)
        self.box.troubled.connect(self._troubled)

    def _resize_text(self) -> None:
        if self.page() is self.rest and self.larger.isChecked():  # nobody comes after all: back to the usual size
            self._until = time.monotonic() + self._pace.untouched
        self._felt()
        self.dress()

    # --- what the store says ------------------------------------------------------------------------------------------

    @Slot()
    def look_again(self) -> None:
        """Ask the store in the background what to show, one question at a time."""
        if self._looking:
            return
        self._looking = True
        kiosk = self._kiosk
        background.run(lambda: look(kiosk, kiosk.clock.now()), self._seen, self._unseen)

    def _seen(self, view: KioskView) -> None:
        self._looking, self._bad_looks = False, 0
        changed = view != self.view
        self.view = view
        self.unit.setText(view.unit)
        self.banner.setVisible(view.practice)
        self._hush()
        waiting = view.waiting
        if waiting is not None and waiting.token != self._last_token and waiting.token not in self.box.tokens():
            unanswered = self.page() is self.question and isinstance(self._subject, StageShown)
            if self.page() in (self.rest, self.officers) or unanswered:
                self.ask(waiting)
                return
        if changed and self.page() is self.rest:
            self.rest.show_view(view, again=self._may_ask_again())

    def _unseen(self, fault: Exception) -> None:
        self._looking = False
        self._bad_looks += 1
        if self._bad_looks >= BAD_LOOKS:
            self.say_trouble(self.tr("Màn hình chưa đọc được dữ liệu%s; máy đang thử lại.") % _cause(fault))

    def _may_ask_again(self) -> bool:
        waiting = self.view.waiting if self.view else None
        return waiting is not None and waiting.token == self._last_token and waiting.token not in self.box.tokens()

    # --- the citizen's way --------------------------------------------------------------------------------------------

    def turn_to(self, page: KioskPage, seconds: float | None = None) -> None:
        """Turn to a page; it is left again after these seconds, counted anew at each touch where it asks something."""
        if self._touches is not None:
            self._touches.let_go()
        if page is self.rest:
            self._subject = None
            self.larger.setChecked(False)
            self.rest.show_view(self.view, again=self._may_ask_again())
        self._until = None if seconds is None else time.monotonic() + seconds
        walk_in = page is self.question and not isinstance(self._subject, StageShown)
        self.back.setVisible(page in (self.officers, self.reasons) or walk_in)
        self.back.setText(self.tr("Chọn lại") if page is self.reasons else self.tr("Quay lại"))
        self.back.setAccessibleName(self.back.text())
        self.send.setVisible(page is self.reasons)
        self.larger.setVisible(page is not self.thanks)
        self.stack.setCurrentWidget(page)
        self.setFocus()
        self._guard.turned(time.monotonic())
        self._let_taps_through(time.monotonic())

    def ask(self, subject: Subject) -> None:
        """Ask about the stage at the counter, or about an officer."""
        if self.view is None or self.view.questions is None:
            return
        self._subject = subject
        if isinstance(subject, StageShown):
            self._last_token = subject.token
        self.question.ask(self.view.questions, subject)
        self.turn_to(self.question, self._pace.untouched)

    def _ask_again(self) -> None:
        if self.view is not None and self.view.waiting is not None:
            self.ask(self.view.waiting)

    def _show_officers(self) -> None:
        if self.view is not None:
            self.officers.show_officers(self.view.officers)
            self.turn_to(self.officers, self._pace.untouched)

    def _answered(self, level: RatingLevel) -> None:
        self._level, self._reasons = level, ()
        if level in GOOD:
            self._show_correction()
        elif self.view is not None and self.view.questions is not None:
            self.reasons.offer(self.view.questions.reasons)
            self.turn_to(self.reasons, self._pace.untouched)

    def _send(self) -> None:
        self._reasons = self.reasons.ticked()
        self._show_correction()

    def _show_correction(self) -> None:
        self._count_down(self._pace.correction)
        self.turn_to(self.correction, self._pace.correction)

    def _count_down(self, left: float) -> None:
        words = next((face.text() for face in self.question.faces if face.level is self._level), "")
        self.correction.show_choice(self._level, words, left, self._pace.correction)

    def _change(self) -> None:
        if self._subject is not None:
            self.ask(self._subject)

    def _go_back(self) -> None:
        if self.page() is self.reasons:
            self._change()
        else:
            self.turn_to(self.rest)

    def _time_is_up(self) -> None:
        if self.page() is self.correction:
            self._cast(self._reasons)
        elif self.page() is self.reasons:
            self._cast(())
        else:
            self.turn_to(self.rest)

    def _cast(self, reasons: tuple[str, ...]) -> None:
        assert self._subject is not None
        self.thanks.text.setText(self.tr("Đang ghi nhận ý kiến…"))
        self.box.put(self._subject, self._level, reasons)
        self.turn_to(self.thanks, self._pace.thanks)

    def _stored(self) -> None:
        self.thanks.text.setText(self.tr("Ý kiến của ông/bà đã được ghi nhận."))
        self._hush()

    def _refused(self, _fault: DeskError) -> None:
        self.thanks.text.setText(self.tr("Lượt này đã được đánh giá trước đó, nên không ghi thêm."))

    def _troubled(self, fault: Exception) -> None:
        self.thanks.text.setText(self.tr("Ý kiến chưa ghi được; máy giữ lại và đang thử tiếp."))
        words = self.tr("%d ý kiến chưa lưu được%s; máy đang thử lại mỗi giây. Xin báo công chức tại quầy.")
        self.say_trouble(words % (self.box.held(), _cause(fault)))

    def _hush(self) -> None:
        if not self.box.held() and time.monotonic() >= self._leave_until:
            self.trouble.hide()

    # --- time and touch -----------------------------------------------------------------------------------------------

    @Slot()
    def _tick(self) -> None:
        now = time.monotonic()
        frozen = self._guard.frozen(now)
        self.frozen.setVisible(frozen > 0)
        if frozen > 0:
            self.frozen.raise_()
            words = self.tr("Xin chạm nhẹ, từng lần một.\nMàn hình mở lại sau %d giây.")
            self.frozen.setText(words % max(round(frozen + 0.45), 1))
        self._let_taps_through(now)
        if self._until is not None:
            if now >= self._until:
                self._time_is_up()
            elif self.page() is self.correction:
                self._count_down(self._until - now)
        self.hide_idle_cursor()

    def _let_taps_through(self, now: float) -> None:
        """A page that has just been turned to takes no press, of a finger or a mouse."""
        self.body.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not self._guard.settled(now))

    @Slot()
    def _felt(self) -> None:
        """Somebody is there: a page that asks waits anew."""
        if self._until is not None and self.page() in (self.question, self.reasons, self.officers):
            self._until = time.monotonic() + self._pace.untouched

    def event(self, event: QEvent) -> bool:
        """Take touches as they come from the screen."""
        return (self._touches is not None and self._touches.takes(event)) or super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside all buttons."""
        self._felt()
        self._guard.nonsense(time.monotonic())

    # --- leaving ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Alt+Q twice within five seconds closes the screen; nothing else does."""
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.key() != Qt.Key.Key_Q or event.modifiers() != keys or event.isAutoRepeat():
            return
        now = time.monotonic()
        if now < self._leave_until:
            self.leave()
            return
        self._leave_until = now + LEAVE_SECONDS
        self.say_trouble(self.tr("Nhấn Ctrl+Alt+Q lần nữa trong 5 giây để đóng màn hình đánh giá."))

    def leave(self) -> None:
        """Close; what is held is tried once more, and what still cannot be stored is lost only by a second call."""
        self._leave_asked = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A window manager's wish to close is not heard in kiosk dress; in a window it is."""
        if not (self._windowed or self._leave_asked):
            event.ignore()
            return
        left = 0 if self._warned else self.box.empty_now()
        self._looking = False
        if left:
            self._warned, self._leave_asked = True, False
            self.say_trouble(self.tr("Còn %d ý kiến chưa lưu được; đóng lần nữa thì sẽ mất.") % left)
            event.ignore()
            return
        self._clock.stop()
        self._poll.stop()
        event.accept()


def _cause(fault: Exception) -> str:
    """Why, in a few words for the one who is called: no path, and nothing of the vote."""
    causes: tuple[tuple[type[Exception], str], ...] = (
        (StoreBusy, " (dữ liệu đang bận)"),
        (DiskFull, " (ổ đĩa đầy)"),
        (DiskFaulty, " (ổ đĩa lỗi hoặc đầy)"),
    )
    return next((words for kind, words in causes if isinstance(fault, kind)), "")
