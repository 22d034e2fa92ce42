"""Logging that never writes personal data: one JSON object a line, with ids, classes and places in the code only.

The words of an exception are never written, for any of them may quote what was typed: its class, its causes' classes
and the lines of our code it passed through are enough to find a fault.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "desk.log"
LARGEST_FILE = 1_000_000
OLD_FILES = 4  # with the newest one five in all

logger = logging.getLogger("desk")

_LONG_NUMBER = re.compile(r"\d{9,}")  # identity, passport and telephone numbers; a dossier number has shorter runs
_MASK = "*" * 9


class OneLine(logging.Formatter):
    """Writes a record as one line of JSON; line ends and control characters in it are escaped."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without its end."""
        facts: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "message": without_numbers(record.getMessage()),
        }
        if record.exc_info and record.exc_info[1] is not None:
            facts |= {"errors": _classes(record.exc_info[1]), "places": _places(record.exc_info[1])}
        return json.dumps(facts)


class PrivateFile(RotatingFileHandler):
    """A rotating file that only its owner may read."""

    def _open(self) -> TextIOWrapper:
        binary = open(self.baseFilename, "ab", opener=_owner_only)  # noqa: SIM115 - the handler closes it
        return TextIOWrapper(binary, encoding="utf-8")


def _owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def open_log(folder: Path) -> None:
    """Send what is logged to `desk.log` of a folder, in five files of at most 1 MB. The file is made by its first line.

    Raises:
        OSError: the folder cannot be made.
    """
    close_log()
    folder.mkdir(parents=True, exist_ok=True)
    handler = PrivateFile(folder / FILE_NAME, maxBytes=LARGEST_FILE, backupCount=OLD_FILES, delay=True)
    handler.setFormatter(OneLine())
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def close_log() -> None:
    """Stop logging and close the file."""
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def without_numbers(text: str) -> str:
    """The text with every run of nine and more digits masked."""
    return _LONG_NUMBER.sub(_MASK, text)


def _classes(error: BaseException) -> list[str]:
    """The class of the error and of each of its causes, newest first."""
    found: list[str] = []
    current: BaseException | None = error
    while current is not None and len(found) < 10:
        found.append(f"{type(current).__module__}.{type(current).__qualname__}")
        current = current.__cause__ or current.__context__
    return found


def _places(error: BaseException) -> list[str]:
    """File, line and function of every call the error passed through, outermost first."""
    frames = traceback.extract_tb(error.__traceback__, limit=-40)
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
