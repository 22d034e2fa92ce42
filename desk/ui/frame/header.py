"""The line at the head: the search box, who is signed in, and the lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desk.ui import style
from desk.ui.frame.search_box import SearchBox
from desk.ui.session import Session
from desk.ui.widgets.icons import icon
from desk.ui.widgets.labels import label

SEARCH_WIDTH = 620


class Header(QFrame):
    """Ctrl+K searches, Ctrl+L locks, wherever the keyboard is.

    Signals:
        lock_asked: the officer goes away for a while.
    """

    lock_asked = Signal()

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setFixedHeight(48)
        self.search = SearchBox(session, owner)
        self.search.setMaximumWidth(SEARCH_WIDTH)
        self.officer = label(self.tr("{name} ({login})").format(name=session.officer.name, login=session.officer.login))
        self.lock = QPushButton(self.tr("Khóa   Ctrl+L"))
        self.lock.setProperty("role", "link")
        self.lock.setAccessibleName(self.tr("Khóa màn hình"))
        self._draw_lock()
        self.lock.setIconSize(QSize(16, 16))
        self.lock.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.lock.clicked.connect(self.lock_asked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(style.L, 0, style.L, 0)
        layout.setSpacing(style.L)
        layout.addWidget(self.search, 3)
        layout.addStretch(1)
        layout.addWidget(self.officer)
        layout.addWidget(self.lock)
        for keys, act in (("Ctrl+K", self.search.begin), ("Ctrl+L", self.lock.click)):
            QShortcut(QKeySequence(keys), owner).activated.connect(act)

    def _draw_lock(self) -> None:
        self.lock.setIcon(icon("lock", style.current().action))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the lock in the colours of a new look, light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "lock"):
            self._draw_lock()
