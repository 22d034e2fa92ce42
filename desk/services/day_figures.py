"""The figures of a day-close sheet, counted from the entries it covers and from nothing else that may move."""

from __future__ import annotations

from typing import Any

from desk.rules.money import format_vnd
from desk.store.statement import Cursor
from desk.vocabulary import RatingLevel, ReversalKind, Status, Verb

Section = tuple[str, tuple[tuple[str, str], ...]]

NUMBERS, STEPS, STATES, MONEY, RATINGS, WATCHED, CHAIN = (
    "Số hồ sơ", "Hồ sơ trong kỳ", "Hồ sơ hiện có", "Tiền", "Đánh giá của người dân", "Việc cần lãnh đạo xem", "Nhật ký",
)  # fmt: skip
_STEPS = {
    Verb.RECEIVE: "Tiếp nhận", Verb.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung", Verb.EXTEND: "Gia hạn",
    Verb.FINISH: "Có kết quả", Verb.RETURN: "Đã trả", Verb.POST_OUT: "Gửi bưu chính", Verb.REFUSE: "Từ chối",
    Verb.WITHDRAW: "Rút, dừng theo đề nghị", Verb.DISCONTINUE: "Dừng giải quyết", Verb.VOID: "Hủy số",
    Verb.CORRECT: "Sửa thông tin", Verb.REOPEN: "Mở lại",
}  # fmt: skip
# what bends a date, a right or a figure: the leader signs for having seen how often it was done
_WATCHED = {
    "slip-alarm": "Giấy hẹn thật khác dữ liệu", "re-date": "Hạn đổi theo lịch", "confirm-clock": "Xác nhận giờ máy",
    "manage-officers": "Thay đổi tài khoản", "sign-in-refused": "Đăng nhập sai nhiều lần",
    "void-receipt": "Hủy phiếu thu", "refund-receipt": "Hoàn tiền", "detach": "Gỡ tệp đính kèm",
    "print-again": "In lại", "slip-key": "Đổi khóa ký giấy", "day-not-closed": "Ngày không khóa sổ",
    "restore": "Khôi phục từ bản sao lưu", "unmask": "Mở số định danh", "erase-person": "Xóa dữ liệu cá nhân",
    "new-key": "Đổi khóa mã hóa",
}  # fmt: skip
_LEVELS = {
    RatingLevel.VERY_SATISFIED: "Rất hài lòng", RatingLevel.SATISFIED: "Hài lòng",
    RatingLevel.DISSATISFIED: "Không hài lòng", RatingLevel.VERY_DISSATISFIED: "Rất không hài lòng",
}  # fmt: skip
_OPEN = (Status.RECEIVED, Status.PROCESSING, Status.WAITING_SUPPLEMENT, Status.WAITING_PAYMENT)
_COVERED = " FROM audit_entry AS a {join} WHERE a.unit_id = :unit AND a.seq BETWEEN :first AND :last "


def day_figures(cursor: Cursor, unit_id: int, first: int, last: int, spooled: int) -> tuple[Section, ...]:
    """What the entries from `first` to `last` did, states as they are now, votes that wait in the spool."""
    asked = _Asked(cursor, {"unit": unit_id, "first": first, "last": last})
    actions = dict(asked.rows("SELECT a.action, count(*)" + _COVERED.format(join="") + "GROUP BY a.action"))
    return (
        (NUMBERS, _numbers(asked)),
        (STEPS, (*_counted(actions, _STEPS), *_back_entries(asked))),
        (STATES, _states(asked)),
        (MONEY, _money(asked)),
        (RATINGS, _ratings(asked, spooled)),
        (WATCHED, _counted(actions, _WATCHED)),
        (CHAIN, (("Mục ghi từ – đến", f"{first} – {last} ({last - first + 1} mục)"),)),
    )


def without_money(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same for eyes that may not see the cash."""
    return tuple((title, (("Thu, chi lại", ""),) if title == MONEY else lines) for title, lines in sections)


class _Asked:
    """The store with the range of entries that is asked about."""

    def __init__(self, cursor: Cursor, values: dict[str, Any]) -> None:
        self._cursor, self._values = cursor, values

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        self._cursor.execute(statement, self._values)
        return list(self._cursor.fetchall())


def _counted(actions: dict[str, int], named: dict[Any, str]) -> tuple[tuple[str, str], ...]:
    lines = tuple((words, str(actions[str(name)])) for name, words in named.items() if str(name) in actions)
    return lines or (("Không có", "0"),)


def _numbers(asked: _Asked) -> tuple[tuple[str, str], ...]:
    join = "JOIN dossier AS d ON d.unit_id = a.unit_id AND d.number = a.object"
    issued = asked.rows(
        "SELECT DISTINCT d.issued_on, d.serial, d.number"
        + _COVERED.format(join=join)
        + "AND a.action = 'receive' ORDER BY d.issued_on, d.serial"
    )
    days: dict[str, list[tuple[int, str]]] = {}
    for day, serial, number in issued:
        days.setdefault(day, []).append((serial, number))
    lines = [("Đã cấp", f"{one[0][1]} đến {one[-1][1]} ({len(one)} số)") for one in days.values()]
    for day, one in days.items():
        between = set(range(one[0][0], one[-1][0] + 1)) - {serial for serial, _ in one}
        if between:
            lines.append((f"Không cấp trong khoảng, ngày {day}", ", ".join(str(serial) for serial in sorted(between))))
    join = "JOIN number_gap AS g ON g.unit_id = a.unit_id AND g.number = a.object"
    void = asked.rows("SELECT DISTINCT g.number, g.reason" + _COVERED.format(join=join) + "ORDER BY g.number")
    return (*(lines or [("Đã cấp", "không có")]), *((f"Không dùng {number}", reason) for number, reason in void))


def _back_entries(asked: _Asked) -> tuple[tuple[str, str], ...]:
    join = "JOIN dossier AS d ON d.unit_id = a.unit_id AND d.number = a.object"
    late = asked.rows(
        "SELECT DISTINCT d.number" + _COVERED.format(join=join) + "AND a.action = 'receive' AND d.back_entry = 1"
    )
    numbers = ", ".join(sorted(number for (number,) in late))
    return (("Trong đó nhập bù", f"{len(late)}" + (f" ({numbers})" if numbers else "")),)


def _states(asked: _Asked) -> tuple[tuple[str, str], ...]:
    rows = dict(asked.rows("SELECT status, count(*) FROM dossier WHERE unit_id = :unit GROUP BY status"))
    return (
        ("Đang giải quyết", str(sum(rows.get(one.value, 0) for one in _OPEN))),
        ("Chờ trả kết quả", str(rows.get(Status.FINISHED.value, 0))),
    )


def _money(asked: _Asked) -> tuple[tuple[str, str], ...]:
    """As the entries of this range say: receipts, and what of any day's receipts was voided or given back."""
    amount = "ifnull(sum(json_extract(a.payload, '$.facts.amount')), 0)"
    rows = asked.rows(f"SELECT a.action, count(*), {amount}" + _COVERED.format(join="") + "GROUP BY a.action")
    sums = {action: (count, total) for action, count, total in rows}
    count, taken = sums.get("issue-receipt", (0, 0))
    back = sum(sums.get(f"{kind.value}-receipt", (0, 0))[1] for kind in ReversalKind)
    return (
        ("Thu", f"{format_vnd(taken)} ({count} phiếu)"),
        ("Chi lại", format_vnd(back)),
        ("Còn lại", format_vnd(taken - back)),
    )


def _ratings(asked: _Asked, spooled: int) -> tuple[tuple[str, str], ...]:
    """All votes in the chain so far: counts of one day would be few enough to tell whose each was."""
    rows = dict(
        asked.rows(
            "SELECT level, count(*) FROM rating WHERE unit_id = :unit AND subject_kind = 'officer' GROUP BY level"
        )
    )
    levels = tuple((words, str(rows.get(level.value, 0))) for level, words in _LEVELS.items())
    return (("Lượt đã vào sổ từ trước đến nay", str(sum(rows.values()))), *levels, ("Lượt còn chờ", str(spooled)))
