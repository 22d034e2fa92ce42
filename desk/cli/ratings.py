"""`rate`: a citizen's rating as the kiosk stores it."""

from __future__ import annotations

import argparse

from desk.cli.arguments import text
from desk.cli.command import Call, Command
from desk.vocabulary import RatingLevel, RatingSeries

_SERIES = {RatingSeries.ARMED: "đánh giá theo hồ sơ", RatingSeries.WALK_IN: "đánh giá vãng lai"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", nargs="?", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")
    parser.add_argument("--level", required=True, choices=[level.value for level in RatingLevel], help="mức đánh giá")
    parser.add_argument(
        "--reason",
        action="append",
        default=[],
        metavar="CODE",
        type=text("reason", 60),
        help="mã lý do, có thể lặp lại",
    )
    parser.add_argument("--officer", metavar="LOGIN", type=text("login", 40), help="công chức được đánh giá vãng lai")


def _run(call: Call) -> int:
    from desk.services.ratings import rate

    args = call.args
    if args.number is None and args.officer is None:
        args.parser.error("cần số hồ sơ, hoặc --officer khi không có hồ sơ")
    with call.desk() as desk:
        series = rate(desk, args.number, RatingLevel(args.level), tuple(args.reason), args.officer)
    call.out.put({"series": series.value}, lambda: f"Đã ghi {_SERIES[series]}.")
    return 0


RATE = Command("rate", "ghi đánh giá của người dân", "series (armed | walk_in)", _arguments, _run)
