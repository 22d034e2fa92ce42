"""Tells a scanner's typing from a person's: by its speed, its length and the bars of a card or slip."""

from __future__ import annotations

from dataclasses import dataclass

GAP_MILLISECONDS = 30  # a person's keys come at least 40 ms apart, a scanner's a few
SILENCE_MILLISECONDS = 90  # ends the scan of a reader that sends no Enter
PATIENCE_MILLISECONDS = 45  # a key may be on its way a little longer than its own time says
TOGETHER_MILLISECONDS = 150  # two scans closer than this were one burst
SHORTEST = 8
SHORTEST_WITHOUT_END = 20


@dataclass
class Burst:
    """Keys that came one right after the other; `at` are milliseconds of one clock."""

    text: str = ""
    keys: int = 0
    touched: bool = False
    last: int = 0

    def joins(self, at: int) -> bool:
        """Whether something at this moment belongs to the burst."""
        return self.keys > 0 and at - self.last <= GAP_MILLISECONDS

    def add(self, text: str, at: int, *, touched: bool = False) -> None:
        """One more; `touched` when an input method had its hand in it: composed text, or a key that takes back."""
        self.text += text
        self.keys += 1
        self.touched = self.touched or touched
        self.last = at

    @property
    def is_scan(self) -> bool:
        """Whether this, ended by Enter or Tab, is what a scanner types: long, and with the bars of a card or slip."""
        return len(self.text) >= SHORTEST and "|" in self.text

    def is_scan_without_end(self, at: int) -> bool:
        """Whether this is a scan although no Enter came until now."""
        return self.is_scan and len(self.text) >= SHORTEST_WITHOUT_END and at - self.last >= SILENCE_MILLISECONDS

    def may_go_on(self, at: int) -> bool:
        """Whether it is too early to say that a person typed this."""
        wait = SILENCE_MILLISECONDS if self.is_scan else PATIENCE_MILLISECONDS
        return self.keys > 0 and at - self.last < wait
