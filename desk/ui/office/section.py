"""What the sections of the settings share: they know what is unsaved, save off the GUI thread, keep what was typed."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.errors import FolderNotWritable
from desk.settings import Settings, read_settings, write_settings
from desk.ui import background, style
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import failure_words


class Section(QWidget):
    """A sheet of settings.

    Signals:
        edited: what stands in it may differ from what is stored, or no longer does.
    """

    edited = Signal()

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session, self.title = session, title
        self.saving = False
        self.message = Strip()
        self._began: object = None
        self.body = QVBoxLayout()
        self.body.setSpacing(style.M)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(style.M)
        column.addWidget(label(title, "title"))
        column.addLayout(self.body, 1)
        column.addWidget(self.message)

    # --- what an heir says --------------------------------------------------------------------------------------------

    def typed(self) -> object:
        """Everything that stands in the section, to be compared."""
        raise NotImplementedError

    def may_save(self) -> bool:
        """Whether the officer may change anything here."""
        return True

    def first_field(self) -> QWidget:
        """Where the keyboard goes."""
        raise NotImplementedError

    def entered(self) -> None:
        """Ask for what may have changed outside; called when the section comes to the front."""

    def save(self) -> None:
        """Store it."""
        raise NotImplementedError

    def finish_editing(self) -> None:
        """Take what is being typed and not yet taken."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    # --- saving -------------------------------------------------------------------------------------------------------

    def changed(self) -> bool:
        """Whether something stands here that is not stored."""
        return self._began is not None and self.typed() != self._began

    def begun(self) -> None:
        """What stands here now is what is stored."""
        self._began = self.typed()
        self.edited.emit()

    def store(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Run `work` off the GUI thread, then `done` with its outcome; what was typed stays when it fails."""
        if self.saving or not self.may_save():
            return
        self.clear_faults()
        before = self.typed()
        self.saving = True
        self.edited.emit()

        def take(outcome: Any) -> None:
            self.saving, self._began = False, before
            done(outcome)
            self.edited.emit()

        background.run(work, take, self._take_fault)

    def _take_fault(self, fault: Exception) -> None:
        self.saving = False
        self.edited.emit()
        self.show_fault(fault)

    def show_fault(self, fault: Exception) -> None:
        """Say what is wrong and lead to its field."""
        self.message.say(self.words_of(fault), "fault")
        self.lead_to(self.field_of(fault))

    def words_of(self, fault: Exception) -> str:
        """What is said of a fault."""
        return failure_words(fault)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field a fault speaks of."""
        return None

    def lead_to(self, field: QWidget | None) -> None:
        """Put the keyboard into a field that has a fault."""
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            style.mark(field, "fault", True)

    def clear_faults(self) -> None:
        """Forget what was wrong."""
        self.message.silence()
        for field in self.findChildren(QLineEdit):
            if field.property("fault"):
                style.mark(field, "fault", False)


class MachineSection(Section):
    """A section whose keys stand in `settings.toml` of this machine."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__(session, title)
        self.saved_words = self.tr("Đã lưu cài đặt của máy này.")

    def keys(self) -> dict[str, Any]:
        """The keys of `Settings` that are set here."""
        raise NotImplementedError

    def show_settings(self, settings: Settings) -> None:
        """Show what the file says."""
        raise NotImplementedError

    def typed(self) -> object:
        """The keys as they stand."""
        return self.keys()

    def take_settings(self, settings: Settings) -> None:
        """Show the file, unless something unsaved stands here."""
        if not self.changed() and not self.saving:
            self.show_settings(settings)
            self.begun()

    def save(self) -> None:
        """Write these keys; those of other sections stay as the file has them."""
        file, keys = self.session.home.settings, self.keys()

        def work() -> None:
            folder = keys.get("pdf_folder")
            if folder is not None:
                _check_folder(folder)
            write_settings(file, dataclasses.replace(read_settings(file), **keys))

        self.store(work, lambda _nothing: self.say_saved())

    def say_saved(self) -> None:
        """Say that the file has these keys now."""
        self.message.say(self.saved_words, "good")


def _check_folder(folder: Path) -> None:
    """Refuse a folder that papers could not be kept in."""
    if not (folder.is_absolute() and folder.is_dir() and os.access(folder, os.W_OK)):
        raise FolderNotWritable(place=folder)
