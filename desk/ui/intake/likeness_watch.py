"""Says when a dossier much like the one being typed is there already: it explains itself, and stops nobody."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk.errors import DeskError
from desk.messages import STATUS_WORDS
from desk.rules.instants import in_vietnam, vietnam_day
from desk.services.intake_request import request_from_document
from desk.services.likeness import Alike, alike
from desk.ui import background, style
from desk.ui.session import Session
from desk.ui.widgets.labels import label
from desk.vocabulary import LikenessReason

WAIT_MILLISECONDS = 500
SHOW_KEY = "F3"


class LikenessWatch(QFrame):
    """Looks a moment after the last key, off the GUI thread; what it shows is what the receipt will have known."""

    def __init__(self, session: Session, document: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__()
        self.setObjectName("offer")
        self._session, self._document = session, document
        self.found: tuple[Alike, ...] = ()
        self._asked = 0
        self.words = label("", "doubt", wrap=True)
        self.show_button = QPushButton(self.tr("Xem hồ sơ đó   {key}").format(key=SHOW_KEY))
        self.show_button.setProperty("role", "link")
        self.show_button.setAccessibleName(self.tr("Xem hồ sơ đó"))
        self.show_button.clicked.connect(self.open_first)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.M, style.XS, style.M, style.XS)
        row.setSpacing(style.L)
        row.addWidget(self.words, 1)
        row.addWidget(self.show_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        self.hide()

    def look_soon(self) -> None:
        """Look when nothing more is typed."""
        self._timer.start()

    def look(self) -> None:
        """Look now; what cannot be read yet is like nothing."""
        self._timer.stop()
        self._asked += 1
        asked, desk, officer = self._asked, self._session.desk, self._session.officer
        today = vietnam_day(desk.clock.now())
        document = {name: value for name, value in self._document().items() if name not in {"components", "note"}}

        def read() -> tuple[Alike, ...]:
            with contextlib.suppress(DeskError):
                return alike(desk, officer, request_from_document(document, today))
            return ()

        def show(found: tuple[Alike, ...]) -> None:
            if asked == self._asked:
                self._show(found)

        background.run(read, show, lambda _fault: None)

    def despite(self) -> tuple[tuple[int, LikenessReason], ...]:
        """What was shown and did not stop the clerk."""
        return tuple((one.id, one.reason) for one in self.found)

    def open_first(self) -> None:
        """Look at the newest of them; what is typed here stays."""
        if self.found:
            self._session.dossier_asked.emit(self.found[0].number)

    def forget(self) -> None:
        """Another dossier begins."""
        self._timer.stop()
        self._asked += 1
        self._show(())

    def _show(self, found: tuple[Alike, ...]) -> None:
        self.found = found
        if found:
            words = _reason_words(found[0])
            if len(found) > 1:
                words += self.tr(" Còn {count} hồ sơ giống nữa.").format(count=len(found) - 1)
            self.words.setText(words)
            self.setAccessibleName(words)
        self.setVisible(bool(found))


def _reason_words(one: Alike) -> str:
    """Which dossier, and why the two are alike."""
    why = {
        LikenessReason.SAME_PERSON: "Cùng người, cùng thủ tục, còn đang giải quyết",
        LikenessReason.LIKE_NAME: "Trùng tên, trùng ngày sinh, cùng thủ tục, còn đang giải quyết",
        LikenessReason.SAME_NUMBER: "Mã ở cổng này đã được ghi cho hồ sơ khác",
    }[one.reason]
    at: dt.datetime = in_vietnam(one.received_at)
    return f"{why}: {one.number}, {STATUS_WORDS[one.status]}, nhận {at:%H:%M %d/%m/%Y}. Vẫn nhận được."
