"""The steps after receipt: taken at once, or asked of a second person where nobody may take them alone."""

from __future__ import annotations

from desk.services.desk import Desk
from desk.services.requests import SECOND_PERSON, ask
from desk.services.sign_in import SignedIn, require
from desk.services.steps import StepAsked, StepTaken, cleaned, take_step, verified_dossier


def act(desk: Desk, officer: SignedIn, number: str, asked: StepAsked) -> StepTaken:
    """Take one step of a dossier's life, or ask for it where a second person has to agree; durable when this returns.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch, what `steps.cleaned` and `steps.take_step` raise, RequestPending, and
        the faults of the store: nothing is stored.
    """
    require(officer, asked.verb)
    if asked.at is not None:
        require(officer, "back-date")
    asked = cleaned(asked)
    if asked.verb in SECOND_PERSON:
        return ask(desk, officer, number, asked)
    with desk.store.writing() as work:
        row = verified_dossier(work, number)
        return take_step(desk, work, officer, row, asked, work.now(desk.clock.now()))
