"""The outbox of messages to citizens: consent, messages, what became of them."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make three new tables; no table that is there is touched."""
    op.create_table(
        "consent",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=True),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_consent_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_consent_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_consent_unit_id_unit")),
        sa.PrimaryKeyConstraint("dossier_id", "seq", name=op.f("pk_consent")),
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("way", sa.String(length=10), nullable=False),
        sa.Column("edition", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("made_at", sa.String(20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_message_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_message_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
    )
    op.create_index("ix_message_dossier", "message", ["dossier_id"])
    waits = sa.text("state IN ('waiting', 'again', 'handing', 'unknown', 'refused')")
    op.create_index("ix_message_open", "message", ["unit_id", "way", "id"], sqlite_where=waits, postgresql_where=waits)
    op.create_table(
        "message_fate",
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", sa.String(20), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=True),
        sa.Column("list_no", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_message_fate_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_message_fate_message_id_message")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_message_fate_officer_id_officer")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_message_fate_unit_id_unit")),
        sa.PrimaryKeyConstraint("message_id", "seq", name=op.f("pk_message_fate")),
    )
    op.create_index("ix_message_fate_dossier", "message_fate", ["dossier_id"])
    listed = sa.text("list_no IS NOT NULL")
    op.create_index(
        "ix_message_fate_list", "message_fate", ["unit_id", "list_no"], sqlite_where=listed, postgresql_where=listed
    )
