"""The check code of a paper: a short form of its audit entry's hash that a person can compare by eye."""

from __future__ import annotations

import base64
import re

_BYTES = 10  # 80 bits make 16 symbols of base32
_CODE = re.compile(r"[A-Z2-7]{16}")


def check_code(entry_hash_hex: str) -> str:
    """The first 80 bits of a SHA-256, given in hex, in base32 (RFC 4648) by fours: "ABCD-EFGH-JKLM-NPQR"."""
    symbols = base64.b32encode(bytes.fromhex(entry_hash_hex)[:_BYTES]).decode("ascii")
    return "-".join(symbols[start : start + 4] for start in range(0, len(symbols), 4))


def same_code(first: str, second: str) -> bool:
    """Whether both are one and the same whole check code; blanks, hyphens and case do not matter."""
    bare = [re.sub(r"[\s-]", "", code).upper() for code in (first, second)]
    return bare[0] == bare[1] and _CODE.fullmatch(bare[0]) is not None
