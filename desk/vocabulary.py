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
    VOIDED = "voided"


class Verb(StrEnum):
    """A step of a dossier's life, as its event is stored."""

    RECEIVE = "receive"
    START = "start"
    REQUEST_SUPPLEMENT = "request-supplement"
    ACCEPT_SUPPLEMENT = "accept-supplement"
    REQUEST_PAYMENT = "request-payment"
    ACCEPT_PAYMENT = "accept-payment"
    HAND_OVER = "hand-over"
    ACCEPT_HAND_OVER = "accept-hand-over"
    SEND_BACK = "send-back"
    TAKE_BACK = "take-back"
    REASSIGN = "reassign"
    EXTEND = "extend"
    FINISH = "finish"
    RETURN = "return"
    POST_OUT = "post-out"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    DISCONTINUE = "discontinue"
    CORRECT = "correct"
    VOID = "void"
    REOPEN = "reopen"


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


class DelayCause(StrEnum):
    """Why a promise cannot be kept, as the apology letter and the report of overdue causes name it."""

    WORKLOAD = "workload"
    CONSULTATION = "consultation"
    INSPECTION = "inspection"
    SYSTEM = "system"
    DISASTER = "disaster"
    OTHER = "other"


class RequestKind(StrEnum):
    """What an officer may ask a second person for; of a slip's alarm, that a leader looks into it."""

    EXTEND = "extend"
    VOID = "void"
    REOPEN = "reopen"
    SLIP_ALARM = "slip-alarm"


class RequestState(StrEnum):
    """Where such a request stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"


class Outcome(StrEnum):
    """How a dossier stands against its promise, as the report counts it."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    WITHIN = "within"
    OVERDUE = "overdue"
    NOT_COUNTED = "not_counted"


class LikenessReason(StrEnum):
    """Why two dossiers are taken to be alike."""

    SAME_PERSON = "same_person"
    LIKE_NAME = "like_name"
    SAME_NUMBER = "same_number"


class TurnedAway(StrEnum):
    """How a visit at the counter ended without a dossier."""

    GUIDED = "guided"
    REFUSED = "refused"


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


class ChargeKind(StrEnum):
    """What the law calls an amount: phí (for a service) or lệ phí (a charge for a state act)."""

    FEE = "fee"
    CHARGE = "charge"


class WaiverReason(StrEnum):
    """Why less is to be paid than the rule gives."""

    LAW = "law"
    MERIT = "merit"
    POOR = "poor"
    NEAR_POOR = "near_poor"
    CHILD = "child"
    ELDERLY = "elderly"
    DISABLED = "disabled"
    MINORITY = "minority"
    OFFICE_FAULT = "office_fault"
    OTHER = "other"


class PaidBy(StrEnum):
    """How money came in."""

    CASH = "cash"
    TRANSFER = "transfer"
    ONLINE = "online"
    CARD = "card"


class ReversalKind(StrEnum):
    """How money that was receipted goes back: the whole receipt undone on its day, or an amount given back."""

    VOID = "void"
    REFUND = "refund"


class PaperForm(StrEnum):
    """The papers that can be printed, by their command-line name."""

    RECEIPT_SLIP = "receipt-slip"
    SUPPLEMENT_REQUEST = "supplement-request"
    REFUSAL_SLIP = "refusal-slip"
    EXTENSION_LETTER = "extension-letter"
    DISCONTINUATION_NOTICE = "discontinuation-notice"
    CONTROL_SLIP = "control-slip"
    DOSSIER_REGISTER = "dossier-register"
    FEE_RECEIPT = "fee-receipt"
    JOINT_SLIP = "joint-slip"
    PAD_SHEET = "pad-sheet"
    HANDOVER_LIST = "handover-list"
    RESULT_LIST = "result-list"
    CASH_BOOK = "cash-book"
    MORNING_SHEET = "morning-sheet"
    DAY_CLOSE = "day-close"
    DESK_CARD = "desk-card"
    PROCEDURE_POSTER = "procedure-poster"
    SLIP_STUB = "slip-stub"
    DATE_EXPLANATION = "date-explanation"
    CALL_LIST = "call-list"
    TICKET = "ticket"


STATUTORY_FORMS = frozenset(  # those that an edition of the law names
    {
        PaperForm.RECEIPT_SLIP,
        PaperForm.SUPPLEMENT_REQUEST,
        PaperForm.REFUSAL_SLIP,
        PaperForm.EXTENSION_LETTER,
        PaperForm.DISCONTINUATION_NOTICE,
        PaperForm.CONTROL_SLIP,
        PaperForm.DOSSIER_REGISTER,
    }
)


PDF_FOLDER = "pdf-folder"  # the printer that is a folder of PDF files, where a machine has no other


class SlipVerdict(StrEnum):
    """What a scanned slip is found to be."""

    GENUINE = "genuine"
    OLDER_KEY = "older_key"
    UNSIGNED = "unsigned"
    ALTERED = "altered"
    UNKNOWN_OFFICE = "unknown_office"
    STORE_DIFFERS = "store_differs"


class SlipField(StrEnum):
    """What stands in a slip's code, as far as it can differ from what is stored."""

    NUMBER = "number"
    PROMISE = "promise"
    AGENCY = "agency"
    ENTRY = "entry"
    CHECK_CODE = "check_code"
    SIGNATURE = "signature"


class FormEdition(StrEnum):
    """Edition of the statutory set of forms."""

    TT03_2025 = "TT03-2025"
    TT01_2018 = "TT01-2018"


class Signs(StrEnum):
    """Who signs a statutory form: the citizen, the officer who made it, or the head of the body."""

    SUBMITTER = "submitter"
    OFFICER = "officer"
    HEAD = "head"


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


class Reminder(StrEnum):
    """Why somebody has to look at a dossier beside its promise; the most pressing first."""

    LATE = "late"
    DUE_NEXT_DAY = "due_next_day"
    TO_CLOSE = "to_close"
    NOTICE_LATE = "notice_late"
    SECOND_SUPPLEMENT = "second_supplement"
    NOT_HANDED_OVER = "not_handed_over"
    INTAKE_LATE = "intake_late"
    UNCOLLECTED = "uncollected"


class FileKind(StrEnum):
    """What kind of file a digitised paper is."""

    PDF = "pdf"
    JPEG = "jpeg"


class FileSource(StrEnum):
    """Where a digitised paper came from."""

    FILE = "file"
    SCANNER = "scanner"
