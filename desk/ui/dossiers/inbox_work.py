"""What the inbox page does off the GUI thread: reads trays and requests, takes one step of several dossiers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk.errors import DeskError, NotAllowed
from desk.rules.instants import in_vietnam
from desk.rules.working_time import promise_spans
from desk.services.board import BoardGroup
from desk.services.desk import Desk
from desk.services.dossiers import Receiver, receivers
from desk.services.inbox import Inbox, inbox
from desk.services.processing import act
from desk.services.requests import RequestShown, pending
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.ui.dossiers.inbox_table_model import InboxRow
from desk.ui.wording import failure_words


@dataclass(frozen=True)
class InboxRead:
    """What one look found; `requests` is None for who may not decide, `colleagues` are to whom work can be given."""

    found: Inbox
    rows: tuple[InboxRow, ...]
    requests: tuple[RequestShown, ...] | None
    colleagues: tuple[Receiver, ...]


@dataclass(frozen=True)
class StepsDone:
    """How steps ended: how many were taken, and why the others were not."""

    taken: int
    refused: tuple[str, ...]


def look(desk: Desk, officer: SignedIn, of: str | None = None) -> InboxRead:
    """The inbox, one's own or `of` a colleague, its groups of the board and the requests; reads the store."""
    found = inbox(desk, officer, of=of)
    with desk.store.reading() as connection:
        calendar = desk.office(connection).calendar
    spans = promise_spans(found.at, calendar)
    rows = []
    for item in found.items:
        at, group = in_vietnam(item.promised_at), None
        if item.minutes_left is None:
            group = BoardGroup.WAITING_CITIZEN
        else:
            for one in (BoardGroup.OVERDUE, BoardGroup.DUE_TODAY, BoardGroup.DUE_SOON):
                if group is None and any(span.holds(at) for span in getattr(spans, one.value)):
                    group = one
        rows.append(InboxRow(item, group))
    requests: tuple[RequestShown, ...] | None
    try:
        requests = tuple(pending(desk, officer))
    except NotAllowed:
        requests = None
    return InboxRead(found, tuple(rows), requests, receivers(desk, officer))


def step_all(desk: Desk, officer: SignedIn, numbers: list[str], asked: StepAsked) -> StepsDone:
    """Take a step of each dossier on its own: one that is refused holds no other up."""
    refused = []
    for number in numbers:
        try:
            act(desk, officer, number, asked)
        except DeskError as fault:
            refused.append(failure_words(fault))
    return StepsDone(len(numbers) - len(refused), tuple(refused))


def one_done(work: Callable[[], object]) -> StepsDone:
    """Do one thing; its refusal is the caller's."""
    work()
    return StepsDone(1, ())
