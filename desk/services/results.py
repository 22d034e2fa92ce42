"""Results that wait to be collected: which they are, and whose slip was scanned."""

from __future__ import annotations

from dataclasses import dataclass

from desk.errors import OtherOffice, SlipNotGenuine
from desk.rules.check_code import check_code, same_code
from desk.rules.scan import SlipScan
from desk.rules.search_words import match_query
from desk.services.board import READY
from desk.services.desk import Desk
from desk.services.dossiers import DossierShown, show
from desk.services.search import DossierLine, lines_of
from desk.services.sign_in import SignedIn, require
from desk.store.full_text import TABLE
from desk.store.statement import cursor_of
from desk.vocabulary import PartyRole

# the index holds only what is ready, in the order in which it became so
_READY_ROWS = f"FROM dossier INDEXED BY ix_dossier_ready WHERE {READY}"
# a serial typed whole goes before what only begins with the same digits
_LONGEST_FIRST = "ORDER BY dossier.serial IS NOT :serial, dossier.finished_at, dossier.id"
_LONGEST_SERIAL = 7
_WITH_WORDS = f"AND dossier.id IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH :match)"  # noqa: S608 - a constant name
_OF_PERSON = (
    "AND EXISTS (SELECT 1 FROM party WHERE party.dossier_id = dossier.id AND party.role = :role"
    " AND party.personal_id = :person AND party.seq >="
    " (SELECT ifnull(max(first_party), 1) FROM correction WHERE correction.dossier_id = dossier.id))"
)


@dataclass(frozen=True)
class Ready:
    """The first of the dossiers that wait to be collected, the longest waiting first, and how many there are."""

    lines: tuple[DossierLine, ...]
    count: int


def ready_to_return(desk: Desk, officer: SignedIn, first: int = 200, words: str = "") -> Ready:
    """What waits to be collected; with `words` only what has all of them, found as `search.find` finds.

    Raises:
        NotAllowed.
    """
    match = match_query(words, exact=False, initials=True)
    if words.strip() and match is None:
        require(officer, "read")
        return Ready((), 0)
    if match is None:
        return _ready(desk, officer, first, "", {})
    bare = words.strip()
    serial = int(bare) if bare.isdecimal() and len(bare) <= _LONGEST_SERIAL else None
    return _ready(desk, officer, first, _WITH_WORDS, {"match": match, "serial": serial})


def ready_of(
    desk: Desk, officer: SignedIn, personal_id: str, role: PartyRole = PartyRole.APPLICANT, first: int = 200
) -> Ready:
    """What waits for one person, known by the whole identity number, as applicant or as authorised person.

    Raises:
        NotAllowed.
    """
    require(officer, "read")
    return _ready(desk, officer, first, _OF_PERSON, {"role": role.value, "person": personal_id})


def find_scanned(desk: Desk, officer: SignedIn, scan: SlipScan) -> DossierShown:
    """The dossier of a slip, after the slip was compared with what was printed for it.

    Raises:
        OtherOffice: another office's. SlipNotGenuine: its check code, its place in the chain or its promise was never
            printed for this dossier. NotAllowed, UnknownDossier, EntryMismatch and the faults of the store.
    """
    require(officer, "read")
    with desk.store.reading() as connection:
        ours = desk.office(connection).agency_codes
    if scan.agency_code not in ours:
        raise OtherOffice(number=scan.number, agency=scan.agency_code)
    shown = show(desk, officer, scan.number)
    printed = scan.promised_at in {one.promised_at for one in shown.promises}
    if not (printed and scan.entry_seq == shown.entry_seq and same_code(scan.check_code, check_code(shown.entry_hash))):
        raise SlipNotGenuine(number=scan.number)
    return shown


def is_old_slip(scan: SlipScan, shown: DossierShown) -> bool:
    """Whether the slip was printed before the promise now in force was given."""
    return scan.promised_at != shown.promised_at


def _ready(desk: Desk, officer: SignedIn, first: int, condition: str, values: dict[str, str | int | None]) -> Ready:
    require(officer, "read")
    with desk.store.reading() as connection:
        cursor = cursor_of(connection)
        asked = {**values, "unit": desk.store.unit_id}
        cursor.execute(f"SELECT count(*) {_READY_ROWS} {condition}", asked)
        count = int(cursor.fetchone()[0])
        text = f"SELECT dossier.id {_READY_ROWS} {condition} {_LONGEST_FIRST} LIMIT :first"
        cursor.execute(text, {"serial": None, **asked, "first": first})
        ids = [row[0] for row in cursor.fetchall()]
        return Ready(tuple(lines_of(connection, ids)), count)
