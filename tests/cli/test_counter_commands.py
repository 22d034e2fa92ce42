"""`setup`, `register` and what follows a receipt, through the program on a practice home."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import zxingcpp

from desk.cli import overview
from desk.services import lists

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)

ROOT = Path(__file__).resolve().parents[2]
PERSON = {"name": "Nguyễn Thị Thử", "personal_id": "064190000012", "phone": "0912345678"}
ASKED: dict[str, Any] = {"procedure": "1.001193", "applicant": PERSON}


def received(at_desk: Program) -> str:
    """The number of a dossier received just now."""
    return str(at_desk.register(ASKED).records[0]["number"])


# --- setup ------------------------------------------------------------------------------------------------------------


def test_setup_makes_a_practice_home_once(program: Program) -> None:
    made = program("setup", "--practice", "--empty", "--json")
    (record,) = made.records
    assert made.status == 0
    assert (record["home"], record["dossiers"]) == (str(program.home), 0)
    assert record["procedures"] > 100
    again = program("setup", "--practice")
    assert (again.status, again.out) == (1, "")
    assert "không bị ghi đè" in again.err


def test_setup_of_a_bad_unit_file_leaves_nothing(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "unit.toml"
    file.write_text("[unit]\n", encoding="utf-8")
    assert program("setup", "--unit", file).status == 1
    assert not program.home.exists()


# --- register ---------------------------------------------------------------------------------------------------------


def test_register_answers_good_and_bad_lines_in_order(at_desk: Program) -> None:
    answer = at_desk.register(
        ASKED, {**ASKED, "colour": 1}, {"procedure": "9.999999", "applicant": PERSON}, {"procedure": "1.001193"}, ASKED
    )
    assert answer.status == 1
    first, *refused, last = answer.records
    assert list(first) == [
        "number", "received_at", "due_at", "digest", "provisional", "back_entry", "check_code",
    ]  # fmt: skip
    assert [record["line"] for record in refused] == [2, 3, 4]
    assert all(list(record) == ["refused", "line", "why"] for record in refused)
    assert "colour" in refused[0]["why"]
    assert int(last["number"][-4:]) == int(first["number"][-4:]) + 1
    assert (len(first["digest"]), len(first["check_code"])) == (64, 19)
    assert answer.err == ""


NO_OBJECTS = (
    b"{",
    b"[]",
    b'"text"',
    b"null",
    b'{"procedure": NaN}',
    b'{"procedure": Infinity}',
    b'{"procedure": "1.001193", "procedure": "1.001193", "applicant": {"name": "Th"}}',
    b'{"procedure": "1.001193", "applicant": {"name": "a", "name": "b"}}',
    b'{"procedure": "\xff"}',
    b"[" * 100_000,
    b'{"sets": ' + b"9" * 5000 + b"}",
    b'{"note": "' + b"x" * 1_100_000 + b'"}',
    b"\x00",
)


def test_register_refuses_what_is_no_object_and_goes_on(at_desk: Program) -> None:
    given = b"\r\n".join((*NO_OBJECTS, b"", b"  ", json.dumps(ASKED).encode()))
    answer = at_desk("--as", "tiepnhan", "register", "-", "--json", given=given)
    assert answer.status == 1
    *refused, stored = answer.records
    assert [record["line"] for record in refused] == list(range(1, len(NO_OBJECTS) + 1))
    for at, record in enumerate(refused, start=1):
        assert record["refused"] is True
        assert f"Dòng {at} không phải một đối tượng JSON" in record["why"]
    assert "number" in stored


def test_register_never_breaks_its_own_output(at_desk: Program) -> None:
    lined = {**ASKED, "applicant": {"name": "Nguyễn\u2028Thị Thử"}}
    answer = at_desk.register({"\x1b[31m\n\ud800": 1, **ASKED}, lined)
    assert len(answer.records) == 2
    assert len(at_desk("find", "nguyen", "--as", "tiepnhan", "--json").records) <= 1
    assert "\x1b" not in answer.out


def test_register_reads_a_file_with_a_mark_and_is_readable(at_desk: Program, tmp_path: Path) -> None:
    file = tmp_path / "hồ sơ.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(ASKED).encode() + b"\r\n{}\r\n")
    answer = at_desk("register", file, "--as", "tiepnhan")
    first, second = answer.out.splitlines()
    assert "  hẹn " in first
    assert second == "Dòng 2: Chưa có thủ tục; hãy bổ sung mục này."
    assert at_desk("register", tmp_path / "none", "--as", "tiepnhan").status == 1
    assert at_desk("register", tmp_path, "--as", "tiepnhan").status == 1


def test_the_same_request_gets_the_same_dossier(at_desk: Program) -> None:
    answer = at_desk.register({**ASKED, "request_id": "a"}, {**ASKED, "request_id": "a"}, {**ASKED, "request_id": "b"})
    first, again, other = answer.records
    assert answer.status == 0
    assert first == again
    assert other["number"] != first["number"]
    assert "a" in at_desk.register({**ASKED, "request_id": "a", "sets": 2}).records[0]["why"]


def test_register_refuses_officers_of_other_roles(at_desk: Program) -> None:
    answer = at_desk.register(ASKED, login="chuyenmon")
    assert answer.status == 1
    assert answer.records[0]["refused"] is True


# --- signing in, place, wrong options ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (("find", "thử"), "--as"),
        (("--as", "nobody", "find", "thử"), "Tên đăng nhập hoặc mật khẩu"),
        (("--as", "a\x1bb", "find", "thử"), "ký tự điều khiển"),
        (("--as", "tiepnhan", "find", "\udcff"), "ký tự điều khiển"),
        (("--database", "postgresql://x", "find", "thử"), "chưa có chức năng"),
        (("--as", "tiepnhan", "--home", "no such place", "find", "thử"), "setup"),
        (("--as", "tiepnhan", "show", "H21.18-261123-9999"), "Không có hồ sơ"),
        (("--as", "tiepnhan", "check"), "không có quyền"),
        (("--as", "tiepnhan", "backup"), "không có quyền"),
        (("--as", "tiepnhan", "list", "gaps"), "không có quyền"),
    ],
)
def test_a_refusal_is_one_sentence(at_desk: Program, typed: tuple[str, ...], words: str) -> None:
    answer = at_desk(*typed)
    assert (answer.status, answer.out) == (1, "")
    assert words in answer.err
    assert answer.err.count("\n") == 1


def test_options_may_stand_on_either_side(at_desk: Program) -> None:
    number = received(at_desk)
    before = at_desk("--home", at_desk.home, "--as", "tiepnhan", "--json", "show", number)
    after = at_desk("show", number, "--home", at_desk.home, "--as", "tiepnhan", "--json")
    assert before.records == after.records
    assert before.status == after.status == 0


def test_a_bug_is_logged_without_the_person_and_said_in_a_sentence(
    at_desk: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object) -> None:
        raise RuntimeError(f"Nguyễn Thị Thử 064190000012 {given}")

    monkeypatch.setattr("desk.services.search.find", broken)
    answer = at_desk("--as", "tiepnhan", "find", "Nguyễn")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.startswith("Có trục trặc ngoài dự kiến")
    written = (at_desk.home / "logs" / "desk.log").read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert "064190000012" not in written
    assert "Nguy" not in written


# --- after the receipt ------------------------------------------------------------------------------------------------


def test_a_dossier_goes_through_its_life(at_desk: Program) -> None:
    number = received(at_desk)
    asked = at_desk("act", number, "request-supplement", "--note", "Thiếu bản chính", "--as", "chuyenmon", "--json")
    assert asked.records[0]["status"] == "waiting_supplement"
    assert asked.records[0]["computed_at"] is None
    assert at_desk("act", number, "accept-supplement", "--as", "chuyenmon").status == 0
    assert at_desk("act", number, "finish", "--as", "chuyenmon").status == 0
    assert at_desk("act", number, "return", "--as", "tiepnhan").status == 1
    done = at_desk("act", number, "return", "--to", "Nguyễn Thị Thử", "--as", "tiepnhan", "--json")
    assert list(done.records[0]) == ["number", "status", "promised_at", "computed_at", "request"]
    assert done.records[0]["status"] == "returned"
    again = at_desk("act", number, "finish", "--as", "chuyenmon")
    assert (again.status, again.out) == (1, "")
    assert "đã trả kết quả" in again.err

    (shown,) = at_desk("show", number, "--as", "tiepnhan", "--json").records
    steps = [event["verb"] for event in shown["events"]]
    assert steps == ["receive", "start", "request-supplement", "accept-supplement", "finish", "return"]
    assert shown["events"][2]["note"] == "Thiếu bản chính"
    assert shown["events"][-1]["collector"] == "Nguyễn Thị Thử"
    assert shown["pauses"][0]["mode"] == "restart"
    assert shown["finished_at"] <= shown["returned_at"]
    assert at_desk("rate", number, "--level", "satisfied", "--json").records == [{"series": "armed"}]
    assert at_desk("rate", number, "--level", "satisfied").status == 1


def test_show_masks_who_the_person_is(at_desk: Program) -> None:
    number = received(at_desk)
    as_json = at_desk("show", number, "--as", "tiepnhan", "--json")
    as_text = at_desk("show", number, "--as", "tiepnhan")
    (record,) = as_json.records
    assert record["applicant"] == "Nguyễn Thị Thử"
    assert record["applicant_identity"] == {
        "kind": "person", "id_kind": "citizen", "id": "0641******12", "phone": "091*****78",
    }  # fmt: skip
    for text in (as_json.out, as_text.out):
        assert "064190000012" not in text
        assert "0912345678" not in text
    promised = {"number", "status", "applicant", "procedure", "received_at", "promised_at", "computed_at",
                "finished_at", "returned_at", "events", "pauses", "components", "promises", "fees"}  # fmt: skip
    assert promised <= set(record)


def test_options_of_other_steps_are_wrong_usage(at_desk: Program) -> None:
    assert at_desk("act", "x", "finish", "--to", "y").status == 2
    assert at_desk("act", "x", "finish", "--reason", "special_law").status == 2
    assert at_desk("act", "x", "receive").status == 2


def test_find_narrows_by_state_officer_day_and_channel(at_desk: Program) -> None:
    person = {"name": "Nguyễn Thị Thử"}
    made = at_desk.register(
        {"procedure": "1.001193", "applicant": person},
        {"procedure": "1.004873", "applicant": person, "channel": "post"},
        {"procedure": "1.004873", "applicant": person, "received_at": "2026-11-02T09:00:00+07:00"},
        login="lanhdao",
    ).records
    first, posted, late = (one["number"] for one in made)
    at_desk("act", posted, "finish", "--as", "lanhdao")

    def found(*asked: str) -> set[object]:
        return {one["number"] for one in at_desk("find", "thử", *asked, "--as", "admin", "--json").records}

    assert found() == {first, posted, late}
    assert found("--status", "received") == {first, late}
    assert found("--status", "received", "--status", "finished") == {first, posted, late}
    assert found("--channel", "post") == {posted}
    assert found("--to", "2026-11-02") == {late}
    assert found("--from", "2026-11-03", "--channel", "counter") == {first}
    assert found("--officer", "lanhdao", "--sector", "Hộ tịch") == {first, posted, late}
    assert found("--officer", "tiepnhan") == set()
    assert at_desk("find", "thử", "--status", "nothing").status == 2


def test_find_answers_a_line_each(at_desk: Program) -> None:
    number = received(at_desk)
    found = at_desk("find", "nguyen thi thu", "--as", "tiepnhan", "--json")
    assert [record["number"] for record in found.records] == [number]
    assert {"number", "applicant", "procedure", "status"} <= set(found.records[0])
    assert at_desk("find", "không có ai", "--as", "tiepnhan").out == ""
    assert at_desk("find", "x", "--limit", "0", "--as", "tiepnhan").status == 2


def test_board_counts_what_was_received(at_desk: Program) -> None:
    number = received(at_desk)
    (board,) = at_desk("board", "--as", "lanhdao", "--json").records
    counts = ("overdue", "due_today", "due_soon", "waiting_citizen", "ready")
    assert list(board) == [*counts, "items"]
    assert all(isinstance(board[name], int) for name in counts)
    (late,) = at_desk("board", "--as", "lanhdao", "--on", "2027-01-15", "--json").records
    assert late["overdue"] == 1
    assert [item["number"] for item in late["items"]] == [number]
    assert set(late["items"][0]) == {
        "group", "number", "applicant", "procedure", "status", "promised_at", "minutes_left",
    }  # fmt: skip
    assert at_desk("board", "--as", "lanhdao").out.startswith("quá hạn ")


def test_lists_give_the_records_behind_the_numbers(at_desk: Program) -> None:
    now, old = at_desk.register(ASKED, {**ASKED, "received_at": "2026-01-12T09:00"}, login="lanhdao").records
    listed = at_desk("list", "dossiers", "--as", "lanhdao", "--json").records
    assert [record["number"] for record in listed] == [now["number"], old["number"]]
    assert listed[0].items() >= {key: now[key] for key in ("number", "digest", "received_at", "due_at")}.items()
    back = at_desk("list", "back-entries", "--as", "lanhdao", "--json").records
    assert [record["number"] for record in back] == [old["number"]]
    assert at_desk("list", "gaps", "--as", "lanhdao").status == 0
    assert tuple(one.name for one in lists.LISTS) == overview.LIST_NAMES, (
        "the command spells them out so as not to load the database"
    )


def test_check_and_backup_agree(at_desk: Program, tmp_path: Path) -> None:
    received(at_desk)
    checked = at_desk("check", "--as", "lanhdao", "--json")
    assert checked.status == 0
    assert list(checked.records[0]) == ["dossiers", "chain_length", "chain_head", "faults"]
    made = at_desk("backup", tmp_path / "copy.db", "--as", "admin", "--json").records[0]
    assert made == {
        "file": str(tmp_path / "copy.db"), "dossiers": 1, "chain_head": checked.records[0]["chain_head"],
    }  # fmt: skip
    assert at_desk("backup", tmp_path / "copy.db", "--as", "admin").status == 1


def test_paper_writes_a_pdf_and_counts_copies(at_desk: Program, tmp_path: Path) -> None:
    number, file = received(at_desk), tmp_path / "slip.pdf"
    first = at_desk("paper", "receipt-slip", number, "-o", file, "--as", "tiepnhan", "--json")
    assert first.records == [{"file": str(file), "pages": 1, "copy": 1}]
    assert file.read_bytes().startswith(b"%PDF-")
    again = at_desk("paper", "receipt-slip", number, "-o", file, "--edition", "TT03-2025", "--as", "tiepnhan", "--json")
    assert again.records[0]["copy"] == 2
    assert at_desk("paper", "ticket", number, "-o", file, "--as", "tiepnhan").status == 2


def test_a_slips_code_is_judged_and_a_new_key_leaves_it_genuine(at_desk: Program, tmp_path: Path) -> None:
    number, file = received(at_desk), tmp_path / "slip.pdf"
    at_desk("paper", "receipt-slip", number, "-o", file, "--as", "tiepnhan")
    picture = pypdfium2.PdfDocument(file)[0].render(scale=200 / 72).to_pil()
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    asked = ("--as", "tiepnhan", "--json")
    genuine = {"number": number, "verdict": "genuine", "since": None, "differs": []}
    assert at_desk("check-slip", code.text, *asked).records == [genuine]
    assert (
        at_desk("check-slip", code.text.replace(number, number[:-1] + "9"), *asked).records[0]["verdict"] == "altered"
    )
    assert at_desk("check-slip", "không phải mã", *asked).status == 1
    assert at_desk("new-slip-key", "--as", "tiepnhan").status == 1
    assert len(at_desk("new-slip-key", "--as", "lanhdao", "--json").records[0]["key"]) == 8
    assert at_desk("check-slip", code.text, *asked).records[0]["verdict"] == "older_key"


def test_print_says_where_it_went(at_desk: Program) -> None:
    number = received(at_desk)
    missing = at_desk("print", "receipt-slip", number, "--printer", "no such printer", "--as", "tiepnhan")
    assert (missing.status, missing.out) == (1, "")
    assert "Không tìm thấy máy in" in missing.err


# --- as a process of its own ------------------------------------------------------------------------------------------


def process(at_desk: Program, *typed: str, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "main.py", *typed],
        cwd=ROOT,
        env={**os.environ, "DESK_HOME": str(at_desk.home), **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_each_line_is_answered_before_the_next_is_sent(at_desk: Program) -> None:
    line = json.dumps(ASKED).encode() + b"\n"
    with process(at_desk, "register", "-", "--as", "tiepnhan", "--json") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        for _ in range(3):
            running.stdin.write(line)
            running.stdin.flush()
            assert "number" in json.loads(running.stdout.readline())
        running.stdin.close()
        assert running.stdout.read() == b""
        assert running.wait() == 0


def test_a_reader_that_leaves_ends_it_quietly(at_desk: Program) -> None:
    line = json.dumps(ASKED).encode() + b"\n"
    with process(at_desk, "register", "-", "--as", "tiepnhan", "--json") as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(line)
        running.stdin.flush()
        running.stdout.readline()
        running.stdout.close()
        running.stdin.write(line)
        running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait() == 1


def test_vietnamese_comes_out_whole_on_a_terminal_of_another_tongue(at_desk: Program) -> None:
    with process(at_desk, "find", "x", PYTHONIOENCODING="ascii", LC_ALL="C") as running:
        out, err = running.communicate()
    assert (running.returncode, out) == (1, b"")
    assert "Lệnh này cần người đăng nhập" in err.decode("utf-8")
