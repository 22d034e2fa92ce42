"""How a tried limit is told: how many would have met it, of how many, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.messages.words import UNIT_WORDS
from desk.rules.tried_limit import COUNTED

if TYPE_CHECKING:
    from desk.services.what_if import WouldMeet


def tried_words(found: WouldMeet, limit: int) -> str:
    """A sentence or two about a limit."""
    tried, unit = found.tried, found.limit.unit
    if not tried.of:
        return f"Từ {found.since:%d/%m/%Y} chưa có hồ sơ nào của thủ tục này có kết quả, chưa thử được."
    asked = limit if unit in COUNTED else 1
    low, high = tried.interval(asked)
    name = f"{limit} {UNIT_WORDS[unit]}" if unit in COUNTED else UNIT_WORDS[unit]
    words = (
        f"Nếu thời hạn là {name}: {tried.met(asked)}/{tried.of} hồ sơ một năm qua đạt, {percent(tried.share(asked))}"
        f" (khoảng tin cậy 95 %: {percent(low)} – {percent(high)})."
    )
    reached = [(share, tried.smallest(share / 100)) for share in (80, 90, 95)]
    told = [f"{share} % cần {least} {UNIT_WORDS[unit]}" for share, least in reached if least is not None]
    return f"{words} Để đạt {'; '.join(told)}." if told and unit in COUNTED else words


def percent(share: float) -> str:
    """A share with one decimal: `83,3 %`."""
    return f"{100 * share:.1f} %".replace(".", ",")
