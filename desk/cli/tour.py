"""`tour`: the whole main job on sample data without a screen."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.command import Call, Command


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-o", dest="folder", metavar="DIR", type=Path, required=True, help="thư mục nhận kết quả")


def _run(call: Call) -> int:
    from desk.services.tour import run_tour

    files = [str(file) for file in run_tour(call.args.folder, call.windows.take_pictures)]
    call.out.put({"files": files}, lambda: "\n".join(files))
    return 0


TOUR = Command("tour", "chạy thử toàn bộ công việc trên dữ liệu mẫu, không cần màn hình", "files", _arguments, _run)
