"""Offers what an earlier dossier says of the person whose number or name was typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake_request import PartyGiven
from desk.services.search import find
from desk.services.sign_in import SignedIn
from desk.ui import background
from desk.ui.intake.offer import Offer
from desk.ui.intake.person_fields import bare
from desk.ui.session import Session

LOOKED_AT = 5


def offer_known(
    session: Session, offer: Offer, typed: str, still_asked: Callable[[], bool], take: Callable[[PartyGiven], object]
) -> None:
    """Look the person up off the GUI thread, and offer to `take` what is known while it is still asked for."""
    desk, officer = session.desk, session.officer

    def found(party: PartyGiven | None) -> None:
        if party is None or offer.stands() or not still_asked():
            return
        facts = (party.name, f"{party.born:%d/%m/%Y}" if party.born else "", party.address)
        words = _tr("Đã từng đến nộp: {who}.").format(who=", ".join(fact for fact in facts if fact))
        offer.make(words, _tr("Lấy thông tin này"), "F6", lambda: take(party))

    background.run(lambda: known_person(desk, officer, typed), found, _not_known)


def _not_known(_fault: Exception) -> None:
    """Whether somebody came before is only a help: without it the clerk types on."""


def known_person(desk: Desk, officer: SignedIn, typed: str) -> PartyGiven | None:
    """The person of the newest dossiers found whose number or whole name was typed; reads the store.

    Raises:
        NotAllowed, EntryMismatch and the faults of the store.
    """
    number = bare(typed)
    for line in find(desk, officer, number if number.isdigit() else typed, LOOKED_AT):
        dossier = show(desk, officer, line.number)
        for party in (dossier.applicant, dossier.authorised_person):
            if party is not None and (party.personal_id == number or party.name.casefold() == typed.casefold()):
                return party
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("known_person", text)
