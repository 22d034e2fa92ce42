"""Digitised papers: kept whole, seen with a trace, taken off with a reason, part of check and back-ups."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import officer, person_request, practice_desk
from digitised import jpeg, pdf
from sqlalchemy import select

from desk.errors import (
    AttachmentGone,
    BadFile,
    MissingField,
    NoResultYet,
    NotAllowed,
    UnknownAttachment,
    UnreadableFile,
    VoidedDossier,
)
from desk.models import AuditEntry
from desk.rules.file_kind import MOST_BYTES
from desk.services import attachments
from desk.services.attachments import (
    FileGiven,
    attach,
    attachments_of,
    detach,
    open_attachment,
    picture_of,
    read_file,
)
from desk.services.backups import back_up
from desk.services.checking import check
from desk.services.desk import Desk
from desk.services.digitised import digitised
from desk.services.intake import receive
from desk.services.kept_contents import sweep
from desk.services.processing import act
from desk.services.requests import approve, pending
from desk.services.steps import StepAsked
from desk.store.blobs import blob_path, blobs
from desk.vocabulary import FileKind, FileSource, Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def number(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


def kept(
    desk: Desk, number: str, content: bytes, login: str = "tiepnhan", **more: object
) -> attachments.AttachmentShown:
    return attach(desk, officer(desk, login), number, FileGiven(content, "giấy.pdf", **more))  # type: ignore[arg-type]


def faults(desk: Desk) -> list[str]:
    return [one.place for one in check(desk, officer(desk, "lanhdao")).faults]


def actions(desk: Desk) -> list[str]:
    with desk.store.reading() as connection:
        return list(connection.execute(select(AuditEntry.action).order_by(AuditEntry.seq)).scalars())


def test_a_file_is_kept_with_its_component(desk: Desk, number: str) -> None:
    made = kept(desk, number, pdf(2), component=2, source=FileSource.SCANNER)
    assert (made.component, made.kind, made.pages) == ("Giấy chứng sinh", FileKind.PDF, 2)
    assert (made.source, made.officer) == (FileSource.SCANNER, "Nguyễn Thị Mẫu")
    picture = kept(desk, number, jpeg())
    assert (picture.component, picture.kind, picture.pages) == (None, FileKind.JPEG, 1)
    assert attachments_of(desk, officer(desk, "admin"), number) == (made, picture)
    assert faults(desk) == []


def test_the_same_again_is_kept_once_and_elsewhere_shares_the_content(desk: Desk, number: str) -> None:
    first = kept(desk, number, pdf())
    assert kept(desk, number, pdf()) == first
    kept(desk, number, pdf(), component=1)
    other = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    kept(desk, other, pdf())
    assert len(attachments_of(desk, officer(desk, "tiepnhan"), number)) == 2
    assert list(blobs(desk.home.attachments)) == [first.sha256]


def test_looking_at_a_file_is_an_entry(desk: Desk, number: str) -> None:
    made = kept(desk, number, pdf())
    path = open_attachment(desk, officer(desk, "chuyenmon"), made.id)
    assert path.read_bytes() == pdf()
    assert picture_of(path, made.kind, 0, 300).startswith(b"\x89PNG")
    assert actions(desk)[-2:] == ["attach", "view-attachment"]
    with pytest.raises(NotAllowed):
        open_attachment(desk, officer(desk, "admin"), made.id)
    with pytest.raises(UnknownAttachment):
        open_attachment(desk, officer(desk, "tiepnhan"), 99)


def test_a_file_is_taken_off_with_a_reason_and_its_content_with_the_last(desk: Desk, number: str) -> None:
    first, second = kept(desk, number, pdf()), kept(desk, number, pdf(), component=1)
    with pytest.raises(MissingField):
        detach(desk, officer(desk, "tiepnhan"), first.id, "  ")
    with pytest.raises(NotAllowed):
        detach(desk, officer(desk, "chuyenmon"), first.id, "nhầm")
    detach(desk, officer(desk, "tiepnhan"), first.id, "đính kèm nhầm người")
    assert list(blobs(desk.home.attachments)) == [second.sha256]
    detach(desk, officer(desk, "lanhdao"), second.id, "nhầm")
    assert list(blobs(desk.home.attachments)) == []
    assert attachments_of(desk, officer(desk, "tiepnhan"), number) == ()
    with pytest.raises(UnknownAttachment):
        detach(desk, officer(desk, "tiepnhan"), first.id, "lần nữa")
    assert faults(desk) == []
    assert kept(desk, number, pdf()).id == 3


def test_a_result_is_attached_when_there_is_one(desk: Desk, number: str) -> None:
    with pytest.raises(NoResultYet):
        kept(desk, number, pdf(), is_result=True)
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    assert kept(desk, number, pdf(), is_result=True).is_result


def test_after_a_correction_the_new_components_are_meant(desk: Desk, number: str) -> None:
    before = kept(desk, number, pdf(), component=1)
    changed = {"components": [{"name": "Tờ khai mới", "originals": 1}]}
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.CORRECT, correction=changed))
    after = kept(desk, number, pdf(), component=1)
    assert (before.component, after.component) == ("Tờ khai đăng ký khai sinh", "Tờ khai mới")
    with pytest.raises(MissingField):
        kept(desk, number, pdf(), component=2)


def test_nothing_is_attached_to_a_voided_number(desk: Desk, number: str) -> None:
    act(desk, officer(desk, "tiepnhan"), number, StepAsked(Verb.VOID, note="nhầm"))
    approve(desk, officer(desk, "lanhdao"), pending(desk, officer(desk, "lanhdao"))[0].id)
    with pytest.raises(VoidedDossier):
        kept(desk, number, pdf())
    assert list(blobs(desk.home.attachments)) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty_file"),
        (b"MZ" + b"\x00" * 99, "strange_file"),
        (b"%PDF-1.7 nothing %%EOF", "broken_file"),
        (pdf(password="x"), "locked_file"),
        (pdf(301), "too_many_pages"),
        (jpeg(900, 900)[:3000], "broken_file"),
    ],
)
def test_no_other_file_is_kept(desk: Desk, number: str, content: bytes, problem: str) -> None:
    with pytest.raises(BadFile) as refused:
        kept(desk, number, content)
    assert refused.value.problem == problem
    assert not [one for one in desk.home.attachments.rglob("*") if one.is_file()]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\giấy\\a:b.pdf", "a:b.pdf"), ("CON", "CON"), ("\u202efdp.exe", "fdp.exe"),
        ("x" * 300, "x" * 120), ("\n\x00", "tệp"), ("Giấy chứng sinh.pdf", "Giấy chứng sinh.pdf"),
    ],
)  # fmt: skip
def test_a_name_is_text_and_no_place(desk: Desk, number: str, name: str, shown: str) -> None:
    made = attach(desk, officer(desk, "tiepnhan"), number, FileGiven(pdf(), name))
    assert made.name == shown
    assert [one.name for one in desk.home.attachments.rglob("*") if one.is_file()] == [made.sha256]


def test_only_a_plain_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    assert read_file(tmp_path / "a.pdf") == pdf()
    os.mkfifo(tmp_path / "pipe")
    for odd in (tmp_path, tmp_path / "none", tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(UnreadableFile):
            read_file(odd)
    with (tmp_path / "large").open("wb") as large:
        large.truncate(MOST_BYTES + 1)
    with pytest.raises(BadFile):
        read_file(tmp_path / "large")


def test_check_sees_a_content_that_is_gone_or_bent(desk: Desk, number: str) -> None:
    made, other = kept(desk, number, pdf()), kept(desk, number, jpeg())
    blob_path(desk.home.attachments, made.sha256).write_bytes(pdf(2))
    blob_path(desk.home.attachments, other.sha256).unlink()
    assert faults(desk) == [f"attachment {made.id}", f"attachment {other.id}"]
    with pytest.raises(AttachmentGone):
        open_attachment(desk, officer(desk, "tiepnhan"), made.id)
    assert kept(desk, number, pdf()) == made  # given again it is healed
    assert faults(desk) == [f"attachment {other.id}"]


def test_back_ups_take_the_contents_along_once(desk: Desk, number: str, tmp_path: Path) -> None:
    made = kept(desk, number, pdf())
    stick = tmp_path / "stick"
    stick.mkdir()
    back_up(desk, officer(desk, "admin"), stick / "1.db")
    copy = blob_path(stick / "attachments", made.sha256)
    first = copy.stat().st_mtime_ns
    other = kept(desk, number, jpeg())
    back_up(desk, officer(desk, "admin"), stick / "2.db")
    assert (copy.read_bytes(), copy.stat().st_mtime_ns) == (pdf(), first)
    assert blob_path(stick / "attachments", other.sha256).read_bytes() == jpeg()
    blob_path(desk.home.attachments, other.sha256).unlink()
    back_up(desk, officer(desk, "admin"), stick / "3.db")  # it is on the stick already
    (stick / "new").mkdir()
    with pytest.raises(AttachmentGone):
        back_up(desk, officer(desk, "admin"), stick / "new" / "4.db")
    assert (stick / "new" / "4.db").is_file()


def test_contents_that_a_power_cut_left_are_swept(desk: Desk, number: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = kept(desk, number, pdf())
    with monkeypatch.context() as cut:
        cut.setattr(desk.store, "writing", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            kept(desk, number, jpeg())
    assert len(list(blobs(desk.home.attachments))) == 2
    assert faults(desk) == []
    assert sweep(desk) == 1
    assert list(blobs(desk.home.attachments)) == [made.sha256]


def test_what_is_digitised_is_counted(desk: Desk, number: str) -> None:
    clerk, day = officer(desk, "tiepnhan"), desk.clock.now().date()
    receive(desk, clerk, person_request())
    for component in (1, 1, 2):
        kept(desk, number, jpeg(shade=component), component=component)
    kept(desk, number, jpeg(shade=9))
    act(desk, officer(desk, "chuyenmon"), number, StepAsked(Verb.FINISH))
    kept(desk, number, pdf(), is_result=True)
    counted = digitised(desk, officer(desk, "lanhdao"), day, day)
    assert (counted.components, counted.components_digitised) == (4, 2)
    assert (counted.results, counted.results_digitised) == (1, 1)


def test_attaching_and_taking_off_at_once_never_loses_a_content(desk: Desk, number: str) -> None:
    other = receive(desk, officer(desk, "tiepnhan"), person_request()).number
    for _ in range(6):
        first = kept(desk, number, jpeg())
        threads = [
            threading.Thread(target=detach, args=(desk, officer(desk, "tiepnhan"), first.id, "nhầm")),
            threading.Thread(target=kept, args=(desk, other, jpeg())),
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert faults(desk) == []
        (left,) = attachments_of(desk, officer(desk, "tiepnhan"), other)
        detach(desk, officer(desk, "tiepnhan"), left.id, "nhầm")
