"""The one gate for files from outside: plain files of a stated size, read once, and documents within bounds."""

from __future__ import annotations

import json
import math
import os
import re
import stat
from enum import StrEnum
from pathlib import Path
from typing import Any

from desk.errors import FileRefused, UnwritableFile

LARGEST_FILE = 5_000_000  # bytes
LARGEST_DOCUMENT = 256 * 1024  # bytes of TOML; what costs most in them takes a quarter of a second
MOST_VALUES = 100_000
DEEPEST = 16
MOST_BITS = 10_000  # of a whole number: more digits than Python writes out again

Document = dict[str, Any]

MARK = b"\xef\xbb\xbf"  # what Windows editors put before the text
_OPENING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# A key of more than eight parts: its reader takes the square of their number. Nothing here is tried twice, whatever
# the text, so that the search itself stays quick.
_LONG_KEY = re.compile(
    r"""(?<![A-Za-z0-9_\-])(?:(?:[A-Za-z0-9_\-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){8}(?=[\w"'\-])"""
)
_LINE_OF_FAULT = re.compile(r"at line (\d+)")


class FileProblem(StrEnum):
    """Why a file or a document is refused, the fact `problem` of `FileRefused`."""

    MISSING = "missing_file"
    UNREADABLE = "unreadable"
    NOT_PLAIN = "not_plain_file"
    TOO_LARGE = "too_many_bytes"
    NOT_TEXT = "not_text"
    NOT_TOML = "not_toml"
    NOT_JSON = "not_json"
    TOO_MUCH = "too_many_values"


def read_bytes(file: Path, limit: int = LARGEST_FILE) -> bytes:
    """The content of a plain file of at most `limit` bytes; anything else is refused before a byte of it is read.

    A link is followed; what it leads to must be a plain file. No pipe is waited for and no device is opened.

    Raises:
        FileRefused: missing, unreadable, not a plain file, too large.
    """
    return _read(file, limit, file.name or str(file))


def read_text(file: Path, limit: int = LARGEST_FILE) -> str:
    """The text of such a file: UTF-8, without a mark before it, without control characters but for ends of lines.

    Raises:
        FileRefused: as `read_bytes`; not text.
    """
    return text_of(read_bytes(file, limit), file.name)


def read_toml(file: Path, limit: int = LARGEST_DOCUMENT) -> Document:
    """The document of a TOML file. Raises: FileRefused, as `read_text` and `toml_of`."""
    return toml_of(read_text(file, limit), file.name)


def refuse_odd(file: Path) -> None:
    """Refuse what is not a plain file, for those who read it line by line. Raises: FileRefused."""
    _size(file, file.name or str(file))


def refuse_nameless(file: Path) -> None:
    """Refuse a name in bytes of another encoding: the engine of the store opens none. Raises: UnwritableFile."""
    try:
        str(file).encode()
    except UnicodeEncodeError:
        raise UnwritableFile(file=file) from None


def text_of(content: bytes, name: str) -> str:
    """The text of a content, as `read_text` gives it. Raises: FileRefused with the line."""
    try:
        text = content.removeprefix(MARK).decode("utf-8")
    except UnicodeDecodeError as fault:
        raise _refused(name, FileProblem.NOT_TEXT, content.count(b"\n", 0, fault.start) + 1) from None
    if (found := _CONTROL.search(text)) is not None:
        raise _refused(name, FileProblem.NOT_TEXT, text.count("\n", 0, found.start()) + 1)
    return text


def toml_of(text: str, name: str) -> Document:
    """The document that a TOML text is; its size is the caller's to bound.

    Raises:
        FileRefused: it is none, or nested too deep, with too many values, or with numbers that no field holds.
    """
    import tomllib  # most machines have no such file

    if (long_key := _LONG_KEY.search(text)) is not None:
        raise _refused(name, FileProblem.TOO_MUCH, text.count("\n", 0, long_key.start()) + 1)
    try:
        document = tomllib.loads(text)
    except RecursionError:
        raise _refused(name, FileProblem.TOO_MUCH) from None
    except ValueError as fault:  # beside what it calls a fault: a number of too many digits, a day that there is not
        line = _LINE_OF_FAULT.search(str(fault))
        raise _refused(name, FileProblem.NOT_TOML, int(line[1]) if line else None) from None
    return _bounded(document, name)


def json_object(content: bytes, name: str, errors: str = "strict") -> Document:
    """The one JSON object that a content is; its size is the caller's to bound. `errors` is that of `bytes.decode`.

    Raises:
        FileRefused: not UTF-8, not JSON, not an object, a key twice, no number (`NaN`), too deep, too many values.
    """
    try:
        found = _decode(content.decode("utf-8", errors).strip())
    except (ValueError, RecursionError):
        raise _refused(name, FileProblem.NOT_JSON) from None
    if not isinstance(found, dict):
        raise _refused(name, FileProblem.NOT_JSON)
    return _bounded(found, name)


def _read(file: Path, limit: int, name: str) -> bytes:
    if _size(file, name) > limit:
        raise _refused(name, FileProblem.TOO_LARGE)
    try:
        handle = os.open(file, _OPENING)
        with os.fdopen(handle, "rb") as source:
            if not stat.S_ISREG(os.fstat(handle).st_mode):  # another one was put in its place meanwhile
                raise _refused(name, FileProblem.NOT_PLAIN)
            content = source.read(limit + 1)  # it may have grown
    except FileNotFoundError:
        raise _refused(name, FileProblem.MISSING) from None
    except OSError:
        raise _refused(name, FileProblem.UNREADABLE) from None
    if len(content) > limit:
        raise _refused(name, FileProblem.TOO_LARGE)
    return content


def _size(file: Path, name: str) -> int:
    """Its size in bytes as the folder states it."""
    try:
        found = os.stat(file)
    except FileNotFoundError:
        raise _refused(name, FileProblem.MISSING) from None
    except (OSError, ValueError):  # a name with a null in it
        raise _refused(name, FileProblem.UNREADABLE) from None
    if not stat.S_ISREG(found.st_mode):
        raise _refused(name, FileProblem.NOT_PLAIN)
    return found.st_size


def _bounded(document: Document, name: str) -> Document:
    """The document itself, if nothing in it is without measure."""
    level: list[Any] = [document]
    values = 0
    for _ in range(DEEPEST):
        below: list[Any] = []
        for one in level:
            members = one.values() if isinstance(one, dict) else one
            values += len(members)
            if values > MOST_VALUES or any(_endless(member) for member in members):
                raise _refused(name, FileProblem.TOO_MUCH)
            below += [member for member in members if isinstance(member, dict | list)]
        if not below:
            return document
        level = below
    raise _refused(name, FileProblem.TOO_MUCH)


def _endless(value: object) -> bool:
    if isinstance(value, int):
        return value.bit_length() > MOST_BITS
    return isinstance(value, float) and not math.isfinite(value)


def _refused(name: str, problem: FileProblem, line: int | None = None) -> FileRefused:
    return FileRefused(file=name, line=line, problem=problem)


def _no_doubles(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_constant(word: str) -> None:
    raise ValueError(word)  # NaN and the infinities are no JSON


_decode = json.JSONDecoder(object_pairs_hook=_no_doubles, parse_constant=_no_constant).decode
