"""`check` sees and names any changed byte in what it covers, and is content with an untouched home."""

import dataclasses
import json
import shutil

import pytest
from builders import MONDAY, officer, person, person_request, practice_desk
from digitised import pdf
from money_seat import take_money
from sqlcipher3 import dbapi2

from desk.models import DeskBase
from desk.paths import Home
from desk.rules.chain import GENESIS, entry_hash
from desk.rules.fees import Original
from desk.rules.message_life import MessageWay
from desk.services.attachments import FileGiven, attach, detach
from desk.services.catalogue import StepBudget
from desk.services.catalogue_editing import add_edition, edition_of
from desk.services.checking import check, digested_models
from desk.services.collecting import HandOver
from desk.services.day_close import close_day
from desk.services.deputies import name_deputy
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.services.lanes import CopiesGiven, receive_visit, serve_copies
from desk.services.message_lists import export_messages
from desk.services.officers import grant
from desk.services.outbox import set_consent
from desk.services.pads import reserve_pad
from desk.services.papers import print_paper, save_paper
from desk.services.processing import act
from desk.services.ratings import hand_over_stages, rate
from desk.services.requests import approve
from desk.services.sign_in import SignedIn
from desk.services.steps import ResultGiven, StepAsked
from desk.services.turning_away import VisitGiven, turn_away
from desk.services.unit_editing import change_heading, heading_of
from desk.store.triggers import desk_triggers
from desk.vocabulary import (
    PDF_FOLDER,
    Channel,
    CollectedWith,
    LikenessReason,
    PaperForm,
    RatingLevel,
    Role,
    TurnedAway,
    Verb,
)

LEADER = SignedIn(4, "lanhdao", "Thử", frozenset({Role.LEADER}))
SHOWN = HandOver(CollectedWith.IDENTITY, paper_number="064190000012")
RATINGS_UNRECORDED = "dòng không có mục nhật ký nào ghi nhận"


def tell_of(desk, folder):
    """Messages in a list, put off, and of one who changed the way."""
    clerk = officer(desk, "tiepnhan")
    wants = [receive(desk, clerk, person_request(notify=MessageWay.SMS)).number for _ in range(2)]
    export_messages(desk, clerk, MessageWay.SMS, folder / "tin.csv")
    act(desk, officer(desk, "chuyenmon"), wants[0], StepAsked(Verb.FINISH))
    set_consent(desk, clerk, wants[0], MessageWay.ZALO)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory):
    """A home in which a little of everything happened."""
    folder = tmp_path_factory.mktemp("lived")
    desk = practice_desk(folder)
    clerk, examiner = officer(desk, "tiepnhan"), officer(desk, "chuyenmon")
    administrator = officer(desk, "admin")
    numbers = [receive(desk, clerk, person_request()).number]
    numbers.append(receive(desk, clerk, person_request(authorised_person=person(name="Trần Văn Mẫu"))).number)
    numbers.append(receive(desk, clerk, person_request(note="ghi chú thử")).number)
    act(desk, examiner, numbers[0], StepAsked(Verb.REQUEST_SUPPLEMENT, note="thiếu giấy"))
    act(desk, examiner, numbers[1], StepAsked(Verb.REQUEST_SUPPLEMENT))
    act(desk, examiner, numbers[1], StepAsked(Verb.ACCEPT_SUPPLEMENT))
    act(desk, examiner, numbers[2], StepAsked(Verb.FINISH))
    act(desk, clerk, numbers[2], StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử", hand_over=SHOWN))
    save_paper(desk, clerk, PaperForm.RECEIPT_SLIP, numbers[0], folder / "slip.pdf")
    tell_of(desk, folder)
    for _ in range(6):
        receive(desk, clerk, person_request())
    with desk.store.reading() as connection:
        rated = connection.exec_driver_sql("SELECT number FROM dossier ORDER BY id DESC LIMIT 6").scalars().all()
    for number in rated:
        rate(desk, number, RatingLevel.SATISFIED, (), None)
    for _ in range(5):
        rate(desk, None, RatingLevel.DISSATISFIED, (), "tiepnhan")
    hand_over_stages(desk)
    with desk.store.reading() as connection:
        heading = heading_of(desk.office(connection))
    change_heading(desk, administrator, dataclasses.replace(heading, phone="0269 000 000"))
    grant(desk, administrator, "chuyenmon", {Role.OFFICER, Role.CLERK})
    live(desk)
    take_money(desk)
    close_day(desk, officer(desk, "lanhdao"))
    desk.close()
    return desk.home


def live(desk):
    """What a long life leaves: every table of it has a row."""
    clerk, examiner, leader = (officer(desk, login) for login in ("tiepnhan", "chuyenmon", "lanhdao"))
    name_deputy(desk, officer(desk, "admin"), "chuyenmon")
    turn_away(
        desk, clerk, VisitGiven(TurnedAway.GUIDED, "1.001193", ("Giấy chứng sinh",), "thiếu giấy", "Trần Văn Mẫu")
    )
    other = receive(desk, clerk, person_request())
    number = receive(
        desk,
        clerk,
        person_request(
            channel=Channel.ONLINE,
            submitted_at=MONDAY,
            outside_number="H15.50-261123-0000975",
            despite=((other.dossier_id, LikenessReason.SAME_PERSON),),
        ),
    ).number
    act(desk, clerk, number, StepAsked(Verb.CORRECT, correction={"copies": 2}))
    act(desk, examiner, number, StepAsked(Verb.HAND_OVER, to="lanhdao"))
    asked = act(desk, clerk, other.number, StepAsked(Verb.VOID, note="nhập hai lần"))
    approve(desk, leader, asked.request, "đồng ý")
    act(desk, leader, number, StepAsked(Verb.FINISH, result=ResultGiven("12/KS", MONDAY.date(), "Trần Văn Mẫu")))
    served = serve_copies(desk, clerk, CopiesGiven(person(), (("Học bạ", Original(3, 2)),), "Trần Văn Mẫu"))
    print_paper(desk, clerk, PaperForm.FEE_RECEIPT, served.money.number, PDF_FOLDER)
    reserve_pad(desk, clerk, 2)
    receive_visit(desk, clerk, (person_request(), person_request(procedure="1.004873")))
    with desk.store.reading() as connection:
        procedure = desk.office(connection).catalogue.in_force("1.004873", MONDAY.date())
    edition = dataclasses.replace(
        edition_of(procedure),
        valid_from=MONDAY.date(),
        payment_stops=True,
        steps=(StepBudget("Thẩm định", "Tư pháp", 8),),
    )
    add_edition(desk, leader, edition, procedure.edition_id)
    wrong = attach(desk, clerk, number, FileGiven(pdf(2), "nhầm.pdf"))
    attach(desk, clerk, number, FileGiven(pdf(), "giấy chứng sinh.pdf", component=2))
    detach(desk, clerk, wrong.id, "của người khác")


@pytest.fixture
def copied(lived_in, tmp_path):
    shutil.copytree(lived_in.root, tmp_path / "copy")
    return Home(tmp_path / "copy")


def faults_of(home):
    desk = open_desk(home)
    try:
        return check(desk, LEADER).faults
    finally:
        desk.close()


def tamper(path, *statements):
    """Change the file as an insider would: triggers and foreign keys out of the way, and put back afterwards."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("PRAGMA synchronous=OFF")
    connection.execute("BEGIN IMMEDIATE")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(*statement) if isinstance(statement, tuple) else connection.execute(statement)
    for _, text in triggers:
        connection.execute(text)
    connection.execute("COMMIT")
    connection.close()


def test_an_untouched_copy_is_content(copied):
    assert faults_of(copied) == ()


def test_every_table_has_rows_to_be_tampered_with(lived_in):
    connection = dbapi2.connect(str(lived_in.database))
    empty = [model.__tablename__ for model in digested_models()
             if not connection.execute(f"SELECT 1 FROM {model.__tablename__} LIMIT 1").fetchone()]  # fmt: skip
    connection.close()
    assert empty == ["number_gap"]


def changed_value(value):
    if value is None:
        return 1
    if isinstance(value, int):
        return value + 1000
    return (value[:-1] + ("x" if value[-1:] != "x" else "y")) if value else "x"


@pytest.mark.parametrize("table", sorted(set(DeskBase.metadata.tables) - {"sign_in_try"}))
def test_every_changed_value_of_every_column_is_seen_and_named(lived_in, tmp_path, table):
    """One value a column, of the table's last row: changed alone, seen, and the table or number named."""
    source = dbapi2.connect(str(lived_in.database))
    columns = [column[1] for column in source.execute(f"PRAGMA table_info({table})")]
    keys = [column.name for column in DeskBase.metadata.tables[table].primary_key.columns]
    row = source.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {', '.join(keys)} DESC").fetchone()
    source.close()
    if row is None:
        assert table == "number_gap"
        return
    where = " AND ".join(f"{key} = ?" for key in keys)
    old_key = [row[columns.index(key)] for key in keys]
    home = Home(tmp_path / "home")
    shutil.copytree(lived_in.root, home.root)
    desk = open_desk(home)
    for name, value in zip(columns, row, strict=True):
        tamper(home.database, (f"UPDATE {table} SET {name} = ? WHERE {where}", (changed_value(value), *old_key)))
        new_key = [changed_value(value) if key == name else old for key, old in zip(keys, old_key, strict=True)]
        found = check(desk, LEADER).faults
        named = " ".join(fault.place for fault in found)
        assert found, f"{table}.{name} unseen"
        assert table in named or (table == "dossier" and str(row[columns.index("number")]) in named), (name, found)
        tamper(home.database, (f"UPDATE {table} SET {name} = ? WHERE {where}", (value, *new_key)))
    assert check(desk, LEADER).faults == ()
    desk.close()


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("DELETE FROM event WHERE dossier_id = 2 AND seq = 3", "event 2:3"),
        ("DELETE FROM component WHERE dossier_id = 1 AND position = 2", "component 1:2"),
        (
            "INSERT INTO component SELECT dossier_id, 9, unit_id, salt, name, 1, 0, 0 FROM component LIMIT 1",
            "component 1:9",
        ),
        ("DELETE FROM audit_entry WHERE seq = 4", "audit_entry 5"),
        ("DELETE FROM audit_entry WHERE seq = (SELECT max(seq) FROM audit_entry)", RATINGS_UNRECORDED),
        ("UPDATE number_counter SET last = last + 1", "number_counter 2026-11-23"),
        ("UPDATE dossier_words_data SET block = zeroblob(20) WHERE id > 100", "dossier_words"),
        ("INSERT INTO dossier_words(rowid, terms) VALUES (99, 'thu')", "dossier_words 99"),
        ("INSERT INTO dossier_words(rowid, terms) VALUES (1, 'khac')", "dossier_words H21.18-261123-0001"),
        ("UPDATE alembic_version SET version_num = '0000'", "alembic_version"),
        ("DROP INDEX ix_dossier_open", "ix_dossier_open"),
        ("CREATE TABLE extra (x)", "extra"),
    ],
)
def test_rows_index_counter_and_schema_are_covered(copied, statement, place, monkeypatch):
    tamper(copied.database, statement)
    if "alembic" in statement:
        monkeypatch.setattr("desk.services.desk.migrate", lambda *args, **named: False)
    found = faults_of(copied)
    assert place in {fault.place for fault in found} or any(place in fault.what for fault in found)


def test_a_trigger_left_out_or_weakened_is_named(copied):
    connection = dbapi2.connect(str(copied.database), isolation_level=None)
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("DROP TRIGGER event_no_delete")
    weak = desk_triggers()["event_no_delete"].replace("BEFORE DELETE", "BEFORE UPDATE")
    connection.execute(weak)
    connection.close()
    assert {"event_no_update", "event_no_delete"} <= {fault.place for fault in faults_of(copied)}


def test_a_promise_moved_with_its_dossier_is_seen(copied):
    """The wish behind most tampering: a late dossier that should look on time."""
    later = "2027-01-29T10:00:00Z"
    tamper(copied.database, ("UPDATE dossier SET promised_at = ?, computed_at = ? WHERE id = 3", (later, later)),
           ("UPDATE promise SET promised_at = ? WHERE dossier_id = 3", (later,)))  # fmt: skip
    places = {fault.place for fault in faults_of(copied)}
    assert {"dossier H21.18-261123-0003", "promise 3:1"} <= places


def test_even_a_recomputed_row_digest_breaks_the_chain_of_hashes(copied):
    connection = dbapi2.connect(str(copied.database))
    payload = connection.execute("SELECT payload FROM audit_entry WHERE seq = 3").fetchone()[0]
    connection.close()
    content = json.loads(payload)
    content["rows"][0][2] = "0" * 32
    forged = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    tamper(copied.database, ("UPDATE audit_entry SET payload = ?, hash = ? WHERE seq = 3",
                             (forged, entry_hash(GENESIS, forged))))  # fmt: skip
    assert "audit_entry 3" in {fault.place for fault in faults_of(copied)}


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE vote SET level = 'very_satisfied'", "vote"),
        ("UPDATE stage SET token = 'x' || substr(token, 2)", "stage"),
        ("UPDATE stage SET rated = 2", "stage"),
        ("UPDATE stage SET sector = 'khác'", "stage"),
        ("UPDATE kiosk_officer SET name = 'Khác'", "kiosk_officer"),
        ("DROP TABLE note", "note"),
    ],
)
def test_the_kiosk_is_covered(copied, statement, place):
    desk = open_desk(copied)
    rate(desk, None, RatingLevel.DISSATISFIED, (), "tiepnhan")
    desk.close()
    tamper(copied.kiosk_database, statement)
    assert any(fault.place.startswith(place) for fault in faults_of(copied))


def test_the_numbers_of_the_result(copied):
    desk = open_desk(copied)
    result = check(desk, officer(desk, "admin"))
    with desk.store.reading() as connection:
        last = connection.exec_driver_sql("SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1").one()
    desk.close()
    assert (result.dossiers, result.chain_length, result.chain_head) == (17, last.seq, last.hash)
    assert dataclasses.asdict(result)["faults"] == ()
    assert MONDAY.year == 2026
