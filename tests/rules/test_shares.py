"""How far a share can be trusted."""

import pytest

from desk.rules.shares import interval_95


@pytest.mark.parametrize(
    ("met", "of", "low", "high"),
    [  # by the formula of Wilson (1927), as published tables have it
        (0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (8, 10, 0.4902, 0.9433),
        (81, 100, 0.7222, 0.8749), (500, 1000, 0.4691, 0.5309),
    ],
)  # fmt: skip
def test_the_interval_of_wilson(met: int, of: int, low: float, high: float) -> None:
    found = interval_95(met, of)
    assert found == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))
