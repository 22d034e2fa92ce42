"""The options that every command and the window share."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk.cli.arguments import Parser, text


def shared_options() -> Parser:
    """A parser of these options alone; what is not given has no attribute."""
    # suppressed defaults: else the command's own would wipe out what was given before it
    shared = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument("--home", metavar="DIR", type=Path, help="thư mục dữ liệu của quầy (hoặc biến DESK_HOME)")
    shared.add_argument("--database", metavar="URL", help="dữ liệu PostgreSQL dùng chung; bản này chưa có")
    shared.add_argument(
        "--as", dest="login", metavar="LOGIN", type=text("login", 40), help="người thực hiện; mật khẩu ở DESK_PASSWORD"
    )
    shared.add_argument("--json", action="store_true", help="kết quả mỗi dòng một đối tượng JSON")
    return shared
