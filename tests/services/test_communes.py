"""The shipped communes: whole, dated, each old name once unless it was divided."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from desk.services.communes import addresses_now, old_communes

DAY = dt.date(2026, 11, 23)


def test_the_shipped_communes_are_sound() -> None:
    known = old_communes()
    assert len(known) == 24
    assert {one.since for one in known} == {dt.date(2025, 7, 1)}
    assert all(one.now.startswith(("xã ", "phường ")) and ", tỉnh " in one.now for one in known)
    assert max(Counter((one.name, one.district, one.province) for one in known).values()) == 1


def test_an_address_of_the_old_district() -> None:
    assert addresses_now("Thôn Plei Djriêk, Ia Le, Chư Pưh, Gia Lai", DAY) == (
        "Thôn Plei Djriêk, xã Ia Le, tỉnh Gia Lai",
    )
    assert addresses_now("Số 1, Trà Bá, Pleiku, Gia Lai", DAY) == ()
