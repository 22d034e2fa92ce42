"""The store's own counter of commits: nothing for reading, something for a commit of another connection."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk

from desk.errors import StoreMissing
from desk.services.changes import StoreWatch
from desk.services.intake import receive


def test_a_commit_is_seen_once(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    watch = StoreWatch(desk.home.database)
    assert watch.changed()  # nobody knows what happened before the first look
    assert not watch.changed()
    receive(desk, officer(desk, "tiepnhan"), person_request())
    assert watch.changed()
    assert not watch.changed()
    watch.close()
    desk.close()


def test_a_store_that_is_gone_is_an_error_and_then_seen_again(tmp_path: Path) -> None:
    watch = StoreWatch(tmp_path / "desk.db")
    with pytest.raises(StoreMissing):
        watch.changed()
    desk = practice_desk(tmp_path)
    watch = StoreWatch(desk.home.database)
    assert watch.changed()
    watch.close()
    desk.close()
