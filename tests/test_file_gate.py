"""The gate for files from outside: what is not a plain file of a known size, or has no measure, is refused at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from desk.cli.json_lines import _opened
from desk.cli.steps import _document
from desk.errors import BadLine, DeskError, FileRefused
from desk.file_gate import (
    LARGEST_DOCUMENT,
    FileProblem,
    json_object,
    read_bytes,
    read_text,
    read_toml,
    refuse_odd,
    text_of,
    toml_of,
)
from desk.messages import SENTENCES, sentence
from desk.messages.words import PROBLEMS
from desk.paths import Home, resources
from desk.services.attachments import read_file
from desk.services.calendar_files import read_calendar_folder, read_year_file
from desk.services.catalogue_files import read_catalogue
from desk.services.drafts import read_draft
from desk.services.mail_account import read_password
from desk.services.set_up import read_unit_file
from desk.settings import Settings, read_settings, write_settings

SLOWEST = 5.0  # seconds on a busy machine; what is let through takes a tenth of it, what was not took minutes


def problem_of(call: Callable[[], object]) -> object:
    with pytest.raises(FileRefused) as refused:
        call()
    assert sentence(refused.value).startswith("Tệp ")
    return refused.value.facts["problem"]


# --- which files are opened at all ------------------------------------------------------------------------------------


def test_in_6_a_plain_file_is_read_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    file = tmp_path / "tệp"
    file.write_bytes(b"12345")
    assert read_bytes(file, 5) == b"12345"
    assert problem_of(lambda: read_bytes(file, 4)) is FileProblem.TOO_LARGE
    (tmp_path / "link").symlink_to(file)
    assert read_bytes(tmp_path / "link", 5) == b"12345"


def test_in_6_a_file_without_end_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "rỗng").open("wb") as file:
        file.truncate(1 << 40)
    assert problem_of(lambda: read_bytes(tmp_path / "rỗng")) is FileProblem.TOO_LARGE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.timeout(20)
def test_in_6_no_pipe_is_waited_for_and_no_device_or_folder_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    for odd in (tmp_path / "pipe", tmp_path / "link", Path("/dev/zero"), tmp_path):
        assert problem_of(lambda odd=odd: read_bytes(odd)) is FileProblem.NOT_PLAIN  # type: ignore[misc]
        assert problem_of(lambda odd=odd: refuse_odd(odd)) is FileProblem.NOT_PLAIN  # type: ignore[misc]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.timeout(20)
def test_in_6_what_is_put_in_its_place_after_the_look_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, seen = tmp_path / "tệp", os.stat(__file__)
    os.mkfifo(file)
    monkeypatch.setattr("desk.file_gate.os.stat", lambda path: seen)
    assert problem_of(lambda: read_bytes(file)) is FileProblem.NOT_PLAIN


def test_in_6_a_file_that_grew_after_the_look_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "tệp"
    file.write_bytes(b"1")
    seen = os.stat(file)
    file.write_bytes(b"123456")
    monkeypatch.setattr("desk.file_gate.os.stat", lambda path: seen)
    assert problem_of(lambda: read_bytes(file, 5)) is FileProblem.TOO_LARGE


def test_in_6_names_that_lead_nowhere_are_refused(tmp_path: Path) -> None:
    assert problem_of(lambda: read_bytes(tmp_path / "không có")) is FileProblem.MISSING
    assert problem_of(lambda: read_bytes(Path("a\0b"))) is FileProblem.UNREADABLE
    assert problem_of(lambda: read_bytes(Path("x" * 5000))) is FileProblem.UNREADABLE


def test_every_problem_has_its_words() -> None:
    assert {one.value for one in FileProblem} <= set(PROBLEMS)
    assert "FileRefused" in SENTENCES


# --- texts and documents ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"a\n\xff", b"a\n\0", b"a\n\x1b[2J", b"a\n\xc2\x85", "a\nb".encode("utf-16")])
def test_in_1_what_is_no_text_is_refused_with_its_line(content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        text_of(content, "tệp")
    assert refused.value.facts["problem"] is FileProblem.NOT_TEXT
    assert refused.value.facts["line"] == (1 if content.startswith(b"\xff") else 2)


def test_a_mark_before_the_text_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("\ufeffa\r\n\tb", encoding="utf-8")
    assert read_text(tmp_path / "tệp") == "a\r\n\tb"


class Endless(NamedTuple):
    """A document that costs its reader more than it should, or holds what no field can."""

    name: str
    text: str
    problem: FileProblem


FULL = LARGEST_DOCUMENT // 2
ENDLESS = (
    Endless("nested arrays", "a=" + "[" * FULL + "]" * FULL, FileProblem.TOO_MUCH),
    Endless("nested tables", "a=" + "{b=" * 30000 + "1" + "}" * 30000, FileProblem.TOO_MUCH),
    Endless("twenty tables", "a=" + "{b=" * 20 + "1" + "}" * 20, FileProblem.TOO_MUCH),
    Endless("dotted key", "a" + ".a" * FULL + "=1", FileProblem.TOO_MUCH),
    Endless("dotted head", "[a" + ".a" * FULL + "]\n", FileProblem.TOO_MUCH),
    Endless("quoted parts", '"\\""' + '.\'a\' .\t"\\""' * (FULL // 6) + "=1", FileProblem.TOO_MUCH),
    Endless("long head, many keys", f"[a{'.a' * 60000}]\n" + "k=1\n" * 30000, FileProblem.TOO_MUCH),
    Endless("many values", "a=[" + "1," * (FULL - 2) + "]", FileProblem.TOO_MUCH),
    Endless("many digits", "a=" + "9" * FULL, FileProblem.NOT_TOML),
    Endless("many hex digits", "a=0x" + "f" * FULL, FileProblem.TOO_MUCH),
    Endless("infinite", "a=-inf", FileProblem.TOO_MUCH),
    Endless("no number", "a=nan", FileProblem.TOO_MUCH),
    Endless("a key twice", "a=1\na=2", FileProblem.NOT_TOML),
    Endless("no such day", "a=2026-13-40", FileProblem.NOT_TOML),
    Endless("no such zone", "a=2026-01-01T00:00:00+99:99", FileProblem.NOT_TOML),
)


@pytest.mark.parametrize("endless", ENDLESS, ids=lambda one: one.name)
def test_in_6_a_document_without_measure_is_refused_at_once(endless: Endless) -> None:
    began = time.process_time()
    assert problem_of(lambda: toml_of(endless.text, "tệp")) is endless.problem
    assert time.process_time() - began < SLOWEST


@pytest.mark.parametrize(
    "pattern",
    [
        "k{}=1\n",
        "[k{}]\n",
        "[[day]]\n",
        "a.b.c.d.e.f.g.k{}=1\n",
        "[a.b.c.d.e.f.g.k{}]\n",
        "#\n",
        "a",
        '"',
        "'",
        "a.",
        " ",
    ],
)
def test_in_6_the_largest_documents_are_read_quickly(pattern: str) -> None:
    text = "".join(pattern.replace("{}", str(at)) for at in range(LARGEST_DOCUMENT // len(pattern)))
    began = time.process_time()
    try:
        toml_of(text[:LARGEST_DOCUMENT], "tệp")
    except FileRefused as refused:
        assert refused.facts["problem"] in {FileProblem.NOT_TOML, FileProblem.TOO_MUCH}  # noqa: PT017
    assert time.process_time() - began < SLOWEST


def test_keys_of_eight_parts_and_values_with_many_dots_are_no_fault() -> None:
    text = 'a.b.c.d.e.f.g.h = "1. 2. 3. 4. 5 ........... x y"\n'
    assert toml_of(text, "tệp")["a"]["b"]["c"]["d"]["e"]["f"]["g"]["h"].startswith("1.")


@pytest.mark.parametrize(
    "text",
    ["", "7", "[]", "{", '{"a":1,"a":2}', '{"a":NaN}', '{"a":-Infinity}', '{"a":' + "[" * 400000, "\ufeff{}",
     '{"a":' + "9" * 900000 + "}",
     '{"a":1e999}', '{"a":' + "[" * 20 + "]" * 20 + "}", '{"a":[' + "1," * 200000 + "1]}"],
)  # fmt: skip
def test_in_6_what_is_not_one_json_object_of_some_measure_is_refused(text: str) -> None:
    assert problem_of(lambda: json_object(text.encode(), "tệp")) in {FileProblem.NOT_JSON, FileProblem.TOO_MUCH}
    assert problem_of(lambda: json_object(b'{"a":"\xff"}', "tệp")) is FileProblem.NOT_JSON


# --- everybody who reads a file ---------------------------------------------------------------------------------------


def _stream(file: Path) -> None:
    with _opened(str(file)):
        return


def _draft(file: Path) -> None:
    home = Home(file.parent)
    home.drafts.mkdir()
    (home.drafts / "a.json").symlink_to(file)
    read_draft(home, "a")


def _year(file: Path) -> None:
    read_year_file(file, read_calendar_folder(resources() / "calendar"))


READERS: dict[str, Callable[[Path], object]] = {
    "settings": read_settings,
    "settings written": lambda file: write_settings(file, Settings(printer="a")),
    "year": _year,
    "catalogue": read_catalogue,
    "unit": read_unit_file,
    "attachment": read_file,
    "correction": lambda file: _document(str(file)),
    "stream": _stream,
    "draft": _draft,
}


@pytest.fixture(params=["pipe", "device", "folder", "endless"])
def odd(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A name that no reader may wait for, fill its memory from, or fall over."""
    place = tmp_path / "odd"
    if request.param == "pipe":
        os.mkfifo(place)
    elif request.param == "device":
        place.symlink_to("/dev/zero")
    elif request.param == "folder":
        place.mkdir()
    else:
        with place.open("wb") as file:
            file.truncate(1 << 40)
    return place


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.timeout(20)
@pytest.mark.parametrize("reader", READERS)
def test_in_6_no_reader_opens_what_is_no_plain_file_of_its_size(reader: str, odd: Path) -> None:
    if reader == "stream" and odd.is_file():
        pytest.skip("a stream may be as long as it likes: it is read line by line")
    with pytest.raises(DeskError) as refused:
        READERS[reader](odd)
    assert sentence(refused.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.timeout(20)
def test_in_6_a_password_is_read_from_a_small_plain_file_only(tmp_path: Path) -> None:
    home = Home(tmp_path)
    os.mkfifo(home.mail_password)
    assert read_password(home) is None


TOML_READERS = ("settings", "settings written", "year", "catalogue", "unit")


@pytest.mark.parametrize("reader", TOML_READERS)
@pytest.mark.parametrize("endless", ENDLESS, ids=lambda one: one.name)
def test_in_6_no_reader_of_toml_falls_over_or_stands_still(reader: str, endless: Endless, tmp_path: Path) -> None:
    file = tmp_path / "tệp.toml"
    file.write_text(endless.text[:60000] if reader.startswith("settings") else endless.text, encoding="utf-8")
    began = time.process_time()
    with pytest.raises(DeskError) as refused:
        READERS[reader](file)
    assert sentence(refused.value)
    assert time.process_time() - began < SLOWEST


def test_a_toml_file_is_read_through_the_gate(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("\ufeffa = 1", encoding="utf-8")
    assert read_toml(tmp_path / "tệp") == {"a": 1}
    assert problem_of(lambda: read_toml(tmp_path / "tệp", 5)) is FileProblem.TOO_LARGE


def test_a_correction_that_names_a_key_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sửa.json").write_text('{"sets": 1, "sets": 2}', encoding="utf-8")
    with pytest.raises((FileRefused, BadLine)):
        _document(str(tmp_path / "sửa.json"))
