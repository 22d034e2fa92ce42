"""Light or dark, how an officer is told of what is theirs, and the screen on which citizens rate."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QRadioButton, QWidget

from desk.settings import THEMES, Settings
from desk.ui import style
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.office.section import MachineSection
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, label


class LookSection(MachineSection):
    """The look is worn at once; F9 keeps it for the next start."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, self.tr("Giao diện"))
        words = {
            "auto": self.tr("&Theo máy"),
            "light": self.tr("&Sáng"),
            "dark": self.tr("Tố&i"),
        }
        self.themes = {theme: QRadioButton(words[theme]) for theme in THEMES}
        self.kiosk, self.morning = QComboBox(), QComboBox()
        self.tray = QCheckBox(self.tr("&Báo ở góc màn hình khi có việc của tôi"))
        self.sound = QCheckBox(self.tr("&Kêu một tiếng khi báo"))
        for words_of, mode in (
            (self.tr("Hỏi khi mở quầy"), "ask"), (self.tr("Tự in khi mở quầy"), "print"), (self.tr("Không"), "off"),
        ):  # fmt: skip
            self.morning.addItem(words_of, mode)
        self._lay_out()
        for box in (self.tray, self.sound):
            box.setAccessibleName(box.text().replace("&", ""))
            box.toggled.connect(self.edited)
        self.morning.currentIndexChanged.connect(self.edited)
        for theme, choice in self.themes.items():
            choice.setAccessibleName(words[theme].replace("&", ""))
            choice.clicked.connect(lambda _checked, theme=theme: self.wear(theme))
            choice.toggled.connect(self.edited)
        self.kiosk.currentIndexChanged.connect(self.edited)

    def _lay_out(self) -> None:
        self.body.addWidget(label(self.tr("MÀU NỀN"), "section"))
        for choice in self.themes.values():
            self.body.addWidget(choice)
        self.body.addWidget(label(self.tr("Đổi ngay khi chọn; bấm F9 để giữ cho lần mở sau."), "small"))
        self.body.addSpacing(style.S)
        self.body.addWidget(label(self.tr("BÁO VIỆC"), "section"))
        self.body.addWidget(self.tray)
        self.body.addWidget(self.sound)
        asked = QWidget()
        rows = field_grid(asked)
        add_row(rows, buddy(self.tr("In việc tr&ong buổi"), self.morning), self.morning)
        asked.setMaximumWidth(560)
        self.body.addWidget(asked)
        self.body.addSpacing(style.S)
        self.body.addWidget(label(self.tr("MÀN HÌNH ĐÁNH GIÁ"), "section"))
        holder = QWidget()
        grid = field_grid(holder)
        add_row(grid, buddy(self.tr("&Hiện ở"), self.kiosk), self.kiosk)
        holder.setMaximumWidth(560)
        self.body.addWidget(holder)
        self.body.addWidget(label(self.tr("Có hiệu lực khi mở lại màn hình đánh giá."), "small"))
        self.body.addStretch(1)

    def first_field(self) -> QWidget:
        """The look that is chosen."""
        return self.themes[self._theme()]

    def keys(self) -> dict[str, Any]:
        """Look and screen."""
        return {
            "theme": self._theme(),
            "kiosk_screen": self.kiosk.currentData(),
            "tray": self.tray.isChecked(),
            "sound": self.sound.isChecked(),
            "morning_sheet": self.morning.currentData(),
        }

    def show_settings(self, settings: Settings) -> None:
        """Show what the file says."""
        self.themes[settings.theme].setChecked(True)
        self.tray.setChecked(settings.tray)
        self.sound.setChecked(settings.sound)
        self.morning.setCurrentIndex(max(0, self.morning.findData(settings.morning_sheet)))
        screens = QApplication.screens()
        with QSignalBlocker(self.kiosk):
            self.kiosk.clear()
            self.kiosk.addItem(self.tr("Màn hình thứ hai, nếu có"), None)
            for at in range(1, max(len(screens), settings.kiosk_screen or 1) + 1):
                size = screens[at - 1].size() if at <= len(screens) else None
                words = f"{size.width()} × {size.height()}" if size else self.tr("chưa cắm")
                self.kiosk.addItem(self.tr("Màn hình {number} ({words})").format(number=at, words=words), at)
            self.kiosk.setCurrentIndex(max(0, self.kiosk.findData(settings.kiosk_screen)))

    def wear(self, theme: str) -> None:
        """Dress the windows at once."""
        app = cast(QApplication, QApplication.instance())
        style.dress(app, dark=None if theme == "auto" else theme == "dark")

    def _theme(self) -> str:
        return next((theme for theme, choice in self.themes.items() if choice.isChecked()), THEMES[0])
