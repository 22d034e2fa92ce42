"""Wrong passwords in a row, which sign-in is delayed by."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make one new table; no table that is there is touched."""
    op.create_table(
        "sign_in_try",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("computer", sa.String(length=40), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_sign_in_try_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "login", "computer", name=op.f("pk_sign_in_try")),
    )
