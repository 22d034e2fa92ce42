"""First schema of the desk's store."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

CREATE = (
    "CREATE VIRTUAL TABLE dossier_words USING fts5(terms, content='', columnsize=0, detail=none, "
    "prefix='1 2 3 4 5 6 7', tokenize=\"unicode61 remove_diacritics 0\")"
)


def upgrade() -> None:
    """Make every table, index and the full-text index."""
    op.create_table(
        "unit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("superior_body", sa.String(length=200), nullable=False),
        sa.Column("issuing_body", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=100), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("lookup", sa.String(length=200), nullable=False),
        sa.Column("form_edition", sa.String(length=20), nullable=False),
        sa.Column("first_day", sa.String(10), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("agency_code", name=op.f("uq_unit_agency_code")),
    )
    op.create_table(
        "audit_entry",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("object", sa.String(length=80), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_audit_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "seq", name=op.f("pk_audit_entry")),
    )
    op.create_index("ix_audit_entry_object", "audit_entry", ["unit_id", "object", "seq"], unique=False)
    op.create_table(
        "calendar_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_calendar_edition_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_edition")),
    )
    op.create_index(op.f("ix_calendar_edition_unit_id"), "calendar_edition", ["unit_id"], unique=False)
    op.create_table(
        "number_counter",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_number_counter_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "day", name=op.f("pk_number_counter")),
    )
    op.create_table(
        "number_gap",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_number_gap_unit_id_unit")),
        sa.PrimaryKeyConstraint("unit_id", "number", name=op.f("pk_number_gap")),
    )
    op.create_table(
        "officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("password", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_officer_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_officer")),
        sa.UniqueConstraint("unit_id", "login", name=op.f("uq_officer_unit_id_login")),
    )
    op.create_table(
        "procedure_edition",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("valid_from", sa.String(10), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sector", sa.String(length=200), nullable=False),
        sa.Column("supplement_mode", sa.String(length=10), nullable=False),
        sa.Column("cutoff", sa.String(length=5), nullable=True),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_edition_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procedure_edition")),
    )
    op.create_index("ix_procedure_edition_code", "procedure_edition", ["unit_id", "code", "valid_from"], unique=False)
    op.create_table(
        "rating",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(length=10), nullable=False),
        sa.Column("subject_kind", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("reasons", sa.String(length=200), nullable=False),
        sa.Column("question_edition", sa.String(length=20), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_rating_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.String(10), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.String(length=64), nullable=True),
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("return_channel", sa.String(length=10), nullable=False),
        sa.Column("sets", sa.Integer(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.String(20), nullable=False),
        sa.Column("valid_at", sa.String(20), nullable=True),
        sa.Column("stored_at", sa.String(20), nullable=False),
        sa.Column("received_by", sa.Integer(), nullable=False),
        sa.Column("form_edition", sa.String(length=20), nullable=False),
        sa.Column("back_entry", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("promised_at", sa.String(20), nullable=False),
        sa.Column("computed_at", sa.String(20), nullable=True),
        sa.Column("finished_at", sa.String(20), nullable=True),
        sa.Column("returned_at", sa.String(20), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_dossier_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(["received_by"], ["officer.id"], name=op.f("fk_dossier_received_by_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_dossier_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_dossier_unit_id_number")),
        sa.UniqueConstraint("unit_id", "request_id", name=op.f("uq_dossier_unit_id_request_id")),
    )
    op.create_index(
        "ix_dossier_back_entry",
        "dossier",
        ["unit_id", "id"],
        unique=False,
        sqlite_where=sa.text("back_entry"),
        postgresql_where=sa.text("back_entry"),
    )
    op.create_index(
        "ix_dossier_open",
        "dossier",
        ["unit_id", "promised_at", "status"],
        unique=False,
        sqlite_where=sa.text("status IN ('received', 'processing', 'waiting_supplement', 'waiting_payment')"),
        postgresql_where=sa.text("status IN ('received', 'processing', 'waiting_supplement', 'waiting_payment')"),
    )
    op.create_index(
        "ix_dossier_ready",
        "dossier",
        ["unit_id", "finished_at"],
        unique=False,
        sqlite_where=sa.text("status = 'finished'"),
        postgresql_where=sa.text("status = 'finished'"),
    )
    op.create_index("ix_dossier_received", "dossier", ["unit_id", "received_at", "id"], unique=False)
    op.create_table(
        "officer_role",
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_officer_role_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_officer_role_unit_id_unit")),
        sa.PrimaryKeyConstraint("officer_id", "role", name=op.f("pk_officer_role")),
    )
    op.create_table(
        "procedure_component",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("certified", sa.Integer(), nullable=False),
        sa.Column("photocopies", sa.Integer(), nullable=False),
        sa.Column("optional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_procedure_component_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_component_unit_id_unit")),
        sa.PrimaryKeyConstraint("edition_id", "position", name=op.f("pk_procedure_component")),
    )
    op.create_table(
        "procedure_fee",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("per", sa.String(length=10), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_procedure_fee_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_fee_unit_id_unit")),
        sa.PrimaryKeyConstraint("edition_id", "channel", name=op.f("pk_procedure_fee")),
    )
    op.create_table(
        "procedure_limit",
        sa.Column("edition_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("statutory", sa.Integer(), nullable=False),
        sa.Column("committed", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["edition_id"], ["procedure_edition.id"], name=op.f("fk_procedure_limit_edition_id_procedure_edition")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_procedure_limit_unit_id_unit")),
        sa.PrimaryKeyConstraint("edition_id", "channel", name=op.f("pk_procedure_limit")),
    )
    op.create_table(
        "armed_stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("armed_at", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_armed_stage_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_armed_stage_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_armed_stage_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_armed_stage")),
    )
    op.create_index("ix_armed_stage_dossier", "armed_stage", ["dossier_id"], unique=False)
    op.create_table(
        "component",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("originals", sa.Integer(), nullable=False),
        sa.Column("certified", sa.Integer(), nullable=False),
        sa.Column("photocopies", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_component_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_component_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "position", name=op.f("pk_component")),
    )
    op.create_table(
        "event",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("verb", sa.String(length=30), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("stored_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("collector", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_event_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_event_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_event")),
    )
    op.create_table(
        "paper_copy",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("copy", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("printer", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_paper_copy_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_paper_copy_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_copy_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "form", "copy", name=op.f("pk_paper_copy")),
    )
    op.create_table(
        "party",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("id_kind", sa.String(length=10), nullable=False),
        sa.Column("personal_id", sa.String(length=40), nullable=True),
        sa.Column("old_id", sa.String(length=40), nullable=True),
        sa.Column("id_issued", sa.String(10), nullable=True),
        sa.Column("born", sa.String(10), nullable=True),
        sa.Column("sex", sa.String(length=10), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=True),
        sa.Column("tax_code", sa.String(length=20), nullable=True),
        sa.Column("representative", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_party_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_party_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_party")),
    )
    op.create_index("ix_party_personal_id", "party", ["unit_id", "personal_id"], unique=False)
    op.create_table(
        "pause",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("begins", sa.String(20), nullable=False),
        sa.Column("ends", sa.String(20), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_pause_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_pause_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_pause")),
    )
    op.create_table(
        "promise",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("promised_at", sa.String(20), nullable=False),
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_id"], ["calendar_edition.id"], name=op.f("fk_promise_calendar_id_calendar_edition")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_promise_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_promise_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_promise")),
    )
    op.execute(CREATE)
