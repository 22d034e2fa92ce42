"""The small groups of fields that a step's dialog is made of: words, receiver, appointment, cause, ground, result."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desk.errors import BadValue
from desk.messages import CAUSE_WORDS
from desk.rules.instants import VIETNAM, in_vietnam, parse_day
from desk.services.steps import ResultGiven
from desk.ui import style
from desk.ui.dossiers.dossier_reading import Opened
from desk.ui.dossiers.step_choices import grounds
from desk.ui.dossiers.step_words import step_words
from desk.ui.dossiers.trade_words import DISCONTINUE_WORDS
from desk.ui.intake.person_fields import day_of_document
from desk.ui.widgets.labels import buddy
from desk.vocabulary import DelayCause, DiscontinueReason, Verb

NOTE_HEIGHT = 88
_TIME = re.compile(r"(\d{1,2})(?:[:hg. ]?(\d{2}))?", re.ASCII)
_BODY = "\N{SYMBOL FOR NULL}"  # no login: what stands for another body in the list


class Unfilled(Exception):
    """A group lacks something: the sentence that asks for it, and the field."""

    def __init__(self, words: str, field: QWidget) -> None:
        super().__init__(words)
        self.words, self.field = words, field


class Group(QWidget):
    """Some fields of a step. `kept` is what was typed, in a form that `keep` puts back."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__()
        self.verb, self.opened = verb, opened
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(style.S)

    def first(self) -> QWidget:
        """The field to begin with."""
        raise NotImplementedError

    def given(self) -> Mapping[str, Any]:
        """What was typed, as fields of `StepAsked`. Raises: Unfilled, DeskError."""
        raise NotImplementedError

    def kept(self) -> Any:
        """What was typed."""
        raise NotImplementedError

    def keep(self, typed: Any) -> None:
        """Put back what was typed."""
        raise NotImplementedError

    def ask(self, words: str, field: QWidget) -> None:
        """Put a labelled field below what is there."""
        self.column.addWidget(buddy(words, field))
        self.column.addWidget(field)


class NoteGroup(Group):
    """Words that are left with the step; some steps are nothing without them."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        words = step_words(verb, opened.shown.life.supplements)
        self._needed = words.needed
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(NOTE_HEIGHT if words.needed else NOTE_HEIGHT * 2 // 3)
        self.edit.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.ask(words.note, self.edit)

    def first(self) -> QWidget:
        """The words."""
        return self.edit

    def given(self) -> Mapping[str, Any]:
        """The note. Raises: Unfilled."""
        note = self.edit.toPlainText().strip()
        if self._needed and not note:
            raise Unfilled(self._needed, self.edit)
        return {"note": note or None}

    def kept(self) -> str:
        """The words as typed."""
        return self.edit.toPlainText()

    def keep(self, typed: Any) -> None:
        """Put the words back."""
        self.edit.setPlainText(typed)


class GroundGroup(Group):
    """On which ground a dossier is discontinued; only those that hold now."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        self.box = QComboBox()
        for one in grounds(opened.shown):
            _add(self.box, DISCONTINUE_WORDS[one], one.value)
        self.ask(self.tr("&Căn cứ"), self.box)

    def first(self) -> QWidget:
        """The list."""
        return self.box

    def given(self) -> Mapping[str, Any]:
        """The ground."""
        chosen = self.box.currentData()  # Qt hands a plain text back
        return {"reason": DiscontinueReason(chosen) if chosen else None}

    def kept(self) -> str:
        """The ground chosen."""
        return str(self.box.currentData())

    def keep(self, typed: Any) -> None:
        """Choose it again, where it still holds."""
        _choose(self.box, typed)


class CauseGroup(Group):
    """Why a promise cannot be kept."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        self.box = QComboBox()
        for one in DelayCause:
            _add(self.box, CAUSE_WORDS[one], one.value)
        self.ask(self.tr("&Nguyên nhân, ghi trong thư xin lỗi"), self.box)

    def first(self) -> QWidget:
        """The list."""
        return self.box

    def given(self) -> Mapping[str, Any]:
        """The cause."""
        return {"cause": DelayCause(self.box.currentData())}

    def kept(self) -> str:
        """The cause chosen."""
        return str(self.box.currentData())

    def keep(self, typed: Any) -> None:
        """Choose it again."""
        _choose(self.box, typed)


class ReceiverGroup(Group):
    """Whom a dossier is handed to: an officer of the list, or another body by its name."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        self.box, self.body = QComboBox(), QLineEdit()
        not_to = opened.me if verb is Verb.HAND_OVER else None  # nobody hands a dossier to oneself
        others = [one for one in opened.receivers if one.login != not_to]
        if len(others) > 1:  # nobody is chosen by being the first
            self.box.addItem(self.tr("Chọn người…"), "")
        for one in others:
            self.box.addItem(f"{one.name} ({one.login})", one.login)
        if verb is Verb.HAND_OVER:
            self.box.addItem(self.tr("Cơ quan, đơn vị khác…"), _BODY)
        self.ask(self.tr("&Chuyển đến") if verb is Verb.HAND_OVER else self.tr("Gia&o cho"), self.box)
        name = buddy(self.tr("&Tên cơ quan, đơn vị"), self.body)
        for widget in (name, self.body):
            self.column.addWidget(widget)
        self._of_body = (name, self.body)
        self.box.currentIndexChanged.connect(self._chosen)
        self._chosen()

    def first(self) -> QWidget:
        """The list."""
        return self.box

    def given(self) -> Mapping[str, Any]:
        """The login or the body's name. Raises: Unfilled."""
        chosen = self.box.currentData()
        if chosen is None:
            raise Unfilled(self.tr("Không có người nào khác để giao hồ sơ."), self.box)
        if not chosen:
            raise Unfilled(self.tr("Hãy chọn người nhận hồ sơ."), self.box)
        body = self.body.text().strip()
        if chosen == _BODY and not body:
            raise Unfilled(self.tr("Hãy ghi tên cơ quan, đơn vị nhận hồ sơ."), self.body)
        return {"to": body if chosen == _BODY else chosen}

    def kept(self) -> tuple[str, str]:
        """Whom, and the body's name."""
        return str(self.box.currentData()), self.body.text()

    def keep(self, typed: Any) -> None:
        """Choose and name them again."""
        _choose(self.box, typed[0])
        self.body.setText(typed[1])

    def _chosen(self) -> None:
        for widget in self._of_body:
            widget.setVisible(self.box.currentData() == _BODY)


class UntilGroup(Group):
    """The new appointment, proposed by the clock."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        self.day, self.time = QLineEdit(), QLineEdit()
        if opened.until is not None:
            until = in_vietnam(opened.until)
            self.day.setText(f"{until:%d/%m/%Y}")
            self.time.setText(f"{until:%H:%M}")
        self.day.setFixedWidth(140)
        self.time.setFixedWidth(90)
        row = QHBoxLayout()
        row.setSpacing(style.S)
        for words, field in ((self.tr("Hẹn lại ngà&y"), self.day), (self.tr("&lúc"), self.time)):
            row.addWidget(buddy(words, field))
            row.addWidget(field)
        row.addStretch(1)
        self.column.addLayout(row)

    def first(self) -> QWidget:
        """The day."""
        return self.day

    def given(self) -> Mapping[str, Any]:
        """The moment. Raises: Unfilled, BadDay, BadValue."""
        day = typed_day(self.day.text(), "until")
        if day is None:
            raise Unfilled(self.tr("Hãy ghi ngày hẹn lại."), self.day)
        return {"until": dt.datetime.combine(day, typed_time(self.time.text(), "until"), VIETNAM)}

    def kept(self) -> tuple[str, str]:
        """Day and time as typed."""
        return self.day.text(), self.time.text()

    def keep(self, typed: Any) -> None:
        """Put them back."""
        self.day.setText(typed[0])
        self.time.setText(typed[1])


class ResultGroup(Group):
    """The paper that a finish brings; all of it may be left empty."""

    def __init__(self, verb: Verb, opened: Opened) -> None:
        super().__init__(verb, opened)
        self.number, self.day, self.signer = QLineEdit(), QLineEdit(f"{opened.day:%d/%m/%Y}"), QComboBox()
        self.signer.setEditable(True)
        for one in opened.signers:
            self.signer.addItem(one.name)
        row = QHBoxLayout()
        row.setSpacing(style.M)
        for words, field in ((self.tr("&Số kết quả"), self.number), (self.tr("Ngà&y"), self.day)):
            cell = QVBoxLayout()
            cell.setSpacing(style.S)
            cell.addWidget(buddy(words, field))
            cell.addWidget(field)
            row.addLayout(cell)
        self.day.setFixedWidth(140)
        self.column.addLayout(row)
        self.ask(self.tr("Người &ký"), self.signer)

    def first(self) -> QWidget:
        """The number."""
        return self.number

    def given(self) -> Mapping[str, Any]:
        """The result, or none. Raises: BadDay."""
        number, signer = self.number.text().strip() or None, self.signer.currentText().strip() or None
        result = ResultGiven(number, typed_day(self.day.text(), "result_day"), signer)
        return {"result": None if result == ResultGiven() else result}

    def kept(self) -> tuple[str, str, str]:
        """Number, day and signer as typed."""
        return self.number.text(), self.day.text(), self.signer.currentText()

    def keep(self, typed: Any) -> None:
        """Put them back."""
        self.number.setText(typed[0])
        self.day.setText(typed[1])
        self.signer.setCurrentText(typed[2])


def typed_day(text: str, field: str) -> dt.date | None:
    """The day meant by `4/12/2026` or `04122026`; None where nothing was typed. Raises: BadDay."""
    return parse_day(day_of_document(text), field) if text.strip() else None


def typed_time(text: str, field: str) -> dt.time:
    """The time of day meant by `17:00`, `17h30` or `17`. Raises: BadValue."""
    found = _TIME.fullmatch(text.strip())
    try:
        if found:
            return dt.time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass  # 25:00 is said to be what it is: no time
    raise BadValue(field=field, value=text[:40])


def _add(box: QComboBox, words: str, value: str) -> None:
    box.addItem(f"{words[:1].upper()}{words[1:]}", value)


def _choose(box: QComboBox, value: object) -> None:
    at = box.findData(value)
    if at >= 0:
        box.setCurrentIndex(at)
