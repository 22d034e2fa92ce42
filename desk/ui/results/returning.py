"""What the page of results does off the GUI thread: reads whose result is asked for, and returns it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desk.errors import DeskError
from desk.rules.card import Card
from desk.rules.scan import SlipScan
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.processing import act
from desk.services.ratings import arm_screen
from desk.services.results import find_scanned, is_old_slip, ready_of
from desk.services.search import DossierLine, find
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.vocabulary import PartyRole, Status


@dataclass(frozen=True)
class Subject:
    """A dossier whose result is asked for; `others` are further numbers that wait for the same applicant."""

    shown: DossierShown
    others: tuple[str, ...] = ()
    scan: SlipScan | None = None

    @property
    def old_slip(self) -> bool:
        """Whether it was found by a slip that names an earlier promise."""
        return self.scan is not None and is_old_slip(self.scan, self.shown)

    @property
    def ready(self) -> bool:
        """Whether its result can be handed over."""
        return self.shown.status is Status.FINISHED


@dataclass(frozen=True)
class Returned:
    """How far returning came: the numbers handed over, when, and the one that was refused with its reason."""

    numbers: tuple[str, ...]
    at: dt.datetime
    refused: str = ""
    fault: DeskError | None = None
    rating: bool = False


def read_subject(desk: Desk, officer: SignedIn, wanted: str | SlipScan) -> Subject:
    """The dossier of a number or of a scanned slip.

    Raises:
        What `find_scanned` and `show` raise.
    """
    scan = wanted if isinstance(wanted, SlipScan) else None
    shown = find_scanned(desk, officer, scan) if scan else show(desk, officer, str(wanted))
    person = shown.applicant.personal_id
    if shown.status is not Status.FINISHED or not person:
        return Subject(shown, scan=scan)
    waiting = ready_of(desk, officer, person).lines
    return Subject(shown, tuple(line.number for line in waiting if line.number != shown.number), scan)


def waiting_for(desk: Desk, officer: SignedIn, card: Card) -> tuple[DossierLine, ...]:
    """What waits for the holder of a card, as applicant or as authorised person."""
    found: dict[str, DossierLine] = {}
    for role in PartyRole:
        found |= {line.number: line for line in ready_of(desk, officer, card.id, role).lines}
    return tuple(found.values())


def known_number(desk: Desk, officer: SignedIn, typed: str) -> str:
    """The number of the one dossier, in whatever state, that was typed for; empty when there is none or several."""
    found = find(desk, officer, typed, 2)
    return found[0].number if len(found) == 1 else ""


def return_results(
    desk: Desk, officer: SignedIn, numbers: Sequence[str], asked: StepAsked, progress: Callable[[int, int], object]
) -> Returned:
    """Return results one after the other, each in a transaction of its own; the first that is refused ends it.

    The rating screen is armed for what was returned; that it cannot be written now stops nothing.
    """
    done: list[str] = []
    refused, fault = "", None
    for number in numbers:
        try:
            act(desk, officer, number, asked)
        except DeskError as caught:
            refused, fault = number, caught
            break
        done.append(number)
        progress(len(done), len(numbers))
    rating = bool(done) and arm_screen(desk, done[-1])
    return Returned(tuple(done), desk.clock.now(), refused, fault, rating)
