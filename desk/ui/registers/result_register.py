"""The book of results: handed over today or in another period, with number, signer and who collected them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk.messages import COLLECTED_WITH_WORDS
from desk.rules.instants import in_vietnam, vietnam_day
from desk.services.result_register import SHOWN, ResultLine, results
from desk.ui.registers.register_dialog import Column, RegisterDialog
from desk.ui.session import Session
from desk.ui.widgets.periods import Period, days_of
from desk.ui.wording import procedure_short


class ResultRegisterDialog(RegisterDialog):
    """The newest first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.heading = "Sổ trả kết quả"
        self.hint = "số hồ sơ, số kết quả, tên, thủ tục, không cần dấu"
        super().__init__(session, parent)

    def columns(self) -> Sequence[Column]:
        """Number, person, procedure, the result's own number, day and signer, hand-over, collector."""
        return (
            Column(self.tr("Số hồ sơ"), 166), Column(self.tr("Người nộp"), 150), Column(self.tr("Thủ tục"), 0),
            Column(self.tr("Số kết quả"), 124), Column(self.tr("Ngày"), 100), Column(self.tr("Người ký"), 140),
            Column(self.tr("Trả lúc"), 146), Column(self.tr("Người nhận"), 190),
        )  # fmt: skip

    def periods(self) -> Sequence[tuple[str, str]]:
        """Today, and longer."""
        return (
            (self.tr("hôm nay"), Period.TODAY.value), (self.tr("tuần này"), Period.WEEK.value),
            (self.tr("tháng này"), Period.MONTH.value), (self.tr("năm nay"), Period.YEAR.value),
        )  # fmt: skip

    def read(self, period: str, words: str) -> tuple[ResultLine, ...]:
        """The results of a period."""
        first, last = days_of(Period(period), vietnam_day(self.session.desk.clock.now()))
        return results(self.session.desk, self.session.officer, first, last, words)

    def cells(self, entry: ResultLine) -> tuple[str, ...]:
        """The texts of a result."""
        return (
            entry.number, entry.applicant, procedure_short(entry.procedure_name), entry.result_number or "",
            f"{entry.result_day:%d/%m/%Y}" if entry.result_day else "", entry.signer or "",
            f"{in_vietnam(entry.returned_at):%H:%M %d/%m/%Y}" if entry.returned_at else self.tr("chưa trả"),
            self._collected(entry),
        )  # fmt: skip

    def number_of(self, entry: ResultLine) -> str:
        """The dossier of a result."""
        return entry.number

    def summary(self, entries: Sequence[ResultLine]) -> str:
        """How many were handed over, and how many wait."""
        if len(entries) == SHOWN:
            return self.tr("{count} mục mới nhất; gõ thêm để tìm mục cũ hơn").format(count=SHOWN)
        returned = sum(one.returned_at is not None for one in entries)
        return self.tr("{returned} đã trả, {waiting} chưa trả").format(
            returned=returned, waiting=len(entries) - returned
        )

    def _collected(self, entry: ResultLine) -> str:
        if entry.posted:
            return self.tr("gửi bưu chính")
        words = entry.collector or ""
        if entry.paper is not None:
            words += f" · {COLLECTED_WITH_WORDS[entry.paper]}"
        return words + (self.tr(" · mất giấy hẹn") if entry.lost_slip else "")
