"""Drafts on the disk: whole or not at all, private, one for each login, and never a second dossier."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from builders import MONDAY, officer, person_request, practice_desk
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import DiskFull, UnreadableFile
from desk.paths import Home
from desk.services import drafts
from desk.services.drafts import forget_draft, keep_draft, number_stored, read_draft, sweep_drafts
from desk.services.intake import receive

DOCUMENT = {"applicant": {"name": "Nguyễn Thị Thử"}, "procedure": "kh sinh", "request_id": "một"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def files(home: Home) -> list[str]:
    return sorted(file.name for file in home.drafts.iterdir())


def test_what_was_kept_is_read_again(home: Home) -> None:
    assert read_draft(home, "tiepnhan") is None
    keep_draft(home, "tiepnhan", {"applicant": {"name": "cũ"}}, MONDAY)
    keep_draft(home, "tiepnhan", DOCUMENT, MONDAY + dt.timedelta(minutes=12))
    found = read_draft(home, "tiepnhan")
    assert found is not None
    assert found.document == DOCUMENT
    assert found.kept_at == MONDAY + dt.timedelta(minutes=12)
    assert files(home) == ["tiepnhan.json"]


def test_only_its_owner_reads_it(home: Home) -> None:
    keep_draft(home, "tiepnhan", DOCUMENT, MONDAY)
    assert stat.S_IMODE((home.drafts / "tiepnhan.json").stat().st_mode) == 0o600
    assert stat.S_IMODE(home.drafts.stat().st_mode) == 0o700


def test_a_forgotten_draft_is_gone_and_forgetting_twice_is_no_fault(home: Home) -> None:
    keep_draft(home, "tiepnhan", DOCUMENT, MONDAY)
    forget_draft(home, "tiepnhan")
    forget_draft(home, "tiepnhan")
    assert read_draft(home, "tiepnhan") is None
    assert files(home) == []


@given(logins=st.lists(st.text(min_size=1, max_size=20), min_size=2, max_size=2, unique=True))
def test_no_login_leaves_the_folder_or_meets_another(logins: list[str]) -> None:
    home = Home(Path("nowhere"))
    made = [drafts._file(home, login.encode("utf-8", "replace").decode()) for login in logins]
    assert all(one.parent == home.drafts and one.name.isascii() for one in made)
    clean = [login.encode("utf-8", "replace").decode() for login in logins]
    assert (made[0] == made[1]) == (clean[0] == clean[1])


@pytest.mark.parametrize("login", ["../../etc/passwd", "..", "a/b", "C:\\x", "Đào"])
def test_odd_logins_keep_their_drafts_apart(home: Home, login: str) -> None:
    keep_draft(home, login, DOCUMENT, MONDAY)
    assert len(files(home)) == 1
    found = read_draft(home, login)
    assert found is not None
    assert found.document == DOCUMENT


@pytest.mark.parametrize(
    "damage",
    [
        b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b'{"document": 1, "kept_at": "2026-11-23T09:00:00+07:00"}',
        b'{"document": {}, "kept_at": "gestern"}', b'{"document": {}}', b"[" * 100_000, b" " * 1_000_001,
    ],
)  # fmt: skip
def test_a_damaged_draft_is_put_aside_and_told(home: Home, damage: bytes) -> None:
    home.drafts.mkdir()
    (home.drafts / "tiepnhan.json").write_bytes(damage)
    with pytest.raises(UnreadableFile) as caught:
        read_draft(home, "tiepnhan")
    aside = caught.value.facts["file"]
    assert isinstance(aside, Path)
    assert aside.read_bytes() == damage
    assert read_draft(home, "tiepnhan") is None, "told once, then the desk goes on"


def test_a_write_that_fails_leaves_the_draft_before(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_draft(home, "tiepnhan", DOCUMENT, MONDAY)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        keep_draft(home, "tiepnhan", {"applicant": {}}, MONDAY)
    monkeypatch.undo()
    found = read_draft(home, "tiepnhan")
    assert found is not None
    assert found.document == DOCUMENT
    assert files(home) == ["tiepnhan.json"]


def test_half_a_file_of_a_killed_process_is_swept_away(home: Home) -> None:
    home.drafts.mkdir()
    (home.drafts / ".abc.tmp").write_text("Nguyễn Thị Thử", encoding="utf-8")
    keep_draft(home, "tiepnhan", DOCUMENT, MONDAY)
    sweep_drafts(home)
    assert files(home) == ["tiepnhan.json"]


def test_what_a_form_may_hold_survives(home: Home) -> None:
    odd: dict[str, Any] = {"applicant": {"name": 'zero\u200dwidth \x00 \udc80 "quoted" 🙂'}}
    keep_draft(home, "tiepnhan", odd, MONDAY)
    found = read_draft(home, "tiepnhan")
    assert found is not None
    assert found.document == odd


def test_the_number_that_a_request_made(tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    made = receive(desk, officer(desk, "tiepnhan"), dataclasses.replace(person_request(), request_id="một"))
    assert number_stored(desk, "một") == made.number
    assert number_stored(desk, "hai") is None
    desk.close()
