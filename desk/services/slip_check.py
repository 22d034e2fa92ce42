"""Whether a slip that was scanned is genuine: its signature first, then what is stored of its dossier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.errors import EntryMismatch, UnknownDossier
from desk.rules.check_code import check_code, same_code
from desk.rules.instants import in_vietnam
from desk.rules.scan import SlipScan
from desk.rules.slip_signature import bytes_of, signed_text
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.requests import lay_alarm
from desk.services.sign_in import SignedIn, require
from desk.services.slip_keys import KnownKey, known_key
from desk.vocabulary import SlipField, SlipVerdict


@dataclass(frozen=True)
class SlipChecked:
    """What a slip is. `since` is the appointment in force where the slip's own was given up meanwhile.

    `differs` tells in what it is not what is stored; of a foreign signature under our own code, that it is foreign.
    """

    verdict: SlipVerdict
    number: str
    agency: str
    since: dt.datetime | None = None
    differs: tuple[SlipField, ...] = ()


def check_slip(desk: Desk, officer: SignedIn, scan: SlipScan) -> SlipChecked:
    """The verdict on a slip; where we signed it and its dossier is stored otherwise, the leaders are alarmed.

    Raises:
        NotAllowed. EntryMismatch: of an unsigned slip, whose dossier proves nothing. The faults of the store.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        ours = desk.office(connection).agency_codes
        key = known_key(connection, desk.store.unit_id, scan.key_id) if scan.signature else None
    verdict = _signature(scan, ours, key)
    if verdict is SlipVerdict.UNKNOWN_OFFICE:
        posing = (SlipField.SIGNATURE,) if scan.agency_code in ours else ()
        return SlipChecked(verdict, scan.number, scan.agency_code, differs=posing)
    shown, differs = _compare(desk, officer, scan, ours)
    if verdict is SlipVerdict.ALTERED:
        differs = differs or (SlipField.SIGNATURE,)
    elif shown is not None and not differs:
        since = None if scan.promised_at == shown.promised_at else shown.promised_at
        return SlipChecked(verdict, scan.number, scan.agency_code, since)
    elif verdict is SlipVerdict.UNSIGNED:
        verdict = SlipVerdict.ALTERED
    else:
        verdict = SlipVerdict.STORE_DIFFERS
        _alarm(desk, officer, scan)
    return SlipChecked(verdict, scan.number, scan.agency_code, differs=differs)


def _signature(scan: SlipScan, ours: frozenset[str], key: KnownKey | None) -> SlipVerdict:
    """What the slip is by itself, whatever is stored of its dossier."""
    if not scan.signature:
        return SlipVerdict.UNSIGNED if scan.agency_code in ours else SlipVerdict.UNKNOWN_OFFICE
    if key is None:
        return SlipVerdict.UNKNOWN_OFFICE
    if not _fits(key.public, scan):
        return SlipVerdict.ALTERED
    return SlipVerdict.GENUINE if key.newest else SlipVerdict.OLDER_KEY


def _fits(public: bytes, scan: SlipScan) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    signature = bytes_of(scan.signature)
    if signature is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_text(scan))
    except InvalidSignature:
        return False
    return True


def _compare(
    desk: Desk, officer: SignedIn, scan: SlipScan, ours: frozenset[str]
) -> tuple[DossierShown | None, tuple[SlipField, ...]]:
    """The dossier of the slip's number, None where it is unknown or bent, and in what the slip differs from it."""
    try:
        shown = show(desk, officer, scan.number)
    except UnknownDossier:
        return None, (SlipField.NUMBER,)
    except EntryMismatch:
        if not scan.signature:
            raise
        return None, ()
    fits = {
        SlipField.PROMISE: scan.promised_at in {one.promised_at for one in shown.promises},
        SlipField.AGENCY: scan.agency_code in ours,
        SlipField.ENTRY: scan.entry_seq == shown.entry_seq,
        SlipField.CHECK_CODE: same_code(scan.check_code, check_code(shown.entry_hash)),
    }
    if not (fits[SlipField.ENTRY] or fits[SlipField.CHECK_CODE]):
        return shown, (SlipField.NUMBER,)  # both are those of another dossier: its slip under this number
    return shown, tuple(field for field, same in fits.items() if not same)


def _alarm(desk: Desk, officer: SignedIn, scan: SlipScan) -> None:
    """The paper is true and the store is not: into the chain, where no clerk can undo it, and before the leaders."""
    at = in_vietnam(scan.promised_at)
    told = f"hẹn trả {at:%H:%M ngày %d/%m/%Y}, mục {scan.entry_seq}, mã {scan.check_code}"
    note = f"Dữ liệu khác giấy hẹn thật; giấy ghi {told}."
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        lay_alarm(work, officer, scan.number, note, now)
        work.record(officer=officer.login, action="slip-alarm", subject=scan.number, at=now, seq=scan.entry_seq)
