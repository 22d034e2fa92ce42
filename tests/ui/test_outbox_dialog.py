"""The windows of messages by keys: what waits, what failed and why, sending, lists, what the applicant wants."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from builders import officer, person, person_request
from mail_seat import CITIZEN, Office, Scripted, free_port, setting, states
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from screens import ENGLISH, controls, same_as_golden, visible_texts

from desk.errors import DiskFull
from desk.rules.message_life import MessageState, MessageWay
from desk.services import message_lists
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.outbox import consent, messages
from desk.services.sending import send_messages
from desk.settings import Settings, write_settings
from desk.ui.main_window import MainWindow
from desk.ui.outbox.outbox_dialog import OutboxDialog
from desk.ui.outbox.posting import LONGEST_WAIT_SECONDS, Posting
from desk.ui.session import Session
from desk.ui.settling import settle


def told(desk: Desk, way: MessageWay | None = MessageWay.EMAIL) -> str:
    """A dossier whose applicant wants to be told."""
    request = person_request(applicant=person(email=CITIZEN), notify=way)
    return receive(desk, officer(desk, "tiepnhan"), request).number


def use_server(desk: Desk, port: int) -> None:
    """Write the mail server into the settings of the machine."""
    write_settings(desk.home.settings, Settings(mail=setting(port)))


@pytest.fixture
def open_it(qtbot: QtBot, session: Session) -> Callable[..., OutboxDialog]:
    """Opens the window, of all messages or of a dossier's."""

    def open_one(number: str = "", of: Session = session) -> OutboxDialog:
        dialog = OutboxDialog(of, Posting(of), number)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # the test takes it away
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        settle()
        return dialog

    return open_one


def chips(dialog: OutboxDialog) -> list[str]:
    """Where the messages stand, as the last column says."""
    last = dialog.model.columnCount() - 1
    return [str(dialog.model.index(row, last).data()) for row in range(dialog.model.rowCount())]


def choose(dialog: OutboxDialog, row: int) -> None:
    """Go to a row."""
    dialog.table.setFocus()
    dialog.table.selectRow(row)
    settle()


def test_an_empty_outbox_says_so(open_it: Callable[..., OutboxDialog]) -> None:
    dialog = open_it()
    assert dialog.empty.isVisible()
    assert "Không có tin nào" in dialog.empty.text()
    for button in (dialog.again, dialog.arrived, dialog.drop, dialog.open_button):
        assert not button.isEnabled()
    assert all(control.accessibleName() for control in controls(dialog))


def test_what_waits_went_and_failed_and_why(open_it: Callable[..., OutboxDialog], desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")
    for _ in range(3):
        told(desk)
    with Office(rcpt=("250 ok", "550 5.1.1 no", "450 4.2.2 full")).open() as post:
        send_messages(desk, clerk, setting(post.port), None)
    told(desk)
    with Scripted("reply") as cutting:
        send_messages(desk, clerk, setting(cutting.port), None)
    told(desk, MessageWay.SMS)
    dialog = open_it()
    assert chips(dialog) == ["Chờ xuất", "Chưa rõ đã đi", "Chờ gửi lại 09:05 23/11", "Không gửi được"]
    choose(dialog, 3)
    assert dialog.words.text().startswith("Địa chỉ không có thật (mã 550 5.1.1).\n")
    choose(dialog, 1)
    assert "hãy hỏi người nộp" in dialog.words.text()
    same_as_golden("outbox", dialog)
    dialog.which.setCurrentIndex(1)
    settle()
    assert chips(dialog)[-1] == "Đã gửi 09:00 23/11"
    assert dialog.chosen() is not None
    assert dialog.chosen().state is MessageState.UNKNOWN  # type: ignore[union-attr]
    assert not [text for text in visible_texts(dialog) if ENGLISH.search(text.replace("Esc", "").replace("Delete", ""))]


def test_an_officer_says_what_became_of_it_by_keys(
    open_it: Callable[..., OutboxDialog], desk: Desk, qtbot: QtBot
) -> None:
    for _ in range(3):
        told(desk)
    with Scripted("reply") as cutting:
        send_messages(desk, officer(desk, "tiepnhan"), setting(cutting.port), None)
    dialog = open_it()
    choose(dialog, 0)
    QTest.keyClick(dialog.table, Qt.Key.Key_F5)
    settle()
    assert dialog.message.text() == "Tin chờ gửi lại."
    choose(dialog, 1)
    QTest.keyClick(dialog.table, Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: states(desk)[1] is MessageState.ACCEPTED)  # a button is pressed down for a moment
    settle()
    choose(dialog, 1)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    settle()
    assert states(desk) == [MessageState.WITHDRAWN, MessageState.ACCEPTED, MessageState.AGAIN]
    dialog.drop.click()  # of what is chosen now
    settle()
    assert states(desk)[2] is MessageState.WITHDRAWN
    assert dialog.empty.isVisible()


def test_sending_now_tells_what_went_or_why_nothing_did(
    open_it: Callable[..., OutboxDialog], desk: Desk, qtbot: QtBot
) -> None:
    told(desk)
    dialog = open_it()
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "chưa ghi máy chủ thư" in dialog.message.text())
    use_server(desk, free_port())
    QTest.keyClick(dialog.table, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "Không nối được máy chủ thư" in dialog.message.text())
    assert dialog.message.property("tone") == "fault"
    with Office().open() as post:
        use_server(desk, post.port)
        dialog.send.click()
        qtbot.waitUntil(lambda: dialog.message.text() == "Đã gửi 1 tin.")
        dialog.send.click()
        qtbot.waitUntil(lambda: dialog.message.text() == "Không có tin chờ.")
    assert len(post.letters) == 1
    settle()
    assert dialog.empty.isVisible()


def test_a_list_is_written_where_the_officer_says(
    open_it: Callable[..., OutboxDialog], desk: Desk, tmp_path: Path
) -> None:
    told(desk, MessageWay.SMS)
    dialog = open_it()
    asked = dialog.ask_file(MessageWay.SMS)
    assert "tin-sms-2026-11-23.csv" in asked.selectedFiles()[0]
    asked.fileSelected.emit(str(tmp_path / "tin.csv"))
    asked.reject()
    settle()
    assert "danh sách số 1 gồm 1 tin" in dialog.message.text()
    assert "84912345678" in (tmp_path / "tin.csv").read_text(encoding="utf-8-sig")
    dialog.export(MessageWay.ZALO, tmp_path / "z.csv")
    settle()
    assert "chưa ghi tệp nào" in dialog.message.text()
    told(desk, MessageWay.SMS)
    dialog.export(MessageWay.SMS, tmp_path / "tin.csv")
    settle()
    assert dialog.message.property("tone") == "fault"
    assert dialog.sms.isEnabled()


def test_a_list_whose_file_is_gone_is_had_again(
    open_it: Callable[..., OutboxDialog], desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Path, _content: bytes) -> None:
        raise DiskFull(place=tmp_path)

    told(desk, MessageWay.SMS)
    dialog = open_it()
    assert not dialog.relist.isEnabled()
    with monkeypatch.context() as patched:
        patched.setattr(message_lists, "write_whole", full)
        dialog.export(MessageWay.SMS, tmp_path / "x.csv")
        settle()
    assert "danh sách số 1" in dialog.message.text()
    (asked,) = dialog.findChildren(QFileDialog)  # another place is asked for at once
    assert asked.isVisible()
    assert "tin-sms-1.csv" in asked.selectedFiles()[0]
    asked.fileSelected.emit(str(tmp_path / "y.csv"))
    asked.reject()
    settle()
    assert (tmp_path / "y.csv").exists()
    assert dialog.which.currentIndex() == 1  # all messages: the exported one is there, and so is its list
    assert dialog.relist.isEnabled()
    dialog.relist.click()
    again = [one for one in dialog.findChildren(QFileDialog) if one.isVisible()]
    assert "số 1" in again[0].windowTitle()
    again[0].fileSelected.emit(str(tmp_path / "z.csv"))
    again[0].reject()
    settle()
    assert (tmp_path / "z.csv").read_bytes() == (tmp_path / "y.csv").read_bytes()


def test_the_way_is_changed_on_the_dossier_s_messages(open_it: Callable[..., OutboxDialog], desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), told(desk, None)
    dialog = open_it(number)
    assert dialog.way.hasFocus()
    assert dialog.way.currentText() == "không nhắn"
    dialog.way.setCurrentIndex(dialog.way.findData("sms"))
    QTest.keyClick(dialog.way, Qt.Key.Key_F9)
    settle()
    assert consent(desk, clerk, number) is MessageWay.SMS
    assert dialog.message.text() == "Đã ghi: từ nay báo qua SMS."
    dialog.way.setCurrentIndex(0)
    dialog.save.click()
    settle()
    assert consent(desk, clerk, number) is None
    assert "không nhắn tin" in dialog.message.text()


def test_a_way_without_an_address_is_refused_in_words(open_it: Callable[..., OutboxDialog], desk: Desk) -> None:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    dialog = open_it(number)
    dialog.way.setCurrentIndex(dialog.way.findData("email"))
    dialog.session.changed.emit()  # a change elsewhere turns nothing back that is being chosen
    settle()
    assert dialog.way.currentData() == "email"
    dialog.save.click()
    settle()
    assert dialog.message.text() == "Chưa có thư điện tử của người nộp; hãy bổ sung mục này."
    same_as_golden("outbox-of-a-dossier", dialog)


def test_who_may_only_look_finds_nothing_to_press(
    open_it: Callable[..., OutboxDialog], desk: Desk, session: Session
) -> None:
    number = told(desk)
    admin = Session(desk.home, officer(desk, "admin"), desk, session.office)
    dialog = open_it("", admin)
    assert [one.isVisible() for one in (dialog.again, dialog.drop, dialog.sms, dialog.send)] == [False] * 3 + [True]
    choose(dialog, 0)
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    settle()
    assert states(desk) == [MessageState.WAITING]
    assert not open_it(number, admin).save.isEnabled()


def test_enter_opens_the_dossier(open_it: Callable[..., OutboxDialog], desk: Desk, session: Session) -> None:
    number, asked = told(desk), []
    session.dossier_asked.connect(asked.append)
    dialog = open_it()
    choose(dialog, 0)
    dialog.open_button.click()
    assert asked == [number]


# --- in the frame -----------------------------------------------------------------------------------------------------


def dialogs(window: MainWindow) -> list[QDialog]:
    """The dialogs that are open."""
    return [one for one in window.findChildren(QDialog) if one.isVisible()]


def test_a_key_of_the_frame_shows_the_office_s_or_the_dossier_s_messages(window: MainWindow, desk: Desk) -> None:
    number = told(desk)
    window.activateWindow()
    settle()
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    settle()
    (dialog,) = dialogs(window)
    assert dialog.windowTitle() == "Tin nhắn"
    dialog.reject()
    window.open_dossier(number)
    settle()
    link = next(one for one in window.findChildren(QPushButton) if one.accessibleName().startswith("Xem tin nhắn"))
    link.click()
    settle()
    (dialog,) = dialogs(window)
    assert dialog.windowTitle() == f"Tin nhắn của hồ sơ {number}"
    dialog.reject()
    settle()


def test_the_status_bar_counts_what_waits_and_what_is_wrong(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    assert window.status.messages.text() == "Tin nhắn   Ctrl+I"
    told(desk)
    qtbot.waitUntil(lambda: window.status.messages.text() == "1 tin chờ gửi   Ctrl+I", timeout=3000)
    with Office(rcpt=("550 no",)).open() as post:
        send_messages(desk, officer(desk, "tiepnhan"), setting(post.port), None)
    qtbot.waitUntil(lambda: window.status.messages.text() == "1 tin cần xem   Ctrl+I", timeout=3000)


def test_the_window_sends_by_itself_once_a_minute(window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    told(desk)
    with Office().open() as post:
        use_server(desk, post.port)
        window.upkeep._minute.timeout.emit()
        qtbot.waitUntil(lambda: states(desk) == [MessageState.ACCEPTED], timeout=5000)
        settle()
    assert len(post.letters) == 1
    (one,) = messages(desk, officer(desk, "tiepnhan"))
    assert one.state is MessageState.ACCEPTED


def test_a_machine_without_a_server_is_quiet(session: Session, desk: Desk) -> None:
    told(desk)
    posting, ended = Posting(session), []
    posting.ended.connect(ended.append)
    posting.tick()
    settle()
    assert (ended, posting.fault, states(desk)) == ([], None, [MessageState.WAITING])


def test_a_server_that_cannot_be_used_is_asked_less_and_less(
    session: Session, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(desk)
    use_server(desk, free_port())
    now = [1000.0]
    monkeypatch.setattr("desk.ui.outbox.posting.time.monotonic", lambda: now[0])
    posting, tried = Posting(session), []
    posting.ended.connect(lambda _run: tried.append(now[0]))
    for _ in range(120):
        posting.tick()
        settle()
        now[0] += 60
    waits = [after - before for before, after in pairwise(tried)]
    assert waits[:5] == [60, 120, 240, 480, 960]
    assert set(waits[5:]) == {LONGEST_WAIT_SECONDS}
    with Office().open() as post:
        use_server(desk, post.port)
        posting.send_now()  # an officer who asks does not wait
        settle()
    assert states(desk) == [MessageState.ACCEPTED]
    assert posting.fault is None
