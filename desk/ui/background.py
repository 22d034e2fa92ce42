"""The one way off the GUI thread: work runs in a pool, its outcome comes back on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desk.errors import DeskError

_T = TypeVar("_T")
_under_way: set[_Work] = set()


class _Work(QObject):
    """One piece of work; it lives on the GUI thread, and its signals are queued to it from the pool."""

    ended = Signal(object, object)
    progressed = Signal(int, int)

    def __init__(
        self,
        work: Callable[..., Any],
        on_success: Callable[[Any], object],
        on_failure: Callable[[Exception], object],
        progress: Callable[[int, int], object] | None,
    ) -> None:
        super().__init__()
        self._work, self._on_success, self._on_failure, self._progress = work, on_success, on_failure, progress
        self.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._report, Qt.ConnectionType.QueuedConnection)

    def run(self) -> None:
        """Do the work; called on a thread of the pool."""
        result: object = None
        fault: Exception | None = None
        try:
            result = self._work(self.progressed.emit) if self._progress else self._work()
        except Exception as caught:  # noqa: BLE001 - handed to the one who asked for the work
            fault = caught
            if not isinstance(caught, DeskError):
                from desk.log import logger

                logger.error("a bug struck work in the background", exc_info=caught)
        self.ended.emit(result, fault)

    @Slot(object, object)
    def _deliver(self, result: object, fault: Exception | None) -> None:
        _under_way.discard(self)
        if fault is None:
            _call(self._on_success, result)
        else:
            _call(self._on_failure, fault)
        self.deleteLater()

    @Slot(int, int)
    def _report(self, done: int, total: int) -> None:
        if self._progress:
            _call(self._progress, done, total)


def run(
    work: Callable[..., _T],
    on_success: Callable[[_T], object],
    on_failure: Callable[[Exception], object],
    progress: Callable[[int, int], object] | None = None,
) -> None:
    """Run `work` off the GUI thread, then call one of the two on it. To be called on the GUI thread.

    With `progress`, work gets one argument: a function (done, total) that it may call from its thread. A callback
    that is a method of a widget closed meanwhile is not called.
    """
    one = _Work(work, on_success, on_failure, progress)
    _under_way.add(one)
    QThreadPool.globalInstance().start(one.run)


def busy() -> bool:
    """Whether work is under way whose outcome has not been delivered."""
    return bool(_under_way)


def finish() -> None:
    """Wait for all work to end, at shutdown: a save that has begun is finished. Nothing is delivered afterwards."""
    QThreadPool.globalInstance().waitForDone()
    _under_way.clear()


def _call(callback: Callable[..., object], *given: object) -> None:
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject) and not shiboken6.isValid(owner):
        return
    callback(*given)
