"""One statutory paper per file; to add a paper, write its file and name it here."""

from desk.printing.forms import receipt_slip

FORMS = (receipt_slip,)
