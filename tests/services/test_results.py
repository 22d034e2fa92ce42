"""Returning results: who may collect with which paper, what is kept of it, what waits, and whose slip was scanned."""

import dataclasses
import datetime as dt

import pytest
from builders import officer, person, person_request, practice_desk

from desk.errors import (
    BadIdentity,
    BadValue,
    DeskError,
    EntryMismatch,
    MissingField,
    OtherOffice,
    PaperDiffers,
    PaperNeeded,
    SlipNotGenuine,
    StepRefused,
    UnknownDossier,
)
from desk.rules.check_code import check_code
from desk.rules.scan import SlipScan
from desk.services.checking import check
from desk.services.collecting import HandOver
from desk.services.dossiers import CollectionShown, show
from desk.services.intake import receive
from desk.services.processing import act
from desk.services.results import find_scanned, is_old_slip, ready_of, ready_to_return
from desk.services.steps import StepAsked
from desk.vocabulary import CollectedWith, CollectorKind, IdKind, PartyRole, Status, Verb

SLIP, IDENTITY, AUTHORISATION = CollectedWith
APPLICANT, AUTHORISED, OTHER = CollectorKind
OWN, SOMEBODY, SPOUSE = "064190000012", "064190000777", "064190000099"


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk, **changes):
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure="1.004873", **changes)).number


def ready(desk, **changes):
    number = received(desk, **changes)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    return number


def give(desk, number, hand_over, to=None):
    step = StepAsked(Verb.RETURN, collector=to, hand_over=hand_over)
    return act(desk, officer(desk, "tiepnhan"), number, step)


def shown(desk, number):
    return show(desk, officer(desk, "tiepnhan"), number)


def slip_of(desk, number):
    dossier = shown(desk, number)
    with desk.store.reading() as connection:
        agency = desk.office(connection).unit.agency_code
    return SlipScan(number, dossier.promised_at, agency, dossier.entry_seq, check_code(dossier.entry_hash))


@pytest.mark.parametrize(
    ("hand_over", "to", "name", "kept"),
    [
        (HandOver(SLIP, APPLICANT), None, "Nguyễn Thị Thử", (APPLICANT, SLIP, None, False)),
        (HandOver(SLIP), None, "Nguyễn Thị Thử", (APPLICANT, SLIP, None, False)),
        (HandOver(SLIP), "nguyễn thị thử", "Nguyễn Thị Thử", (APPLICANT, SLIP, None, False)),
        (HandOver(SLIP, APPLICANT), "ai khác", "Nguyễn Thị Thử", (APPLICANT, SLIP, None, False)),
        (HandOver(SLIP), "Trần Văn Mẫu", "Trần Văn Mẫu", (AUTHORISED, SLIP, None, False)),
        (HandOver(IDENTITY, AUTHORISED, SPOUSE), None, "Trần Văn Mẫu", (AUTHORISED, IDENTITY, SPOUSE, False)),
        (
            HandOver(IDENTITY, APPLICANT, "064 190 000 012", lost_slip=True),
            None,
            "Nguyễn Thị Thử",
            (APPLICANT, IDENTITY, OWN, True),
        ),
        (
            HandOver(AUTHORISATION, None, "b1234567"),
            "Lê Thị Mẫu",
            "Lê Thị Mẫu",
            (OTHER, AUTHORISATION, "B1234567", False),
        ),
        (
            HandOver(AUTHORISATION, OTHER, SOMEBODY, lost_slip=True),
            "Lê Thị Mẫu",
            "Lê Thị Mẫu",
            (OTHER, AUTHORISATION, SOMEBODY, True),
        ),
    ],
)
def test_what_was_shown_is_kept(desk, hand_over, to, name, kept):
    spouse = person(name="Trần Văn Mẫu", personal_id=SPOUSE)
    number = ready(desk, authorised_person=spouse)
    give(desk, number, hand_over, to)
    dossier = shown(desk, number)
    assert dossier.status is Status.RETURNED
    assert dossier.events[-1].collector == name
    assert dossier.collection == CollectionShown(*kept)
    assert check(desk, officer(desk, "admin")).faults == ()


@pytest.mark.parametrize(
    ("hand_over", "to", "error", "facts"),
    [
        (HandOver(SLIP, AUTHORISED), None, MissingField, {"field": "authorised_person"}),
        (HandOver(AUTHORISATION, OTHER, SOMEBODY), None, MissingField, {"field": "to"}),
        (HandOver(SLIP), "Lê Thị Mẫu", PaperNeeded, {"paper": AUTHORISATION}),
        (HandOver(IDENTITY, OTHER, SOMEBODY), "Lê Thị Mẫu", PaperNeeded, {"paper": AUTHORISATION}),
        (HandOver(SLIP, APPLICANT, lost_slip=True), None, PaperNeeded, {"paper": IDENTITY}),
        (HandOver(SLIP, APPLICANT, OWN), None, BadValue, {"field": "paper_number", "value": OWN}),
        (HandOver(IDENTITY, APPLICANT), None, MissingField, {"field": "paper_number"}),
        (HandOver(IDENTITY, APPLICANT, "  "), None, MissingField, {"field": "paper_number"}),
        (HandOver(AUTHORISATION, OTHER), "Lê Thị Mẫu", MissingField, {"field": "paper_number"}),
        (HandOver(IDENTITY, APPLICANT, "06419000001"), None, BadIdentity, {"field": "citizen_id"}),
        (HandOver(IDENTITY, APPLICANT, "0641900000123"), None, BadIdentity, {"field": "citizen_id"}),
        (HandOver(IDENTITY, APPLICANT, "B12-3"), None, BadIdentity, {"field": "passport"}),
        (HandOver(IDENTITY, APPLICANT, SOMEBODY), None, PaperDiffers, None),
    ],
)
def test_what_the_rules_refuse_changes_nothing(desk, hand_over, to, error, facts):
    number = ready(desk)
    before = shown(desk, number)
    with pytest.raises(error) as refused:
        give(desk, number, hand_over, to)
    assert facts is None or refused.value.facts == facts
    assert shown(desk, number) == before


def test_a_number_that_differs_is_taken_once_it_is_confirmed(desk):
    number = ready(desk)
    give(desk, number, HandOver(IDENTITY, APPLICANT, SOMEBODY, confirmed=True))
    assert shown(desk, number).collection == CollectionShown(APPLICANT, IDENTITY, SOMEBODY, False)


def test_the_number_of_the_former_card_is_the_persons_too(desk):
    number = ready(desk, applicant=person(old_id="230000012"))
    give(desk, number, HandOver(IDENTITY, APPLICANT, "230000012"))
    assert shown(desk, number).status is Status.RETURNED


def test_a_person_without_a_stored_number_has_none_to_differ_from(desk):
    number = ready(desk, applicant=person(id_kind=IdKind.NONE, personal_id=None))
    give(desk, number, HandOver(IDENTITY, APPLICANT, SOMEBODY))
    assert shown(desk, number).status is Status.RETURNED


def test_a_name_alone_keeps_the_name_alone(desk):
    number = ready(desk)
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector="Lê Thị Mẫu"))
    dossier = shown(desk, number)
    assert (dossier.events[-1].collector, dossier.collection) == ("Lê Thị Mẫu", None)


def test_a_second_return_is_refused_before_its_paper_is_judged(desk):
    number = ready(desk)
    give(desk, number, HandOver(SLIP))
    with pytest.raises(StepRefused):
        give(desk, number, HandOver(IDENTITY, APPLICANT, SOMEBODY))


def test_a_collection_changed_behind_the_back_is_seen(desk):
    number = ready(desk)
    give(desk, number, HandOver(IDENTITY, APPLICANT, OWN))
    with desk.store.writing() as work:
        names = work.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            if name.startswith("collection"):
                work.connection.exec_driver_sql(f"DROP TRIGGER {name}")
        work.connection.exec_driver_sql("UPDATE collection SET lost_slip = 1")
    with pytest.raises(EntryMismatch) as refused:
        shown(desk, number)
    assert refused.value.facts["table"] == "collection"


# --- what waits -------------------------------------------------------------------------------------------------------


def test_what_waits_longest_comes_first(desk):
    numbers = [received(desk, applicant=person(name=name)) for name in ("Nguyễn Thị Thử", "Trần Văn Mẫu", "Lê Mẫu")]
    for number in reversed(numbers):
        act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
        desk.clock.at += dt.timedelta(minutes=1)
    clerk = officer(desk, "tiepnhan")
    found = ready_to_return(desk, clerk)
    assert [line.number for line in found.lines] == numbers[::-1]
    first = ready_to_return(desk, clerk, first=2)
    assert ([line.number for line in first.lines], first.count) == ([numbers[2], numbers[1]], 3)
    give(desk, numbers[2], HandOver(SLIP))
    assert [line.number for line in ready_to_return(desk, clerk).lines] == [numbers[1], numbers[0]]


@pytest.mark.parametrize("typed", ["mau tran", "Trần", "0002", "261123-0002", "099", "  "])
def test_words_narrow_what_waits(desk, typed):
    ready(desk)
    wanted = ready(desk, applicant=person(name="Trần Văn Mẫu", personal_id=SPOUSE, phone="0987650000"))
    received(desk, applicant=person(name="Trần Văn Mẫu", personal_id=SPOUSE))
    found = ready_to_return(desk, officer(desk, "tiepnhan"), words=typed)
    assert (found.count == 2) if not typed.strip() else ([line.number for line in found.lines] == [wanted])


def test_the_serial_that_was_typed_comes_before_what_only_begins_so(desk):
    numbers = [ready(desk) for _ in range(3)]
    found = ready_to_return(desk, officer(desk, "tiepnhan"), words="2")  # each number has 26 in its day
    assert [line.number for line in found.lines] == [numbers[1], numbers[0], numbers[2]]


def test_signs_alone_find_nothing(desk):
    ready(desk)
    assert ready_to_return(desk, officer(desk, "tiepnhan"), words="%*'\"").count == 0


def test_a_person_is_known_by_the_whole_number_and_by_role(desk):
    clerk, spouse = officer(desk, "tiepnhan"), person(name="Trần Văn Mẫu", personal_id=SPOUSE)
    own = ready(desk, applicant=spouse)
    beside = ready(desk, authorised_person=spouse)
    received(desk, applicant=spouse)
    assert [line.number for line in ready_of(desk, clerk, SPOUSE).lines] == [own]
    assert [line.number for line in ready_of(desk, clerk, SPOUSE, PartyRole.AUTHORISED_PERSON).lines] == [beside]
    assert ready_of(desk, clerk, SPOUSE[:-1]).count == 0


# --- slips ------------------------------------------------------------------------------------------------------------


def test_a_slip_of_ours_finds_its_dossier(desk):
    number = ready(desk)
    scan = slip_of(desk, number)
    found = find_scanned(desk, officer(desk, "tiepnhan"), scan)
    assert found == shown(desk, number)
    assert not is_old_slip(scan, found)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"agency_code": "H99.99"}, OtherOffice),
        ({"number": "H21.18-261123-0099"}, UnknownDossier),
        ({"check_code": "AAAA-BBBB-CCCC-DDDD"}, SlipNotGenuine),
        ({"check_code": "?"}, SlipNotGenuine),
        ({"entry_seq": 1}, SlipNotGenuine),
        ({"promised_at": dt.datetime(2026, 11, 24, 17, tzinfo=dt.UTC)}, SlipNotGenuine),
    ],
)
def test_another_slip_is_refused(desk, changes, error):
    number = ready(desk)
    scan = dataclasses.replace(slip_of(desk, number), **changes)
    with pytest.raises(DeskError) as refused:
        find_scanned(desk, officer(desk, "tiepnhan"), scan)
    assert type(refused.value) is error
    assert refused.value.facts["number"] == scan.number


def test_the_slip_of_one_dossier_does_not_fit_another(desk):
    first, second = ready(desk), ready(desk)
    with pytest.raises(SlipNotGenuine):
        find_scanned(desk, officer(desk, "tiepnhan"), dataclasses.replace(slip_of(desk, first), number=second))


def test_a_slip_from_before_a_new_promise_is_an_old_one(desk):
    number, examiner = received(desk), officer(desk, "chuyenmon")
    scan = slip_of(desk, number)
    act(desk, examiner, number, StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu tờ khai"))
    desk.clock.at += dt.timedelta(days=2)
    act(desk, examiner, number, StepAsked(Verb.ACCEPT_SUPPLEMENT))
    found = find_scanned(desk, officer(desk, "tiepnhan"), scan)
    assert is_old_slip(scan, found)
    assert not is_old_slip(slip_of(desk, number), found)
