"""No migration loses a child row, a trigger or the index, and a failed one leaves the store as it was."""

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from test_writing import AT, UNIT

from desk.errors import StoreDamaged, StoreTooNew
from desk.models import Officer, OfficerRole, Unit
from desk.store.backup import copy_store, prove_copy
from desk.store.full_text import add_words, search_words
from desk.store.migrate import (
    MigrationLostRows,
    expected_schema,
    known_revisions,
    migrate,
    row_counts,
    schema_of,
    upgrade,
)
from desk.store.revision import head_revision
from desk.store.statement import cursor_of
from desk.store.store import Store


@pytest.fixture
def filled(tmp_path):
    path = tmp_path / "desk.db"
    migrate(path, "desk", create=True)
    store = Store(path)
    with store.writing() as work:
        work.insert(Unit, UNIT)
        for login in ("a", "b", "c"):
            key = work.insert_new(Officer, {"login": login, "name": "Thử", "password": "x", "active": True})
            work.insert(OfficerRole, {"officer_id": key, "role": "clerk"})
        add_words(work.cursor, 7, "nguyen nguyễn")
        work.record(officer="admin", action="set-up", subject="x", at=AT)
    yield store
    store.close()


def rebuild_officer(connection):
    """What a later migration would do: rebuild a parent table that children and triggers hang on."""
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("officer", recreate="always") as batch:
        batch.add_column(sa.Column("phone", sa.String(40), nullable=True))


def test_rebuilding_a_parent_keeps_children_triggers_and_index(filled):
    with filled.reading() as connection:
        before, triggers = row_counts(connection), {name for name in schema_of(connection) if name[0] == "trigger"}
    upgrade(filled.engine, "desk", run=rebuild_officer)
    with filled.reading() as connection:
        assert row_counts(connection) == before
        assert before["officer_role"] == 3
        assert {name for name in schema_of(connection) if name[0] == "trigger"} == triggers
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        assert search_words(cursor_of(connection), '"nguy"*', 5) == [7]
        assert "phone" in schema_of(connection)["table", "officer"]
    with filled.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_the_triggers_would_have_been_lost_without_putting_them_back(filled, monkeypatch):
    monkeypatch.setattr("desk.store.migrate.put_back_triggers", lambda connection: None)
    upgrade(filled.engine, "desk", run=rebuild_officer)
    with filled.reading() as connection:
        assert ("trigger", "officer_no_delete") not in schema_of(connection)


def test_lost_rows_undo_the_whole_migration(filled):
    with filled.reading() as connection:
        before = schema_of(connection)

    def losing(connection):
        rebuild_officer(connection)
        connection.exec_driver_sql("DELETE FROM officer_role WHERE officer_id = 2")

    with pytest.raises(MigrationLostRows) as caught:
        upgrade(filled.engine, "desk", run=losing)
    assert caught.value.table == "officer_role"
    with filled.reading() as connection:
        assert schema_of(connection) == before
        assert row_counts(connection)["officer_role"] == 3


def test_a_failure_in_the_middle_leaves_no_half_schema(filled):
    with filled.reading() as connection:
        before = schema_of(connection)

    def failing(connection):
        rebuild_officer(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        upgrade(filled.engine, "desk", run=failing)
    with filled.reading() as connection:
        assert schema_of(connection) == before


@pytest.mark.parametrize("kind", ["desk", "kiosk"])
def test_a_new_store_is_at_the_newest_revision(tmp_path, kind):
    assert migrate(tmp_path / "new.db", kind, create=True)
    assert not migrate(tmp_path / "new.db", kind)
    assert known_revisions(kind)[-1] == head_revision(kind)


def test_the_models_and_the_migrations_agree(filled):
    from alembic.autogenerate import compare_metadata

    from desk.models import DeskBase

    with filled.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not name.startswith("dossier_words")},
        )
        assert compare_metadata(context, DeskBase.metadata) == []


def test_a_store_of_a_later_release_is_refused(filled):
    with filled.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    filled.close()
    with pytest.raises(StoreTooNew):
        migrate(filled.path, "desk")


def test_the_expected_schema_is_that_of_a_new_store(filled):
    with filled.reading() as connection:
        assert schema_of(connection) == expected_schema("desk")


def test_a_copy_taken_while_in_use_is_whole(filled, tmp_path):
    with filled.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM officer").scalar_one()
        copy_store(filled.path, tmp_path / "copy.db")
    assert prove_copy(tmp_path / "copy.db").chain_head
    assert [path.name for path in tmp_path.iterdir() if "copy" in path.name] == ["copy.db"]


def test_the_engine_reports_damage_of_the_index(filled):
    damage = "UPDATE dossier_words_data SET block = x'00' WHERE id = (SELECT max(id) FROM dossier_words_data)"
    with filled.engine.begin() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        connection.exec_driver_sql(damage)
    with filled.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() != ["ok"]


def test_an_empty_file_is_never_made_into_a_new_store(tmp_path):
    path = tmp_path / "desk.db"
    path.touch()
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            migrate(path, "desk")
