"""What the pages of one signed-in officer share: desk, officer, office, and word of what changed or was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk.vocabulary import PaperForm

if TYPE_CHECKING:  # heavy: the first page of the board is shown before they are imported
    from desk.paths import Home
    from desk.services.desk import Desk, Office
    from desk.services.sign_in import SignedIn


@dataclass(frozen=True)
class PrintAsked:
    """A paper to be printed; `again` is the number of a copy that failed and is sent once more.

    Without a printer or copies the settings of this machine for the paper hold.
    """

    form: PaperForm
    number: str
    printer: str | None = None
    copies: int | None = None
    again: int | None = None


@dataclass(frozen=True)
class PrintEnded:
    """How printing ended: a paper handed over (`fault` empty), or the sentence that says why not.

    `copy` is the copy's number, None when no copy was counted; with a fault and a number it can be sent `again`.
    """

    asked: PrintAsked
    copy: int | None
    printer: str
    fault: str


@dataclass(frozen=True)
class PapersWanted:
    """The paper that a page would print now, and of what: numbers of dossiers, or the one thing it is of."""

    form: PaperForm = PaperForm.RECEIPT_SLIP
    numbers: tuple[str, ...] = ()


class Session(QObject):
    """The one thing every page is given. `desk` and `office` are there before any page but the board is made.

    Signals:
        changed: dossiers may have changed, by this window or by another process; at most once in half a second.
        office_changed: the unit, its calendar or its catalogue has a new edition; `office` is the new one.
        dossier_asked: the page of this dossier (its number) shall be opened.
        return_asked: the result of this dossier (its number) shall be handed over.
        messages_asked: the messages of this dossier (its number) shall be shown, of all where it is empty.
        print_asked: a paper shall be printed (`PrintAsked`); printing never blocks whoever asked.
        print_ended: a print came to its end (`PrintEnded`).
        said: a sentence for the strip of the frame, and its tone: fault, warn or good.
    """

    changed = Signal()
    office_changed = Signal()
    dossier_asked = Signal(str)
    return_asked = Signal(str)
    messages_asked = Signal(str)
    print_asked = Signal(object)
    print_ended = Signal(object)
    said = Signal(str, str)

    def __init__(self, home: Home, officer: SignedIn, desk: Desk | None = None, office: Office | None = None) -> None:
        super().__init__()
        self.home, self.officer = home, officer
        self._desk, self._office = desk, office

    @property
    def ready(self) -> bool:
        """Whether the desk is open; before that only the board's first page is there."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The desk that services act for."""
        assert self._desk is not None
        return self._desk

    @property
    def office(self) -> Office:
        """What the office works by at present."""
        assert self._office is not None
        return self._office

    def open(self, desk: Desk, office: Office) -> None:
        """Work with this desk from now on."""
        self._desk, self._office = desk, office
        self.office_changed.emit()

    def work_by(self, office: Office) -> None:
        """Work by this calendar, catalogue and heading from now on."""
        if office is not self._office:
            self._office = office
            self.office_changed.emit()
