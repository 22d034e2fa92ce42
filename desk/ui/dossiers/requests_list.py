"""What waits for a second person: a table of requests, own ones greyed, and what an approval will do in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from desk.messages import CAUSE_WORDS, REQUEST_WORDS
from desk.services.desk import Desk
from desk.services.requests import RequestShown, approve, reject
from desk.services.sign_in import SignedIn
from desk.ui import style
from desk.ui.dossiers.trade_words import when
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.widgets.rows_model import Index, RowsModel
from desk.ui.wording import moment_short, moment_words
from desk.vocabulary import RequestKind


class RequestsModel(RowsModel):
    """One row a request, oldest first."""

    KIND, NUMBER, BY, AT, UNTIL, WHY, STATE = range(7)

    def __init__(self) -> None:
        super().__init__()
        self.requests: tuple[RequestShown, ...] = ()
        self._headings = (
            self.tr("Đề nghị"), self.tr("Số hồ sơ"), self.tr("Người đề nghị"), self.tr("Lúc"),
            self.tr("Hẹn lại đến"), self.tr("Lý do"), self.tr("Duyệt"),
        )  # fmt: skip

    def show(self, requests: Sequence[RequestShown]) -> None:
        """Show these and nothing else; the same again changes nothing."""
        if tuple(requests) != self.requests:
            self.beginResetModel()
            self.requests = tuple(requests)
            self.endResetModel()

    def shown(self) -> tuple[RequestShown, ...]:
        """The rows."""
        return self.requests

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a cell; muted where another has to decide."""
        one = self.requests[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(one)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole and not one.may_decide:
            return QColor(style.current().muted)
        return None

    def _words(self, one: RequestShown) -> tuple[str, ...]:
        until = moment_short(one.until) if one.until else ""
        state = self.tr("chờ bạn duyệt") if one.may_decide else self.tr("chờ người khác duyệt")
        return kind_words(one), one.subject, one.asker, when(one.asked_at), until, why_words(one), state


def kind_words(one: RequestShown) -> str:
    """The kind of a request as the beginning of a line."""
    words = REQUEST_WORDS[one.kind]
    return words[:1].upper() + words[1:]


def why_words(one: RequestShown) -> str:
    """The cause and the note, each as far as there is one."""
    cause = CAUSE_WORDS[one.cause] if one.cause else ""
    return " · ".join(part for part in (cause, one.note or "") if part)


def will_happen(one: RequestShown) -> str:
    """What an approval does, in sentences to the one who decides."""
    if one.kind is RequestKind.EXTEND and one.until:
        words = _tr("Hẹn lại đến {until}. Cần xin lỗi người nộp và báo ngày hẹn mới.").format(
            until=moment_words(one.until)
        )
    elif one.kind is RequestKind.VOID:
        words = _tr("Hủy số hồ sơ: hồ sơ kết thúc, số này không dùng lại và bước này không hoàn lại được.")
    elif one.kind is RequestKind.SLIP_ALARM:
        words = _tr("Ghi là lãnh đạo đã xem; hồ sơ giữ nguyên. Trước đó hãy so giấy hẹn với hồ sơ và kiểm tra dữ liệu.")
    else:
        words = _tr("Mở lại hồ sơ: hồ sơ trở về đang giải quyết, với người duyệt là người giữ.")
    why = why_words(one)
    told = _tr("{number}. {by}, {at}.").format(number=one.subject, by=one.asker, at=when(one.asked_at))
    return "\n".join((told, words, *([_tr("Lý do: {why}").format(why=why)] if why else [])))


def decision_dialog(parent: QWidget, one: RequestShown, *, approves: bool) -> AskDialog:
    """The question before a request is decided; what is typed is the reason against it."""
    kind = kind_words(one).lower()
    if approves:
        return AskDialog(parent, _tr("Duyệt {kind}").format(kind=kind), will_happen(one), _tr("Duyệt"))
    told = _tr("Hồ sơ {number} giữ nguyên; {by} thấy lý do.").format(number=one.subject, by=one.by_name)
    heading = _tr("Không duyệt {kind}").format(kind=kind)
    return AskDialog(parent, heading, told, _tr("Không duyệt"), _tr("Lý do không duyệt"))


def decide(desk: Desk, officer: SignedIn, one: RequestShown, typed: str, *, approves: bool) -> RequestShown:
    """Agree to a request, or turn it down for the typed reason. Raises: what `approve` and `reject` raise."""
    return approve(desk, officer, one.id) if approves else reject(desk, officer, one.id, typed)


def _tr(text: str) -> str:
    return QCoreApplication.translate("requests", text)
