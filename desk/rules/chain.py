"""The arithmetic of evidence: canonical JSON, digests of rows and receipts, and the hash that binds audit entries.

Source: docs/decisions/0004 (what the chain covers). Everything here is recomputed by `check`.
"""

from __future__ import annotations

import json
import json.encoder
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

GENESIS = "0" * 64

StoredValue = str | int | None


def _encoder() -> Callable[[object], str]:
    """The encoder of canonical JSON; where the interpreter has its compiled part, that is made once and kept."""
    slow = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return slow.encode
    # no table of containers seen: what is encoded here is built here and has no circles
    fast = make(None, slow.default, json.encoder.encode_basestring, None, ":", ",", True, False, False)
    return lambda value: "".join(fast(value, 0))


_ENCODE = _encoder()


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks; the same value always gives the same text."""
    return _ENCODE(value)


def entry_hash(previous: str, payload: str) -> str:
    """SHA-256 (64 hex digits) over the former entry's hash and this entry's payload."""
    return sha256(f"{previous}{payload}".encode()).hexdigest()


def row_digest(table: str, values: Sequence[StoredValue]) -> str:
    """Digest (32 hex digits) of a stored row: its table and all its values in column order.

    A row with personal values carries a random salt among them, so the digest tells nothing about the values.
    """
    return sha256(_ENCODE([table, *values]).encode()).hexdigest()[:32]


def salted_digest(salt: str, name: str, value: StoredValue) -> str:
    """Digest (64 hex digits) of one personal value that cannot be guessed without its salt."""
    return sha256(f"{salt}\x1f{name}\x1f{value}".encode()).hexdigest()


def receipt_digest(
    *,
    number: str,
    procedure: str,
    received_at: str,
    due_at: str,
    request_id: str | None,
    personal: Mapping[str, tuple[str, StoredValue]],
) -> str:
    """The `digest` of docs/command-line: SHA-256 over number, procedure, times, request id and salted personal values.

    Args:
        number: The dossier number.
        procedure: The procedure's code.
        received_at: ISO text with the offset of Vietnam.
        due_at: The first promise, as above.
        request_id: The id the request came with, or None.
        personal: Name of each personal value (`applicant.name`) with its salt and the value; empty ones are left out.
    """
    document = {
        "number": number,
        "procedure": procedure,
        "received_at": received_at,
        "due_at": due_at,
        "request_id": request_id,
        "personal": {
            name: salted_digest(salt, name, value) for name, (salt, value) in personal.items() if value is not None
        },
    }
    return sha256(canonical(document).encode()).hexdigest()
