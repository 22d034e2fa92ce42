"""The test page goes where papers go, for everybody, and is counted nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from builders import officer, practice_desk
from sqlalchemy import func, select

from desk.errors import BadSettings, DiskFull, FolderNotWritable, NotAllowed, PrinterMissing
from desk.models import AuditEntry
from desk.printing.printers.pdf_folder import PdfFolder
from desk.services.desk import Desk
from desk.services.sign_in import SignedIn
from desk.services.trial_pages import print_trial_page


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A practice desk on a machine without queues."""
    monkeypatch.setattr("desk.services.printing_jobs.default_queue", lambda: None)
    monkeypatch.setattr("desk.services.printing_jobs.queues", lambda: ())
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def entries(desk: Desk) -> int:
    with desk.store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(AuditEntry)).scalar_one())


def written(file: Path) -> str:
    return " ".join(pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded().split())


@pytest.mark.parametrize("login", ["tiepnhan", "lanhdao", "admin"])
def test_a_page_stands_in_the_folder_and_nowhere_else(desk: Desk, login: str) -> None:
    before = entries(desk)
    job = print_trial_page(desk, officer(desk, login))
    assert (job.job, job.printer) == ("trang-thu-261123-090000.pdf", PdfFolder.name)
    with desk.store.reading() as connection:
        unit = desk.office(connection).unit
    text = written(desk.home.papers / job.job)
    assert "TRANG IN THỬ" in text
    assert "Máy in: tệp PDF" in text
    assert f"{unit.place}, ngày 23 tháng 11 năm 2026" in text
    assert entries(desk) == before, "it is no paper"


def test_the_folder_of_the_settings_is_taken(desk: Desk, tmp_path: Path) -> None:
    desk.home.settings.write_text(f'pdf_folder = "{tmp_path / "khác"}"\n', encoding="utf-8")
    job = print_trial_page(desk, officer(desk, "tiepnhan"), PdfFolder.name)
    assert [file.name for file in (tmp_path / "khác").iterdir()] == [job.job]


def test_what_stops_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk = officer(desk, "tiepnhan")
    with pytest.raises(PrinterMissing):
        print_trial_page(desk, clerk, "quay-9")
    with pytest.raises(NotAllowed):
        print_trial_page(desk, SignedIn(clerk.id, clerk.login, clerk.name, frozenset()))

    def full(_file: Path, _pdf: bytes) -> None:
        raise DiskFull(place=desk.home.papers)

    with monkeypatch.context() as patched:
        patched.setattr("desk.printing.printers.pdf_folder.write_whole", full)
        with pytest.raises(DiskFull):
            print_trial_page(desk, clerk)
    desk.home.settings.write_text('pdf_folder = "/dev/null/x"\n', encoding="utf-8")
    with pytest.raises(FolderNotWritable):
        print_trial_page(desk, clerk)
    desk.home.settings.write_text("theme = 3\n", encoding="utf-8")
    with pytest.raises(BadSettings):
        print_trial_page(desk, clerk)
