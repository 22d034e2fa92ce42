"""Charges, receipts for money, what was given back, and the office's bank account."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make five new tables; no table that is there is touched."""
    op.create_table(
        "bank_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("bank", sa.String(length=6), nullable=False),
        sa.Column("number", sa.String(length=19), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("bank_name", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_bank_account_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_bank_account_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
    )
    op.create_table(
        "fee_receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("payer", sa.String(length=200), nullable=False),
        sa.Column("official_symbol", sa.String(length=40), nullable=False),
        sa.Column("official_number", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_fee_receipt_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_fee_receipt_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee_receipt")),
        sa.UniqueConstraint("unit_id", "year", "serial", name=op.f("uq_fee_receipt_unit_id_year_serial")),
    )
    op.create_index("ix_fee_receipt_made_at", "fee_receipt", ["unit_id", "made_at"], unique=False)
    op.create_table(
        "charge",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("originals", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("waived", sa.Integer(), nullable=False),
        sa.Column("waiver_reason", sa.String(length=30), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("replaces", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_charge_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_charge_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_charge_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_charge")),
    )
    op.create_table(
        "fee_receipt_line",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_fee_receipt_line_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["fee_receipt.id"], name=op.f("fk_fee_receipt_line_receipt_id_fee_receipt")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_fee_receipt_line_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "receipt_id", name=op.f("pk_fee_receipt_line")),
    )
    op.create_index("ix_fee_receipt_line_receipt", "fee_receipt_line", ["receipt_id"], unique=False)
    op.create_table(
        "receipt_reversal",
        sa.Column("receipt_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=True),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_receipt_reversal_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_receipt_reversal_officer_id_officer")),
        sa.ForeignKeyConstraint(
            ["receipt_id"], ["fee_receipt.id"], name=op.f("fk_receipt_reversal_receipt_id_fee_receipt")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_receipt_reversal_unit_id_unit")),
        sa.PrimaryKeyConstraint("receipt_id", "seq", name=op.f("pk_receipt_reversal")),
    )
    op.create_index("ix_receipt_reversal_made_at", "receipt_reversal", ["unit_id", "made_at"], unique=False)
