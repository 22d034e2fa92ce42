"""`setup`: makes the home of a new desk."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.command import Call, Command


def _arguments(parser: argparse.ArgumentParser) -> None:
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--unit", metavar="FILE.toml", type=Path, help="tệp thông tin đơn vị")
    which.add_argument("--practice", action="store_true", help="nơi thực hành, có công chức và hồ sơ mẫu")
    parser.add_argument("--empty", action="store_true", help="với --practice: không tạo hồ sơ mẫu")


def _run(call: Call) -> int:
    from desk.services.clock import SystemClock
    from desk.services.set_up import make_home, read_unit_file

    unit_file = None if call.args.unit is None else read_unit_file(call.args.unit)
    done = make_home(call.home, unit_file, SystemClock(), empty=call.args.empty)
    record = {
        "home": str(done.home), "unit": done.unit, "procedures": done.procedures, "dossiers": done.dossiers,
    }  # fmt: skip
    call.out.put(
        record,
        lambda: f"Đã lập quầy của {done.unit} tại {done.home}: {done.procedures} thủ tục, {done.dossiers} hồ sơ.",
    )
    return 0


SETUP = Command("setup", "lập thư mục dữ liệu của một quầy mới", "home, unit, procedures, dossiers", _arguments, _run)
