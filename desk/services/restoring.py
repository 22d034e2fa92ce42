"""Puts a back-up in place of the store: proven first, what it replaces kept, what is lost written down in the chain."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desk.errors import DeskError, DiskFaulty, RestoreRefused, StoreDamaged
from desk.file_gate import refuse_nameless
from desk.models import NumberGap
from desk.paths import Home, StagedHome
from desk.rules.dossier_number import format_number
from desk.rules.instants import in_vietnam, vietnam_day
from desk.services.backups import contents_beside, kiosk_beside
from desk.services.checking import look_through
from desk.services.clock import Clock, SystemClock
from desk.services.desk import Desk, open_desk
from desk.services.kept_contents import contents
from desk.services.sign_in import SignedIn, require, sign_in
from desk.store import kiosk
from desk.store.backup import copy_store, sync_folder
from desk.store.blobs import copy_blob
from desk.store.faults import surroundings
from desk.store.place import refuse_network_place
from desk.store.plain import UNIT_ID
from desk.store.replaced import Replaced, read_replaced
from desk.store.store import Store
from desk.store.writing import Entry, Writing

RESTORE = "restore"
# how many numbers of the day are passed over where nobody can tell how many were given since the back-up
PASSED_OVER = 300
LOST, UNKNOWN = "cấp sau bản sao lưu đã khôi phục", "không rõ đã cấp hay chưa khi khôi phục từ bản sao lưu"


@dataclass(frozen=True)
class Restored:
    """What stands now. `kept` holds what was replaced, None on a bare machine.

    `lost` are the numbers given since the back-up, in order; empty too where `counted` is false: nobody could tell.
    `missing` counts contents of files that neither the back-up nor the home has.
    """

    file: Path
    dossiers: int
    seq: int
    chain_head: str
    kept: Path | None
    lost: tuple[str, ...]
    counted: bool
    missing: int


def restore(home: Home, file: Path, login: str, password: str, clock: Clock | None = None) -> Restored:
    """Put a back-up in place, durable when this returns; also into an empty folder, of a bare machine.

    The administrator signs in by the password of the back-up. The back-up is copied, brought to the current schema and
    checked whole before anything is touched. Numbers given since are never given again: each becomes a gap with its
    reason; where the replaced store cannot tell, a stretch of today's numbers is passed over.

    Raises:
        RestoreRefused: the file is no sound back-up. SignInRefused, NotAllowed. DeskInUse: a window is open.
        NetworkPlace, DiskFull, StoreReadOnly: nothing was replaced.
    """
    clock = clock or SystemClock()
    refuse_nameless(file)
    refuse_network_place(home.root)
    with surroundings(home.root):
        home.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=home.root, prefix=".khoi-phuc-") as private:
            staged = StagedHome(Path(private), home.attachments)
            desk = _staged_desk(staged, file, clock)
            try:
                officer = sign_in(desk, login, password)
                require(officer, RESTORE)
                missing = _bring_contents(desk, contents_beside(file))
                _refuse_unsound(desk, file, missing)
                replaced = read_replaced(home.database)
                entry, lost = _write_down(desk, officer, replaced, clock)
                _bring_votes(desk, home)
                with desk.store.reading() as connection:
                    dossiers = connection.exec_driver_sql("SELECT count(*) FROM dossier").scalar_one()
            finally:
                desk.close()
            kept = _put_in_place(staged, home, entry.at)
    return Restored(file, dossiers, entry.seq, entry.hash, kept, lost, replaced is not None, missing)


def _staged_desk(staged: Home, file: Path, clock: Clock) -> Desk:
    try:
        copy_store(file, staged.database)
        if kiosk_beside(file).is_file():
            copy_store(kiosk_beside(file), staged.kiosk_database)
        return open_desk(staged, clock)
    except StoreDamaged as fault:
        raise RestoreRefused(file=file, problem=fault.facts["problem"]) from fault
    except DeskError as fault:
        if not file.is_file():
            raise RestoreRefused(file=file, problem="không có tệp") from fault
        raise


def _bring_contents(desk: Desk, source: Path) -> int:
    with desk.store.reading() as connection:
        needed = contents(connection)
    found = (copy_blob(source, desk.home.attachments, one, size) for one, size in needed.items())
    return sum(not one for one in found)


def _refuse_unsound(desk: Desk, file: Path, missing: int) -> None:
    """A back-up that `check` finds fault with replaces nothing; scans that are lost do not hold up the rest."""
    for fault in look_through(desk).faults:
        if not (missing and fault.place.startswith("attachment ")):
            raise RestoreRefused(file=file, problem=f"{fault.place}: {fault.what}")


def _write_down(
    desk: Desk, officer: SignedIn, replaced: Replaced | None, clock: Clock
) -> tuple[Entry, tuple[str, ...]]:
    """The entry that says what was restored and what is lost; the clock is not doubted, an old back-up may be all."""
    with desk.store.writing() as work:
        before = work.head()
        at = max(clock.now().replace(microsecond=0), before.at)
        have = set(work.connection.exec_driver_sql("SELECT number FROM dossier").scalars())
        counters = dict(replaced.counters) if replaced else _passed_over(work, at)
        given = replaced.numbers if replaced else {}
        lost = sorted(given.keys() - have, key=lambda number: given[number])
        code = desk.office(work.connection).unit.agency_code
        used = _used(work)
        for day, last in counters.items():
            _leave_out(work, code, dt.date.fromisoformat(day), used.get(day, 0), last, LOST if replaced else UNKNOWN)
        head, seq = (replaced.head, replaced.seq) if replaced else ("", 0)
        entry = work.record(
            officer=officer.login, action=RESTORE, subject="restore", at=at, backup_seq=before.seq,
            backup_head=before.hash, replaced_seq=seq, replaced_head=head, lost=len(lost),
        )  # fmt: skip
    return entry, tuple(lost)


def _used(work: Writing) -> dict[str, int]:
    return {row.day: row.last for row in work.connection.exec_driver_sql("SELECT day, last FROM number_counter")}


def _passed_over(work: Writing, at: dt.datetime) -> dict[str, int]:
    day = vietnam_day(at).isoformat()
    return {day: _used(work).get(day, 0) + PASSED_OVER}


def _leave_out(work: Writing, code: str, day: dt.date, after: int, last: int, reason: str) -> None:
    """Pass over serials of a day for good: each is a gap with its reason, and the counter stands behind them."""
    if last <= after:
        return
    work.insert(
        NumberGap,
        *(
            {"number": format_number(code, day, serial), "day": day, "serial": serial, "reason": reason}
            for serial in range(after + 1, last + 1)
        ),
    )
    work.cursor.execute(
        "INSERT INTO number_counter (unit_id, day, last) VALUES (:unit, :day, :last)"
        " ON CONFLICT (unit_id, day) DO UPDATE SET last = excluded.last",
        {"unit": UNIT_ID, "day": day.isoformat(), "last": last},
    )


def _bring_votes(desk: Desk, home: Home) -> None:
    """Votes that waited in the kiosk which is replaced wait on; one that cannot be read is in what is kept."""
    if home.kiosk_database.is_file():
        with suppress(DeskError):
            old = Store(home.kiosk_database, journal="TRUNCATE")
            try:
                kiosk.add_votes(desk.kiosk, kiosk.sound_votes(old))
            finally:
                old.close()


def _put_in_place(staged: Home, home: Home, at: dt.datetime) -> Path | None:
    """Keep what is there, then take its name at one stroke. A log of the old file must never lie beside the new one."""
    if staged.database.with_name(f"{staged.database.name}-wal").exists():
        raise DiskFaulty(place=home.root)  # closing does not say when the log could not be folded in: it would be lost
    kept = None
    there = [file for file in _files_of(home) if file.exists()]
    if there:
        kept = home.root / f"truoc-khoi-phuc-{in_vietnam(at):%Y%m%d-%H%M%S}"
        kept.mkdir(mode=0o700)
        for file in there:
            if file.suffix == ".db":
                shutil.copy2(file, kept / file.name)
                with (kept / file.name).open("rb+") as copied:
                    os.fsync(copied.fileno())
            else:
                file.replace(kept / file.name)
        sync_folder(kept)
        sync_folder(home.root)
    if staged.kiosk_database.exists():
        staged.kiosk_database.replace(home.kiosk_database)
    staged.database.chmod(0o600)
    staged.database.replace(home.database)
    sync_folder(home.root)
    return kept


def _files_of(home: Home) -> list[Path]:
    stores = (home.database, home.kiosk_database)
    return [store.with_name(store.name + end) for store in stores for end in ("", "-wal", "-shm", "-journal")]
