"""Whatever comes in from outside is taken or refused in a sentence; `make fuzz` tries a hundred thousand of each kind.

`FUZZ` names how many cases of each kind are tried, `FUZZ_SEED` another row of them. A failure names its seed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builders import officer, person, person_request, practice_desk
from hostile import CASES, CHARACTERS, WORDS, changed_document, changed_line, changed_text, changed_toml, each

from desk.cli.deadlines import _card_record, _Engine
from desk.file_gate import json_object
from desk.paths import Home, resources
from desk.rules.calendar_document import calendar_to_document
from desk.rules.calendar_year import with_year
from desk.rules.card import read_card
from desk.rules.chain import canonical
from desk.rules.folding import accented_words
from desk.rules.instants import vietnam_day
from desk.rules.scan import SlipScan, read_scan
from desk.rules.search_words import match_query
from desk.services.browsing import Filter
from desk.services.calendar_files import read_calendar_folder, read_year_file
from desk.services.catalogue_files import read_catalogue
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.intake_request import request_from_document
from desk.services.processing import act
from desk.services.sample import sample_cards
from desk.services.search import find, find_with
from desk.services.set_up import make_home, read_unit_file
from desk.services.slip_check import check_slip
from desk.services.steps import StepAsked
from desk.settings import PaperSetting, PrinterSetting, Settings, read_settings, write_settings
from desk.vocabulary import Verb

LONG = pytest.mark.timeout(7200 if CASES > 1000 else 300)
TODAY = dt.date(2026, 11, 23)
HARD = 'Thử NEAR AND or NOT terms col: "Mẫu" (Văn) A*B x:y ^z -Đường rowid'
SLIP = "MCD1|H55.64.12-261123-0001|2026-11-30T17:00:00+07:00|H55.64.12|5|ABCDEFGH-JKLMNPQR"
LINE: dict[str, Any] = {
    "procedure": "1.001193", "received_at": "2026-11-23T08:30:00+07:00", "valid_at": None, "channel": "counter",
    "sets": 1, "copies": 1, "card": None, "return_channel": "counter", "notify": "sms", "note": "ghi\nchú",
    "applicant": {"kind": "person", "name": "Nguyễn Thị Thử", "id_kind": "citizen", "personal_id": "064190000012",
                  "born": "1990-02-01", "sex": "female", "address": "Thôn 1, xã Chư Pưh", "phone": "0912345678",
                  "email": None, "tax_code": None, "representative": None},
    "authorised_person": {"name": "Trần Văn Mẫu"},
    "components": [{"name": "Giấy chứng sinh", "originals": 1, "certified": 0, "photocopies": 0}],
    "request_id": None, "submitted_at": None, "outside_number": None, "pad_number": None,
}  # fmt: skip
DUE: dict[str, Any] = {
    "limit": 5, "unit": "working_day", "received": "2026-11-23T09:00", "procedure": "1.001193",
    "pauses": [["2026-11-24T09:00", "2026-11-25T09:00", "stop"]],
}  # fmt: skip
CORRECTION: dict[str, Any] = {
    "applicant": {"name": "Nguyễn Thị Thử Hai", "phone": "0987654321"}, "authorised_person": {"name": "Trần Văn Mẫu"},
    "components": LINE["components"], "return_channel": "post", "sets": 2, "copies": 3,
}  # fmt: skip
SETTINGS = """# của máy này
printer = "Máy in quầy 1"
pdf_folder = "giay-to"
scanner_port = "COM3"
scanner_baud = 9600
kiosk_screen = 2
theme = "dark"
tray = false
morning_sheet = "print"
[mail]
host = "thu.example.vn"
port = 465
security = "tls"
user = "a"
sender = "a@example.vn"
[papers.receipt-slip]
printer = "quầy"
tray = "Khay 2"
copies = 2
size = "A5"
[printers."Máy vé"]
raster = true
place = "tcp://10.0.0.9:9100"
dots = 512"""
UNIT = """[unit]
agency_code = "H55.64.12"
name = "Ủy ban nhân dân xã Thử"
superior_body = "UBND tỉnh Gia Lai"
issuing_body = "Trung tâm Phục vụ hành chính công"
place = "Chư Pưh"
address = "Thôn 1"
phone = "02691234567"
lookup = "https://example.vn"
first_day = 2026-07-01
[administrator]
login = "quantri"
name = "Nguyễn Văn Mẫu"
password = "mat-khau-thu-dai"
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = practice_desk(tmp_path_factory.mktemp("hostile"))
    for name in ("Nguyễn Văn An", "Trần Thị Đường", HARD):
        receive(desk, officer(desk, "tiepnhan"), person_request(applicant=person(name=name)))
    yield desk
    desk.close()


def real(*parts: str) -> str:
    return (resources().joinpath(*parts)).read_text(encoding="utf-8")


# --- cards, slips -----------------------------------------------------------------------------------------------------


@LONG
def test_in_1_cards_are_read_or_refused_within_a_tenth_of_a_second() -> None:
    cards = sample_cards()

    def read(chance: random.Random) -> None:
        text = changed_text(chance, chance.choice(cards))
        if chance.random() < 0.001:
            text += chance.choice(("|", "\u0300", "0", "\ufeff", "\r\n")) * 1_000_000
        card = read_card(text, TODAY)
        assert card.name
        assert card.name.isprintable() or "\u2028" in text or not text.isprintable()

    assert each("cards", read, slowest=0.1) >= CASES / 10


@LONG
def test_in_2_scans_and_slips_are_read_or_refused(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")

    def read(chance: random.Random) -> None:
        scan = read_scan(changed_text(chance, chance.choice((SLIP, SLIP, sample_cards()[0]))), TODAY)
        if isinstance(scan, SlipScan):
            check_slip(desk, clerk, scan)

    each("slips", read)


# --- search -----------------------------------------------------------------------------------------------------------


@LONG
def test_in_3_whatever_is_searched_for_is_text(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")

    def search(chance: random.Random) -> None:
        typed = changed_text(chance, chance.choice((HARD, "nguyễn văn an 53", "0912 345 678", "", *WORDS)))
        assert isinstance(find(desk, clerk, typed), list)
        if chance.random() < 0.2:
            find_with(desk, clerk, Filter(words=typed))
        if chance.random() < 0.2:
            show(desk, clerk, typed)

    assert each("searches", search) >= CASES / 2


@LONG
def test_in_3_words_find_their_row_whatever_stands_between_them(desk: Desk) -> None:
    clerk, known = officer(desk, "tiepnhan"), accented_words(HARD)
    between = [one for one in CHARACTERS if accented_words(f"a{one}") == ["a"] and len(accented_words(f"a{one}b")) == 2]
    assert set('"*():^-{}\0\ud800') <= set(between)

    def search(chance: random.Random) -> None:
        asked = chance.sample(known, chance.randint(1, len(known)))
        typed = "".join("".join(chance.choices(between, k=chance.randint(1, 4))) + word for word in asked)
        assert HARD in [line.applicant for line in find(desk, clerk, typed + chance.choice(between))], typed

    assert each("words", search) == CASES
    assert match_query('"*():^-{}\0\ud800', exact=True) is None


# --- files ------------------------------------------------------------------------------------------------------------


def files(
    kind: str, folder: Path, text: str, read: Callable[[Path, random.Random], object], name: str = "tệp.toml"
) -> int:
    """Have a reader read files made of this one."""
    file = folder / name

    def take(chance: random.Random) -> None:
        file.write_bytes(changed_toml(chance, text))
        read(file, chance)

    return each(kind, take)


def without_empty(found: Settings) -> Settings:
    """The settings without tables that say nothing: they are not written again."""
    papers = {name: one for name, one in found.papers.items() if one != PaperSetting()}
    printers = {name: one for name, one in found.printers.items() if one != PrinterSetting()}
    return dataclasses.replace(found, papers=papers, printers=printers)


@LONG
def test_in_6_settings_files_are_read_or_refused(tmp_path: Path) -> None:
    def read(file: Path, chance: random.Random) -> None:
        found = read_settings(file)
        if chance.random() < 0.05:
            write_settings(file, found)
            assert without_empty(read_settings(file)) == without_empty(found)

    assert files("settings", tmp_path, SETTINGS, read) >= CASES / 10


@LONG
def test_in_6_calendar_files_are_read_or_refused(tmp_path: Path) -> None:
    calendar = read_calendar_folder(resources() / "calendar")

    def read(file: Path, chance: random.Random) -> None:
        given = read_year_file(file, calendar)
        canonical(calendar_to_document(with_year(calendar, given.year, given.rows)))

    assert files("calendars", tmp_path, real("calendar", "2026.toml"), read) >= CASES / 50


@LONG
def test_in_6_weekly_hours_are_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "2026.toml").write_text(real("calendar", "2026.toml"), encoding="utf-8")
    hours = real("calendar", "sessions.toml")
    assert files("hours", tmp_path, hours, lambda file, _: read_calendar_folder(tmp_path), "sessions.toml") > 0


@LONG
def test_in_6_unit_files_are_read_or_refused_and_what_is_read_makes_a_home(tmp_path: Path) -> None:
    made: list[int] = []

    def read(file: Path, chance: random.Random) -> None:
        unit = read_unit_file(file)
        if chance.random() < 4 / CASES:
            made.append(len(made))
            make_home(Home(tmp_path / f"quầy {len(made)}"), unit, SetClock(dt.datetime(2026, 11, 2, 1, tzinfo=dt.UTC)))

    assert files("units", tmp_path, UNIT, read) >= CASES / 10


@LONG
def test_in_6_catalogue_files_are_read_or_refused(tmp_path: Path) -> None:
    parts = real("catalogue", "procedures.toml").split("[[procedure]]")
    text = "[[procedure]]".join(["", *parts[1:4]])
    assert files("catalogues", tmp_path, text, lambda file, _: read_catalogue(file)) >= CASES / 50


# --- lines ------------------------------------------------------------------------------------------------------------


@LONG
def test_in_6_lines_of_register_are_stored_or_refused(desk: Desk) -> None:
    clerk = officer(desk, "tiepnhan")

    def take(chance: random.Random) -> None:
        request = request_from_document(json_object(changed_line(chance, LINE), "-"), TODAY)
        if chance.random() < min(0.1, 1000 / CASES):
            receive(desk, clerk, request)

    assert each("lines of register", take) >= CASES / 20
    assert check(desk, officer(desk, "lanhdao")).faults == ()


@LONG
def test_in_6_lines_of_due_and_of_card_are_answered_or_refused() -> None:
    engine = _Engine(read_calendar_folder(resources() / "calendar"))
    cards = sample_cards()

    def take(chance: random.Random) -> None:
        if chance.random() < 0.2:
            _card_record(json_object(changed_line(chance, {"payload": chance.choice(cards)}), "-"), TODAY)
        else:
            engine.asked(json_object(changed_line(chance, DUE), "-"))

    assert each("lines of due and card", take) >= CASES / 20


@LONG
def test_in_6_corrections_are_stored_or_refused(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    assert vietnam_day(desk.clock.now()) == TODAY
    numbers: list[str] = []

    def take(chance: random.Random) -> None:
        changes = json_object(changed_line(chance, changed_document(chance, CORRECTION)), "-")
        if chance.random() < 0.01 or not numbers:  # each step proves all steps before it: no dossier has thousands
            numbers.append(receive(desk, clerk, person_request()).number)
        act(desk, clerk, numbers[-1], StepAsked(Verb.CORRECT, correction=changes))

    assert each("corrections", take) > 0
    assert check(desk, officer(desk, "lanhdao")).faults == ()
