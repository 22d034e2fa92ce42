"""Papers of a dossier: what the slip says is what is stored, every copy is counted once, faults leave the dossier."""

import json

import pytest
from builders import MONDAY, officer, person, person_request, practice_desk
from sqlalchemy import select

from desk.errors import CopyMissing, FolderNotWritable, NotAllowed, PrinterFailed, PrinterMissing, UnknownDossier
from desk.models import AuditEntry
from desk.printing.printers.printer import PrintJob
from desk.rules.check_code import check_code
from desk.services.catalogue import Fee
from desk.services.checking import check
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import content_of_paper, preview, print_paper, save_paper
from desk.services.procedure_words import fee_text, limit_text
from desk.services.sign_in import SignedIn
from desk.vocabulary import FeeUnit, LimitUnit, PaperForm

SLIP = PaperForm.RECEIPT_SLIP


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.setattr("desk.services.printing_jobs.queues", lambda: ())
    monkeypatch.setattr("desk.services.printing_jobs.default_queue", lambda: None)
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def number(desk):
    return receive(
        desk, officer(desk, "tiepnhan"), person_request(authorised_person=person(name="Trần Văn Mẫu"))
    ).number


def test_the_slip_says_what_is_stored(desk, number):
    clerk = officer(desk, "tiepnhan")
    content, dossier = content_of_paper(desk, clerk, SLIP, number), show(desk, clerk, number)
    assert (content.number, content.promised_at, content.received_at) == (number, dossier.promised_at, MONDAY)
    assert (content.applicant_name, content.submitter_name) == ("Nguyễn Thị Thử", "Trần Văn Mẫu")
    assert content.identity == "0641******12"
    assert content.check_code == check_code(dossier.entry_hash)
    assert content.qr_payload.split("|")[1:6] == [
        number, dossier.promised_at.isoformat(), "H21.18", str(dossier.entry_seq), content.check_code,
    ]  # fmt: skip
    assert content.practice
    assert "064190000012" not in content.qr_payload


def test_each_copy_is_counted_and_a_look_is_not(desk, number, tmp_path):
    clerk = officer(desk, "tiepnhan")
    seen = preview(desk, clerk, SLIP, number)
    assert (seen.pdf[:4], seen.copy) == (b"%PDF", 1)
    assert save_paper(desk, clerk, SLIP, number, tmp_path / "1.pdf").copy == 1
    printed = print_paper(desk, clerk, SLIP, number)
    assert (printed.copy, printed.printer) == (2, "pdf-folder")
    assert (desk.home.papers / printed.job).read_bytes().startswith(b"%PDF")
    assert [paper.copy for paper in show(desk, clerk, number).papers] == [1, 2]


def test_a_printer_that_is_not_there_counts_nothing(desk, number):
    clerk = officer(desk, "tiepnhan")
    with pytest.raises(PrinterMissing):
        print_paper(desk, clerk, SLIP, number, "may-khong-co")
    assert show(desk, clerk, number).papers == ()


class Jammed:
    """A printer that takes nothing until it is mended, and remembers what it was given."""

    name = "quầy 1"

    def __init__(self):
        self.mended, self.given = False, []

    def send(self, pdf, title, handling):
        if not self.mended:
            raise PrinterFailed(printer=self.name, reason="jam")
        self.given.append((title, handling, pdf))
        return PrintJob("1", self.name)


@pytest.fixture
def jammed(monkeypatch):
    printer = Jammed()
    monkeypatch.setattr("desk.services.printing_jobs.printer_of", lambda _desk, _name: printer)
    return printer


def test_a_copy_that_did_not_come_out_is_sent_again_under_its_number(desk, number, jammed):
    clerk = officer(desk, "tiepnhan")
    with pytest.raises(PrinterFailed) as caught:
        print_paper(desk, clerk, SLIP, number)
    assert caught.value.copy == 1
    with pytest.raises(PrinterFailed) as caught:
        print_paper(desk, clerk, SLIP, number, again=1)
    assert caught.value.copy == 1
    jammed.mended = True
    would_be = preview(desk, clerk, SLIP, number, 1)
    assert print_paper(desk, clerk, SLIP, number, copies=2, again=1).copy == 1
    ((title, handling, pdf),) = jammed.given
    assert (title, handling.copies) == (f"{number}-receipt-slip-1", 2)
    assert pdf == would_be.pdf
    assert [paper.copy for paper in show(desk, clerk, number).papers] == [1]
    assert print_paper(desk, clerk, SLIP, number).copy == 2
    with desk.store.reading() as connection:
        asked = select(AuditEntry.action, AuditEntry.payload).where(AuditEntry.action.startswith("print"))
        rows = connection.execute(asked.order_by(AuditEntry.seq)).all()
    written = [(row.action, json.loads(row.payload)["facts"]) for row in rows]
    assert [action for action, _ in written] == ["print", "print-again", "print-again", "print"]
    assert written[2][1] == {"form": "receipt-slip", "copy": 1, "printer": "quầy 1"}
    assert check(desk, officer(desk, "lanhdao")).faults == ()


@pytest.mark.parametrize("again", [0, 1, 7])
def test_only_a_copy_that_was_made_is_sent_again(desk, number, jammed, again):
    with pytest.raises(CopyMissing):
        print_paper(desk, officer(desk, "tiepnhan"), SLIP, number, again=again)
    with pytest.raises(CopyMissing):
        preview(desk, officer(desk, "tiepnhan"), SLIP, number, again)
    assert jammed.given == []


def test_a_look_shows_the_number_of_its_copy(desk, number, tmp_path):
    clerk = officer(desk, "tiepnhan")
    for copy in (1, 2):
        save_paper(desk, clerk, SLIP, number, tmp_path / f"{copy}.pdf")
    assert preview(desk, clerk, SLIP, number).copy == 3
    assert preview(desk, clerk, SLIP, number, 2).pdf == (tmp_path / "2.pdf").read_bytes()
    assert len({preview(desk, clerk, SLIP, number, copy).pdf for copy in (None, 1, 2)}) == 3


def test_a_place_that_takes_no_file(desk, number, tmp_path):
    (tmp_path / "tep").write_text("", encoding="utf-8")
    with pytest.raises(FolderNotWritable):
        save_paper(desk, officer(desk, "tiepnhan"), SLIP, number, tmp_path / "tep" / "slip.pdf")


def test_who_and_what_is_refused(desk, number, tmp_path):
    with pytest.raises(UnknownDossier):
        save_paper(desk, officer(desk, "tiepnhan"), SLIP, "H21.18-261123-0099", tmp_path / "x.pdf")
    with pytest.raises(NotAllowed):
        save_paper(desk, SignedIn(9, "la", "Lạ", frozenset()), SLIP, number, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize(
    ("limit", "unit", "words"),
    [
        (5, LimitUnit.WORKING_DAY, "05 ngày làm việc"),
        (30, LimitUnit.CALENDAR_DAY, "30 ngày"),
        (1, LimitUnit.SAME_DAY, "trong ngày làm việc"),
        (8, LimitUnit.WORKING_HOUR, "08 giờ làm việc"),
    ],
)
def test_limits_in_words(limit, unit, words):
    assert limit_text(limit, unit) == words


def test_fees_in_words():
    assert fee_text(Fee(8000, FeeUnit.COPY, "")) == "8.000 đ/bản"
    assert fee_text(Fee(0, FeeUnit.DOSSIER, "")) == "Không thu"
    assert fee_text(Fee(None, FeeUnit.DOSSIER, "Theo nghị quyết của HĐND cấp tỉnh")).startswith("Theo nghị quyết")
    assert fee_text(None) == ""
