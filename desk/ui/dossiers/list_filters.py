"""What the list of dossiers is narrowed by: words, status, sector, procedure, days of receipt, one's own, and more."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desk.errors import BadDay
from desk.services.board import BoardGroup
from desk.services.browsing import Filter
from desk.services.catalogue import Catalogue, Procedure
from desk.ui import style
from desk.ui.dossiers.more_filters import MoreFilters
from desk.ui.intake.procedure_box import ProcedureBox
from desk.ui.widgets.labels import labelled
from desk.ui.widgets.periods import Period, days_of
from desk.vocabulary import Status

WORDS_MILLISECONDS = 120
_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})", re.ASCII)
_EVER, _BETWEEN = "ever", "between"


@dataclass(frozen=True)
class Standing:
    """One entry of the box of statuses."""

    words: str
    statuses: frozenset[Status] = frozenset()
    group: BoardGroup | None = None


class ListFilters(QWidget):
    """The row of fields above the list.

    Signals:
        changed: the list shall be read anew; typed words are waited for a little.
    """

    changed = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.words, self.first, self.last = QLineEdit(), QLineEdit(), QLineEdit()
        self.standing, self.sector, self.period = QComboBox(), QComboBox(), QComboBox()
        self.procedure = ProcedureBox()
        self.more, self.unfold = MoreFilters(), QPushButton(self.tr("Lọc thê&m"))
        self.unfold.setProperty("role", "link")
        self.unfold.setObjectName("unfold")
        self.unfold.setCheckable(True)
        self.unfold.setAccessibleName(self.tr("Lọc thêm theo người, cách nộp, nhập bù"))
        self.mine = QCheckBox(self.tr("&Của tôi"))
        self.mine.setAccessibleName(self.tr("Chỉ hồ sơ tôi nhận"))
        self.words.setPlaceholderText(self.tr("số hồ sơ, tên, căn cước, điện thoại"))
        self.words.setClearButtonEnabled(False)
        for field in (self.first, self.last):
            field.setPlaceholderText(self.tr("ngày/tháng/năm"))
        self._fill()
        self.work_by(catalogue)
        self._lay_out()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(WORDS_MILLISECONDS)
        self._soon.timeout.connect(self.changed)
        self._connect()

    def work_by(self, catalogue: Catalogue) -> None:
        """Offer the sectors and procedures of this catalogue; what was chosen stays chosen."""
        chosen = self.sector.currentData()
        self.sector.blockSignals(True)
        self.sector.clear()
        self.sector.addItem(self.tr("Mọi lĩnh vực"), "")
        for sector in sorted({one.sector for one in catalogue.by_edition.values() if one.complete}):
            self.sector.addItem(sector, sector)
            self.sector.setItemData(self.sector.count() - 1, sector, Qt.ItemDataRole.ToolTipRole)
        self.sector.setCurrentIndex(max(self.sector.findData(chosen), 0))
        self.sector.blockSignals(False)

        def find(typed: str) -> list[Procedure]:
            return [one for one in catalogue.find(typed, limit=60) if one.complete][:12]

        self.procedure.search_in(find)

    def wanted(self, today: dt.date) -> Filter:
        """What the fields ask for, on a day.

        Raises:
            BadDay: a day of the period is not one; its field is marked.
        """
        standing: Standing = self.standing.currentData()
        first, last = self._days(today)
        procedure = self.procedure.procedure
        return Filter(
            words=self.words.text(),
            statuses=standing.statuses,
            group=standing.group,
            sector=self.sector.currentData() or "",
            procedure=procedure.code if procedure else "",
            received_from=first,
            received_to=last,
            mine=self.mine.isChecked(),
            **self.more.wanted(),
        )

    def clear(self) -> bool:
        """Ask for everything again. Returns whether anything was asked for."""
        asked = self.is_asking()
        self.blockSignals(True)
        for box in (self.standing, self.sector, self.period):
            box.setCurrentIndex(0)
        for field in (self.words, self.first, self.last):
            field.clear()
        self.procedure.reset()
        self.mine.setChecked(False)
        self.more.clear()
        self.blockSignals(False)
        self._soon.stop()
        if asked:
            self.changed.emit()
        return asked

    def is_asking(self) -> bool:
        """Whether any field narrows the list."""
        boxes = (self.standing, self.sector, self.period)
        texts = (self.words.text(), self.procedure.text())
        return any(box.currentIndex() for box in boxes) or any(texts) or self.mine.isChecked() or self.more.is_asking()

    def choose(self, group: BoardGroup) -> None:
        """Ask for a group of the board."""
        for at in range(self.standing.count()):
            if self.standing.itemData(at).group is group:
                self.standing.setCurrentIndex(at)

    def flush(self) -> bool:
        """Do not wait for more words. Returns whether they were being waited for."""
        waiting = self._soon.isActive()
        self._soon.stop()
        return waiting

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for nothing any more."""
        self._soon.stop()
        super().closeEvent(event)

    def _fill(self) -> None:
        for one in (
            Standing(self.tr("Mọi tình trạng")),
            Standing(self.tr("Quá hạn"), group=BoardGroup.OVERDUE),
            Standing(self.tr("Hẹn trả hôm nay"), group=BoardGroup.DUE_TODAY),
            Standing(self.tr("Sắp đến hạn"), group=BoardGroup.DUE_SOON),
            Standing(self.tr("Đang giải quyết"), frozenset({Status.RECEIVED, Status.PROCESSING})),
            Standing(self.tr("Chờ bổ sung"), group=BoardGroup.WAITING_CITIZEN),
            Standing(self.tr("Chờ nộp phí, lệ phí"), frozenset({Status.WAITING_PAYMENT})),
            Standing(self.tr("Đã có kết quả"), group=BoardGroup.READY),
            Standing(self.tr("Đã trả kết quả"), frozenset({Status.RETURNED})),
            Standing(self.tr("Đã rút"), frozenset({Status.WITHDRAWN})),
            Standing(self.tr("Đã từ chối"), frozenset({Status.REFUSED})),
            Standing(self.tr("Đã dừng giải quyết"), frozenset({Status.DISCONTINUED})),
            Standing(self.tr("Đã hủy số"), frozenset({Status.VOIDED})),
        ):
            self.standing.addItem(one.words, one)
        for words, key in (
            (self.tr("Mọi lúc"), _EVER), (self.tr("Hôm nay"), Period.TODAY.value),
            (self.tr("Tuần này"), Period.WEEK.value),
            (self.tr("Tháng này"), Period.MONTH.value), (self.tr("Từ ngày…"), _BETWEEN),
        ):  # fmt: skip
            self.period.addItem(words, key)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(style.S)
        row = QHBoxLayout()
        row.setSpacing(style.M)
        days = QHBoxLayout()  # a row of its own: the first is full
        days.setSpacing(style.M)
        rows.addLayout(row)
        rows.addLayout(days)
        rows.addWidget(self.more)
        self.more.hide()
        self._between = [
            labelled(self.tr("Từ n&gày"), self.first, 150), labelled(self.tr("Đến ngà&y"), self.last, 150)
        ]  # fmt: skip
        row.addWidget(labelled(self.tr("&Tìm"), self.words), 5)
        row.addWidget(labelled(self.tr("Tình t&rạng"), self.standing, 184))
        row.addWidget(labelled(self.tr("&Lĩnh vực"), self.sector, 176))
        row.addWidget(labelled(self.tr("T&hủ tục"), self.procedure), 5)
        row.addWidget(labelled(self.tr("&Ngày nhận"), self.period, 124))
        for one in self._between:
            days.addWidget(one)
            one.hide()
        days.addStretch(1)
        for end in (self.mine, self.unfold):
            row.addWidget(end, 0, Qt.AlignmentFlag.AlignBottom)
            end.setFixedHeight(style.ROW)
        self.procedure.setPlaceholderText(self.tr("gõ vài chữ, không cần dấu"))

    def _connect(self) -> None:
        self.words.textEdited.connect(self._wait)
        for box in (self.standing, self.sector):
            box.currentIndexChanged.connect(self._at_once)
        self.period.currentIndexChanged.connect(self._period_chosen)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._at_once)
        self.procedure.chosen.connect(self._at_once)
        self.mine.toggled.connect(self._at_once)
        self.more.changed.connect(self._at_once)
        self.unfold.toggled.connect(self._unfolded)

    def _unfolded(self, unfolded: bool) -> None:
        """Show the second row; folded away it asks for nothing."""
        self.unfold.setText(self.tr("Bớt lọ&c") if unfolded else self.tr("Lọc thê&m"))
        self.more.setVisible(unfolded)
        if unfolded:
            self.more.officer.setFocus()
        else:
            self.more.clear()

    def _wait(self) -> None:
        self._soon.start()

    def _at_once(self) -> None:
        self._soon.stop()
        self.changed.emit()

    def _period_chosen(self) -> None:
        between = self.period.currentData() == _BETWEEN
        for one in self._between:
            one.setVisible(between)
        if between and not self.signalsBlocked():
            self.first.setFocus()
        self._at_once()

    def _days(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day of receipt that are asked for."""
        chosen = self.period.currentData()
        if chosen in set(Period):
            return days_of(Period(chosen), today)
        if chosen == _BETWEEN:
            for field in (self.first, self.last):
                style.mark(field, "fault", value=False)
            return _day(self.first), _day(self.last)
        return None, None


def _day(field: QLineEdit) -> dt.date | None:
    text = field.text().strip()
    if not text:
        return None
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return dt.date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        style.mark(field, "fault", value=True)
        raise BadDay(field="date", value=text) from None
