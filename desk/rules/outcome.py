"""How a dossier stands against its promise: the one definition of early, on time and late.

Sources: docs/deadlines.md (promise and computation); the notes of form II.06a, which count dossiers that wait for a
supplement as within time and those that were withdrawn, refused or discontinued as on time when not late.
"""

from __future__ import annotations

import datetime as dt

from desk.rules.instants import vietnam_day
from desk.rules.transitions import WITHOUT_RESULT, Life
from desk.vocabulary import Outcome, Status


def outcome(life: Life, promised_at: dt.datetime, at: dt.datetime) -> Outcome:
    """The class of a dossier at a moment, with the promise as it binds then (`promise_in_force`).

    Where no clock runs, or ran when the dossier ended, it is judged at the moment the waiting began: an office that was
    late before it asked for a paper stays late, one that was not does not become so while the citizen is waited for.
    """
    if life.status is Status.VOIDED:
        return Outcome.NOT_COUNTED
    judged_at = life.stopped_at or life.ended_at or at
    if life.ended_at is None:
        return Outcome.OVERDUE if judged_at > promised_at else Outcome.WITHIN
    if judged_at > promised_at:
        return Outcome.LATE
    early = life.status not in WITHOUT_RESULT and vietnam_day(life.ended_at) < vietnam_day(promised_at)
    return Outcome.EARLY if early else Outcome.ON_TIME
