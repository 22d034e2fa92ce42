"""The rating window under fingers: armed by the desk, one vote for each stage, none lost, nothing left behind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import MONDAY, officer, person_request, practice_desk
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desk.errors import DiskFull, NoSuchScreen
from desk.paths import Home
from desk.services import kiosk_screen
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.kiosk_screen import Kiosk, OfficerShown, StageShown, open_kiosk
from desk.services.processing import act
from desk.services.ratings import SMALLEST_BATCH, arm_screen, hand_over_stages, rate, take_over_votes
from desk.services.steps import StepAsked
from desk.store import kiosk as spool
from desk.ui import background
from desk.ui.kiosk import ballot_box, tap_guard
from desk.ui.kiosk.look import LARGER, measure, millimetres
from desk.ui.kiosk.pictures import take_kiosk_pictures
from desk.ui.kiosk.rating_window import Pace, RatingWindow
from desk.ui.kiosk.run import chosen_screen
from desk.ui.kiosk.tap_guard import TapGuard
from desk.vocabulary import RatingLevel, Verb

QUICK = Pace(untouched=30, correction=0.25, thanks=0.2, poll=50, retry=60)
BEST, GOOD, BAD, WORST = RatingLevel
Show = Callable[..., RatingWindow]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A practice desk that has handed its questions over; pages may be tapped as soon as they are shown."""
    monkeypatch.setattr(tap_guard, "SETTLE_SECONDS", 0.0)
    monkeypatch.setattr(kiosk_screen, "BUSY_SECONDS", 0.05)
    desk = practice_desk(tmp_path)
    hand_over_stages(desk)
    yield desk
    background.finish()
    desk.close()


@pytest.fixture
def kiosk(desk: Desk) -> Iterator[Kiosk]:
    kiosk = open_kiosk(desk.home, SetClock(MONDAY))
    yield kiosk
    background.finish()
    kiosk.close()


@pytest.fixture
def show(qtbot: QtBot, kiosk: Kiosk) -> Show:
    """Opens the window and waits for its first look into the store."""

    def open_it(pace: Pace = QUICK, size: tuple[int, int] = (1024, 600), *, windowed: bool = True) -> RatingWindow:
        window = RatingWindow(kiosk, windowed=windowed, pace=pace)
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        qtbot.waitUntil(lambda: window.view is not None, timeout=2000)
        qtbot.wait(120)
        return window

    return open_it


def returned(desk: Desk) -> str:
    number = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.RETURN, collector="Nguyễn Thị Thử"))
    return number


def votes(kiosk: Kiosk) -> list[dict[str, Any]]:
    with kiosk.store.reading() as connection:
        return [dict(row._mapping) for row in connection.exec_driver_sql("SELECT * FROM vote")]


def tap(window: RatingWindow, button: QAbstractButton) -> None:
    """One finger down and up in the middle of a button."""
    assert button.isVisible()
    touch(window, button.mapTo(window, button.rect().center()))


def touch(window: RatingWindow, down: QPoint, up: QPoint | None = None) -> None:
    QTest.touchEvent(window, finger()).press(0, down, window).commit()
    QTest.touchEvent(window, finger()).release(0, up or down, window).commit()
    QApplication.processEvents()


def finger() -> Any:
    global _finger  # noqa: PLW0603 - a touch screen stays plugged in as long as the application runs
    if _finger is None:
        _finger = QTest.createTouchDevice()
    return _finger


_finger: Any = None


def face(window: RatingWindow, level: RatingLevel) -> QAbstractButton:
    return next(one for one in window.question.faces if one.level is level)


def arm(qtbot: QtBot, desk: Desk, window: RatingWindow, *, within: int = 1000) -> str:
    """Return a dossier; the question stands on the screen within a second."""
    number = returned(desk)
    assert arm_screen(desk, number)
    qtbot.waitUntil(lambda: window.page() is window.question, timeout=within)
    return number


def back_at_rest(qtbot: QtBot, window: RatingWindow) -> None:
    qtbot.waitUntil(lambda: window.page() is window.rest and not window.box.held(), timeout=3000)


def test_the_whole_way_from_the_counter_into_the_chain(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show(Pace(correction=0.25, thanks=0.2))  # asks the store at its real pace
    number = arm(qtbot, desk, window)
    shown = " ".join(label.text() for label in window.findChildren(QLabel))
    assert "Hộ tịch" in shown
    assert number not in shown
    assert "Nguyễn Thị Thử" not in shown
    tap(window, face(window, WORST))
    assert window.page() is window.reasons
    for code in ("late", "attitude", "online"):
        tap(window, next(chip for chip in window.reasons.chips if chip.code == code))
    tap(window, next(chip for chip in window.reasons.chips if chip.code == "online"))
    tap(window, window.send)
    assert window.page() is window.correction
    assert votes(kiosk) == [], "nothing counts while it may be changed"
    qtbot.waitUntil(lambda: window.page() is window.thanks, timeout=1000)
    back_at_rest(qtbot, window)
    assert {(one["subject"], one["level"], one["reasons"], one["month"]) for one in votes(kiosk)} == {
        ("tiepnhan", "very_dissatisfied", "late,attitude", "2026-11"),
        ("Hộ tịch", "very_dissatisfied", "late,attitude", "2026-11"),
    }
    for _ in range(SMALLEST_BATCH - 1):
        window.box.put(OfficerShown("lanhdao", "Rơ Châm Mẫu"), GOOD, ())
    qtbot.waitUntil(lambda: not window.box.held(), timeout=3000)
    assert take_over_votes(desk) == SMALLEST_BATCH
    assert votes(kiosk) == []
    with desk.store.reading() as connection:
        chained = connection.exec_driver_sql("SELECT * FROM rating").mappings().all()
    assert sum(row["level"] == "very_dissatisfied" and row["reasons"] == "late,attitude" for row in chained) == 2
    assert len(chained) == SMALLEST_BATCH + 1
    assert number not in json.dumps([dict(row) for row in chained])
    assert not arm_screen(desk, number), "a second vote of the stage is refused"
    qtbot.wait(600)
    assert window.page() is window.rest


def test_a_good_face_needs_one_tap(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    arm(qtbot, desk, window)
    tap(window, face(window, BEST))
    assert window.page() is window.correction
    back_at_rest(qtbot, window)
    assert {one["level"] for one in votes(kiosk)} == {"very_satisfied"}


def test_a_mouse_does_the_same(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    arm(qtbot, desk, window)
    qtbot.wait(150)
    QTest.mouseClick(face(window, GOOD), Qt.MouseButton.LeftButton)
    back_at_rest(qtbot, window)
    assert {one["level"] for one in votes(kiosk)} == {"satisfied"}


def test_the_choice_can_be_changed_before_it_counts(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show(Pace(correction=1.0, thanks=0.1, poll=50))
    arm(qtbot, desk, window)
    tap(window, face(window, BEST))
    first = window.correction._count.text()
    assert "1 giây" in first
    tap(window, window.correction.change)
    assert window.page() is window.question
    tap(window, face(window, GOOD))
    back_at_rest(qtbot, window)
    assert {one["level"] for one in votes(kiosk)} == {"satisfied"}
    assert len(votes(kiosk)) == 2


def test_the_countdown_is_seen(qtbot: QtBot, desk: Desk, show: Show) -> None:
    window = show(Pace(correction=2.0, poll=50))
    arm(qtbot, desk, window)
    tap(window, face(window, GOOD))
    assert window.correction._count.text().endswith("2 giây")
    qtbot.waitUntil(lambda: window.correction._count.text().endswith("1 giây"), timeout=2000)


def test_an_untouched_question_goes_away_and_can_be_had_back(
    qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show
) -> None:
    window = show(Pace(untouched=0.4, correction=0.1, thanks=0.1, poll=50))
    arm(qtbot, desk, window)
    qtbot.waitUntil(lambda: window.page() is window.rest, timeout=1500)
    qtbot.wait(200)
    assert window.page() is window.rest, "the same stage does not ask twice by itself"
    assert votes(kiosk) == []
    tap(window, window.rest.again)
    tap(window, face(window, GOOD))
    back_at_rest(qtbot, window)
    assert len(votes(kiosk)) == 2
    qtbot.wait(120)
    assert not window.rest.again.isVisible()


def test_a_touch_beside_the_faces_keeps_the_question(qtbot: QtBot, desk: Desk, show: Show) -> None:
    window = show(Pace(untouched=0.5, poll=50))
    arm(qtbot, desk, window)
    for _ in range(4):
        qtbot.wait(250)
        touch(window, QPoint(window.width() // 2, 60))
        assert window.page() is window.question
    qtbot.waitUntil(lambda: window.page() is window.rest, timeout=1500)


def test_reasons_left_unsent_count_the_face_alone(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show(Pace(untouched=0.4, correction=5, thanks=0.1, poll=50))
    arm(qtbot, desk, window)
    tap(window, face(window, BAD))
    tap(window, window.reasons.chips[0])
    back_at_rest(qtbot, window)
    assert {(one["level"], one["reasons"]) for one in votes(kiosk)} == {("dissatisfied", "")}


def test_a_newer_stage_replaces_an_unanswered_question(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    arm(qtbot, desk, window)
    first = window._subject
    assert arm_screen(desk, returned(desk))
    qtbot.waitUntil(lambda: window._subject != first, timeout=1000)
    tap(window, face(window, GOOD))
    back_at_rest(qtbot, window)
    assert isinstance(first, StageShown)
    assert kiosk_screen.vote(kiosk, first.token, GOOD, (), "2026-11"), "the earlier was not spent by it"


def test_a_stale_stage_does_not_open_the_window(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    kiosk.clock = SetClock(MONDAY.replace(minute=4))
    window = show()
    assert arm_screen(desk, returned(desk))
    qtbot.wait(300)
    assert window.page() is window.rest


def test_a_passer_by_chooses_an_officer(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    tap(window, window.rest.walk_in)
    assert window.page() is window.officers
    tap(window, window.back)
    assert window.page() is window.rest
    tap(window, window.rest.walk_in)
    tap(window, next(one for one in window.officers.buttons if one.code == "chuyenmon"))
    assert window.page() is window.question
    tap(window, face(window, GOOD))
    back_at_rest(qtbot, window)
    (vote,) = votes(kiosk)
    assert (vote["series"], vote["subject"]) == ("walk_in", "chuyenmon")


def test_many_officers_are_shown_a_page_at_a_time(show: Show) -> None:
    window = show()
    window.officers.show_officers(tuple(OfficerShown(f"thu{one}", f"Trần Văn Mẫu {one}") for one in range(20)))
    window.turn_to(window.officers)
    seen = [button.code for button in window.officers.buttons]
    for _ in range(2):
        tap(window, window.officers.more)
        seen += [button.code for button in window.officers.buttons]
    assert seen == [f"thu{one}" for one in range(20)]
    tap(window, window.officers.more)
    assert window.officers.buttons[0].code == "thu0"


def test_a_stage_rated_elsewhere_meanwhile_is_said(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show(Pace(correction=0.3, thanks=1.0, poll=60_000))
    number = returned(desk)
    arm_screen(desk, number)
    window.look_again()
    qtbot.waitUntil(lambda: window.page() is window.question, timeout=1000)
    tap(window, face(window, GOOD))
    rate(desk, number, BEST)
    qtbot.waitUntil(lambda: "trước đó" in window.thanks.text.text(), timeout=2000)
    assert {one["level"] for one in votes(kiosk)} == {"very_satisfied"}


def test_a_vote_waits_in_memory_while_the_store_is_locked(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    arm(qtbot, desk, window)
    tap(window, face(window, GOOD))
    with spool.changing(desk.kiosk):
        qtbot.waitUntil(window.trouble.isVisible, timeout=3000)
        assert "1 ý kiến chưa lưu được (dữ liệu đang bận)" in window.trouble.text()
        qtbot.waitUntil(lambda: window.page() is window.rest, timeout=3000)
        assert window.box.held() == 1
        assert not window.rest.again.isVisible()
    back_at_rest(qtbot, window)
    qtbot.waitUntil(lambda: not window.trouble.isVisible(), timeout=2000)
    assert len(votes(kiosk)) == 2


def test_a_full_disk_is_said_and_leaving_needs_a_second_word(
    qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise DiskFull(place=desk.home.root)

    window = show()
    arm(qtbot, desk, window)
    with monkeypatch.context() as patch:
        patch.setattr(ballot_box, "vote", full)
        tap(window, face(window, GOOD))
        qtbot.waitUntil(window.trouble.isVisible, timeout=3000)
        assert "ổ đĩa đầy" in window.trouble.text()
        assert str(desk.home.root) not in window.trouble.text()
        window.leave()
        assert window.isVisible()
        assert "Còn 1 ý kiến" in window.trouble.text()
    qtbot.waitUntil(lambda: not window.box.held(), timeout=3000)
    assert len(votes(kiosk)) == 2, "room again: it is stored after all"
    window.leave()
    assert not window.isVisible()


def test_leaving_stores_what_is_held_once(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    for _ in range(3):
        window.box.put(OfficerShown("tiepnhan", "Nguyễn Thị Mẫu"), GOOD, ())
    window.leave()
    assert not window.isVisible()
    assert len(votes(kiosk)) == 3


def test_several_fingers_at_once_mean_nothing(qtbot: QtBot, desk: Desk, kiosk: Kiosk, show: Show) -> None:
    window = show()
    arm(qtbot, desk, window)
    first, second = (face(window, level).mapTo(window, QPoint(60, 60)) for level in (BEST, WORST))
    QTest.touchEvent(window, finger()).press(0, first, window).commit()
    QTest.touchEvent(window, finger()).stationary(0).press(1, second, window).commit()
    QTest.touchEvent(window, finger()).release(0, first, window).stationary(1).commit()
    QTest.touchEvent(window, finger()).release(1, second, window).commit()
    assert window.page() is window.question
    tap(window, face(window, GOOD))
    assert window.page() is window.correction


def test_a_finger_that_slides_off_means_nothing(qtbot: QtBot, desk: Desk, show: Show) -> None:
    window = show()
    arm(qtbot, desk, window)
    first, second = (face(window, level).mapTo(window, QPoint(60, 60)) for level in (BEST, WORST))
    touch(window, first, second)
    assert window.page() is window.question
    assert not face(window, BEST).isDown()


def test_the_second_half_of_a_double_tap_hits_nothing(
    qtbot: QtBot, desk: Desk, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = show(Pace(correction=3, poll=50))
    arm(qtbot, desk, window)
    monkeypatch.setattr(tap_guard, "SETTLE_SECONDS", 0.4)
    window._guard._turned = 0.0
    tap(window, face(window, BEST))
    tap(window, window.correction.change)
    assert window.page() is window.correction
    qtbot.wait(600)
    tap(window, window.correction.change)
    assert window.page() is window.question


def test_mashing_freezes_the_screen_for_a_while(qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tap_guard, "FROZEN_SECONDS", 0.6)
    window = show()
    for _ in range(tap_guard.NONSENSE_LIMIT):
        touch(window, QPoint(5, 300))
    qtbot.waitUntil(window.frozen.isVisible, timeout=500)
    assert "từng lần một" in window.frozen.text()
    touch(window, window.rest.walk_in.mapTo(window, QPoint(20, 20)))
    assert window.page() is window.rest
    qtbot.waitUntil(lambda: not window.frozen.isVisible(), timeout=2000)
    tap(window, window.rest.walk_in)
    assert window.page() is window.officers


def test_the_guard_counts_only_what_comes_together() -> None:
    guard = TapGuard()
    for at in range(60):
        guard.nonsense(at * 0.6)
    assert guard.frozen(36.0) == 0
    for _ in range(tap_guard.NONSENSE_LIMIT):
        guard.nonsense(40.0)
    assert guard.frozen(41.0) == tap_guard.FROZEN_SECONDS - 1
    assert not guard.accepts(41.0)
    assert guard.accepts(40.0 + tap_guard.FROZEN_SECONDS)


def test_in_kiosk_dress_it_is_closed_by_its_keys_alone(qtbot: QtBot, show: Show) -> None:
    window = show(windowed=False)
    assert window.windowFlags() & Qt.WindowType.FramelessWindowHint
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_F4, Qt.Key.Key_Q):
        press(window, key, Qt.KeyboardModifier.AltModifier)
    window.close()
    assert window.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    press(window, Qt.Key.Key_Q, both)
    assert window.isVisible()
    qtbot.wait(150)
    assert "Ctrl+Alt+Q" in window.trouble.text()
    assert window.trouble.isVisible(), "the next look into the store does not wipe it"
    press(window, Qt.Key.Key_Q, both)
    assert not window.isVisible()


def press(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(window, QKeyEvent(kind, key, modifiers))


def test_nothing_leads_out_of_the_window(show: Show) -> None:
    window = show()
    assert window.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
    for widget in window.findChildren(QWidget):
        assert widget.toolTip() == ""
        if isinstance(widget, QLabel):
            assert not widget.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
            assert widget.textFormat() is Qt.TextFormat.PlainText


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1024, 600)])
def test_faces_are_wide_enough_and_everything_is_on_the_screen(
    qtbot: QtBot, desk: Desk, show: Show, size: tuple[int, int]
) -> None:
    window = show(size=size)
    window.larger.setChecked(True)
    arm(qtbot, desk, window)
    qtbot.wait(100)
    for one in window.question.faces:
        assert one.width() >= millimetres(window.screen(), 44)
        assert window.rect().contains(one.rect().translated(one.mapTo(window, QPoint())))
        assert one.accessibleName() == one.text() != ""
    tap(window, face(window, BAD))
    qtbot.wait(100)
    for chip in (*window.reasons.chips, window.send, window.back):
        assert window.rect().contains(chip.rect().translated(chip.mapTo(window, QPoint())))
        assert chip.accessibleName()
        assert chip.height() >= 36


def test_larger_text_is_larger_and_ends_with_its_reader(qtbot: QtBot, desk: Desk, show: Show) -> None:
    window = show(Pace(correction=0.1, thanks=0.1, poll=50))
    arm(qtbot, desk, window)
    before = window.question._question.font().pixelSize()
    assert 36 <= before <= 48
    tap(window, window.larger)
    assert window.question._question.font().pixelSize() == round(before * LARGER)
    tap(window, face(window, GOOD))
    back_at_rest(qtbot, window)
    assert not window.larger.isChecked()


@pytest.mark.parametrize(("width", "height"), [(800, 600), (1024, 600), (1366, 768), (1920, 1080), (2160, 3840)])
def test_the_question_has_36_to_48_pixels(width: int, height: int) -> None:
    sizes = measure(width, height, larger=False)
    assert 36 <= sizes.question <= 48
    assert sizes.portrait is (height > width)


def test_a_screen_of_unknown_size_is_taken_for_a_usual_one() -> None:
    assert millimetres(None, 25.4) == 96


def test_the_screen_is_chosen_by_its_number() -> None:
    screens = QGuiApplication.screens()
    assert chosen_screen(1) is screens[0]
    assert chosen_screen(None) is screens[min(1, len(screens) - 1)]
    for number in (0, -1, len(screens) + 1):
        with pytest.raises(NoSuchScreen) as refused:
            chosen_screen(number)
        assert refused.value.facts == {"screen": number, "count": len(screens)}


def test_a_store_that_cannot_be_read_is_said(
    qtbot: QtBot, show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = show()

    def unreadable(*_given: object) -> None:
        raise DiskFull(place=tmp_path)

    with monkeypatch.context() as patch:
        patch.setattr("desk.ui.kiosk.rating_window.look", unreadable)
        qtbot.waitUntil(window.trouble.isVisible, timeout=3000)
        assert "chưa đọc được" in window.trouble.text()
    qtbot.waitUntil(lambda: not window.trouble.isVisible(), timeout=3000)


def test_before_the_desk_has_begun_the_screen_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    home = Home(tmp_path / "new")
    home.database.touch()
    kiosk = open_kiosk(home, SetClock(MONDAY))
    window = RatingWindow(kiosk, windowed=True, pace=QUICK)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.view is not None, timeout=2000)
    assert not window.rest.walk_in.isVisible()
    assert any("sẽ sẵn sàng" in one.text() for one in window.rest.findChildren(QLabel))
    window.close()
    background.finish()
    kiosk.close()


def test_pictures_of_every_page_are_taken(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    taken = take_kiosk_pictures(tmp_path / "pictures", desk, {"nho": (1024, 600)})
    assert [file.name[:19] for file in taken] == ["man-hinh-danh-gia-0"] * 7
    assert len({file.read_bytes() for file in taken}) == 7
