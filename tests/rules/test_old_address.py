"""Old addresses find the commune of now however they are written, and are never written over."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.old_address import OldCommune, as_printed, current_addresses, with_current

SINCE = dt.date(2025, 7, 1)
KNOWN = (
    OldCommune("Ia Phang", "Chư Pưh", "Gia Lai", "xã Chư Pưh, tỉnh Gia Lai", SINCE),
    OldCommune("Nhơn Hòa", "Chư Pưh", "Gia Lai", "xã Chư Pưh, tỉnh Gia Lai", SINCE),
    OldCommune("H'Bông", "Chư Sê", "Gia Lai", "xã Ia Hrú, tỉnh Gia Lai", SINCE),
    OldCommune("Chia", "Đôi", "Gia Lai", "xã Một, tỉnh Gia Lai", SINCE),
    OldCommune("Chia", "Đôi", "Gia Lai", "xã Hai, tỉnh Gia Lai", SINCE),
)


@pytest.mark.parametrize(
    ("address", "current"),
    [
        ("Thôn 1, Ia Phang, Chư Pưh, Gia Lai", ["Thôn 1, xã Chư Pưh, tỉnh Gia Lai"]),
        ("thôn 1, xã Ia Phang, huyện Chư Pưh, tỉnh Gia Lai", ["thôn 1, xã Chư Pưh, tỉnh Gia Lai"]),
        ("Tổ 2, TT. Nhơn Hoà,H. Chư Pưh , T. Gia Lai", ["Tổ 2, xã Chư Pưh, tỉnh Gia Lai"]),
        ("ia phang, chu puh, gia lai", ["xã Chư Pưh, tỉnh Gia Lai"]),
        ("Hbông, Chư Sê, Gia Lai", ["xã Ia Hrú, tỉnh Gia Lai"]),
        ("Làng A, Chia, Đôi, Gia Lai", ["Làng A, xã Một, tỉnh Gia Lai", "Làng A, xã Hai, tỉnh Gia Lai"]),
        ("Thôn 1, xã Chư Pưh, tỉnh Gia Lai", []),
        ("Ia Phang, Chư Sê, Gia Lai", []),
        ("Ia Phang", []),
        ("", []),
    ],
)
def test_what_is_meant_now(address: str, current: list[str]) -> None:
    assert list(current_addresses(address, KNOWN, dt.date(2026, 11, 23))) == current


def test_before_its_day_nothing_changed() -> None:
    assert current_addresses("Ia Phang, Chư Pưh, Gia Lai", KNOWN, dt.date(2025, 6, 30)) == ()


def test_what_the_card_says_is_kept_and_proposed_once() -> None:
    address = "Thôn 1, Ia Phang, Chư Pưh, Gia Lai"
    (current,) = current_addresses(address, KNOWN, SINCE)
    both = with_current(address, current)
    assert both == "Thôn 1, Ia Phang, Chư Pưh, Gia Lai (nay là: Thôn 1, xã Chư Pưh, tỉnh Gia Lai)"
    assert as_printed(both) == address
    assert with_current(both, current) == both
    assert current_addresses(both, KNOWN, SINCE) == ()


@given(st.text(max_size=80), st.text(alphabet=st.characters(exclude_characters="()"), max_size=40))
def test_any_address_comes_back_as_it_was(address: str, current: str) -> None:
    both = with_current(address, current)
    assert both.startswith(as_printed(address))
    assert as_printed(both) == as_printed(address)
    assert current_addresses(both, KNOWN, SINCE) == ()
