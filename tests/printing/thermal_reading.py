"""Reads back what a thermal printer is sent, as the printer would."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

START, CUT = b"\x1b@", b"\x1bd\x04\x1dV\x42\x00"


@dataclass(frozen=True)
class Printed:
    """The pieces of paper that came out, each cut from the next, and the width of the head in dots."""

    papers: tuple[Image.Image, ...]
    dots: int


def printed(job: bytes) -> Printed:
    """The papers of a job; anything that is no known command is a fault."""
    papers, bands, width, at = [], list[tuple[int, bytes]](), 0, 0
    while at < len(job):
        if job.startswith(START, at):
            at += len(START)
        elif job.startswith(CUT, at):
            at += len(CUT)
            papers.append(_picture(bands, width))
            bands = []
        else:
            assert job[at : at + 4] == b"\x1dv0\x00", f"no command at {at}: {job[at : at + 8].hex()}"
            width = int.from_bytes(job[at + 4 : at + 6], "little")
            rows = int.from_bytes(job[at + 6 : at + 8], "little")
            assert 0 < rows <= 255
            begins = at + 8
            at = begins + width * rows
            assert at <= len(job), "the last band is not whole"
            bands.append((rows, job[begins:at]))
    assert not bands, "the last paper was not cut"
    return Printed(tuple(papers), width * 8)


def _picture(bands: list[tuple[int, bytes]], width: int) -> Image.Image:
    rows = sum(rows for rows, _ in bands)
    inverted = Image.frombytes("1", (width * 8, rows), b"".join(dots for _, dots in bands))
    return inverted.convert("L").point(lambda value: 255 - value)
