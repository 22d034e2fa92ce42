"""Roles against services (RO-1): one table, every cell tried by a direct call; what is not in it is refused to all.

The kiosk is nobody at the desk: it has a store of its own, and here no role at all.
"""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import MONDAY, officer, person_request, practice_desk

import desk.services
from desk.errors import NotAllowed
from desk.services.desk import Desk
from desk.services.sign_in import PERMISSIONS, SignedIn, may
from desk.services.steps import StepAsked
from desk.vocabulary import PaperForm, Role, Verb

LOGINS = {Role.CLERK: "tiepnhan", Role.OFFICER: "chuyenmon", Role.LEADER: "lanhdao", Role.ADMIN: "admin"}
ALL = frozenset(LOGINS)
C, O, L, A = Role.CLERK, Role.OFFICER, Role.LEADER, Role.ADMIN  # noqa: E741 - the columns of the table
COUNTER, EXAMINING, OVERSEEING = frozenset({C, L}), frozenset({O, L}), frozenset({L, A})

# the second writing of who may do what, by service: it agrees with PERMISSIONS, or one of the two is wrong
MATRIX: dict[str, frozenset[Role]] = {
    **dict.fromkeys(
        [
            "attachments.attachments_of",
            "bank_account.payment_code",
            "board.board",
            "browsing.dossier_ids",
            "browsing.lines",
            "calendar_changing.moved_promises",
            "calendar_changing.calendar_history",
            "calendar_changing.export_year",
            "catalogue_editing.history",
            "charging.charges_of",
            "day_close.note_missed",
            "day_close.sheet",
            "day_close.sheets",
            "day_close.sheet_of_day",
            "day_close.draft_of_today",
            "digitised.digitised",
            "dossiers.show",
            "dossiers.receivers",
            "dossiers.until_proposed",
            "explaining.explain",
            "fee_receipts.receipt",
            "fee_receipts.receipts_of",
            "fee_receipts.outstanding",
            "inbox.inbox",
            "inbox.waiting",
            "lanes.visit_of",
            "likeness.alike",
            "notices.notices",
            "notices.unheard",
            "originals.copy_register",
            "outbox.messages",
            "outbox.counts",
            "outbox.consent",
            "papers.save_paper",
            "papers.print_paper",
            "papers.preview",
            "papers.content_of_paper",
            "reminders.reminders",
            "requests.requests_of",
            "result_register.results",
            "results.ready_to_return",
            "results.ready_of",
            "results.find_scanned",
            "search.find",
            "search.find_with",
            "sending.send_messages",
            "sending.find_lost",
            "slip_check.check_slip",
            "slip_keys.signer",
            "slip_keys.code_of",
            "spent.spent_of",
            "trial_pages.print_trial_page",
            "turning_away.visits_of",
            "turning_away.visit",
            "unmasking.unmask",
            "what_if.would_promise",
            "what_if.would_meet",
        ],
        ALL,
    ),
    **dict.fromkeys(
        [
            "cash_book.cash_book",
            "charging.charge",
            "draft_slips.draft_slip",
            "fee_receipts.issue",
            "fee_receipts.void",
            "fee_receipts.refund",
            "intake.receive",
            "lanes.serve_at_once",
            "lanes.serve_copies",
            "lanes.receive_visit",
            "message_lists.export_messages",
            "pads.reserve_pad",
            "till.settle",
            "till.owing",
            "turning_away.turn_away",
        ],
        COUNTER,
    ),
    **dict.fromkeys(
        [
            "attachments.attach",
            "attachments.open_attachment",
            "attachments.detach",
            "before_late.draft_letters",
            "outbox.settle",
            "outbox.set_consent",
        ],
        frozenset({C, O, L}),
    ),
    **dict.fromkeys(
        [
            "bank_account.set_bank_account",
            "calendar_changing.preview_calendar",
            "calendar_changing.save_calendar",
            "catalogue_editing.add_edition",
            "checking.check",
            "clock_check.confirm_clock",
            "lists.dossiers",
            "lists.back_entries",
            "lists.gaps",
            "mail_account.send_trial",
            "requests.pending",
            "requests.approve",
            "requests.reject",
            "slip_keys.renew_key",
            "unit_editing.change_heading",
        ],
        OVERSEEING,
    ),
    **dict.fromkeys(["processing.act", "requests.ask"], EXAMINING),
    **dict.fromkeys(["day_close.close_day", "day_close.export_sheet"], frozenset({L})),
    **dict.fromkeys(
        [
            "backups.back_up",
            "deputies.name_deputy",
            "officers.officers",
            "officers.add_officer",
            "officers.rename",
            "officers.set_active",
            "officers.grant",
            "officers.reset_password",
        ],
        frozenset({A}),
    ),
}
# asks for the old password and for nothing else: whoever knows it may change it
OWN = {"officers.change_own_password"}
# run inside the transaction of another service, which has asked
WITHIN = {
    "charging.charge_within", "fee_receipts.issue_within", "intake.receive_within", "paid_up.go_on_when_paid",
    "sending.record_move", "steps.judge", "steps.take_step",
}  # fmt: skip
# what a paper's copies are counted by; asked only by `papers`
NOT_SERVICES = {"paper_kinds.as_it_is"}


def services() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of a service that somebody acts by: its first arguments are a desk and an officer."""
    for module in pkgutil.iter_modules(desk.services.__path__):
        found = importlib.import_module(f"desk.services.{module.name}")
        for name, function in vars(found).items():
            if inspect.isfunction(function) and function.__module__ == found.__name__ and not name.startswith("_"):
                given = [str(one.annotation) for one in inspect.signature(function).parameters.values()]
                if given[:1] == ["Desk"] and any(one.startswith("SignedIn") for one in given):
                    yield f"{module.name}.{name}", function


SERVICES = dict(services())


def argument(parameter: inspect.Parameter, folder: Path) -> Any:
    """Something of the right kind: the gate is asked before it is looked at."""
    if parameter.name == "asked":
        return StepAsked(Verb.EXTEND, note="x", until=MONDAY + dt.timedelta(days=9))
    named = {"request": person_request(), "number": "H21.18-261123-9999", "form": PaperForm.RECEIPT_SLIP}
    if parameter.name in named:
        return named[parameter.name]
    kinds = {"str": "x", "int": 7, "dt.date": MONDAY.date(), "dt.datetime": MONDAY, "Path": folder / "x", "bool": True}
    return kinds.get(str(parameter.annotation).partition(" |")[0])


def call(function: Callable[..., Any], desk_: Desk, who: SignedIn, folder: Path) -> Any:
    given: dict[str, Any] = {}
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if str(parameter.annotation).startswith("SignedIn"):
            given[parameter.name] = who
        elif parameter.default is inspect.Parameter.empty:
            given[parameter.name] = argument(parameter, folder)
    found = function(desk_, **given)
    return list(found) if inspect.isgenerator(found) else found


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[Role | None, SignedIn], Path]]:
    folder = tmp_path_factory.mktemp("matrix")
    made = practice_desk(folder)
    known: dict[Role | None, SignedIn] = {role: officer(made, login) for role, login in LOGINS.items()}
    known[None] = SignedIn(99, "kiosk", "", frozenset())
    yield made, known, folder
    made.close()


def entries(made: Desk) -> int:
    with made.store.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one())


def test_ro_1_every_service_stands_in_the_table() -> None:
    assert set(SERVICES) - WITHIN - OWN - NOT_SERVICES == set(MATRIX)


@pytest.mark.parametrize("role", [*LOGINS, None], ids=lambda role: role.value if role else "kiosk")
@pytest.mark.parametrize("service", sorted(MATRIX))
def test_ro_1_each_role_may_what_the_table_says_by_direct_call(
    service: str, role: Role | None, shared: tuple[Desk, dict[Role | None, SignedIn], Path]
) -> None:
    made, known, folder = shared
    who, before = known[role], entries(made)
    if role in MATRIX[service]:
        try:
            call(SERVICES[service], made, who, folder)
        except NotAllowed as refused:
            pytest.fail(f"{service} is refused to {role}: {refused.facts}")
        except Exception:  # noqa: BLE001 - what comes after the gate is no matter of this test
            pass
    else:
        with pytest.raises(NotAllowed):
            call(SERVICES[service], made, who, folder)
        assert entries(made) == before


def test_ro_1_what_is_not_in_the_table_of_actions_is_allowed_to_nobody() -> None:
    everybody = SignedIn(1, "x", "", ALL)
    assert not may(everybody, "no-such-action")
    assert all(not may(SignedIn(1, "x", "", frozenset()), action) for action in PERMISSIONS)
