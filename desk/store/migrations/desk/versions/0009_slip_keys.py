"""The public halves of the keys with which slips are signed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one new table; no table that is there is touched."""
    op.create_table(
        "slip_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(length=8), nullable=False),
        sa.Column("public", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_slip_key_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_slip_key_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_key")),
    )
