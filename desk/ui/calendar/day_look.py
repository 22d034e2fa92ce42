"""How a day looks in a painted calendar: its ground, its ink and a mark that does not need colour."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPolygonF

from desk.errors import MissingCalendarYear
from desk.rules.working_calendar import WorkingCalendar
from desk.ui import style
from desk.vocabulary import DayKind


class DayLook(StrEnum):
    """What a day is, as far as its picture goes."""

    OPEN = "open"
    REST = "rest"
    OFF = "off"
    MAKE_UP = "make_up"
    HALF = "half"
    WORKED = "worked"
    UNKNOWN = "unknown"


LOOKS = {
    DayKind.OFF: DayLook.OFF,
    DayKind.MAKE_UP_OFF: DayLook.MAKE_UP,
    DayKind.HALF_DAY_CLOSURE: DayLook.HALF,
    DayKind.SWAPPED_WORKING_DAY: DayLook.WORKED,
}


@dataclass(frozen=True)
class DayShown:
    """A day to be painted; `settled` is false while its row waits for an announcement."""

    day: dt.date
    look: DayLook
    settled: bool = True


def look_of(calendar: WorkingCalendar, day: dt.date) -> DayShown:
    """How the calendar has a day."""
    row = calendar.row_on(day)
    if row is not None:
        return DayShown(day, LOOKS[row.kind], row.confirmed)
    try:
        return DayShown(day, DayLook.OPEN if calendar.is_working(day) else DayLook.REST)
    except MissingCalendarYear:
        return DayShown(day, DayLook.UNKNOWN)


def paint_day(painter: QPainter, box: QRectF, shown: DayShown, worn: style.Colours, base: QFont) -> None:
    """Paint the ground, the mark and the number of a day into its box."""
    inner = box.adjusted(1, 1, -1, -1)
    ground, ink = {
        DayLook.OFF: (worn.fault_ground, worn.fault),
        DayLook.MAKE_UP: (worn.warn_ground, worn.warn),
        DayLook.HALF: (worn.soon_ground, worn.soon),
        DayLook.WORKED: (worn.good_ground, worn.good),
        DayLook.REST: (worn.page, worn.muted),
        DayLook.UNKNOWN: ("", worn.muted),
        DayLook.OPEN: ("", worn.text),
    }[shown.look]
    painter.setPen(Qt.PenStyle.NoPen)
    if ground:
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(inner, 3, 3)
    _paint_mark(painter, inner, shown.look, QColor(ink))
    if not shown.settled:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(ink), 1, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    font = QFont(base)
    font.setBold(shown.look not in {DayLook.OPEN, DayLook.REST, DayLook.UNKNOWN})
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(shown.day.day))


def _paint_mark(painter: QPainter, box: QRectF, look: DayLook, ink: QColor) -> None:
    """What tells the kinds apart without colour: a corner, a bar, half a ground."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if look is DayLook.OFF:  # a full bar below
        painter.drawRect(QRectF(box.left() + 3, box.bottom() - 2.5, box.width() - 6, 2))
    elif look is DayLook.MAKE_UP:  # a broken bar
        third = (box.width() - 6) / 3
        for at in (0, 2):
            painter.drawRect(QRectF(box.left() + 3 + at * third, box.bottom() - 2.5, third, 2))
    elif look is DayLook.HALF:  # half a bar
        painter.drawRect(QRectF(box.left() + 3, box.bottom() - 2.5, (box.width() - 6) / 2, 2))
    elif look is DayLook.WORKED:  # a corner
        corner = box.topRight()
        painter.drawPolygon(QPolygonF([corner, corner + QPointF(-7, 0), corner + QPointF(0, 7)]))
