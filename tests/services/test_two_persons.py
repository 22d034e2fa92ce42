"""Nobody approves an own request (RO-2): all pairs of officers, in the service and by the store itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk
from sqlcipher3 import dbapi2

from desk.errors import DeskError, NotAllowed, NotTheDecider, OwnRequest
from desk.services.deputies import name_deputy
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.requests import approve, reject
from desk.services.steps import StepAsked
from desk.vocabulary import Verb

LOGINS = ("tiepnhan", "chuyenmon", "lanhdao", "admin")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = practice_desk(tmp_path)
    yield made
    made.close()


def asked_by(desk: Desk, login: str) -> int | None:
    """A voided number that this officer asks for; None where the role may not."""
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    wanted = StepAsked(Verb.VOID, note="nhập nhầm hai lần")
    try:
        return act(desk, officer(desk, login), number, wanted).request
    except NotAllowed:
        return None


@pytest.mark.parametrize("deputy", [False, True], ids=["no deputy", "with a deputy"])
def test_ro_2_of_all_pairs_nobody_answers_an_own_request(desk: Desk, *, deputy: bool) -> None:
    if deputy:
        name_deputy(desk, officer(desk, "admin"), "chuyenmon")
    answered = 0
    for asker, decider in itertools.product(LOGINS, LOGINS):
        request = asked_by(desk, asker)
        if request is None:
            continue
        try:
            approve(desk, officer(desk, decider), request)
        except (OwnRequest, NotAllowed, NotTheDecider):
            continue
        except DeskError:
            pass  # it came past the question who decides
        answered += 1
        assert asker != decider
    assert answered >= 2
    request = asked_by(desk, "lanhdao")
    assert request is not None
    with pytest.raises(OwnRequest):
        reject(desk, officer(desk, "lanhdao"), request, "không")


def test_ro_2_the_store_itself_takes_no_own_answer(desk: Desk) -> None:
    request, leader = asked_by(desk, "lanhdao"), officer(desk, "lanhdao")
    row = (request, 1, "approved", leader.id, "2026-11-23T02:00:00Z", "0" * 32, None)
    with (
        dbapi2.connect(str(desk.home.database)) as connection,
        pytest.raises(dbapi2.Error, match="decision_by_another"),
    ):
        connection.execute("INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    connection.close()
