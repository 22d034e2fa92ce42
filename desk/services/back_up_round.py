"""The daily round of back-ups: made while in use, tried by restoring, copied to a second medium, thinned with age."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desk.errors import DeskError, FileExists, FileRefused
from desk.file_gate import Document, json_object, read_bytes
from desk.paths import Home
from desk.printing.printers.pdf_folder import write_whole
from desk.rules.instants import VIETNAM, iso, parse_instant, vietnam_day
from desk.rules.thinning import kept
from desk.services import tried_apart
from desk.services.backups import contents_beside, kiosk_beside, make_back_up
from desk.services.clock import Clock
from desk.services.desk import Desk
from desk.settings import read_settings
from desk.store.backup import copy_store, prove_copy
from desk.store.blobs import blob_path, blobs, copy_blob

_NAME = re.compile(r"desk-([0-9]{8}-[0-9]{6})\.db")
_STAMP = "%Y%m%d-%H%M%S"
LONGEST_TRIAL = 1800  # seconds
LARGEST_NOTE = 64 * 1024


@dataclass(frozen=True)
class Tried:
    """How restoring a back-up on trial went: sound when there are no faults. Kept beside it as JSON."""

    tried_at: str
    dossiers: int
    entries: int
    chain_head: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class KeptBackUp:
    """A back-up in the home's folder; `tried` is None where it was never tried."""

    file: Path
    made_at: dt.datetime
    tried: Tried | None

    @property
    def sound(self) -> bool:
        """Whether it was restored on trial without a fault."""
        return self.tried is not None and not self.tried.faults


@dataclass(frozen=True)
class RoundDone:
    """What a round did. `second` is where the copy on a second medium lies; `second_missing` is the place not found."""

    made: KeptBackUp
    thinned: int
    second: Path | None
    second_missing: Path | None


def round_due(desk: Desk) -> bool:
    """Whether today has no back-up that was tried. One that was found unsound is not made again: it would be again."""
    newest = next(iter(back_ups(desk.home)), None)
    return newest is None or newest.tried is None or not _is_of_today(newest, desk)


def back_up_round(desk: Desk) -> RoundDone:
    """Make a back-up, try it, thin the old ones, copy it to the second medium that the settings name. Takes seconds.

    One of today that was not tried yet, because it was made by hand or the program was cut off, is tried instead of
    making another. For the window's background: the program's own work, which no officer has to ask for.

    Raises:
        FileExists, DiskFull, StoreDamaged, AttachmentGone, BadSettings: what was there before stays.
    """
    newest = next(iter(back_ups(desk.home)), None)
    untried = newest is not None and newest.tried is None and _is_of_today(newest, desk)
    file = newest.file if newest is not None and untried else make_back_up(desk).file
    tried = try_restore(file, desk.clock)
    made = next(one for one in back_ups(desk.home) if one.file == file)
    thinned = thin(desk.home) if not tried.faults else 0
    folder = read_settings(desk.home.settings).second_backup
    second = None if folder is None or not folder.is_dir() else _to_second(file, folder)
    return RoundDone(made, thinned, second, folder if folder is not None and second is None else None)


def _is_of_today(one: KeptBackUp, desk: Desk) -> bool:
    return vietnam_day(one.made_at) == vietnam_day(desk.clock.now())


def back_ups(home: Home) -> tuple[KeptBackUp, ...]:
    """The back-ups in the home's folder, newest first; those under other names are somebody's own and left alone."""
    return tuple(sorted(_in_folder(home.backups), key=lambda one: one.made_at, reverse=True))


def newest_sound(home: Home) -> KeptBackUp | None:
    """The back-up to restore from: the newest that was restored on trial, else the newest of all."""
    found = back_ups(home)
    return next((one for one in found if one.sound), found[0] if found else None)


def try_restore(file: Path, clock: Clock) -> Tried:
    """Restore a back-up on trial, in a process of its own that leaves nothing but the outcome beside the back-up.

    Raises: DiskFull, FolderNotWritable: the outcome could not be kept.
    """
    apart = [sys.executable, "-I", tried_apart.__file__, str(file)]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows: no console flashes up
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the path is an argument and no command
            apart, capture_output=True, timeout=LONGEST_TRIAL, check=True, creationflags=hidden
        )
        found = json_object(done.stdout, file.name)
    except (subprocess.SubprocessError, OSError, FileRefused):
        found = {"dossiers": 0, "entries": 0, "chain_head": "", "faults": ["không thử được"]}
    kept = {**found, "tried_at": iso(clock.now())}
    write_whole(_note_of(file), json.dumps(kept, ensure_ascii=False).encode("utf-8"))
    return _tried_of(kept)


def thin(home: Home) -> int:
    """Take away sound back-ups that are not of the newest 7 days, 5 weeks, 12 months. Returns how many went.

    One that was never tried, or is not sound, never takes the place of one that is.
    """
    sound = [one for one in back_ups(home) if one.sound]
    staying = kept(one.made_at for one in sound)
    going = [one for one in sound if one.made_at not in staying]
    for one in going:
        for file in (one.file, kiosk_beside(one.file), _note_of(one.file)):
            file.unlink(missing_ok=True)
    return len(going)


def _note_of(file: Path) -> Path:
    return file.with_suffix(".json")


def _in_folder(folder: Path) -> Iterator[KeptBackUp]:
    for file in folder.glob("desk-*.db"):
        named = _NAME.fullmatch(file.name)
        if named:
            made_at = dt.datetime.strptime(named[1], _STAMP).replace(tzinfo=VIETNAM)
            yield KeptBackUp(file, made_at, _tried(file))


def _tried(file: Path) -> Tried | None:
    with suppress(DeskError, ValueError, TypeError, KeyError):
        return _tried_of(json_object(read_bytes(_note_of(file), LARGEST_NOTE), file.name))
    return None


def _tried_of(kept: Document) -> Tried:
    parse_instant(kept["tried_at"], "tried_at")
    faults = tuple(str(one) for one in kept["faults"])
    return Tried(kept["tried_at"], int(kept["dossiers"]), int(kept["entries"]), str(kept["chain_head"]), faults)


def _to_second(file: Path, folder: Path) -> Path:
    """Copy a back-up with all that belongs to it; what is there already whole is not written again."""
    target = folder / file.name
    if target.exists():
        raise FileExists(file=target)
    source, contents = contents_beside(file), contents_beside(target)
    for sha256 in blobs(source):
        copy_blob(source, contents, sha256, blob_path(source, sha256).stat().st_size)
    if kiosk_beside(file).is_file():
        copy_store(kiosk_beside(file), kiosk_beside(target))
    copy_store(file, target)
    prove_copy(target)
    write_whole(_note_of(target), _note_of(file).read_bytes())
    return target
