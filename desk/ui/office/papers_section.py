"""Which printer, tray, size and how many pieces each paper gets on this machine; its thermal printer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from desk.settings import HEADS, MOST_COPIES, SIZES, PaperSetting, PrinterSetting, Settings
from desk.ui import background, style
from desk.ui.office.section import MachineSection
from desk.ui.papers.paper_names import GROUPS, PAPER_WORDS
from desk.ui.papers.print_wording import printer_name
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, label
from desk.ui.widgets.tables import show_rows

PAPER, PRINTER, TRAY, PIECES, SIZE = range(5)
_ROLL = "Máy in cuộn 80 mm"


class PapersSection(MachineSection):
    """A table of all papers; the fields below it change the row that stands out."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Giấy in ở đâu"))
        self.forms = [form.value for _, forms in GROUPS for form in forms]
        self.table = QTableWidget(len(self.forms), 5)
        self.printer, self.tray, self.paper_size = QComboBox(), QLineEdit(), QComboBox()
        self.pieces = QSpinBox()
        self.place, self.dots = QLineEdit(), QComboBox()
        self._papers: dict[str, PaperSetting] = {}
        self._printers: dict[str, PrinterSetting] = {}
        self._found: tuple[str, ...] = ()
        self._asked = 0
        self._lay_out()
        self.table.currentCellChanged.connect(self._show_row)
        self.printer.activated.connect(self._take)
        self.paper_size.activated.connect(self._take)
        self.pieces.valueChanged.connect(self._take)
        self.tray.editingFinished.connect(self._take)
        self.place.textChanged.connect(self.edited)
        self.dots.activated.connect(self.edited)

    def first_field(self) -> QWidget:
        """The table."""
        return self.table

    def keys(self) -> dict[str, Any]:
        """What differs from the settings of all papers, and the printers."""
        usual = PaperSetting()
        printers = {name: one for name, one in self._printers.items() if name != _ROLL}
        place = self.place.text().strip()
        if place:
            printers[_ROLL] = PrinterSetting(place=place, dots=self.dots.currentData())
        return {"papers": {form: one for form, one in self._papers.items() if one != usual}, "printers": printers}

    def show_settings(self, settings: Settings) -> None:
        """Show what the file says."""
        self._papers, self._printers = dict(settings.papers), dict(settings.printers)
        roll = self._printers.get(_ROLL, PrinterSetting())
        self.place.setText(roll.place)
        self.dots.setCurrentIndex(max(0, self.dots.findData(roll.dots)))
        self._fill()

    def entered(self) -> None:
        """Ask for the printers as they are now."""
        self._asked += 1
        asked, desk = self._asked, self.session.desk

        def work() -> tuple[str, ...]:
            from desk.services.printing_jobs import printers

            return tuple(one.name for one in printers(desk))

        def take(found: tuple[str, ...]) -> None:
            if asked == self._asked:
                self._found = found
                self._show_row()

        background.run(work, take, lambda _fault: None)

    def say_saved(self) -> None:
        """A new thermal printer can be chosen at once."""
        super().say_saved()
        self.entered()

    # --- the row that stands out --------------------------------------------------------------------------------------

    def _form(self) -> str:
        return self.forms[max(0, self.table.currentRow())]

    def _show_row(self, *_where: int) -> None:
        one = self._papers.get(self._form(), PaperSetting())
        names = [*self._found, *([one.printer] if one.printer and one.printer not in self._found else [])]
        blockers = [QSignalBlocker(field) for field in (self.printer, self.tray, self.paper_size, self.pieces)]
        self.printer.clear()
        self.printer.addItem(self.tr("như mọi giấy"), None)
        for name in names:
            self.printer.addItem(printer_name(name), name)
        self.printer.setCurrentIndex(max(0, self.printer.findData(one.printer)))
        self.tray.setText(one.tray)
        self.pieces.setValue(one.copies)
        self.paper_size.setCurrentIndex(max(0, self.paper_size.findData(one.size)))
        del blockers

    def _take(self) -> None:
        self._papers[self._form()] = PaperSetting(
            self.printer.currentData(), self.tray.text().strip(), self.pieces.value(), self.paper_size.currentData()
        )
        self._fill()
        self.edited.emit()

    def finish_editing(self) -> None:
        """Take a tray that is being typed."""
        if self.tray.hasFocus():
            self._take()

    def _fill(self) -> None:
        for row, form in enumerate(self.forms):
            one = self._papers.get(form, PaperSetting())
            told = (
                PAPER_WORDS[form],
                printer_name(one.printer) if one.printer else self.tr("như mọi giấy"),
                one.tray or "–",
                str(one.copies),
                one.size or self.tr("của giấy"),
            )
            for column, words in enumerate(told):
                item = QTableWidgetItem(words)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                item.setToolTip(words)
                self.table.setItem(row, column, item)
        if self.table.currentRow() < 0:
            self.table.setCurrentCell(0, PAPER)
        self._show_row()

    def _lay_out(self) -> None:
        table = self.table
        heads = [self.tr("Giấy"), self.tr("Máy in"), self.tr("Khay"), self.tr("Số bản"), self.tr("Khổ")]
        table.setHorizontalHeaderLabels(heads)
        table.setAccessibleName(self.tr("Giấy in ở đâu"))
        show_rows(table)
        table.setMinimumHeight(style.ROW * 4)
        table.horizontalHeader().setSectionResizeMode(PAPER, QHeaderView.ResizeMode.Stretch)
        for column, width in ((PRINTER, 190), (TRAY, 110), (PIECES, 80), (SIZE, 90)):
            table.setColumnWidth(column, width)
        self.body.addWidget(table, 1)
        self.pieces.setRange(1, MOST_COPIES)
        self.tray.setMaxLength(60)
        self.tray.setPlaceholderText(self.tr("tên khay của máy in"))
        self.paper_size.addItem(self.tr("của giấy"), "")
        for size in SIZES:
            self.paper_size.addItem(size, size)
        for dots in HEADS:
            self.dots.addItem(self.tr("{dots} chấm").format(dots=dots), dots)
        self.place.setMaxLength(200)
        self.place.setPlaceholderText("tcp://192.168.1.50:9100")
        for text in (self.tray, self.place):
            text.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        grid = QGridLayout()
        grid.setHorizontalSpacing(style.M)
        grid.setVerticalSpacing(style.XS)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            (self.tr("&Máy in"), self.printer, 3),
            (self.tr("&Khay"), self.tray, 2),
            (self.tr("&Số bản"), self.pieces, 1),
            (self.tr("K&hổ"), self.paper_size, 1),
        )
        for column, (words, field, stretch) in enumerate(fields):
            grid.addWidget(buddy(words, field), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, stretch)
        self.body.addLayout(grid)
        roll = QGridLayout()
        roll.setHorizontalSpacing(style.M)
        roll.addWidget(buddy(self.tr("Máy in &cuộn 80 mm ở"), self.place), 0, 0)
        roll.addWidget(self.place, 0, 1)
        roll.addWidget(buddy(self.tr("Đầu &in"), self.dots), 0, 2)
        roll.addWidget(self.dots, 0, 3)
        roll.setColumnStretch(1, 1)
        self.body.addLayout(roll)
        how = self.tr("tcp://địa-chỉ:9100, file:/dev/usb/lp0 hoặc spool:tên máy in Windows; để trống nếu không có.")
        self.body.addWidget(label(how, "small", wrap=True))
