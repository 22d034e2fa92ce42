"""The slip as it would print, drawn off the GUI thread while the form is filled; late answers are dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.services.desk import Desk
from desk.services.sign_in import SignedIn
from desk.ui import background, style
from desk.vocabulary import Channel, PaperForm

WAIT_MILLISECONDS = 300
A5_WIDTH, A5_HEIGHT = 148, 210
DRAWN_WIDTH = 388  # the widest that fits its panel; it is scaled down, never up


@dataclass(frozen=True)
class SlipDrawn:
    """The pages of a slip as pictures, and limit and fee in the words that stand on it."""

    pages: tuple[QImage, ...]
    limit: str = ""
    fee: str = ""


class LiveSlip(QWidget):
    """Shows the first page of the newest slip that was asked for.

    Signals:
        drawn: a slip is shown (`SlipDrawn`).
    """

    drawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("slip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Giấy tiếp nhận sẽ in"))
        self._image: QImage | None = None
        self._work: Callable[[], SlipDrawn] | None = None
        self._asked = self._busy = 0
        self._words = self.tr("Đang vẽ giấy tiếp nhận…")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self._begin)

    def ask(self, work: Callable[[float], SlipDrawn], *, at_once: bool = False) -> None:
        """Have a slip drawn by `work`, which gets the screen's pixel ratio and runs off the GUI thread."""
        ratio = self.devicePixelRatioF()
        self._asked += 1
        self._work = lambda: work(ratio)
        if at_once:
            self._timer.stop()
            self._begin()
        else:
            self._timer.start()

    def is_waiting(self) -> bool:
        """Whether what is shown is not the newest that was asked for."""
        return self._work is not None or bool(self._busy)

    def stop(self) -> None:
        """Draw nothing more."""
        self._timer.stop()
        self._work = None
        self._asked += 1

    def clear(self) -> None:
        """Draw nothing more, and show no paper of somebody who has left."""
        self.stop()
        self._image = None
        self.update()

    def shows_paper(self) -> bool:
        """Whether there is a picture."""
        return self._image is not None

    def _begin(self) -> None:
        if self._busy or self._work is None or not self.isVisible():
            return
        number, work = self._asked, self._work
        self._work, self._busy = None, number
        background.run(work, self._arrived, self._failed)

    def _arrived(self, slip: SlipDrawn) -> None:
        late, self._busy = self._busy != self._asked, 0
        if not late and slip.pages:
            self._image = slip.pages[0]
            self.update()
            self.drawn.emit(slip)
        if late and not self._timer.isActive():
            self._begin()

    def _failed(self, _fault: Exception) -> None:
        """A picture that cannot be drawn is not worth a sentence: what matters is said when saving."""
        self._busy, self._image = 0, None
        self._words = self.tr("Chưa vẽ được giấy tiếp nhận.")
        self.update()
        if not self._timer.isActive():
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was asked for while nobody could see it: drawing brings 80 MiB with it."""
        super().showEvent(event)
        if not self._timer.isActive():
            self._begin()

    def sizeHint(self) -> QSize:
        """As large as its panel allows."""
        return QSize(DRAWN_WIDTH, DRAWN_WIDTH * A5_HEIGHT // A5_WIDTH)

    def minimumSizeHint(self) -> QSize:
        """Small enough for the smallest window."""
        return QSize(200, 200)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the sheet at the top, in the middle, as large as fits."""
        height = min(self.height(), self.width() * A5_HEIGHT // A5_WIDTH) - 2
        width = height * A5_WIDTH // A5_HEIGHT
        sheet = QRect((self.width() - width) // 2, 1, width, height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(sheet, Qt.GlobalColor.white)
        if self._image is not None:
            ratio = self.devicePixelRatioF()
            fitting = self._image.scaled(
                sheet.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            fitting.setDevicePixelRatio(ratio)
            painter.drawImage(sheet.topLeft(), fitting)
        else:
            painter.setPen(QColor(style.LIGHT.muted))
            painter.drawText(sheet, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        painter.setPen(QColor(style.current().edge))
        painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
        painter.end()


def draw_typed(desk: Desk, officer: SignedIn, facts: dict[str, Any], ratio: float) -> SlipDrawn:
    """The slip of what stands in the form. Not for the GUI thread; the papers are only imported here."""
    from desk.services.draft_slips import SlipDraft, draft_slip
    from desk.services.procedure_words import fee_text, limit_text

    draft = SlipDraft(**facts)
    limit = draft.procedure.limits.get(Channel.COUNTER) if draft.procedure else None
    fee = draft.procedure.fees.get(Channel.COUNTER) if draft.procedure else None
    return SlipDrawn(
        _pages(draft_slip(desk, officer, draft), ratio),
        limit_text(limit.promised, limit.unit) if limit else "",
        fee_text(fee),
    )


def draw_stored(
    desk: Desk, officer: SignedIn, form: PaperForm, number: str, copy: int | None, ratio: float
) -> SlipDrawn:
    """The slip of what is stored, as a copy that was made or as the next one. Not for the GUI thread."""
    from desk.services.papers import preview

    return SlipDrawn(_pages(preview(desk, officer, form, number, copy).pdf, ratio))


def _pages(pdf: bytes, ratio: float) -> tuple[QImage, ...]:
    from desk.printing.pictures import page_pictures

    return tuple(
        QImage(one.bgrx, one.width, one.height, one.width * 4, QImage.Format.Format_RGB32).copy()
        for one in page_pictures(pdf, round(DRAWN_WIDTH * ratio))
    )
