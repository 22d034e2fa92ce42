"""Requests for a second person, deputies, hand-overs, corrections, results, origins, processes of procedures."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make new tables; no table that is there is touched."""
    op.create_table(
        "deputy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("leader_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10), nullable=True),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["officer.id"], name=op.f("fk_deputy_deputy_id_officer")),
        sa.ForeignKeyConstraint(["leader_id"], ["officer.id"], name=op.f("fk_deputy_leader_id_officer")),
        sa.ForeignKeyConstraint(["made_by"], ["officer.id"], name=op.f("fk_deputy_made_by_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_deputy_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputy")),
    )
    op.create_index("ix_deputy_leader", "deputy", ["leader_id", "id"], unique=False)
    op.create_table(
        "procedure_process",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("payment_stops", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_procedure_process_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_process_unit_id_unit")),
        sa.PrimaryKeyConstraint("edition_id", name=op.f("pk_procedure_process")),
    )
    op.create_table(
        "procedure_step",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("desk", sa.String(length=200), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_procedure_step_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_step_unit_id_unit")),
        sa.PrimaryKeyConstraint("edition_id", "position", name=op.f("pk_procedure_step")),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.String(20), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["officer.id"], name=op.f("fk_request_asked_by_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_request_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
    )
    op.create_index("ix_request_subject", "request", ["unit_id", "subject"], unique=False)
    op.create_table(
        "visit_without_dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("stored_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("lacking", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_visit_without_dossier_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(
            ["officer_id"], ["officer.id"], name=op.f("fk_visit_without_dossier_officer_id_officer")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_visit_without_dossier_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_without_dossier")),
    )
    op.create_index("ix_visit_without_dossier_at", "visit_without_dossier", ["unit_id", "at"], unique=False)
    op.create_table(
        "correction",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("first_party", sa.Integer(), nullable=False),
        sa.Column("first_component", sa.Integer(), nullable=False),
        sa.Column("return_channel", sa.String(length=10), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_correction_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_correction_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_correction")),
    )
    op.create_table(
        "decision",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.String(20), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["decided_by"], ["officer.id"], name=op.f("fk_decision_decided_by_officer")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_decision_request_id_request")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_decision_unit_id_unit")),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_decision")),
    )
    op.create_table(
        "handed_over",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(length=300), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_handed_over_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_handed_over_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_handed_over_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_handed_over")),
    )
    op.create_table(
        "holding",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.String(length=300), nullable=True),
        sa.Column("giver_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_holding_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["giver_id"], ["officer.id"], name=op.f("fk_holding_giver_id_officer")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_holding_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_holding_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_holding")),
    )
    op.create_index("ix_holding_officer", "holding", ["officer_id", "place", "dossier_id"], unique=False)
    op.create_table(
        "likeness",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_likeness_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["other_id"], ["dossier.id"], name=op.f("fk_likeness_other_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_likeness_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "other_id", name=op.f("pk_likeness")),
    )
    op.create_table(
        "origin",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.String(20), nullable=True),
        sa.Column("outside_number", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_origin_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_origin_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_origin")),
    )
    op.create_index("ix_origin_outside_number", "origin", ["unit_id", "outside_number"], unique=False)
    op.create_table(
        "result_paper",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=80), nullable=True),
        sa.Column("day", sa.String(10), nullable=True),
        sa.Column("signer", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_result_paper_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_result_paper_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_result_paper")),
    )
