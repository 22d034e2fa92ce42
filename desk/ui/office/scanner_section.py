"""The scanner of this machine: one that types like a keyboard, or one on a serial port; and a field to try it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from desk.rules.identity import mask_id
from desk.rules.scan import CardScan, Scan
from desk.settings import Settings
from desk.ui import background, style
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.office.section import MachineSection
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, label
from desk.ui.wording import failure_words, moment_words

SPEEDS = (1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200)


class ScannerSection(MachineSection):
    """Kind, port and speed; ports are looked for off the GUI thread."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Máy quét"))
        self.saved_words = self.tr("Đã lưu; máy quét cổng nối tiếp được nối khi mở lại chương trình.")
        self.typing = QRadioButton(self.tr("Kiểu &bàn phím"))
        self.serial = QRadioButton(self.tr("Cổng &nối tiếp"))
        self.port, self.speed = QComboBox(), QComboBox()
        self.ask_button = QPushButton(self.tr("Tìm &lại cổng   F5"))
        self.trial, self.trial_words = QLineEdit(), label("", "small", wrap=True)
        self._asked = 0
        self._lay_out()
        self.typing.toggled.connect(self._show_kind)
        self.serial.clicked.connect(self.entered)
        self.port.editTextChanged.connect(self.edited)
        self.speed.currentIndexChanged.connect(self.edited)
        self.ask_button.clicked.connect(self.entered)

    def _lay_out(self) -> None:
        for choice, what in (
            (self.typing, self.tr("máy quét gõ chữ như bàn phím; cắm là dùng, không cần cài đặt gì thêm")),
            (self.serial, self.tr("bộ gõ tiếng Việt không làm hỏng chữ; máy quét phải đặt ở chế độ COM hoặc USB-COM")),
        ):
            choice.setAccessibleName(choice.text().replace("&", ""))
            words = label(what, "small", wrap=True)
            words.setContentsMargins(26, 0, 0, 0)
            pair = QVBoxLayout()
            pair.setSpacing(2)
            pair.addWidget(choice)
            pair.addWidget(words)
            self.body.addLayout(pair)
        self.port.setEditable(True)
        self.port.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.port.lineEdit()
        if line is not None:
            line.setMaxLength(200)
            line.setPlaceholderText(self.tr("như COM3 hoặc /dev/ttyACM0"))
            line.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            line.setAccessibleName(self.tr("Tên cổng"))
        self.ask_button.setAccessibleName(self.tr("Tìm lại cổng"))
        holder = QWidget()
        grid = field_grid(holder)
        add_row(grid, buddy(self.tr("&Cổng"), self.port), self.port, self.ask_button, stretch=0)
        add_row(grid, buddy(self.tr("&Tốc độ, baud"), self.speed), self.speed, label(""))
        holder.setMaximumWidth(640)
        self.body.addWidget(holder)
        self.body.addSpacing(style.S)
        self.body.addWidget(label(self.tr("THỬ MÁY QUÉT"), "section"))
        row = QHBoxLayout()
        self.trial.setReadOnly(True)
        self.trial.setPlaceholderText(self.tr("Quét thẻ căn cước hoặc giấy hẹn: nội dung đọc được hiện ở đây"))
        self.trial.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        row.addWidget(buddy(self.tr("&Quét thử vào đây"), self.trial))
        row.addWidget(self.trial, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.trial_words)
        self.body.addStretch(1)

    # --- settings -----------------------------------------------------------------------------------------------------

    def first_field(self) -> QWidget:
        """The kind that is chosen."""
        return self.serial if self.serial.isChecked() else self.typing

    def keys(self) -> dict[str, Any]:
        """Port and speed; no port means that the scanner types."""
        port = self.port.currentText().strip()
        return {
            "scanner_port": port if self.serial.isChecked() and port else None,
            "scanner_baud": int(self.speed.currentData() or 9600),
        }

    def typed(self) -> object:
        """The keys, and the kind even while no port is chosen."""
        return self.keys(), self.serial.isChecked()

    def show_settings(self, settings: Settings) -> None:
        """Show what the file says."""
        with QSignalBlocker(self.speed):
            self.speed.clear()
            for speed in sorted({*SPEEDS, settings.scanner_baud}):
                self.speed.addItem(str(speed), speed)
            self.speed.setCurrentIndex(self.speed.findData(settings.scanner_baud))
        self.port.setEditText(settings.scanner_port or "")
        (self.serial if settings.scanner_port else self.typing).setChecked(True)
        self._show_kind()

    def save(self) -> None:
        """A scanner on a port needs the port's name."""
        self.clear_faults()
        if self.serial.isChecked() and not self.port.currentText().strip():
            self.message.say(self.tr("Chưa chọn cổng; hãy cắm máy quét rồi bấm F5, hoặc gõ tên cổng."), "warn")
            self.port.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().save()

    def _show_kind(self) -> None:
        for field in (self.port, self.speed, self.ask_button):
            field.setEnabled(self.serial.isChecked())
        self.edited.emit()

    # --- ports --------------------------------------------------------------------------------------------------------

    def entered(self) -> None:
        """Look for serial ports; what is typed stays."""
        self._asked += 1
        asked = self._asked

        def take(found: list[tuple[str, str]]) -> None:
            if asked == self._asked:
                self._show_ports(found)

        background.run(_ports, take, lambda fault: self.message.say(failure_words(fault), "fault"))

    def _show_ports(self, found: list[tuple[str, str]]) -> None:
        typed = self.port.currentText()
        with QSignalBlocker(self.port):
            self.port.clear()
            for name, what in found:
                self.port.addItem(name)
                self.port.setItemData(self.port.count() - 1, what, Qt.ItemDataRole.ToolTipRole)
            only = found[0][0] if len(found) == 1 and self.serial.isChecked() else ""
            self.port.setEditText(typed or only)
        if self.serial.isChecked() and not found:
            self.message.say(self.tr("Chưa thấy cổng nối tiếp nào; hãy cắm máy quét rồi bấm F5."), "warn")
        elif self.message.property("tone") == "warn":
            self.message.silence()
        self.edited.emit()

    # --- trial --------------------------------------------------------------------------------------------------------

    def show_scan(self, scan: Scan) -> None:
        """Show what was read; an identity number is masked, for this is only a trial."""
        if isinstance(scan, CardScan):
            self.trial.setText(f"{scan.card.name} – {mask_id(scan.card.id)}")
            self.trial_words.setText(self.tr("✓ Đọc được thẻ căn cước."))
        else:
            self.trial.setText(f"{scan.number} – hẹn trả {moment_words(scan.promised_at)}")
            self.trial_words.setText(self.tr("✓ Đọc được giấy hẹn."))


def _ports() -> list[tuple[str, str]]:
    """Serial ports of the machine and what hangs on them."""
    from serial.tools.list_ports import comports

    return sorted((one.device, one.description or one.device) for one in comports())
