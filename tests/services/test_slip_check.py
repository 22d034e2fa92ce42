"""Each way of bending a slip is told apart; what we signed is believed before what is stored."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from builders import MONDAY, officer, person_request, practice_desk
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from desk.errors import EntryMismatch, NotAllowed
from desk.messages import verdict_words
from desk.models import AuditEntry, SlipKey
from desk.rules.scan import SlipScan, read_scan
from desk.services.checking import check
from desk.services.desk import Desk, open_desk
from desk.services.inbox import waiting
from desk.services.intake import receive
from desk.services.papers import content_of_paper, save_paper
from desk.services.processing import act
from desk.services.requests import approve, pending
from desk.services.results import find_scanned
from desk.services.slip_check import SlipChecked, check_slip
from desk.services.slip_keys import renew_key
from desk.services.slip_signer import SlipSigner
from desk.services.steps import StepAsked
from desk.services.unit_editing import change_heading, heading_of
from desk.vocabulary import DelayCause, PaperForm, RequestKind, RequestState, SlipField, SlipVerdict, Verb

TODAY = MONDAY.date()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def slip(desk: Desk, procedure: str = "1.004873") -> SlipScan:
    number = receive(desk, officer(desk, "tiepnhan"), person_request(procedure=procedure)).number
    return scan_of(desk, number)


def scan_of(desk: Desk, number: str) -> SlipScan:
    payload = content_of_paper(desk, officer(desk, "tiepnhan"), PaperForm.RECEIPT_SLIP, number).qr_payload
    scan = read_scan(payload, TODAY)
    assert isinstance(scan, SlipScan)
    return scan


def bend(desk: Desk) -> None:
    """Change what is promised behind the program's back."""
    with desk.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE dossier SET promised_at = '2027-01-29T10:00:00Z'")


def checked(desk: Desk, scan: SlipScan) -> SlipChecked:
    return check_slip(desk, officer(desk, "tiepnhan"), scan)


def verdict(desk: Desk, scan: SlipScan) -> SlipVerdict:
    return checked(desk, scan).verdict


def test_a_printed_slip_is_genuine_from_its_raster(desk: Desk, tmp_path: Path) -> None:
    number = slip(desk).number
    save_paper(desk, officer(desk, "tiepnhan"), PaperForm.RECEIPT_SLIP, number, tmp_path / "giay.pdf")
    picture = pypdfium2.PdfDocument(tmp_path / "giay.pdf")[0].render(scale=200 / 72).to_pil()
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    assert "Thử" not in code.text
    assert "064190000012" not in code.text
    scan = read_scan(code.text, TODAY)
    assert isinstance(scan, SlipScan)
    assert checked(desk, scan) == SlipChecked(SlipVerdict.GENUINE, number, scan.agency_code)
    assert check(desk, officer(desk, "lanhdao")).faults == ()


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("number", SlipField.NUMBER), ("promised_at", SlipField.PROMISE), ("agency_code", SlipField.AGENCY),
        ("entry_seq", SlipField.ENTRY), ("check_code", SlipField.CHECK_CODE), ("signature", SlipField.SIGNATURE),
    ],
)  # fmt: skip
def test_a_slip_altered_in_any_signed_field(desk: Desk, field: str, told: SlipField) -> None:
    scan = slip(desk)
    other: dict[str, object] = {
        "number": f"{scan.number[:-1]}9",
        "promised_at": scan.promised_at + dt.timedelta(days=1),
        "agency_code": "H99.99",
        "entry_seq": scan.entry_seq + 1,
        "check_code": "AAAA-BBBB-CCCC-DDDD",
        "signature": scan.signature[:-1] + str((int(scan.signature[-1]) + 1) % 10),
    }
    bent = dataclasses.replace(scan, **{field: other[field]})  # type: ignore[arg-type]
    found = checked(desk, bent)
    assert (found.verdict, found.differs) == (SlipVerdict.ALTERED, (told,))
    assert pending(desk, officer(desk, "lanhdao")) == []


def test_a_signature_copied_to_another_number(desk: Desk) -> None:
    first, second = slip(desk), slip(desk)
    copied = dataclasses.replace(second, signature=first.signature)
    assert verdict(desk, copied) is SlipVerdict.ALTERED
    found = checked(desk, dataclasses.replace(first, number=second.number))
    assert (found.verdict, found.differs) == (SlipVerdict.ALTERED, (SlipField.NUMBER,))


def test_a_slip_signed_by_another_office(desk: Desk) -> None:
    other = SlipSigner(Ed25519PrivateKey.generate())
    under_our_code = checked(desk, other.sign(slip(desk)))
    assert under_our_code.verdict is SlipVerdict.UNKNOWN_OFFICE
    assert "không do cơ quan này ký" in verdict_words(under_our_code)
    honest = checked(desk, other.sign(dataclasses.replace(slip(desk), agency_code="H21.99")))
    assert (honest.verdict, honest.differs) == (SlipVerdict.UNKNOWN_OFFICE, ())
    assert "không phải của cơ quan này (H21.99)" in verdict_words(honest)
    posing = dataclasses.replace(other.sign(slip(desk)), key_id=slip(desk).key_id)
    assert verdict(desk, posing) is SlipVerdict.ALTERED


def test_a_slip_of_an_older_key_stays_genuine(desk: Desk) -> None:
    before = slip(desk)
    renew_key(desk, officer(desk, "lanhdao"))
    assert verdict(desk, before) is SlipVerdict.OLDER_KEY
    assert verdict(desk, scan_of(desk, before.number)) is SlipVerdict.GENUINE
    with pytest.raises(NotAllowed):
        renew_key(desk, officer(desk, "tiepnhan"))
    assert check(desk, officer(desk, "lanhdao")).faults == ()


def test_a_slip_of_before_is_unsigned_and_a_stripped_one_is_no_better(desk: Desk) -> None:
    scan = dataclasses.replace(slip(desk), key_id="", signature="")
    assert verdict(desk, scan) is SlipVerdict.UNSIGNED
    assert verdict(desk, dataclasses.replace(scan, promised_at=MONDAY)) is SlipVerdict.ALTERED
    assert verdict(desk, dataclasses.replace(scan, agency_code="H21.99")) is SlipVerdict.UNKNOWN_OFFICE


def test_a_new_appointment_does_not_make_a_true_slip_false(desk: Desk) -> None:
    scan, holder = slip(desk), officer(desk, "chuyenmon")
    until = scan.promised_at + dt.timedelta(days=3)
    asked = StepAsked(Verb.EXTEND, "Chờ xác minh", until=until, cause=DelayCause.CONSULTATION)
    request = act(desk, holder, scan.number, asked).request
    assert request is not None
    approve(desk, officer(desk, "lanhdao"), request)
    assert checked(desk, scan) == SlipChecked(SlipVerdict.GENUINE, scan.number, scan.agency_code, until)


def test_a_true_slip_whose_store_differs_is_an_alarm_in_the_chain(desk: Desk) -> None:
    scan = slip(desk)
    signer = desk.slip_signer
    assert signer is not None
    told_otherwise = signer.sign(dataclasses.replace(scan, promised_at=scan.promised_at - dt.timedelta(days=1)))
    found = checked(desk, told_otherwise)
    assert (found.verdict, found.differs) == (SlipVerdict.STORE_DIFFERS, (SlipField.PROMISE,))
    with desk.store.reading() as connection:
        newest = select(AuditEntry.payload).order_by(AuditEntry.seq.desc()).limit(1)
        payload = json.loads(connection.execute(newest).scalar_one())
    assert (payload["action"], payload["object"]) == ("slip-alarm", scan.number)


def test_the_alarm_lies_before_the_leaders_until_one_has_looked_into_it(desk: Desk) -> None:
    """Of a dossier whose rows are bent as well: it is neither read nor stepped."""
    scan, leader = slip(desk), officer(desk, "lanhdao")
    bend(desk)
    assert verdict(desk, scan) is SlipVerdict.STORE_DIFFERS
    assert verdict(desk, scan) is SlipVerdict.STORE_DIFFERS
    (alarm,) = pending(desk, leader)
    assert (alarm.kind, alarm.subject, alarm.by) == (RequestKind.SLIP_ALARM, scan.number, "tiepnhan")
    assert scan.check_code in (alarm.note or "")
    assert alarm.may_decide
    assert waiting(desk, leader) == 1
    with pytest.raises(NotAllowed):
        approve(desk, officer(desk, "tiepnhan"), alarm.id)
    assert approve(desk, leader, alarm.id, "đã xem").state is RequestState.APPROVED
    assert pending(desk, leader) == []
    assert verdict(desk, scan) is SlipVerdict.STORE_DIFFERS
    assert len(pending(desk, leader)) == 1, "scanned again, it is news again"


def test_an_unsigned_slip_accuses_nobody_where_the_store_is_bent(desk: Desk) -> None:
    scan = dataclasses.replace(slip(desk), key_id="", signature="")
    bend(desk)
    with pytest.raises(EntryMismatch):
        checked(desk, scan)


def test_slips_of_before_the_office_got_another_code_are_its_own(desk: Desk) -> None:
    before, leader = slip(desk), officer(desk, "lanhdao")
    with desk.store.reading() as connection:
        heading = heading_of(desk.office(connection))
    change_heading(desk, leader, dataclasses.replace(heading, agency_code="H21.99"))
    assert verdict(desk, before) is SlipVerdict.GENUINE
    assert verdict(desk, dataclasses.replace(before, key_id="", signature="")) is SlipVerdict.UNSIGNED
    assert find_scanned(desk, officer(desk, "tiepnhan"), before).number == before.number
    assert scan_of(desk, before.number).agency_code == "H21.99"
    assert verdict(desk, scan_of(desk, before.number)) is SlipVerdict.GENUINE


def test_the_key_is_made_once_and_kept_for_its_owner_alone(desk: Desk) -> None:
    first = slip(desk)
    assert stat.S_IMODE(desk.home.slip_key.stat().st_mode) == 0o600
    again = open_desk(desk.home, desk.clock)
    try:
        assert scan_of(again, first.number).key_id == first.key_id
        with again.store.reading() as connection:
            assert connection.execute(select(func.count()).select_from(SlipKey)).scalar_one() == 1
    finally:
        again.close()


@pytest.mark.parametrize("left", [None, "", "không phải khóa", "00" * 31])
def test_a_lost_or_broken_key_file_makes_a_new_key_and_old_slips_are_still_known(desk: Desk, left: str | None) -> None:
    before = slip(desk)
    if left is None:
        desk.home.slip_key.unlink()
    else:
        desk.home.slip_key.write_text(left, encoding="utf-8")
    desk.slip_signer = None
    after = scan_of(desk, before.number)
    assert after.key_id != before.key_id
    assert (verdict(desk, before), verdict(desk, after)) == (SlipVerdict.OLDER_KEY, SlipVerdict.GENUINE)
