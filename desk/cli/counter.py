"""`register`, `show` and `find`: dossiers as they come in and as they stand."""

from __future__ import annotations

import argparse
import dataclasses
from typing import TYPE_CHECKING

from desk.cli.arguments import count, day, text
from desk.cli.command import Call, Command
from desk.cli.json_lines import answer_lines
from desk.cli.output import Record, shown
from desk.file_gate import Document
from desk.messages import STATUS_WORDS, VERB_WORDS, plain
from desk.rules.check_code import check_code
from desk.rules.identity import mask_id, mask_phone
from desk.rules.instants import iso, parse_instant, vietnam_day
from desk.rules.transitions import NATIONAL_CODES
from desk.vocabulary import Channel, Status

if TYPE_CHECKING:
    from desk.services.dossiers import DossierShown
    from desk.services.intake_request import PartyGiven


# --- register ---------------------------------------------------------------------------------------------------------


def _register_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="FILE.jsonl", help="mỗi dòng một hồ sơ JSON; “-”: đọc từ đầu vào chuẩn")


def _register(call: Call) -> int:
    from desk.services.intake import receive
    from desk.services.intake_request import request_from_document

    with call.signed_in() as (desk, officer):
        now = desk.clock.now

        def answer(document: Document) -> Record:
            receipt = receive(desk, officer, request_from_document(document, vietnam_day(now())))
            return {
                "number": receipt.number,
                "received_at": iso(receipt.received_at),
                "due_at": iso(receipt.due_at),
                "digest": receipt.digest,
                "provisional": receipt.provisional,
                "back_entry": receipt.back_entry,
                "check_code": check_code(receipt.entry_hash),
            }

        return answer_lines(call, call.args.source, answer, _receipt_text, lambda record: False)


def _receipt_text(record: Record) -> str:
    return f"{record['number']}  hẹn {shown(parse_instant(record['due_at'], 'due_at'))}"


# --- find -------------------------------------------------------------------------------------------------------------


def _find_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", type=text("text"), help="tên, số hồ sơ, số định danh hoặc điện thoại")
    parser.add_argument("--limit", metavar="N", type=count, default=50, help="nhiều nhất N hồ sơ (mặc định 50)")
    states, channels = [one.value for one in Status], [one.value for one in Channel]
    parser.add_argument("--status", metavar="STATUS", action="append", choices=states, help="tình trạng: %(choices)s")
    parser.add_argument("--sector", metavar="TEXT", type=text("sector"), default="", help="lĩnh vực, đúng như danh mục")
    parser.add_argument("--officer", metavar="LOGIN", type=text("officer"), default="", help="người nhận hoặc đang giữ")
    parser.add_argument("--from", metavar="DATE", dest="first", type=day("from"), help="nhận từ ngày này")
    parser.add_argument("--to", metavar="DATE", dest="last", type=day("to"), help="nhận đến hết ngày này")
    parser.add_argument("--channel", metavar="CHANNEL", choices=channels, help="cách nộp: %(choices)s")


def _find(call: Call) -> int:
    from desk.services.browsing import Filter
    from desk.services.search import find, find_with

    args = call.args
    wanted = Filter(
        words=args.text,
        statuses=frozenset(Status(one) for one in args.status or ()),
        sector=args.sector,
        received_from=args.first,
        received_to=args.last,
        officer=args.officer,
        channel=Channel(args.channel) if args.channel else None,
    )
    with call.signed_in() as (desk, officer):
        if wanted == Filter(words=args.text):
            lines = find(desk, officer, args.text, args.limit)
        else:
            lines = find_with(desk, officer, wanted, args.limit)
    for line in lines:
        record = {
            "number": line.number,
            "applicant": line.applicant,
            "procedure": line.procedure,
            "procedure_name": line.procedure_name,
            "status": line.status.value,
            "promised_at": iso(line.promised_at),
            "finished_at": line.finished_at and iso(line.finished_at),
        }
        words = f"{line.number}  {STATUS_WORDS[line.status]:<20}  {line.applicant}  ({line.procedure})"
        call.out.put(record, lambda words=words: words)  # type: ignore[misc]
    return 0


# --- show -------------------------------------------------------------------------------------------------------------


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=text("number", 60), help="số hồ sơ")


def _show(call: Call) -> int:
    from desk.services.dossiers import show

    with call.signed_in() as (desk, officer):
        dossier = show(desk, officer, call.args.number)
    call.out.put(_dossier_record(dossier), lambda: _dossier_text(dossier))
    return 0


def _dossier_record(dossier: DossierShown) -> Record:
    fee = dossier.fee
    authorised = dossier.authorised_person
    return {
        "number": dossier.number,
        "status": dossier.status.value,
        "applicant": dossier.applicant.name,
        "applicant_identity": _identity(dossier.applicant),
        "authorised_person": authorised and authorised.name,
        "procedure": dossier.procedure,
        "procedure_name": dossier.procedure_name,
        "channel": dossier.channel.value,
        "return_channel": dossier.return_channel.value,
        "received_at": iso(dossier.received_at),
        "valid_at": dossier.valid_at and iso(dossier.valid_at),
        "promised_at": iso(dossier.promised_at),
        "computed_at": dossier.computed_at and iso(dossier.computed_at),
        "finished_at": dossier.finished_at and iso(dossier.finished_at),
        "returned_at": dossier.returned_at and iso(dossier.returned_at),
        "back_entry": dossier.back_entry,
        "sets": dossier.sets,
        "copies": dossier.copies,
        "components": [
            {
                "name": one.name,
                "originals": one.originals,
                "certified": one.certified,
                "photocopies": one.photocopies,
            }
            for one in dossier.components
        ],
        **_standing(dossier),
        **_history(dossier),
        "collection": _collection(dossier),
        "fees": [] if fee is None else [{"amount": fee.amount, "per": fee.per.value, "note": fee.note}],
        "digest": dossier.digest,
        "check_code": check_code(dossier.entry_hash),
    }


def _standing(dossier: DossierShown) -> Record:
    """How it stands against its promise, who has it, and what it led to."""
    holder, result = dossier.holder, dossier.result
    return {
        "outcome": dossier.outcome.value,
        "national_code": NATIONAL_CODES[dossier.status],
        "supplements": dossier.life.supplements,
        "extended_at": dossier.life.extended_at and iso(dossier.life.extended_at),
        "holder": {"place": holder.place.value, "name": holder.name, "since": holder.since and iso(holder.since)},
        "result": result
        and {"number": result.number, "day": result.day and result.day.isoformat(), "signer": result.signer},
        "spent": dossier.spent and dataclasses.asdict(dossier.spent),
        "submitted_at": dossier.submitted_at and iso(dossier.submitted_at),
        "outside_number": dossier.outside_number,
        "corrected": dossier.corrected,
        "notify": dossier.notify and dossier.notify.value,
    }


def _history(dossier: DossierShown) -> Record:
    """Everything of a dossier that grows: events, pauses, promises and papers."""
    return {
        "events": [
            {
                "verb": one.verb.value,
                "status": one.status.value,
                "at": iso(one.at),
                "stored_at": iso(one.stored_at),
                "officer": one.officer,
                "reason": one.reason,
                "note": one.note,
                "collector": one.collector,
                "to": one.to,
            }
            for one in dossier.events
        ],
        "pauses": [
            {
                "from": iso(one.begins),
                "to": one.ends and iso(one.ends),
                "mode": one.mode.value,
                "reason": one.reason,
            }
            for one in dossier.pauses
        ],
        "promises": [
            {"promised_at": iso(one.promised_at), "reason": one.reason.value, "provisional": one.provisional}
            for one in dossier.promises
        ],
        "papers": [
            {"form": one.form, "copy": one.copy, "made_at": iso(one.made_at), "printer": one.printer}
            for one in dossier.papers
        ],
    }


def _collection(dossier: DossierShown) -> Record | None:
    """What was shown for the result, its number masked."""
    found = dossier.collection
    if found is None:
        return None
    return {
        "kind": found.kind.value,
        "paper": found.paper.value,
        "paper_number": found.paper_number and mask_id(found.paper_number),
        "lost_slip": found.lost_slip,
    }


def _identity(party: PartyGiven) -> Record:
    """Who the person is, masked: the whole numbers never leave through a command."""
    return {
        "kind": party.kind.value,
        "id_kind": party.id_kind.value,
        "id": party.personal_id and mask_id(party.personal_id),
        "phone": party.phone and mask_phone(party.phone),
    }


def _dossier_text(dossier: DossierShown) -> str:
    heading = [
        ("Số hồ sơ", dossier.number),
        ("Tình trạng", STATUS_WORDS[dossier.status]),
        ("Người nộp", dossier.applicant.name),
        ("Thủ tục", f"{dossier.procedure}  {dossier.procedure_name}"),
        ("Tiếp nhận", shown(dossier.received_at) + (" (nhập bù)" if dossier.back_entry else "")),
        ("Hẹn trả", shown(dossier.promised_at)),
        ("Hạn tính lại", shown(dossier.computed_at)),
        ("Có kết quả", shown(dossier.finished_at)),
        ("Đã trả", shown(dossier.returned_at)),
        ("Mã kiểm tra", check_code(dossier.entry_hash)),
    ]
    events = [
        f"  {shown(one.at)}  {VERB_WORDS[one.verb]}  ({one.officer})" + (f"  {plain(one.note)}" if one.note else "")
        for one in dossier.events
    ]
    return "\n".join((*(f"{name:<13} {value}" for name, value in heading), "Quá trình:", *events))


REGISTER = Command(
    "register",
    "tiếp nhận hồ sơ, trả lời từng dòng",
    "number, received_at, due_at, digest, provisional, back_entry, check_code; hoặc refused, line, why",
    _register_arguments,
    _register,
)
FIND = Command(
    "find",
    "tìm hồ sơ",
    "number, applicant, procedure, procedure_name, status, promised_at, finished_at",
    _find_arguments,
    _find,
)
SHOW = Command(
    "show",
    "xem một hồ sơ",
    "number, status, applicant, applicant_identity, authorised_person, procedure, procedure_name, channel, "
    "return_channel, received_at, valid_at, promised_at, computed_at, finished_at, returned_at, back_entry, sets, "
    "copies, components, outcome, national_code, supplements, extended_at, holder, result, submitted_at, "
    "outside_number, corrected, notify, events, pauses, promises, papers, collection, fees, digest, check_code",
    _show_arguments,
    _show,
)
