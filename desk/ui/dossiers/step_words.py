"""What each step is called, what the dialog says before it is taken, and how its words are asked for."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desk.messages import VERB_WORDS
from desk.services.requests import SECOND_PERSON
from desk.vocabulary import Verb

# ends of a life: nobody takes them back alone
FINAL = frozenset({Verb.WITHDRAW, Verb.DISCONTINUE, Verb.REFUSE})
MAIN_KEY = "F9"
KEYS = {
    Verb.REQUEST_SUPPLEMENT: "Ctrl+B", Verb.START: "Ctrl+N", Verb.HAND_OVER: "Ctrl+H", Verb.CORRECT: "Ctrl+E",
    Verb.SEND_BACK: "Ctrl+T", Verb.POST_OUT: "Ctrl+G", Verb.WITHDRAW: "Ctrl+R", Verb.DISCONTINUE: "Ctrl+D",
}  # fmt: skip


@dataclass(frozen=True)
class StepWords:
    """The words of a step's dialog; `needed` is the sentence that asks for a note where there has to be one."""

    below: str
    yes: str
    note: str
    needed: str = ""


def step_name(verb: Verb) -> str:
    """A step as a button or a line of the menu names it."""
    short = {
        Verb.START: _tr("Nhận giải quyết"),
        Verb.FINISH: _tr("Có kết quả"),
        Verb.ACCEPT_SUPPLEMENT: _tr("Đã bổ sung"),
        Verb.ACCEPT_PAYMENT: _tr("Đã nộp phí, lệ phí"),
        Verb.ACCEPT_HAND_OVER: _tr("Nhận hồ sơ"),
        Verb.SEND_BACK: _tr("Trả lại nơi chuyển"),
        Verb.TAKE_BACK: _tr("Nhận lại hồ sơ"),
        Verb.POST_OUT: _tr("Gửi qua bưu chính"),
        Verb.REFUSE: _tr("Từ chối giải quyết"),
        Verb.WITHDRAW: _tr("Rút hồ sơ"),
    }.get(verb)
    words = VERB_WORDS[verb]
    name = short or f"{words[:1].upper()}{words[1:]}"
    return _tr("Đề nghị {step}").format(step=words) if verb in SECOND_PERSON else name


def step_words(verb: Verb, supplements: int = 0) -> StepWords:
    """The words of a step's dialog; `supplements` were asked for before."""
    if verb is Verb.REQUEST_SUPPLEMENT and supplements:
        return StepWords(
            _tr("Hồ sơ đã yêu cầu bổ sung {count} lần. Lần này do lãnh đạo yêu cầu và phải có lý do; thời hạn dừng đến"
                " khi nhận đủ.").format(count=supplements),
            _tr("Ghi yêu cầu"), _tr("&Nội dung cần bổ sung và lý do yêu cầu thêm lần nữa"),
            _tr("Hãy ghi những gì cần bổ sung và vì sao phải yêu cầu thêm."),
        )  # fmt: skip
    return _going_on().get(verb) or _ends()[verb]


def _going_on() -> dict[Verb, StepWords]:
    optional = _tr("&Ghi chú (nếu có)")
    return {
        Verb.REQUEST_SUPPLEMENT: StepWords(
            _tr("Ghi những giấy tờ còn thiếu hoặc phải sửa. Thời hạn dừng từ lúc này đến khi nhận đủ."),
            _tr("Ghi yêu cầu"), _tr("&Nội dung cần bổ sung"), _tr("Hãy ghi những gì cần bổ sung."),
        ),
        Verb.REQUEST_PAYMENT: StepWords(
            _tr("Hồ sơ chờ người nộp nộp phí, lệ phí. Thời hạn chỉ dừng khi thủ tục quy định như vậy."),
            _tr("Ghi yêu cầu"), _tr("&Khoản phải nộp, thông báo (nếu có)"),
        ),
        Verb.ACCEPT_PAYMENT: StepWords(
            _tr("Hồ sơ được giải quyết tiếp. Bước này không lập phiếu thu; phiếu thu lập ở phần thu tiền (F6)."),
            _tr("Đã nộp"), optional,
        ),
        Verb.HAND_OVER: StepWords(
            _tr("Người được chuyển phải nhận thì mới giữ hồ sơ. Chuyển cho cơ quan khác thì hồ sơ ở đó đến khi được"
                " nhận lại; thời hạn vẫn chạy."),
            _tr("Chuyển hồ sơ"), optional,
        ),
        Verb.REASSIGN: StepWords(
            _tr("Hồ sơ được giao cho người khác, dù đang ở đâu; người đó phải nhận thì mới giữ hồ sơ."),
            _tr("Giao hồ sơ"), optional,
        ),
        Verb.SEND_BACK: StepWords(
            _tr("Hồ sơ trở về người đã chuyển."),
            _tr("Trả lại"), _tr("&Lý do trả lại"), _tr("Hãy ghi lý do trả lại."),
        ),
        Verb.TAKE_BACK: StepWords(
            _tr("Hồ sơ trở về tay bạn, từ cơ quan khác hoặc từ người chưa nhận."), _tr("Nhận lại"), optional,
        ),
        Verb.FINISH: StepWords(
            _tr("Kết quả chờ trả tại quầy. Số, ngày, người ký có thể để trống."), _tr("Ghi kết quả"), "",
        ),
        Verb.POST_OUT: StepWords(
            _tr("Hồ sơ kết thúc khi kết quả được giao cho bưu chính."),
            _tr("Ghi đã gửi"), _tr("&Đơn vị chuyển phát, số bưu gửi (nếu có)"),
        ),
        Verb.CORRECT: StepWords(
            _tr("Giấy tiếp nhận mới thay giấy cũ; bản cũ và người sửa vẫn còn trong nhật ký. Chỉ mục nào được sửa mới"
                " thay đổi."),
            _tr("Ghi phần sửa"), _tr("&Lý do sửa (nếu có)"),
        ),
        Verb.EXTEND: StepWords(
            _tr("Đây là đề nghị: lãnh đạo duyệt thì lời hẹn mới thay lời hẹn cũ, chỉ được một lần. Trước đó hồ sơ giữ"
                " nguyên."),
            _tr("Gửi đề nghị"), _tr("&Giải thích thêm (nếu có)"),
        ),
    }  # fmt: skip


def _ends() -> dict[Verb, StepWords]:
    return {
        Verb.WITHDRAW: StepWords(
            _tr("Người nộp không muốn tiếp tục. Hồ sơ kết thúc, một mình bạn không hoàn lại được."),
            _tr("Rút hồ sơ"), _tr("&Nguyện vọng của người nộp"), _tr("Hãy ghi lý do người nộp rút hồ sơ."),
        ),
        Verb.REFUSE: StepWords(
            _tr("Đã thẩm tra và không đủ điều kiện giải quyết. Hồ sơ kết thúc, một mình bạn không hoàn lại được."),
            _tr("Từ chối"), _tr("&Lý do từ chối, căn cứ"), _tr("Hãy ghi lý do từ chối: người nộp phải được biết."),
        ),
        Verb.DISCONTINUE: StepWords(
            _tr("Hồ sơ kết thúc mà không có kết quả, một mình bạn không hoàn lại được."),
            _tr("Dừng giải quyết"), _tr("&Lý do cụ thể (nếu có)"),
        ),
        Verb.VOID: StepWords(
            _tr("Đây là đề nghị: lãnh đạo duyệt thì số hồ sơ này bị hủy vì nhập nhầm. Trước đó hồ sơ giữ nguyên."),
            _tr("Gửi đề nghị"), _tr("&Lý do hủy số"), _tr("Hãy ghi vì sao số này nhập nhầm."),
        ),
        Verb.REOPEN: StepWords(
            _tr("Đây là đề nghị: lãnh đạo duyệt thì hồ sơ trở lại đang giải quyết, lời hẹn vẫn như cũ. Trước đó hồ sơ"
                " giữ nguyên."),
            _tr("Gửi đề nghị"), _tr("&Lý do mở lại"), _tr("Hãy ghi vì sao bước kết thúc là nhầm."),
        ),
    }  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("steps", text)
