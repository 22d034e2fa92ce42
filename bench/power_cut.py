"""Cuts the current of a real ext4 disk while dossiers and votes come in; what was acknowledged must be there, once.

    .venv/bin/python bench/power_cut.py [--weak] [ROUNDS] [SEED]

Needs root. Every round has a new disk and a new home; in every second one the clerks pause about 0.1 s after each
dossier, where weak settings lose the newest. Ends with status 1 at the first promise that was broken. `--weak` runs the
desk with synchronous=NORMAL and proves that the cuts can be lost by: it ends with status 1 when nothing was lost.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from homes import PROGRAM, ROOT, line_of, practice_home, register_process, request_document
from kill_loop import PROCESSES, Feeder, command, verify
from practice_disk import Disk, without_write_back

from desk.paths import Home
from desk.services.desk import open_desk
from desk.services.ratings import rate, vote_counts
from desk.vocabulary import RatingLevel

WEAK_PROGRAM = Path(__file__).with_name("weak_main.py")
LONGEST = 2.0  # seconds from the first acknowledgement of each to the cut, at most
Answers = dict[str, dict[str, object]]


class IdleFeeder(Feeder):
    """A clerk who pauses after each dossier."""

    def rest(self) -> None:
        """Pause about 0.1 s."""
        time.sleep(0.05 + self.chance.random() * 0.1)


class Voter(threading.Thread):
    """Passers-by, one after the other, each in a process of its own; counts the votes that were acknowledged."""

    def __init__(self, home: Home, program: Path) -> None:
        super().__init__(daemon=True)
        words = ["--home", str(home.root), "rate", "--officer", "tiepnhan", "--level", "satisfied"]
        self._words = [sys.executable, str(program), *words]
        self._over = threading.Event()
        self.process: subprocess.Popen[bytes] | None = None
        self.cast = self.begun = 0

    def run(self) -> None:
        """Vote until told to stop."""
        while not self._over.is_set():
            self.begun += 1
            self.process = subprocess.Popen(self._words, stdout=subprocess.DEVNULL)
            self.cast += self.process.wait() == 0

    def kill(self) -> None:
        """Kill the vote under way and have no other."""
        self._over.set()
        if self.process is not None:
            self.process.kill()


@dataclass
class Said:
    """What the desk had said when the current was cut, and what was asked of it."""

    before: Answers = field(default_factory=dict)  # read before the cut was begun
    during: Answers = field(default_factory=dict)  # read while it was made, or still on its way
    unanswered: list[dict[str, object]] = field(default_factory=list)
    votes: int = 0
    votes_begun: int = 0


@dataclass
class Sums:
    """What all rounds together gave."""

    acknowledged: int = 0
    votes: int = 0
    lost: int = 0
    lost_votes: int = 0
    first_seconds: list[float] = field(default_factory=list)


def until_cut(disk: Disk, home: Home, program: Path, seed: str, *, idle: bool, voting: bool) -> Said:
    """Register and vote until the current is cut at a random moment; everything that ran is then dead."""
    chance, said = random.Random(seed), Said()
    early = chance.randrange(10)  # so that votes of this round are moved into the chain at some moment of it
    early_votes(home, early)
    kind = IdleFeeder if idle else Feeder
    feeders = [kind(register_process(home, program), f"{seed}-{at}") for at in range(PROCESSES)]
    voter = Voter(home, program)
    threads = [*feeders, voter] if voting else [*feeders]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 30
    while not all(feeder.acknowledged for feeder in feeders) and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(chance.random() * LONGEST)
    for feeder in feeders:
        said.before |= feeder.acknowledged.copy()
    said.votes = early + voter.cast
    with disk.cut():
        for feeder in feeders:
            feeder.process.send_signal(signal.SIGKILL)
        voter.kill()
    for thread in threads:
        thread.join(30)
    said.votes_begun = early + voter.begun
    for feeder in feeders:
        feeder.process.wait()
        said.during |= {key: found for key, found in feeder.acknowledged.items() if key not in said.before}
        said.unanswered += [] if feeder.unanswered is None else [feeder.unanswered]
    return said


def early_votes(home: Home, count: int) -> None:
    """Votes that lie in the spool when the round begins."""
    desk = open_desk(home)
    for _ in range(count):
        rate(desk, None, RatingLevel.SATISFIED, (), "tiepnhan")
    desk.close()


def first_answer(home: Home, seed: str) -> tuple[str, dict[str, object], float]:
    """The first registration after the restart: its id, its answer, and the seconds to it from the start of a desk."""
    began = time.monotonic()
    document = request_document(random.Random(seed), 0, f"{seed}-first")
    with register_process(home) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(line_of(document))
        process.stdin.flush()
        answer = json.loads(process.stdout.readline())
        took = time.monotonic() - began
        process.stdin.close()
    assert "number" in answer, answer
    return str(document["request_id"]), answer, took


def count_lost(home: Home, said: Said, sums: Sums) -> None:
    """Count what was acknowledged before the cut and is not on the disk, or not as it was told."""
    stored = {
        str(row["number"]): (row["digest"], row["due_at"]) for row in command(home, "lanhdao", "list", "dossiers")
    }
    told = [(str(one["number"]), (one["digest"], one["due_at"])) for one in said.before.values()]
    sums.acknowledged += len(told)
    sums.lost += sum(stored.get(number) != what for number, what in told)
    desk = open_desk(home)
    votes = sum(vote_counts(desk).values())
    desk.close()
    assert votes <= said.votes_begun, f"{votes} votes stored, {said.votes_begun} cast"
    sums.votes += said.votes
    sums.lost_votes += max(0, said.votes - votes)


def send_again(home: Home, said: Said) -> Answers:
    """The answers to the requests that had got none, sent again under their ids."""
    process = register_process(home)
    out, _ = process.communicate(b"".join(line_of(document) for document in said.unanswered))
    answers = [json.loads(line) for line in out.splitlines()]
    ids = [str(document["request_id"]) for document in said.unanswered]
    return dict(zip(ids, answers, strict=True))


def one_round(disk: Disk, seed: str, sums: Sums, *, idle: bool, voting: bool, weak: bool) -> str:
    """One cut and what was found after it; returns a line about it."""
    disk.fresh()
    home = practice_home(disk.root / "home")
    said = until_cut(disk, home, WEAK_PROGRAM if weak else PROGRAM, seed, idle=idle, voting=voting)
    disk.restart()
    before = sums.lost, sums.lost_votes
    key, answer, took = first_answer(home, seed)
    sums.first_seconds.append(took)
    count_lost(home, said, sums)
    lost, lost_votes = sums.lost - before[0], sums.lost_votes - before[1]
    line = (
        f"{len(said.before)} acknowledged, {said.votes} votes, lost {lost} and {lost_votes};"
        f" the first answer after {took:.1f} s"
    )
    if not weak:
        assert (lost, lost_votes) == (0, 0), line
        verify(home, {**said.before, **said.during, key: answer, **send_again(home, said)})
    return line


def main() -> None:
    """Run the rounds."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rounds", nargs="?", type=int, default=30)
    options.add_argument("seed", nargs="?", type=int, default=random.SystemRandom().randrange(10**6))
    options.add_argument("--weak", action="store_true")
    given = options.parse_args()
    if os.geteuid() != 0:
        sys.exit("needs root")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what is mounted or set is put back
    sums = Sums()
    os.environ["DESK_PASSWORD"] = "thuchanh"
    with without_write_back(), Disk(ROOT / "build" / "power").plugged_in() as disk:
        for at in range(given.rounds):
            idle, voting = at % 2 == 0, at % 4 < 2  # the syncs of votes might help what another forgot to sync
            line = one_round(disk, f"{given.seed}-{at}", sums, idle=idle, voting=voting, weak=given.weak)
            print(f"round {at + 1}, {('idle', 'busy')[at % 2]}: {line}", flush=True)
    print(
        f"{given.rounds} cuts, {sums.acknowledged} acknowledged, {sums.lost} lost, {sums.votes} votes,"
        f" {sums.lost_votes} lost, the first answer after at most {max(sums.first_seconds):.1f} s (seed {given.seed})"
    )
    if bool(sums.lost) != given.weak:
        sys.exit(1)


if __name__ == "__main__":
    main()
