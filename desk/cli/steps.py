"""`act`: every step of a dossier's life."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.cli.arguments import day, instant, text
from desk.cli.command import Call, Command
from desk.cli.output import shown
from desk.file_gate import MARK, json_object, read_bytes
from desk.messages import STATUS_WORDS
from desk.rules.instants import iso
from desk.vocabulary import CollectedWith, DelayCause, DiscontinueReason, Verb

if TYPE_CHECKING:
    from desk.services.collecting import HandOver
    from desk.services.steps import StepAsked

_LARGEST_CORRECTION = 1_000_000
# taken by `register` itself
_NOT_TYPED = frozenset({Verb.RECEIVE})
_HANDING = frozenset({Verb.HAND_OVER, Verb.REASSIGN})
# which steps an option goes with
_GOES_WITH: Mapping[str, frozenset[Verb]] = {
    "to": frozenset({Verb.RETURN}) | _HANDING,
    "reason": frozenset({Verb.DISCONTINUE}),
    "paper": frozenset({Verb.RETURN}),
    "until": frozenset({Verb.EXTEND}),
    "cause": frozenset({Verb.EXTEND}),
    "result_number": frozenset({Verb.FINISH}),
    "result_day": frozenset({Verb.FINISH}),
    "signer": frozenset({Verb.FINISH}),
    "file": frozenset({Verb.CORRECT}),
}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")
    steps = [verb.value for verb in Verb if verb not in _NOT_TYPED]
    parser.add_argument("verb", metavar="VERB", choices=steps, help="bước: %(choices)s")
    parser.add_argument("file", metavar="FILE.json", nargs="?", help="với correct: tệp JSON gồm các mục cần sửa")
    parser.add_argument("--note", metavar="TEXT", help="ghi chú, lý do")
    parser.add_argument("--at", metavar="TIME", type=instant("at"), help="thời điểm đã diễn ra (lãnh đạo nhập bù)")
    parser.add_argument(
        "--to",
        metavar="NAME",
        help="với return: người nhận kết quả; với hand-over, reassign: tên đăng nhập của người nhận, hoặc tên cơ quan",
    )
    parser.add_argument("--until", metavar="TIME", type=instant("until"), help="với extend: thời điểm hẹn lại")
    causes = [cause.value for cause in DelayCause]
    parser.add_argument("--cause", choices=causes, help="với extend: nguyên nhân: %(choices)s")
    parser.add_argument("--result-number", metavar="TEXT", help="với finish: số của kết quả")
    parser.add_argument("--result-day", metavar="DATE", type=day("result_day"), help="với finish: ngày của kết quả")
    parser.add_argument("--signer", metavar="TEXT", help="với finish: người ký kết quả")
    papers = [paper.value for paper in CollectedWith]
    parser.add_argument("--paper", choices=papers, help="với return: giấy người nhận đưa ra: %(choices)s")
    parser.add_argument("--paper-number", metavar="TEXT", help="với --paper: số giấy tờ tùy thân của người nhận")
    parser.add_argument("--lost-slip", action="store_true", help="với --paper: mất giấy hẹn, người nhận cam đoan")
    parser.add_argument("--confirmed", action="store_true", help="với --paper: đã đối chiếu số khác số đã ghi")
    parser.add_argument(
        "--reason", choices=[reason.value for reason in DiscontinueReason], help="với discontinue: lý do"
    )


def _run(call: Call) -> int:
    from desk.services.processing import act

    _check(call.args)
    asked = _asked(call.args)
    with call.signed_in() as (desk, officer):
        taken = act(desk, officer, call.args.number, asked)
    record = {
        "number": taken.number,
        "status": taken.status.value,
        "promised_at": iso(taken.promised_at),
        "computed_at": taken.computed_at and iso(taken.computed_at),
        "request": taken.request,
    }
    waits = "" if taken.request is None else f"; đề nghị số {taken.request} chờ duyệt"
    words = f"{taken.number}  {STATUS_WORDS[taken.status]}, hẹn trả {shown(taken.promised_at)}{waits}"
    call.out.put(record, lambda: words)
    return 0


def _check(args: argparse.Namespace) -> None:
    """Refuse options that would be read over."""
    for name, verbs in _GOES_WITH.items():
        if getattr(args, name) is not None and Verb(args.verb) not in verbs:
            option = "FILE.json" if name == "file" else f"--{name.replace('_', '-')}"
            args.parser.error(f"{option} chỉ đi với {', '.join(sorted(verbs))}")
    if args.paper is None and (args.paper_number is not None or args.lost_slip or args.confirmed):
        args.parser.error("--paper-number, --lost-slip và --confirmed chỉ đi với --paper")
    if args.file is None and args.verb == Verb.CORRECT:
        args.parser.error("correct cần tệp FILE.json")


def _asked(args: argparse.Namespace) -> StepAsked:
    from desk.services.steps import ResultGiven, StepAsked

    verb = Verb(args.verb)
    result = None
    if args.result_number or args.result_day or args.signer:
        result = ResultGiven(args.result_number, args.result_day, args.signer)
    return StepAsked(
        verb,
        note=args.note,
        at=args.at,
        collector=args.to if verb is Verb.RETURN else None,
        reason=None if args.reason is None else DiscontinueReason(args.reason),
        hand_over=_hand_over(args),
        to=args.to if verb in _HANDING else None,
        until=args.until,
        cause=None if args.cause is None else DelayCause(args.cause),
        result=result,
        correction=None if args.file is None else _document(args.file),
    )


def _hand_over(args: argparse.Namespace) -> HandOver | None:
    from desk.services.collecting import HandOver

    if args.paper is None:
        return None
    return HandOver(CollectedWith(args.paper), None, args.paper_number, args.lost_slip, args.confirmed)


def _document(name: str) -> dict[str, Any]:
    """The fields that a file corrects. Raises: FileRefused."""
    return json_object(read_bytes(Path(name), _LARGEST_CORRECTION).removeprefix(MARK), Path(name).name)


ACT = Command(
    "act", "thực hiện một bước của hồ sơ", "number, status, promised_at, computed_at, request", _arguments, _run
)
