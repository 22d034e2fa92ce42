"""How the rating screen looks: always light, its sizes grown from the size of the screen."""

from __future__ import annotations

from dataclasses import dataclass
from string import Template

from PySide6.QtGui import QScreen

from desk.ui.style import LIGHT

TEXT, ACTION, ACTION_DOWN, MUTED = "#0B1620", "#0B4F86", "#083B65", "#43505C"
FACE_MILLIMETRES = 44
LARGER = 1.3
_PLAUSIBLE_DPI = range(50, 301)  # a projector or a virtual machine names sizes that no screen has
_USUAL_DPI = 96.0


@dataclass(frozen=True)
class Measure:
    """Sizes in pixels for one size of the window."""

    question: int
    title: int
    words: int
    body: int
    small: int
    gap: int
    button: int
    portrait: bool


def measure(width: int, height: int, *, larger: bool) -> Measure:
    """Sizes for a window; the question has 36 to 48 px, a third more where larger text was asked for."""
    scale = min(max(min(width, height) / 900, 2 / 3), 1.2)
    growth = LARGER if larger else 1.0

    def size(base: float, least: float) -> int:
        return round(max(base * scale, least) * growth)

    return Measure(
        question=round(min(max(40 * scale, 36), 48) * growth),
        title=size(56, 40),
        words=size(30, 22),
        body=size(28, 20),
        small=size(22, 17),
        gap=round(24 * scale),
        button=round(max(84 * scale, 60) * (1.1 if larger else 1.0)),
        portrait=height > width,
    )


def millimetres(screen: QScreen | None, length: float) -> int:
    """A length in pixels of a screen; where it names no plausible size, as on a usual one."""
    dpi = screen.physicalDotsPerInch() if screen is not None else 0.0
    return round(length / 25.4 * (dpi if round(dpi) in _PLAUSIBLE_DPI else _USUAL_DPI))


_SHEET = Template("""
QWidget { color: $text; font-size: ${body}px; }
QWidget#kiosk { background: #FFFFFF; }
QLabel { background: transparent; }
QLabel[role="question"] { font-size: ${question}px; font-weight: bold; }
QLabel[role="title"] { font-size: ${title}px; font-weight: bold; }
QLabel[role="unit"] { font-size: ${words}px; font-weight: bold; color: $action; }
QLabel[role="body"] { font-size: ${body}px; }
QLabel[role="muted"] { font-size: ${small}px; color: $muted; }
QLabel#banner { background: $warn_ground; color: $warn; font-size: ${small}px; font-weight: bold; padding: 8px; }
QLabel#trouble { background: $fault_ground; color: $fault; font-size: ${small}px; font-weight: bold; padding: 12px;
  border: none; border-radius: 0; }
QFrame#rule { background: $line; border: none; }
QPushButton { background: #FFFFFF; color: $action; border: 3px solid $action; border-radius: 12px;
  font-size: ${words}px; font-weight: bold; min-height: ${button}px; max-height: 1000px; padding: 4px ${gap}px; }
QPushButton:hover { background: #FFFFFF; }
QPushButton:pressed, QPushButton:checked { background: $chosen; }
QPushButton:focus { border: 5px solid $text; padding: 2px ${gap}px; }
QPushButton[role="primary"] { background: $action; color: #FFFFFF; border-color: $action; }
QPushButton[role="primary"]:hover { background: $action; border-color: $action; }
QPushButton[role="primary"]:pressed { background: $action_down; }
QPushButton[role="rest"] { background: $action; color: #FFFFFF; font-size: ${loud}px; min-height: ${tall}px;
  padding: 4px ${tall}px; }
QPushButton[role="rest"]:hover { background: $action; }
QPushButton[role="rest"]:pressed { background: $action_down; }
QFrame#bar QPushButton { min-height: ${quiet}px; }
QPushButton[role="quiet"] { border: 2px solid $muted; color: $text; font-size: ${small}px; font-weight: normal; }
QPushButton[role="quiet"]:checked { background: $text; color: #FFFFFF; }
QPushButton[role="quiet"]:focus { border: 4px solid $text; }
""")


def sheet(sizes: Measure) -> str:
    """The style sheet of the window in these sizes; it goes over the desk's own."""
    return _SHEET.substitute(
        text=TEXT, action=ACTION, action_down=ACTION_DOWN, muted=MUTED, chosen=LIGHT.chosen, line=LIGHT.line,
        warn=LIGHT.warn, warn_ground=LIGHT.warn_ground, fault=LIGHT.fault, fault_ground=LIGHT.fault_ground,
        question=sizes.question, title=sizes.title, words=sizes.words, body=sizes.body, small=sizes.small,
        gap=sizes.gap, button=sizes.button, quiet=round(sizes.button * 0.75),
        loud=round(sizes.words * 1.2), tall=round(sizes.button * 1.3),
    )  # fmt: skip
