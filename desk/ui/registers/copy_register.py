"""The register of certified copies, a year at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desk.rules.instants import in_vietnam
from desk.rules.money import format_vnd
from desk.services.originals import SHOWN, CopyShown, copy_register
from desk.ui.registers.register_dialog import Column, RegisterDialog
from desk.ui.session import Session

YEARS = 3


class CopyRegisterDialog(RegisterDialog):
    """The newest entry first."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.heading = "Sổ chứng thực bản sao"
        self.hint = "số, giấy tờ, người yêu cầu, không cần dấu"
        super().__init__(session, parent)

    def columns(self) -> Sequence[Column]:
        """Number, day, paper, pages, copies, amount, person, signer."""
        return (
            Column(self.tr("Số"), 90), Column(self.tr("Ngày"), 110), Column(self.tr("Bản chính"), 0),
            Column(self.tr("Trang"), 70, figures=True), Column(self.tr("Bản sao"), 80, figures=True),
            Column(self.tr("Phí"), 100, figures=True), Column(self.tr("Người yêu cầu"), 190),
            Column(self.tr("Người ký"), 170),
        )  # fmt: skip

    def periods(self) -> Sequence[tuple[str, int]]:
        """This year and those before."""
        now = in_vietnam(self.session.desk.clock.now()).year
        return [(self.tr("năm {year}").format(year=year), year) for year in range(now, now - YEARS, -1)]

    def read(self, period: int, words: str) -> tuple[CopyShown, ...]:
        """The entries of a year."""
        return copy_register(self.session.desk, self.session.officer, period, words)

    def cells(self, entry: CopyShown) -> tuple[str, ...]:
        """The texts of an entry."""
        return (
            f"{entry.serial}/{entry.year}", f"{in_vietnam(entry.made_at):%d/%m/%Y}", entry.name, str(entry.pages),
            str(entry.copies), format_vnd(entry.amount), entry.applicant, entry.signer or "",
        )  # fmt: skip

    def number_of(self, entry: CopyShown) -> str:
        """The dossier that the copies were certified in."""
        return entry.dossier

    def summary(self, entries: Sequence[CopyShown]) -> str:
        """How many entries and copies, and what was paid."""
        if len(entries) == SHOWN:
            return self.tr("{count} mục mới nhất; gõ thêm để tìm mục cũ hơn").format(count=SHOWN)
        copies, amount = sum(one.copies for one in entries), sum(one.amount for one in entries)
        words = self.tr("{count} mục, {copies} bản sao, {amount}")
        return words.format(count=len(entries), copies=copies, amount=format_vnd(amount))
