"""The office's bank account, as dated editions, and the code by which a citizen pays a dossier into it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from desk.errors import NoBankAccount
from desk.models import BankAccountEdition
from desk.rules.text import clean_text
from desk.rules.vietqr import LONGEST_PURPOSE, BankAccount, check_account, vietqr
from desk.services.desk import Desk
from desk.services.evidence import verify_dossier
from desk.services.paid_up import outstanding_of
from desk.services.sign_in import SignedIn, require
from desk.services.steps import find_dossier


@dataclass(frozen=True)
class OfficeAccount:
    """The account with the bank's name, as papers say it beside the code."""

    account: BankAccount
    bank_name: str


def bank_account(desk: Desk) -> OfficeAccount | None:
    """The account in force; none before the office has said it."""
    with desk.store.reading() as connection:
        return _in_force(connection, desk.store.unit_id)


def set_bank_account(desk: Desk, by: SignedIn, given: OfficeAccount) -> OfficeAccount:
    """Make a new edition of the account, in force at once. Returns it as stored.

    Raises:
        NotAllowed, BadText, BadValue (bank, account).
    """
    require(by, "edit-unit")
    named = given.account
    account = check_account(
        BankAccount(named.bank.strip(), named.number.replace(" ", ""), clean_text(named.holder, "holder", 200))
    )
    bank_name = clean_text(given.bank_name, "bank_name", 100)
    with desk.store.writing() as work:
        at = work.now(desk.clock.now())
        work.insert_new(
            BankAccountEdition,
            {
                "made_at": at,
                "officer_id": by.id,
                "bank": account.bank,
                "number": account.number,
                "holder": account.holder,
                "bank_name": bank_name,
            },
        )
        work.record(officer=by.login, action="edit-unit", subject="bank-account", at=at, change="bank-account")
    return OfficeAccount(account, bank_name)


def payment_code(desk: Desk, officer: SignedIn, number: str, amount: int | None = None) -> str:
    """What the VietQR code of a dossier's payment says: the exact amount, else what is outstanding, and the number.

    Raises:
        NotAllowed, UnknownDossier, EntryMismatch, NoBankAccount. BadAmount: nothing is to be paid.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        unit_id = desk.store.unit_id
        dossier = find_dossier(connection, unit_id, number)
        verify_dossier(connection, unit_id, dossier.id, number)
        office = _in_force(connection, unit_id)
        if office is None:
            raise NoBankAccount
        due = outstanding_of(connection, dossier.id) if amount is None else amount
    return vietqr(office.account, due, purpose_of(number))


def purpose_of(number: str) -> str:
    """A dossier number as a transfer's purpose: whole where it fits, else its end, which names day and serial."""
    return number[-LONGEST_PURPOSE:].lstrip(".-")


def _in_force(connection: Connection, unit_id: int) -> OfficeAccount | None:
    newest = (
        select(BankAccountEdition)
        .where(BankAccountEdition.unit_id == unit_id)
        .order_by(BankAccountEdition.id.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    return None if row is None else OfficeAccount(BankAccount(row.bank, row.number, row.holder), row.bank_name)
