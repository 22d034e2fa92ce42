"""Which schema a store should have, told by the names of the migration files: a start need not import Alembic."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["desk", "kiosk"]
SCRIPTS = Path(__file__).resolve().parent / "migrations"


def head_revision(kind: Kind) -> str:
    """The newest revision that this release knows."""
    return max(path.stem.split("_")[0] for path in (SCRIPTS / kind / "versions").glob("[0-9]*.py"))
