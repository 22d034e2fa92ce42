"""A disk whose current can be cut at any moment: an ext4 image inside another one that can be frozen (needs root)."""

from __future__ import annotations

import fcntl
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

SIZE = "256M"
OUTER_SIZE = "400M"
FREEZE, THAW = 0xC0045877, 0xC0045878  # FIFREEZE, FITHAW of linux/fs.h
# the kernel writes nothing back by itself: no flusher, and (below) no journal commit every five seconds
CALM = {"dirty_writeback_centisecs": "0", "dirty_expire_centisecs": "360000"}
NO_COMMITS = "loop,commit=3600"


def run(*words: str | Path) -> None:
    """Run a system command that must succeed."""
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def without_write_back() -> Iterator[None]:
    """Keep what was not synced off the disk; where the kernel's settings may not be changed they stay."""
    knobs = {Path("/proc/sys/vm") / name: value for name, value in CALM.items()}
    before = {knob: knob.read_text() for knob in knobs}
    try:
        for knob, value in knobs.items():
            with suppress(OSError):
                knob.write_text(value)
        yield
    finally:
        for knob, value in before.items():
            with suppress(OSError):
                knob.write_text(value)


class Disk:
    """An ext4 file system at `root` on an image that lies on a file system of its own.

    What counts as the disk is the image as the outer file system shows it: every write that the inner one has handed to
    its loop device, none that it still holds back. Whether the loop device writes through the outer page cache makes no
    difference, since the copy is read through the same cache. The disk is taken at its word: what it has finished
    writing counts as kept also before it is told to flush.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.outer, self.root = folder / "outer", folder / "disk"
        self._image, self._copy = self.outer / "disk.img", folder / "after.img"

    @contextmanager
    def plugged_in(self) -> Iterator[Disk]:
        """The outer file system, there until the end."""
        for point in (self.outer, self.root):
            point.mkdir(parents=True, exist_ok=True)
        self._clear()
        self._format(self.folder / "outer.img", OUTER_SIZE)
        run("mount", "-o", "loop,noatime", self.folder / "outer.img", self.outer)
        try:
            yield self
        finally:
            self._clear()

    def fresh(self) -> None:
        """A new, empty disk."""
        self._unmount(self.root)
        self._format(self._image, SIZE)
        run("mount", "-o", NO_COMMITS, self._image, self.root)

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Cut the current on entry; what runs on the disk must be killed before the end.

        Freezing the outer file system stops the writes of the loop device at one instant, also in the middle of a sync
        that is under way; stopping the processes would let every sync finish.
        """
        handle = os.open(self.outer, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, FREEZE, 0)
            try:
                run("cp", "--sparse=always", self._image, self._copy)
                yield
            finally:
                fcntl.ioctl(handle, THAW, 0)
        finally:
            os.close(handle)

    def restart(self) -> None:
        """Mount what the cut left, which replays the file system's journal."""
        self._unmount(self.root)
        run("mount", "-o", "loop", self._copy, self.root)

    def _format(self, image: Path, size: str) -> None:
        image.unlink(missing_ok=True)
        run("truncate", "-s", size, image)
        run("mkfs.ext4", "-q", image)

    def _unmount(self, point: Path) -> None:
        if point.is_mount():
            run("umount", point)

    def _clear(self) -> None:
        """Take away what this or a run that was broken off has mounted."""
        if self.outer.is_mount():
            handle = os.open(self.outer, os.O_RDONLY)
            with suppress(OSError):
                fcntl.ioctl(handle, THAW, 0)
            os.close(handle)
        self._unmount(self.root)
        self._unmount(self.outer)
