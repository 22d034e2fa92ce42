"""The triggers that keep evidence from being edited by our own mistakes; every migration puts them all back."""

from __future__ import annotations

from sqlalchemy import Connection

# rows that are only ever added
ADDED_ONLY = ("audit_entry", "event", "promise", "component", "party", "armed_stage", "rating", "paper_copy",
              "calendar_edition", "procedure_edition", "procedure_limit", "procedure_fee", "procedure_component",
              "number_gap", "collection", "unit_heading", "role_grant", "request", "decision", "deputy", "handed_over",
              "correction", "result_paper", "origin", "visit_without_dossier", "procedure_process", "procedure_step",
              "likeness", "copy_entry", "visit_dossier", "number_pad", "subject_copy", "attachment", "detachment",
              "charge", "fee_receipt", "fee_receipt_line", "receipt_reversal", "bank_account", "slip_key", "consent",
              "message_fate", "day_close")  # fmt: skip
# columns of a dossier that are its receipt
RECEIPT_COLUMNS = ("id", "unit_id", "number", "issued_on", "serial", "request_id", "edition_id", "channel",
                   "return_channel", "sets", "copies", "received_at", "valid_at", "stored_at", "received_by",
                   "form_edition", "back_entry")  # fmt: skip
# columns of a message that are what is told
MESSAGE_COLUMNS = ("id", "unit_id", "dossier_id", "kind", "way", "edition", "subject", "text", "token", "made_at")
NEVER_DELETED = ("dossier", "pause", "holding", "message", "number_counter", "officer", "unit")


def _refuse(name: str, what: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {what} BEGIN SELECT RAISE(ABORT, '{name}'); END"


def desk_triggers() -> dict[str, str]:
    """Name and text of every trigger of `desk.db`."""
    found: dict[str, str] = {}
    for table in ADDED_ONLY:
        found[f"{table}_no_update"] = _refuse(f"{table}_no_update", f"UPDATE ON {table}")
        found[f"{table}_no_delete"] = _refuse(f"{table}_no_delete", f"DELETE ON {table}")
    for table in NEVER_DELETED:
        found[f"{table}_no_delete"] = _refuse(f"{table}_no_delete", f"DELETE ON {table}")
    columns = ", ".join(RECEIPT_COLUMNS)
    found["dossier_receipt_frozen"] = _refuse("dossier_receipt_frozen", f"UPDATE OF {columns} ON dossier")
    told = ", ".join(MESSAGE_COLUMNS)
    found["message_frozen"] = _refuse("message_frozen", f"UPDATE OF {told} ON message")
    found["number_counter_only_grows"] = _refuse(
        "number_counter_only_grows", "UPDATE ON number_counter WHEN NEW.last <= OLD.last OR NEW.day <> OLD.day"
    )
    own = "NEW.decided_by = (SELECT asked_by FROM request WHERE id = NEW.request_id)"
    found["decision_by_another"] = _refuse("decision_by_another", f"INSERT ON decision WHEN {own}")
    found["pause_ends_once"] = _refuse("pause_ends_once", "UPDATE ON pause WHEN OLD.ends IS NOT NULL")
    return found


def put_back_triggers(connection: Connection) -> None:
    """Make every trigger anew, whatever a migration did to the tables."""
    for name, text in desk_triggers().items():
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        connection.exec_driver_sql(text)
