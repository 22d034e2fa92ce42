"""Takes a picture of every window in its states, with marked test persons; works without a display."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from desk.services.board import board
from desk.services.desk import Desk
from desk.services.entrance import Door
from desk.services.sample import officers_of
from desk.services.sign_in import SignedIn
from desk.ui import scenes, style
from desk.ui.album import Album
from desk.ui.kiosk.pictures import take_kiosk_pictures
from desk.ui.main_window import HEIGHT, WIDTH, MainWindow
from desk.ui.run import prepare_application
from desk.ui.session import Session
from desk.ui.settling import settle
from desk.ui.sign_in_dialog import SignInDialog
from desk.vocabulary import Role


def take_pictures(desk: Desk, officer: SignedIn, folder: Path) -> list[Path]:
    """PNG files of 1366 × 768 of every place in its states, then of the citizen's screen.

    Dossiers of test persons are received and returned on the way, so the home should be a practice one.
    """
    style.dress(prepare_application(), dark=False)
    album = Album(folder)
    kiosk = take_kiosk_pictures(folder, desk)  # first: later a return has made it ask
    _door(desk, album)
    people = officers_of(desk)
    for who, shown in (
        (officer, scenes.COUNTER),
        (people[Role.OFFICER], scenes.EXAMINING),
        (people[Role.LEADER], scenes.LEADING),
        (people[Role.ADMIN], scenes.OFFICE),
    ):
        _of(desk, who, shown, album)
    return [*album.taken, *kiosk]


def _door(desk: Desk, album: Album) -> None:
    dialog = SignInDialog(desk.home)
    dialog.show()
    album.take(dialog, "dang-nhap")
    dialog.login.setText("tiepnhan")
    dialog.password.setText("sai mật khẩu")
    dialog.enter.click()
    album.take(dialog, "dang-nhap-sai")
    dialog.close()
    dialog.deleteLater()


def _of(desk: Desk, officer: SignedIn, shown: tuple[Callable[[MainWindow, Album], None], ...], album: Album) -> None:
    """The scenes of one officer in a window of theirs."""
    with desk.store.reading() as connection:
        office = desk.office(connection)
    session = Session(desk.home, officer, desk, office)
    window = MainWindow(session, Door(office.unit.name, office.unit.practice), board(desk, officer))
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle()
    for scene in shown:
        scene(window, album)
    window.close()
    window.deleteLater()
    settle()
