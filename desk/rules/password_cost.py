"""How much work a password costs: chosen once for a machine, so that signing in takes a fraction of a second there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class PasswordCost:
    """Memory in KiB and passes of Argon2id with one lane."""

    memory_kib: int
    passes: int


# OWASP Password Storage Cheat Sheet: at least 19 MiB with 2 passes; nothing weaker is ever chosen
LEAST = PasswordCost(19 * 1024, 2)
USUAL = PasswordCost(64 * 1024, 3)
SHORTEST_SECONDS, LONGEST_SECONDS = 0.15, 0.5
MOST_PASSES = 10
_LIGHTER = (PasswordCost(64 * 1024, 2), PasswordCost(46 * 1024, 2), PasswordCost(32 * 1024, 2))


def calibrated(seconds_of: Callable[[PasswordCost], float]) -> PasswordCost:
    """The cost that takes 0.15 to 0.5 s by `seconds_of`: the usual one where it does, never below the least."""
    if seconds_of(USUAL) > LONGEST_SECONDS:
        return next((cost for cost in _LIGHTER if seconds_of(cost) <= LONGEST_SECONDS), LEAST)
    cost = USUAL
    while seconds_of(cost) < SHORTEST_SECONDS and cost.passes < MOST_PASSES:
        cost = PasswordCost(cost.memory_kib, cost.passes + 1)
    return cost
