"""Turns each error into one Vietnamese sentence that says what happened and what to do next.

A template names facts in braces; a part in square brackets is left out when one of its facts is empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from desk.errors import DeskError, fact_text
from desk.rules.money import format_vnd
from desk.rules.transitions import Place
from desk.vocabulary import (
    CollectedWith,
    DelayCause,
    LimitUnit,
    RequestKind,
    RequestState,
    Status,
    Verb,
)

_LONGEST_FACT = 200

STATUS_WORDS: Final[Mapping[str, str]] = {
    Status.RECEIVED: "đã tiếp nhận",
    Status.PROCESSING: "đang giải quyết",
    Status.WAITING_SUPPLEMENT: "chờ bổ sung",
    Status.WAITING_PAYMENT: "chờ nộp phí, lệ phí",
    Status.FINISHED: "đã có kết quả",
    Status.RETURNED: "đã trả kết quả",
    Status.REFUSED: "đã từ chối",
    Status.WITHDRAWN: "đã rút",
    Status.DISCONTINUED: "đã dừng giải quyết",
    Status.VOIDED: "đã hủy số",
}

VERB_WORDS: Final[Mapping[str, str]] = {
    Verb.RECEIVE: "tiếp nhận",
    Verb.START: "bắt đầu giải quyết",
    Verb.REQUEST_SUPPLEMENT: "yêu cầu bổ sung",
    Verb.ACCEPT_SUPPLEMENT: "nhận bổ sung",
    Verb.REQUEST_PAYMENT: "yêu cầu nộp phí, lệ phí",
    Verb.ACCEPT_PAYMENT: "ghi đã nộp phí, lệ phí",
    Verb.HAND_OVER: "chuyển hồ sơ",
    Verb.ACCEPT_HAND_OVER: "nhận hồ sơ được chuyển",
    Verb.SEND_BACK: "trả lại nơi chuyển",
    Verb.TAKE_BACK: "nhận lại hồ sơ",
    Verb.REASSIGN: "giao người khác",
    Verb.EXTEND: "gia hạn",
    Verb.FINISH: "ghi có kết quả",
    Verb.RETURN: "trả kết quả",
    Verb.POST_OUT: "gửi kết quả qua bưu chính",
    Verb.REFUSE: "từ chối",
    Verb.WITHDRAW: "rút hồ sơ",
    Verb.DISCONTINUE: "dừng giải quyết",
    Verb.CORRECT: "sửa thông tin",
    Verb.VOID: "hủy số hồ sơ",
    Verb.REOPEN: "mở lại hồ sơ",
}

PLACE_WORDS: Final[Mapping[str, str]] = {
    Place.COUNTER: "tại quầy",
    Place.OFFICER: "với người đang giải quyết",
    Place.OFFERED: "chờ người được chuyển nhận",
    Place.BODY: "tại cơ quan khác",
}

CAUSE_WORDS: Final[Mapping[str, str]] = {
    DelayCause.WORKLOAD: "số lượng hồ sơ tăng đột biến",
    DelayCause.CONSULTATION: "chờ ý kiến cơ quan phối hợp",
    DelayCause.INSPECTION: "phải xác minh, kiểm tra thực địa",
    DelayCause.SYSTEM: "sự cố hệ thống thông tin",
    DelayCause.DISASTER: "thiên tai, dịch bệnh",
    DelayCause.OTHER: "lý do khác",
}

REQUEST_WORDS: Final[Mapping[str, str]] = {
    RequestKind.EXTEND: "gia hạn",
    RequestKind.VOID: "hủy số hồ sơ",
    RequestKind.REOPEN: "mở lại hồ sơ",
}

REQUEST_STATE_WORDS: Final[Mapping[str, str]] = {
    RequestState.PENDING: "chờ duyệt",
    RequestState.APPROVED: "đã duyệt",
    RequestState.REJECTED: "không được duyệt",
}

# what an officer may be refused: the steps, and the other keys of desk.services.sign_in.PERMISSIONS
ACTION_WORDS: Final[Mapping[str, str]] = {
    **VERB_WORDS,
    "register": "tiếp nhận hồ sơ",
    "read": "xem hồ sơ",
    "print": "in giấy tờ",
    "back-date": "nhập lùi thời điểm",
    "list": "xem danh sách",
    "check": "kiểm tra toàn vẹn",
    "backup": "sao lưu",
    "manage-officers": "quản lý người dùng",
    "edit-unit": "sửa thông tin cơ quan",
    "turn-away": "hướng dẫn, từ chối tại quầy",
    "decide": "duyệt đề nghị",
    "edit-catalogue": "sửa danh mục thủ tục",
    "charge": "thu phí, lệ phí",
    "reverse-receipt": "hủy phiếu thu hoặc hoàn tiền này",
}

UNIT_WORDS: Final[Mapping[str, str]] = {
    LimitUnit.WORKING_DAY: "ngày làm việc",
    LimitUnit.CALENDAR_DAY: "ngày",
    LimitUnit.WORKING_HOUR: "giờ làm việc",
    LimitUnit.SAME_DAY: "trong ngày",
    LimitUnit.SESSION: "trong buổi",
    LimitUnit.IMMEDIATE: "giải quyết ngay",
    LimitUnit.MONTH: "tháng",
}

_FIELD_WORDS: Final[Mapping[str, str]] = {
    "procedure": "thủ tục",
    "roles": "vai trò",
    "agency_code": "mã cơ quan",
    "superior_body": "cơ quan chủ quản",
    "issuing_body": "cơ quan ban hành",
    "place": "địa danh",
    "lookup": "nơi tra cứu",
    "signers": "người ký",
    "title": "chức danh người ký",
    "sessions": "giờ tiếp nhận",
    "applicant": "người nộp",
    "authorised_person": "người được ủy quyền",
    "card": "mã QR của thẻ",
    "payload": "mã QR của thẻ",
    "components": "thành phần hồ sơ",
    "received_at": "thời điểm tiếp nhận",
    "valid_at": "thời điểm hồ sơ hợp lệ",
    "received": "thời điểm tiếp nhận",
    "pauses": "các khoảng tạm dừng",
    "pause": "khoảng tạm dừng",
    "mode": "cách tính khoảng tạm dừng",
    "unit": "đơn vị thời hạn",
    "limit": "thời hạn",
    "channel": "kênh nộp",
    "return_channel": "nơi nhận kết quả",
    "sets": "số bộ hồ sơ",
    "copies": "số bản",
    "note": "ghi chú",
    "request_id": "mã yêu cầu",
    "kind": "loại người nộp",
    "name": "họ tên",
    "id_kind": "loại giấy tờ tùy thân",
    "personal_id": "số giấy tờ tùy thân",
    "citizen_id": "số định danh",
    "passport": "số hộ chiếu",
    "born": "ngày sinh",
    "sex": "giới tính",
    "address": "địa chỉ",
    "phone": "số điện thoại",
    "email": "thư điện tử",
    "tax_code": "mã số thuế",
    "representative": "người đại diện",
    "originals": "số bản chính",
    "certified": "số bản sao chứng thực",
    "photocopies": "số bản sao",
    "at": "thời điểm thực hiện",
    "on": "ngày xem",
    "to": "người nhận kết quả",
    "to_day": "ngày cuối",
    "result_day": "ngày của kết quả",
    "receiver": "nơi nhận hồ sơ",
    "until": "thời điểm hẹn lại",
    "correction": "nội dung sửa",
    "result_number": "số của kết quả",
    "signer": "người ký",
    "request": "số đề nghị",
    "submitted_at": "thời điểm gửi hồ sơ",
    "outside_number": "mã hồ sơ của hệ thống khác",
    "paper": "giấy để nhận kết quả",
    "paper_number": "số giấy tờ của người nhận",
    "reason": "lý do",
    "number": "số hồ sơ",
    "text": "nội dung tìm",
    "login": "tên đăng nhập",
    "date": "ngày",
    "code": "mã thủ tục",
    "procedure_name": "tên thủ tục",
    "sector": "lĩnh vực",
    "valid_from": "ngày áp dụng",
    "cutoff": "giờ chốt nhận trong ngày",
    "limits": "thời hạn giải quyết",
    "statutory": "thời hạn theo quy định",
    "committed": "thời hạn cam kết",
    "amount": "mức thu",
    "fee_note": "ghi chú mức thu",
    "pages": "số trang",
    "count": "số lượng",
    "waived": "số tiền miễn, giảm",
    "waiver_reason": "lý do miễn, giảm",
    "payer": "người nộp tiền",
    "receipt_lines": "hồ sơ được thu",
    "official_symbol": "ký hiệu biên lai",
    "official_number": "số biên lai",
    "bank": "mã ngân hàng",
    "bank_name": "tên ngân hàng",
    "account": "số tài khoản",
    "holder": "chủ tài khoản",
    "purpose": "nội dung chuyển khoản",
    "counter": "kênh tại quầy",
    "online": "kênh trực tuyến",
    "post": "kênh bưu chính",
}

_CARD_FAULTS: Final[Mapping[str, str]] = {
    "control_character": "có ký tự điều khiển hoặc ký tự ẩn bên trong",
    "too_few_fields": "thiếu trường",
    "too_many_fields": "thừa trường",
    "field_too_long": "có trường dài quá 500 ký tự",
    "bad_id": "số định danh không đúng 12 chữ số",
    "bad_old_id": "số chứng minh nhân dân cũ không đúng 9 hoặc 12 chữ số",
    "no_name": "không có họ tên",
    "bad_birth_date": "ngày sinh không có thật, trước năm 1900 hoặc ở tương lai",
    "bad_sex": "giới tính không phải Nam hoặc Nữ",
    "bad_issue_date": "ngày cấp không có thật, trước năm 1900 hoặc ở tương lai",
}

_PROBLEMS: Final[Mapping[str, str]] = {
    "control": "có ký tự điều khiển hoặc ký tự ẩn",
    "too_long": "quá dài",
    "missing_file": "thiếu tệp",
    "unreadable": "không đọc được",
    "not_toml": "không đúng dạng TOML",
    "missing_key": "thiếu khóa",
    "unknown_key": "có khóa lạ",
    "bad_value": "có giá trị không dùng được",
    "unknown_kind": "có loại ngày lạ",
    "day_out_of_year": "có ngày không thuộc năm của tệp",
    "no_rows": "không có ngày nào",
    "duplicate_day": "có ngày ghi hai lần",
    "duplicate_week": "có hai bộ giờ làm việc cùng ngày hiệu lực",
    "no_week": "không có giờ làm việc cho ngày đầu tiên",
    "overlapping_sessions": "có các buổi làm việc chồng nhau hoặc ngược giờ",
    "sessions_missing": "thiếu giờ của ngày làm bù",
    "sessions_on_day_off": "ghi giờ làm việc cho ngày nghỉ",
    "already_working": "ngày làm bù vốn đã là ngày làm việc",
    "already_closed": "ngày nghỉ nửa buổi vốn đã nghỉ",
}

COLLECTED_WITH_WORDS: Final[Mapping[str, str]] = {
    CollectedWith.SLIP: "giấy hẹn",
    CollectedWith.IDENTITY: "giấy tờ tùy thân",
    CollectedWith.AUTHORISATION: "giấy ủy quyền",
}

# by class name: a class of the store is not imported for the sake of its sentence (tests/test_messages.py sees to all)
SENTENCES: Final[Mapping[str, str]] = {
    "BadText": "Mục {field} {problem} (tối đa {limit} ký tự); hãy gõ lại mục này.",
    "BadCard": "Mã QR của thẻ không dùng được: {why}; hãy quét lại hoặc nhập tay theo thẻ.",
    "SeveralScans": "Máy quét đọc hai mã dính liền nhau; hãy quét lại từng thẻ hoặc từng giấy một.",
    "SpoiltScan": "Bộ gõ tiếng Việt đã làm hỏng chữ máy quét gửi vào; hãy tắt bộ gõ (chuyển sang E) rồi quét lại.",
    "UnknownScan": "Mã vừa quét không phải thẻ căn cước hay giấy tiếp nhận của quầy; hãy quét đúng giấy hoặc gõ tay.",
    "OtherOffice": "Giấy {number} là của cơ quan khác ({agency}); hãy chỉ người dân đến đúng nơi đã nhận hồ sơ.",
    "BadIdentity": "Mục {field} không đúng dạng; hãy đối chiếu với giấy tờ rồi nhập lại.",
    "CardDiffers": "Mục {field} khác với thông tin trên thẻ; hãy kiểm tra rồi chỉ giữ một bên.",
    "MissingCalendarYear": "Chưa có lịch làm việc cho ngày thuộc năm {year}; hãy báo quản trị bổ sung lịch năm đó.",
    "BadCalendar": "Lịch làm việc[ {file}][, dòng {line},] {problem}; hãy sửa tệp lịch rồi thử lại.",
    "BadLimit": "Thời hạn {limit} ({unit}) không dùng được; hãy nhập số nguyên dương với một đơn vị đã quy định.",
    "BadPause": "Khoảng tạm dừng kết thúc lúc {ends}, trước khi bắt đầu lúc {begins}; hãy sửa lại hai thời điểm.",
    "BadTime": "Mục {field} không phải một thời điểm hợp lệ: “{value}”; hãy viết như 2026-11-23T09:00:00+07:00.",
    "TimeInFuture": "Mục {field} ({at}) ở tương lai; hãy kiểm tra lại giờ nhập và đồng hồ của máy.",
    "StoreMissing": "Chưa có dữ liệu của quầy trong thư mục {home}; hãy chọn đúng thư mục hoặc chạy lệnh setup.",
    "StoreExists": "Thư mục {home} đã có dữ liệu của một quầy; hãy chọn thư mục khác, dữ liệu cũ không bị ghi đè.",
    "StoreBusy": "Dữ liệu đang bận quá {seconds} giây vì một chương trình khác; hãy thử lại sau giây lát.",
    "DiskFull": "Ổ đĩa đã hết chỗ tại {place}, chưa có gì được lưu; hãy giải phóng dung lượng rồi làm lại.",
    "StoreReadOnly": "Không ghi được vào dữ liệu tại {place}; hãy kiểm tra quyền ghi của thư mục và ổ đĩa.",
    "StoreDamaged": "Tệp dữ liệu {place} bị hỏng; hãy ngừng nhập, giữ nguyên tệp và khôi phục từ bản sao lưu mới nhất.",
    "EngineTooOld": "Bộ máy dữ liệu {version} cũ hơn bản an toàn {needed}; hãy cài lại chương trình.",
    "StoreTooNew": "Dữ liệu do bản chương trình mới hơn ghi (mức {revision}); hãy cập nhật chương trình trên máy này.",
    "ClockWrong": "Đồng hồ máy chỉ {at} nhưng lần ghi gần nhất là {last}; hãy chỉnh lại ngày giờ của máy rồi làm lại.",
    "AnswerLost": "Việc đã làm xong và đã lưu, chỉ câu trả lời không ghi được ra {place}; đừng làm lại, hãy tra cứu.",
    "BadDay": "Mục {field} không phải một ngày hợp lệ từ năm 1900: “{value}”; hãy viết như 2026-11-23.",
    "DiskFaulty": "Ổ đĩa báo lỗi hoặc hết chỗ tại {place}; hãy dọn bớt, còn chỗ mà vẫn lỗi thì sao lưu và thay đĩa.",
    "NetworkPlace": "Thư mục {place} nằm trên ổ mạng ({kind}), dễ mất dữ liệu; hãy chọn thư mục trên đĩa của máy.",
    "MigrationLostRows": "Nâng cấp dữ liệu đã dừng và được hoàn lại vì bảng {table} đổi từ {before} thành {after} dòng;"
    " hãy giữ nguyên dữ liệu và báo nơi hỗ trợ.",
    "UnknownProcedure": "Không có thủ tục mã {code} trong danh mục; hãy kiểm tra lại mã thủ tục.",
    "ProcedureEnded": "Thủ tục {code} ({name}) không có hiệu lực ngày {day}; hãy chọn thủ tục đang có hiệu lực.",
    "IncompleteProcedure": "Thủ tục {code} ({name}) chưa có thời hạn giải quyết; hãy báo quản trị bổ sung danh mục.",
    "UnknownField": "Có mục không được biết: “{key}”; hãy bỏ mục này hoặc sửa lại tên.",
    "BadValue": "Mục {field} không nhận giá trị “{value}”; hãy sửa lại theo hướng dẫn.",
    "MissingField": "Chưa có {field}; hãy bổ sung mục này.",
    "BadLine": "Dòng {line} không phải một đối tượng JSON hợp lệ (UTF-8, không lặp khóa, tối đa 1 MB);"
    " hãy sửa dòng này rồi gửi lại.",
    "RequestDiffers": "Mã yêu cầu “{request_id}” đã dùng cho hồ sơ {number} với nội dung khác; hãy dùng mã khác.",
    "UnknownDossier": "Không có hồ sơ số {number}; hãy kiểm tra lại số hồ sơ.",
    "StepRefused": "Không thể {verb} cho hồ sơ {number} khi hồ sơ {status}[, {place}][, đã gia hạn lúc {extended_at}];"
    " hãy xem lại tình trạng của hồ sơ.",
    "TooLateToExtend": "Hồ sơ {number} chỉ được gia hạn chậm nhất ngày {last}, trước ngày hẹn trả ít nhất một ngày;"
    " hãy xin lỗi người nộp và trả kết quả sớm nhất có thể.",
    "PromiseNotLater": "Thời điểm hẹn lại {until} không muộn hơn lần hẹn hiện nay ({promised}); hãy chọn muộn hơn.",
    "PromiseOnDayOff": "Thời điểm hẹn lại {until} rơi vào ngày {day} cơ quan nghỉ; hãy chọn ngày làm việc.",
    "SecondSupplement": "Hồ sơ {number} đã yêu cầu bổ sung {count} lần; lần nữa phải do lãnh đạo yêu cầu, có lý do.",
    "RequestPending": "Đề nghị {kind} hồ sơ {number} của {officer} lúc {at} đang chờ duyệt; hãy chờ duyệt xong.",
    "UnknownRequest": "Không có đề nghị số {request}; hãy xem lại danh sách chờ duyệt.",
    "RequestDecided": "Đề nghị số {request} {state}, do {officer} lúc {at}; không cần làm gì thêm.",
    "OwnRequest": "Đề nghị số {request} là của chính bạn; hãy chờ người khác duyệt.",
    "NotTheDecider": "Tài khoản {login} không được duyệt đề nghị số {request}; hãy nhờ lãnh đạo hoặc người được giao.",
    "NothingCorrected": "Nội dung sửa giống hệt hồ sơ {number} đang có; hãy kiểm tra lại.",
    "WrongHolder": "Hồ sơ {number} được chuyển cho {holder}; hãy nhờ người đó hoặc lãnh đạo.",
    "OwnDeputy": "{login} không thể tự làm người thay mình; hãy chọn người khác.",
    "NotALeader": "Tài khoản[ {login}] không phải lãnh đạo duy nhất; hãy nêu đúng lãnh đạo có người thay.",
    "DossierChanged": "Hồ sơ {number} đã được {officer} xử lý lúc {at}, nay {status}; hãy xem lại rồi làm lại nếu còn"
    " cần.",
    "StepOutOfOrder": "Thời điểm {at} sớm hơn bước trước đó ({last}); hãy nhập thời điểm không sớm hơn.",
    "BackEntryTooOld": "Thời điểm {at} đã quá ba ngày làm việc, chỉ lãnh đạo được nhập lùi; hãy nhờ lãnh đạo nhập.",
    "EntryMismatch": "Dữ liệu của hồ sơ {number} (bảng {table}) không khớp nhật ký; hãy ngừng xử lý hồ sơ này và báo"
    " lãnh đạo chạy kiểm tra toàn vẹn.",
    "SignInNeeded": "Lệnh này cần người đăng nhập; hãy thêm --as TÊN và đặt mật khẩu trong biến DESK_PASSWORD.",
    "SignInRefused": "Tên đăng nhập hoặc mật khẩu không đúng; hãy nhập lại hoặc nhờ quản trị đặt lại mật khẩu.",
    "NotAllowed": "Tài khoản {login} không có quyền {action}; hãy nhờ người có quyền thực hiện.",
    "NothingToRate": "Hồ sơ[ {number}] hiện không có lượt đánh giá nào đang chờ; hãy xem lại số hoặc chờ bước sau.",
    "AlreadyRated": "Hồ sơ[ {number}] hiện không có lượt đánh giá nào đang chờ; hãy xem lại số hoặc chờ bước sau.",
    "UnknownOfficer": "Không có công chức đang hoạt động với tên đăng nhập “{login}”; hãy kiểm tra lại tên.",
    "LoginTaken": "Tên đăng nhập {login} đã có người dùng; hãy chọn tên khác.",
    "WeakPassword": "Mật khẩu quá ngắn; hãy đặt ít nhất {limit} ký tự.",
    "LastAdministrator": "{login} là quản trị viên cuối cùng; hãy giao quyền quản trị cho người khác trước.",
    "OwnAccount": "Không thể tự khóa tài khoản {login} của chính mình; hãy nhờ quản trị viên khác.",
    "UnknownReason": "Không có lý do đánh giá “{reason}”; hãy chọn một trong: {known}.",
    "BadNumber": "“{value}” không phải số hồ sơ; hãy nhập đúng như in trên giấy tiếp nhận.",
    "BadAmount": "Số tiền {amount} không dùng được; hãy nhập số đồng nguyên, không âm.",
    "BadCatalogue": "Danh mục thủ tục {file}[, mã {code},] không dùng được ({problem}); hãy sửa tệp rồi thử lại.",
    "BadUnitFile": "Tệp thông tin đơn vị {file} không dùng được ({problem}); hãy sửa theo mẫu rồi thử lại.",
    "NotBuiltYet": "Bản này chưa có chức năng {what}; hãy chờ bản sau.",
    "FileExists": "Tệp {file} đã có và không bị ghi đè; hãy chọn tên khác.",
    "UnreadableFile": "Không đọc được {file}; hãy kiểm tra tên và quyền đọc.",
    "UnwritableFile": "Không ghi được {file}; hãy kiểm tra quyền ghi và dung lượng đĩa.",
    "BadSettings": "Tệp cài đặt {file} không dùng được ({problem}); hãy sửa hoặc bỏ tệp này để dùng mặc định.",
    "NoSuchScreen": "Máy không có màn hình số {screen}, chỉ có {count} màn hình; hãy cắm màn hình cảm ứng hoặc chọn số"
    " khác.",
    "FolderNotWritable": "Không ghi được vào {place}; hãy kiểm tra quyền ghi hoặc chọn thư mục khác.",
    "PrinterMissing": "Không tìm thấy máy in[ {printer}]; hãy bật máy in hoặc chọn máy khác, hồ sơ vẫn được lưu.",
    "PrinterFailed": "Máy in[ {printer}] không nhận lệnh in; hãy kiểm tra giấy, cáp rồi in lại, hồ sơ vẫn được lưu.",
    "CopyMissing": "Hồ sơ {number} chưa có bản in thứ {copy} của giấy này; hãy in bản mới.",
    "EditionOutdated": "Thủ tục {code} vừa có bản mới do người khác thêm; hãy xem bản đó trước khi lưu lại.",
    "ProcedureExists": "Mã {code} đã có trong danh mục ({name}); hãy dùng mã khác, hoặc tìm thủ tục đó rồi sửa.",
    "EditionTooEarly": "Ngày áp dụng {day} sớm hơn bản gần nhất ({newest}); hãy chọn từ ngày {newest} trở đi.",
    "EditionTooLate": "Ngày áp dụng {day} quá xa; hãy chọn ngày không muộn hơn {latest}.",
    "EditionAfterDossiers": "Từ ngày {day} đã nhận {count} hồ sơ theo bản trước; hãy chọn ngày áp dụng từ hôm nay.",
    "CommittedTooLong": "Mục {field} là {committed}, dài hơn thời hạn theo quy định ({statutory}); hãy nhập số không"
    " lớn hơn.",
    "RepeatedComponent": "Giấy tờ “{name}” được ghi hai lần; hãy bỏ bớt một dòng hoặc đổi tên.",
    "TooManyComponents": "Một thủ tục có tối đa {most} thành phần hồ sơ; hãy gộp hoặc bỏ bớt.",
    "PaperNeeded": "Người nhận này phải đưa {paper}; hãy xem giấy đó rồi chọn lại.",
    "PaperDiffers": "Số giấy tờ khác số đã ghi khi nhận hồ sơ {number}; hãy đối chiếu, nếu đúng người thì xác nhận.",
    "SlipNotGenuine": "Giấy vừa quét không khớp với hồ sơ {number} đã lưu; hãy đối chiếu giấy tờ tùy thân và báo lãnh"
    " đạo.",
    "BadReceiptNumber": "“{value}” không phải số phiếu thu; hãy nhập như PT-2026-00001.",
    "AmountDiffers": "Hồ sơ {number}: theo mức quy định là {expected}, nhưng ghi thu {amount} và miễn, giảm {waived};"
    " hãy sửa số tiền hoặc ghi đúng phần miễn, giảm kèm lý do.",
    "UnknownCharge": "Hồ sơ {number} không có khoản thu thứ {seq} đang còn hiệu lực; hãy xem lại các khoản thu.",
    "Overpaid": "Hồ sơ {number} còn phải nộp {outstanding}, không thể thu {amount}; hãy xem lại số tiền.",
    "UnknownReceipt": "Không có phiếu thu số {number}; hãy kiểm tra lại số phiếu.",
    "ReceiptVoided": "Phiếu thu {number} đã hủy; hãy lập phiếu thu khác nếu cần thu lại.",
    "VoidRefused": "Phiếu thu {number} lập ngày {day} chỉ hủy được trong ngày đó và khi chưa hoàn tiền;"
    " hãy hoàn tiền có lý do.",
    "RefundTooLarge": "Phiếu thu {number} chỉ còn {left} có thể hoàn, không thể hoàn {amount}; hãy xem lại số tiền.",
    "BookDiffers": "Sổ thu ngày {day} không khớp: các phiếu cộng lại {receipts}, các dòng của phiếu cộng lại {lines};"
    " hãy ngừng thu và báo lãnh đạo chạy kiểm tra toàn vẹn.",
    "NoBankAccount": "Chưa có tài khoản ngân hàng của cơ quan; hãy nhờ lãnh đạo hoặc quản trị ghi tài khoản trước.",
}

# facts that are whole đồng
_AMOUNTS: Final = frozenset({"amount", "expected", "waived", "outstanding", "left", "receipts", "lines"})

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_NAMED = re.compile(r"\{(\w+)\}")


def sentence(error: DeskError) -> str:
    """The sentence for an error. A class without one is a bug that tests/test_messages.py finds."""
    facts = error.facts
    template = SENTENCES[type(error).__name__]

    def kept(part: re.Match[str]) -> str:
        return part[1] if all(facts.get(name) is not None for name in _NAMED.findall(part[1])) else ""

    return _NAMED.sub(lambda found: words_for(found[1], facts.get(found[1])), _OPTIONAL.sub(kept, template))


def unexpected(log: str | None) -> str:
    """The sentence for a bug of ours; `log` is the file that holds its report, if one could be written."""
    where = f"hãy thử lại, nếu vẫn gặp thì gửi nhật ký {plain(log)} cho nơi hỗ trợ" if log else "hãy báo nơi hỗ trợ"
    return f"Có trục trặc ngoài dự kiến, việc đang làm chưa được ghi nhận; {where}."


def words_for(fact: str, value: object) -> str:
    """A fact as it stands in a sentence: in Vietnamese words where it is a code of ours, else as plain text."""
    if fact == "field":
        return field_words(str(value))
    if fact in _AMOUNTS and isinstance(value, int):
        return format_vnd(value)
    if isinstance(value, list | tuple | set | frozenset):
        return plain(", ".join(str(one) for one in value))
    return _WORDS.get(fact, {}).get(str(value)) or plain(fact_text(value))


def field_words(field: str) -> str:
    """The words for a field by its name in `register`: "applicant.name" is "họ tên của người nộp"."""
    owner, _, name = field.rpartition(".")
    words = _FIELD_WORDS.get(name)
    listed = re.fullmatch(r"components\[(\d+)\]", owner or field)
    if listed and name == "name":
        words = "tên"
    if listed:
        component = f"thành phần hồ sơ thứ {listed[1]}"
        return f"{words} của {component}" if owner and words else component
    if words is None:
        return plain(field)
    return f"{words} của {_FIELD_WORDS[owner]}" if owner in _FIELD_WORDS else words


def plain(text: str) -> str:
    """Text from outside made safe for one line of a terminal or window: no control characters, NFC, not endless."""
    cut = text if len(text) <= _LONGEST_FACT else text[: _LONGEST_FACT - 1] + "…"
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in cut)
    return unicodedata.normalize("NFC", shown)


_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "status": STATUS_WORDS,
    "verb": VERB_WORDS,
    "action": ACTION_WORDS,
    "unit": UNIT_WORDS,
    "place": PLACE_WORDS,
    "kind": REQUEST_WORDS,
    "state": REQUEST_STATE_WORDS,
    "why": _CARD_FAULTS,
    "problem": _PROBLEMS,
    "paper": COLLECTED_WITH_WORDS,
}
