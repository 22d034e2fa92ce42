"""The register of certified copies, visits of several dossiers, pads of numbers for outages."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make three new tables; no table that is there is touched."""
    op.create_table(
        "number_pad",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_number_pad_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_number_pad_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_pad")),
    )
    op.create_table(
        "copy_entry",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("signer", sa.String(length=200), nullable=True),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_copy_entry_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_copy_entry_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_copy_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_copy_entry")),
        sa.UniqueConstraint("unit_id", "year", "serial", name=op.f("uq_copy_entry_unit_id_year_serial")),
    )
    op.create_table(
        "visit_dossier",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_visit_dossier_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_visit_dossier_unit_id_unit")),
        sa.ForeignKeyConstraint(["visit_id"], ["dossier.id"], name=op.f("fk_visit_dossier_visit_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_visit_dossier")),
    )
    op.create_index("ix_visit_dossier_visit", "visit_dossier", ["visit_id", "dossier_id"], unique=False)
