"""What one person hands in together: the procedures already noted, until all of them are received as one visit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from desk.ui import style
from desk.ui.widgets.labels import label

ADD_KEY = "Ctrl+M"
OF_PERSON = ("applicant", "card", "authorised_person", "note")  # said once for the whole visit


class VisitList(QFrame):
    """The dossiers noted so far, each as `register` would read it.

    Signals:
        changed: one was added or taken back.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("offer")
        self._noted: list[dict[str, Any]] = []
        self._names: list[str] = []
        self.words = label("", wrap=True)
        self.back = QPushButton(self.tr("Bỏ thủ tục vừa thêm"))
        self.back.setProperty("role", "link")
        self.back.setAccessibleName(self.tr("Bỏ thủ tục vừa thêm"))
        self.back.clicked.connect(self.take_back)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.M, style.XS, style.M, style.XS)
        row.setSpacing(style.L)
        row.addWidget(self.words, 1)
        row.addWidget(self.back)
        self._show()

    def __len__(self) -> int:
        return len(self._noted)

    def add(self, document: Mapping[str, Any], name: str) -> None:
        """Note one more dossier of this person, named by its procedure."""
        own = {key: value for key, value in document.items() if key not in OF_PERSON}
        self._noted.append({**own, "request_id": str(uuid.uuid4())})
        self._names.append(name)
        self._show()
        self.changed.emit()

    def take_back(self) -> None:
        """Forget the one that was added last."""
        if self._noted:
            self._noted.pop()
            self._names.pop()
            self._show()
            self.changed.emit()

    def documents(self, person: Mapping[str, Any]) -> list[dict[str, Any]]:
        """All of them with the person as it stands in the form now."""
        of_person = {key: person[key] for key in OF_PERSON if key in person}
        return [{**one, **of_person} for one in self._noted]

    def draft(self) -> dict[str, Any]:
        """What a draft keeps: name and document of each, nothing while there is none."""
        noted = [[name, one] for name, one in zip(self._names, self._noted, strict=True)]
        return {"visit": noted} if noted else {}

    def restore(self, kept: object) -> None:
        """Put back what `draft` once said."""
        rows = [one for one in kept if isinstance(one, list) and len(one) == 2] if isinstance(kept, list) else []
        self._names = [str(name) for name, _ in rows]
        self._noted = [dict(document) for _, document in rows]
        self._show()

    def forget(self) -> None:
        """Another person comes."""
        self.restore([])

    def _show(self) -> None:
        names = "; ".join(f"{at}. {name}" for at, name in enumerate(self._names, start=1))
        self.words.setText(self.tr("Nộp cùng lượt: {names}").format(names=names))
        self.words.setToolTip(names)
        self.setVisible(bool(self._noted))
