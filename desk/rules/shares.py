"""A share of few or many, and how far it can be trusted."""

from __future__ import annotations

from math import sqrt

_NORMAL_95 = 1.959963984540054


def interval_95(met: int, of: int) -> tuple[float, float]:
    """Between which shares (0 to 1) the true one lies 95 times in 100, when `met` of `of` were seen.

    E. B. Wilson, Journal of the American Statistical Association 22 (1927): fit for few cases and for 0 and 100 %.
    Nothing seen is (0, 1).
    """
    if of == 0:
        return 0.0, 1.0
    z, share = _NORMAL_95, met / of
    middle = share + z * z / (2 * of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    below = 1 + z * z / of
    return max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)
