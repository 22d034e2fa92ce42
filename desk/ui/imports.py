"""Keeps PySide from reading the source text of every module that is imported after it.

Its hook looks into the text for its own name, to know where `__feature__` may be switched on, and `linecache` keeps
all texts: 20 MiB and a good part of the start, for a feature that no module here uses. What remains is the answer.
"""

from __future__ import annotations

import importlib
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - it brings the hook


def keep_sources_unread() -> None:
    """Answer the hook by a module's name; a release of PySide that asks nothing is left alone."""
    feature = importlib.import_module("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        vars(feature)["_mod_uses_pyside"] = _draws


def _draws(module: ModuleType) -> bool:
    """Whether a module is one that uses PySide."""
    return module.__name__.startswith("desk.ui")
