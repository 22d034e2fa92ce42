"""The slip before it is stored: whatever is known stands on it, and nothing that only a stored one has."""

import pypdfium2
import pytest
from builders import BIRTH, MONDAY, officer, person, person_request, practice_desk

from desk.errors import NotAllowed
from desk.printing.pictures import page_pictures
from desk.services.draft_slips import SlipDraft, draft_slip
from desk.services.intake import receive
from desk.services.papers import preview
from desk.services.sign_in import SignedIn
from desk.vocabulary import PaperForm


@pytest.fixture
def desk(tmp_path):
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def said_by(pdf):
    """The words of a PDF, one blank between them."""
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def test_a_draft_slip_takes_whatever_is_known(desk):
    clerk, request = officer(desk, "tiepnhan"), person_request()
    with desk.store.reading() as connection:
        birth = desk.office(connection).catalogue.in_force(BIRTH, MONDAY.date())
    empty = said_by(draft_slip(desk, clerk, SlipDraft()))
    assert "Mã hồ sơ: (chưa cấp)" in empty
    assert "Hẹn trả kết quả vào –" in empty
    assert "In lúc" not in empty
    full = SlipDraft(
        birth, request.applicant, person(name="Trần Văn Mẫu"), request.components, sets=2, promised_at=MONDAY
    )
    said = said_by(draft_slip(desk, clerk, full))
    for words in ("Nguyễn Thị Thử", "Người nộp hồ sơ: Trần Văn Mẫu", birth.name, "Giấy chứng sinh", "02 (bộ)",
                  "Hẹn trả kết quả vào thứ Hai 09 giờ 00 phút", "Mã kiểm tra: –", "BẢN THỰC HÀNH"):  # fmt: skip
        assert words in said
    with pytest.raises(NotAllowed):
        draft_slip(desk, SignedIn(9, "la", "Lạ", frozenset()), full)


def test_a_draft_has_the_place_of_the_code_but_no_code(desk):
    clerk = officer(desk, "tiepnhan")
    number = receive(desk, clerk, person_request()).number
    dark = {}
    for name, pdf in (
        ("draft", draft_slip(desk, clerk, SlipDraft())),
        ("slip", preview(desk, clerk, PaperForm.RECEIPT_SLIP, number).pdf),
    ):
        page = page_pictures(pdf, 420)[0]
        rows = range(int(page.height * 0.18), int(page.height * 0.29))
        columns = range(int(page.width * 0.79), int(page.width * 0.93))
        dark[name] = sum(page.bgrx[4 * (row * page.width + column)] < 60 for row in rows for column in columns)
    assert dark["draft"] == 0
    assert dark["slip"] > 1000
