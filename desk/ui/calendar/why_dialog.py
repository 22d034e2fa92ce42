"""Why this date: the count of a dossier's deadline in sentences and on a wall calendar, to be read out or printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desk.services.explaining import Explained, explain
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.session import PrintAsked, Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.widgets.wall_calendar import WallCalendar, WallLegend
from desk.ui.wording import failure_words, moment_words
from desk.vocabulary import PaperForm

WIDTH, HEIGHT = 980, 600


class WhyDialog(QDialog):
    """Reads the explanation of one dossier; F9 prints it for the citizen on A5."""

    def __init__(self, session: Session, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.number = session, number
        self.setWindowTitle(self.tr("Vì sao là ngày này"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(WIDTH, HEIGHT)
        self.moment, self.what, self.message = label("", "moment"), label("", "small", wrap=True), Strip()
        self.sentences = label("", wrap=True)
        self.wall, self.legend = WallCalendar(), WallLegend()
        self.print_button = QPushButton(self.tr("In cho người dân, A5   F9"))
        self.leave = QPushButton(self.tr("Đóng   Esc"))
        self._lay_out()
        self.print_button.clicked.connect(self.print_it)
        self.leave.clicked.connect(self.reject)
        QShortcut(QKeySequence(Qt.Key.Key_F9), self).activated.connect(self.print_button.click)
        self.load()

    def load(self) -> None:
        """Read why."""
        desk, officer, number = self.session.desk, self.session.officer, self.number
        background.run(lambda: explain(desk, officer, number), self._show, self._fail)

    def print_it(self) -> None:
        """Send the explanation to the printer."""
        self.session.print_asked.emit(PrintAsked(PaperForm.DATE_EXPLANATION, self.number))
        self.accept()

    def _show(self, found: Explained) -> None:
        self.moment.setText(self.tr("Hẹn trả {moment}").format(moment=moment_words(found.promised_at)))
        self.what.setText(f"{found.number} · {found.procedure_name}")
        self.sentences.setText("\n\n".join(found.words()))
        self.wall.show_days(found.shown)
        known = found.shown is not None
        self.legend.setVisible(known)
        self.print_button.setEnabled(known and may(self.session.officer, "print"))
        if not known:
            self.message.say(
                self.tr("Chưa tính lại được ngày này: thiếu lịch làm việc của một năm có trong cách tính."), "warn"
            )
        (self.print_button if known else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fail(self, fault: Exception) -> None:
        self.message.say(failure_words(fault), "fault")
        self.print_button.setEnabled(False)

    def _lay_out(self) -> None:
        self.sentences.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentences.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.sentences.setAlignment(Qt.AlignmentFlag.AlignTop)
        told = QWidget()
        told.setObjectName("fields")
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, style.M, 0)
        column.addWidget(self.sentences)
        column.addStretch(1)
        drawn = QWidget()
        drawn.setObjectName("fields")
        days = QVBoxLayout(drawn)
        days.setContentsMargins(style.M, style.M, style.M, style.M)
        days.setSpacing(style.L)
        days.addWidget(self.wall)
        days.addWidget(self.legend)
        days.addStretch(1)
        sheet = QFrame()
        sheet.setObjectName("paper")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(_scrolled(drawn, self.tr("Lịch đếm ngày")))
        sheet.setFixedWidth(self.legend.width() + 2 * style.M + 24)
        middle = QHBoxLayout()
        middle.setSpacing(style.L)
        middle.addWidget(_scrolled(told, self.tr("Cách tính")), 1)
        middle.addWidget(sheet)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.print_button.setProperty("role", "primary")
        self.print_button.setAccessibleName(self.tr("In cho người dân"))
        self.leave.setAccessibleName(self.tr("Đóng"))
        for button in (self.leave, self.print_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(style.XL, style.L, style.XL, style.L)
        whole.setSpacing(style.M)
        whole.addWidget(self.moment)
        whole.addWidget(self.what)
        whole.addWidget(self.message)
        whole.addLayout(middle, 1)
        whole.addLayout(buttons)


def _scrolled(widget: QWidget, name: str) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    area.setAccessibleName(name)
    return area
