"""`kiosk`: the rating window for citizens, beside the desk's window and without its data."""

from __future__ import annotations

import argparse

from desk.cli.arguments import count
from desk.cli.command import Call, Command


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--screen", metavar="N", type=count, help="màn hình số mấy, đếm từ 1; mặc định màn hình thứ hai nếu có"
    )
    parser.add_argument("--windowed", action="store_true", help="mở trong cửa sổ thường, để thử")


def _run(call: Call) -> int:
    return call.windows.open_kiosk(call.home, call.args.screen or call.settings.kiosk_screen, call.args.windowed)


KIOSK = Command("kiosk", "màn hình để người dân đánh giá, chạy cạnh cửa sổ làm việc", "(không có)", _arguments, _run)
