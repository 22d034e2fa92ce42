"""A procedure to read, as on paper: limits, fees, papers to hand in, and which edition of it is on the table."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk.services.catalogue import ComponentAsked, Procedure
from desk.services.procedure_words import fee_text
from desk.ui import style
from desk.ui.office.catalogue_wording import (
    ProcedureState,
    by_channels,
    channels_words,
    counts_words,
    edition_words,
    limit_words,
    state_of,
    supplement_words,
    tr,
)
from desk.ui.widgets.labels import Strip, buddy, hairline, label
from desk.ui.widgets.sheets import show_in

CHANNEL_WIDTH = 88
LOUD_LENGTH = 160  # the longest name in force has more than 900 letters: a page of bold type is read by nobody


class ProcedureSheet(QWidget):
    """Shows one edition of a procedure; the others of it are a choice away.

    Signals:
        turned: another edition lies open.
    """

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._editions: tuple[Procedure, ...] = ()
        self._day = dt.date.min
        self.edition: Procedure | None = None
        self.editions = QComboBox()
        self.state = Strip()
        self.paper = QScrollArea()
        self._beside = QStackedWidget()
        self._lay_out()
        self.editions.currentIndexChanged.connect(self._turn)

    def show_nothing(self) -> None:
        """No procedure is chosen."""
        self._editions, self.edition = (), None
        self._beside.setCurrentIndex(1)

    def show_procedure(self, editions: tuple[Procedure, ...], standing: Procedure, day: dt.date) -> None:
        """A procedure's editions, oldest first, with the one by which it stands on a day lying open."""
        if (editions, day) == (self._editions, self._day) and self.edition is not None:
            return  # what the officer reads stays open
        self._editions, self._day = editions, day
        self.editions.blockSignals(True)
        self.editions.clear()
        for edition in reversed(editions):
            self.editions.addItem(edition_words(edition, editions, day), edition.edition_id)
        self.editions.setCurrentIndex(self.editions.findData(standing.edition_id))
        self.editions.blockSignals(False)
        self.editions.setEnabled(len(editions) > 1)
        self._beside.setCurrentIndex(0)
        self._turn()

    @property
    def newest(self) -> Procedure | None:
        """The newest edition of the procedure shown."""
        return self._editions[-1] if self._editions else None

    def _turn(self) -> None:
        chosen = self.editions.currentData()
        self.edition = next((one for one in self._editions if one.edition_id == chosen), None)
        if self.edition is None:
            return
        self._say_state(self.edition)
        show_in(self.paper, _sheet_of(self.edition))
        self.paper.setAccessibleName(self.tr("Thủ tục {name}").format(name=self.edition.name))
        self.turned.emit()

    def _say_state(self, edition: Procedure) -> None:
        state = state_of(edition, self._day)
        held = next((one for one in reversed(self._editions) if one.valid_from <= self._day), None)
        if state is ProcedureState.COMING:
            words = self.tr("Bản này áp dụng cho hồ sơ nhận từ ngày {day}.")
            self.state.say(words.format(day=f"{edition.valid_from:%d/%m/%Y}"), "waiting")
        elif edition is not held:
            self.state.say(self.tr("Bản cũ, giữ cho hồ sơ đã nhận theo bản này."), "warn")
        elif state is ProcedureState.ENDED:
            self.state.say(self.tr("Thủ tục đã hết hiệu lực: không nhận hồ sơ mới."), "warn")
        elif state is ProcedureState.INCOMPLETE:
            self.state.say(self.tr("Chưa nhận được hồ sơ: thủ tục này chưa có thời hạn giải quyết."), "warn")
        elif self._editions[-1] is not edition:
            words = self.tr("Sẽ có bản mới từ ngày {day}.")
            self.state.say(words.format(day=f"{self._editions[-1].valid_from:%d/%m/%Y}"), "soon")
        else:
            self.state.silence()

    def _lay_out(self) -> None:
        self.paper.setObjectName("sheet")
        self.paper.setWidgetResizable(True)
        self.paper.setFrameShape(QFrame.Shape.NoFrame)
        self.paper.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.paper.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        line = QHBoxLayout()
        line.setSpacing(style.S)
        line.addWidget(buddy(self.tr("&Bản"), self.editions))
        line.addWidget(self.editions, 1)
        shown = QWidget()
        read = QVBoxLayout(shown)
        read.setContentsMargins(0, 0, 0, 0)
        read.setSpacing(style.M)
        read.addLayout(line)
        read.addWidget(self.state)
        read.addWidget(self.paper, 1)
        nothing = QWidget()
        middle = QVBoxLayout(nothing)
        middle.addWidget(
            label(self.tr("Chọn một thủ tục để đọc."), "muted", wrap=True), 0, Qt.AlignmentFlag.AlignCenter
        )
        self._beside.addWidget(shown)
        self._beside.addWidget(nothing)
        self._beside.setCurrentIndex(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._beside)


def _sheet_of(edition: Procedure) -> QWidget:
    """Everything an edition says, one below the other."""
    sheet = QWidget()
    sheet.setObjectName("fields")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(style.S, style.XS, style.M, style.S)
    column.setSpacing(style.S)
    column.addWidget(_selectable(edition.name, "title" if len(edition.name) <= LOUD_LENGTH else ""))
    column.addWidget(_selectable(f"{edition.code} · {edition.sector}", "muted"))
    limits = [(channels_words(at), limit_words(one)) for at, one in by_channels(edition.limits)]
    fees = [(channels_words(at), fee_text(one)) for at, one in by_channels(edition.fees)]
    _section(column, tr("THỜI HẠN GIẢI QUYẾT"), _lines(limits, tr("Chưa có trong danh mục.")))
    _section(column, tr("PHÍ, LỆ PHÍ"), _lines(fees, tr("Chưa có trong danh mục.")))
    _section(column, tr("THÀNH PHẦN HỒ SƠ"), _papers(edition.components))
    _section(column, tr("KHI YÊU CẦU BỔ SUNG"), label(supplement_words(edition.supplement_mode), wrap=True))
    if edition.payment_stops:
        words = tr("Thời hạn dừng từ lúc yêu cầu nộp đến khi nộp xong.")
        _section(column, tr("KHI CHỜ NỘP PHÍ, LỆ PHÍ"), label(words, wrap=True))
    if edition.steps:
        steps = [(one.desk, tr("{name}: {hours} giờ").format(name=one.name, hours=one.hours)) for one in edition.steps]
        _section(column, tr("CÁC BƯỚC GIẢI QUYẾT (giờ làm việc)"), _lines(steps, ""))
    if edition.cutoff is not None:
        words = tr("Việc trả trong ngày: nhận từ {time} trở đi thì trả ngày làm việc tiếp theo.")
        _section(column, tr("GIỜ CHỐT"), label(words.format(time=f"{edition.cutoff:%H:%M}"), wrap=True))
    if edition.note:
        _section(column, tr("GHI CHÚ"), _selectable(edition.note))
    column.addStretch(1)
    return sheet


def _section(column: QVBoxLayout, heading: str, content: QWidget | QGridLayout) -> None:
    column.addSpacing(style.XS)
    column.addWidget(hairline())
    column.addWidget(label(heading, "section"))
    if isinstance(content, QWidget):
        column.addWidget(content)
    else:
        column.addLayout(content)


def _lines(lines: list[tuple[str, str]], when_none: str) -> QWidget | QGridLayout:
    """What each group of channels says, or that nothing is known."""
    if not lines:
        return label(when_none, "muted", wrap=True)
    grid = _grid()
    grid.setColumnMinimumWidth(0, CHANNEL_WIDTH)
    for row, (who, words) in enumerate(lines):
        grid.addWidget(label(who, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_selectable(words), row, 1)
    return grid


def _papers(components: tuple[ComponentAsked, ...]) -> QWidget | QGridLayout:
    """The papers to hand in, numbered, each with its counts below."""
    if not components:
        return label(tr("Chưa ghi trong danh mục."), "muted", wrap=True)
    if_any = tr("nếu có")
    grid = _grid()
    for row, one in enumerate(components):
        number = label(f"{row + 1}.", "muted")
        number.setMinimumWidth(24)
        counts = counts_words(one)
        words = f"{one.name}\n{f'{counts}, {if_any}' if one.optional and if_any not in one.name else counts}"
        grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_selectable(words), row, 1)
    return grid


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(style.M)
    grid.setVerticalSpacing(style.S)
    grid.setColumnStretch(1, 1)
    return grid


def _selectable(text: str, role: str = "") -> QLabel:
    """A text that can be copied with the mouse."""
    made = label(text, role, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    return made
