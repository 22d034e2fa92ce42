"""Checks of the catalogue file and of its reader."""

import datetime as dt
import hashlib
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from desk.errors import BadCatalogue
from desk.services.catalogue_files import ComponentEntry, FeeEntry, LimitEntry, ProcedureEntry, read_catalogue
from desk.vocabulary import Channel, FeeUnit, LimitUnit, PauseMode

SHIPPED = Path(__file__).parents[2] / "resources" / "catalogue" / "procedures.toml"
# SHA-256 of the sorted lines "code|name" of the source list, names in NFC without outer blanks.
CODES_AND_NAMES = "bacc3470e349c4495852a6e60a2c8baa9859615a698800f40757a8177ebc95b0"

PROCEDURE = """
[[procedure]]
code = "1.001193"
name = "Thủ tục thử"
sector = "Hộ tịch"
verified = true
"""
LIMIT = '[[procedure.limits]]\nchannel = "all"\nstatutory = 5\nunit = "working_day"\n'
FEE = '[[procedure.fees]]\nchannel = "counter"\namount = 8000\nper = "copy"\n'
COMPONENT = '[[procedure.components]]\nname = "Tờ khai"\n'


@pytest.fixture(scope="module")
def shipped() -> dict[str, ProcedureEntry]:
    return {entry.code: entry for entry in read_catalogue(SHIPPED)}


def written(folder: Path, text: str) -> Path:
    path = folder / "thu.toml"
    path.write_text(text, encoding="utf-8")
    return path


def counter_limit(entry: ProcedureEntry) -> LimitEntry | None:
    return next((limit for limit in entry.limits if limit.channel is Channel.COUNTER), None)


def test_no_name_or_code_was_lost(shipped: dict[str, ProcedureEntry]) -> None:
    lines = "\n".join(sorted(f"{entry.code}|{entry.name}" for entry in shipped.values()))
    assert len(shipped) == 209
    assert hashlib.sha256(lines.encode()).hexdigest() == CODES_AND_NAMES


def test_units_fees_and_components_are_all_there(shipped: dict[str, ProcedureEntry]) -> None:
    limits = [counter_limit(entry) for entry in shipped.values()]
    assert Counter(limit.unit.value if limit else "none" for limit in limits) == {
        "working_day": 137,
        "calendar_day": 39,
        "none": 17,
        "same_day": 15,
        "working_hour": 1,
    }
    assert sum(not entry.limits for entry in shipped.values()) == 17
    assert sum(not entry.fees for entry in shipped.values()) == 18
    assert sum(len(entry.components) for entry in shipped.values()) == 221
    assert sum(entry.verified for entry in shipped.values()) == 142
    assert all(entry.note for entry in shipped.values() if not entry.verified)
    assert not any(entry.verified for entry in shipped.values() if not entry.limits)
    assert not any(limit.committed for entry in shipped.values() for limit in entry.limits)


def test_limits_that_differ_by_channel(shipped: dict[str, ProcedureEntry]) -> None:
    assert {limit.channel: (limit.statutory, limit.unit) for limit in shipped["1.013978"].limits} == {
        Channel.COUNTER: (27, LimitUnit.WORKING_DAY),
        Channel.ONLINE: (17, LimitUnit.WORKING_DAY),
        Channel.POST: (20, LimitUnit.WORKING_DAY),
    }
    assert {limit.channel: limit.unit for limit in shipped["3.000442"].limits}[Channel.ONLINE] is LimitUnit.CALENDAR_DAY
    assert {limit.channel for limit in shipped["1.012812"].limits} == {Channel.COUNTER, Channel.POST}


def test_fees_as_the_source_has_them(shipped: dict[str, ProcedureEntry]) -> None:
    residence = {fee.channel: fee.amount for fee in shipped["1.004222"].fees}
    assert residence == {Channel.COUNTER: 20_000, Channel.ONLINE: 10_000, Channel.POST: None}
    copies = shipped["2.000815"].fees[0]
    assert (copies.amount, copies.per) == (2000, FeeUnit.PAGE)
    assert "1.000 đồng/trang" in copies.note
    assert "200.000 đồng/bản" in copies.note
    assert shipped["2.000635"].fees[0].per is FeeUnit.COPY
    death = shipped["1.000656"].fees[0]
    assert (death.amount, death.note) == (None, "Theo nghị quyết của HĐND cấp tỉnh")
    assert shipped["1.001193"].fees[0].amount == 0


def test_components_of_a_birth(shipped: dict[str, ProcedureEntry]) -> None:
    papers = shipped["1.001193"].components
    assert papers[0] == ComponentEntry("Tờ khai đăng ký khai sinh", 1, 0, 0, False)
    assert papers[-1] == ComponentEntry("Xuất trình giấy tờ tùy thân", 0, 0, 0, False)
    assert [paper.optional for paper in papers] == [False, False, True, True, False]
    assert shipped["1.012812"].components[1] == ComponentEntry("Bản sao giấy tờ về sử dụng đất", 0, 0, 1, False)


def test_the_shipped_text_is_nfc() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_a_whole_entry(tmp_path: Path) -> None:
    extra = 'note = " ghi chú "\nsupplement_mode = "stop"\ncutoff = 14:30:00\n'
    (entry,) = read_catalogue(
        written(tmp_path, PROCEDURE + extra + LIMIT.replace("= 5", "= 5\ncommitted = 3") + FEE + COMPONENT)
    )
    assert entry == ProcedureEntry(
        code="1.001193",
        name="Thủ tục thử",
        sector="Hộ tịch",
        note="ghi chú",
        verified=True,
        supplement_mode=PauseMode.STOP,
        cutoff=dt.time(14, 30),
        limits=tuple(LimitEntry(channel, 5, 3, LimitUnit.WORKING_DAY) for channel in Channel),
        fees=(FeeEntry(Channel.COUNTER, 8000, FeeUnit.COPY, ""),),
        components=(ComponentEntry("Tờ khai", 1, 0, 0, False),),
    )


def test_what_may_be_left_out(tmp_path: Path) -> None:
    (entry,) = read_catalogue(written(tmp_path, PROCEDURE))
    assert (entry.note, entry.supplement_mode, entry.cutoff) == ("", PauseMode.RESTART, None)
    assert [entry.limits, entry.fees, entry.components] == [(), (), ()]


CODE = "1.001193"


@pytest.mark.parametrize(
    ("text", "code", "problem"),
    [
        ("", None, "procedure: none"),
        ("kind = 1", None, "kind: unknown"),
        ("procedure = 3", None, "procedure"),
        (PROCEDURE.replace("1.001193", "1.00119"), None, "code"),
        (PROCEDURE + PROCEDURE, CODE, "code: repeated"),
        (PROCEDURE + "colour = 1", CODE, "colour: unknown"),
        (PROCEDURE.replace('"Thủ tục thử"', '" "'), CODE, "name"),
        (PROCEDURE.replace("Thủ tục thử", "Thủ\\u200dtục"), CODE, "name: control"),
        (PROCEDURE.replace("verified = true", ""), CODE, "verified"),
        (PROCEDURE + 'cutoff = "15:00"', CODE, "cutoff"),
        (PROCEDURE + 'supplement_mode = "wait"', CODE, "supplement_mode"),
        (PROCEDURE + LIMIT.replace("5", "0"), CODE, "statutory"),
        (PROCEDURE + LIMIT.replace("5", "true"), CODE, "statutory"),
        (PROCEDURE + LIMIT.replace("5", "2.5"), CODE, "statutory"),
        (PROCEDURE + LIMIT.replace("= 5", "= 5\ncommitted = 6"), CODE, "committed"),
        (PROCEDURE + LIMIT.replace("working_day", "hour"), CODE, "unit"),
        (PROCEDURE + LIMIT.replace("working_day", "same_day"), CODE, "statutory"),
        (PROCEDURE + LIMIT.replace('"all"', '"fax"'), CODE, "channel"),
        (PROCEDURE + LIMIT + LIMIT.replace('"all"', '"post"'), CODE, "limits: a channel twice"),
        (PROCEDURE + FEE + FEE, CODE, "fees: a channel twice"),
        (PROCEDURE + FEE.replace("8000", "-1"), CODE, "amount"),
        (PROCEDURE + FEE.replace("amount = 8000", ""), CODE, "note"),
        (PROCEDURE + FEE.replace("copy", "kilo"), CODE, "per"),
        (PROCEDURE + COMPONENT + "shown = true\noriginals = 1", CODE, "shown: with counts"),
        (PROCEDURE + COMPONENT + "originals = 0", CODE, "components: no count and not shown"),
        (PROCEDURE + COMPONENT + "photocopies = 100", CODE, "photocopies"),
        (PROCEDURE + "limits = 1", CODE, "limits"),
    ],
)
def test_faults_are_named(tmp_path: Path, text: str, code: str | None, problem: str) -> None:
    with pytest.raises(BadCatalogue) as refused:
        read_catalogue(written(tmp_path, text))
    assert refused.value.facts == {"file": "thu.toml", "code": code, "problem": problem}


def test_files_that_are_none(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b'a = "\xff"')
    for path in (tmp_path / "missing.toml", broken, written(tmp_path, "[[procedure")):
        with pytest.raises(BadCatalogue) as refused:
            read_catalogue(path)
        assert refused.value.facts["file"] == path.name
