"""The frame of the desk: the rail of places, the place itself, the status bar, the mark of practice homes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desk.printing.printers.pdf_folder import PdfFolder
from desk.rules.instants import vietnam_day
from desk.services.desk import Desk, Office
from desk.services.papers import printer_of
from desk.services.receipts import Receipt
from desk.services.sign_in import SignedIn
from desk.ui import background, style
from desk.ui.day_count import received_on
from desk.ui.intake.intake_form import IntakeForm
from desk.ui.widgets.icons import SIZE, icon
from desk.ui.widgets.labels import label
from desk.ui.wording import failure_words


@dataclass(frozen=True)
class Place:
    """A place of the clerk's day on the rail."""

    icon: str
    name: str
    page: QWidget


class _PlaceButton(QToolButton):
    """A place on the rail: its icon, always with its word, in the colours that are worn."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._drawing = place.icon
        self.setObjectName("place")
        self.setText(place.name)
        self.setAccessibleName(place.name)
        self.setIcon(icon(self._drawing, style.current().action))
        self.setIconSize(QSize(SIZE, SIZE))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(True)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon anew when light turns to dark."""
        if event.type() is QEvent.Type.PaletteChange:
            self.setIcon(icon(self._drawing, style.current().action))
        super().changeEvent(event)


class MainWindow(QMainWindow):
    """The window of one officer who has signed in.

    Signals:
        closed: the window was closed.
    """

    closed = Signal()

    def __init__(self, desk: Desk, officer: SignedIn, office: Office, printer: str | None = None) -> None:
        super().__init__()
        self._desk, self._officer, self._office, self._printer = desk, officer, office, printer
        self.intake = IntakeForm(desk, officer, office, printer)
        self.places = (Place("intake", self.tr("Tiếp nhận"), self.intake),)
        self._pages = QStackedWidget()
        self._count = label()
        self._printing = label()
        self.setWindowTitle(self.tr("Bàn Một cửa – {unit}").format(unit=office.unit.name))
        self.setMinimumSize(QSize(1100, 640))
        self.resize(1366, 768)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._lay_out()
        self.intake.received.connect(self._count_again)
        self.intake.print_ended.connect(self._tell_printing)
        self._count_again()
        self._ask_printer()
        self.intake.applicant.scan.setFocus()

    def _lay_out(self) -> None:
        unit = self._office.unit
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail())
        for place in self.places:
            self._pages.addWidget(place.page)
        middle.addWidget(self._pages, 1)
        whole = QWidget()
        whole.setObjectName("page")
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        if unit.practice:
            banner = QLabel(self.tr("BẢN THỰC HÀNH – hồ sơ ở đây là hồ sơ thử, giấy in ra không có giá trị"))
            banner.setObjectName("banner")
            banner.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(banner)
        layout.addLayout(middle, 1)
        layout.addWidget(self._status(unit.name))
        self.setCentralWidget(whole)

    def _rail(self) -> QFrame:
        rail = QFrame()
        rail.setObjectName("rail")
        rail.setFixedWidth(style.RAIL)
        layout = QVBoxLayout(rail)
        layout.setContentsMargins(0, style.L, 0, 0)
        layout.setSpacing(style.XS)
        group = QButtonGroup(self)
        for at, place in enumerate(self.places):
            button = _PlaceButton(place)
            group.addButton(button, at)
            layout.addWidget(button)
        group.idClicked.connect(self._pages.setCurrentIndex)
        group.button(0).setChecked(True)
        layout.addStretch(1)
        return rail

    def _status(self, unit: str) -> QFrame:
        status = QFrame()
        status.setObjectName("status")
        status.setFixedHeight(style.ROW)
        layout = QHBoxLayout(status)
        layout.setContentsMargins(style.L, 0, style.L, 0)
        layout.setSpacing(style.XL)
        layout.addWidget(label(unit))
        layout.addStretch(1)
        officer = self.tr("{name} ({login})").format(name=self._officer.name, login=self._officer.login)
        for shown in (label(officer), self._count, self._printing):
            layout.addWidget(shown)
        return status

    def _count_again(self, _receipt: Receipt | None = None) -> None:
        desk, officer = self._desk, self._officer

        def work() -> tuple[int, Office]:
            with desk.store.reading() as connection:
                office = desk.office(connection)
            return received_on(desk, officer, vietnam_day(desk.clock.now())), office

        background.run(work, self._show_count, self._keep_count)

    def _show_count(self, found: tuple[int, Office]) -> None:
        count, office = found
        self._count.setText(self.tr("{count} hồ sơ hôm nay").format(count=count))
        if office is not self._office:
            self._office = office
            self.intake.refresh_office(office)

    def _keep_count(self, _fault: Exception) -> None:
        """A count that cannot be read now is not worth a sentence: the next save asks again."""

    def day_words(self) -> str:
        """The count of the day, as shown."""
        return self._count.text()

    def _ask_printer(self) -> None:
        desk, printer = self._desk, self._printer
        background.run(lambda: printer_of(desk, printer).name, self._show_printer, self._show_no_printer)

    def _show_printer(self, name: str) -> None:
        if name == PdfFolder.name:
            self._printing.setText(self.tr("Máy in: chưa có, giấy ghi ra tệp PDF"))
        else:
            self._printing.setText(self.tr("Máy in: {name}").format(name=name))

    def _show_no_printer(self, fault: Exception) -> None:
        self._printing.setText(self.tr("Máy in: không dùng được"))
        self._printing.setToolTip(failure_words(fault))

    def _tell_printing(self, fault: str) -> None:
        if fault:
            self._printing.setText(self.tr("Máy in: lần in cuối chưa được"))
            self._printing.setToolTip(fault)
        else:
            self._ask_printer()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let a save that has begun come to its end, then go."""
        for place in self.places:
            place.page.close()
        background.finish()
        self.closed.emit()
        super().closeEvent(event)
