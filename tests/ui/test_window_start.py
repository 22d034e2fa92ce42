"""Opening the desk: one window for each home, a sentence otherwise, and a heart that beats."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from desk.paths import Home
from desk.services.desk import Desk
from desk.ui import run
from desk.ui.widgets.labels import Strip


@pytest.fixture
def notices(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> list[str]:
    """The sentences of notices, which are closed at once."""
    said: list[str] = []

    def shown(dialog: run.NoticeDialog) -> int:
        qtbot.addWidget(dialog)
        said.extend(strip.text() for strip in dialog.findChildren(Strip))
        return 0

    monkeypatch.setattr(run.NoticeDialog, "exec", shown)
    return said


def test_a_second_window_is_refused_with_a_sentence(desk: Desk, notices: list[str]) -> None:
    first = QLockFile(str(desk.home.window_lock))
    first.setStaleLockTime(0)
    assert first.tryLock(0)
    assert run.open_window(desk.home) == 1
    first.unlock()
    assert len(notices) == 1
    assert "cửa sổ khác" in notices[0]


def test_a_home_without_a_store_is_said(tmp_path: Path, notices: list[str]) -> None:
    assert run.open_window(Home(tmp_path)) == 1
    assert len(notices) == 1


def test_the_heart_beats_from_the_gui_thread(
    qtbot: QtBot, qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "beat"
    monkeypatch.setenv(run.HEARTBEAT_VARIABLE, str(file))
    monkeypatch.setattr(run, "HEARTBEAT_MILLISECONDS", 20)
    timer = run.beat(run.prepare_application())
    assert timer is not None
    assert file.exists()
    file.unlink()
    qtbot.waitUntil(file.exists, timeout=2000)
    timer.stop()


def test_no_heart_is_asked_for(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(run.HEARTBEAT_VARIABLE, raising=False)
    assert run.beat(run.prepare_application()) is None
