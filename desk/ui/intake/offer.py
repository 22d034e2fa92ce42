"""A question that does not stop the work: one sentence, a key that takes it, a key that lets it go."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk.ui import style
from desk.ui.widgets.labels import label


class Offer(QFrame):
    """Shows one offer at a time; a newer one takes its place. It never takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer")
        self._words = label("", wrap=True)
        self._key = ""
        self._answer: Callable[[], object] | None = None
        self._left: Callable[[], object] | None = None
        self.take, self.leave = QPushButton(), QPushButton(self.tr("Bỏ qua   Esc"))
        for button in (self.take, self.leave):
            button.setProperty("role", "link")
        self.leave.setAccessibleName(self.tr("Bỏ qua"))
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.drop)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(style.M, style.XS, style.M, style.XS)
        layout.setSpacing(style.L)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.take)
        layout.addWidget(self.leave)
        self.hide()

    def make(
        self,
        words: str,
        take: str,
        key: str,
        answer: Callable[[], object],
        left: Callable[[], object] | None = None,
    ) -> None:
        """Offer to do `answer`, named `take`, at a key; `left` is done when it is let go instead."""
        self._words.setText(words)
        self.take.setText(f"{take}   {key}")
        self.take.setAccessibleName(take)
        self.setAccessibleName(words)
        self._key, self._answer, self._left = key, answer, left
        self.show()

    def stands(self, key: str = "") -> bool:
        """Whether something is offered (at this key)."""
        return self._answer is not None and key in {"", self._key}

    def words(self) -> str:
        """The sentence offered; empty when nothing is."""
        return self._words.text() if self.stands() else ""

    def accept(self) -> None:
        """Do what is offered."""
        answer, self._left = self._answer, None
        self.drop()
        if answer is not None:
            answer()

    def drop(self) -> None:
        """Offer nothing."""
        left, self._left = self._left, None
        self._answer, self._key = None, ""
        self._words.clear()
        self.hide()
        if left is not None:
            left()
