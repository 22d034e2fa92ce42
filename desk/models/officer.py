"""The people of the office who sign in, and what each may do."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from desk.models.base import DeskBase, Instant


class Officer(DeskBase):
    """Someone with a login; the password is kept as an argon2id text."""

    __tablename__ = "officer"
    __table_args__ = (UniqueConstraint("unit_id", "login"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    login: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    password: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool]


class OfficerRole(DeskBase):
    """One role of one officer; an officer without a row here may do nothing."""

    __tablename__ = "officer_role"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))


class RoleGrant(DeskBase):
    """All roles of an officer from a moment on, by their names with commas; the newest row replaces `officer_role`."""

    __tablename__ = "role_grant"
    __table_args__ = (Index("ix_role_grant_officer", "officer_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    made_at: Mapped[dt.datetime] = mapped_column(Instant)
    granted_by: Mapped[int] = mapped_column(ForeignKey("officer.id"))
    roles: Mapped[str] = mapped_column(String(100))
