"""Where a command's result goes: readable text, or one JSON object a line."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from desk.errors import AnswerLost
from desk.rules.instants import in_vietnam

Record = Mapping[str, Any]
TIME_AND_DAY = "%H:%M %d/%m/%Y"

_encode = json.JSONEncoder(ensure_ascii=False).encode


def shown(at: dt.datetime | None) -> str:
    """An instant in readable text, in Vietnam time; a dash where there is none."""
    return "–" if at is None else in_vietnam(at).strftime(TIME_AND_DAY)


class Output:
    """Standard output as UTF-8 bytes."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        if sys.stdout is None:  # closed by whoever started us
            raise AnswerLost(place="stdout")
        self._stream = sys.stdout.buffer

    def put(self, record: Record, text: Callable[[], str]) -> None:
        """Write one answer: the record as JSON, or its text, made only when it is wanted."""
        # many readers of lines end one at these two, which JSON lets stand as they are
        line = _encode(record).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029") if self.as_json else text()
        # a lone surrogate of the input is written as its escape, which is what JSON calls it as well
        with _answering():
            self._stream.write(line.encode("utf-8", "backslashreplace") + b"\n")

    def answer(self, record: Record, text: Callable[[], str]) -> None:
        """Write one answer and hand it over at once."""
        self.put(record, text)
        self.flush()

    def flush(self) -> None:
        """Hand over what was written."""
        with _answering():
            self._stream.flush()


@contextmanager
def _answering() -> Iterator[None]:
    """What is answered has been done and stored: a fault of the output must not read as if it had not."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as fault:
        raise AnswerLost(place="stdout") from fault
