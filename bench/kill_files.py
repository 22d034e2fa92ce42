"""Two processes attach and take off files and are killed with -9 at random; what was acknowledged must be whole.

    .venv/bin/python bench/kill_files.py [ROUNDS] [SEED]

Ends with status 1 at the first file that was acknowledged and is lost, bent, or came back after it was taken off.
"""

from __future__ import annotations

import io
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from homes import ROOT, practice_home, request_document
from PIL import Image

from desk.paths import Home
from desk.services.attachments import FileGiven, attach, attachments_of, detach
from desk.services.checking import check
from desk.services.clock import SystemClock
from desk.services.desk import open_desk
from desk.services.intake import receive
from desk.services.intake_request import request_from_document
from desk.services.kept_contents import sweep
from desk.services.sample import officers_of
from desk.vocabulary import Role

PROCESSES = 2


def picture(seed: str) -> bytes:
    """A JPEG picture of its own for a seed."""
    made = io.BytesIO()
    Image.frombytes("L", (640, 480), random.Random(seed).randbytes(640 * 480)).save(made, "JPEG", quality=80)
    return made.getvalue()


def work(root: str, number: str, seed: str) -> None:
    """Attach for ever, take every third off again; acknowledge on standard output."""
    desk = open_desk(Home(Path(root)), SystemClock())
    clerk = officers_of(desk)[Role.CLERK]
    for at in range(10_000):
        one = f"{seed}-{at}"
        made = attach(desk, clerk, number, FileGiven(picture(one), f"{one}.jpg"))
        print(f"+ {made.id} {made.sha256}", flush=True)
        if at % 3 == 2:
            detach(desk, clerk, made.id, "thử")
            print(f"- {made.id} {made.sha256}", flush=True)


def one_round(home: Home, number: str, seed: str, chance: random.Random) -> tuple[dict[int, str], set[int]]:
    """Start, kill at random moments. Returns what was acknowledged as attached, and as taken off."""
    running = [
        subprocess.Popen(
            [sys.executable, __file__, "--work", str(home.root), number, f"{seed}-{at}"],
            stdout=subprocess.PIPE,
            text=True,
        )
        for at in range(PROCESSES)
    ]
    time.sleep(2.0 + chance.random() * 2)
    for one in running:
        time.sleep(chance.random() * 0.3)
        one.send_signal(signal.SIGKILL)
    kept: dict[int, str] = {}
    gone: set[int] = set()
    for one in running:
        out, _ = one.communicate()
        for line in out.splitlines(keepends=True):
            if line.endswith("\n"):
                sign, key, sha256 = line.split()
                kept[int(key)] = sha256
                if sign == "-":
                    gone.add(int(key))
    return kept, gone


def main() -> None:
    """Run the rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    chance, folder = random.Random(seed), ROOT / "build" / "kill-files"
    shutil.rmtree(folder, ignore_errors=True)
    home = practice_home(folder)
    desk = open_desk(home, SystemClock())
    officers = officers_of(desk)
    request = request_from_document(request_document(chance, 1), SystemClock().now().date())
    number = receive(desk, officers[Role.CLERK], request).number
    kept: dict[int, str] = {}
    gone: set[int] = set()
    for at in range(rounds):
        made, taken = one_round(home, number, f"{seed}-{at}", chance)
        kept, gone = kept | made, gone | taken
        there = {one.id: one.sha256 for one in attachments_of(desk, officers[Role.CLERK], number)}
        lost = [key for key, sha256 in kept.items() if key not in gone and there.get(key, sha256) != sha256]
        # each killed process may have taken one off whose answer did not get out
        missing = kept.keys() - gone - there.keys()
        assert not lost, lost
        assert len(missing) <= PROCESSES * (at + 1), missing
        assert not gone & there.keys(), gone & there.keys()
        result = check(desk, officers[Role.LEADER])
        assert result.faults == (), result.faults
        loose = sweep(desk)
        assert check(desk, officers[Role.LEADER]).faults == ()
        print(f"round {at + 1}: {len(made)} attached, {len(taken)} taken off, {loose} contents swept", flush=True)
    desk.close()
    print(f"{rounds} rounds, {rounds * PROCESSES} kills, {len(kept)} acknowledged: none lost, none bent (seed {seed})")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(*sys.argv[2:5])
    else:
        main()
