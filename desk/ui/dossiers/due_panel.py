"""When a dossier is due: what was promised, what is counted now, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from desk.messages import CAUSE_WORDS, STATUS_WORDS
from desk.rules.transitions import ENDED
from desk.services.dossiers import DossierShown
from desk.services.explaining import Explained
from desk.services.procedure_words import limit_text
from desk.ui.dossiers.sections import Lines, Section
from desk.ui.dossiers.trade_words import OUTCOME_WORDS, PAUSE_REASONS, PAUSE_WORDS, PROMISE_WORDS, when
from desk.ui.widgets.labels import Strip, label
from desk.ui.wording import moment_words
from desk.vocabulary import LimitUnit, Outcome, PromiseReason, Verb


class DuePanel(Section):
    """The promise beside the count of today; `why` explains it when it is asked for."""

    def __init__(self, shown: DossierShown, why: Explained | None) -> None:
        super().__init__(self.tr("HẸN TRẢ KẾT QUẢ"))
        promised = moment_words(shown.promised_at)
        waits = shown.stopped and shown.outcome is not Outcome.OVERDUE  # what waits too late keeps its promise, broken
        if waits:
            moment = label(self.tr("Chưa hẹn lại"), "title", wrap=True)
        else:
            moment = label(promised, "title", wrap=True)
            moment.setAccessibleName(self.tr("Hẹn trả {moment}").format(moment=promised))
        self.add(moment)
        lines = Lines(104)
        first, newest = shown.promises[0], shown.promises[-1]
        if newest is not first:
            lines.add(self.tr("Hẹn lần đầu"), when(first.promised_at))
        if waits:
            lines.add(self.tr("Hẹn trước đó"), when(shown.promised_at))
        elif newest is not first:
            lines.add(self.tr("Hẹn nay"), f"{when(shown.promised_at)}, {PROMISE_WORDS[newest.reason]}", bold=True)
        lines.add(self.tr("Thời hạn"), limit_text(shown.limit, LimitUnit(shown.limit_unit)))
        lines.add(self.tr("Đang tính"), self._counted(shown))
        if not waits:
            lines.add(self.tr("So với hẹn"), OUTCOME_WORDS[shown.outcome])
        self.add(lines)
        self.why = QPushButton(self.tr("Vì sao?   F4"))
        self.why.setProperty("role", "link")
        self.why.setAccessibleName(self.tr("Vì sao là ngày này"))
        self.add(self.why)
        if why is None or why.shown is None:
            note = Strip()
            note.say(self.tr("Chưa tính lại được ngày này: thiếu lịch làm việc hoặc thời hạn của thủ tục."), "warn")
            self.add(note)

    def _counted(self, shown: DossierShown) -> str:
        if shown.computed_at is None:
            if shown.stopped:
                return self.tr("Thời hạn đang dừng, {status}.").format(status=STATUS_WORDS[shown.status])
            return self.tr("Đã kết thúc khi thời hạn đang dừng.")
        if shown.computed_at == shown.promised_at:
            return (
                self.tr("Đúng như đã hẹn.") if shown.status not in ENDED else self.tr("Đúng như đã hẹn, đã kết thúc.")
            )
        return self.tr("{moment}: khác với lần hẹn; giấy đã in vẫn giữ lời hẹn.").format(moment=when(shown.computed_at))


class PausesSection(Section):
    """When the clock stood still, and what that did to it."""

    def __init__(self, shown: DossierShown) -> None:
        super().__init__(self.tr("THỜI GIAN CHỜ"))
        lines = Lines()
        for pause in shown.pauses:
            ends = when(pause.ends) if pause.ends else self.tr("nay, chưa kết thúc")
            span = self.tr("Từ {begins} đến {ends}").format(begins=when(pause.begins), ends=ends)
            lines.add(span, quiet=None)
            reason = PAUSE_REASONS.get(pause.reason, pause.reason)
            lines.add(f"{reason[:1].upper()}{reason[1:]}: {PAUSE_WORDS[pause.mode]}")
        if shown.pauses:
            self.add(lines)
        else:
            self.say(self.tr("Chưa lần nào dừng để chờ người nộp."))
        if shown.life.supplements:
            self.say(self.tr("Đã yêu cầu bổ sung {count} lần.").format(count=shown.life.supplements))


class PromisesSection(Section):
    """Every promise that was made; the last one binds."""

    def __init__(self, shown: DossierShown) -> None:
        super().__init__(self.tr("CÁC LẦN HẸN"))
        lines = Lines(136)
        for promise in shown.promises:
            words = PROMISE_WORDS[promise.reason]
            words += self._cause(shown) if promise.reason is PromiseReason.EXTENSION else ""
            words += self.tr(", lịch nghỉ còn tạm tính") if promise.provisional else ""
            lines.add(when(promise.promised_at), words, quiet=1)
        self.add(lines)

    def _cause(self, shown: DossierShown) -> str:
        """Why it was extended, where that was said."""
        cause = next((one.reason for one in shown.events if one.verb is Verb.EXTEND), None)
        return f": {CAUSE_WORDS[cause]}" if cause is not None and cause in CAUSE_WORDS else ""
