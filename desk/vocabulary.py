"""The words of the trade: every enumeration that is stored, printed or promised to outsiders."""

from enum import StrEnum


class Channel(StrEnum):
    """How a dossier came in (docs/command-line: `channel`)."""

    COUNTER = "counter"
    ONLINE = "online"
    POST = "post"


class ReturnChannel(StrEnum):
    """Where the applicant wants the result."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"


class PartyKind(StrEnum):
    """A natural person or an organisation."""

    PERSON = "person"
    ORGANISATION = "organisation"


class PartyRole(StrEnum):
    """What a party is to its dossier."""

    APPLICANT = "applicant"
    AUTHORISED_PERSON = "authorised_person"


class Sex(StrEnum):
    """Sex as it stands on the identity card."""

    MALE = "male"
    FEMALE = "female"


class IdKind(StrEnum):
    """Which identity paper was shown."""

    CITIZEN = "citizen"
    PASSPORT = "passport"
    NONE = "none"


class Status(StrEnum):
    """Stored status of a dossier; being overdue is computed and never a status."""

    RECEIVED = "received"
    PROCESSING = "processing"
    WAITING_SUPPLEMENT = "waiting_supplement"
    WAITING_PAYMENT = "waiting_payment"
    FINISHED = "finished"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"


class Verb(StrEnum):
    """A step of a dossier's life, as its event is stored."""

    RECEIVE = "receive"
    START = "start"
    REQUEST_SUPPLEMENT = "request-supplement"
    ACCEPT_SUPPLEMENT = "accept-supplement"
    FINISH = "finish"
    RETURN = "return"
    WITHDRAW = "withdraw"
    DISCONTINUE = "discontinue"


class DiscontinueReason(StrEnum):
    """Why the office closed a dossier without a result."""

    CLOSED_NO_SUPPLEMENT = "closed_no_supplement"
    SPECIAL_LAW = "special_law"


class LimitUnit(StrEnum):
    """Unit of a time limit."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    WORKING_HOUR = "working_hour"
    SAME_DAY = "same_day"
    SESSION = "session"
    IMMEDIATE = "immediate"
    MONTH = "month"


class PauseMode(StrEnum):
    """What a pause does to the clock: stand still, or count again from the beginning."""

    STOP = "stop"
    RESTART = "restart"


class DayKind(StrEnum):
    """What a dated calendar row says of its day."""

    OFF = "off"
    MAKE_UP_OFF = "make_up_off"
    SWAPPED_WORKING_DAY = "swapped_working_day"
    HALF_DAY_CLOSURE = "half_day_closure"


class PromiseReason(StrEnum):
    """Why a promise was made."""

    FIRST = "first"
    PAUSE = "pause"
    EXTENSION = "extension"


class Stage(StrEnum):
    """A moment of a dossier that its citizen may rate once."""

    RECEIVED = "received"
    REFUSED = "refused"
    RETURNED = "returned"


class RatingLevel(StrEnum):
    """The four named levels of the rating screen; there is no middle."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"


class RatingSeries(StrEnum):
    """Ratings armed by a dossier and votes of passers-by are counted apart and never added."""

    ARMED = "armed"
    WALK_IN = "walk_in"


class Role(StrEnum):
    """What an officer may be."""

    CLERK = "clerk"
    OFFICER = "officer"
    LEADER = "leader"
    ADMIN = "admin"


class FeeUnit(StrEnum):
    """What one fee amount is charged for."""

    DOSSIER = "dossier"
    PAGE = "page"
    CASE = "case"
    COPY = "copy"


class PaperForm(StrEnum):
    """The papers that can be printed, by their command-line name."""

    RECEIPT_SLIP = "receipt-slip"


PDF_FOLDER = "pdf-folder"  # the printer that is a folder of PDF files, where a machine has no other


class FormEdition(StrEnum):
    """Edition of the statutory set of forms."""

    TT03_2025 = "TT03-2025"


class CollectorKind(StrEnum):
    """Who collects a result."""

    APPLICANT = "applicant"
    AUTHORISED_PERSON = "authorised_person"
    OTHER = "other"


class CollectedWith(StrEnum):
    """The paper that a collector shows: the slip, an own identity paper, or an authorisation with an identity paper."""

    SLIP = "slip"
    IDENTITY = "identity"
    AUTHORISATION = "authorisation"
