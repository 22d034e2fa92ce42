"""Error classes: they carry facts, never sentences; `desk.messages` turns each into one Vietnamese sentence."""

from __future__ import annotations

import datetime as dt


class DeskError(Exception):
    """Base of everything that is refused or that the surroundings did to us.

    Facts are keyword arguments and become attributes; `desk.messages` reads them by name.
    """

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def __getattr__(self, name: str) -> object:
        facts = self.__dict__.get("facts", {})
        if name in facts:
            return facts[name]
        raise AttributeError(name)


# --- text, cards, identity -------------------------------------------------------------------------------------------


class BadText(DeskError):
    """A text holds a control or format character, or is too long. Facts: field, problem, limit."""


class BadCard(DeskError):
    """A card text is not one that the rules accept. Facts: why (a code of `desk.rules.card.CardFault`)."""


class BadIdentity(DeskError):
    """An identity number is not of its kind's shape. Facts: field."""


class CardDiffers(DeskError):
    """The card and the typed fields name different things. Facts: field."""


# --- calendar and deadline -------------------------------------------------------------------------------------------


class MissingCalendarYear(DeskError):
    """A day lies in a year that has no calendar rows, or before the office's first day. Facts: year."""


class BadCalendar(DeskError):
    """A calendar file is not usable. Facts: file, line, problem."""


class BadLimit(DeskError):
    """A limit is not a positive whole number, or too large. Facts: limit, unit."""


class BadPause(DeskError):
    """A pause ends before it begins. Facts: begins, ends."""


class BadTime(DeskError):
    """A text is not an instant or a date. Facts: field, value."""


class TimeInFuture(DeskError):
    """A time lies after now. Facts: field, at."""


def fact_text(value: object) -> str:
    """A fact as it stands in a sentence: instants as dd/MM/yyyy HH:mm, days as dd/MM/yyyy, the rest by `str`."""
    if isinstance(value, dt.datetime):
        return value.strftime("%H:%M ngày %d/%m/%Y")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)
