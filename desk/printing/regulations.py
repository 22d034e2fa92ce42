"""What the law says of the statutory forms, read from their edition's file: names, fields, words, who signs."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from desk import paths
from desk.errors import FormNotInEdition
from desk.vocabulary import FormEdition, PaperForm, Signs


@dataclass(frozen=True)
class SignatureBlock:
    """Who signs, and the capacity that is printed above the signature."""

    who: Signs
    capacity: str


@dataclass(frozen=True)
class FormLaw:
    """What the law calls one form, where it says so, which fields it has in which order, and who signs it.

    `fields` gives each field's label by its key, from the top; `sentences` are the form's own words by their key.
    """

    number: str
    title: str
    basis: str
    annex: str
    circular: str
    effective: dt.date
    fields: Mapping[str, str]
    sentences: Mapping[str, str]
    signatures: tuple[SignatureBlock, ...]

    @property
    def source(self) -> str:
        """Where the form stands, as it is cited at the foot of the paper."""
        return f"{self.number}, {self.annex}, {self.circular}"


def form_law(edition: FormEdition, form: PaperForm) -> FormLaw:
    """The form as its edition has it. Raises: FormNotInEdition."""
    found = _forms(edition).get(form.value)
    if found is None:
        raise FormNotInEdition(form=form, edition=edition)
    return found


def edition_with(edition: FormEdition, form: PaperForm) -> FormEdition:
    """The edition itself where it has the form, else the first later one: a notice that the old law did not know."""
    later = sorted(FormEdition, key=_effective)
    later = later[later.index(edition) :]
    return next((one for one in later if form.value in _forms(one)), edition)


@cache
def _forms(edition: FormEdition) -> Mapping[str, FormLaw]:
    law = _read(edition)
    return {
        form: FormLaw(
            number=entry["number"],
            title=entry["title"],
            basis=entry["basis"],
            annex=law["annex"],
            circular=law["title"],
            effective=law["effective"],
            fields=MappingProxyType(entry["fields"]),
            sentences=MappingProxyType(entry.get("sentences", {})),
            signatures=tuple(SignatureBlock(Signs(one["who"]), one["capacity"]) for one in entry["signatures"]),
        )
        for form, entry in law["forms"].items()
    }


def _effective(edition: FormEdition) -> dt.date:
    effective: dt.date = _read(edition)["effective"]
    return effective


@cache
def _read(edition: FormEdition) -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "regulations" / f"{edition.value}.toml").read_text(encoding="utf-8"))
