"""A year at a glance: twelve months of painted days, walked through with the arrows or the mouse."""

from __future__ import annotations

import calendar as months
import datetime as dt

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from desk.rules.working_calendar import WorkingCalendar
from desk.ui import style
from desk.ui.calendar.day_look import look_of, paint_day
from desk.ui.calendar.day_words import day_words

COLUMNS, ROWS = 4, 3
TITLE, HEAD, GAP = 22, 16, 12
LETTERS = ("2", "3", "4", "5", "6", "7", "CN")
ONE_DAY = dt.timedelta(days=1)


class YearView(QWidget):
    """Twelve months in three rows of four; one day stands out, with Shift a stretch of them.

    Signals:
        moved: another day, or another stretch, stands out.
        turned: the year before (-1) or after (+1) is asked for.
        entered: the day that stands out is to be changed.
        cleared: what is written on the days that stand out is to go.
    """

    moved = Signal()
    turned = Signal(int)
    entered = Signal()
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(QSize(600, 420))
        self._calendar: WorkingCalendar | None = None
        self._today = dt.date.min
        self.day, self._anchor = dt.date(2026, 1, 1), dt.date(2026, 1, 1)

    def show_calendar(self, calendar: WorkingCalendar, today: dt.date) -> None:
        """Show this calendar; the day that stands out stays."""
        self._calendar, self._today = calendar, today
        self._tell()

    @property
    def year(self) -> int:
        """The year in view: that of the day that stands out."""
        return self.day.year

    def stand_at(self, day: dt.date, *, extend: bool = False) -> None:
        """Let a day stand out; with `extend` all from where the stretch began, within one year."""
        if not dt.MINYEAR < day.year < dt.MAXYEAR:
            return
        if extend and day.year != self._anchor.year:
            return
        self.day = day
        if not extend:
            self._anchor = day
        self._tell()
        self.moved.emit()

    def stretch(self) -> tuple[dt.date, ...]:
        """The days that stand out, in order."""
        first, last = sorted((self._anchor, self.day))
        return tuple(first + n * ONE_DAY for n in range((last - first).days + 1))

    def day_at(self, point: QPointF) -> dt.date | None:
        """The day under a point."""
        return next((day for day, box in self._boxes() if box.contains(point)), None)

    def box_of(self, day: dt.date) -> QRectF:
        """Where a day of the year in view is painted."""
        return next(box for one, box in self._boxes() if one == day)

    # --- keys and mouse -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Shift stretches, Page Up and Down turn the year, Enter changes, Delete clears."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        key, extend = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in steps:
            self.stand_at(self.day + steps[Qt.Key(key)] * ONE_DAY, extend=extend)
        elif key == Qt.Key.Key_Home:
            self.stand_at(self.day.replace(day=1), extend=extend)
        elif key == Qt.Key.Key_End:
            last = months.monthrange(self.day.year, self.day.month)[1]
            self.stand_at(self.day.replace(day=last), extend=extend)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.turned.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif key == Qt.Key.Key_Delete:
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A day is pointed at; with Shift the stretch ends there."""
        day = self.day_at(event.position())
        if day is not None and event.button() is Qt.MouseButton.LeftButton:
            self.stand_at(day, extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drawn over days, they stand out."""
        day = self.day_at(event.position())
        if day is not None and event.buttons() & Qt.MouseButton.LeftButton and day != self.day:
            self.stand_at(day, extend=True)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A day pointed at twice is to be changed."""
        if self.day_at(event.position()) is not None:
            self.entered.emit()

    def event(self, event: QEvent) -> bool:
        """What a day is, under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and self._calendar is not None:
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), day_words(self._calendar, day) if day else "", self)
            return True
        return super().event(event)

    # --- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The months, their days, what stands out, today."""
        if self._calendar is None:
            return
        worn = style.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = set(self.stretch())
        for month in range(1, 13):
            self._paint_head(painter, month, worn)
        numbers = QFont(self.font())
        numbers.setPixelSize(13)
        for day, box in self._boxes():
            paint_day(painter, box, look_of(self._calendar, day), worn, numbers)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if day == self._today:
                painter.setPen(QPen(QColor(worn.text), 1.5))
                painter.drawEllipse(box.center(), 11, 10)
            if day in chosen:
                painter.setPen(QPen(QColor(worn.action), 2 if self.hasFocus() or day != self.day else 1.5))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(QColor(worn.action), 3))
            painter.drawRoundedRect(self.box_of(self.day), 4, 4)

    def _paint_head(self, painter: QPainter, month: int, worn: style.Colours) -> None:
        frame = self._frame(month)
        font = QFont(self.font())
        font.setPixelSize(14)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(worn.text))
        head = QRectF(frame.left() + 4, frame.top(), frame.width(), TITLE)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self.tr("Tháng {month}").format(month=month))
        font.setPixelSize(11)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(worn.muted))
        width = frame.width() / 7
        for at, letters in enumerate(LETTERS):
            box = QRectF(frame.left() + at * width, frame.top() + TITLE, width, HEAD)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)

    def _frame(self, month: int) -> QRectF:
        row, column = divmod(month - 1, COLUMNS)
        width = (self.width() - (COLUMNS - 1) * GAP) / COLUMNS
        height = (self.height() - (ROWS - 1) * GAP) / ROWS
        return QRectF(column * (width + GAP), row * (height + GAP), width, height)

    def _boxes(self) -> list[tuple[dt.date, QRectF]]:
        """Where each day of the year is painted."""
        boxes = []
        for month in range(1, 13):
            frame = self._frame(month)
            width, height = frame.width() / 7, (frame.height() - TITLE - HEAD) / 6
            first = dt.date(self.year, month, 1)
            for at in range(months.monthrange(self.year, month)[1]):
                week, weekday = divmod(first.weekday() + at, 7)
                left, top = frame.left() + weekday * width, frame.top() + TITLE + HEAD + week * height
                boxes.append((first + at * ONE_DAY, QRectF(left, top, width, height)))
        return boxes

    def _tell(self) -> None:
        """Say what stands out to whoever listens rather than looks."""
        if self._calendar is not None:
            chosen = self.stretch()
            words = day_words(self._calendar, self.day)
            if len(chosen) > 1:
                words = self.tr("{count} ngày từ {first} đến {last}; {day}").format(
                    count=len(chosen), first=f"{chosen[0]:%d/%m/%Y}", last=f"{chosen[-1]:%d/%m/%Y}", day=words
                )
            self.setAccessibleName(self.tr("Lịch năm {year}").format(year=self.year))
            self.setAccessibleDescription(words)
        self.update()
