"""Titles, numbers and legal basis of the statutory forms, read from the edition's file in the resources."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache

from desk import paths
from desk.vocabulary import FormEdition, PaperForm


@dataclass(frozen=True)
class FormLaw:
    """What the law calls one form, and where it says so."""

    number: str
    title: str
    basis: str
    annex: str
    circular: str
    effective: dt.date

    @property
    def source(self) -> str:
        """Where the form stands, as it is cited at the foot of the paper."""
        return f"{self.number}, {self.annex}, {self.circular}"


@cache
def form_law(edition: FormEdition, form: PaperForm) -> FormLaw:
    """The form as its edition has it. A form that the edition lacks raises KeyError: shipped data, so our own fault."""
    text = (paths.resources() / "regulations" / f"{edition.value}.toml").read_text(encoding="utf-8")
    law = tomllib.loads(text)
    entry = law["forms"][form.value]
    return FormLaw(
        number=entry["number"],
        title=entry["title"],
        basis=entry["basis"],
        annex=law["annex"],
        circular=law["title"],
        effective=law["effective"],
    )
