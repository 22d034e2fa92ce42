"""Dossiers whose applicants want to be told, and what they are told."""

from __future__ import annotations

from builders import officer, person, person_request

from desk.rules.message_life import MessageWay
from desk.services.desk import Desk
from desk.services.intake import receive
from desk.services.outbox import MessageShown, messages
from desk.services.processing import act
from desk.services.steps import StepAsked
from desk.vocabulary import Verb

EMAIL = person(email="thu.nguyen@example.com")


def received(desk: Desk, way: MessageWay | None = MessageWay.SMS, **changes: object) -> str:
    """A dossier whose applicant wants to be told."""
    request = person_request(**({"applicant": EMAIL, "notify": way} | changes))
    return receive(desk, officer(desk, "tiepnhan"), request).number


def step(desk: Desk, number: str, verb: Verb, login: str = "chuyenmon", **more: object) -> None:
    """One step."""
    act(desk, officer(desk, login), number, StepAsked(verb, **more))  # type: ignore[arg-type]


def told(desk: Desk, number: str | None = None) -> list[MessageShown]:
    """The messages, the oldest first."""
    return list(reversed(messages(desk, officer(desk, "tiepnhan"), number=number)))
