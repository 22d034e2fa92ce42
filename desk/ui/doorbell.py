"""Lets a second start of the program bring the window that is there to the front, instead of opening another one."""

from __future__ import annotations

import hashlib
import os

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from desk.paths import Home

WAIT_MILLISECONDS = 2000
_RING = b"ring\n"


def name_of(home: Home) -> str:
    """The bell's name: one for each home and each account of the machine."""
    account = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    told = f"{os.path.realpath(home.root)}|{account}"
    return f"motcua-desk-{hashlib.sha256(told.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}"


def ring(home: Home) -> bool:
    """Ask the program that has this home open to come to the front. Returns whether it answered."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(home))
    if not socket.waitForConnected(WAIT_MILLISECONDS):
        return False
    socket.write(_RING)
    answered = socket.waitForReadyRead(WAIT_MILLISECONDS)
    socket.disconnectFromServer()
    return answered


class Doorbell(QObject):
    """Heard as long as this program has the home; whoever has its lock may take over a bell that was left behind.

    Signals:
        rung: somebody started the program again.
    """

    rung = Signal()

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name_of(home))
        self._server.newConnection.connect(self._answer)
        self._server.listen(name_of(home))  # where that fails, a second start says so in words

    def close(self) -> None:
        """Hear no more."""
        self._server.close()

    def _answer(self) -> None:
        socket = self._server.nextPendingConnection()
        socket.disconnected.connect(socket.deleteLater)
        socket.write(_RING)
        socket.flush()
        self.rung.emit()


def come_forward() -> None:
    """Bring the windows of this program to the front, the newest on top."""
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window.isWindow():
            if window.isMinimized():
                window.showNormal()
            window.raise_()
            window.activateWindow()
