"""A damaged or vanished store: its back-ups are offered, the sound one chosen, never a new empty store."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from screens import ENGLISH, visible_texts

from desk.errors import StoreDamaged
from desk.paths import Home
from desk.services.back_up_round import back_up_round
from desk.services.checking import check
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.ui.rescue_dialog import RescueDialog
from desk.ui.run import open_window
from desk.ui.settling import settle
from desk.ui.sign_in_dialog import SignInDialog


@pytest.fixture
def damaged(tmp_path: Path) -> Home:
    """A home whose store was ruined after a back-up."""
    desk = practice_desk(tmp_path)
    receive(desk, officer(desk, "tiepnhan"), person_request())
    back_up_round(desk)
    home = desk.home
    desk.close()
    home.database.write_bytes(b"ruined" * 4000)
    return home


def test_a_damaged_store_leads_to_its_back_ups(qtbot: QtBot, damaged: Home) -> None:
    dialog = SignInDialog(damaged)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    assert isinstance(dialog.rescue_wanted, StoreDamaged)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert damaged.database.read_bytes().startswith(b"ruined")


def test_the_sound_back_up_is_restored_by_the_administrator(qtbot: QtBot, damaged: Home) -> None:
    dialog = RescueDialog(damaged, "Tệp dữ liệu bị hỏng.")
    qtbot.addWidget(dialog)
    dialog.show()
    assert "✓ đã thử khôi phục, 1 hồ sơ" in dialog.list.currentItem().text()
    dialog.restore.click()  # without a password nothing begins
    assert dialog.restore.isEnabled()
    dialog.password.setText("sai-mat-khau")
    dialog.restore.click()
    settle()
    assert damaged.database.read_bytes().startswith(b"ruined")
    assert not ENGLISH.search("\n".join(visible_texts(dialog)))
    dialog.password.setText("thuchanh")
    dialog.restore.click()
    settle()
    assert "Đã khôi phục 1 hồ sơ" in dialog.message.text()
    assert "truoc-khoi-phuc" in dialog.message.text()
    assert dialog.password.text() == ""
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted
    desk = open_desk(damaged)
    assert check(desk, officer(desk, "lanhdao")).faults == ()
    desk.close()


def test_without_a_back_up_a_file_of_a_stick_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = RescueDialog(Home(tmp_path))
    qtbot.addWidget(dialog)
    dialog.show()
    assert "chưa có bản sao lưu" in dialog.message.text()
    dialog.restore.click()
    dialog.add_file(tmp_path / "none.db")
    dialog.password.setText("thuchanh")
    dialog.restore.click()
    settle()
    assert "không dùng được" in dialog.message.text()
    assert not (tmp_path / "desk.db").exists()


def test_who_restores_nothing_is_not_asked_for_ever(damaged: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def leave(dialog: RescueDialog) -> int:
        asked.append(dialog.message.text())
        return QDialog.DialogCode.Rejected.value

    monkeypatch.setattr(RescueDialog, "exec", leave)
    assert open_window(damaged) == 1
    assert len(asked) == 1
    assert "bị hỏng" in asked[0]


def test_the_administrator_may_restore_from_the_sign_in(qtbot: QtBot, tmp_path: Path) -> None:
    desk = practice_desk(tmp_path)
    dialog = SignInDialog(desk.home)
    qtbot.addWidget(dialog)
    dialog.show()
    settle()
    dialog.restore.click()
    assert dialog.restore_wanted
    assert dialog.result() == QDialog.DialogCode.Rejected
    desk.close()
