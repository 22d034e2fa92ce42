"""The tariffs that the law sets by a rule, and what it calls an amount, read from the shipped regulations."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from desk import paths
from desk.rules.fees import PagePrices, Tier
from desk.services.catalogue import Procedure
from desk.vocabulary import ChargeKind

NATIONAL_CODE = 8  # digits and dot of 2.000815; provinces add more behind it


@dataclass(frozen=True)
class Tariff:
    """One edition of a tariff by page, for the procedures that use it."""

    code: str
    name: str
    valid_from: dt.date
    source: str
    note: str
    procedures: frozenset[str]
    prices: PagePrices


@dataclass(frozen=True)
class _Tariffs:
    editions: tuple[Tariff, ...]
    fee_sectors: frozenset[str]
    fee_procedures: frozenset[str]


def tariff_for(procedure: Procedure, price: int, day: dt.date) -> Tariff | None:
    """The tariff by which a procedure's price per page is meant on a day, if the law has one for it.

    The catalogue names only the price of a tariff's first page. Where it names another price than the tariff ever had,
    the office has set its own (nothing online, say), and that holds.
    """
    code = procedure.code[:NATIONAL_CODE]
    editions = [one for one in _tariffs().editions if code in one.procedures]
    if price not in {one.prices.tiers[0].price for one in editions}:
        return None
    standing = [one for one in editions if one.valid_from <= day]
    return max(standing, key=lambda one: one.valid_from, default=None)


def kind_of(procedure: Procedure) -> ChargeKind:
    """What the law calls the amount of a procedure, to be proposed."""
    known = _tariffs()
    named = procedure.code[:NATIONAL_CODE] in known.fee_procedures or procedure.sector in known.fee_sectors
    return ChargeKind.FEE if named else ChargeKind.CHARGE


@cache
def _tariffs() -> _Tariffs:
    """The shipped file; one that lacks a key raises KeyError, our own fault."""
    document = tomllib.loads((paths.resources() / "regulations" / "fees.toml").read_text(encoding="utf-8"))
    return _Tariffs(
        editions=tuple(
            Tariff(
                code=one["code"],
                name=one["name"],
                valid_from=one["valid_from"],
                source=one["source"],
                note=one["note"],
                procedures=frozenset(one["procedures"]),
                prices=PagePrices(tuple(Tier(tier["first"], tier["price"]) for tier in one["tiers"]), one.get("cap")),
            )
            for one in document["tariff"]
        ),
        fee_sectors=frozenset(document["kinds"]["fee_sectors"]),
        fee_procedures=frozenset(document["kinds"]["fee_procedures"]),
    )
