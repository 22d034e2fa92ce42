"""A picture of each page of every paper, in every edition and case, and a page of HTML to look at them all.

python tests/printing/gallery.py FOLDER
"""

from __future__ import annotations

import html
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parents[1])]

import pypdfium2  # noqa: E402
import test_counter_papers  # noqa: E402
import test_receipt_slip  # noqa: E402
import test_trial_page  # noqa: E402
from practical_contents import PRACTICAL  # noqa: E402
from statutory_contents import STATUTORY, in_edition  # noqa: E402

from desk.errors import FormNotInEdition  # noqa: E402
from desk.printing.trial_page import draw as draw_trial_page  # noqa: E402
from desk.vocabulary import FormEdition  # noqa: E402

DPI = 80


def papers() -> Iterator[tuple[str, bytes]]:
    """Name and PDF of every paper."""
    for form, (draw, cases) in STATUTORY.items():
        for case, content in cases.items():
            for edition in FormEdition:
                try:
                    yield f"{form.value}.{case}.{edition.value}", draw(in_edition(content, edition))
                except FormNotInEdition:
                    continue
    for case, slip in test_receipt_slip.SLIPS.items():
        yield f"receipt-slip.{case}", test_receipt_slip.draw(slip)
    for form, (draw, cases) in PRACTICAL.items():
        for case, content in cases.items():
            yield f"{form.value}.{case}", draw(content)
    for name, (draw, content) in test_counter_papers.DRAWN.items():
        yield name, draw(content)
    yield "trial-page", draw_trial_page(test_trial_page.CONTENT)


def main(folder: Path) -> None:
    """Write all pictures and the page that shows them."""
    folder.mkdir(parents=True, exist_ok=True)
    shown = []
    for name, pdf in papers():
        document = pypdfium2.PdfDocument(pdf)
        for number in range(len(document)):
            file = f"{name}.{number + 1}.png"
            document[number].render(scale=DPI / 72).to_pil().save(folder / file)
            shown.append(
                f"<figure><img src='{html.escape(file)}'><figcaption>{html.escape(file)}</figcaption></figure>"
            )
    style = "body{background:#888;display:flex;flex-wrap:wrap;font:12px sans-serif}figure{margin:8px}img{display:block}"
    page = f"<!doctype html><meta charset='utf-8'><style>{style}</style>{''.join(shown)}"
    (folder / "index.html").write_text(page, encoding="utf-8")
    print(f"{len(shown)} pictures in {folder}")  # noqa: T201 - a command's answer


if __name__ == "__main__":
    main(Path(sys.argv[1]))
