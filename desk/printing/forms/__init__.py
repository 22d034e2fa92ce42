"""One paper per file; to add a paper, write its file and name it here."""

from desk.printing.forms import (
    control_slip,
    discontinuation_notice,
    extension_letter,
    fee_receipt,
    joint_slip,
    pad_sheet,
    receipt_slip,
    refusal_slip,
    supplement_request,
)

FORMS = (
    receipt_slip,
    supplement_request,
    refusal_slip,
    extension_letter,
    discontinuation_notice,
    control_slip,
    fee_receipt,
    joint_slip,
    pad_sheet,
)
