"""The office as its papers name it: fields, and the heading as it will stand on paper."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desk.errors import BadNumber, DeskError, MissingField
from desk.printing.words import day_words
from desk.rules.dossier_number import format_number
from desk.rules.instants import vietnam_day
from desk.services.desk import Office
from desk.services.sign_in import may
from desk.services.unit_editing import LIMITS, HeadingGiven, change_heading, heading_of
from desk.ui import style
from desk.ui.intake.rows import add_row, field_grid
from desk.ui.office.section import Section
from desk.ui.office.signers_section import SignersSection
from desk.ui.session import Session
from desk.ui.widgets.labels import buddy, label
from desk.ui.wording import failure_words
from desk.vocabulary import FormEdition

# as desk.printing.letterhead has them, which brings the drawing of papers with it
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
SIZES = (14, 12, 10, 8)  # pixels, largest first: as on paper, the largest that fits is taken
FLOW = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
EDITION_WORDS = {
    FormEdition.TT03_2025: "Thông tư 03/2025/TT-VPCP",
    FormEdition.TT01_2018: "Thông tư 01/2018/TT-VPCP",
}
PAPER_FAMILY = "Liberation Serif, Times New Roman, serif"


class UnitSection(Section):
    """The heading; it is stored together with the signers, as one new edition."""

    def __init__(self, session: Session, signers: SignersSection) -> None:
        super().__init__(session, self.tr("Cơ quan"))
        self.signers = signers
        self.fields = {name: QLineEdit() for name in LIMITS}
        self.edition = QComboBox()
        for one in sorted(FormEdition, reverse=True):
            self.edition.addItem(EDITION_WORDS[one], one.value)
        self.example, self.preview = label("", "small", wrap=True), HeadingPreview()
        self._words = {
            "agency_code": self.tr("&Mã cơ quan"),
            "name": self.tr("&Tên cơ quan"),
            "superior_body": self.tr("Cơ quan &chủ quản"),
            "issuing_body": self.tr("Cơ quan &ban hành"),
            "place": self.tr("Địa &danh"),
            "address": self.tr("Đị&a chỉ"),
            "phone": self.tr("Điện t&hoại"),
            "lookup": self.tr("Nơi t&ra cứu"),
            "form_edition": self.tr("Bộ mẫu &giấy"),
        }
        self._lay_out()
        for field in self.fields.values():
            field.textChanged.connect(self._show_paper)
            field.textChanged.connect(self.edited)
        self.edition.currentIndexChanged.connect(self.edited)
        signers.store_all = self.save
        self.take_office(session.office)

    def _lay_out(self) -> None:
        if not self.may_save():
            self.body.addWidget(label(self.tr("Chỉ đọc: lãnh đạo hoặc quản trị sửa thông tin cơ quan."), "small"))
        holder = QWidget()
        grid = field_grid(holder)
        for name, field in self.fields.items():
            field.setMaxLength(LIMITS[name])
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
            field.setReadOnly(not self.may_save())
            if name == "agency_code":
                field.setFixedWidth(200)
                add_row(grid, buddy(self._words[name], field), field, self.example)
            elif name == "phone":
                field.setFixedWidth(200)
                add_row(grid, buddy(self._words[name], field), field, *self._edition_fields())
            else:
                add_row(grid, buddy(self._words[name], field), field)
        self.body.addWidget(holder)
        self.body.addWidget(label(self.tr("TRÊN GIẤY"), "section"))
        self.body.addWidget(self.preview)
        self.body.addStretch(1)

    def _edition_fields(self) -> tuple[QWidget, ...]:
        """The set of forms, beside another field: the sheet is full."""
        self.edition.setEnabled(self.may_save())
        self.edition.setFixedWidth(240)
        self.edition.setToolTip(self.tr("Cho hồ sơ nhận từ khi lưu; hồ sơ đã có in theo bộ mẫu của nó."))
        return buddy(self._words["form_edition"], self.edition), self.edition, label(self.tr("cho hồ sơ mới"), "small")

    def typed(self) -> object:
        """The fields."""
        return (*(field.text() for field in self.fields.values()), self.edition.currentData())

    def may_save(self) -> bool:
        """Leaders and administrators."""
        return may(self.session.officer, "edit-unit")

    def first_field(self) -> QWidget:
        """The agency code."""
        return self.fields["agency_code"]

    def take_office(self, office: Office) -> None:
        """Show the heading in force, unless something unsaved stands here."""
        if not self.changed() and not self.saving:
            heading = heading_of(office)
            for name, field in self.fields.items():
                field.setText(getattr(heading, name))
            self.edition.setCurrentIndex(self.edition.findData(office.unit.form_edition))
            self.begun()
            self._show_paper()

    def save(self) -> None:
        """Store heading and signers as a new edition."""
        self.signers.finish_editing()
        texts = {name: field.text() for name, field in self.fields.items()}
        edition = FormEdition(self.edition.currentData())
        given = HeadingGiven(**texts, signers=self.signers.given(), form_edition=edition)
        signed = self.signers.typed()
        desk, officer = self.session.desk, self.session.officer

        def done(office: Office) -> None:
            self.signers.settle_at(signed)
            self.session.work_by(office)
            words = self.tr("Đã lưu: giấy tờ in từ bây giờ mang thông tin này; hồ sơ đã có giữ nguyên số.")
            for section in (self, self.signers):
                section.message.say(words, "good")

        self.signers.message.silence()
        self.store(lambda: change_heading(desk, officer, given), done)

    def show_fault(self, fault: Exception) -> None:
        """A fault of the signers is told where they are."""
        if self.signers.concerns(fault):
            self.signers.show_fault(fault)
        else:
            super().show_fault(fault)
            self.signers.message.say(self.words_of(fault), "fault")

    def words_of(self, fault: Exception) -> str:
        """A field is called as its label is."""
        name = self._name_of(fault)
        if isinstance(fault, MissingField) and name in self._words:
            lacking = self._words[name].replace("&", "").lower()
            return self.tr("Chưa có {field}; hãy bổ sung mục này.").format(field=lacking)
        if isinstance(fault, BadNumber):
            return self.tr("Mã cơ quan này không làm nên số hồ sơ; hãy gõ như trên giấy đã in, ví dụ 000.00.17.H21.")
        return super().words_of(fault)

    def field_of(self, fault: Exception) -> QWidget | None:
        """The field a fault speaks of."""
        return self.fields.get(self._name_of(fault))

    def _name_of(self, fault: Exception) -> str:
        name = str(getattr(fault, "facts", {}).get("field", ""))
        return "agency_code" if isinstance(fault, BadNumber) else name

    def _show_paper(self) -> None:
        """The heading as it would print, and a number as it would be issued."""
        text = {name: field.text() for name, field in self.fields.items()}
        now = self.session.desk.clock.now()
        self.preview.show_heading(text["superior_body"], text["issuing_body"], text["place"], now)
        try:
            number = format_number(text["agency_code"].strip(), vietnam_day(now), 1)
            self.example.setText(self.tr("số hồ sơ sẽ như {number}").format(number=number))
            self.example.setToolTip("")
        except DeskError as fault:
            self.example.setText(self.tr("chưa thành số hồ sơ"))
            self.example.setToolTip(failure_words(fault))


class HeadingPreview(QWidget):
    """The two blocks that every paper opens with, black on white in light and dark."""

    def __init__(self) -> None:
        super().__init__()
        self._superior, self._issuing, self._dated = "", "", ""
        self.setFixedHeight(92)
        self.setAccessibleName(self.tr("Đầu giấy tờ"))

    def show_heading(self, superior: str, issuing: str, place: str, at: dt.datetime) -> None:
        """Show these lines."""
        self._superior, self._issuing = superior.upper(), issuing.upper()
        self._dated = f"{place}, {day_words(at)}"
        self.setAccessibleDescription("\n".join((superior, issuing, self._dated)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the blocks side by side."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(style.current().line))
        painter.setBrush(QColor("white"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.setPen(QColor("black"))
        whole = QRectF(self.rect()).adjusted(style.L, style.S, -style.L, 0)
        right = QRectF(whole.center().x(), whole.top(), whole.width() / 2, whole.height())
        left = QRectF(whole.left(), whole.top(), whole.width() / 2 - style.L, whole.height())
        size = next((size for size in SIZES if self._height(left, size) <= left.height() - style.S), SIZES[-1])
        below = _line(painter, left, self._superior, _font(size))
        below = _line(painter, below, self._issuing, _font(size, bold=True))
        _rule(painter, below, 110)
        below = _line(painter, right, COUNTRY, _font(SIZES[0], bold=True))
        below = _line(painter, below, MOTTO, _font(SIZES[0], bold=True))
        _rule(painter, below, 170)
        _line(painter, below.adjusted(0, 8, 0, 0), self._dated, _font(SIZES[0], italic=True))
        painter.end()

    def _height(self, where: QRectF, size: int) -> float:
        """The pixels that the two lines of the office need."""
        lines = (self._superior, _font(size)), (self._issuing, _font(size, bold=True))
        return sum(_needed(where, text, font) for text, font in lines)


def _font(size: int, *, bold: bool = False, italic: bool = False) -> QFont:
    font = QFont(PAPER_FAMILY.split(", "))
    font.setPixelSize(size)
    font.setBold(bold)
    font.setItalic(italic)
    return font


def _needed(where: QRectF, text: str, font: QFont) -> float:
    return QFontMetricsF(font).boundingRect(where, FLOW, text).height() if text else 0.0


def _line(painter: QPainter, where: QRectF, text: str, font: QFont) -> QRectF:
    """Write a line, broken where it must; returns what is left below it."""
    painter.setFont(font)
    painter.drawText(where, FLOW, text)
    return where.adjusted(0, _needed(where, text, font), 0, 0)


def _rule(painter: QPainter, where: QRectF, length: float) -> None:
    middle, y = where.center().x(), where.top() + 3
    painter.drawLine(int(middle - length / 2), int(y), int(middle + length / 2), int(y))
