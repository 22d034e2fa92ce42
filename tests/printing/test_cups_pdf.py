"""A real cups-pdf queue behind a real CUPS: what comes out of it is looked at as paper would be."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from builders import officer, person_request, practice_desk
from cups_daemon import admin, cups_daemon, needs_cups, wait_until
from paper_reading import SLIP, words_of
from pypdfium2 import raw
from statutory_contents import STATUTORY

from desk.errors import DiskFull, FolderNotWritable, PrinterFailed, PrinterMissing
from desk.printing.forms.receipt_slip import draw
from desk.printing.printers.cups import CupsQueue
from desk.printing.printers.printer import Handling, JobState
from desk.services.desk import Desk
from desk.services.dossiers import show
from desk.services.intake import receive
from desk.services.papers import print_paper
from desk.services.printing_jobs import cancel_job, job_state
from desk.settings import Settings, write_settings
from desk.vocabulary import PDF_FOLDER, PaperForm

BACKEND = Path("/usr/lib/cups/backend/cups-pdf")
CONFIGURED, INSTANCE = Path("/etc/cups"), "motcua-thu"  # the backend looks for its settings nowhere else
DRIVER = Path("/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd")

FILTER = Path("/usr/lib/cups/filter/pdftopdf")

needs_cups_pdf = pytest.mark.skipif(
    not all(one.exists() for one in (BACKEND, DRIVER, FILTER)), reason="needs printer-driver-cups-pdf and its filters"
)
pytestmark = [needs_cups, needs_cups_pdf]
SLIP_FORM = PaperForm.RECEIPT_SLIP


@pytest.fixture(scope="module")
def tray() -> Iterator[Path]:
    """The folder that the queue `pdf` writes into; its daemon lives as long as this module's tests."""
    root = Path(tempfile.mkdtemp(prefix="motcua-cups-"))
    root.chmod(0o755)  # the filters run as another user than root
    told = CONFIGURED / f"cups-pdf-{INSTANCE}.conf"
    try:
        with cups_daemon(root):
            out = root / "out"
            out.mkdir()
            out.chmod(0o777)
            shutil.copy(BACKEND, root / "bin/backend/cups-pdf")
            (root / "bin/backend/cups-pdf").chmod(0o700)
            told.write_text(f"Out {out}\nAnonDirName {out}\nAnonUser root\nLabel 1\nLog {root}\n")
            admin("lpadmin", "-p", "pdf", "-E", "-v", f"cups-pdf:/{INSTANCE}", "-P", str(DRIVER))
            # of the two ways from PDF to PostScript the one that keeps the names of letters, so that text stays text
            admin("lpadmin", "-p", "pdf", "-o", "pdftops-renderer-default=pdftops")
            yield out
    finally:
        told.unlink(missing_ok=True)
        shutil.rmtree(root, ignore_errors=True)


def printed(tray: Path, pdf: bytes, handling: Handling, title: str) -> bytes:
    """What came out of the queue."""
    before = set(tray.rglob("*.pdf"))
    CupsQueue("pdf").send(pdf, title, handling)
    until = time.monotonic() + 30
    while not (found := set(tray.rglob("*.pdf")) - before):
        assert time.monotonic() < until, "nothing came out"
        time.sleep(0.1)
    (file,) = found
    size = -1
    while size != (size := file.stat().st_size) or not size:
        time.sleep(0.2)
    return file.read_bytes()


def test_a_slip_comes_out_as_text_with_its_faces_and_its_code(tray: Path) -> None:
    out = printed(tray, draw(SLIP), Handling(size="A5"), "mau-1")
    text = words_of(out)
    for words in ("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Nguyễn Thị Thử", "ngày 01 tháng 12 năm 2026"):
        assert words in text
    document = pypdfium2.PdfDocument(out)
    assert len(document) == 1
    width, height = sorted(document[0].get_size())
    assert abs(width - 419.5) < 2
    assert abs(height - 595.3) < 2
    assert_embedded(document)
    picture = document[0].render(scale=200 / 72).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [SLIP.qr_payload]


def test_a_long_letter_keeps_its_pages_and_words(tray: Path) -> None:
    letter, cases = STATUTORY[PaperForm.EXTENSION_LETTER]
    pdf = letter(cases["longest"])
    out = printed(tray, pdf, Handling(size="A4"), "mau-2")
    assert len(pypdfium2.PdfDocument(out)) == len(pypdfium2.PdfDocument(pdf))
    assert "".join(words_of(out).split()) == "".join(words_of(pdf).split())
    assert_embedded(pypdfium2.PdfDocument(out))


def assert_embedded(document: pypdfium2.PdfDocument) -> None:
    """Every face that a letter is set in lies in the file."""
    faces = 0
    for page in document:
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            assert raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(one.raw)) == 1
            faces += 1
    assert faces


# --- what goes wrong: the dossier stands, the number of the copy is kept ----------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk: Desk) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request()).number


def copies(desk: Desk, number: str) -> list[int]:
    return [one.copy for one in show(desk, officer(desk, "tiepnhan"), number).papers]


def becomes(job: str, printer: str, state: JobState) -> None:
    wait_until(lambda: job_state(job, printer).state is state, f"the job is not {state}")


def test_a_queue_that_is_stopped_or_holds_keeps_the_paper_and_gives_it_back(tray: Path, desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk)
    admin("cupsdisable", "pdf")
    try:
        begins = time.monotonic()
        sent = print_paper(desk, clerk, SLIP_FORM, number, "pdf")
        assert time.monotonic() - begins < 5, "who prints waits for nobody"
        becomes(sent.job, "pdf", JobState.STOPPED)
        cancel_job(sent.job, "pdf")
        again = print_paper(desk, clerk, SLIP_FORM, number, PDF_FOLDER, again=sent.copy)
        assert (again.copy, copies(desk, number)) == (1, [1])
    finally:
        admin("cupsenable", "pdf")


def test_a_printer_that_is_not_there_or_refuses(tray: Path, desk: Desk) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk)
    with pytest.raises(PrinterMissing):
        print_paper(desk, clerk, SLIP_FORM, number, "khong-co")
    assert copies(desk, number) == []
    admin("cupsreject", "pdf")
    try:
        with pytest.raises(PrinterFailed) as caught:
            print_paper(desk, clerk, SLIP_FORM, number, "pdf")
        assert caught.value.facts["copy"] == 1
    finally:
        admin("cupsaccept", "pdf")
    assert print_paper(desk, clerk, SLIP_FORM, number, "pdf", again=1).copy == 1
    assert copies(desk, number) == [1]


def test_a_folder_for_pdf_that_is_full_or_gone(tray: Path, desk: Desk, tmp_path: Path) -> None:
    clerk, number = officer(desk, "tiepnhan"), received(desk)
    small = tmp_path / "nho"
    small.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    assert mount
    assert umount
    try:
        admin("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(small))
    except Exception:  # noqa: BLE001 - whatever keeps a container from mounting
        pytest.skip("may not mount")
    try:
        write_settings(desk.home.settings, Settings(pdf_folder=small))
        with pytest.raises(DiskFull) as caught:
            print_paper(desk, clerk, SLIP_FORM, number, PDF_FOLDER)
        assert caught.value.facts["copy"] == 1
        assert list(small.iterdir()) == [], "no half paper is left"
    finally:
        admin("umount", str(small))
    write_settings(desk.home.settings, Settings(pdf_folder=Path("/proc/khong-co")))
    with pytest.raises(FolderNotWritable):
        print_paper(desk, clerk, SLIP_FORM, number, PDF_FOLDER, again=1)
    write_settings(desk.home.settings, Settings())
    assert print_paper(desk, clerk, SLIP_FORM, number, PDF_FOLDER, again=1).copy == 1
    assert copies(desk, number) == [1]
