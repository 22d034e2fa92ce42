"""Papers as scanners and telephones make them, for the tests: marked, and not of anybody."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def pdf(pages: int = 1, words: str = "Giấy thử", password: str | None = None) -> bytes:
    """A PDF of so many pages."""
    made = io.BytesIO()
    encrypt = None
    if password is not None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        encrypt = StandardEncryption(password)
    canvas = Canvas(made, encrypt=encrypt, invariant=1)
    for page in range(pages):
        canvas.drawString(72, 720, f"{words} {page + 1}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def jpeg(width: int = 300, height: int = 400, shade: int = 200) -> bytes:
    """A picture of one shade of grey."""
    made = io.BytesIO()
    Image.new("L", (width, height), shade).save(made, "JPEG")
    return made.getvalue()
