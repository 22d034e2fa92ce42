"""Settings of this machine: typed, with their defaults in this one place, read from `settings.toml` of the home."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from desk.errors import BadSettings, BadText, FileRefused, FolderNotWritable
from desk.file_gate import FileProblem, read_text, toml_of
from desk.rules.text import clean_text
from desk.vocabulary import PaperForm

MOST_COPIES = 20
LARGEST_FILE = 64 * 1024  # a machine has a dozen printers
LONGEST_TEXT = 1000
SIZES = ("A4", "A5")
HEADS = (576, 512)  # dots of thermal heads of 80 mm
PLACES = ("tcp:", "file:", "spool:")
MAIL_PORT = 587
THEMES = ("auto", "light", "dark")
MORNINGS = ("ask", "print", "off")


@dataclass(frozen=True)
class PaperSetting:
    """How one paper is printed on this machine; what is empty is as for all papers."""

    printer: str | None = None
    tray: str = ""
    copies: int = 1
    size: str = ""


@dataclass(frozen=True)
class PrinterSetting:
    """What one printer needs: `raster` prints pictures of pages (Windows); with a `place` it is a thermal printer."""

    raster: bool = False
    place: str = ""
    dots: int = HEADS[0]


class MailSecurity(StrEnum):
    """How the line to the mail server is protected."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True)
class MailSetting:
    """The mail server, and the account and address that the office sends by; the password is in a file of its own."""

    host: str = ""
    port: int = MAIL_PORT
    security: str = MailSecurity.STARTTLS.value
    user: str = ""
    sender: str = ""


@dataclass(frozen=True)
class Settings:
    """What a machine may have of its own. Every field may stand in the file; what is left out keeps its default."""

    printer: str | None = None
    """Name of the printer that papers go to when none is chosen; None: the system's own choice."""
    pdf_folder: Path | None = None
    """Folder that papers are kept in as PDF; None: `papers` of the home."""
    scanner_port: str | None = None
    """Serial port of a scanner, as the system names it (`COM3`, `/dev/ttyACM0`); None: it types like a keyboard."""
    scanner_baud: int = 9600
    """Speed of the serial port in baud."""
    kiosk_screen: int | None = None
    """Number of the screen that citizens rate on, from 1; None: the second one where there are two."""
    theme: str = "auto"
    """`light`, `dark`, or `auto`: as the system has it."""
    tray: bool = True
    """Whether an officer is told by a word in the tray of what is theirs."""
    sound: bool = True
    """Whether a sound goes with it."""
    morning_sheet: str = "ask"
    """`ask` at the first opening of a working day whether the work of the session is printed, `print` it, or `off`."""
    second_backup: Path | None = None
    """Folder on another medium (a stick, another disk) that each day's back-up is copied to; None: there is none."""
    password_memory_kib: int = 64 * 1024
    """Memory that a new password costs, as set-up measured it for this machine; at least 19 MiB."""
    password_passes: int = 3
    """Passes over that memory; at least 2."""
    mail: MailSetting = MailSetting()
    """The mail server: the table `[mail]`."""
    papers: Mapping[str, PaperSetting] = field(default_factory=dict)
    """By name of the form, as the command line has it: the table `[papers.receipt-slip]`."""
    printers: Mapping[str, PrinterSetting] = field(default_factory=dict)
    """By name of the printer: the table `[printers."NAME"]`."""


def read_settings(file: Path) -> Settings:
    """The settings of a file; all defaults when there is none.

    Raises:
        BadSettings: the file is not TOML, or a key is unknown or empty or of the wrong kind; `problem` names it.
    """
    text = _content(file)
    return Settings() if text is None else _settings_of(file, text)


def _content(file: Path) -> str | None:
    """The text of a settings file; None when there is none."""
    try:
        return read_text(file, LARGEST_FILE)
    except FileRefused as refused:
        if refused.facts["problem"] is FileProblem.MISSING:
            return None
        problem = "UTF-8" if refused.facts["problem"] is FileProblem.NOT_TEXT else refused.facts["problem"]
        raise BadSettings(file=file, problem=problem) from None


def _settings_of(file: Path, text: str) -> Settings:
    try:
        document = toml_of(text, file.name)
    except FileRefused as refused:
        problem = "TOML" if refused.facts["problem"] is FileProblem.NOT_TOML else refused.facts["problem"]
        raise BadSettings(file=file, problem=problem) from None
    unknown = sorted(set(document) - {one.name for one in fields(Settings)})
    if unknown:
        raise BadSettings(file=file, problem=unknown[0])
    folder, second = _text(file, document, "pdf_folder"), _text(file, document, "second_backup")
    return Settings(
        printer=_text(file, document, "printer"),
        pdf_folder=None if folder is None else Path(folder),
        scanner_port=_text(file, document, "scanner_port"),
        scanner_baud=_number(file, document, "scanner_baud", 300, 1_000_000) or 9600,
        kiosk_screen=_number(file, document, "kiosk_screen", 1, 16),
        theme=_one_of(file, document, "theme", THEMES),
        tray=_switch(file, document, "tray"),
        sound=_switch(file, document, "sound"),
        morning_sheet=_one_of(file, document, "morning_sheet", MORNINGS),
        password_memory_kib=_number(file, document, "password_memory_kib", 19 * 1024, 1024 * 1024) or 64 * 1024,
        password_passes=_number(file, document, "password_passes", 2, 100) or 3,
        second_backup=None if second is None else Path(second),
        mail=_mail(file, document),
        papers={name: _paper(file, name, one) for name, one in _tables(file, document, "papers").items()},
        printers={name: _printer(file, one) for name, one in _tables(file, document, "printers").items()},
    )


def write_settings(file: Path, settings: Settings) -> None:
    """Put the settings into a file, whole or not at all; comments and the order of its lines stay as they are.

    Raises:
        FolderNotWritable: the folder takes no files. BadSettings: the file that is there cannot be used.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    text = _content(file) or ""
    _settings_of(file, text)  # what keeps comments is slow and falls over much that is refused here
    try:
        document = tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError):
        raise BadSettings(file=file, problem="TOML") from None
    for one_of in fields(Settings):
        value = getattr(settings, one_of.name)
        if isinstance(value, Mapping):
            value = {name: told for name, one in value.items() if (told := _told(one))}
        elif is_dataclass(value):
            value = _told(value)
        if (not value and value is not False and value != 0) or value == one_of.default:
            document.pop(one_of.name, None)
        elif not (isinstance(value, dict) and value == document.get(one_of.name)):
            document[one_of.name] = str(value) if isinstance(value, Path) else value
    try:
        _replace(file, tomlkit.dumps(document))
    except OSError as fault:
        raise FolderNotWritable(place=file.parent) from fault


def _replace(file: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".settings-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _told(one: Any) -> dict[str, Any]:
    """What of a table is not as it is without it."""
    return {each.name: value for each in fields(one) if (value := getattr(one, each.name)) != each.default}


def _switch(file: Path, document: dict[str, object], key: str) -> bool:
    value = document.get(key, True)
    if not isinstance(value, bool):
        raise BadSettings(file=file, problem=key)
    return value


def _one_of(file: Path, document: dict[str, object], key: str, known: tuple[str, ...]) -> str:
    """One of the known words; the first when none is given."""
    value = _text(file, document, key) or known[0]
    if value not in known:
        raise BadSettings(file=file, problem=key)
    return value


def _tables(file: Path, document: dict[str, object], key: str) -> dict[str, dict[str, object]]:
    found = document.get(key, {})
    if not isinstance(found, dict) or not all(isinstance(one, dict) for one in found.values()):
        raise BadSettings(file=file, problem=key)
    for name in found:
        _clean(file, key, name)
    return found


def _paper(file: Path, name: str, table: dict[str, object]) -> PaperSetting:
    _known(file, table, PaperSetting)
    if name not in set(PaperForm):
        raise BadSettings(file=file, problem=name)
    size = _text(file, table, "size") or ""
    if size and size not in SIZES:
        raise BadSettings(file=file, problem="size")
    copies = _number(file, table, "copies", 1, MOST_COPIES) or 1
    return PaperSetting(_text(file, table, "printer"), _text(file, table, "tray") or "", copies, size)


def _mail(file: Path, document: dict[str, object]) -> MailSetting:
    table = document.get("mail", {})
    if not isinstance(table, dict):
        raise BadSettings(file=file, problem="mail")
    _known(file, table, MailSetting)
    security = _text(file, table, "security") or MailSecurity.STARTTLS.value
    if security not in set(MailSecurity):
        raise BadSettings(file=file, problem="security")
    host, user, sender = (_text(file, table, key) or "" for key in ("host", "user", "sender"))
    port = _number(file, table, "port", 1, 65535) or MAIL_PORT
    return MailSetting(host, port, security, user, sender)


def _printer(file: Path, table: dict[str, object]) -> PrinterSetting:
    _known(file, table, PrinterSetting)
    raster, place = table.get("raster", False), _text(file, table, "place") or ""
    dots = _number(file, table, "dots", min(HEADS), max(HEADS)) or HEADS[0]
    if not isinstance(raster, bool):
        raise BadSettings(file=file, problem="raster")
    if place and not place.startswith(PLACES):
        raise BadSettings(file=file, problem="place")
    if dots not in HEADS:
        raise BadSettings(file=file, problem="dots")
    return PrinterSetting(raster, place, dots)


def _known(file: Path, table: dict[str, object], kind: type[Any]) -> None:
    unknown = sorted(set(table) - {one.name for one in fields(kind)})
    if unknown:
        raise BadSettings(file=file, problem=unknown[0])


def _text(file: Path, document: dict[str, object], key: str) -> str | None:
    value = document.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise BadSettings(file=file, problem=key)
    _clean(file, key, value)
    return value  # as it was written: a system finds its printer by the very name


def _clean(file: Path, key: str, value: str) -> None:
    try:
        clean_text(value, key, LONGEST_TEXT)
    except BadText:
        raise BadSettings(file=file, problem=key) from None


def _number(file: Path, document: dict[str, object], key: str, least: int, most: int) -> int | None:
    value = document.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise BadSettings(file=file, problem=key)
    return value
