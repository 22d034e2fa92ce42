"""The common layout of papers that are lists: heading, title, a table whose head repeats, totals, signatures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable, Spacer

from desk.printing import fonts, page, tables, words
from desk.printing.letterhead import Letterhead, heading
from desk.printing.page import CENTER, LEFT, Sheet, text
from desk.printing.words import safe, time_words

SIZES = (12, 11, 10)


@dataclass(frozen=True)
class Column:
    """A column's label, its share of the width, and how its cells stand: LEFT, CENTER or RIGHT.

    Neighbours of the same `group` stand below its label.
    """

    label: str
    share: float
    align: int = LEFT
    group: str = ""


@dataclass(frozen=True)
class ListHead:
    """What stands above and below every list. `below` are lines under the title; `foot` cites the law, if any does."""

    heading: Letterhead
    made_at: dt.datetime
    title: str
    below: tuple[str, ...]
    copy: int
    printed_at: dt.datetime
    practice: bool
    foot: str = ""


@dataclass(frozen=True)
class Listed:
    """The table, what it says when it has no row, its total rows, lines after it, and who signs (capacity, name)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    totals: tuple[tuple[str, ...], ...] = ()
    after: tuple[str, ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()


def build(sheet: Sheet, head: ListHead, listed: Listed, sizes: Sequence[float] = SIZES) -> bytes:
    """The list as a PDF, in the largest type that keeps it on one page, else flowing with its head on each."""
    law = f"{safe(head.foot)} – " if head.foot else ""
    paper = page.Paper(
        title=words.plain(" ".join((head.title, *head.below[:1]))),
        foot=(
            f"{safe(head.heading.issuing_body)} – {safe(head.heading.address)} – Đường dây nóng:"
            f" <b>{safe(head.heading.phone)}</b>",
            f"{law}In lúc {time_words(head.printed_at)}",
        ),
        running=head.title,
        practice=head.practice,
    )
    return page.build(sheet, paper, sizes, lambda size: _story(sheet, head, listed, size))


def _story(sheet: Sheet, head: ListHead, listed: Listed, size: float) -> list[Flowable]:
    again = [text(f"<b>In lại lần {head.copy - 1}</b>", page.style(size - 1, align=CENTER))] if head.copy > 1 else []
    table = _table(sheet, listed, size - 1) if listed.rows else _empty(listed.empty, size)
    return [
        heading(sheet, head.heading, head.made_at),
        text(safe(head.title.upper()), page.style(size + 2, fonts.BOLD, CENTER, above=12)),
        *(text(safe(line), page.style(size, align=CENTER, above=2)) for line in head.below),
        *again,
        Spacer(1, 8),
        table,
        Spacer(1, 6),
        *_end(sheet, listed, size),
    ]


def _end(sheet: Sheet, listed: Listed, size: float) -> list[Flowable]:
    """What follows the table; signatures stay with the sums that are signed, never alone on a page."""
    told = [text(safe(line), page.style(size, above=4)) for line in listed.after]
    if not listed.signatures:
        return told
    blocks = [(safe(capacity), name) for capacity, name in listed.signatures]
    signed = page.signatures(sheet, size, blocks, room=56, above=14)
    return [page.columns([[*told, signed]], [sheet.width])]


def _empty(said: str, size: float) -> Flowable:
    return text(f"<i>{safe(said)}</i>", page.style(size, align=CENTER, above=10))


def _table(sheet: Sheet, listed: Listed, size: float) -> Flowable:
    columns = listed.columns
    bold, grouped = page.style(size, fonts.BOLD, CENTER, lead=1.1), any(one.group for one in columns)
    cells = [page.style(size, align=one.align, lead=1.15) for one in columns]
    totals = [page.style(size, fonts.BOLD, one.align, lead=1.15) for one in columns]
    top = [text(safe(one.group or one.label), bold) for one in columns]
    below = [text(safe(one.label), bold) if one.group else "" for one in columns]
    heads: list[list[object]] = [list(top), list(below)] if grouped else [list(top)]
    rows: list[list[object]] = [*heads]
    rows += [[_cell(one, style) for one, style in zip(row, cells, strict=True)] for row in listed.rows]
    rows += [[_cell(one, style) for one, style in zip(row, totals, strict=True)] for row in listed.totals]
    whole = sum(one.share for one in columns)
    widths = [sheet.width * one.share / whole for one in columns]
    look = [
        ("INNERGRID", (0, 0), (-1, -1), 0.3, "#707070"),
        ("BOX", (0, 0), (-1, -1), 0.8, "black"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, len(heads)), (-1, -1), 3),
        *_spans(columns, grouped=grouped),
        *([("LINEABOVE", (0, -len(listed.totals)), (-1, -len(listed.totals)), 0.9, "black")] if listed.totals else []),
    ]
    return tables.ruled(rows, widths, len(heads), size, look)


def _cell(value: str, style: object) -> object:
    """An empty cell is left to the pen; everything else is text and never markup."""
    return text(safe(value), style) if value else ""


def _spans(columns: Sequence[Column], *, grouped: bool) -> list[tuple[object, ...]]:
    """A lone column's head takes both rows, a group's label all of its columns."""
    if not grouped:
        return []
    spans: list[tuple[object, ...]] = []
    at = 0
    while at < len(columns):
        group, end = columns[at].group, at
        while group and end + 1 < len(columns) and columns[end + 1].group == group:
            end += 1
        spans.append(("SPAN", (at, 0), (end, 0 if group else 1)))
        at = end + 1
    return spans
