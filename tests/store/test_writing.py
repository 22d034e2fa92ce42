"""The one gate for changes: nothing commits without an entry, and the entry binds every row."""

import datetime as dt
import json

import pytest
from sqlalchemy.exc import DBAPIError

from desk.errors import ClockAhead, ClockWrong
from desk.models import AuditEntry, Officer, OfficerRole, Unit
from desk.rules.chain import GENESIS, entry_hash, row_digest
from desk.rules.instants import VIETNAM
from desk.store.migrate import migrate
from desk.store.store import Store
from desk.store.triggers import ADDED_ONLY, desk_triggers
from desk.store.writing import UnrecordedChange, plan_of

AT = dt.datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
UNIT = {
    "id": 1, "agency_code": "H21.18", "name": "Xã Thử", "superior_body": "UBND", "issuing_body": "TT", "place": "Thử",
    "address": "-", "phone": "-", "lookup": "-", "form_edition": "TT03-2025", "first_day": dt.date(2017, 1, 1),
    "practice": True,
}  # fmt: skip


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "desk.db"
    migrate(path, "desk", create=True)
    store = Store(path)
    with store.writing() as work:
        work.insert(Unit, UNIT)
        work.record(officer="admin", action="set-up", subject="H21.18", at=AT)
    yield store
    store.close()


def add_officer(work, login="thu"):
    return work.insert_new(Officer, {"login": login, "name": "Nguyễn Thị Thử", "password": "x", "active": True})


def test_rows_without_an_entry_are_undone(store):
    with pytest.raises(UnrecordedChange), store.writing() as work:
        add_officer(work)
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM officer").scalar_one() == 0


def test_an_entry_binds_each_row_and_the_entry_before(store):
    with store.writing() as work:
        key = add_officer(work)
        work.insert(OfficerRole, {"officer_id": key, "role": "clerk"}, {"officer_id": key, "role": "leader"})
        entry = work.record(officer="admin", action="user", subject="thu", at=AT)
    with store.reading() as connection:
        (first, second) = connection.exec_driver_sql("SELECT seq, payload, hash FROM audit_entry ORDER BY seq").all()
        stored = connection.exec_driver_sql("SELECT * FROM officer").one()
    assert first.hash == entry_hash(GENESIS, first.payload)
    assert second.hash == entry_hash(first.hash, second.payload) == entry.hash
    rows = json.loads(second.payload)["rows"]
    assert [(table, key) for table, key, _ in rows] == [
        ("officer", "1"), ("officer_role", "1:clerk"), ("officer_role", "1:leader"),
    ]  # fmt: skip
    assert rows[0][2] == row_digest("officer", list(stored))


def test_an_update_digests_the_whole_new_row(store):
    with store.writing() as work:
        key = add_officer(work)
        work.update(Officer, (key,), active=False, name="Trần Văn Mẫu")
        work.record(officer="admin", action="user", subject="thu", at=AT)
    with store.reading() as connection:
        stored = connection.exec_driver_sql("SELECT * FROM officer").one()
        payload = connection.exec_driver_sql("SELECT payload FROM audit_entry ORDER BY seq DESC").scalar()
    assert (stored.name, stored.active, stored.login) == ("Trần Văn Mẫu", 0, "thu")
    assert json.loads(payload)["rows"][-1] == ["officer", "1", row_digest("officer", list(stored))]


def test_a_failing_transaction_leaves_nothing(store):
    with pytest.raises(RuntimeError), store.writing() as work:
        add_officer(work)
        work.record(officer="admin", action="user", subject="thu", at=AT)
        raise RuntimeError
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar_one() == 1


def test_time_never_goes_back_along_the_chain(store):
    with store.writing() as work:
        assert work.now(AT - dt.timedelta(minutes=5)) == AT
        assert work.now(AT + dt.timedelta(minutes=1)) == AT + dt.timedelta(minutes=1)


@pytest.mark.parametrize(
    ("wrong", "refused"),
    [
        (-dt.timedelta(minutes=5, seconds=1), ClockWrong),
        (-dt.timedelta(days=400), ClockWrong),
        (dt.timedelta(days=30, seconds=1), ClockAhead),
    ],
)
def test_a_clock_that_cannot_be_believed_stamps_nothing(store, wrong, refused):
    with pytest.raises(refused), store.writing() as work:
        work.now(AT + wrong)


@pytest.mark.parametrize("table", ["unit", "audit_entry"])
def test_evidence_is_not_deleted_by_our_own_mistakes(store, table):
    with pytest.raises(DBAPIError, match="no_delete"), store.writing() as work:
        work.connection.exec_driver_sql(f"DELETE FROM {table}")


def test_entries_are_not_edited_by_our_own_mistakes(store):
    with pytest.raises(DBAPIError, match="audit_entry_no_update"), store.writing() as work:
        work.connection.exec_driver_sql("UPDATE audit_entry SET payload = '{}'")


def test_every_added_only_table_has_both_triggers():
    assert {f"{table}_no_{what}" for table in ADDED_ONLY for what in ("update", "delete")} <= desk_triggers().keys()


def test_the_stored_form_of_a_row_is_plain():
    values = plan_of(AuditEntry).stored({"unit_id": 1, "seq": 2, "at": AT})
    assert values[:3] == [1, 2, "2026-11-23T02:00:00Z"]
