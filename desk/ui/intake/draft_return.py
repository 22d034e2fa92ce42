"""Puts back what was typed before the desk was closed, locked out or lost its power, and says so in one sentence."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from desk.errors import DeskError
from desk.rules.instants import in_vietnam, vietnam_day
from desk.services.drafts import Draft
from desk.ui.intake.card_desk import AUTHORISED_KEY
from desk.ui.intake.draft_keeper import DraftFound, DraftKeeper
from desk.ui.intake.intake_fields import IntakeFields
from desk.ui.intake.offer import Offer
from desk.ui.intake.saving import Saving
from desk.ui.session import Session
from desk.ui.widgets.labels import Strip
from desk.ui.wording import failure_words


class DraftReturn(QObject):
    """What is done with a draft that lies on the disk when the page is opened.

    Signals:
        looked: the disk was looked at, whatever lay there.
        restored: the form was filled from a draft.
    """

    looked = Signal()
    restored = Signal()

    def __init__(
        self, session: Session, fields: IntakeFields, keeper: DraftKeeper, saving: Saving, message: Strip, offer: Offer
    ) -> None:
        super().__init__()
        self._session, self._fields, self._keeper, self._saving = session, fields, keeper, saving
        self._message, self._offer = message, offer
        self.looking = True
        self.document: Mapping[str, Any] = {}  # the draft that was put back
        keeper.looked.connect(self._take)
        keeper.unreadable.connect(self._say_unreadable)
        keeper.failed.connect(self._say_not_kept)

    def _take(self, found: DraftFound | None) -> None:
        if found is not None and found.number is not None:
            self._keeper.forget()
            words = self.tr("Hồ sơ gõ dở lần trước đã được lưu với số {number}.")
            self._message.say(words.format(number=found.number), "good")
        elif found is not None and self._fields.is_empty():
            self._restore(found.draft)
        elif found is not None:
            words = self.tr("Còn một hồ sơ gõ dở lúc {when}; lấy lại thì thay những gì đang gõ.")
            take = partial(self._restore, found.draft)
            self._offer.make(words.format(when=self._when(found.draft)), self.tr("Lấy lại"), AUTHORISED_KEY, take)
        self._end()

    def _restore(self, draft: Draft) -> None:
        document, procedure, desk = draft.document, None, self._session.desk
        self.document = document
        self._saving.begin_anew(str(document.get("request_id") or ""))
        with contextlib.suppress(DeskError):  # it ended meanwhile: its code stays in the box, and saving says why
            day = vietnam_day(desk.clock.now())
            procedure = self._session.office.catalogue.in_force(str(document.get("procedure") or ""), day)
        self._fields.restore(document, procedure)
        words = self.tr("Đã lấy lại hồ sơ gõ dở lúc {when}. Xóa trắng để bỏ.")
        self._message.say(words.format(when=self._when(draft)), "good")
        self.restored.emit()

    def _when(self, draft: Draft) -> str:
        kept, now = in_vietnam(draft.kept_at), in_vietnam(self._session.desk.clock.now())
        return f"{kept:%H:%M}" if kept.date() == now.date() else f"{kept:%H:%M} ngày {kept:%d/%m/%Y}"

    def _say_unreadable(self, fault: Exception) -> None:
        place = fault.facts.get("file") if isinstance(fault, DeskError) else None
        words = self.tr("Bản gõ dở lần trước bị hỏng, không đọc được; tệp được để riêng ở {place}.")
        self._message.say(words.format(place=place) if place else failure_words(fault), "warn")
        self._end()

    def _say_not_kept(self, fault: Exception) -> None:
        words = self.tr("Chưa giữ được bản gõ dở trên đĩa. {words}")
        self._message.say(words.format(words=failure_words(fault)), "warn")

    def _end(self) -> None:
        self.looking = False
        self.looked.emit()
