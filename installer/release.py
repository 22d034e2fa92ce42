"""Builds wheel and sdist of the last commit, the same bytes each time: `build` makes them, `twice` proves it."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SHIPPED = ("desk/", "resources/")  # everything that git knows below these is in the wheel
SUMS = "SHA256SUMS"


class Stop(Exception):
    """The release cannot be built; the text says why."""


def git(*arguments: str) -> str:
    """What git answers about this clone."""
    return subprocess.check_output(["git", "-C", str(ROOT), *arguments], text=True)


def commit_time() -> int:
    """Seconds since 1970 of the last commit, the date of everything in a release."""
    return int(git("log", "-1", "--format=%ct"))


def shipped_files(names: Sequence[str]) -> set[str]:
    """The files among `names` that the program needs when it runs, as they are called in the wheel."""
    return {f"desk/{name}" if name.startswith("resources/") else name for name in names if name.startswith(SHIPPED)}


def lay_out(folder: Path, files_date: int) -> None:
    """Puts the files of the last commit into `folder`, dated `files_date`: nothing else lies about in there."""
    with tempfile.TemporaryFile() as archive:
        subprocess.run(["git", "-C", str(ROOT), "archive", "HEAD"], stdout=archive, check=True)
        archive.seek(0)
        subprocess.run(["tar", "-x", "-C", str(folder)], stdin=archive, check=True)
    for path in folder.rglob("*"):
        os.utime(path, (files_date, files_date))


def build(target: Path, files_date: int, umask: int = -1, surroundings: Mapping[str, str] | None = None) -> None:
    """Builds the sdist of the last commit and from it the wheel into `target`, with the build tools of this venv."""
    target.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, **(surroundings or {}), "SOURCE_DATE_EPOCH": str(commit_time())}
    with tempfile.TemporaryDirectory(prefix="release-") as name:
        lay_out(Path(name), files_date)
        program = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target.resolve()), name]
        subprocess.run(program, check=True, env=environment, umask=umask, stdout=subprocess.DEVNULL)


def artefacts(folder: Path) -> list[Path]:
    """The wheel and the sdist in `folder`."""
    return sorted([*folder.glob("*.whl"), *folder.glob("*.tar.gz")])


def check_wheel(folder: Path) -> None:
    """Stops when a file that the program needs is not in the wheel."""
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        lacking = shipped_files(git("ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")) - set(packed.namelist())
    if lacking:
        raise Stop(f"not in the wheel: {', '.join(sorted(lacking))}")


def sums(files: Sequence[Path]) -> str:
    """A line for each file as `sha256sum -c` reads it."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def build_into_dist() -> None:
    """Builds into an emptied `dist` and writes the list of hashes beside the two files."""
    if git("status", "--porcelain"):
        print("Note: what is not committed is not in the release.", file=sys.stderr)
    for old in [*artefacts(DIST), DIST / SUMS]:
        old.unlink(missing_ok=True)
    build(DIST, files_date=commit_time())
    check_wheel(DIST)
    (DIST / SUMS).write_text(sums(artefacts(DIST)), encoding="ascii")
    print((DIST / SUMS).read_text(encoding="ascii"), end="")


def build_again_and_compare() -> None:
    """Stops when a build in another folder, with other dates, umask, zone and language, differs from `dist`."""
    with tempfile.TemporaryDirectory(prefix="phát hành lần hai ") as name:
        second = Path(name)
        other = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "2", "HOME": name}
        build(second, files_date=commit_time() + 86_401, umask=0o077, surroundings=other)
        first_sums, second_sums = sums(artefacts(DIST)), sums(artefacts(second))
    if first_sums != second_sums:
        raise Stop(f"the second build differs:\n{second_sums}")
    print("The second build is the same, byte for byte.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the command and carries it out. Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=("build", "twice"))
    chosen = parser.parse_args(arguments)
    try:
        build_into_dist()
        if chosen.command == "twice":
            build_again_and_compare()
    except (Stop, subprocess.CalledProcessError) as stop:
        print(stop, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
