"""Amounts of money as they stand on papers, in figures and in words."""

from __future__ import annotations

from desk.errors import BadAmount

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("tỷ", "triệu", "nghìn", "")
_HIGHEST = 999_999_999_999


def format_vnd(amount: int) -> str:
    """The amount in figures, thousands parted by dots: 8000 gives "8.000 đ"."""
    return f"{amount:,} đ".replace(",", ".")


def in_words(amount: int) -> str:
    """The amount in words with capital first letter, for receipts: 123000 gives "Một trăm hai mươi ba nghìn đồng".

    The wording of fee receipts: "lẻ" for missing tens, "mốt" and "tư" after "mươi", "lăm" after "mười" and "mươi".
    Raises BadAmount below zero and from one thousand tỷ.
    """
    if not 0 <= amount <= _HIGHEST:
        raise BadAmount(amount=amount)
    groups = [amount // 1000**power % 1000 for power in (3, 2, 1, 0)]
    said: list[str] = []
    for group, scale in zip(groups, _SCALES, strict=True):
        if group:
            said += _say_group(group, inner=bool(said))
            said += [scale] if scale else []
    text = " ".join(said or ["không"])
    return f"{text[0].upper()}{text[1:]} đồng"


def _say_group(group: int, *, inner: bool) -> list[str]:
    """Words of 1 to 999; an inner group (another stands before it) says its hundreds even when they are none."""
    hundreds, tens, ones = group // 100, group // 10 % 10, group % 10
    said = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if tens > 1:
        said += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        said.append("mười")
    elif ones and said:
        said.append("lẻ")
    if ones:
        said.append(_say_ones(ones, tens))
    return said


def _say_ones(ones: int, tens: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]
