"""Checks of the search terms against a real full-text table."""

import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlcipher3 import dbapi2

from desk.rules.folding import accented_words, fold, words
from desk.rules.search_words import index_terms, match_query

TABLE = """CREATE VIRTUAL TABLE t USING fts5(terms, content='', contentless_delete=1, detail=none,
           prefix='1 2 3 4 5 6 7', tokenize="unicode61 remove_diacritics 0")"""
NAMES = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặềểễếệờởỡớợừửữứựỳỷỹýỵĐƯỜN ƀơ̆'-.0127"),
    min_size=1,
    max_size=30,
)


class Index:
    """A full-text table in memory."""

    def __init__(self) -> None:
        self.connection: Any = dbapi2.connect(":memory:")  # type: ignore[attr-defined]  # of the C module
        self.connection.execute(TABLE)

    def put(self, *rows: str) -> None:
        self.connection.execute("DELETE FROM t")
        for number, text in enumerate(rows, start=1):
            self.connection.execute("INSERT INTO t(rowid, terms) VALUES (?, ?)", (number, index_terms([text])))

    def find(self, typed: str, exact: bool = False) -> list[int]:
        query = match_query(typed, exact)
        if query is None:
            return []
        return [
            row[0] for row in self.connection.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (query,))
        ]


@pytest.fixture(scope="module")
def index() -> Iterator[Index]:
    made = Index()
    yield made
    made.connection.close()


@settings(deadline=None, max_examples=150)
@given(text=st.text(max_size=60), exact=st.booleans())
def test_no_text_is_ever_query_language(index: Index, text: str, exact: bool) -> None:
    index.put("Nguyễn Thị Thử")
    index.find(text, exact)


@pytest.mark.parametrize(
    "sign", ['"', "*", "NEAR", "-", ":", "^", "(", ")", "col:", "terms:", "{", "+", "AND", "OR NOT", "\x00", "'"]
)
def test_signs_of_the_query_language_change_nothing(index: Index, sign: str) -> None:
    row = f"Thử {sign} Mẫu"
    index.put(row, "Trần Văn Khác")
    assert index.find(row) == index.find(f"thu {sign} mau") == [1]
    assert index.find(f"mau {sign} thu") == [1]


@settings(deadline=None, max_examples=150)
@given(name=NAMES | st.text(max_size=20), data=st.data())
def test_any_beginning_of_any_word_finds_the_name(index: Index, name: str, data: st.DataObject) -> None:
    found = accented_words(name)
    index.put("zzz", name)
    for word in found:
        beginning = word[: data.draw(st.integers(1, len(word)))]
        for typed in (beginning, fold(beginning), unicodedata.normalize("NFD", beginning), beginning.upper()):
            if accented_words(typed):
                assert 2 in index.find(typed), typed
        if accented_words(beginning) == [beginning]:
            assert 2 in index.find(beginning, exact=True)
    assert (
        not found
        or index.find(name) == index.find(name, exact=True) == [2]
        or any(word.startswith("z") for word in words(name))
    )


def test_accents(index: Index) -> None:
    index.put("Nguyễn Thị Đường", "Trần Văn Dương", "Lê Văn Đương", "Siu Duong")
    for typed in ("đường", "duong", "DUONG", unicodedata.normalize("NFD", "Đường")):
        assert index.find(typed) == [1, 2, 3, 4]
    assert index.find("đường", exact=True) == index.find(unicodedata.normalize("NFD", "ĐƯỜNG"), exact=True) == [1]
    assert index.find("dương", exact=True) == [2]
    assert index.find("duong", exact=True) == [1, 2, 3, 4]
    assert index.find("nguyen đường", exact=True) == [1]


def test_every_letter_is_one_token_on_both_sides() -> None:
    """Each word that leaves the rules is one token of unicode61: two would be a phrase, which fails."""
    index = Index()
    index.connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)")
    blocks = (
        range(0x3400),
        range(0x9FA0, 0xAC10),
        range(0xD790, 0x20010),
        range(0x2A6D0, 0x30000, 7),
        range(0xE0000, 0xE0200),
    )
    terms = set(index_terms(chr(code) for block in blocks for code in block).split())
    marked = {term + mark for term in "aơê" for mark in "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"}
    index.connection.executemany("INSERT INTO t(terms) VALUES (?)", [(f"x{term}x",) for term in terms | marked])
    rows, tokens = index.connection.execute("SELECT (SELECT count(*) FROM t), count(*) FROM v").fetchone()
    alone = index.connection.execute("SELECT count(*) FROM v WHERE term = 'x' OR term NOT GLOB 'x*x'").fetchone()[0]
    index.connection.close()
    assert (tokens, alone) == (rows, 0)


def test_numbers(index: Index) -> None:
    index.put("H21.18-261123-0042", "064190000012 0912345678", "0987654321", "H21.18-261124-12042")
    assert index.find("H21.18-261123-0042") == index.find("h21.18-261123-00") == [1]
    assert index.find("0042") == [1]
    assert index.find("42") == [1]
    assert index.find("12042") == [4]
    assert index.find("064190") == index.find("0012") == index.find("012") == [2]
    for typed in (
        "0912345678",
        "0912 345 678",
        "0912.345.6",
        "+84 912 345 678",
        "+84912345678",
        "5678",
        "678",
        "0912 3",
    ):
        assert index.find(typed) == [2], typed
    assert index.find("261124 12042") == [4]
    assert index.find("000.00.01") == []


def test_nothing_to_search() -> None:
    for typed in ("", "   ", '"*"', "...", "\u0301", "\u200d"):
        assert match_query(typed, False) is None


def test_the_expression_stays_small() -> None:
    assert match_query("ng nguyen NGUYEN n thi", False) == '"nguyen"* AND "thi"*'
    assert (match_query(" ".join(f"tu{n}x" for n in range(500)), False) or "").count("AND") == 15
    assert index_terms(["Thử thử", "THỬ"]) == "ǃtt thu thử"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("nva", '("nva"* OR "ǃnva")'),
        ("NVA 53", '("nva"* OR "ǃnva") AND ("53"* OR "ǂ53")'),
        ("đ", '"d"*'),
        ("53", '"53"*'),
        ("0053", '"0053"*'),
    ],
)
def test_initials_and_last_digits(typed, expected):
    assert match_query(typed, exact=False, initials=True) == expected


def test_a_name_has_its_initials_and_a_number_its_last_two_digits():
    terms = index_terms(["Nguyễn Văn Á", "064190000053", "H21.18-261123-0007"]).split()
    assert {"ǃnva", "ǂ53", "ǂ07"} <= set(terms)
    assert not any(term.startswith("ǃ") for term in index_terms(["Thử", "Thôn 1 xã", "a b c d e f g h i"]).split())
