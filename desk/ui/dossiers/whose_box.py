"""Whose inbox is shown: one's own, or for a leader that of any colleague who may be ill."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox

from desk.services.dossiers import Receiver
from desk.services.sign_in import SignedIn, may
from desk.ui.widgets.ask_dialog import Offers
from desk.vocabulary import Verb


class WhoseBox(QComboBox):
    """The first entry is the officer's own; hidden from who may not give work to others."""

    def __init__(self, officer: SignedIn) -> None:
        super().__init__()
        self._officer = officer
        self._colleagues: tuple[Receiver, ...] = ()
        self.setAccessibleName(self.tr("Xem việc của ai"))
        self.setToolTip(self.tr("Xem việc của người khác để giao lại khi họ vắng"))
        self.setMinimumWidth(260)
        self.addItem(self.tr("Việc của tôi"))
        self.setVisible(False)

    def login(self) -> str | None:
        """Whose inbox is asked for; None is one's own."""
        chosen = self.currentData()
        return str(chosen) if chosen else None

    def show_colleagues(self, colleagues: Sequence[Receiver]) -> None:
        """Offer these; the same again changes nothing."""
        self.setVisible(may(self._officer, Verb.REASSIGN) and bool(colleagues))
        if tuple(colleagues) == self._colleagues:
            return
        self._colleagues, chosen = tuple(colleagues), self.login()
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        for one in colleagues:
            if one.login != self._officer.login:
                self.addItem(self.tr("Việc của {name} ({login})").format(name=one.name, login=one.login), one.login)
        self.setCurrentIndex(max(0, self.findData(chosen) if chosen else 0))
        self.blockSignals(False)

    def to_give(self, *, unclaimed: bool) -> Offers:
        """To whom work can be given: everybody but whose it is, and what is nobody's is not given to oneself.

        Among several nobody is chosen by being the first.
        """
        holder = self._officer.login if unclaimed else self.login() or self._officer.login
        given = [(f"{one.name} ({one.login})", one.login) for one in self._colleagues if one.login != holder]
        return given if len(given) == 1 else [(self.tr("Chọn người…"), ""), *given]
