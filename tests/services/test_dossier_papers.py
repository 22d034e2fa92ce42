"""Forms 02 to 06 filled from what really happened, in the dossier's own edition; visits without a dossier too."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import BIRTH, MONDAY, officer, person_request, practice_desk

from desk.errors import FormNotInEdition, NothingToPrint, UnknownVisit
from desk.services.checking import check
from desk.services.clock import SetClock
from desk.services.desk import Desk, Signer
from desk.services.intake import receive
from desk.services.papers import content_of_paper, preview, save_paper
from desk.services.processing import act
from desk.services.requests import approve
from desk.services.steps import ResultGiven, StepAsked
from desk.services.turning_away import VisitGiven, turn_away
from desk.services.unit_editing import HeadingGiven, change_heading, heading_of
from desk.vocabulary import DelayCause, DiscontinueReason, FormEdition, PaperForm, TurnedAway, Verb


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = practice_desk(tmp_path)
    yield desk
    desk.close()


def received(desk: Desk, procedure: str = BIRTH) -> str:
    return receive(desk, officer(desk, "tiepnhan"), person_request(procedure=procedure)).number


def later(desk: Desk, hours: float) -> None:
    assert isinstance(desk.clock, SetClock)
    desk.clock.at = MONDAY + dt.timedelta(hours=hours)


def test_a_supplement_request_lists_what_begins_with_a_dash(desk: Desk) -> None:
    number, holder = received(desk), officer(desk, "chuyenmon")
    with pytest.raises(NothingToPrint):
        content_of_paper(desk, holder, PaperForm.SUPPLEMENT_REQUEST, number)
    note = "- Giấy chứng sinh\n- Tờ khai có chữ ký\nTờ khai chưa ký."
    act(desk, holder, number, StepAsked(Verb.REQUEST_SUPPLEMENT, note))
    found = content_of_paper(desk, holder, PaperForm.SUPPLEMENT_REQUEST, number)
    assert found.lacking == ("Giấy chứng sinh", "Tờ khai có chữ ký")
    assert found.reason == "Tờ khai chưa ký."
    assert found.closes
    assert found.facts.officer_name == holder.name
    assert found.facts.copy == 1


def test_a_note_without_dashes_is_all_of_it_to_be_brought(desk: Desk) -> None:
    number, holder = received(desk), officer(desk, "chuyenmon")
    act(desk, holder, number, StepAsked(Verb.REQUEST_SUPPLEMENT, "Thiếu giấy chứng sinh"))
    found = content_of_paper(desk, holder, PaperForm.SUPPLEMENT_REQUEST, number)
    assert (found.lacking, found.reason) == (("Thiếu giấy chứng sinh",), "")


def test_a_visit_without_a_dossier_has_its_slip_and_counts_its_copies(desk: Desk, tmp_path: Path) -> None:
    clerk = officer(desk, "tiepnhan")
    guided = turn_away(desk, clerk, VisitGiven(TurnedAway.GUIDED, BIRTH, ("Giấy chứng sinh",), "", "Nguyễn Thị Thử"))
    refused = turn_away(desk, clerk, VisitGiven(TurnedAway.REFUSED, BIRTH, (), "Không thuộc thẩm quyền của xã."))
    number = guided.reference
    found = content_of_paper(desk, clerk, PaperForm.SUPPLEMENT_REQUEST, number)
    assert found.facts.number == ""
    assert found.facts.applicant_name == "Nguyễn Thị Thử"
    assert not found.closes
    for copy in (1, 2):
        assert save_paper(desk, clerk, PaperForm.SUPPLEMENT_REQUEST, number, tmp_path / f"{copy}.pdf").copy == copy
    slip = content_of_paper(desk, clerk, PaperForm.REFUSAL_SLIP, refused.reference)
    assert slip.reason == "Không thuộc thẩm quyền của xã."
    for form, wrong in ((PaperForm.REFUSAL_SLIP, number), (PaperForm.SUPPLEMENT_REQUEST, "visit-999")):
        with pytest.raises(UnknownVisit):
            preview(desk, clerk, form, wrong)
    assert check(desk, officer(desk, "lanhdao")).faults == ()


def test_an_extension_letter_tells_both_appointments_and_is_the_heads(desk: Desk) -> None:
    leader = officer(desk, "lanhdao")
    admin = officer(desk, "admin")
    heading = heading_of(change_heading(desk, admin, _with_signer(desk)))
    number, holder = received(desk, "1.004873"), officer(desk, "chuyenmon")
    act(desk, holder, number, StepAsked(Verb.START))
    until = MONDAY + dt.timedelta(days=16)
    asked = StepAsked(Verb.EXTEND, "Chờ xác minh ở nơi khác", until=until, cause=DelayCause.CONSULTATION)
    request = act(desk, holder, number, asked).request
    draft = content_of_paper(desk, leader, PaperForm.EXTENSION_LETTER, number)
    assert request is not None
    approve(desk, leader, request)
    letter = content_of_paper(desk, leader, PaperForm.EXTENSION_LETTER, number)
    assert draft.until == letter.until == until
    assert draft.first_promise == letter.first_promise < until
    assert letter.reason == "chờ ý kiến cơ quan phối hợp; Chờ xác minh ở nơi khác"
    assert letter.signer.name == "Phạm Thị Mẫu"
    assert letter.facts.heading.superior_body == ""
    assert letter.facts.heading.issuing_body == heading.superior_body
    assert letter.counter == heading.issuing_body


def _with_signer(desk: Desk) -> HeadingGiven:
    with desk.store.reading() as connection:
        given = heading_of(desk.office(connection))
    return dataclasses.replace(given, signers=(Signer("CHỦ TỊCH", "Phạm Thị Mẫu"),))


@pytest.mark.parametrize("withdrawn", [True, False])
def test_a_notice_of_discontinuation_says_by_which_law(desk: Desk, *, withdrawn: bool) -> None:
    number, holder = received(desk), officer(desk, "chuyenmon")
    if withdrawn:
        act(desk, holder, number, StepAsked(Verb.WITHDRAW, "Gia đình đổi ý"))
    else:
        act(desk, holder, number, StepAsked(Verb.REQUEST_SUPPLEMENT, "Thiếu giấy"))
        later(desk, 24 * 20)
        closed = StepAsked(Verb.DISCONTINUE, reason=DiscontinueReason.CLOSED_NO_SUPPLEMENT)
        act(desk, officer(desk, "lanhdao"), number, closed)
    notice = content_of_paper(desk, holder, PaperForm.DISCONTINUATION_NOTICE, number)
    assert notice.basis.endswith("Điều 21" if withdrawn else "Điều 19 khoản 5")
    assert ("Gia đình đổi ý" in notice.reason) is withdrawn
    assert notice.returned == "Tờ khai đăng ký khai sinh; Giấy chứng sinh"


def test_a_control_slip_has_a_row_for_each_time_the_dossier_changed_hands(desk: Desk) -> None:
    number, holder, leader = received(desk), officer(desk, "chuyenmon"), officer(desk, "lanhdao")
    later(desk, 1)
    act(desk, holder, number, StepAsked(Verb.START))
    later(desk, 2)
    act(desk, holder, number, StepAsked(Verb.HAND_OVER, to="lanhdao", note="Trình ký"))
    waiting = content_of_paper(desk, holder, PaperForm.CONTROL_SLIP, number)
    assert [(row.giver, row.taker, row.taken_at) for row in waiting.rows[1:]] == [(holder.name, leader.name, None)]
    later(desk, 2.5)
    act(desk, leader, number, StepAsked(Verb.ACCEPT_HAND_OVER))
    act(desk, leader, number, StepAsked(Verb.HAND_OVER, to="Công an xã Mẫu"))
    later(desk, 5)
    act(desk, leader, number, StepAsked(Verb.TAKE_BACK))
    act(desk, leader, number, StepAsked(Verb.FINISH, result=ResultGiven("12/KS")))
    slip = content_of_paper(desk, holder, PaperForm.CONTROL_SLIP, number)
    assert slip.ended
    assert slip.others == "Công an xã Mẫu"
    assert slip.rows[0].giver.endswith(f"({officer(desk, 'tiepnhan').name})")
    assert [row.giver for row in slip.rows[1:]] == [holder.name, leader.name, leader.name]
    assert slip.rows[1].taken_at == MONDAY + dt.timedelta(hours=2.5)
    assert slip.rows[1].remark == "Trình ký"
    assert slip.rows[-1].outcome == "Đúng hạn"
    assert slip.rows[-1].taker.startswith("Bộ phận tiếp nhận")


def test_a_dossier_prints_in_its_own_edition_and_the_office_chooses_for_new_ones(desk: Desk, tmp_path: Path) -> None:
    clerk, admin = officer(desk, "tiepnhan"), officer(desk, "admin")
    first = received(desk)
    with desk.store.reading() as connection:
        given = heading_of(desk.office(connection))
    change_heading(desk, admin, dataclasses.replace(given, form_edition=FormEdition.TT01_2018))
    second = received(desk)
    editions = [content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, number).edition for number in (first, second)]
    assert editions == [FormEdition.TT03_2025, FormEdition.TT01_2018]
    forced = content_of_paper(desk, clerk, PaperForm.RECEIPT_SLIP, first, FormEdition.TT01_2018)
    assert forced.edition is FormEdition.TT01_2018
    act(desk, officer(desk, "chuyenmon"), second, StepAsked(Verb.WITHDRAW, "Gia đình đổi ý"))
    notice = content_of_paper(desk, clerk, PaperForm.DISCONTINUATION_NOTICE, second)
    assert notice.facts.edition is FormEdition.TT03_2025  # the old law has no such form
    with pytest.raises(FormNotInEdition):
        save_paper(desk, clerk, PaperForm.DISCONTINUATION_NOTICE, second, tmp_path / "x.pdf", FormEdition.TT01_2018)
    assert not (tmp_path / "x.pdf").exists()
