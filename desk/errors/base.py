"""What every error is: a class that carries facts, and how a fact is written."""

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


def fact_text(value: object) -> str:
    """A fact as it stands in a sentence: instants as dd/MM/yyyy HH:mm, days as dd/MM/yyyy, the rest by `str`."""
    if isinstance(value, dt.datetime):
        return value.strftime("%H:%M ngày %d/%m/%Y")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return str(value)
