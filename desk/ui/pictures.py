"""Takes a picture of every window in its main states, with a marked test person; works without a display."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication

from desk.services.desk import Desk
from desk.services.sample import sample_cards
from desk.services.sign_in import SignedIn
from desk.ui import background, style
from desk.ui.main_window import MainWindow
from desk.ui.run import prepare_application
from desk.ui.settling import settle
from desk.ui.sign_in_dialog import SignInDialog

WIDTH, HEIGHT = 1366, 768
PROCEDURE = "kh sinh"
MALFORMED_CARD = "064190000012|230000012|Nguyễn Thị Thử|31021990|Nữ|Thôn 1, xã Chư Pưh, Gia Lai|15062021"
PATIENCE_SECONDS = 30.0


def take_pictures(desk: Desk, officer: SignedIn, folder: Path) -> list[Path]:
    """PNG files of 1366 × 768 of sign-in, the intake form empty, searched, filled, refused, saved, and in the dark.

    One dossier of a test person is received on the way, so the home should be a practice one.
    """
    app = prepare_application()
    folder.mkdir(parents=True, exist_ok=True)
    taken: list[Path] = []
    style.dress(app, dark=False)
    dialog = SignInDialog(desk.home)
    dialog.show()
    settle()
    taken.append(_grab(dialog, folder / "01-dang-nhap.png"))
    if dialog.desk is not None:
        dialog.desk.close()
    dialog.deleteLater()
    window = _window(desk, officer)
    taken.append(_grab(window, folder / "02-tiep-nhan-trong.png"))
    form = window.intake
    form.applicant.scan.setText(MALFORMED_CARD)
    form.take_scan()
    taken.append(_grab(window, folder / "03-the-sai.png"))
    form.applicant.scan.setText(sample_cards()[0])
    form.take_scan()
    form.procedure.setFocus()
    form.procedure.insert(PROCEDURE)
    form.procedure.textEdited.emit(PROCEDURE)
    taken.append(_grab(window, folder / "04-tim-thu-tuc.png"))
    form.procedure.choose(form.procedure.listed()[0])
    form.promise.toggle_reasons()
    taken.append(_grab(window, folder / "05-da-dien.png"))
    style.dress(app, dark=True)
    taken.append(_grab(window, folder / "06-nen-toi.png"))
    style.dress(app, dark=False)
    form.save()
    settle()
    taken.append(_grab(window, folder / "07-da-luu.png"))
    window.close()
    window.deleteLater()
    settle()
    return taken


def _window(desk: Desk, officer: SignedIn) -> MainWindow:
    with desk.store.reading() as connection:
        office = desk.office(connection)
    window = MainWindow(desk, officer, office)
    window.resize(WIDTH, HEIGHT)
    window.show()
    settle()
    return window


def _grab(window: MainWindow | SignInDialog, file: Path) -> Path:
    settle()
    window.grab().save(str(file))
    return file
