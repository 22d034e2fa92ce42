"""`check`, `backup` and `confirm-clock`: looks after the store and the clock that it is stamped by."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.arguments import instant
from desk.cli.command import Call, Command, password_given
from desk.cli.output import shown
from desk.errors import SignInNeeded
from desk.rules.instants import iso


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    pass


def _check(call: Call) -> int:
    from desk.services.checking import check

    with call.signed_in() as (desk, officer):
        found = check(desk, officer)
    record = {
        "dossiers": found.dossiers,
        "chain_length": found.chain_length,
        "chain_head": found.chain_head,
        "faults": [{"place": fault.place, "what": fault.what} for fault in found.faults],
    }

    def text() -> str:
        head = f"{found.dossiers} hồ sơ, {found.chain_length} mục nhật ký, đầu chuỗi {found.chain_head}"
        faults = [f"LỖI  {fault.place}: {fault.what}" for fault in found.faults]
        return "\n".join((head, *(faults or ["Không thấy sai lệch nào."])))

    call.out.put(record, text)
    return 1 if found.faults else 0


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", metavar="FILE", type=Path, help="tệp sao lưu; mặc định: thư mục backups")


def _backup(call: Call) -> int:
    from desk.services.backups import back_up

    with call.signed_in() as (desk, officer):
        made = back_up(desk, officer, call.args.file)
    record = {"file": str(made.file), "dossiers": made.dossiers, "chain_head": made.chain_head}
    call.out.put(record, lambda: f"Đã sao lưu {made.dossiers} hồ sơ vào {made.file}, đầu chuỗi {made.chain_head}.")
    return 0


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="tệp sao lưu, như lệnh backup đã ghi")


def _restore(call: Call) -> int:
    from desk.services.restoring import restore

    if call.login is None:
        raise SignInNeeded
    done = restore(call.home, call.args.file, call.login, password_given())
    record = {
        "file": str(done.file),
        "dossiers": done.dossiers,
        "seq": done.seq,
        "chain_head": done.chain_head,
        "kept": str(done.kept) if done.kept else None,
        "numbers_since": list(done.lost),
        "counted": done.counted,
        "missing_files": done.missing,
    }

    def text() -> str:
        told = [f"Đã khôi phục {done.dossiers} hồ sơ từ {done.file}, đầu chuỗi {done.chain_head}."]
        if done.kept:
            told.append(f"Dữ liệu bị thay còn nguyên ở {done.kept}.")
        if not done.counted:
            told.append("Không rõ số nào đã cấp sau bản sao lưu: hãy đối chiếu giấy hẹn và tờ khóa sổ rồi nhập lại.")
        if done.lost:
            told.append(f"{len(done.lost)} số đã cấp sau bản sao lưu, cần nhập lại hồ sơ: {', '.join(done.lost)}.")
        if done.missing:
            told.append(f"{done.missing} tệp đính kèm không có trong bản sao lưu.")
        return "\n".join(told)

    call.out.put(record, text)
    return 0


RESTORE = Command(
    "restore",
    "khôi phục từ bản sao lưu, giữ lại dữ liệu bị thay",
    "file, dossiers, seq, chain_head, kept, numbers_since, counted, missing_files",
    _restore_arguments,
    _restore,
)
CHECK = Command(
    "check", "kiểm tra toàn vẹn dữ liệu", "dossiers, chain_length, chain_head, faults", _no_arguments, _check
)
BACKUP = Command("backup", "sao lưu khi đang dùng", "file, dossiers, chain_head", _backup_arguments, _backup)


def _confirm_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("at", metavar="TIME", type=instant("at"), help="giờ đúng, phải trùng với giờ máy đang chỉ")


def _confirm_clock(call: Call) -> int:
    from desk.services.clock_check import confirm_clock

    with call.signed_in() as (desk, officer):
        state = confirm_clock(desk, officer, call.args.at)
    record = {"confirmed_at": iso(state.now), "login": officer.login}
    call.out.put(record, lambda: f"Đã xác nhận giờ của máy: {shown(state.now)}")
    return 0


CONFIRM_CLOCK = Command(
    "confirm-clock",
    "xác nhận giờ của máy là đúng khi chương trình nghi ngờ",
    "confirmed_at, login",
    _confirm_arguments,
    _confirm_clock,
)
