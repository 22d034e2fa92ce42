"""What an old address is called now, offered below its field; the card's own words are only added to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.rules.old_address import with_current
from desk.services.communes import addresses_now

KEY = "Ctrl+D"
MOST = 2  # one commune was divided among few


class NowAt(QWidget):
    """One link for each address that may be meant; hidden while there is none. Its key takes the first."""

    def __init__(self, address: QLineEdit, today: Callable[[], dt.date], owner: QWidget) -> None:
        super().__init__()
        self._address, self._today = address, today
        self.links = [QPushButton() for _ in range(MOST)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for link in self.links:
            link.setProperty("role", "link")
            link.setAccessibleName(self.tr("Ghi thêm địa chỉ hiện nay"))
            link.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter and Tab lead through the fields alone
            link.clicked.connect(partial(self._take, link))
            column.addWidget(link)
        shortcut = QShortcut(QKeySequence(KEY), owner)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.take_first)
        address.textChanged.connect(self.look)
        self.look()

    def look(self) -> None:
        """Offer what the address that stands there is called now."""
        found = addresses_now(self._address.text(), self._today())[:MOST]
        for at, link in enumerate(self.links):
            link.setVisible(at < len(found))
            if at < len(found):
                link.setProperty("current", found[at])
                key = f"   {KEY}" if at == 0 else ""
                link.setText(self.tr("Nay là {current}: ghi thêm{key}").format(current=found[at], key=key))
                link.setAccessibleName(self.tr("Ghi thêm địa chỉ hiện nay: {current}").format(current=found[at]))
        self.setVisible(bool(found))

    def take_first(self) -> None:
        """Add the first address that is offered."""
        if not self.links[0].isHidden():
            self._take(self.links[0])

    def _take(self, link: QPushButton, _checked: bool = False) -> None:
        self._address.setText(with_current(self._address.text(), str(link.property("current"))))
        self._address.setCursorPosition(0)
