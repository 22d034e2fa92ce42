"""The pages that were scanned and are not kept yet: scanned one after the other, kept as one file, or given up."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desk.printing.scan_pages import ScannerFound, scan_page, scanners
from desk.ui import background, style
from desk.ui.wording import failure_words


class ScanPile(QWidget):
    """The scanner, its key, and how many pages lie there.

    Signals:
        page_scanned: a page (JPEG) came in; it is the newest of `pages`.
        keep_asked: the pages shall be kept.
        drop_asked: the pages shall be given up.
        failed: the sentence why no page came.
        busy: a page is being scanned (True), or is not any more.
    """

    page_scanned = Signal(bytes)
    keep_asked = Signal()
    drop_asked = Signal()
    failed = Signal(str)
    busy = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.pages: list[bytes] = []
        self._busy = self._wanted = False
        self._looked = False
        self.scanner = QComboBox()
        self.scanner.setAccessibleName(self.tr("Máy quét"))
        self.scan, self.keep, self.drop = QPushButton(), QPushButton(), QPushButton(self.tr("Bỏ các trang"))
        self.keep.setProperty("role", "primary")
        self.drop.setAccessibleName(self.tr("Bỏ các trang đã quét"))
        self.first, second = QHBoxLayout(), QHBoxLayout()  # beside the first key there is room for another way in
        for button in (self.scan, self.keep, self.drop):
            button.setAutoDefault(False)
        self.first.addWidget(self.scan, 1)
        second.addWidget(self.keep, 1)
        second.addWidget(self.drop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(style.S)
        rows.addWidget(self.scanner)
        for row in (self.first, second):
            row.setSpacing(style.S)
            rows.addLayout(row)
        self.scan.clicked.connect(self.take_page)
        self.keep.clicked.connect(self.ask_keep)
        self.drop.clicked.connect(self.drop_asked)
        self._show()

    def take_page(self) -> None:
        """Scan a page; the first time the scanners are looked for."""
        if self._busy:
            return
        self._start()
        if self._looked:
            device = str(self.scanner.currentData())
            background.run(lambda: scan_page(device), self._scanned, self._fail)
        else:
            background.run(scanners, self._found, self._fail)

    def ask_keep(self) -> None:
        """Ask for the pages to be kept."""
        if self.pages and not self._busy:
            self.keep_asked.emit()

    def clear(self) -> None:
        """Give the pages up, or forget them for they are kept."""
        self.pages.clear()
        self._show()

    def _start(self) -> None:
        self._busy = True
        self._show()
        self.busy.emit(True)

    def _end(self) -> None:
        self._busy = False
        self._show()
        self.busy.emit(False)

    def _found(self, found: tuple[ScannerFound, ...]) -> None:
        self._end()
        self.scanner.clear()
        for one in found:
            self.scanner.addItem(one.words, one.device)
        self._looked = bool(found)
        self._show()
        if found:
            self.take_page()
        else:
            self.failed.emit(self.tr("Không thấy máy quét nào; hãy bật máy quét, cắm dây rồi thử lại."))

    def _scanned(self, page: bytes) -> None:
        self._end()
        self.pages.append(page)
        self._show()
        self.page_scanned.emit(page)

    def _fail(self, fault: Exception) -> None:
        self._end()
        self._looked = False  # the next time it is looked which scanners are there now
        self.failed.emit(failure_words(fault))

    def _show(self) -> None:
        several = bool(self.pages)
        words = self.tr("Quét trang tiếp") if several else self.tr("Quét giấy")
        self.scan.setText(self.tr("Đang quét…") if self._busy else f"{words}   F9")
        self.scan.setAccessibleName(words)
        self.scan.setEnabled(not self._busy)
        self.keep.setText(self.tr("Lưu {count} trang   Ctrl+S").format(count=len(self.pages)))
        self.keep.setAccessibleName(self.tr("Lưu các trang đã quét"))
        for button in (self.keep, self.drop):
            button.setVisible(several)
            button.setEnabled(not self._busy)
        self.scanner.setVisible(self.scanner.count() > 1)
