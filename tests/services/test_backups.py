"""A back-up that fails on a faulty disk says so and leaves nothing that looks like one."""

import errno
from pathlib import Path

import pytest
from builders import officer, practice_desk

from desk.errors import DiskFaulty
from desk.services import backups
from desk.services.backups import back_up


def broken(*_: object, **__: object) -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.fixture
def desk(tmp_path):
    made = practice_desk(tmp_path)
    yield made
    made.close()


def test_a_folder_that_cannot_be_made_is_the_disks_fault(desk, monkeypatch):
    monkeypatch.setattr(Path, "mkdir", broken)
    with pytest.raises(DiskFaulty):
        back_up(desk, officer(desk, "admin"))


def test_a_copy_that_cannot_even_be_taken_away_is_the_disks_fault(desk, monkeypatch, tmp_path):
    monkeypatch.setattr(backups, "prove_copy", broken)
    monkeypatch.setattr(Path, "unlink", broken)
    with pytest.raises(DiskFaulty):
        back_up(desk, officer(desk, "admin"), tmp_path / "copy.db")
