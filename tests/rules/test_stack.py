"""A stack in one line: letters, names, pages and copies; what is no stack is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.errors import BadStack
from desk.rules.fees import Original
from desk.rules.stack import read_stack

KNOWN = {"c": "Thẻ căn cước", "h": "Học bạ", "k": "Giấy khai sinh"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", []),
        ("  ,; ", []),
        ("c", [("Thẻ căn cước", 1, 1)]),
        ("cx10", [("Thẻ căn cước", 1, 10)]),
        ("ch5x2k", [("Thẻ căn cước", 1, 1), ("Học bạ", 5, 2), ("Giấy khai sinh", 1, 1)]),
        ("C H12*3", [("Thẻ căn cước", 1, 1), ("Học bạ", 12, 3)]),
        ("Hợp đồng thuê nhà 4x2, c", [("Hợp đồng thuê nhà", 4, 2), ("Thẻ căn cước", 1, 1)]),
        ("Quyết định số 12/QĐ-UBND", [("Quyết định số 12/QĐ-UBND", 1, 1)]),
        ("Giấy phép x3", [("Giấy phép", 1, 3)]),
        ("ck, ck", [("Thẻ căn cước", 1, 1), ("Giấy khai sinh", 1, 1)] * 2),
    ],
)
def test_lines(line: str, expected: list[tuple[str, int, int]]) -> None:
    assert read_stack(line, KNOWN) == tuple((name, Original(pages, copies)) for name, pages, copies in expected)


@pytest.mark.parametrize("line", ["b", "cb", "c0", "cx0", "12", "x3", "c99999", "k," * 201])
def test_what_is_no_stack_is_named(line: str) -> None:
    with pytest.raises(BadStack):
        read_stack(line, KNOWN)


@given(st.lists(st.tuples(st.sampled_from("chk"), st.integers(1, 99), st.integers(1, 9)), max_size=30))
def test_what_is_written_is_read(stack: list[tuple[str, int, int]]) -> None:
    line = "".join(f"{letter}{pages}x{copies}" for letter, pages, copies in stack)
    assert read_stack(line, KNOWN) == tuple((KNOWN[one], Original(pages, copies)) for one, pages, copies in stack)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(line: str) -> None:
    try:
        found = read_stack(line, KNOWN)
    except BadStack:
        return
    assert all(name.strip() and original.pages >= 1 and original.copies >= 1 for name, original in found)
