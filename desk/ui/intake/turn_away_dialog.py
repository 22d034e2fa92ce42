"""Sends a citizen home with what is missing, or refuses to receive: no number is given, and it is counted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.services.turning_away import VisitGiven, VisitShown, turn_away
from desk.ui import background, style
from desk.ui.session import PrintAsked, Session
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm, TurnedAway

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class TurnAwayDialog(QDialog):
    """Papers that are missing are ticked by their letters; the sentence to say writes itself.

    Signals:
        turned_away: it was stored (`VisitShown`).
    """

    turned_away = Signal(object)

    def __init__(
        self,
        session: Session,
        procedure: tuple[str, str],
        papers: Sequence[tuple[str, bool]],
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        """`procedure` is code and name; `papers` are all that it asks for, and whether each was handed in."""
        super().__init__(parent)
        self._session, self._code, self._name = session, procedure[0], name
        self.setWindowTitle(self.tr("Hướng dẫn, từ chối tiếp nhận"))
        self.setMinimumWidth(720)
        self.kind = TurnedAway.GUIDED
        self.kinds = {
            TurnedAway.GUIDED: QPushButton(self.tr("Hướng dẫn bổ sung   Ctrl+1")),
            TurnedAway.REFUSED: QPushButton(self.tr("Từ chối tiếp nhận   Ctrl+2")),
        }
        self.papers, self.note, self.message = QListWidget(), QPlainTextEdit(), Strip()
        self.words = label("", wrap=True)
        self.yes = QPushButton(self.tr("Ghi   F9"))
        self.yes.setProperty("role", "primary")
        self.no = QPushButton(self.tr("Thôi   Esc"))
        for at, (paper, handed_in) in enumerate(papers[: len(LETTERS)]):
            item = QListWidgetItem(f"{LETTERS[at]}.  {paper}")
            item.setData(Qt.ItemDataRole.UserRole, paper)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked if handed_in else Qt.CheckState.Checked)
            self.papers.addItem(item)
        self.print_it = QCheckBox(self.tr("&In phiếu cho người dân"))
        self._lay_out(procedure[1])
        self._connect()
        self.choose(TurnedAway.GUIDED)
        (self.papers if papers else self.note).setFocus()

    def _connect(self) -> None:
        for kind, button in self.kinds.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.choose(kind))
        self.papers.itemChanged.connect(lambda _item: self._write())
        self.note.textChanged.connect(self._write)
        self.papers.installEventFilter(self)
        self.yes.clicked.connect(self.store)
        self.no.clicked.connect(self.reject)
        for keys, act in (
            ("F9", self.store), ("Ctrl+Return", self.store),
            ("Ctrl+1", lambda: self.choose(TurnedAway.GUIDED)), ("Ctrl+2", lambda: self.choose(TurnedAway.REFUSED)),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def choose(self, kind: TurnedAway) -> None:
        """Guidance on what to bring, or a refusal with its reason."""
        self.kind = kind
        for one, button in self.kinds.items():
            button.setChecked(one is kind)
        self._write()

    def lacking(self) -> tuple[str, ...]:
        """The papers that are ticked as missing."""
        items = (self.papers.item(at) for at in range(self.papers.count()))
        return tuple(
            str(one.data(Qt.ItemDataRole.UserRole)) for one in items if one.checkState() is Qt.CheckState.Checked
        )

    def store(self) -> None:
        """Keep the visit, off the GUI thread."""
        if not self.yes.isEnabled():
            return
        self.message.silence()
        self.yes.setEnabled(False)
        lacking = self.lacking() if self.kind is TurnedAway.GUIDED else ()
        given = VisitGiven(self.kind, self._code, lacking, self.note.toPlainText(), self._name or None)
        desk, officer = self._session.desk, self._session.officer
        background.run(lambda: turn_away(desk, officer, given), self._stored, self._refused)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A letter on the list ticks its paper."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            at = LETTERS.find(event.text().upper()) if event.text() else -1
            if 0 <= at < self.papers.count():
                item = self.papers.item(at)
                ticked = item.checkState() is Qt.CheckState.Checked
                item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
                self.papers.setCurrentItem(item)
                return True
        return super().eventFilter(watched, event)

    def _stored(self, visit: VisitShown) -> None:
        self.turned_away.emit(visit)
        self.accept()
        if self.print_it.isChecked():
            guided = visit.kind is TurnedAway.GUIDED
            form = PaperForm.SUPPLEMENT_REQUEST if guided else PaperForm.REFUSAL_SLIP
            self._session.print_asked.emit(PrintAsked(form, visit.reference))

    def _refused(self, fault: Exception) -> None:
        self.yes.setEnabled(True)
        self.message.say(failure_words(fault), "fault")
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _write(self) -> None:
        """What the clerk tells the citizen, in plain words."""
        note = self.note.toPlainText().strip()
        if self.kind is TurnedAway.REFUSED:
            words = self.tr("Hồ sơ không được tiếp nhận. Lý do: {note}").format(note=note or "…")
        elif lacking := self.lacking():
            words = self.tr("Hồ sơ còn thiếu {count} giấy tờ: {papers}. Mang đủ thì nộp lại tại quầy.").format(
                count=len(lacking), papers="; ".join(lacking)
            )
            words += f" {note}" if note else ""
        else:
            words = note or self.tr("Đánh dấu giấy tờ còn thiếu, hoặc ghi điều cần hướng dẫn.")
        self.words.setText(words)

    def _lay_out(self, procedure: str) -> None:
        head = QHBoxLayout()
        head.setSpacing(style.S)
        for button in self.kinds.values():
            button.setCheckable(True)
            button.setProperty("role", "filter")
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().partition("   ")[0])
            head.addWidget(button)
        head.addStretch(1)
        self.papers.setAccessibleName(self.tr("Giấy tờ còn thiếu"))
        self.papers.setMinimumHeight(180)
        self.papers.setSpacing(style.XS // 2)
        self.papers.setWordWrap(True)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(72)
        self.note.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        buttons = QHBoxLayout()
        self.print_it.setAccessibleName(self.tr("In phiếu cho người dân"))
        buttons.addWidget(self.print_it)
        buttons.addStretch(1)
        for button in (self.no, self.yes):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().partition("   ")[0])
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(style.XL, style.L, style.XL, style.L)
        column.setSpacing(style.S)
        column.addWidget(label(procedure, "", wrap=True))
        column.addLayout(head)
        column.addWidget(buddy(self.tr("Còn &thiếu (bấm chữ để đánh dấu)"), self.papers))
        column.addWidget(self.papers, 1)
        column.addWidget(buddy(self.tr("&Lý do, hướng dẫn thêm"), self.note))
        column.addWidget(self.note)
        column.addWidget(label(self.tr("NÓI VỚI NGƯỜI DÂN"), "section"))
        column.addWidget(self.words)
        column.addWidget(self.message)
        column.addLayout(buttons)
