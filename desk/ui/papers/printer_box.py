"""The box in which a printer is chosen: every printer with what it does; the last choice of the session is kept."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox

from desk.ui import background
from desk.ui.papers.print_wording import printer_words
from desk.ui.session import Session
from desk.ui.wording import failure_words

_CHOSEN = "chosen_printer"  # a property of the session: a choice outlives the window it was made in


class PrinterBox(QComboBox):
    """Printers as they are now, asked for off the GUI thread. With `same` the first line is "the one it was sent to".

    Signals:
        shown: the printers are there, or the sentence why not (empty when they are).
    """

    shown = Signal(str)

    def __init__(self, session: Session, *, same: bool = False) -> None:
        super().__init__()
        self._session, self._same = session, same
        self._troubles: dict[str, str] = {}
        self._picked = False
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(18)
        self.addItem(self.tr("Đang tìm máy in…"), None)
        self.activated.connect(self._keep)
        self.ask()

    def chosen(self) -> str | None:
        """The name of the printer; None for the one that papers go to without a choice, or went to before."""
        name = self.currentData()
        return name if isinstance(name, str) else None

    def picked(self) -> str | None:
        """The printer that somebody chose; None where the one that stands here is only what the settings lead to."""
        return self.chosen() if self._picked else None

    def ask(self) -> None:
        """Ask for the printers anew."""
        desk = self._session.desk

        def work() -> list[tuple[str, str, bool, bool]]:
            from desk.services.printing_jobs import printers

            return [(one.name, printer_words(one), one.default, one.trouble) for one in printers(desk)]

        background.run(work, self._show, self._miss)

    def _show(self, found: list[tuple[str, str, bool, bool]]) -> None:
        wanted = self.chosen() or (None if self._same else self._session.property(_CHOSEN))
        with QSignalBlocker(self):
            self.clear()
            if self._same:
                self.addItem(self.tr("Như lần trước"), None)
            for name, words, default, _ in found:
                self.addItem(self.tr("{words} (mặc định)").format(words=words) if default else words, name)
                self.setItemData(self.count() - 1, words, Qt.ItemDataRole.ToolTipRole)
            chosen = next((name for name, _, default, _ in found if default and not self._same), None)
            at = self.findData(wanted) if wanted is not None else -1
            self.setCurrentIndex(at if at >= 0 else max(0, self.findData(chosen) if chosen else 0))
        self._troubles = {name: words for name, words, _, trouble in found if trouble}
        self.shown.emit("")

    def trouble(self) -> str:
        """What keeps the chosen printer from printing, in words; empty when nothing is known to."""
        return self._troubles.get(self.chosen() or "", "")

    def _miss(self, fault: Exception) -> None:
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self.tr("Máy in mặc định"), None)
        self.shown.emit(failure_words(fault))

    def _keep(self) -> None:
        self._picked = True
        if not self._same:
            self._session.setProperty(_CHOSEN, self.chosen())
