"""The schema and its nouns; importing this package makes every table known to its metadata."""

from desk.models.attachment import Attachment, Detachment
from desk.models.audit_entry import AuditEntry
from desk.models.bank_account import BankAccountEdition
from desk.models.base import DeskBase, KioskBase
from desk.models.calendar_edition import CalendarEdition
from desk.models.charge import Charge
from desk.models.collection import Collection
from desk.models.component import Component
from desk.models.copy_entry import CopyEntry, VisitDossier
from desk.models.correction import Correction
from desk.models.day_close import DayClose
from desk.models.dossier import Dossier
from desk.models.event import Event, Pause, Promise
from desk.models.fee_receipt import FeeReceipt, FeeReceiptLine, ReceiptReversal
from desk.models.hand_over import HandedOver, Holding
from desk.models.kiosk import KioskNote, KioskOfficer, KioskStage, SpooledVote
from desk.models.likeness import Likeness
from desk.models.message import Consent, Message, MessageFate
from desk.models.number import NumberCounter, NumberGap, NumberPad
from desk.models.officer import Officer, OfficerRole, RoleGrant
from desk.models.origin import Origin, VisitWithoutDossier
from desk.models.paper_copy import PaperCopy, SubjectCopy
from desk.models.party import Party
from desk.models.procedure_edition import ProcedureComponent, ProcedureEdition, ProcedureFee, ProcedureLimit
from desk.models.procedure_process import ProcedureProcess, ProcedureStep
from desk.models.rating import ArmedStage, Rating
from desk.models.request import Decision, Deputy, Request
from desk.models.result_paper import ResultPaper
from desk.models.sign_in_try import SignInTry
from desk.models.slip_key import SlipKey
from desk.models.unit import Unit
from desk.models.unit_heading import UnitHeading

__all__ = [
    "ArmedStage",
    "Attachment",
    "AuditEntry",
    "BankAccountEdition",
    "CalendarEdition",
    "Charge",
    "Collection",
    "Component",
    "Consent",
    "CopyEntry",
    "Correction",
    "DayClose",
    "Decision",
    "Deputy",
    "DeskBase",
    "Detachment",
    "Dossier",
    "Event",
    "FeeReceipt",
    "FeeReceiptLine",
    "HandedOver",
    "Holding",
    "KioskBase",
    "KioskNote",
    "KioskOfficer",
    "KioskStage",
    "Likeness",
    "Message",
    "MessageFate",
    "NumberCounter",
    "NumberGap",
    "NumberPad",
    "Officer",
    "OfficerRole",
    "Origin",
    "PaperCopy",
    "Party",
    "Pause",
    "ProcedureComponent",
    "ProcedureEdition",
    "ProcedureFee",
    "ProcedureLimit",
    "ProcedureProcess",
    "ProcedureStep",
    "Promise",
    "Rating",
    "ReceiptReversal",
    "Request",
    "ResultPaper",
    "RoleGrant",
    "SignInTry",
    "SlipKey",
    "SpooledVote",
    "SubjectCopy",
    "Unit",
    "UnitHeading",
    "VisitDossier",
    "VisitWithoutDossier",
]
