"""Handing results over: a scan and one key for most people, a few words typed for the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desk.errors import DeskError, PaperDiffers, StepRefused
from desk.rules.card import Card
from desk.rules.instants import in_vietnam
from desk.rules.scan import CardScan, Scan, SlipScan
from desk.services.search import DossierLine
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.page import Page
from desk.ui.registers.result_register import ResultRegisterDialog
from desk.ui.results.hand_over_panel import HandOverPanel
from desk.ui.results.ready_list import ReadyList
from desk.ui.results.returning import Returned, Subject, known_number, read_subject, return_results, waiting_for
from desk.ui.session import PapersWanted, Session
from desk.ui.wording import failure_words
from desk.vocabulary import PaperForm, Verb


class ReturnPage(Page):
    """The results that wait on the left, the one being handed over on the right."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.ready = ReadyList(session)
        self.panel = HandOverPanel()
        self._reads = 0  # a late answer is dropped
        self._returning = False
        self.register: ResultRegisterDialog | None = None
        self.ready.register.clicked.connect(self.show_register)
        page = QHBoxLayout(self)
        page.setContentsMargins(style.L, style.L, style.L, style.L)
        page.setSpacing(style.L)
        page.addWidget(self.ready, 1)
        page.addWidget(self.panel)
        self._connect()
        self._wait_for_next()

    def papers_wanted(self) -> PapersWanted:
        """The results that came today."""
        return PapersWanted(PaperForm.RESULT_LIST)

    def first_field(self) -> QWidget:
        """The field that is scanned and typed into."""
        return self.ready.field

    def refresh(self) -> None:
        """Read what waits, and where the dossier on the right stands now."""
        self.ready.load()
        subject = self.panel.subject
        if subject is not None and not self._returning:
            asked, desk, officer = self._reads, self.session.desk, self.session.officer
            number = subject.shown.number
            background.run(
                lambda: read_subject(desk, officer, number),
                lambda found: self._recheck(asked, found),
                lambda fault: None,
            )

    def ask_for(self, number: str) -> None:
        """Have the result of this dossier handed over, when it is ready."""
        self._read(number)

    def show_register(self) -> None:
        """Show the book of results."""
        self.register = ResultRegisterDialog(self.session, self)
        self.register.open()

    def take_scan(self, scan: Scan) -> bool:
        """A slip opens its dossier, a card what waits for its holder, or it tells who collects the opened one."""
        if isinstance(scan, SlipScan):
            self._read(scan)
        elif not self._is_returning():
            self._take_card(scan)
        return True

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the clock."""
        self.ready.stop()
        super().closeEvent(event)

    # --- the dossier on the right -------------------------------------------------------------------------------------

    def _read(self, wanted: str | SlipScan, card: Card | None = None, *, raced: bool = False) -> None:
        if self._is_returning():
            return
        self._reads += 1
        asked, desk, officer = self._reads, self.session.desk, self.session.officer
        self.ready.message.silence()
        self.panel.say(self.tr("Đang đọc hồ sơ…"))
        background.run(
            lambda: read_subject(desk, officer, wanted),
            lambda found: self._show_subject(asked, found, card, raced=raced),
            lambda fault: self._not_read(asked, fault),
        )

    def _is_returning(self) -> bool:
        """Whether a hand-over is being written; then that is said, for what was asked is not taken."""
        if self._returning:
            self.ready.message.say(self.tr("Đang ghi lần trả trước: hãy làm lại sau giây lát."), "warn")
        return self._returning

    def _show_subject(self, asked: int, subject: Subject, card: Card | None, *, raced: bool) -> None:
        if asked != self._reads:
            return
        watched = self.panel.subject is None or self.panel.isAncestorOf(self.focusWidget() or self)
        allowed = may(self.session.officer, Verb.RETURN)
        self.panel.show_subject(subject, self.session.office.calendar, allowed=allowed, raced=raced)
        if card is not None and subject.ready:
            self.panel.fields.take_card(card)
        if watched:
            self.panel.rest()
        self.ready.stand_at(subject.shown.number)

    def _not_read(self, asked: int, fault: Exception) -> None:
        if asked == self._reads:
            self._wait_for_next()
            self.ready.message.say(failure_words(fault), "fault")
            self.ready.field.setFocus()

    def _recheck(self, asked: int, found: Subject) -> None:
        """Another window or desk may have changed the dossier; what is typed for one that still waits stays."""
        before = self.panel.subject
        if before is None or self._returning or found.shown.status is before.shown.status:
            return
        self._show_subject(asked, found, None, raced=before.ready)

    def _look_everywhere(self, typed: str) -> None:
        """Typed words that no ready dossier has may be one that is not ready: then say how it stands."""
        desk, officer = self.session.desk, self.session.officer
        self._reads += 1
        asked = self._reads

        def found(number: str) -> None:
            if asked != self._reads:
                return
            if number:
                self._read(number)
            else:
                words = self.tr("Không có một hồ sơ nào khớp riêng với “{typed}”: hãy gõ thêm, hoặc bấm Ctrl+K.")
                self.ready.message.say(words.format(typed=typed), "warn")

        background.run(lambda: known_number(desk, officer, typed), found, lambda fault: self._not_read(asked, fault))

    def _take_card(self, scan: CardScan) -> None:
        subject = self.panel.subject
        if subject is not None and subject.ready and self.panel.fields.take_card(scan.card):
            self.panel.rest()
            return
        self._reads += 1
        asked, desk, officer, card = self._reads, self.session.desk, self.session.officer, scan.card
        background.run(
            lambda: waiting_for(desk, officer, card),
            lambda lines: self._show_waiting(asked, card, lines),
            lambda fault: self._not_read(asked, fault),
        )

    def _show_waiting(self, asked: int, card: Card, lines: tuple[DossierLine, ...]) -> None:
        if asked != self._reads:
            return
        several = len(lines) > 1
        self.ready.begin_anew(card if several else None)
        if not lines:
            self._wait_for_next()
            words = self.tr("Không có kết quả nào chờ trả cho {name} (theo số trên thẻ).").format(name=card.name)
            self.ready.message.say(words, "warn")
            return
        self._read(lines[0].number, card)
        if several:
            words = self.tr("{count} hồ sơ chờ trả cho {name}. Esc hai lần: xem lại tất cả.")
            self.ready.message.say(words.format(count=len(lines), name=card.name), "good")

    def _leave(self) -> None:
        """Let the dossier be; with none on the right, show everything again."""
        if self._returning:
            return
        if self.panel.subject is None:
            self.ready.begin_anew()
        self._reads += 1
        self._wait_for_next()
        self.ready.field.setFocus()

    def _wait_for_next(self) -> None:
        self.panel.say(
            self.tr("Chưa chọn hồ sơ"),
            self.tr("Quét giấy hẹn hoặc thẻ căn cước của người đến nhận. Không có giấy: gõ số hồ sơ hay tên, Enter."),
        )

    # --- handing over -------------------------------------------------------------------------------------------------

    def _return(self, everything: bool) -> None:
        subject = self.panel.subject
        if subject is None or self._returning:
            return
        numbers = (subject.shown.number, *(subject.others if everything else ()))
        desk, officer, step = self.session.desk, self.session.officer, self.panel.fields.step()
        self._returning = True
        self.panel.message.silence()
        self.panel.lock(locked=True)
        background.run(
            lambda progress: return_results(desk, officer, numbers, step, progress),
            self._returned,
            self._not_returned,
            self._tell_progress,
        )

    def _tell_progress(self, done: int, total: int) -> None:
        if total > 1:
            words = self.tr("Đã trả {done} trong {total} hồ sơ…").format(done=done, total=total)
            self.panel.message.say(words, "good")

    def _returned(self, outcome: Returned) -> None:
        if not outcome.numbers and outcome.fault is not None:
            self._not_returned(outcome.fault)
            return
        self._returning = False
        self._reads += 1
        title = self.tr("Đã trả lúc {time} cho {name}").format(
            time=f"{in_vietnam(outcome.at):%H:%M}", name=self.panel.fields.collector()
        )
        below = ""
        if outcome.fault is not None:
            below = self.tr("Trả được {done} hồ sơ rồi dừng ở {number}. {why}").format(
                done=len(outcome.numbers), number=outcome.refused, why=failure_words(outcome.fault)
            )
        words = "\n".join(outcome.numbers)
        if outcome.rating:
            words += "\n\n" + self.tr("Màn hình đánh giá đang mời người dân cho ý kiến.")
        self.panel.say(title, words, shape="returned", below=below)
        self.ready.begin_anew()
        self.ready.field.setFocus()

    def _not_returned(self, fault: Exception) -> None:
        """Say why; everything chosen and typed stays."""
        self._returning = False
        panel = self.panel
        if isinstance(fault, StepRefused) and panel.subject is not None:
            self._read(panel.subject.shown.number, raced=True)
            self.ready.load()
        elif isinstance(fault, PaperDiffers):
            panel.refuse(failure_words(fault) + self.tr(" Bấm F9 lần nữa là xác nhận."), None, tone="warn")
            panel.fields.confirm()
        else:
            named = fault.facts.get("field", "") if isinstance(fault, DeskError) else ""
            panel.refuse(failure_words(fault), panel.fields.at_fault(str(named)))

    def _open_dossier(self) -> None:
        if self.panel.subject is not None:
            self.session.dossier_asked.emit(self.panel.subject.shown.number)

    def _connect(self) -> None:
        self.ready.chosen.connect(self._read)
        self.ready.sought.connect(self._look_everywhere)
        self.ready.left.connect(self._leave)
        self.panel.asked.connect(self._return)
        self.panel.left.connect(self._leave)
        self.panel.opened.connect(self._open_dossier)
        for keys, done in (
            ("F9", self.panel.ask_one), ("Shift+F9", self.panel.ask_all), ("F2", self.panel.ask_open),
            ("F5", self.refresh), ("Ctrl+R", self.show_register),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(done)
