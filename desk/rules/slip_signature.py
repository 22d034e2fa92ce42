"""What a slip's signature is over, and how it stands in the code: in digits, which every scanner types as they are."""

from __future__ import annotations

import hashlib

from desk.rules.scan import SlipScan, signed_part

KEY_DIGITS = 8
_BYTES = 64  # Ed25519, RFC 8032
SIGNATURE_DIGITS = 155  # the longest that 512 bits need; digits also take the least room in a QR code


def signed_text(scan: SlipScan) -> bytes:
    """The bytes that are signed: everything in the code before the signature, so no field can be changed unseen."""
    return signed_part(scan).encode("utf-8")


def key_id_of(public: bytes) -> str:
    """The short name of a key: eight digits of the SHA-256 of its public half; it only says which key to try."""
    number = int.from_bytes(hashlib.sha256(public).digest()[:8], "big")
    return f"{number % 10**KEY_DIGITS:0{KEY_DIGITS}d}"


def digits_of(signature: bytes) -> str:
    """A signature of 64 bytes as 155 digits."""
    return f"{int.from_bytes(signature, 'big'):0{SIGNATURE_DIGITS}d}"


def bytes_of(digits: str) -> bytes | None:
    """The 64 bytes again; None for digits that are no signature."""
    if len(digits) != SIGNATURE_DIGITS or not (digits.isascii() and digits.isdecimal()):
        return None
    number = int(digits)
    return number.to_bytes(_BYTES, "big") if number < 1 << (8 * _BYTES) else None
