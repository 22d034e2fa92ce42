"""Which steps may be taken of a dossier now, which not and why, by the rules and the officer's roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desk.errors import DeskError, RequestPending, SecondSupplement, StepRefused, TooLateToExtend, WrongHolder
from desk.messages import sentence
from desk.rules.clock import last_day_to_extend
from desk.rules.transitions import TABLE, can_take
from desk.services.dossiers import DossierShown
from desk.services.requests import SECOND_PERSON
from desk.services.sign_in import SignedIn, may
from desk.ui.dossiers.dossier_reading import Opened
from desk.vocabulary import DiscontinueReason, RequestState, Role, Verb

ANSWERS = frozenset({Verb.ACCEPT_HAND_OVER, Verb.SEND_BACK})
# the step that leads on: the first of them that is possible is the main one
LEADING_ON = (
    Verb.ACCEPT_HAND_OVER, Verb.ACCEPT_SUPPLEMENT, Verb.ACCEPT_PAYMENT, Verb.TAKE_BACK, Verb.RETURN, Verb.FINISH,
)  # fmt: skip
BESIDE = (Verb.SEND_BACK, Verb.POST_OUT, Verb.REQUEST_SUPPLEMENT, Verb.START, Verb.HAND_OVER, Verb.CORRECT)
# in the menu: what goes on, what ends it, what a second person has to agree to
GROUPS = (
    (
        Verb.START, Verb.FINISH, Verb.RETURN, Verb.POST_OUT, Verb.CORRECT, Verb.REQUEST_SUPPLEMENT,
        Verb.ACCEPT_SUPPLEMENT, Verb.REQUEST_PAYMENT, Verb.ACCEPT_PAYMENT, Verb.HAND_OVER, Verb.ACCEPT_HAND_OVER,
        Verb.SEND_BACK, Verb.TAKE_BACK, Verb.REASSIGN,
    ),
    (Verb.WITHDRAW, Verb.REFUSE, Verb.DISCONTINUE),
    (Verb.EXTEND, Verb.VOID, Verb.REOPEN),
)  # fmt: skip
MOST_BUTTONS = 3


@dataclass(frozen=True)
class Choice:
    """A step of a dossier; `why` is empty when it may be taken now, else the sentence of what stands against it."""

    verb: Verb
    why: str = ""


def choices(opened: Opened, officer: SignedIn) -> tuple[Choice, ...]:
    """The steps that the officer may take of the dossier now, and those that only a fact of it stands against."""
    return tuple(_choices(opened, officer))


def likely(found: tuple[Choice, ...], *, offered_to_me: bool) -> tuple[Verb, ...]:
    """The few steps that are shown as buttons, the main one first; a leader answers for another only by the menu."""
    free = {one.verb for one in found if not one.why and (offered_to_me or one.verb not in ANSWERS)}
    main = [verb for verb in LEADING_ON if verb in free][:1]
    return (*main, *(verb for verb in BESIDE if verb in free))[:MOST_BUTTONS]


def grounds(shown: DossierShown) -> tuple[DiscontinueReason, ...]:
    """The grounds on which this dossier may be discontinued now."""
    return tuple(one for one in DiscontinueReason if can_take(shown.life, Verb.DISCONTINUE, one))


def _choices(opened: Opened, officer: SignedIn) -> Iterator[Choice]:
    life = opened.shown.life
    for verb in TABLE:
        if not may(officer, verb):
            continue
        if can_take(life, verb):
            against = _against(opened, officer, verb)
            yield Choice(verb, sentence(against) if against else "")
        elif verb is Verb.EXTEND and life.extended_at is not None and can_take(life, Verb.REQUEST_SUPPLEMENT):
            refused = StepRefused(
                number=opened.shown.number, verb=verb, status=life.status, place=None, extended_at=life.extended_at
            )
            yield Choice(verb, sentence(refused))


def _against(opened: Opened, officer: SignedIn, verb: Verb) -> DeskError | None:
    """What the services would answer for a reason that can be seen before it is asked."""
    shown = opened.shown
    number, holder, leads = shown.number, shown.holder, Role.LEADER in officer.roles
    if verb in ANSWERS and holder.login != officer.login and not leads:
        return WrongHolder(number=number, holder=holder.name or "")
    if verb is Verb.REQUEST_SUPPLEMENT and shown.life.supplements and not leads:
        return SecondSupplement(number=number, count=shown.life.supplements)
    if verb is Verb.EXTEND and opened.day > last_day_to_extend(shown.promised_at):
        return TooLateToExtend(number=number, last=last_day_to_extend(shown.promised_at))
    kind = SECOND_PERSON.get(verb)
    for one in opened.requests:
        if one.kind is kind and one.state is RequestState.PENDING:
            return RequestPending(number=number, kind=one.kind, officer=one.by_name, at=one.asked_at)
    return None
