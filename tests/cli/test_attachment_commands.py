"""`attach`, `attachments`, `detach`, `digitised`: a paper's file by commands, and its refusals in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digitised import jpeg, pdf

if TYPE_CHECKING:
    from pathlib import Path

    from desk_program import Program

pytest_plugins = ("desk_program",)

LINE = {
    "procedure": "1.004873",
    "applicant": {"name": "Nguyễn Thị Thử"},
    "received_at": "2026-11-02T09:00:00+07:00",
    "components": [{"name": "Tờ khai", "originals": 1}],
}


def test_a_file_from_keeping_to_taking_off(at_desk: Program, tmp_path: Path) -> None:
    number = str(at_desk.register(LINE, login="lanhdao").records[0]["number"])
    file = tmp_path / "tờ khai.pdf"
    file.write_bytes(pdf(2))
    (made,) = at_desk("attach", number, file, "--component", "1", "--as", "tiepnhan", "--json").records
    assert (made["name"], made["component"], made["pages"], made["kind"]) == ("tờ khai.pdf", "Tờ khai", 2, "pdf")
    assert (made["bytes"], made["result"], made["source"]) == (len(pdf(2)), False, "file")
    assert at_desk("attachments", number, "--as", "admin", "--json").records == [made]
    period = ("--from", "2026-11-01", "--to", "2026-11-30", "--as", "lanhdao")
    assert at_desk("digitised", *period, "--json").records[0] == {
        "components": 1, "components_digitised": 1, "results": 0, "results_digitised": 0,
    }  # fmt: skip
    assert "1/1" in at_desk("digitised", *period).out
    assert at_desk("detach", made["attachment"], "--as", "tiepnhan").status == 2
    assert at_desk("detach", made["attachment"], "--note", "nhầm", "--as", "chuyenmon").status == 1
    assert at_desk("detach", made["attachment"], "--note", "nhầm", "--as", "tiepnhan").status == 0
    assert at_desk("attachments", number, "--as", "admin").out == ""
    assert at_desk("check", "--as", "admin").status == 0


def test_refusals_are_one_sentence(at_desk: Program, tmp_path: Path) -> None:
    number = str(at_desk.register(LINE, login="lanhdao").records[0]["number"])
    (tmp_path / "a.pdf").write_bytes(b"MZ\x90")
    (tmp_path / "b.jpg").write_bytes(jpeg())
    for asked, words in (
        (("a.pdf",), "không phải PDF hay JPEG"),
        (("none.pdf",), "Không đọc được"),
        (("b.jpg", "--result"), "chưa có kết quả"),
        (("b.jpg", "--component", "2"), "thành phần hồ sơ thứ 2"),
    ):
        answer = at_desk("attach", number, tmp_path / asked[0], *asked[1:], "--as", "tiepnhan")
        assert answer.status == 1
        assert words in answer.err
        assert len(answer.err.strip().splitlines()) == 1
    assert at_desk("attach", number, tmp_path / "b.jpg", "--as", "admin").status == 1
    assert at_desk("attachments", number, "--as", "admin").out == ""
