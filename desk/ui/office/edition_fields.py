"""The fields of an edition in their places: what it is, its limits and fees at the left, its papers at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desk.ui import style
from desk.ui.office.catalogue_wording import supplement_words
from desk.ui.office.channel_fields import FeeFields, LimitFields
from desk.ui.office.components_editor import ComponentsEditor
from desk.ui.office.steps_editor import StepsEditor
from desk.ui.widgets.labels import Strip, buddy, hairline, label
from desk.vocabulary import PauseMode

LABEL_WIDTH = 84
LEFT = 640
STEPS_HEIGHT = 34 + 3 * style.ROW  # its head and three steps, further ones are scrolled to


class EditionFields(QWidget):
    """The fields without what they do."""

    def __init__(self) -> None:
        super().__init__()
        self.title, self.source = label("", "title"), label("", "small", wrap=True)
        self.name, self.note = LinesEdit(), LinesEdit()
        self.code, self.valid_from, self.cutoff = (QLineEdit() for _ in range(3))
        self.sector, self.supplement = QComboBox(), QComboBox()
        self.sector.setEditable(True)
        self.sector.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.sector.setCompleter(None)  # type: ignore[arg-type]  # it would fight the Vietnamese keyboard
        for mode in PauseMode:
            self.supplement.addItem(supplement_words(mode), mode.value)
        self.ended = QCheckBox(self.tr("&Hết hiệu lực từ ngày này"))
        self.ended.setAccessibleName(self.tr("Hết hiệu lực từ ngày này"))
        self.payment_stops = QCheckBox(self.tr("Chờ nộ&p tiền thì dừng thời hạn"))
        self.payment_stops.setAccessibleName(self.tr("Chờ nộp tiền thì dừng thời hạn"))
        self.limits, self.fees = LimitFields(), FeeFields()
        self.components, self.steps = ComponentsEditor(), StepsEditor()
        self.step_sum = label("", "small")
        self.message = Strip()
        self.save_button = QPushButton()
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Lưu bản mới"))
        self.back_button = QPushButton()
        self.back_button.setAccessibleName(self.tr("Trở lại"))
        self.buttons = {
            self.components.add: QPushButton(self.tr("Thêm   Ins")),
            self.components.take_out: QPushButton(self.tr("Bỏ   Ctrl+Del")),
            self.components.bring_back: QPushButton(self.tr("Lấy lại   Ctrl+Z")),
        }
        self.body = QWidget()
        _lay_out(self)


class LinesEdit(QPlainTextEdit):
    """A long text without line feeds, shown in several lines; Tab and Enter leave it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def text(self) -> str:
        """The text; pasted line feeds are blanks."""
        return " ".join(self.toPlainText().split("\n"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the form."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _lay_out(form: EditionFields) -> None:
    """Put the fields of a form in their places."""
    halves = QHBoxLayout(form.body)
    halves.setContentsMargins(0, 0, 0, 0)
    halves.setSpacing(style.L)
    left = _paper(form.title, form.source, _scrolled(_left_fields(form)))
    left.setFixedWidth(LEFT)
    halves.addWidget(left)
    halves.addWidget(_paper(*_right(form)), 1)
    whole = QVBoxLayout(form)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(form.body)


def _left_fields(form: EditionFields) -> QWidget:
    tr = form.tr
    fields = QWidget()
    fields.setObjectName("fields")
    grid = QGridLayout()
    grid.setHorizontalSpacing(style.S)
    grid.setVerticalSpacing(style.XS)
    grid.setColumnMinimumWidth(0, LABEL_WIDTH)
    grid.setColumnStretch(3, 1)
    form.name.setFixedHeight(66)
    form.code.setFixedWidth(190)
    form.valid_from.setFixedWidth(190)
    form.valid_from.setPlaceholderText(tr("ngày/tháng/năm"))
    form.cutoff.setPlaceholderText(tr("giờ:phút"))
    form.cutoff.setFixedWidth(84)
    grid.addWidget(buddy(tr("Tê&n"), form.name), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(form.name, 0, 1, 1, 3)
    for row, (first, one, second, other) in enumerate(
        (
            (buddy(tr("&Mã"), form.code), form.code, buddy(tr("Lĩnh &vực"), form.sector), form.sector),
            (buddy(tr("Áp &dụng từ"), form.valid_from), form.valid_from, None, form.ended),
        ),
        start=1,
    ):
        grid.addWidget(first, row, 0)
        grid.addWidget(one, row, 1)
        if second is not None:
            grid.addWidget(second, row, 2)
        grid.addWidget(other, row, 3)
    rest = QHBoxLayout()
    rest.setSpacing(style.S)
    rest.addWidget(form.supplement, 1)
    rest.addWidget(buddy(tr("&Giờ chốt"), form.cutoff))
    rest.addWidget(form.cutoff)
    grid.addWidget(buddy(tr("Bổ &sung"), form.supplement), 3, 0)
    grid.addLayout(rest, 3, 1, 1, 3)
    grid.addWidget(form.payment_stops, 4, 1, 1, 3)
    column = QVBoxLayout(fields)
    column.setContentsMargins(0, 0, style.S, 0)
    column.setSpacing(style.S)
    column.addLayout(grid)
    for part in (hairline(), form.limits, hairline(), form.fees):
        column.addWidget(part)
    column.addStretch(1)
    return fields


def _right(form: EditionFields) -> tuple[QWidget | QLayout, ...]:
    rows = QHBoxLayout()
    rows.setSpacing(style.S)
    for button in form.buttons.values():
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(button.text().split("  ")[0])
        rows.addWidget(button)
    rows.addStretch(1)
    form.note.setFixedHeight(52)
    note = QHBoxLayout()
    note.setSpacing(style.S)
    note.addWidget(buddy(form.tr("Ghi &chú"), form.note), 0, Qt.AlignmentFlag.AlignTop)
    note.addWidget(form.note, 1)
    ends = QHBoxLayout()
    ends.setSpacing(style.S)
    ends.addWidget(form.save_button)
    ends.addWidget(form.back_button)
    ends.addStretch(1)
    hint = label(form.tr("Gõ để sửa ô · Alt+↑ Alt+↓ đổi chỗ · phím cách đánh dấu “nếu có”"), "small")
    heading = _heading(form.tr("THÀNH PHẦN HỒ SƠ"), hint)
    steps = _heading(form.tr("CÁC BƯỚC GIẢI QUYẾT"), form.step_sum)
    form.steps.setFixedHeight(STEPS_HEIGHT)
    return heading, form.components, rows, steps, form.steps, note, form.message, ends


def _heading(words: str, beside: QWidget) -> QLayout:
    """A heading with something small at its right end."""
    line = QHBoxLayout()
    line.addWidget(label(words, "section"))
    line.addStretch(1)
    line.addWidget(beside)
    return line


def _scrolled(content: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setWidget(content)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll


def _paper(*parts: QWidget | QLayout) -> QFrame:
    """A sheet with its parts below each other; the one that scrolls takes the room."""
    sheet = QFrame()
    sheet.setObjectName("paper")
    column: QBoxLayout = QVBoxLayout(sheet)
    column.setContentsMargins(style.L, style.M, style.L, style.M)
    column.setSpacing(style.S)
    for part in parts:
        if isinstance(part, QLayout):
            column.addLayout(part)
        else:
            column.addWidget(part, 1 if hasattr(part, "viewport") and part.maximumHeight() > 1000 else 0)
    return sheet
