"""Copies of papers that are of no single dossier: receipts for money, pads."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one new table; no table that is there is touched."""
    op.create_table(
        "subject_copy",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_subject_copy_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_subject_copy_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "form", "subject", "copy", name=op.f("pk_subject_copy")),
    )
