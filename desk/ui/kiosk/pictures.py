"""Takes a picture of each page of the rating screen, across and upright; works without a display."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop

from desk.services.desk import Desk
from desk.services.kiosk_screen import Kiosk, StageShown, open_kiosk
from desk.services.ratings import hand_over_stages
from desk.ui import background, style
from desk.ui.kiosk.rating_window import Pace, RatingWindow
from desk.vocabulary import RatingLevel

SIZES = {"ngang": (1920, 1080), "doc": (1080, 1920)}
# no stage has this token: were it voted for, the store would refuse
SHOWN = StageShown("", "Nguyễn Thị Thử", "Hộ tịch")
_STILL = Pace(untouched=3600, thanks=3600)


def take_kiosk_pictures(
    folder: Path, desk: Desk, sizes: dict[str, tuple[int, int]] | None = None, *, larger: bool = False
) -> list[Path]:
    """PNG files of every page in each of the sizes (by the end of the file's name). Nothing is voted."""
    from desk.ui.run import prepare_application

    style.dress(prepare_application(), dark=False)
    folder.mkdir(parents=True, exist_ok=True)
    hand_over_stages(desk)
    kiosk = open_kiosk(desk.home, desk.clock)
    taken = [
        file
        for name, (width, height) in (sizes or SIZES).items()
        for file in _take(kiosk, folder, name, width, height, larger=larger)
    ]
    kiosk.close()
    return taken


def _take(kiosk: Kiosk, folder: Path, name: str, width: int, height: int, *, larger: bool) -> list[Path]:
    window = RatingWindow(kiosk, windowed=True, pace=_STILL)
    window.resize(width, height)
    window.show()
    _settle()
    view = window.view
    assert view is not None
    assert view.questions is not None
    window.larger.setChecked(larger)
    taken = []
    for page, reach in _pages(window):
        reach()
        _settle()
        file = folder / f"man-hinh-danh-gia-{page}-{name}.png"
        window.grab().save(str(file))
        taken.append(file)
    window.leave()
    window.deleteLater()
    _settle()
    return taken


def _pages(window: RatingWindow) -> tuple[tuple[str, Callable[[], object]], ...]:
    """The names of the pages in their order, and what leads from each to the next."""

    def tick() -> None:
        for chip in window.reasons.chips[3:5]:
            chip.setChecked(True)

    def thank() -> None:
        window.turn_to(window.thanks)
        window.box.stored.emit()

    return (
        ("01-cho", lambda: None),
        ("02-chon-can-bo", window.rest.walk_in.click),
        ("03-cau-hoi", lambda: window.ask(SHOWN)),
        ("04-ly-do", lambda: window.question.answered.emit(RatingLevel.DISSATISFIED)),
        ("05-da-chon-ly-do", tick),
        ("06-doi-y", window.send.click),
        ("07-cam-on", thank),
    )


def _settle() -> None:
    """Let the window draw and its reading of the store end."""
    until = time.monotonic() + 5
    while True:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if not background.busy() or time.monotonic() > until:
            return
        time.sleep(0.005)
