"""One line that has a paper printed and says how that went; a copy that failed keeps its number when sent again."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desk.ui.session import PrintAsked, PrintEnded, Session
from desk.ui.widgets.labels import Strip
from desk.vocabulary import PDF_FOLDER, PaperForm


class PrintLine(Strip):
    """Follows one paper at a time; what else is printed meanwhile is none of its business.

    Signals:
        ended: the paper came to its end (`PrintEnded`).
    """

    ended = Signal(object)

    def __init__(self, session: Session, form: PaperForm, paper: str, stored: str) -> None:
        """`paper` is what the paper is called in a sentence; `stored` says what stands although paper failed."""
        super().__init__()
        self._session, self.form, self._paper, self._stored = session, form, paper, stored
        self._number: str | None = None
        self._failed_copy: int | None = None
        self.busy = False
        session.print_ended.connect(self._print_ended)

    def send(self, number: str) -> None:
        """Have the paper of this number printed."""
        self._number, self._failed_copy = number, None
        self._ask(None)

    def send_again(self) -> None:
        """Once more: a copy that failed keeps its number, else it is the next one."""
        if self._number is not None and not self.busy:
            self._ask(self._failed_copy)

    def forget(self) -> None:
        """Follow nothing any more; the frame tells how it ends."""
        self._number, self.busy = None, False
        self.silence()

    def _ask(self, again: int | None) -> None:
        assert self._number is not None
        self.busy = True
        self.say(self.tr("Đang in {paper}…").format(paper=self._paper), "warn")
        self._session.print_asked.emit(PrintAsked(self.form, self._number, again=again))

    def _print_ended(self, ended: PrintEnded) -> None:
        asked = ended.asked
        if self._number is None or (asked.form, asked.number) != (self.form, self._number):
            return
        self.busy = False
        self._failed_copy = ended.copy if ended.fault else None
        if ended.fault:
            words = self.tr("{stored}, {paper} chưa in được. {words}")
            self.say(words.format(stored=self._stored, paper=self._paper, words=ended.fault), "fault")
        elif ended.printer == PDF_FOLDER:
            words = self.tr("Máy này chưa có máy in: {paper}, bản {copy}, đã ghi thành tệp PDF.")
            self.say(words.format(paper=self._paper, copy=ended.copy), "good")
        else:
            words = self.tr("Đã in {paper}, bản {copy}, máy in {printer}.")
            self.say(words.format(paper=self._paper, copy=ended.copy, printer=ended.printer), "good")
        self.ended.emit(ended)
