"""What surrounds a dossier on its page: who has it, whose time was used, requests, money, its visit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from desk.messages import CAUSE_WORDS, REQUEST_STATE_WORDS, REQUEST_WORDS
from desk.rules.money import format_vnd
from desk.rules.transitions import ENDED, Place
from desk.services.attachments import AttachmentShown
from desk.services.dossiers import DossierShown
from desk.services.money_words import WAY_WORDS
from desk.services.receipts_shown import ReceiptShown
from desk.services.requests import RequestShown
from desk.ui.dossiers.dossier_reading import Money
from desk.ui.dossiers.sections import Lines, Section
from desk.ui.dossiers.trade_words import when
from desk.ui.widgets.spent_bar import SpentBar
from desk.ui.wording import file_of_words, worked
from desk.vocabulary import ChargeKind, RequestState, Status

NAME = 104
FILES_TOLD = 5  # the window of files shows them all


class PlaceSection(Section):
    """Where the paper is now: who has it and since when; whose working time was used so far."""

    def __init__(self, shown: DossierShown) -> None:
        super().__init__(self.tr("HỒ SƠ ĐANG Ở ĐÂU"))
        lines = Lines(NAME)
        lines.add(self.tr("Đang ở"), self._where(shown), bold=True)
        lines.add(self.tr("Từ"), when(shown.holder.since or shown.received_at))
        spent = shown.spent
        if spent is not None:
            ours = worked(spent.office)
            if spent.budget:
                ours = self.tr("{spent} / {budget} giờ của quy trình").format(spent=ours, budget=spent.budget)
                if spent.over:
                    ours += self.tr(", vượt {over}").format(over=worked(spent.office - spent.budget * 60))
            lines.add(self.tr("Cơ quan giữ"), ours)
            lines.add(self.tr("Nơi khác giữ"), worked(spent.body))
            lines.add(self.tr("Chờ người nộp"), worked(spent.citizen))
        self.add(lines)
        if spent is not None:
            self.add(SpentBar(spent))
        if spent is None:
            self.say(self.tr("Chưa tính được giờ làm việc đã dùng: lịch làm việc chưa đủ năm."))
        elif shown.budgets:
            steps = Lines(24)
            for at, one in enumerate(shown.budgets, start=1):
                words = self.tr("{name} · {desk} · {hours} giờ").format(name=one.name, desk=one.desk, hours=one.hours)
                steps.add(str(at), words)
            self.add(steps)

    def _where(self, shown: DossierShown) -> str:
        holder = shown.holder
        if holder.place is Place.OFFERED:
            return self.tr("chờ {name} nhận").format(name=holder.name)
        if holder.place is not Place.COUNTER:
            return str(holder.name)
        if shown.status in ENDED - {Status.RETURNED}:
            return self.tr("bộ phận một cửa, hồ sơ đã kết thúc")
        if shown.status is Status.RETURNED:
            return self.tr("đã trao cho người nộp")
        return self.tr("bộ phận một cửa")


class RequestsSection(Section):
    """What was asked of a second person, and what was answered; who may decide finds the keys for it below.

    Signals:
        decided: the waiting request (`RequestShown`) shall be agreed to (True) or turned down.
    """

    decided = Signal(object, bool)

    def __init__(self, requests: tuple[RequestShown, ...]) -> None:
        self.pending = any(one.state is RequestState.PENDING for one in requests)
        super().__init__(self.tr("ĐỀ NGHỊ CHỜ DUYỆT") if self.pending else self.tr("ĐỀ NGHỊ"))
        lines = Lines(ruled=True)
        for one in requests:
            lines.add(self._words(one), quiet=None, bold=one.state is RequestState.PENDING)
        self.add(lines)
        self.waiting = next((one for one in requests if one.state is RequestState.PENDING and one.may_decide), None)
        self.approve, self.reject = QPushButton(self.tr("Duyệt…")), QPushButton(self.tr("Không duyệt…"))
        row = QHBoxLayout()
        for button, approves in ((self.approve, True), (self.reject, False)):
            button.setAccessibleName(button.text().removesuffix("…"))
            button.setVisible(self.waiting is not None)
            button.clicked.connect(partial(self._decide, approves))
            row.addWidget(button)
        row.addStretch(1)
        if self.waiting is not None:
            self.column.addLayout(row)

    def _decide(self, approves: bool, _checked: bool = False) -> None:
        self.decided.emit(self.waiting, approves)

    def _words(self, one: RequestShown) -> str:
        kind = REQUEST_WORDS[one.kind]
        said = [f"{kind[:1].upper()}{kind[1:]}: {REQUEST_STATE_WORDS[one.state]}"]
        said.append(self.tr("{by}, {at}").format(by=one.asker, at=when(one.asked_at)))
        if one.until is not None:
            said.append(self.tr("Hẹn lại {until}").format(until=when(one.until)))
        said += [CAUSE_WORDS[one.cause]] if one.cause else []
        said += [one.note] if one.note else []
        if one.decided_at is not None:
            answer = self.tr("Trả lời {at}").format(at=when(one.decided_at))
            said.append(f"{answer}: {one.decision_note}" if one.decision_note else answer)
        return "\n".join(said)


class MoneySection(Section):
    """What is to be paid and what was paid.

    Signals:
        asked: somebody wants to charge or take money for the dossier.
    """

    asked = Signal()

    def __init__(self, money: Money, *, may_charge: bool) -> None:
        super().__init__(self.tr("PHÍ, LỆ PHÍ"))
        lines = Lines(NAME)
        kinds = {ChargeKind.FEE: self.tr("Phí"), ChargeKind.CHARGE: self.tr("Lệ phí")}
        for charge in money.charges:
            if not charge.replaced:
                words = format_vnd(charge.amount)
                if charge.waived:
                    words += self.tr(", đã miễn, giảm {waived}").format(waived=format_vnd(charge.waived))
                lines.add(kinds[charge.kind], f"{words} · {charge.note}" if charge.note else words)
        for receipt in money.receipts:
            lines.add(receipt.number, self._receipt(receipt))
        if money.owed > 0:
            lines.add(self.tr("Còn phải nộp"), format_vnd(money.owed), bold=True)
        elif money.owed < 0:
            lines.add(self.tr("Phải hoàn lại"), format_vnd(-money.owed), bold=True)
        elif money.charges:
            lines.add(self.tr("Còn phải nộp"), self.tr("không"))
        if money.charges or money.receipts:
            self.add(lines)
        else:
            self.say(self.tr("Chưa ghi khoản thu nào."))
        self.charge = QPushButton(self.tr("Thu phí, lệ phí   F6"))
        self.charge.setProperty("role", "link")
        self.charge.setAccessibleName(self.tr("Thu phí, lệ phí"))
        self.charge.clicked.connect(self.asked)
        self.charge.setVisible(may_charge)
        self.add(self.charge)

    def _receipt(self, one: ReceiptShown) -> str:
        words = f"{format_vnd(one.amount)} {WAY_WORDS[one.way]} · {when(one.made_at)}"
        if one.voided:
            return words + self.tr(" · đã hủy")
        if one.left != one.amount:
            words += self.tr(" · đã hoàn {back}").format(back=format_vnd(one.amount - one.left))
        return words


class FilesSection(Section):
    """The digitised papers, and a way to them.

    Signals:
        asked: somebody wants to see, scan or attach files.
    """

    asked = Signal()

    def __init__(self, files: tuple[AttachmentShown, ...]) -> None:
        super().__init__(self.tr("TỆP SỐ HÓA ({count})").format(count=len(files)))
        lines = Lines(24, ruled=True)
        for at, one in enumerate(files[:FILES_TOLD], start=1):
            words = self.tr("{of} — {name}, {pages} trang")
            lines.add(str(at), words.format(of=file_of_words(one), name=one.name, pages=one.pages))
        if files:
            self.add(lines)
        if more := len(files[FILES_TOLD:]):
            self.say(self.tr("Còn {count} tệp nữa").format(count=more))
        self.open = QPushButton(self.tr("Xem, quét, đính kèm   Ctrl+O"))
        self.open.setProperty("role", "link")
        self.open.setAccessibleName(self.tr("Xem, quét, đính kèm tệp"))
        self.open.clicked.connect(self.asked)
        self.add(self.open)


class VisitSection(Section):
    """The other dossiers of the same visit, as links.

    Signals:
        asked: one of them (its number) shall be opened.
    """

    asked = Signal(str)

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(self.tr("CÙNG LƯỢT ĐẾN"))
        self.links: list[QPushButton] = []
        for number in numbers:
            link = QPushButton(number)
            link.setProperty("role", "link")
            link.setAccessibleName(self.tr("Mở hồ sơ {number} nộp cùng lượt").format(number=number))
            link.clicked.connect(partial(self._open, number))
            self.links.append(link)
            self.add(link)

    def _open(self, number: str, _checked: bool = False) -> None:
        self.asked.emit(number)
