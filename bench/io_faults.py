"""Full, read-only and failing disks: each refusal is one sentence, nothing acknowledged is lost, work goes on after it.

    .venv/bin/python bench/io_faults.py [ROUNDS] [--most N] [--only NAME ...] [--calls CALL ...]

Needs root and strace. ROUNDS of each trouble with the disk; then every call that writes or syncs fails in turn; of
the written pages the first N one by one and those behind them in growing steps. Ends with status 1 when a promise
was broken.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from homes import PROGRAM, ROOT, line_of, practice_home, request_document
from kill_loop import verify
from nth_fault import CALLS, Broken, need, need_sentence, trials, try_all

from desk.paths import Home

REFUSALS = 3  # in a row, before the trouble ends
MOST_LINES = 500
Answers = dict[str, dict[str, object]]


class Stream:
    """A `register -` that is asked line by line."""

    def __init__(self, home: Home) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(PROGRAM), "--home", str(home.root), "--as", "tiepnhan", "--json", "register", "-"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def ask(self, document: dict[str, object]) -> dict[str, object] | None:
        """The answer to a request; None when the process has ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(line_of(document))
            self._process.stdin.flush()
        except BrokenPipeError:
            return None
        line = self._process.stdout.readline()
        return dict(json.loads(line)) if line else None

    def end(self) -> tuple[int, str]:
        """Close its input; its status and what it said on standard error."""
        _, words = self._process.communicate(timeout=60)
        return self._process.returncode, words.decode()


@dataclass(frozen=True)
class Trouble:
    """Something that befalls the disk of a home and passes."""

    home: Home
    begin: Callable[[], None]
    end: Callable[[], None]
    opened_before: bool = True  # the process has the store open when it begins
    same_process: bool = True  # and goes on after it


def system(*words: str | Path) -> None:
    """Run a system command that must succeed."""
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)


def acknowledge(stream: Stream, document: dict[str, object], told: Answers) -> None:
    """Register what must be acknowledged."""
    answer = stream.ask(document)
    need(answer is not None and "number" in answer, "refused without a fault", answer or stream.end())
    told[str(document["request_id"])] = answer or {}


def until_refused(
    stream: Stream, documents: Iterator[dict[str, object]], told: Answers
) -> tuple[list[dict[str, object]], bool]:
    """Register until some in a row are refused: these, and whether the process is still there."""
    refused: list[dict[str, object]] = []
    for document in documents:
        answer = stream.ask(document)
        if answer is not None and "number" in answer:
            told[str(document["request_id"])] = answer
            continue
        refused.append(document)
        if answer is None:
            status, words = stream.end()
            need(status == 1, "ended with status", status)
            need_sentence(words)
            return refused, False
        need_sentence(str(answer["why"]))
        if len(refused) == REFUSALS:
            return refused, True
    raise Broken("the trouble was not noticed")


def go_through(trouble: Trouble, seed: str) -> tuple[int, int]:
    """Register before, during and after a trouble; how many were acknowledged, and how many refused."""
    chance = random.Random(seed)
    told: Answers = {}
    documents = (request_document(chance, at, f"{seed}-{at}") for at in range(MOST_LINES))
    if not trouble.opened_before:
        trouble.begin()
    stream = Stream(trouble.home)
    if trouble.opened_before:
        acknowledge(stream, next(documents), told)
        trouble.begin()
    refused, alive = until_refused(stream, documents, told)
    if alive and not trouble.same_process:
        stream.end()
    trouble.end()
    if not alive or not trouble.same_process:
        stream = Stream(trouble.home)
    for document in (*refused, next(documents), next(documents)):
        acknowledge(stream, document, told)
    _, words = stream.end()
    need(words == "", "said on standard error", words)
    verify(trouble.home, told)
    return len(told), len(refused)


# --- the troubles -----------------------------------------------------------------------------------------------------


@contextmanager
def mounted(point: Path, *words: str | Path) -> Iterator[Path]:
    """A file system at a folder, taken away at the end."""
    point.mkdir(parents=True, exist_ok=True)
    if point.is_mount():  # of a run that was broken off
        system("umount", point)
    system("mount", *words, point)
    try:
        yield point
    finally:
        system("umount", point)


@contextmanager
def full(folder: Path, template: Home, chance: random.Random) -> Iterator[Trouble]:
    """A disk with a random small rest of room; it has room again when a large file is taken away."""
    with mounted(folder / "full", "-t", "tmpfs", "-o", "size=32M", "none") as point:
        home = Home(Path(shutil.copytree(template.root, point / "home")))
        ballast = point / "ballast"

        def begin() -> None:
            room = os.statvfs(point)
            rest = chance.randrange(chance.choice((1, 64, 512)))  # pages
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, max(1, room.f_bavail - rest) * room.f_bsize)

        yield Trouble(home, begin, ballast.unlink, opened_before=chance.random() < 0.7)


@contextmanager
def read_only(folder: Path, template: Home, _: random.Random) -> Iterator[Trouble]:
    """A disk that was mounted read-only when the desk is started: mounting it so needs that nobody writes."""
    with mounted(folder / "read-only", "-t", "tmpfs", "-o", "size=32M", "none") as point:
        home = Home(Path(shutil.copytree(template.root, point / "home")))
        yield Trouble(
            home,
            lambda: system("mount", "-o", "remount,ro", point),
            lambda: system("mount", "-o", "remount,rw", point),
            opened_before=False,
        )


@contextmanager
def locked_files(folder: Path, template: Home, _: random.Random) -> Iterator[Trouble]:
    """Files under a running desk that suddenly take no writes, and take them again.

    Not the engine's shared memory beside them: the kernel ends whoever writes there with SIGBUS.
    """
    root = folder / "locked"
    if root.exists():
        system("chattr", "-R", "-i", root)
        shutil.rmtree(root)
    home = Home(Path(shutil.copytree(template.root, root)))
    try:
        yield Trouble(
            home,
            lambda: system("chattr", "+i", home.database, f"{home.database}-wal"),
            lambda: system("chattr", "-R", "-i", root),
        )
    finally:
        system("chattr", "-R", "-i", root)


@contextmanager
def given_up(folder: Path, template: Home, _: random.Random) -> Iterator[Trouble]:
    """A disk that the kernel makes read-only under a running desk, since it found a fault; it is mounted anew."""
    image, point = folder / "given-up.img", folder / "given-up"
    image.unlink(missing_ok=True)
    system("truncate", "-s", "64M", image)
    system("mkfs.ext4", "-q", image)
    with mounted(point, "-o", "loop,errors=remount-ro", image):
        home = Home(Path(shutil.copytree(template.root, point / "home")))
        system("sync", "-f", point)  # what was copied is no work of the desk

        def begin() -> None:
            device = subprocess.check_output(["findmnt", "-no", "SOURCE", point], text=True).strip()
            Path("/sys/fs/ext4", Path(device).name, "trigger_fs_error").write_text("practice")

        def end() -> None:
            system("umount", point)
            subprocess.run(["e2fsck", "-fy", image], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            system("mount", "-o", "loop", image, point)

        yield Trouble(home, begin, end, same_process=False)


TROUBLES = (full, read_only, locked_files, given_up)


def all_troubles(folder: Path, rounds: int, seed: int) -> list[str]:
    """Each trouble so many times; what was broken."""
    broken = []
    template = practice_home(folder / "template")
    for kind in TROUBLES:
        acknowledged = refused = 0
        for at in range(rounds):
            key = f"{kind.__name__}-{seed}-{at}"
            try:
                with kind(folder, template, random.Random(key)) as trouble:
                    told, not_told = go_through(trouble, key)
                    acknowledged, refused = acknowledged + told, refused + not_told
            except Exception as fault:  # noqa: BLE001 - counted, and the next round gone through
                broken.append(f"{key}: {type(fault).__name__} {fault}")
                print(broken[-1], flush=True)
        print(f"{kind.__name__}: {rounds} rounds, {acknowledged} acknowledged, {refused} refused", flush=True)
    return broken


def main() -> None:
    """Troubles with the disk first, then one failing call after the other."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("rounds", nargs="?", type=int, default=10)
    options.add_argument("--most", type=int, default=12)
    options.add_argument("--only", nargs="*", default=["troubles", *(trial.name for trial in trials())])
    options.add_argument("--calls", nargs="*", default=CALLS)
    options.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = options.parse_args()
    if os.geteuid() != 0:
        sys.exit("needs root")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what is mounted is taken away
    os.environ["DESK_PASSWORD"] = "thuchanh"
    folder = ROOT / "build" / "io-faults"
    folder.mkdir(parents=True, exist_ok=True)
    broken = all_troubles(folder, given.rounds, given.seed) if "troubles" in given.only else []
    met = 0
    for trial in trials():
        if trial.name in given.only:
            more, found = try_all(trial, folder, given.calls, given.most)
            met, broken = met + more, broken + found
    print(f"{given.rounds} rounds of troubles, {met} faults met, {len(broken)} broken promises (seed {given.seed})")
    if broken:
        sys.exit(1)


if __name__ == "__main__":
    main()
