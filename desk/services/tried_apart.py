"""A program of its own that restores a back-up on trial and checks it whole: half a minute of work for a large office.

Run by `desk.services.back_up_round` as `python -I tried_apart.py BACKUP`; prints what it found as one JSON object.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

if (
    __name__ == "__main__"
):  # started by its path: the package lies two folders above, and no folder but ours is searched
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from desk.errors import DeskError
from desk.paths import StagedHome
from desk.services.backups import contents_beside, kiosk_beside
from desk.services.checking import look_through
from desk.services.desk import open_desk

MOST_FAULTS = 5


def restored_on_trial(file: Path) -> dict[str, object]:
    """What restoring a back-up in a folder that is thrown away shows: `dossiers`, `entries`, `chain_head`, `faults`."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".thu-") as private:
        trial = StagedHome(Path(private), contents_beside(file))
        try:
            shutil.copyfile(file, trial.database)
            if kiosk_beside(file).is_file():
                shutil.copyfile(kiosk_beside(file), trial.kiosk_database)
            desk = open_desk(trial)
            try:
                found = look_through(desk)
            finally:
                desk.close()
        except DeskError as fault:
            return {"dossiers": 0, "entries": 0, "chain_head": "", "faults": [type(fault).__name__]}
    faults = [f"{one.place}: {one.what}" for one in found.faults[:MOST_FAULTS]]
    return {
        "dossiers": found.dossiers, "entries": found.chain_length, "chain_head": found.chain_head, "faults": faults,
    }  # fmt: skip


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # the counter comes first
    sys.stdout.write(json.dumps(restored_on_trial(Path(sys.argv[1]))))
