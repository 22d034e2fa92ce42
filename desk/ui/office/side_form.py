"""What the small forms beside a list share: F9 saves off the GUI thread, Esc goes back, a fault leads to its field."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.ui import background, style
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.wording import failure_words

ASK_AGAIN_MILLISECONDS = 4_000


class SideForm(QWidget):
    """A few fields, a strip and two buttons; what a form of its own says and stores is the heir's.

    Signals:
        saved: it is stored (the sentence that says so).
        left: the officer goes back without saving.
    """

    saved = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._saving = False
        self.back_words = self.tr("&Trở lại   Esc")
        self._began: tuple[object, ...] = ()
        self.title = label("", "title", wrap=True)
        self.message = Strip()
        self.save_button, self.back_button = QPushButton(self.tr("&Lưu   F9")), QPushButton()
        self.save_button.setProperty("role", "primary")
        self.save_button.setAccessibleName(self.tr("Lưu"))
        self.back_button.setAccessibleName(self.tr("Trở lại"))
        self.body = QVBoxLayout()
        self.body.setSpacing(style.S)
        self.fields: dict[str, QLineEdit] = {}
        self.labels: dict[str, QLabel] = {}
        self._asked = QTimer(self)
        self._asked.setSingleShot(True)
        self._asked.setInterval(ASK_AGAIN_MILLISECONDS)
        self._asked.timeout.connect(self._show_buttons)
        self.save_button.clicked.connect(self.save)
        self.back_button.clicked.connect(self.go_back)
        shortcut = QShortcut(QKeySequence("F9"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.save)
        self._lay_out()
        self._show_buttons()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.M)
        column.addWidget(self.title)
        column.addLayout(self.body)
        column.addWidget(self.message)
        column.addStretch(1)
        ends = QHBoxLayout()
        ends.setSpacing(style.S)
        ends.addWidget(self.save_button)
        ends.addWidget(self.back_button)
        ends.addStretch(1)
        column.addLayout(ends)

    def add_field(self, key: str, words: str, *, secret: bool = False, longest: int = 200) -> QLineEdit:
        """A field with its label above; `key` is the name by which faults speak of it."""
        field = QLineEdit()
        field.setMaxLength(longest)
        field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.fields[key] = field
        self.labels[key] = buddy(words, field)
        pair = QVBoxLayout()
        pair.setSpacing(style.XS)
        pair.addWidget(self.labels[key])
        pair.addWidget(field)
        self.body.addLayout(pair)
        return field

    # --- what an heir says --------------------------------------------------------------------------------------------

    def typed(self) -> tuple[object, ...]:
        """Everything that stands in the form, to know whether something was typed."""
        return tuple(field.text() for field in self.fields.values())

    def work(self) -> Callable[[], str] | None:
        """What stores the form off the GUI thread and returns the sentence that says so; None when a fault was said."""
        raise NotImplementedError

    # --- beginning and ending -----------------------------------------------------------------------------------------

    def begun(self) -> None:
        """From now on what is typed is new."""
        self._began = self.typed()
        self.clear_faults()
        self._set_saving(False)
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget:
        """The first field that can be typed into."""
        return next((field for field in self.fields.values() if field.isVisibleTo(self) and field.isEnabled()), self)

    def forget_secrets(self) -> None:
        """Empty the password fields: nothing secret stays in a form that nobody sees."""
        for field in self.fields.values():
            if field.echoMode() is QLineEdit.EchoMode.Password:
                field.clear()

    def changed(self) -> bool:
        """Whether something was typed that is not stored."""
        return self.typed() != self._began

    def go_back(self) -> None:
        """Leave the form; what was typed is thrown away only when asked a second time."""
        if self._saving:
            return
        if self.changed() and not self._asked.isActive():
            self.back_button.setText(self.tr("&Bỏ nội dung? Esc lần nữa"))
            self._asked.start()
            return
        self._asked.stop()
        self.left.emit()

    def save(self) -> None:
        """Store what was typed; nothing typed is lost when it fails."""
        if self._saving:
            return
        self.clear_faults()
        work = self.work()
        if work is not None:
            self._set_saving(True)
            background.run(work, self._take_saved, self._take_fault)

    def _take_saved(self, words: str) -> None:
        self._set_saving(False)
        self._began = self.typed()
        self.saved.emit(words)

    def _take_fault(self, fault: Exception) -> None:
        self._set_saving(False)
        self.show_fault(self.words_of(fault), self.field_of(fault))

    def words_of(self, fault: Exception) -> str:
        """What is said of a fault."""
        return failure_words(fault)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field a fault speaks of."""
        return self.fields.get(str(getattr(fault, "facts", {}).get("field", "")))

    def show_fault(self, words: str, field: QWidget | None) -> None:
        """Say what is wrong and lead to where it can be mended."""
        self.message.say(words, "fault")
        field = field or self.first_field()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            style.mark(field, "fault", True)
            field.selectAll()

    def clear_faults(self) -> None:
        """Forget what was wrong."""
        self.message.silence()
        for field in self.fields.values():
            if field.property("fault"):
                style.mark(field, "fault", False)

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        for field in (*self.findChildren(QLineEdit), *self.findChildren(QCheckBox)):
            field.setReadOnly(saving) if isinstance(field, QLineEdit) else field.setAttribute(
                Qt.WidgetAttribute.WA_TransparentForMouseEvents, saving
            )
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._asked.stop()
        self.save_button.setText(self.tr("Đang lưu…") if self._saving else self.tr("&Lưu   F9"))
        self.save_button.setEnabled(not self._saving)
        self.back_button.setText(self.back_words)
        self.back_button.setEnabled(not self._saving)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back; Enter goes to the next field, and saves from the last one."""
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            shown = [field for field in self.fields.values() if field.isVisibleTo(self)]
            if shown and shown[-1].hasFocus():
                self.save()
            else:
                self.focusNextChild()
        else:
            super().keyPressEvent(event)
