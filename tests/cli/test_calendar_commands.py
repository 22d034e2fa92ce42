"""`calendar`, `import calendar` and `export-calendar`: a year goes out, comes in whole, or is refused line by line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk_program import Program

pytest_plugins = ("desk_program",)

ROW = '[[day]]\ndate = {date}\nkind = "{kind}"\nname = "thử"\nsource = "thử"\nconfirmed = true\n'


@pytest.fixture
def exported(at_desk: Program, tmp_path: Path) -> Path:
    file = tmp_path / "2027.toml"
    (record,) = at_desk("export-calendar", 2027, "-o", file, "--as", "tiepnhan", "--json").records
    assert record == {"file": str(file), "days": 12}
    return file


def line_of(text: str, part: str, nth: int = 1) -> int:
    return [at for at, line in enumerate(text.splitlines(), 1) if part in line][nth - 1]


def imported(at_desk: Program, file: Path, *more: str, login: str = "lanhdao") -> list[dict[str, object]]:
    answer = at_desk("import", "calendar", file, "--as", login, "--json", *more)
    assert answer.status == 0, answer.err
    return answer.records


def test_a_year_is_listed_with_what_is_not_settled(at_desk: Program) -> None:
    rows = at_desk("calendar", 2026, "--as", "tiepnhan", "--json").records
    assert len(rows) == 16
    assert rows[2] == {
        "date": "2026-01-10", "kind": "swapped_working_day", "name": "làm bù ngày 02/01/2026",
        "source": "Công văn 12729/VPCP-KGVX", "confirmed": True, "replaces": "2026-01-02", "sessions": None,
    }  # fmt: skip
    assert "01/01/2027 nghỉ: Tết Dương lịch (dự kiến)" in at_desk("calendar", 2027, "--as", "tiepnhan").out


def test_what_goes_out_comes_in_and_changes_nothing(at_desk: Program, exported: Path) -> None:
    answer = at_desk("import", "calendar", exported, "--as", "lanhdao")
    assert (answer.status, answer.out) == (1, "")
    assert "không khác lịch đang dùng" in answer.err


def test_a_settled_year_is_taken_in_whole(at_desk: Program, exported: Path) -> None:
    text = exported.read_text(encoding="utf-8").replace("confirmed = false", "confirmed = true")
    exported.write_text(text + "\n" + ROW.format(date="2027-03-06", kind="swapped_working_day")
                        + 'sessions = [["07:30", "11:00"]]\n', encoding="utf-8")  # fmt: skip
    (seen,) = imported(at_desk, exported, "--preview")
    assert seen == {"year": 2027, "added": 1, "changed": 12, "ended": 0, "refused": 0, "moved": 0, "printed": 0,
                    "applied": False}  # fmt: skip
    assert not at_desk("calendar", 2027, "--as", "tiepnhan", "--json").records[0]["confirmed"]
    (done,) = imported(at_desk, exported)
    assert done == {**seen, "applied": True}
    rows = at_desk("calendar", 2027, "--as", "tiepnhan", "--json").records
    assert all(row["confirmed"] for row in rows)
    assert [row["sessions"] for row in rows if row["date"] == "2027-03-06"] == [[["07:30", "11:00"]]]
    assert at_desk("check", "--as", "lanhdao").status == 0


def test_every_fault_is_named_with_its_line_and_nothing_applied(at_desk: Program, exported: Path) -> None:
    text = exported.read_text(encoding="utf-8")
    text = text.replace('kind = "off"', 'kind = "lễ"', 1)
    text += "\n" + ROW.format(date="2027-02-04", kind="off")  # the day twice
    text += "\n" + ROW.format(date="2027-03-03", kind="swapped_working_day") + 'sessions = [["07:00", "11:00"]]\n'
    overlap = 'sessions = [["07:00", "11:00"], ["10:30", "17:00"]]'
    text += "\n" + ROW.format(date="2027-03-04", kind="half_day_closure") + overlap + "\n"
    exported.write_text(text, encoding="utf-8")
    answer = at_desk("import", "calendar", exported, "--as", "lanhdao")
    assert answer.status == 1
    kind, twice = line_of(text, 'kind = "lễ"'), line_of(text, "date = 2027-02-04", 2)
    working, hours = line_of(text, 'kind = "swapped_working_day"'), line_of(text, "10:30")
    assert f"dòng {working} ngày làm bù vốn đã là ngày làm việc (“03/03/2027”)" in answer.err
    assert f"dòng {kind} có loại ngày lạ" in answer.err
    assert f"dòng {twice} có ngày ghi hai lần (“04/02/2027”)" in answer.err
    assert f"dòng {hours} có các buổi làm việc chồng nhau" in answer.err
    assert "2027.toml có 4 chỗ sai nên chưa áp dụng gì" in answer.err
    assert len(at_desk("calendar", 2027, "--as", "tiepnhan", "--json").records) == 12


@pytest.mark.parametrize(("days", "words"), [(8, "quá ít ngày nghỉ"), (31, "quá nhiều ngày nghỉ")])
def test_a_year_that_cannot_be_right_is_named(at_desk: Program, tmp_path: Path, days: int, words: str) -> None:
    file = tmp_path / "lich-tinh.toml"
    rows = [ROW.format(date=f"2028-0{3 + n // 16}-{1 + n % 16:02}", kind="off") for n in range(days)]
    file.write_text("# lịch thử\nyear = 2028\n" + "".join(rows), encoding="utf-8")
    answer = at_desk("import", "calendar", file, "--as", "lanhdao")
    assert (answer.status, answer.out) == (1, "")
    assert "dòng 2 " in answer.err
    assert words in answer.err
    assert at_desk("calendar", 2028, "--as", "tiepnhan", "--json").records == []


def test_what_is_no_calendar_is_refused(at_desk: Program, tmp_path: Path) -> None:
    file = tmp_path / "2028.toml"
    file.write_bytes(b"\xff\xfe")
    assert "không đúng dạng TOML" in at_desk("import", "calendar", file, "--as", "lanhdao").err
    file.write_text("year = 2028\n" + "# " + "x" * 300_000, encoding="utf-8")
    assert "lớn hơn 256 KB" in at_desk("import", "calendar", file, "--as", "lanhdao").err
    file.unlink()
    assert "thiếu tệp" in at_desk("import", "calendar", file, "--as", "lanhdao").err


def test_only_those_who_oversee_import(at_desk: Program, exported: Path) -> None:
    text = exported.read_text(encoding="utf-8").replace("confirmed = false", "confirmed = true")
    exported.write_text(text, encoding="utf-8")
    assert at_desk("import", "calendar", exported, "--as", "tiepnhan").status == 1
    assert at_desk("export-calendar", 2040, "-o", exported, "--as", "tiepnhan").status == 1
