"""One paper per file; to add a paper, write its file and name it here."""

from desk.printing.forms import fee_receipt, joint_slip, pad_sheet, receipt_slip

FORMS = (receipt_slip, fee_receipt, joint_slip, pad_sheet)
