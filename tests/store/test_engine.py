"""The engine's settings decide whether an acknowledged dossier survives a power cut."""

import pytest
from sqlcipher3 import dbapi2

from desk.errors import DiskFaulty, DiskFull, EngineTooOld, StoreBusy, StoreDamaged, StoreMissing, StoreReadOnly
from desk.store.engine import engine_version, open_engine, refuse_old_engine
from desk.store.faults import explain
from desk.store.migrate import migrate
from desk.store.store import Store


def test_durable_settings_are_on_every_connection(tmp_path):
    engine = open_engine(tmp_path / "a.db", create=True)
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            setting = lambda name, at=connection: at.exec_driver_sql(f"PRAGMA {name}").scalar_one()  # noqa: E731
            assert setting("journal_mode") == "wal"
            assert setting("synchronous") == 2  # FULL
            assert setting("foreign_keys") == 1
    engine.dispose()


def test_the_engine_in_use_is_safe_for_wal():
    assert engine_version() >= (3, 51, 3)


@pytest.mark.parametrize("version", [(3, 40, 1), (3, 51, 2)])
def test_an_older_engine_is_refused(version):
    with pytest.raises(EngineTooOld):
        refuse_old_engine(version)


def test_no_new_file_is_made_unless_told(tmp_path):
    with pytest.raises(StoreMissing):
        open_engine(tmp_path / "desk.db")
    assert not list(tmp_path.iterdir())


def test_ddl_rolls_back(tmp_path):
    engine = open_engine(tmp_path / "a.db", create=True)
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE gone (x)")
        connection.rollback()
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0
    engine.dispose()


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("database is locked", StoreBusy),
        ("database or disk is full", DiskFull),
        ("attempt to write a readonly database", StoreReadOnly),
        ("unable to open database file", StoreReadOnly),
        ("file is not a database", StoreDamaged),
        ("database disk image is malformed", StoreDamaged),
        ("disk I/O error", DiskFaulty),
    ],
)
def test_the_surroundings_words_become_errors(words, error):
    assert isinstance(explain(words, "x"), error)


def test_a_bug_of_ours_stays_a_bug():
    assert explain("near SELCT: syntax error", "x") is None
    assert explain("UNIQUE constraint failed: dossier.number", "x") is None


def test_a_locked_store_says_so_and_nothing_is_stored(tmp_path, monkeypatch):
    path = tmp_path / "desk.db"
    migrate(path, "desk", create=True)
    monkeypatch.setattr("desk.store.store.open_engine", lambda p, **_: open_engine(p, busy_seconds=0.1))
    holder = dbapi2.connect(str(path), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    store = Store(path)
    with pytest.raises(StoreBusy), store.writing():
        pass
    holder.execute("ROLLBACK")
    holder.close()
    store.close()


def test_a_full_disk_says_so_and_nothing_is_stored(tmp_path):
    path = tmp_path / "desk.db"
    migrate(path, "desk", create=True)
    store = Store(path)
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull), store.writing() as work:
        work.connection.exec_driver_sql("CREATE TABLE big (x)")
        work.connection.exec_driver_sql("INSERT INTO big VALUES (zeroblob(100000000))")
    with store.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'big'").scalar_one() == 0
    store.close()


def test_a_file_that_is_no_database_is_named(tmp_path):
    path = tmp_path / "desk.db"
    path.write_bytes(b"this is not a database at all" * 200)
    store = Store(path)
    with pytest.raises(StoreDamaged), store.reading() as connection:
        connection.exec_driver_sql("SELECT 1 FROM sqlite_master")
    store.close()
