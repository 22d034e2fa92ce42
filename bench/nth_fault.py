"""The n-th call of a kind fails, once or from then on, for n = 1, 2, 3 … until none fails; what must hold then."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from homes import PROGRAM, line_of, practice_home, request_document
from kill_loop import command

from desk.messages import unexpected
from desk.paths import Home
from desk.services.checking import check
from desk.services.desk import Desk, open_desk
from desk.services.ratings import rate, vote_counts
from desk.services.sample import officers_of
from desk.store.backup import prove_copy
from desk.vocabulary import RatingLevel, Role

CALLS = ("fsync", "ftruncate", "rename", "link", "mkdir", "unlink", "chmod", "fchown", "pwrite64", "openat")
EARLY_VOTES = 9  # one more, and all are moved into the chain
LINES = 3
PAGES = "pwrite64"  # a command writes hundreds alike: behind the first ones, some are enough
STEP = 1.25
UNEXPECTED = unexpected(None).split(";")[0]


class Broken(AssertionError):
    """A promise that was broken."""


@dataclass(frozen=True)
class Done:
    """How a run of the program ended."""

    status: int
    out: bytes
    err: str

    @property
    def answers(self) -> list[dict[str, object]]:
        """The lines of standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Trial:
    """A command, and what must be so after a run of it that met a fault and one that met none."""

    name: str
    words: tuple[str, ...]
    given: bytes
    judge: Callable[[Home, Done, Callable[[], Done]], None]


def run(home: Home, trial: Trial, *before: str) -> Done:
    """Run the command of a trial, by default without a fault."""
    done = subprocess.run(
        [*before, sys.executable, str(PROGRAM), "--home", str(home.root), *trial.words],
        input=trial.given,
        capture_output=True,
        env={**os.environ, "DESK_PASSWORD": "thuchanh"},
        timeout=120,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode())


def need(holds: bool, *what: object) -> None:
    """Raise what was found where a promise does not hold."""
    if not holds:
        raise Broken(*what)


def need_sentence(words: str) -> None:
    """A refusal is one sentence in one line that knows what happened."""
    need(words.strip().count("\n") == 0 and words.strip().endswith("."), "not one sentence", words)
    need("Traceback" not in words and UNEXPECTED not in words, "nobody expected it", words)
    need(any(letter > "\u007f" for letter in words), "not Vietnamese", words)


def need_manners(done: Done) -> None:
    """Status 0 or 1; whoever was refused something was told so in one sentence."""
    need(done.status in {0, 1}, done)
    need("Traceback" not in done.err and b"Traceback" not in done.out, done)
    if done.err:
        need_sentence(done.err)
    need(done.status == 0 or bool(done.err) or b'"why"' in done.out, "refused without a word", done)


def opened_and_sound(home: Home) -> Desk:
    """The desk of a home that `check` is content with."""
    desk = open_desk(home)
    found = check(desk, officers_of(desk)[Role.LEADER])
    need(found.faults == (), found.faults)
    return desk


# --- the commands -----------------------------------------------------------------------------------------------------


def stored(home: Home) -> dict[str, str]:
    """Number and digest of every dossier of a home that `check` is content with."""
    opened_and_sound(home).close()
    return {str(row["number"]): str(row["digest"]) for row in command(home, "lanhdao", "list", "dossiers")}


def judge_register(home: Home, done: Done, again: Callable[[], Done]) -> None:
    """What was acknowledged is stored; what was refused is stored once when it is sent again."""
    for answer in done.answers:
        if "why" in answer:
            need_sentence(str(answer["why"]))
    told = {str(one["number"]): str(one["digest"]) for one in done.answers if "number" in one}
    need(told.items() <= stored(home).items(), "lost", told)
    second = again()
    need(len(second.answers) == LINES and second.status == 0, second)
    now = stored(home)
    need(len(now) == LINES and told.items() <= now.items(), "not once", told, now)


def judge_backup(home: Home, done: Done, again: Callable[[], Done]) -> None:
    """A back-up counts only when it is whole; of a refused one nothing is left but what could not be taken away."""
    if done.status:
        for left in home.backups.glob("*.db"):
            need(left.name.endswith(".kiosk.db") or prove_copy(left).dossiers == LINES, "refused and made", done)
        time.sleep(1)  # a back-up is named after its second
        done = again()
        need(done.status == 0, "refused without a fault", done)
    file = Path(str(done.answers[0]["file"]))
    need(prove_copy(file).dossiers == LINES, file)
    need(file.with_suffix(".kiosk.db").exists(), "the kiosk's copy is missing", file)
    opened_and_sound(home).close()


def judge_setup(home: Home, done: Done, again: Callable[[], Done]) -> None:
    """There is a whole home or none, and where there is none one can be made."""
    need(done.status == 0 or not home.database.exists(), "refused and made", done)
    if done.status:
        second = again()
        need(second.status == 0, second)
    opened_and_sound(home).close()


def judge_rate(home: Home, done: Done, again: Callable[[], Done]) -> None:
    """An acknowledged vote counts once; a refused one may stand only where the kiosk's own last sync failed."""
    found = votes_in(home) - EARLY_VOTES
    need(found == 1 if done.status == 0 else found == 0 or (found == 1 and "kiosk.db" in done.err), found, done)
    need(again().status == 0, "refused without a fault")
    need(votes_in(home) == EARLY_VOTES + found + 1, "not once")


def votes_in(home: Home) -> int:
    """How many votes a sound home holds."""
    desk = opened_and_sound(home)
    votes = sum(vote_counts(desk).values())
    desk.close()
    return votes


def trials() -> tuple[Trial, ...]:
    """All commands that are tried."""
    documents = [request_document(random.Random(at), at, f"fault-{at}") for at in range(LINES)]
    return (
        Trial("register", ("--as", "tiepnhan", "--json", "register", "-"),
              b"".join(map(line_of, documents)), judge_register),
        Trial("rate", ("rate", "--officer", "tiepnhan", "--level", "satisfied"), b"", judge_rate),
        Trial("backup", ("--as", "admin", "--json", "backup"), b"", judge_backup),
        Trial("setup", ("--json", "setup", "--practice", "--empty"), b"", judge_setup),
    )  # fmt: skip


def home_for(trial: Trial, folder: Path) -> Home:
    """What a trial begins with, made once."""
    home = Home(folder / trial.name)
    shutil.rmtree(home.root, ignore_errors=True)
    if trial.name == "setup":
        home.root.mkdir(parents=True)
        return home
    practice_home(home.root)
    desk = open_desk(home)
    for _ in range(EARLY_VOTES if trial.name == "rate" else 1):
        rate(desk, None, RatingLevel.SATISFIED, (), "tiepnhan")
    desk.close()
    if trial.name == "backup":
        need(run(home, trials()[0]).status == 0, "no dossiers to back up")
    return home


# --- the faults -------------------------------------------------------------------------------------------------------


def counts(most: int) -> Iterator[int]:
    """1, 2, 3 … `most`, then in growing steps."""
    at = 1
    while True:
        yield at
        at = at + 1 if at < most else int(at * STEP) + 1


def strike(home: Home, trial: Trial, call: str, when: str, log: Path) -> tuple[Done, bool]:
    """Run a command with a fault in it; whether the fault was met."""
    paths = [
        word
        for file in (home.database, home.kiosk_database)
        for end in ("", "-wal", "-shm", "-journal")
        for word in ("-P", f"{file}{end}")
    ]
    done = run(
        home,
        trial,
        *("strace", "-f", "-qq", "--seccomp-bpf", "-o", str(log)),
        *(paths if call == "openat" else ()),  # every other file that is opened is the interpreter's
        *("-e", f"trace={call}", "-e", f"inject={call}:error=EIO:when={when}"),
    )
    return done, "(INJECTED)" in log.read_text(errors="replace")


def try_all(trial: Trial, folder: Path, calls: Sequence[str], most: int) -> tuple[int, list[str]]:
    """All faults in one command: how many were met, and each promise that was broken."""
    template, home = home_for(trial, folder), Home(folder / f"{trial.name}-tried")
    log = folder / f"{trial.name}-trace"
    met, broken = 0, []
    for call in calls:
        for lasting in ("", "+"):
            for at in counts(most) if call == PAGES else count(1):
                shutil.rmtree(home.root, ignore_errors=True)
                shutil.copytree(template.root, home.root)
                done, struck = strike(home, trial, call, f"{at}{lasting}", log)
                if not struck:
                    break
                met += 1
                try:
                    need_manners(done)
                    trial.judge(home, done, lambda: run(home, trial))
                except Exception as fault:  # noqa: BLE001 - counted, and the next fault tried
                    broken.append(f"{trial.name}: {call} number {at}{lasting}: {type(fault).__name__} {fault}")
                    print(broken[-1], flush=True)
        print(f"{trial.name}: {call} done, {met} faults met, {len(broken)} broken promises", flush=True)
    return met, broken
