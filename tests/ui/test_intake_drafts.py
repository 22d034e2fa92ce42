"""What was typed and not saved: on the disk a moment later, there again after the power went, gone once stored."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders import MONDAY, officer, practice_home
from intake_seat import CARD, OTHER_CARD, PrintDesk, fill, key, numbers, open_page, save, scanned, session_at
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from screens import press, type_text

from desk.errors import DiskFull
from desk.rules.instants import vietnam_day
from desk.services.desk import Desk
from desk.services.drafts import keep_draft, read_draft
from desk.services.intake import receive
from desk.services.intake_request import request_from_document
from desk.ui.intake import draft_keeper, saving
from desk.ui.intake.intake_page import IntakePage
from desk.ui.settling import settle


@pytest.fixture
def open_it(qtbot: QtBot, desk: Desk) -> Callable[[], IntakePage]:
    def open_one() -> IntakePage:
        session = session_at(desk)
        PrintDesk(session)
        return open_page(qtbot, session)

    return open_one


@pytest.fixture
def page(open_it: Callable[[], IntakePage]) -> IntakePage:
    return open_it()


def kept(desk: Desk) -> dict[str, Any] | None:
    found = read_draft(desk.home, "tiepnhan")
    return dict(found.document) if found else None


def test_what_is_typed_is_on_the_disk_a_moment_later(page: IntakePage, desk: Desk, qtbot: QtBot) -> None:
    type_text(page.fields.applicant.name, "Nguyễn Thị Th")
    qtbot.waitUntil(lambda: kept(desk) is not None, timeout=5000)
    assert kept(desk)["applicant"]["name"] == "Nguyễn Thị Th"  # type: ignore[index]


def test_locking_and_closing_keep_it_at_once(page: IntakePage, desk: Desk) -> None:
    type_text(page.fields.applicant.name, "Nguyễn Thị Thử")
    assert kept(desk) is None
    page.keep_now()
    assert kept(desk) is not None
    type_text(page.fields.applicant.phone, "0912345678")
    page.close()
    assert kept(desk)["applicant"]["phone"] == "0912345678"  # type: ignore[index]


def test_everything_comes_back(page: IntakePage, desk: Desk, open_it: Callable[[], IntakePage]) -> None:
    fill(page)
    page.take_scan(scanned(OTHER_CARD))
    key(page, Qt.Key.Key_F6)
    type_text(page.fields.authorised.paper, "số 12")
    page.fields.components.setCurrentCell(0, 0)
    press(page.fields.components, Qt.Key.Key_Space)
    page.fields.components.add("Giấy thử nghiệm", (2, 0, 1))
    page.fields.sets.setValue(2)
    page.fields.return_channel.setCurrentIndex(2)
    before = page.fields.document()
    page.close()
    again = open_it()
    assert again.fields.document() == before
    assert again.promise.moment() == "17:00 thứ Hai 23/11/2026"
    assert again.message.text().startswith("Đã lấy lại hồ sơ gõ dở lúc 09:00")
    save(again)
    assert len(numbers(desk)) == 1


def test_what_is_wrong_comes_back_as_it_was_typed(page: IntakePage, open_it: Callable[[], IntakePage]) -> None:
    for field, text in (("name", "A\u200db"), ("number", "12 34"), ("born", "31/02/19"), ("phone", "09")):
        type_text(getattr(page.fields.applicant, field), text)
    type_text(page.fields.procedure, "kh si")
    before = page.fields.document()
    page.close()
    assert open_it().fields.document() == before


def test_a_saved_dossier_leaves_no_draft(page: IntakePage, desk: Desk) -> None:
    fill(page)
    page.keep_now()
    save(page)
    assert kept(desk) is None
    page.begin_next()
    page.keep_now()
    settle()
    assert kept(desk) is None


def test_an_emptied_form_leaves_no_draft(page: IntakePage, desk: Desk) -> None:
    type_text(page.fields.applicant.name, "x")
    page.keep_now()
    page.fields.applicant.name.clear()
    page.keep_now()
    assert kept(desk) is None


def test_a_restored_draft_can_be_thrown_away_for_good(
    page: IntakePage, desk: Desk, open_it: Callable[[], IntakePage]
) -> None:
    fill(page)
    page.close()
    again = open_it()
    assert not again.fields.is_empty()
    again.clear_button.click()
    again.clear_button.click()
    settle()
    assert again.fields.is_empty()
    assert kept(desk) is None
    again.close()
    assert open_it().fields.is_empty()


def test_a_power_cut_before_the_commit_makes_one_dossier(
    page: IntakePage, desk: Desk, open_it: Callable[[], IntakePage], monkeypatch: pytest.MonkeyPatch
) -> None:
    def power_goes(*_given: object) -> None:
        raise DiskFull(place="x")

    monkeypatch.setattr(saving, "receive", power_goes)
    fill(page)
    save(page)
    monkeypatch.undo()
    again = open_it()
    save(again)
    save(page)  # whoever comes first: it is the same request
    assert len(numbers(desk)) == 1


def test_a_power_cut_between_commit_and_answer_is_told_and_makes_no_second_dossier(
    page: IntakePage, desk: Desk, open_it: Callable[[], IntakePage]
) -> None:
    fill(page)
    page.keep_now()
    document = kept(desk)
    assert document is not None
    request = request_from_document(document, vietnam_day(desk.clock.now()))
    number = receive(desk, officer(desk, "tiepnhan"), request).number
    again = open_it()
    assert number in again.message.text()
    assert again.fields.is_empty()
    assert kept(desk) is None
    assert numbers(desk) == [number]


def test_a_damaged_draft_is_put_aside_and_the_form_is_empty(desk: Desk, open_it: Callable[[], IntakePage]) -> None:
    desk.home.drafts.mkdir(exist_ok=True)
    (desk.home.drafts / "tiepnhan.json").write_bytes(b'{"document": {"applica')
    page = open_it()
    assert page.fields.is_empty()
    assert "tiepnhan.damaged" in page.message.text()
    assert (desk.home.drafts / "tiepnhan.damaged").exists()
    fill(page)
    save(page)
    assert len(numbers(desk)) == 1


@pytest.mark.parametrize(
    "document",
    [
        {}, {"applicant": 5, "components": {}, "sets": "x", "card": [], "authorised_person": "y", "note": 3},
        {"procedure": None, "components": [{"name": 1}, {"name": "a", "originals": "b"}, 7], "return_channel": 9},
        {"applicant": {"kind": "?", "id_kind": [], "sex": 4, "born": 7}, "request_id": {"a": 1}},
    ],
)  # fmt: skip
def test_a_draft_of_strange_shape_does_no_harm(
    desk: Desk, open_it: Callable[[], IntakePage], document: dict[str, Any]
) -> None:
    keep_draft(desk.home, "tiepnhan", document, MONDAY)
    page = open_it()
    page.take_scan(scanned(CARD))
    page.fields.procedure.clear()
    type_text(page.fields.procedure, "kh sinh")
    press(page.fields.procedure, Qt.Key.Key_Return)
    save(page)
    assert page.saved.isVisible() or page.message.isVisible()


def test_a_disk_that_is_full_is_told_once_and_stops_nobody(
    page: IntakePage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise DiskFull(place="ổ đĩa thử")

    monkeypatch.setattr(draft_keeper, "keep_draft", full)
    fill(page)
    page.keep_now()
    assert "ổ đĩa thử" in page.message.text()
    save(page)
    assert len(numbers(desk)) == 1


KILLED = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from PySide6.QtTest import QTest
from desk.paths import Home
from desk.services.desk import open_desk
from desk.ui.run import prepare_application
from intake_seat import CARD, scanned, session_at
from desk.ui.intake.intake_page import IntakePage
from desk.ui.settling import settle

app = prepare_application()
page = IntakePage(session_at(open_desk(Home(Path(sys.argv[1])))))
page.show()
settle()
page.take_scan(scanned(CARD))
page.fields.applicant.phone.setText("0912345678")
kept = page.session.home.drafts / "tiepnhan.json"
while not kept.exists() or b"0912345678" not in kept.read_bytes():
    QTest.qWait(50)
print("kept", flush=True)
page.fields.applicant.phone.setText("09123456789")
QTest.qWait(100_000)
"""


def test_the_draft_outlives_a_killed_process(tmp_path: Path, qtbot: QtBot) -> None:
    home = practice_home(tmp_path)
    tests = Path(__file__).parent
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join([*sys.path, str(tests.parent)])}
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(home.root), str(tests)], stdout=subprocess.PIPE, text=True, env=env
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == "kept"
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        process.stdout.close()
    whole = json.loads((home.drafts / "tiepnhan.json").read_bytes())
    assert whole["document"]["applicant"]["phone"] == "0912345678"
    logs = "".join(file.read_text(encoding="utf-8") for file in home.logs.glob("*.log"))
    assert "Thử" not in logs
    assert "0912345678" not in logs
    from desk.services.desk import open_desk

    desk = open_desk(home)
    session = session_at(desk)
    PrintDesk(session)
    page = open_page(qtbot, session)
    assert page.fields.applicant.phone.text() == "0912345678"
    assert page.fields.document()["card"] == CARD
    assert page.message.text().startswith("Đã lấy lại hồ sơ gõ dở")
    page.close()
    settle()
    desk.close()
