"""What every place on the rail can do for the frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk.ui.session import PapersWanted, Session

if TYPE_CHECKING:
    from desk.rules.scan import Scan


class Page(QWidget):
    """A place of the frame. It is made when it is first visited and kept.

    The frame calls `refresh` when it is entered, and on every `session.changed` while it is in front.
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session = session

    def first_field(self) -> QWidget:
        """Where the keyboard goes when the page is entered."""
        return self

    def refresh(self) -> None:
        """Show what is in the store now, without moving what the officer looks at. Reads off the GUI thread."""

    def take_scan(self, scan: Scan) -> bool:
        """Do what a scan means here. Returns False when it means nothing here: the frame then decides."""
        return False

    def papers_wanted(self) -> PapersWanted:
        """The paper that is most likely wanted from here, as Ctrl+P proposes it."""
        return PapersWanted()

    def messages_of(self) -> str:
        """The dossier whose messages Ctrl+I shows from here; empty for those of the whole office."""
        return ""

    def keep_now(self) -> None:
        """Put on the disk what was typed and not yet stored: the desk is about to be locked or closed."""
