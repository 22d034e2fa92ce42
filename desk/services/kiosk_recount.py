"""Compares the kiosk's rows with the desk's: armed stages, officers, and each spooled vote with its own digest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from desk.models import ArmedStage, Dossier, KioskNote, KioskOfficer, KioskStage, Officer, ProcedureEdition, SpooledVote
from desk.rules.chain import row_digest
from desk.store.kiosk import STAGES_THROUGH
from desk.store.writing import plan_of

Found = tuple[str, str]


def kiosk_faults(connection: Connection, kiosk: Connection) -> Iterator[Found]:
    """Place and words of every row of the kiosk that is bent, missing, or newer than what the desk handed over."""
    yield from _vote_faults(kiosk)
    noted = kiosk.execute(select(KioskNote.value).where(KioskNote.name == STAGES_THROUGH)).scalar_one_or_none()
    stages = kiosk.execute(
        select(
            KioskStage.number, KioskStage.unit_id, KioskStage.stage_id, KioskStage.stage, KioskStage.token,
            KioskStage.officer, KioskStage.sector, KioskStage.rated,
        )
    ).all()  # fmt: skip
    officers = kiosk.execute(select(KioskOfficer.login, KioskOfficer.unit_id, KioskOfficer.name)).all()
    # the desk is read after the kiosk, so that a stage handed over while the check runs is not taken for a forged one
    with connection.engine.connect() as desk:
        yield from _stage_faults(desk, stages, noted)
        known = {tuple(row) for row in desk.execute(select(Officer.login, Officer.unit_id, Officer.name))}
    for row in officers:
        if tuple(row) not in known:
            yield f"kiosk_officer {row.login}", "tên cán bộ ở ki-ốt khác với quầy"


def _vote_faults(kiosk: Connection) -> Iterator[Found]:
    plan = plan_of(SpooledVote)
    for row in kiosk.exec_driver_sql(f"SELECT {', '.join(plan.columns)} FROM vote"):  # noqa: S608
        if row_digest("vote", list(row[:-1])) != row[-1]:
            yield "vote", "phiếu trong hàng chờ đã bị đổi"


def _stage_faults(desk: Connection, stages: Sequence[Row[*tuple[Any, ...]]], noted: object) -> Iterator[Found]:
    """Each row is its own stage of the desk, and the newest of its dossier among those that were handed over."""
    armed = {
        row.id: tuple(row)
        for row in desk.execute(
            select(
                Dossier.number, ArmedStage.unit_id, ArmedStage.id, ArmedStage.stage, ArmedStage.token, Officer.login,
                ProcedureEdition.sector,
            )
            .join(Dossier, Dossier.id == ArmedStage.dossier_id)
            .join(Officer, Officer.id == ArmedStage.officer_id)
            .join(ProcedureEdition, ProcedureEdition.id == Dossier.edition_id)
            .order_by(ArmedStage.id)
        )
    }  # fmt: skip
    found: dict[object, int] = {}
    for row in stages:
        if row.rated not in {0, 1} or tuple(row[:7]) != armed.get(row.stage_id):
            yield f"stage {row.number}", "lượt đánh giá của ki-ốt khác với quầy"
        else:
            found[row.number] = row.stage_id
    if noted is not None and not (isinstance(noted, str) and noted.isascii() and noted.isdecimal()):
        yield f"note {STAGES_THROUGH}", "ghi chú của ki-ốt không phải là số"
        return
    through = int(noted or 0)
    if through > max(armed, default=0):
        yield f"note {STAGES_THROUGH}", "ki-ốt ghi đã nhận tới lượt mà quầy chưa có"
    for number, stage_id in found.items():
        if stage_id > through:
            yield f"stage {number}", "lượt đánh giá của ki-ốt mới hơn lần bàn giao đã ghi"
    newest = {number: stage_id for stage_id, (number, *_) in armed.items() if stage_id <= through}
    bent = {row.number for row in stages} - found.keys()
    for number, stage_id in newest.items():
        if number not in bent and found.get(number, 0) < stage_id:
            yield f"stage {number}", "lượt đánh giá mới nhất không có ở ki-ốt"
