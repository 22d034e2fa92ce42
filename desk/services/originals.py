"""The papers whose copies are certified most, as data; what a stack of them costs; the register of what was done."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import select

from desk import paths
from desk.models import CopyEntry, Dossier, Officer, Party
from desk.rules.fees import Original, Quantity
from desk.rules.folding import fold
from desk.rules.instants import vietnam_day
from desk.services.charging import Proposal, charge_of
from desk.services.desk import Desk, Office
from desk.services.lanes import COPIES
from desk.services.sign_in import SignedIn, require
from desk.vocabulary import Channel

SHOWN = 300


@dataclass(frozen=True)
class CopyShown:
    """An entry of the register of certified copies; the amount is in đồng."""

    year: int
    serial: int
    name: str
    pages: int
    copies: int
    amount: int
    applicant: str
    dossier: str
    signer: str | None
    made_at: dt.datetime
    officer: str


@cache
def known_originals() -> Mapping[str, str]:
    """The letter that stands for each paper in the line of a stack, and the paper's name."""
    text = (paths.resources() / "catalogue/originals.toml").read_text(encoding="utf-8")
    return {one["letter"]: one["name"] for one in tomllib.loads(text)["original"]}


def price_of_copies(office: Office, originals: tuple[Original, ...], now: dt.datetime) -> Proposal:
    """What copies of a stack cost now, one line an original; nothing is stored.

    Raises:
        UnknownProcedure, ProcedureEnded: the office does not certify. BadValue, BadAmount: the stack cannot be counted.
    """
    procedure = office.catalogue.in_force(COPIES, vietnam_day(now))
    return charge_of(procedure, Channel.COUNTER, Quantity(originals=originals), vietnam_day(now))


def copy_register(desk: Desk, officer: SignedIn, year: int, words: str = "") -> tuple[CopyShown, ...]:
    """The register of certified copies of a year, newest first; with words those whose number, paper or person fit.

    At most 300 entries are given. Raises: NotAllowed.
    """
    require(officer, "read")
    wanted = (
        select(CopyEntry, Party.name.label("applicant"), Dossier.number, Officer.name.label("officer"))
        .join(Dossier, Dossier.id == CopyEntry.dossier_id)
        .join(Party, (Party.dossier_id == CopyEntry.dossier_id) & (Party.seq == 1))
        .join(Officer, Officer.id == CopyEntry.officer_id)
        .where(CopyEntry.unit_id == desk.store.unit_id, CopyEntry.year == year)
        .order_by(CopyEntry.serial.desc())
    )
    looked_for = fold(words).split()
    found = []
    with desk.store.reading() as connection:
        for row in connection.execute(wanted):
            text = fold(f"{row.serial}/{row.year} {row.name} {row.applicant} {row.number}")
            if all(word in text for word in looked_for):
                found.append(
                    CopyShown(
                        row.year, row.serial, row.name, row.pages, row.copies, row.amount, row.applicant, row.number,
                        row.signer, row.made_at, row.officer,
                    )
                )  # fmt: skip
                if len(found) == SHOWN:
                    break
    return tuple(found)
