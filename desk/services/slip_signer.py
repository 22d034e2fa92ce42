"""Signs slips with one key; it knows no desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk.rules.scan import SlipScan
from desk.rules.slip_signature import digits_of, key_id_of, signed_text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class SlipSigner:
    """Signs slips with the key in force."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.key_id = key_id_of(private.public_key().public_bytes_raw())

    def sign(self, scan: SlipScan) -> SlipScan:
        """The slip with the key's name and a signature over everything else."""
        named = replace(scan, key_id=self.key_id, signature="")
        return replace(named, signature=digits_of(self._private.sign(signed_text(named))))
