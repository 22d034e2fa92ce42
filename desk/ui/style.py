"""The look in one place: colours of light and dark, sizes, the shipped typeface, and the style sheet made of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from desk.paths import resources

FAMILY = "Liberation Sans"
FACES = ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf")

SMALL, BASE, LARGE, TITLE, LOUD = 12, 15, 18, 24, 36  # type, in pixels
XS, S, M, L, XL, XXL = 4, 8, 12, 16, 24, 32  # spacing, in pixels
ROW = 32
RAIL = 88
SLIP = 420


@dataclass(frozen=True)
class Colours:
    """What each colour means; the contrast of every text on its ground is at least 4.5 (tests/ui/test_screens.py)."""

    text: str
    muted: str
    paper: str
    page: str
    line: str
    edge: str
    action: str
    action_hover: str
    on_action: str
    chosen: str
    fault: str
    fault_ground: str
    warn: str
    warn_ground: str
    good: str
    good_ground: str
    soon: str
    soon_ground: str
    waiting: str
    waiting_ground: str


LIGHT = Colours(
    text="#18212B", muted="#51606F", paper="#FFFFFF", page="#F4F6F8", line="#DCE2E8", edge="#8795A3",
    action="#0A5A9C", action_hover="#084A80", on_action="#FFFFFF", chosen="#E3EEF8",
    fault="#A8201A", fault_ground="#FBEAE9", warn="#8A4B00", warn_ground="#FFF3E0",
    good="#1E6B3C", good_ground="#E7F4EC", soon="#5B5300", soon_ground="#FBF8DC",
    waiting="#4A3F8F", waiting_ground="#EEECF9",
)  # fmt: skip
DARK = Colours(
    text="#E6EBF0", muted="#A3B0BD", paper="#161B21", page="#0F1318", line="#2B333C", edge="#66727E",
    action="#7DB8F0", action_hover="#9CCAF5", on_action="#0F1318", chosen="#1F3347",
    fault="#FF9A92", fault_ground="#3A1D1C", warn="#F5B968", warn_ground="#35280F",
    good="#7FD3A0", good_ground="#15301F", soon="#E3D66B", soon_ground="#2C2A12",
    waiting="#BDB4F5", waiting_ground="#26223D",
)  # fmt: skip

_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QWidget#page, QDialog { background: $page; }
QFrame#paper, QFrame#rail, QFrame#status { background: $paper; }
QFrame#paper { border: 1px solid $line; border-radius: 6px; }
QFrame#rail { border: none; border-right: 1px solid $line; }
QFrame#status { border: none; border-top: 1px solid $line; }
QFrame#status QLabel { font-size: 13px; color: $muted; }
QFrame#rule { background: $line; border: none; }
QLabel#banner { background: $warn_ground; color: $warn; font-size: 13px; font-weight: bold; padding: 4px; }
QLabel[role="title"] { font-size: 18px; font-weight: bold; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 13px; }
QLabel[role="section"] { color: $muted; font-size: 12px; font-weight: bold; }
QLabel[role="loud"] { font-size: 36px; font-weight: bold; }
QLabel[role="number"] { font-size: 18px; font-weight: bold; }
QLabel[tone="fault"] { background: $fault_ground; color: $fault; border: 1px solid $fault; border-radius: 6px;
}
QLabel[tone="warn"] { background: $warn_ground; color: $warn; border-radius: 6px; }
QLabel[tone="good"] { background: $good_ground; color: $good; border-radius: 6px; }
QLineEdit, QComboBox, QSpinBox {
  background: $paper; border: 1px solid $edge; border-radius: 6px; padding: 0 8px; min-height: 30px; max-height: 30px;
  selection-background-color: $action; selection-color: $on_action; placeholder-text-color: $muted; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $action; padding: 0 7px; min-height: 28px; }
QLineEdit[fault="true"] { border: 2px solid $fault; padding: 0 7px; min-height: 28px; }
UnitSection QLineEdit[readOnly="true"], CalendarPage QLineEdit[readOnly="true"] { background: $page; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { background: $page; border-color: $line; color: $text; }
QSpinBox > QLineEdit { border: none; background: transparent; padding: 0 0 0 8px; min-height: 0; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url($icons/down.svg); width: 16px; height: 16px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 22px; height: 14px; subcontrol-origin: border; }
QSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow { image: url($icons/up.svg); width: 14px; height: 14px; }
QSpinBox::down-arrow { image: url($icons/down.svg); width: 14px; height: 14px; }
QTableWidget::indicator { width: 18px; height: 18px; }
QTableWidget::indicator:unchecked { image: url($icons/unticked.svg); }
QTableWidget::indicator:checked { image: url($icons/ticked.svg); }
QComboBox QAbstractItemView { background: $paper; border: 1px solid $edge; selection-background-color: $chosen;
  selection-color: $text; outline: none; }
QListWidget { background: $paper; border: 1px solid $edge; border-radius: 6px; outline: none; padding: 1px; }
QListWidget:focus { border: 2px solid $action; padding: 0; }
QListWidget::item { padding: 4px 6px; border-radius: 4px; }
QListWidget::item:selected { background: $chosen; color: $text; }
QListWidget#found { background: $paper; border: 1px solid $action; border-radius: 6px; outline: none; }
QListWidget#found::item:selected { background: $chosen; color: $text; }
QTableWidget, QTableView { background: $paper; border: 1px solid $line; border-radius: 6px; outline: none; padding: 1px;
  selection-background-color: $chosen; selection-color: $text; }
QTableWidget:focus, QTableView:focus { border: 2px solid $action; padding: 0; }
QTableWidget QLineEdit, QTableWidget QSpinBox { border-radius: 0; min-height: 26px; max-height: 26px; padding: 0 4px; }
QTableWidget::item, QTableView::item { padding: 4px 6px; }
QTableWidget::item:selected, QTableView::item:selected { background: $chosen; color: $text; }
QTableWidget#trace { border: none; }
QTableWidget#trace::item { padding: 3px 0; }
QTableWidget#trace:focus { border: none; }
QHeaderView { background: transparent; }
QHeaderView::section { background: transparent; color: $muted; font-size: 12px; font-weight: bold; border: none;
  border-bottom: 1px solid $line; padding: 4px 9px; }
QPushButton { background: $paper; border: 1px solid $edge; border-radius: 6px; padding: 0 16px; min-height: 34px; }
QPushButton:hover { border-color: $action; }
QPushButton:focus { border: 2px solid $action; padding: 0 15px; min-height: 32px; }
QPushButton:disabled { color: $muted; border-color: $line; background: $page; }
QPushButton[role="primary"] { background: $action; border: 1px solid $action; color: $on_action; font-weight: bold; }
QPushButton[role="primary"]:hover { background: $action_hover; border-color: $action_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $page; border-color: $line; color: $muted; }
QPushButton[role="link"] { background: transparent; border: none; color: $action; padding: 0; min-height: 24px;
  text-align: left; }
QPushButton#unfold { min-height: 32px; }
QPushButton[role="link"][tone="fault"] { color: $fault; font-weight: bold; }
QPushButton[role="link"]:focus { border: none; border-bottom: 2px solid $action; border-radius: 0; }
QScrollArea, QScrollArea > QWidget > QWidget#fields { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; }
QScrollBar::handle:vertical { background: $edge; border-radius: 5px; min-height: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QLabel[tone="soon"] { background: $soon_ground; color: $soon; border-radius: 6px; }
QLabel[tone="waiting"] { background: $waiting_ground; color: $waiting; border-radius: 6px; }
QFrame#header { background: $paper; border: none; border-bottom: 1px solid $line; }
QFrame#header QLabel { color: $muted; font-size: 13px; }
QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 18px; height: 18px; }
QCheckBox::indicator:unchecked { image: url($icons/unticked.svg); }
QCheckBox::indicator:checked { image: url($icons/ticked.svg); }
QCheckBox:focus { color: $action; text-decoration: underline; }
QPlainTextEdit { background: $paper; border: 1px solid $edge; border-radius: 6px; padding: 4px;
  selection-background-color: $action; selection-color: $on_action; placeholder-text-color: $muted; }
QPlainTextEdit:focus { border: 2px solid $action; padding: 3px; }
QPlainTextEdit[fault="true"] { border: 2px solid $fault; padding: 3px; }
QFrame#head { background: $paper; border: none; border-bottom: 1px solid $line; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QLabel#pageOfPaper { border: 1px solid $line; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle:horizontal { background: $edge; border-radius: 5px; min-width: 32px; }
QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal { width: 0; }
QLabel[role="moment"] { font-size: 24px; font-weight: bold; }
QLabel[role="section"] { padding-top: 3px; qproperty-indent: 0; }
QLabel[role="code"] { font-size: 15px; font-weight: bold; }
QLabel[role="doubt"] { color: $warn; font-size: 13px; }
QPushButton[role="link"]:disabled { background: transparent; border: none; color: $muted; }
QFrame#offer { background: $chosen; border: none; border-radius: 6px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: none; background: transparent; padding: 0; min-height: 0; }
QComboBox[fault="true"] { border: 2px solid $fault; padding: 0 7px; min-height: 28px; }
QPushButton[role="filter"]:checked { border: 2px solid $action; padding: 0 15px; background: $chosen; }
QScrollArea#sheet { border: 2px solid transparent; border-radius: 6px; }
QScrollArea#sheet:focus { border: 2px solid $action; }
QRadioButton { spacing: 8px; }
QRadioButton::indicator { width: 18px; height: 18px; }
QRadioButton::indicator:unchecked { image: url($icons/unchosen.svg); }
QRadioButton::indicator:checked { image: url($icons/chosen.svg); }
QRadioButton:focus { color: $action; text-decoration: underline; }
QRadioButton:disabled, QCheckBox:disabled { color: $muted; }
QMenu { background: $paper; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $paper; color: $text; border: 1px solid $edge; }
QListWidget#places { background: transparent; border: 2px solid transparent; border-radius: 6px; outline: none; }
QListWidget#places::item { min-height: 32px; padding: 0 8px; border-radius: 6px; }
QListWidget#places::item:selected { background: $chosen; color: $text; }
QListWidget#places:focus { border-color: $action; }
""")


def colours(*, dark: bool) -> Colours:
    """The colours of light or dark."""
    return DARK if dark else LIGHT


def style_sheet(chosen: Colours) -> str:
    """The style sheet of every window."""
    return _SHEET.substitute(asdict(chosen), icons=(resources() / "icons").as_posix())


def dress(app: QApplication, *, dark: bool | None = None) -> Colours:
    """Give the whole application its typeface, palette and style sheet; without `dark` the desktop decides."""
    if dark is None:
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
    chosen = colours(dark=dark)
    if app.property("dark") == dark:
        return chosen
    app.setProperty("dark", dark)
    load_faces()
    app.setStyle(QStyleFactory.create("Fusion"))
    font = QFont(FAMILY)
    font.setPixelSize(BASE)
    app.setFont(font)
    app.setPalette(_palette(chosen))
    app.setStyleSheet(style_sheet(chosen))
    return chosen


def current() -> Colours:
    """The colours that the application wears now, for what is painted by hand."""
    app = QApplication.instance()
    return colours(dark=bool(app and app.property("dark")))


def load_faces() -> None:
    """Load the shipped typeface once; every Vietnamese letter is in it."""
    if FAMILY in QFontDatabase.applicationFontFamilies(0):
        return
    for face in FACES:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / face))


def mark(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet asks for, and let the widget look new at once."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette(chosen: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: chosen.page,
        QPalette.ColorRole.WindowText: chosen.text,
        QPalette.ColorRole.Base: chosen.paper,
        QPalette.ColorRole.AlternateBase: chosen.page,
        QPalette.ColorRole.Text: chosen.text,
        QPalette.ColorRole.Button: chosen.paper,
        QPalette.ColorRole.ButtonText: chosen.text,
        QPalette.ColorRole.PlaceholderText: chosen.muted,
        QPalette.ColorRole.Highlight: chosen.action,
        QPalette.ColorRole.HighlightedText: chosen.on_action,
        QPalette.ColorRole.ToolTipBase: chosen.paper,
        QPalette.ColorRole.ToolTipText: chosen.text,
        QPalette.ColorRole.Link: chosen.action,
        QPalette.ColorRole.Accent: chosen.action,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(chosen.muted))
    return palette
