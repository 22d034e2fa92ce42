"""One dossier laid out on paper: what was received, from whom, which papers, what happened, what was promised."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.rules.identity import mask_id
from desk.services.dossiers import DossierShown
from desk.services.intake_request import PartyGiven
from desk.services.procedure_words import RETURN_WORDS, fee_text
from desk.services.steps import ResultGiven
from desk.ui import style
from desk.ui.dossiers.dossier_reading import Opened
from desk.ui.dossiers.dossier_side import FilesSection, MoneySection, PlaceSection, RequestsSection, VisitSection
from desk.ui.dossiers.due_panel import DuePanel, PausesSection, PromisesSection
from desk.ui.dossiers.messages_section import MessagesSection
from desk.ui.dossiers.sections import NAME_WIDTH, Lines, Section
from desk.ui.dossiers.timeline import Timeline
from desk.ui.dossiers.trade_words import CHANNEL_WORDS, counts, when
from desk.ui.papers.paper_names import PAPER_WORDS
from desk.ui.widgets.labels import Strip, label
from desk.vocabulary import PDF_FOLDER, PartyKind, Status

SIDE_WIDTH = 420


class DossierSheet(QWidget):
    """The sheets of one dossier; made anew when something of it changed.

    Signals:
        unmasked: the identity number is to be shown whole (True), or was hidden again.
        dossier_asked: another dossier (its number) shall be opened.
        charges_asked: the money of the dossier shall be taken.
        files_asked: its files shall be shown.
        messages_asked: its messages shall be shown.
        decided: a request (`RequestShown`) shall be agreed to (True) or turned down.
    """

    unmasked = Signal(bool)
    dossier_asked = Signal(str)
    charges_asked = Signal()
    files_asked = Signal()
    messages_asked = Signal()
    decided = Signal(object, bool)

    def __init__(self, opened: Opened, *, unmasked: bool, may_charge: bool = False) -> None:
        super().__init__()
        self.setObjectName("fields")
        shown = opened.shown
        self.due = DuePanel(shown, opened.why)
        self.identity = label("")
        self.reveal = QPushButton()
        self.reveal.setProperty("role", "link")
        self.reveal.clicked.connect(self.toggle_identity)
        self._number = shown.applicant.personal_id or ""
        self._unmasked = unmasked
        self._show_identity()
        left, right = QVBoxLayout(), QVBoxLayout()
        if shown.corrected:
            left.addWidget(self._correction_notice())
        files = FilesSection(opened.files)
        files.asked.connect(self.files_asked)
        for widget in (self._facts(shown), self._components(shown), files, Timeline(shown.events, shown.collection)):
            left.addWidget(widget)
        for widget in self._beside(opened, may_charge=may_charge):
            widget.setFixedWidth(SIDE_WIDTH)
            right.addWidget(widget)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.L, style.M, style.L, style.L)
        row.setSpacing(style.L)
        for column in (left, right):
            column.setSpacing(style.M)
            column.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(right)

    def _beside(self, opened: Opened, *, may_charge: bool) -> list[Section]:
        """The sheets of the right side; what never happened takes no room."""
        shown = opened.shown
        money = MoneySection(opened.money, may_charge=may_charge)
        money.asked.connect(self.charges_asked)
        found: list[Section] = [self.due, PlaceSection(shown)]
        if opened.requests:
            requests = RequestsSection(opened.requests)
            requests.decided.connect(self.decided)
            found.insert(0 if requests.pending else 2, requests)  # somebody is waited for
        found += [PausesSection(shown), PromisesSection(shown), money]
        if opened.visit:
            visit = VisitSection(opened.visit)
            visit.asked.connect(self.dossier_asked)
            found.append(visit)
        told = MessagesSection(shown.notify, opened.messages)
        told.asked.connect(self.messages_asked)
        return [*found, told, self._papers(shown)]

    def _correction_notice(self) -> QWidget:
        notice = Strip()
        notice.say(
            self.tr(
                "Thông tin đã được sửa sau khi tiếp nhận: giấy mới thay giấy cũ, giấy in trước lần sửa hết giá trị."
            ),
            "warn",
        )
        return notice

    def toggle_identity(self) -> None:
        """Show the whole identity number, or mask it again."""
        if self._number and not self._unmasked:
            self.unmasked.emit(True)  # shown once an entry says so
        elif self._number:
            self.show_identity(whole=False)
            self.unmasked.emit(False)

    def show_identity(self, *, whole: bool) -> None:
        """Show the number whole, or masked."""
        self._unmasked = whole
        self._show_identity()

    def _show_identity(self) -> None:
        self.identity.setText(self._number if self._unmasked else mask_id(self._number))
        self.reveal.setText(self.tr("Ẩn số   F2") if self._unmasked else self.tr("Hiện số   F2"))
        self.reveal.setAccessibleName(self.tr("Ẩn số giấy tờ") if self._unmasked else self.tr("Hiện số giấy tờ"))

    def _facts(self, shown: DossierShown) -> Section:
        section = Section(self.tr("HỒ SƠ"))
        section.add(label(shown.procedure_name, "title", wrap=True))
        lines = Lines(NAME_WIDTH)
        lines.add(self.tr("Mã, lĩnh vực"), f"{shown.procedure} · {shown.sector}")
        self._party(lines, self.tr("Người nộp"), shown.applicant)
        section.add(lines)
        if self._number:
            section.add(self._identity_row())
        lines = Lines(NAME_WIDTH)
        if shown.applicant.phone:
            lines.add(self.tr("Điện thoại"), shown.applicant.phone)
        if shown.applicant.email:
            lines.add(self.tr("E-mail"), shown.applicant.email)
        if shown.applicant.address:
            lines.add(self.tr("Địa chỉ"), shown.applicant.address)
        if shown.authorised_person is not None:
            self._party(lines, self.tr("Người được ủy quyền"), shown.authorised_person)
        received = f"{when(shown.received_at)} {CHANNEL_WORDS[shown.channel]} · {shown.officer}"
        lines.add(self.tr("Tiếp nhận"), received + (self.tr(" · nhập bù") if shown.back_entry else ""))
        if shown.submitted_at is not None:
            lines.add(self.tr("Người nộp gửi lúc"), when(shown.submitted_at))
        if shown.outside_number:
            lines.add(self.tr("Mã hồ sơ nơi khác"), shown.outside_number)
        if shown.valid_at is not None and shown.valid_at != shown.received_at:
            lines.add(self.tr("Hồ sơ hợp lệ"), when(shown.valid_at))
        lines.add(self.tr("Trả kết quả tại"), RETURN_WORDS[shown.return_channel])
        if fee := fee_text(shown.fee):
            lines.add(self.tr("Phí, lệ phí"), fee)
        if shown.result is not None:
            lines.add(self.tr("Kết quả"), self._result(shown.result))
        section.add(lines)
        return section

    def _result(self, result: ResultGiven) -> str:
        parts = (
            self.tr("số {number}").format(number=result.number) if result.number else "",
            self.tr("ngày {day}").format(day=f"{result.day:%d/%m/%Y}") if result.day else "",
            self.tr("{signer} ký").format(signer=result.signer) if result.signer else "",
        )
        return ", ".join(part for part in parts if part)

    def _party(self, lines: Lines, name: str, party: PartyGiven) -> None:
        words = party.name
        if party.kind is PartyKind.ORGANISATION:
            words += self.tr(" (tổ chức)")
        if party.representative:
            words += self.tr(" · đại diện: {name}").format(name=party.representative)
        lines.add(name, words)

    def _identity_row(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(style.M)
        name = label(self.tr("Số giấy tờ"), "muted")
        name.setFixedWidth(NAME_WIDTH)
        row.addWidget(name)
        row.addWidget(self.identity)
        row.addWidget(self.reveal)
        row.addStretch(1)
        return made

    def _components(self, shown: DossierShown) -> Section:
        section = Section(self.tr("THÀNH PHẦN HỒ SƠ ({count})").format(count=len(shown.components)))
        lines = Lines(24, ruled=True)
        for at, one in enumerate(shown.components, start=1):
            lines.add(str(at), f"{one.name} — {counts(one)}")
        if shown.components:
            section.add(lines)
        else:
            section.say(self.tr("Không ghi thành phần nào."))
        return section

    def _papers(self, shown: DossierShown) -> Section:
        section = Section(self.tr("GIẤY ĐÃ IN"))
        lines = Lines(136)
        for paper in shown.papers:
            words = self.tr("{form}, bản {copy} · {printer}").format(
                form=PAPER_WORDS.get(paper.form, paper.form),
                copy=paper.copy,
                printer=self.tr("tệp PDF") if paper.printer == PDF_FOLDER else paper.printer,
            )
            lines.add(when(paper.made_at), words)
        if shown.papers:
            section.add(lines)
        if shown.status is Status.VOIDED:
            section.say(self.tr("Số đã hủy: không in giấy nữa."))
        elif not shown.papers:
            section.say(self.tr("Chưa in giấy nào. F8 để in giấy tiếp nhận."))
        return section
