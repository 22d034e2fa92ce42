"""The pages of the rating screen: each shows one thing and says what was tapped."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk.services.kiosk_screen import KioskView, OfficerShown, Questions, StageShown, Subject, Words
from desk.ui.kiosk.choices import Choice
from desk.ui.kiosk.faces import FaceButton, FacePicture
from desk.ui.kiosk.look import Measure
from desk.ui.widgets.labels import label
from desk.vocabulary import RatingLevel


class KioskPage(QWidget):
    """A page of the screen; `fit` gives it the sizes of the window. `felt`: somebody is there and not done yet."""

    felt = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def say(self, role: str, words: str = "") -> QLabel:
        """A centred text of the page that wraps."""
        made = label(words, role, wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
        return made

    def fit(self, sizes: Measure) -> None:
        """Take the sizes on."""
        self.column.setSpacing(sizes.gap)


class RestPage(KioskPage):
    """What this screen is for, and the way in for those who were not asked."""

    walk_in_asked = Signal()
    again_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = self.say("title", self.tr("Xin cảm ơn ông/bà"))
        self._text = self.say("body")
        self.again = QPushButton(self.tr("Đánh giá lượt vừa rồi"))
        self.again.clicked.connect(self.again_asked)
        self.walk_in = QPushButton(self.tr("Đánh giá cán bộ"))
        for button in (self.again, self.walk_in):
            button.setProperty("role", "rest")
            button.setAccessibleName(button.text())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.walk_in.clicked.connect(self.walk_in_asked)
        self.column.addStretch(3)
        self.column.addWidget(self._title)
        self.column.addWidget(self._text)
        self.column.addStretch(2)
        for button in (self.again, self.walk_in):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(3)

    def show_view(self, view: KioskView | None, *, again: bool) -> None:
        """Offer what can be done now; `again` when the stage at the counter was asked about and not answered."""
        ready = view is not None and view.questions is not None
        self.again.setVisible(ready and again)
        self.walk_in.setVisible(view is not None and ready and bool(view.officers))
        self._text.setText(
            self.tr(
                "Khi quầy nhận hồ sơ hoặc trả kết quả xong, màn hình này sẽ hỏi ông/bà có hài lòng không.\n"
                "Phiếu đánh giá không ghi tên, số hồ sơ hay giờ."
            )
            if ready
            else self.tr("Màn hình đánh giá sẽ sẵn sàng khi quầy bắt đầu làm việc.")
        )


class OfficersPage(KioskPage):
    """The officers of the office, a page of them at a time."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._question = self.say("question", self.tr("Ông/bà muốn đánh giá ai?"))
        self._grid = QGridLayout()
        self.more = QPushButton(self.tr("Xem tên khác"))
        self.more.setAccessibleName(self.more.text())
        self.more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more.clicked.connect(self._turn)
        self.column.addWidget(self._question)
        self.column.addStretch(1)
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._officers: tuple[OfficerShown, ...] = ()
        self._first = 0
        self._sizes: Measure | None = None
        self.buttons: list[Choice] = []

    def show_officers(self, officers: tuple[OfficerShown, ...]) -> None:
        """Start with the first of these."""
        self._officers, self._first = officers, 0
        self._fill()

    def fit(self, sizes: Measure) -> None:
        """Take the sizes on: two columns upright, three across."""
        super().fit(sizes)
        self._sizes = sizes
        self._grid.setSpacing(sizes.gap)
        self._fill()

    def _turn(self) -> None:
        self.felt.emit()
        self._first += self._room()
        if self._first >= len(self._officers):
            self._first = 0
        self._fill()

    def _room(self) -> int:
        return 10 if self._sizes is not None and self._sizes.portrait else 9

    def _fill(self) -> None:
        sizes = self._sizes
        if sizes is None:
            return
        clear(self.buttons)
        shown = self._officers[self._first : self._first + self._room()]
        for at, officer in enumerate(shown):
            button = Choice(officer.login, officer.name, self.buttons, checkable=False)
            button.set_size(sizes.words, round(sizes.button * 1.1))
            button.clicked.connect(self._tell)
            self.buttons.append(button)
            self._grid.addWidget(button, *divmod(at, 2 if sizes.portrait else 3))
        self.more.setVisible(len(self._officers) > self._room())

    def _tell(self) -> None:
        sender = self.sender()
        assert isinstance(sender, Choice)
        self.chosen.emit(next(one for one in self._officers if one.login == sender.code))


class QuestionPage(KioskPage):
    """The question, whom and what it is about, and the four faces."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._question = self.say("question")
        self._about = self.say("body")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.column.addWidget(self._question)
        self.column.addWidget(self._about)
        self.column.addLayout(self._row, 1)
        self.faces: list[FaceButton] = []
        self._least = 0
        self._sizes: Measure | None = None

    def ask(self, questions: Questions, subject: Subject) -> None:
        """Ask about a stage or an officer."""
        self._question.setText(questions.question)
        self._about.setText(self._words_for(subject))
        if [(face.level, face.text()) for face in self.faces] != [
            (RatingLevel(one.code), one.words) for one in questions.levels
        ]:
            clear(self.faces)
            for one in questions.levels:
                face = FaceButton(RatingLevel(one.code), one.words)
                face.clicked.connect(self._tell)
                self.faces.append(face)
                self._row.addWidget(face, 1)
        self._size_faces()

    def fit_faces(self, sizes: Measure, least: int) -> None:
        """Take the sizes on; `least` is the width in pixels that a face must have at least."""
        super().fit(sizes)
        self._sizes, self._least = sizes, least
        upright = QBoxLayout.Direction.TopToBottom if sizes.portrait else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(upright)
        self._row.setSpacing(sizes.gap)
        self._size_faces()

    def _size_faces(self) -> None:
        for face in self.faces:
            if self._sizes is not None:
                face.set_size(round(self._sizes.words * (1.25 if self._sizes.portrait else 1)), self._least)

    def _words_for(self, subject: Subject) -> str:
        officer = subject.name if isinstance(subject, OfficerShown) else subject.officer
        parts = [self.tr("Lĩnh vực: %s") % subject.sector] if isinstance(subject, StageShown) else []
        parts += [self.tr("Công chức: %s") % officer] if officer else []
        return " · ".join(parts)

    def _tell(self) -> None:
        sender = self.sender()
        assert isinstance(sender, FaceButton)
        self.answered.emit(sender.level)


class ReasonsPage(KioskPage):
    """The reasons that a dissatisfied citizen may tick."""

    def __init__(self) -> None:
        super().__init__()
        self._question = self.say("question", self.tr("Điều gì làm ông/bà chưa hài lòng?"))
        self._hint = self.say("body", self.tr("Có thể chọn nhiều ý, hoặc không chọn, rồi chạm “Gửi”."))
        self._grid = QGridLayout()
        self.column.addWidget(self._question)
        self.column.addWidget(self._hint)
        self.column.addLayout(self._grid, 1)
        self.chips: list[Choice] = []
        self._sizes: Measure | None = None

    def offer(self, reasons: tuple[Words, ...]) -> None:
        """Show these reasons, none of them ticked."""
        clear(self.chips)
        for one in reasons:
            chip = Choice(one.code, one.words, self.chips, checkable=True)
            chip.toggled.connect(self.felt)
            self.chips.append(chip)
        self._lay()

    def ticked(self) -> tuple[str, ...]:
        """Codes of the ticked reasons."""
        return tuple(chip.code for chip in self.chips if chip.isChecked())

    def fit(self, sizes: Measure) -> None:
        """Take the sizes on: two columns upright, three across."""
        super().fit(sizes)
        self._sizes = sizes
        self._grid.setSpacing(round(sizes.gap * 0.6))
        self._lay()

    def _lay(self) -> None:
        if self._sizes is None:
            return
        for at, chip in enumerate(self.chips):
            chip.set_size(self._sizes.body, round(self._sizes.body * 1.6))
            self._grid.addWidget(chip, *divmod(at, 2 if self._sizes.portrait else 3))


class CorrectionPage(KioskPage):
    """The face that was chosen, and the seconds in which another may be."""

    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = self.say("question")
        self._picture = FacePicture()
        self._count = self.say("body")
        self.change = QPushButton(self.tr("Chạm lại để đổi"))
        self.change.setAccessibleName(self.change.text())
        self.change.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.change.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.change.clicked.connect(self.change_asked)
        self.column.addWidget(self._title)
        self.column.addStretch(1)
        self.column.addWidget(self._picture, 8)
        self.column.addStretch(1)
        self.column.addWidget(self._count)
        self.column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignHCenter)

    def fit(self, sizes: Measure) -> None:
        """Take the sizes on; the face does not grow without end."""
        super().fit(sizes)
        self._picture.setMaximumHeight(sizes.question * 11)

    def show_choice(self, level: RatingLevel, words: str, left: float, whole: float) -> None:
        """Show the choice with the seconds left of the whole time."""
        self._title.setText(self.tr("Ông/bà đã chọn: %s") % words)
        self._count.setText(self.tr("Ý kiến được ghi nhận sau %d giây") % max(round(left + 0.45), 1))
        self._picture.show_level(level, left / whole if whole else 0.0)


class ThanksPage(KioskPage):
    """Thanks, and whether the vote is stored."""

    def __init__(self) -> None:
        super().__init__()
        self._title = self.say("title", self.tr("Cảm ơn ông/bà!"))
        self.text = self.say("body")
        self.column.addStretch(1)
        self.column.addWidget(self._title)
        self.column.addWidget(self.text)
        self.column.addStretch(1)


def clear(buttons: list[Choice] | list[FaceButton]) -> None:
    """Take buttons off the page."""
    gone: Sequence[QWidget] = tuple(buttons)
    buttons.clear()
    for button in gone:
        button.hide()
        button.setParent(None)
        button.deleteLater()
