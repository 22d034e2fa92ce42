"""Whether a slip that was scanned is genuine: its signature first, then what is stored of its dossier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from desk.errors import EntryMismatch, UnknownDossier
from desk.rules.check_code import check_code, same_code
from desk.rules.scan import SlipScan
from desk.rules.slip_signature import bytes_of, signed_text
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.sign_in import SignedIn, require
from desk.services.slip_keys import known_key
from desk.vocabulary import SlipVerdict


@dataclass(frozen=True)
class SlipChecked:
    """What a slip is. `since` is the appointment in force where the slip's own was given up meanwhile."""

    verdict: SlipVerdict
    number: str
    agency: str
    since: dt.datetime | None = None


def check_slip(desk: Desk, officer: SignedIn, scan: SlipScan) -> SlipChecked:
    """The verdict on a slip; one whose signature is ours and whose dossier is stored otherwise is put on record.

    Raises:
        NotAllowed and the faults of the store.
    """
    require(officer, "read")
    verdict = _signature(desk, scan)
    if verdict in {SlipVerdict.ALTERED, SlipVerdict.UNKNOWN_OFFICE}:
        return SlipChecked(verdict, scan.number, scan.agency_code)
    shown = _stored(desk, officer, scan)
    if shown is None:
        if verdict is SlipVerdict.UNSIGNED:
            return SlipChecked(SlipVerdict.ALTERED, scan.number, scan.agency_code)
        _alarm(desk, officer, scan)
        return SlipChecked(SlipVerdict.STORE_DIFFERS, scan.number, scan.agency_code)
    since = None if scan.promised_at == shown.promised_at else shown.promised_at
    return SlipChecked(verdict, scan.number, scan.agency_code, since)


def _signature(desk: Desk, scan: SlipScan) -> SlipVerdict:
    with desk.store.reading() as connection:
        ours = desk.office(connection).unit.agency_code
        key = known_key(connection, desk.store.unit_id, scan.key_id) if scan.signature else None
    if not scan.signature:
        return SlipVerdict.UNSIGNED if scan.agency_code == ours else SlipVerdict.UNKNOWN_OFFICE
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


def _stored(desk: Desk, officer: SignedIn, scan: SlipScan) -> DossierShown | None:
    """The dossier as the slip tells it; None where the store tells otherwise."""
    try:
        shown = show(desk, officer, scan.number)
    except (UnknownDossier, EntryMismatch):
        return None
    promised = scan.promised_at in {one.promised_at for one in shown.promises}
    same = scan.entry_seq == shown.entry_seq and same_code(scan.check_code, check_code(shown.entry_hash))
    return shown if promised and same else None


def _alarm(desk: Desk, officer: SignedIn, scan: SlipScan) -> None:
    """The paper is true and the store is not: that goes into the chain, where no clerk can take it out."""
    with desk.store.writing() as work:
        now = work.now(desk.clock.now())
        work.record(officer=officer.login, action="slip-alarm", subject=scan.number, at=now, seq=scan.entry_seq)
