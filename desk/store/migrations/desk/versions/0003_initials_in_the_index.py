"""Words of the search index made anew, with initials and last digits of two.

The words are made by the rule of the release that runs this: the index is derived, `check` compares it with that same
rule, and a release that changes the rule brings a revision that makes the words anew once more.
"""

from itertools import groupby

from alembic import op

from desk.rules.search_words import index_terms
from desk.store.full_text import add_words, empty_index
from desk.store.statement import cursor_of

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty the index and fill it from the people of each dossier; no other table is touched."""
    connection = op.get_bind()
    people = connection.exec_driver_sql(
        "SELECT dossier.id, dossier.number, party.name, party.personal_id, party.phone, party.representative"
        " FROM dossier JOIN party ON party.dossier_id = dossier.id ORDER BY dossier.id, party.seq"
    )
    words = cursor_of(connection)
    empty_index(words)
    for (dossier_id, number), rows in groupby(people, key=lambda row: (row[0], row[1])):
        texts = [number, *(text for row in rows for text in row[2:] if text)]
        add_words(words, dossier_id, index_terms(texts))
