"""The whole main job on sample data without a screen: receive, print, return, rate, prove; its files show it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from desk.errors import StoreExists
from desk.paths import Home
from desk.rules.instants import iso, vietnam_day
from desk.services.backups import back_up
from desk.services.board import board
from desk.services.checking import check
from desk.services.clock import SystemClock
from desk.services.desk import Desk, open_desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.intake_request import request_from_document
from desk.services.papers import save_paper
from desk.services.procedure_words import limit_text
from desk.services.processing import act
from desk.services.ratings import rate
from desk.services.sample import BY_SLIP, officers_of, sample_cards
from desk.services.search import find
from desk.services.set_up import make_home
from desk.services.sign_in import SignedIn
from desk.services.steps import StepAsked
from desk.vocabulary import LimitUnit, PaperForm, RatingLevel, Role, Verb

TakePictures = Callable[[Desk, SignedIn, Path], list[Path]]
AT_THE_COUNTER = ("1.001193", "1.004873", "1.013962", "2.000815")  # the third has the longest name of all
LIST, BACKUP = "danh-sach.txt", "sao-luu.db"
LEVELS = (RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED, RatingLevel.DISSATISFIED)


def run_tour(folder: Path, take_pictures: TakePictures | None = None) -> list[Path]:
    """Do the main job in a practice home inside `folder` and return the files that show it, in order.

    An earlier tour in the same folder gives way: just the files that its own list names, and its practice home.

    Raises:
        StoreExists: the folder holds a home that no tour made.
    """
    home = Home(folder / "home")
    folder.mkdir(parents=True, exist_ok=True)
    _clear(folder, home)
    (folder / LIST).write_text("", encoding="utf-8")
    make_home(home, None, SystemClock())
    desk = open_desk(home)
    try:
        files = _counter(desk, folder)
        if take_pictures is not None:
            files += take_pictures(desk, officers_of(desk)[Role.CLERK], folder)
        files += _proof(desk, folder)
    finally:
        desk.close()
    (folder / LIST).write_text("".join(f"{file.name}\n" for file in files), encoding="utf-8")
    return files


def _clear(folder: Path, home: Home) -> None:
    """Take away an earlier tour; nothing else."""
    listed = folder / LIST
    if not listed.is_file():
        if home.database.exists():
            raise StoreExists(home=home.root)
        return
    for name in listed.read_text(encoding="utf-8").splitlines():
        (folder / Path(name).name).unlink(missing_ok=True)
    for copy in (folder / BACKUP, (folder / BACKUP).with_suffix(".kiosk.db")):
        copy.unlink(missing_ok=True)
    shutil.rmtree(home.root, ignore_errors=True)


def _counter(desk: Desk, folder: Path) -> list[Path]:
    """Receive from card scans, print the slips and show what was explained, returned and rated."""
    officers, files, numbers = officers_of(desk), [], []
    clerk, officer = officers[Role.CLERK], officers[Role.OFFICER]
    today = vietnam_day(desk.clock.now())
    for code, card in zip(AT_THE_COUNTER, sample_cards(), strict=False):
        document = {"procedure": code, "card": card, "components": _asked(desk, code, today)}
        receipt = receive(desk, clerk, request_from_document(document, today))
        numbers.append(receipt.number)
        target = folder / f"giay-tiep-nhan-{receipt.number}.pdf"
        files.append(save_paper(desk, clerk, PaperForm.RECEIPT_SLIP, receipt.number, target).file)
    reprint = folder / f"giay-tiep-nhan-{numbers[0]}-in-lai.pdf"
    files.append(save_paper(desk, clerk, PaperForm.RECEIPT_SLIP, numbers[0], reprint).file)
    for number, level in zip(numbers, LEVELS, strict=False):
        act(desk, officer, number, StepAsked(Verb.FINISH))
        act(desk, clerk, number, StepAsked(Verb.RETURN, hand_over=BY_SLIP))
        rate(desk, number, level, (), None)
    files.append(_write(folder / "ho-so.txt", _dossier_text(desk, clerk, numbers[0])))
    files.append(_write(folder / "han-tra.json", _board_text(desk, clerk)))
    files.append(_write(folder / "tim-kiem.txt", _search_text(desk, clerk)))
    return files


def _asked(desk: Desk, code: str, today: dt.date) -> list[dict[str, object]]:
    with desk.store.reading() as connection:
        procedure = desk.office(connection).catalogue.in_force(code, today)
    names = ("name", "originals", "certified", "photocopies")
    return [{name: getattr(one, name) for name in names} for one in procedure.components if not one.optional]


def _dossier_text(desk: Desk, clerk: SignedIn, number: str) -> str:
    dossier = show(desk, clerk, number)
    lines = [
        f"{dossier.number} · {dossier.status}",
        dossier.procedure_name,
        f"Thời hạn: {limit_text(dossier.limit, LimitUnit(dossier.limit_unit))}",
        f"Nhận: {iso(dossier.received_at)} · hẹn trả: {iso(dossier.promised_at)}",
    ]
    lines += [f"  {iso(one.at)}  {one.verb}  {one.officer}" for one in dossier.events]
    return "\n".join(lines) + "\n"


def _board_text(desk: Desk, clerk: SignedIn) -> str:
    return json.dumps(asdict(board(desk, clerk)), ensure_ascii=False, indent=1, default=str) + "\n"


def _search_text(desk: Desk, clerk: SignedIn) -> str:
    lines = []
    for typed in ("thử", "thu", "mau", "H21.18", "0001"):
        found = find(desk, clerk, typed, 5)
        lines += [f"“{typed}”: {len(found)}", *(f"  {one.number}  {one.applicant}  {one.status}" for one in found)]
    return "\n".join(lines) + "\n"


def _proof(desk: Desk, folder: Path) -> list[Path]:
    """Back the home up and check it."""
    officers = officers_of(desk)
    made = back_up(desk, officers[Role.ADMIN], folder / BACKUP)
    result = check(desk, officers[Role.LEADER])
    text = json.dumps(asdict(result), ensure_ascii=False, indent=1) + "\n"
    return [made.file, _write(folder / "kiem-tra.json", text)]


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
