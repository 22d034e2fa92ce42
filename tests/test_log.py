"""The log holds ids and places in the code, and nothing of a person."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.errors import BadValue
from desk.log import FILE_NAME, LARGEST_FILE, OLD_FILES, close_log, logger, open_log

NAME, NUMBER = "Nguyễn Thị Thử", "064190000012"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    open_log(tmp_path / "logs")
    yield tmp_path / "logs" / FILE_NAME
    close_log()


def test_a_planted_person_never_reaches_the_file(log: Path) -> None:
    def first() -> None:
        raise BadValue(field="applicant.name", value=f"{NAME} {NUMBER}")

    try:
        try:
            first()
        except BadValue as cause:
            raise ValueError(f"{NAME} ({NUMBER})") from cause
    except ValueError:
        logger.exception("dossier H21.18-261123-0001 of %s", NUMBER)
    text = log.read_text(encoding="utf-8")
    assert "Thử" not in text
    assert "Th\\u1eed" not in text
    assert NUMBER not in text
    line = json.loads(text)
    assert line["errors"] == ["builtins.ValueError", "desk.errors.counter.BadValue"]
    assert line["message"] == "dossier H21.18-261123-0001 of *********"
    assert line["places"][-1].startswith("test_log.py:")


def test_the_words_of_a_statement_and_its_parameters_stay_out(log: Path) -> None:
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import OperationalError

    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        try:
            connection.execute(text("INSERT INTO nowhere VALUES (:name)"), {"name": NAME})
        except OperationalError:
            logger.exception("failed")
    engine.dispose()
    written = log.read_text(encoding="utf-8")
    assert "OperationalError" in written
    assert "nowhere" not in written
    assert "Nguy" not in written


def test_control_characters_are_escaped(log: Path) -> None:
    logger.warning("one\r\ntwo\x1b[31m\u2028three")
    (line,) = log.read_bytes().splitlines()
    assert b"\x1b" not in line
    assert json.loads(line)["message"] == "one\r\ntwo\x1b[31m\u2028three"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in the folder's list")
def test_only_the_owner_reads_it(log: Path) -> None:
    logger.info("x")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_it_rotates_and_stays_private(log: Path) -> None:
    for _ in range(7 * LARGEST_FILE // 100_000):
        logger.info("x" * 100_000)
    files = sorted(log.parent.iterdir())
    assert len(files) == OLD_FILES + 1
    assert all(file.stat().st_size <= LARGEST_FILE for file in files)


def test_no_file_before_the_first_line(log: Path) -> None:
    assert not log.exists()


def test_logging_twice_writes_once(log: Path) -> None:
    open_log(log.parent)
    logger.info("x")
    assert len(log.read_text(encoding="utf-8").splitlines()) == 1
