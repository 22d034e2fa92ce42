"""What a paper is to the services: what is asked for, how it comes about, who issues it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from desk.printing.letterhead import Letterhead
from desk.services.desk import Desk, UnitFacts
from desk.services.sign_in import SignedIn
from desk.vocabulary import FormEdition, PaperForm


@dataclass(frozen=True)
class Asked:
    """A paper that is asked for: of what, as which copy, in which edition (None: its own), and when it is drawn."""

    form: PaperForm
    number: str
    copy: int
    edition: FormEdition | None
    now: dt.datetime


@dataclass(frozen=True)
class PaperKind:
    """How a paper comes about: what its copies are counted by, what stands on it, how it is drawn."""

    subject: Callable[[Desk, SignedIn, str], str]
    content: Callable[[Desk, SignedIn, Asked], Any]
    draw: Callable[[Any], bytes]
    of_dossier: bool


def letterhead_of(unit: UnitFacts) -> Letterhead:
    """Who issues the slip, as the office is set up."""
    return Letterhead(
        superior_body=unit.superior_body,
        issuing_body=unit.issuing_body,
        place=unit.place,
        address=unit.address,
        phone=unit.phone,
        lookup=unit.lookup,
    )


def unit_of(desk: Desk) -> UnitFacts:
    """The office as it names itself now."""
    with desk.store.reading() as connection:
        return desk.office(connection).unit


def as_it_is(_desk: Desk, _officer: SignedIn, number: str) -> str:
    """A paper whose copies are counted by the number that is asked for."""
    return number
