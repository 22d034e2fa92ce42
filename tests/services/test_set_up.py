"""A set-up leaves one whole home or none, also on a disk that fails."""

import errno
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from desk.errors import DiskFaulty
from desk.paths import Home
from desk.services import set_up
from desk.services.clock import SystemClock
from desk.store.store import Store


def test_a_store_whose_log_could_not_be_folded_in_is_not_put_in_place(tmp_path, monkeypatch):
    held = []

    class Unfolded(Store):
        def close(self):
            held.append(dbapi2.connect(str(self.path)))  # while another is there, the log is left beside the file
            held[0].execute("SELECT * FROM unit").fetchall()
            super().close()

    monkeypatch.setattr(set_up, "Store", Unfolded)
    with pytest.raises(DiskFaulty):
        set_up.make_home(Home(tmp_path), None, SystemClock(), empty=True)
    held[0].close()
    assert not list(tmp_path.iterdir())


def test_a_home_whose_folder_could_not_be_synced_is_taken_back(tmp_path, monkeypatch):
    def fail(_: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(set_up, "sync_folder", fail)
    with pytest.raises(DiskFaulty):
        set_up.make_home(Home(tmp_path), None, SystemClock(), empty=True)
    assert not list(tmp_path.iterdir())
