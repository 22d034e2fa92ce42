"""What happened to a dossier, step by step: when, what, by whom, and the words that were left with it."""

from __future__ import annotations

from collections.abc import Iterable

from desk.messages import CAUSE_WORDS, COLLECTED_WITH_WORDS, VERB_WORDS
from desk.rules.identity import mask_id
from desk.services.dossiers import CollectionShown, EventShown
from desk.ui.dossiers.sections import Lines, Section
from desk.ui.dossiers.trade_words import COLLECTOR_WORDS, DISCONTINUE_WORDS, when
from desk.vocabulary import CollectedWith, Verb


class Timeline(Section):
    """The steps, the oldest first."""

    def __init__(self, events: Iterable[EventShown], collection: CollectionShown | None) -> None:
        super().__init__(self.tr("QUÁ TRÌNH"))
        self._collection = collection
        lines = Lines(136, ruled=True)
        for event in events:
            lines.add(when(event.at), self._words(event))
        self.add(lines)

    def _words(self, event: EventShown) -> str:
        words = VERB_WORDS[event.verb]
        said = [f"{words[:1].upper()}{words[1:]} · {event.officer}"]
        if event.to:
            said.append(self.tr("{giver} → {receiver}").format(giver=event.officer, receiver=event.to))
        if event.reason:
            known = CAUSE_WORDS if event.verb is Verb.EXTEND else DISCONTINUE_WORDS
            said.append(self.tr("Lý do: {reason}").format(reason=known.get(event.reason, event.reason)))
        if event.note:
            said.append(self.tr("Ghi chú: {note}").format(note=event.note))
        collection = self._collection if event.verb is Verb.RETURN else None
        if event.collector:
            kind = f" ({COLLECTOR_WORDS[collection.kind]})" if collection else ""
            said.append(self.tr("Người nhận: {name}").format(name=event.collector) + kind)
        if collection is not None:
            said.append(self._shown_words(collection))
        if when(event.stored_at) != when(event.at):
            said.append(self.tr("Nhập sau, lúc {moment}").format(moment=when(event.stored_at)))
        return "\n".join(said)

    def _shown_words(self, collection: CollectionShown) -> str:
        """What the collector showed; a number is masked, as everywhere on the page."""
        words = self.tr("Giấy đã xem: {paper}").format(paper=COLLECTED_WITH_WORDS[collection.paper])
        if collection.paper_number and collection.paper is CollectedWith.AUTHORISATION:
            words += f", {COLLECTED_WITH_WORDS[CollectedWith.IDENTITY]}"
        if collection.paper_number:
            words += f" {mask_id(collection.paper_number)}"
        if collection.lost_slip:
            words += self.tr(" · mất giấy hẹn")
        return words
