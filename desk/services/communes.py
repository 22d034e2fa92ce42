"""The communes of before July 2025 that the desk knows, and what an address of then is now."""

from __future__ import annotations

import datetime as dt
import tomllib
from functools import cache

from desk import paths
from desk.rules.old_address import OldCommune, current_addresses


@cache
def old_communes() -> tuple[OldCommune, ...]:
    """All old communes that are known."""
    text = (paths.resources() / "regulations/communes.toml").read_text(encoding="utf-8")
    return tuple(
        OldCommune(name, district, one["province"], one["now"], one["since"])
        for one in tomllib.loads(text)["commune"]
        for district, names in one["before"].items()
        for name in names
    )


def addresses_now(address: str, day: dt.date) -> tuple[str, ...]:
    """What an old address may be called on a day; empty where nothing is known."""
    return current_addresses(address, old_communes(), day)
