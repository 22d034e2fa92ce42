"""The cost of a password fits the machine and never falls below the least (AU-1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.rules.password_cost import LEAST, LONGEST_SECONDS, MOST_PASSES, USUAL, PasswordCost, calibrated


def machine(speed: float):
    """Seconds of a cost at a machine that does so many MiB-passes in a second."""
    return lambda cost: cost.memory_kib / 1024 * cost.passes / speed


@pytest.mark.parametrize(
    ("speed", "chosen"),
    [(1000, USUAL), (300, PasswordCost(64 * 1024, 2)), (200, PasswordCost(46 * 1024, 2)), (20, LEAST),
     (2000, PasswordCost(64 * 1024, 5)), (10**9, PasswordCost(64 * 1024, MOST_PASSES))],
)  # fmt: skip
def test_au_1_the_cost_fits_the_machine(speed: float, chosen: PasswordCost) -> None:
    assert calibrated(machine(speed)) == chosen


@given(st.floats(0.1, 10**7))
def test_au_1_it_is_never_weaker_than_the_least_nor_slower_than_need_be(speed: float) -> None:
    cost = calibrated(machine(speed))
    assert cost.memory_kib >= LEAST.memory_kib
    assert cost.passes >= LEAST.passes
    assert cost == LEAST or machine(speed)(cost) <= LONGEST_SECONDS
