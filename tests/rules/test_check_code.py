"""Checks of the check code."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from desk.rules.check_code import check_code, same_code

EMPTY = hashlib.sha256(b"").hexdigest()


def test_a_known_code() -> None:
    assert EMPTY.startswith("e3b0c44298fc1c149afb")
    assert check_code(EMPTY) == "4OYM-IQUY-7QOB-JGX3"


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_codes_are_equal_when_80_bits_are(one: bytes, other: bytes) -> None:
    assert same_code(check_code(one.hex()), check_code(other.hex())) == (one[:10] == other[:10])
    assert same_code(check_code(one.hex()), check_code((one[:10] + other[10:]).hex()))


def test_how_people_write_it() -> None:
    code = check_code(EMPTY)
    for written in (code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code}\n"):
        assert same_code(written, code)
    for false in ("", code[:-1], code[:-1] + "4", code + "A"):
        assert not same_code(false, code)
    assert not same_code("", "")
    assert not same_code("0000-0000-0000-0000", "0000-0000-0000-0000")
