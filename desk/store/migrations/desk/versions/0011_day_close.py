"""The numbered sheets that close days."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one new table; no table that is there is touched."""
    op.create_table(
        "day_close",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=False),
        sa.Column("first_seq", sa.Integer(), nullable=False),
        sa.Column("last_seq", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_day_close_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_day_close")),
    )
    op.create_index("ix_day_close_last_day", "day_close", ["unit_id", "last_day"])
