"""Starts the desk with the durability that most guides advise, so that power cuts are seen to lose something."""

from __future__ import annotations

import homes  # noqa: F401 - makes the desk importable

from desk.bootstrap import main
from desk.store import engine

if __name__ == "__main__":
    weaker = {"PRAGMA synchronous=FULL": "PRAGMA synchronous=NORMAL"}
    engine.CONNECTION_PRAGMAS = tuple(weaker.get(pragma, pragma) for pragma in engine.CONNECTION_PRAGMAS)  # type: ignore[assignment]
    raise SystemExit(main())
