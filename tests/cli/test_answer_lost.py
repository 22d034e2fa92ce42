"""An answer that cannot be written after the commit must not read as if nothing had been stored."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import practice_home

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
def test_the_clerk_is_told_not_to_do_it_again(tmp_path):
    home = practice_home(tmp_path)
    program = [sys.executable, str(ROOT / "main.py"), "--home", str(home.root)]
    environment = {**os.environ, "DESK_PASSWORD": "thuchanh"}
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*program, "--as", "tiepnhan", "register", "-"],
            input='{"procedure":"1.001193","applicant":{"name":"Nguyễn Thị Thử"}}\n'.encode(),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            check=False,
        )
    assert done.returncode == 1
    assert "đã lưu" in done.stderr.decode()
    assert "đừng làm lại" in done.stderr.decode()
    listed = subprocess.run(
        [*program, "--as", "lanhdao", "list", "dossiers"], capture_output=True, env=environment, check=True
    )
    assert len(listed.stdout.splitlines()) == 1
