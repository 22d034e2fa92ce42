"""Settings of this machine: typed, with their defaults in this one place, read from `settings.toml` of the home."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from desk.errors import BadSettings


@dataclass(frozen=True)
class Settings:
    """What a machine may have of its own. Every field may stand in the file; what is left out keeps its default."""

    printer: str | None = None
    """Name of the printer that papers go to when none is chosen; None: the system's own choice."""
    pdf_folder: Path | None = None
    """Folder that papers are kept in as PDF; None: `papers` of the home."""


def read_settings(file: Path) -> Settings:
    """The settings of a file; all defaults when there is none.

    Raises:
        BadSettings: the file is not TOML, or a key is unknown or empty or of the wrong kind; `problem` names it.
    """
    try:
        document = tomllib.loads(file.read_text(encoding="utf-8-sig"))  # Windows editors put a mark before the text
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError):
        raise BadSettings(file=file, problem="UTF-8") from None
    except tomllib.TOMLDecodeError:
        raise BadSettings(file=file, problem="TOML") from None
    unknown = sorted(set(document) - {"printer", "pdf_folder"})
    if unknown:
        raise BadSettings(file=file, problem=unknown[0])
    folder = _text(file, document, "pdf_folder")
    return Settings(printer=_text(file, document, "printer"), pdf_folder=None if folder is None else Path(folder))


def _text(file: Path, document: dict[str, object], key: str) -> str | None:
    value = document.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise BadSettings(file=file, problem=key)
    return value
