"""The schema and its nouns; importing this package makes every table known to its metadata."""

from desk.models.audit_entry import AuditEntry
from desk.models.base import DeskBase, KioskBase
from desk.models.calendar_edition import CalendarEdition
from desk.models.collection import Collection
from desk.models.component import Component
from desk.models.dossier import Dossier
from desk.models.event import Event, Pause, Promise
from desk.models.kiosk import KioskNote, KioskOfficer, KioskStage, SpooledVote
from desk.models.number import NumberCounter, NumberGap
from desk.models.officer import Officer, OfficerRole, RoleGrant
from desk.models.paper_copy import PaperCopy
from desk.models.party import Party
from desk.models.procedure_edition import ProcedureComponent, ProcedureEdition, ProcedureFee, ProcedureLimit
from desk.models.rating import ArmedStage, Rating
from desk.models.unit import Unit
from desk.models.unit_heading import UnitHeading

__all__ = [
    "ArmedStage",
    "AuditEntry",
    "CalendarEdition",
    "Collection",
    "Component",
    "DeskBase",
    "Dossier",
    "Event",
    "KioskBase",
    "KioskNote",
    "KioskOfficer",
    "KioskStage",
    "NumberCounter",
    "NumberGap",
    "Officer",
    "OfficerRole",
    "PaperCopy",
    "Party",
    "Pause",
    "ProcedureComponent",
    "ProcedureEdition",
    "ProcedureFee",
    "ProcedureLimit",
    "Promise",
    "Rating",
    "RoleGrant",
    "SpooledVote",
    "Unit",
    "UnitHeading",
]
