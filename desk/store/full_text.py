"""The full-text index over dossiers: one contentless table whose words are made by `desk.rules.search_words`.

The prefix indexes up to 7 letters make each keystroke cheap: the longest Vietnamese syllable has 7.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from desk.store.statement import Cursor

TABLE = "dossier_words"
CREATE = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(terms, content='', columnsize=0, detail=none, "
    "prefix='1 2 3 4 5 6 7', tokenize=\"unicode61 remove_diacritics 0\")"
)
_ADD = f"INSERT INTO {TABLE}(rowid, terms) VALUES (?, ?)"  # noqa: S608 - a constant name
_REMOVE = f"INSERT INTO {TABLE}({TABLE}, rowid, terms) VALUES ('delete', ?, ?)"  # noqa: S608
_SEARCH = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ? ORDER BY rowid DESC LIMIT ?"  # noqa: S608
_VOCABULARY = f"CREATE VIRTUAL TABLE temp.{TABLE}_vocabulary USING fts5vocab('main', '{TABLE}', 'instance')"


def create_index(connection: Connection) -> None:
    """Make the empty index."""
    connection.exec_driver_sql(CREATE)


def add_words(cursor: Cursor, dossier_id: int, terms: str) -> None:
    """Index a dossier's words."""
    cursor.execute(_ADD, (dossier_id, terms))


def remove_words(cursor: Cursor, dossier_id: int, terms: str) -> None:
    """Take a dossier's words out; they must be the very words that were put in."""
    cursor.execute(_REMOVE, (dossier_id, terms))


def search_words(cursor: Cursor, match: str, limit: int) -> list[int]:
    """Ids of the newest dossiers that match an expression of `match_query`."""
    cursor.execute(_SEARCH, (match, limit))
    return [row[0] for row in cursor.fetchall()]


def empty_index(cursor: Cursor) -> None:
    """Take all words out."""
    cursor.execute(f"INSERT INTO {TABLE}({TABLE}) VALUES ('delete-all')")  # noqa: S608 - a constant name


def word_sum(words: Iterable[str]) -> int:
    """One number for a set of words, good within one process: lets the whole index be compared in little memory."""
    return sum(hash(word) for word in set(words))


def indexed_sums(connection: Connection) -> dict[int, int]:
    """Every dossier id in the index with the `word_sum` of its words, read back from the index itself."""
    connection.exec_driver_sql(_VOCABULARY)
    try:
        found: dict[int, int] = {}
        for term, document in connection.exec_driver_sql(f"SELECT term, doc FROM temp.{TABLE}_vocabulary"):  # noqa: S608
            found[document] = found.get(document, 0) + hash(term)
        return found
    finally:
        connection.exec_driver_sql(f"DROP TABLE temp.{TABLE}_vocabulary")
