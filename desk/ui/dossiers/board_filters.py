"""What the board is narrowed to: who has it, sector, words as they are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QWidget

from desk.services.board import BoardFilter
from desk.ui import style
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy

if TYPE_CHECKING:
    from desk.services.dossiers import Receiver

WORDS_MILLISECONDS = 120
EVERYBODY, MINE, NOBODY = "", "@mine", "@nobody"


class BoardFilters(QWidget):
    """Three fields in a row; they keep what was chosen while the board refreshes.

    Signals:
        changed: the board shall be read anew; typed words are waited for a little.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.words, self.holder, self.sector = QLineEdit(), QComboBox(), QComboBox()
        self.clear_button = QPushButton(self.tr("Bỏ lọc   Esc"))
        self.clear_button.setProperty("role", "link")
        self.clear_button.setAccessibleName(self.tr("Bỏ lọc"))
        self._editions: dict[str, tuple[int, ...]] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WORDS_MILLISECONDS)
        self._lay_out()
        self._soon.timeout.connect(self.changed)
        self.words.textEdited.connect(self._soon.start)
        self.words.returnPressed.connect(self.changed)
        for box in (self.holder, self.sector):
            box.activated.connect(self.changed)
        self.clear_button.clicked.connect(self.clear)
        self.changed.connect(self._show_state)
        self._show_state()

    def offer(self, receivers: Sequence[Receiver]) -> None:
        """Offer the officers who can hold a dossier; who was chosen stays chosen."""
        chosen = self.holder.currentData()
        while self.holder.count() > 3:
            self.holder.removeItem(3)
        for one in receivers:
            self.holder.addItem(one.name, one.login)
        self.holder.setCurrentIndex(max(self.holder.findData(chosen), 0))

    def work_by_office(self) -> None:
        """Offer the sectors of the catalogue in force."""
        chosen, catalogue = self.sector.currentData(), self._session.office.catalogue
        sectors: dict[str, list[int]] = {}
        for edition, one in catalogue.by_edition.items():
            if one.complete:
                sectors.setdefault(one.sector, []).append(edition)
        self._editions = {sector: tuple(editions) for sector, editions in sectors.items()}
        self.sector.clear()
        self.sector.addItem(self.tr("Mọi lĩnh vực"), "")
        for sector in sorted(sectors):
            self.sector.addItem(sector, sector)
        self.sector.setCurrentIndex(max(self.sector.findData(chosen), 0))

    def wanted(self) -> BoardFilter | None:
        """What the fields ask for; None for everything."""
        who, sector, words = (
            str(self.holder.currentData() or ""),
            str(self.sector.currentData() or ""),
            self.words.text(),
        )
        if not (who or sector or words.strip()):
            return None
        holder = {MINE: self._session.officer.login, NOBODY: ""}.get(who, who)
        editions = self._editions.get(sector) if sector else None
        return BoardFilter(holder=holder, unheld=who == NOBODY, editions=editions, words=words)

    def clear(self) -> bool:
        """Ask for everything again. Returns whether anything was asked for."""
        asked = self.wanted() is not None
        self.words.clear()
        for box in (self.holder, self.sector):
            box.setCurrentIndex(0)
        if asked:
            self.changed.emit()
        return asked

    def _show_state(self) -> None:
        self.clear_button.setVisible(self.wanted() is not None)

    def _lay_out(self) -> None:
        self.words.setPlaceholderText(self.tr("số hồ sơ, tên, điện thoại"))
        self.words.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        for words, value in (
            (self.tr("Mọi người"), EVERYBODY), (self.tr("Của tôi"), MINE), (self.tr("Chưa ai nhận"), NOBODY),
        ):  # fmt: skip
            self.holder.addItem(words, value)
        self.sector.addItem(self.tr("Mọi lĩnh vực"), "")
        self.words.setFixedWidth(210)
        self.holder.setFixedWidth(170)
        self.sector.setFixedWidth(190)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.S)
        row.addWidget(self.clear_button)
        for words, field in (
            (self.tr("Lọ&c"), self.words), (self.tr("Đan&g ở"), self.holder), (self.tr("&Lĩnh vực"), self.sector),
        ):  # fmt: skip
            row.addWidget(buddy(words, field))
            row.addWidget(field)
