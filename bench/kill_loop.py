"""Three processes register at once and are killed with -9 at random; what was acknowledged must be there, once.

    .venv/bin/python bench/kill_loop.py [ROUNDS] [SEED]

A fresh home every 25 rounds. After each kill the requests that got no answer are sent again under their ids: each must
end up as exactly one dossier. Ends with status 1 at the first promise that was broken.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from homes import ROOT, line_of, practice_home, register_process, request_document

from desk.paths import Home

PROCESSES = 3
FRESH_EVERY = 25


class Feeder(threading.Thread):
    """Feeds one process line by line; keeps what was acknowledged and the one request that was under way."""

    def __init__(self, process: subprocess.Popen[bytes], seed: str) -> None:
        super().__init__(daemon=True)
        self.process, self.chance, self.seed = process, random.Random(seed), seed
        self.acknowledged: dict[str, dict[str, object]] = {}
        self.unanswered: dict[str, object] | None = None

    def run(self) -> None:
        """Send and wait for each answer until the process is gone."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        for at in range(100_000):
            document = request_document(self.chance, at, f"{self.seed}-{at}")
            self.unanswered = document
            try:
                self.process.stdin.write(line_of(document))
                self.process.stdin.flush()
                answer = self.process.stdout.readline()
            except OSError:
                return
            if not answer.endswith(b"\n"):
                return
            found = json.loads(answer)
            assert "number" in found, f"refused: {found}"
            self.acknowledged[str(document["request_id"])] = found
            self.rest()

    def rest(self) -> None:
        """Now and then pause as the idle clerk does, where weak settings lose the newest."""
        if self.chance.random() < 0.02:
            time.sleep(self.chance.random() * 0.1)


def command(home: Home, login: str, *words: str) -> list[dict[str, object]]:
    """The records that a command prints."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--home", str(home.root), "--as", login, "--json", *words],
        env={**os.environ, "DESK_PASSWORD": "thuchanh"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, (words, done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return [json.loads(line) for line in done.stdout.splitlines()]


def one_round(home: Home, seed: str, chance: random.Random) -> tuple[dict[str, dict[str, object]], int]:
    """Start, feed, kill one after the other at random moments; send the unanswered again. Returns acknowledgements."""
    feeders = []
    for at in range(PROCESSES):
        feeder = Feeder(register_process(home), f"{seed}-{at}")
        feeder.start()
        feeders.append(feeder)
    deadline = time.monotonic() + 20
    while not all(feeder.acknowledged for feeder in feeders) and time.monotonic() < deadline:
        time.sleep(0.02)
    for feeder in feeders:
        time.sleep(chance.random() * 0.4)
        feeder.process.send_signal(signal.SIGKILL)
    for feeder in feeders:
        feeder.process.wait()
        feeder.join(10)
    acknowledged = {key: found for feeder in feeders for key, found in feeder.acknowledged.items()}
    again = [feeder.unanswered for feeder in feeders if feeder.unanswered is not None]
    retry = register_process(home)
    out, _ = retry.communicate(b"".join(line_of(document) for document in again))
    answers = [json.loads(line) for line in out.splitlines()]
    assert len(answers) == len(again), answers
    assert all("number" in found for found in answers), answers
    for document, found in zip(again, answers, strict=True):
        before = acknowledged.setdefault(str(document["request_id"]), found)
        assert before["number"] == found["number"], (before, found)
    return acknowledged, len(again)


def verify(home: Home, acknowledged: dict[str, dict[str, object]]) -> None:
    """Nothing acknowledged is lost, no number twice, every gap explained, `check` is content."""
    stored = command(home, "lanhdao", "list", "dossiers")
    numbers = [str(row["number"]) for row in stored]
    assert len(numbers) == len(set(numbers)), "a number was given twice"
    by_number = {str(row["number"]): row for row in stored}
    for found in acknowledged.values():
        row = by_number.get(str(found["number"]))
        assert row is not None, f"lost: {found}"
        assert (row["digest"], row["due_at"]) == (found["digest"], found["due_at"]), (row, found)
    assert len(acknowledged) == len(stored), f"{len(stored)} stored, {len(acknowledged)} acknowledged"
    gaps = {str(row["number"]): str(row["reason"]) for row in command(home, "lanhdao", "list", "gaps")}
    serials = {(number.rsplit("-", 1)[0], int(number.rsplit("-", 1)[1])) for number in [*numbers, *gaps]}
    for prefix in {prefix for prefix, _ in serials}:
        used = {serial for head, serial in serials if head == prefix}
        assert used == set(range(1, max(used) + 1)), f"unexplained gap after {prefix}"
    (result,) = command(home, "lanhdao", "check")
    assert result["faults"] == [], result


def main() -> None:
    """Run the rounds."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(10**6)
    chance, folder = random.Random(seed), ROOT / "build" / "kill"
    home, total, sent_again = Home(Path()), 0, 0
    kept: dict[str, dict[str, object]] = {}
    for at in range(rounds):
        if at % FRESH_EVERY == 0:
            shutil.rmtree(folder, ignore_errors=True)
            home, kept = practice_home(folder / f"home-{at}"), {}
        acknowledged, again = one_round(home, f"{seed}-{at}", chance)
        kept |= acknowledged
        total, sent_again = total + len(acknowledged), sent_again + again
        verify(home, kept)
        print(
            f"round {at + 1}: {len(acknowledged)} acknowledged, {again} sent again, {len(kept)} in this home",
            flush=True,
        )
    print(f"{rounds} rounds, {rounds * PROCESSES} kills, {total} acknowledged: none lost, none twice (seed {seed})")


if __name__ == "__main__":
    main()
