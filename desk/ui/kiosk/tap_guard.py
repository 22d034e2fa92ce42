"""Tells a tap from mashing: no tap right after a page was turned, and a rest for who goes on without sense."""

from __future__ import annotations

from collections import deque

SETTLE_SECONDS = 0.4  # the second half of a double tap must not hit what the next page put under the finger
NONSENSE_SECONDS, NONSENSE_LIMIT = 10.0, 20
FROZEN_SECONDS = 30.0


class TapGuard:
    """Decides by a clock that is given to each call, in seconds."""

    def __init__(self) -> None:
        self._nonsense: deque[float] = deque(maxlen=NONSENSE_LIMIT)
        self._turned = -SETTLE_SECONDS
        self._frozen_until = 0.0

    def accepts(self, now: float) -> bool:
        """Whether a tap on a button counts."""
        if self.frozen(now) > 0:
            return False
        if not self.settled(now):
            self.nonsense(now)
            return False
        return True

    def settled(self, now: float) -> bool:
        """Whether the page has stood long enough to be meant."""
        return now - self._turned >= SETTLE_SECONDS

    def turned(self, now: float) -> None:
        """Another page is on the screen from now on."""
        self._turned = now

    def nonsense(self, now: float) -> None:
        """A touch that means nothing: beside all buttons, with several fingers, or too soon."""
        if self.frozen(now) > 0:
            return
        self._nonsense.append(now)
        if len(self._nonsense) == NONSENSE_LIMIT and now - self._nonsense[0] <= NONSENSE_SECONDS:
            self._frozen_until = now + FROZEN_SECONDS
            self._nonsense.clear()

    def frozen(self, now: float) -> float:
        """Seconds for which nothing is taken any more."""
        return max(self._frozen_until - now, 0.0)
