"""The files of a dossier: listed at the left with what can be done, the page that is looked at on the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desk.rules.instants import in_vietnam
from desk.services.attachments import AttachmentShown, detach
from desk.services.sign_in import may
from desk.ui import background, style
from desk.ui.files.file_work import (
    FileOpened,
    FilesRead,
    Of,
    PageDrawn,
    draw,
    keep_files,
    keep_scan,
    open_file,
    read_files,
)
from desk.ui.files.page_view import PageView
from desk.ui.files.scan_pile import ScanPile
from desk.ui.session import Session
from desk.ui.widgets.ask_dialog import AskDialog
from desk.ui.widgets.file_dialog import file_dialog
from desk.ui.widgets.labels import Strip, buddy, label
from desk.ui.wording import failure_words, file_of_words

LEFT = 440


class AttachmentsDialog(QDialog):
    """Files come in by choosing, dropping or scanning; Enter looks at one, Del takes it off."""

    def __init__(self, session: Session, number: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._number = session, number
        self._read: FilesRead | None = None
        self._opened: FileOpened | None = None
        self._busy = False
        self.asking: AskDialog | None = None
        self.choosing: QFileDialog | None = None
        self.setWindowTitle(self.tr("Tệp số hóa của hồ sơ {number}").format(number=number))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(900, 560)
        self.resize(1180, 680)
        self.of, self.list = QComboBox(), QListWidget()
        self.list.setAccessibleName(self.tr("Tệp đã đính kèm"))
        self.choose = QPushButton(self.tr("Chọn tệp…   Ctrl+O"))
        self.choose.setAccessibleName(self.tr("Chọn tệp"))
        self.look = QPushButton(self.tr("Xem   Enter"))
        self.look.setAccessibleName(self.tr("Xem tệp"))
        self.remove = QPushButton(self.tr("Bỏ tệp   Del"))
        self.remove.setAccessibleName(self.tr("Bỏ tệp"))
        self.leave = QPushButton(self.tr("Đóng   Esc"))
        self.leave.setAccessibleName(self.tr("Đóng"))
        self.pile, self.view, self.message = ScanPile(), PageView(), Strip()
        self._lay_out()
        self._connect()
        may_attach = may(session.officer, "attach")
        for widget in (self.choose, self.pile, self.of, self.remove):
            widget.setVisible(may_attach)
        self.setAcceptDrops(may_attach)
        self.view.say(self.tr("Đang đọc…"))
        self.load()
        self.list.setFocus()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the files of now."""
        desk, officer, number = self._session.desk, self._session.officer, self._number
        background.run(lambda: read_files(desk, officer, number), self._show, self._fail)

    def current(self) -> AttachmentShown | None:
        """The file that is chosen."""
        row = self.list.currentRow()
        return self._read.files[row] if self._read and 0 <= row < len(self._read.files) else None

    def _show(self, read: FilesRead) -> None:
        first, chosen, self._read = self._read is None, self.current(), read
        if first:
            self._offer(read)
        self.list.clear()
        for one in read.files:
            item = QListWidgetItem(self._words(one))
            item.setToolTip(one.name)
            self.list.addItem(item)
        if read.files:
            rows = [at for at, one in enumerate(read.files) if chosen is not None and one.id == chosen.id]
            self.list.setCurrentRow(rows[0] if rows else len(read.files) - 1)
        if self._opened is None and not self.pile.pages:
            empty = self.tr("Chưa có tệp nào. Chọn tệp PDF, JPEG, kéo thả vào đây, hoặc quét giấy bằng F9.")
            self.view.say(self.tr("Bấm Enter để xem tệp đang chọn.") if read.files else empty)
        self._show_buttons()

    def _offer(self, read: FilesRead) -> None:
        """What a file can be of; a finished dossier is digitised for its result."""
        self.of.addItem(self.tr("Cả hồ sơ"), Of())
        for at, name in enumerate(read.components, start=1):
            self.of.addItem(f"{at}. {name}", Of(at))
        if read.has_result:
            self.of.addItem(self.tr("Kết quả giải quyết"), Of(is_result=True))
            self.of.setCurrentIndex(self.of.count() - 1)
        elif read.components:
            self.of.setCurrentIndex(1)

    def _words(self, one: AttachmentShown) -> str:
        added = self.tr("{pages} trang · {at} · {officer}").format(
            pages=one.pages, at=f"{in_vietnam(one.added_at):%H:%M %d/%m/%Y}", officer=one.officer
        )
        return f"{file_of_words(one)}\n{one.name}\n{added}"

    def _other_chosen(self) -> None:
        """Another file is chosen: what is looked at must not pass for it."""
        current = self.current()
        if self._opened is not None and current is not None and current.id != self._opened.file.id:
            self._opened = None
            self.view.say(self.tr("Bấm Enter để xem tệp đang chọn."))
        self._show_buttons()

    def _show_buttons(self) -> None:
        for button in (self.look, self.remove):
            button.setEnabled(self.current() is not None and not self._busy)
        self.choose.setEnabled(not self._busy)

    # --- coming in ----------------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask for files."""
        if not self.choose.isVisibleTo(self) or self._busy:
            return
        kinds = self.tr("PDF, JPEG (*.pdf *.jpg *.jpeg)")
        self.choosing = dialog = file_dialog(self, self.tr("Chọn tệp"), kinds, self.tr("&Chọn"))
        dialog.filesSelected.connect(self.keep)
        dialog.open()

    def keep(self, files: Sequence[str]) -> None:
        """Keep chosen files with the dossier."""
        paths, of = [Path(one) for one in files], self._of()
        desk, officer, number = self._session.desk, self._session.officer, self._number
        if paths:
            self._work(lambda: keep_files(desk, officer, number, paths, of), self._kept)

    def keep_pile(self) -> None:
        """Keep the scanned pages as one file."""
        pages, of = list(self.pile.pages), self._of()
        at = dt.datetime.now(dt.UTC)
        name = self.tr("Quét {at}.pdf").format(at=f"{in_vietnam(at):%d-%m-%Y %H.%M}")
        desk, officer, number = self._session.desk, self._session.officer, self._number

        def kept(files: list[AttachmentShown]) -> None:
            self.pile.clear()
            self._kept(files)

        self._work(lambda: keep_scan(desk, officer, number, pages, name, of), kept)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files of this machine may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped."""
        self.keep([one.toLocalFile() for one in event.mimeData().urls() if one.isLocalFile()])

    def _of(self) -> Of:
        chosen = self.of.currentData()
        return chosen if isinstance(chosen, Of) else Of()

    def _kept(self, files: list[AttachmentShown]) -> None:
        self.message.say(self.tr("Đã lưu {names}.").format(names=", ".join(one.name for one in files)), "good")
        self.list.setCurrentRow(-1)  # the newest is chosen
        self._opened = None
        self.load()

    def _scanned(self, _page: bytes) -> None:
        self._opened = None
        count = len(self.pile.pages)
        self.view.begin(count, self.tr("MỚI QUÉT, CHƯA LƯU"))
        self._draw(count - 1)

    # --- looking and taking off ---------------------------------------------------------------------------------------

    def look_at(self) -> None:
        """Look at the chosen file; it is kept track of who looked."""
        one = self.current()
        if one is not None and not self._busy:
            desk, officer = self._session.desk, self._session.officer
            self._work(lambda: open_file(desk, officer, one), self._opened_file)

    def ask_remove(self) -> None:
        """Take the chosen file off, after a reason."""
        one = self.current()
        if one is None or self._busy or not self.remove.isVisibleTo(self):
            return
        self.asking = AskDialog(
            self,
            self.tr("Bỏ tệp"),
            self.tr("Tệp “{name}” được bỏ khỏi hồ sơ; nội dung bị xóa khi không hồ sơ nào khác dùng.").format(
                name=one.name
            ),
            self.tr("Bỏ tệp"),
            self.tr("&Lý do"),
        )
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        desk, officer = self._session.desk, self._session.officer
        self.asking.confirmed.connect(
            lambda reason: self._work(lambda: detach(desk, officer, one.id, reason), self._removed)
        )
        self.asking.open()

    def _removed(self, _done: object) -> None:
        if self.asking is not None:
            self.asking.accept()
            self.asking = None
        self.message.say(self.tr("Đã bỏ tệp."), "good")
        self._opened = None
        self.load()

    def _opened_file(self, opened: FileOpened) -> None:
        self._opened = opened
        self.view.begin(opened.file.pages, f"{file_of_words(opened.file)} · {opened.file.name}")
        self._draw(0)

    def _draw(self, page: int) -> None:
        opened, room = self._opened, self.view.room()
        if opened is None:
            if page < len(self.pile.pages):
                self.view.show_page(page, self.pile.pages[page])
        else:
            background.run(lambda: draw(opened, page, room), self._drawn, self._fail)

    def _drawn(self, drawn: PageDrawn) -> None:
        if self._opened is not None and drawn.attachment == self._opened.file.id:
            self.view.show_page(drawn.page, drawn.png)

    # --- the rest -----------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; scanned pages that are not kept are asked about first."""
        if self.pile.pages:
            self._ask_drop(super().reject)
        else:
            super().reject()

    def ask_drop(self) -> None:
        """Give the scanned pages up, once that is meant."""
        self._ask_drop(self.load)

    def _ask_drop(self, then: Callable[[], object]) -> None:
        self.asking = AskDialog(
            self,
            self.tr("Bỏ các trang đã quét"),
            self.tr("{count} trang đã quét chưa được lưu sẽ mất.").format(count=len(self.pile.pages)),
            self.tr("Bỏ"),
            loses=True,
        )
        self.asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asking.confirmed.connect(lambda _typed: self._give_up(then))
        self.asking.open()

    def _give_up(self, then: Callable[[], object]) -> None:
        if self.asking is not None:
            self.asking.accept()
            self.asking = None
        self.pile.clear()
        then()

    def _work(self, work: Callable[[], Any], then: Callable[[Any], object]) -> None:
        """One thing at a time; what goes wrong is said where it was asked for."""
        if self._busy:
            return
        self._busy = True
        self.message.silence()
        self._show_buttons()

        def done(outcome: Any) -> None:
            self._busy = False
            then(outcome)
            self._show_buttons()

        background.run(work, done, self._fail)

    def _fail(self, fault: Exception) -> None:
        self._busy = False
        words = failure_words(fault)
        if self.asking is not None and self.asking.isVisible():
            self.asking.refuse(words)
        else:
            self.message.say(words, "fault")
        self.load_if_empty()
        self._show_buttons()

    def load_if_empty(self) -> None:
        """Where nothing could be read, say so in the place of the pages."""
        if self._read is None:
            self.view.say(self.tr("Chưa đọc được các tệp của hồ sơ."))

    def _connect(self) -> None:
        self.choose.clicked.connect(self.choose_file)
        self.look.clicked.connect(self.look_at)
        self.remove.clicked.connect(self.ask_remove)
        self.leave.clicked.connect(self.reject)
        self.list.itemActivated.connect(self.look_at)
        self.list.currentRowChanged.connect(lambda _row: self._other_chosen())
        self.view.page_asked.connect(self._draw)
        self.pile.page_scanned.connect(self._scanned)
        self.pile.keep_asked.connect(self.keep_pile)
        self.pile.drop_asked.connect(self.ask_drop)
        self.pile.failed.connect(lambda words: self.message.say(words, "fault"))
        self.pile.busy.connect(lambda _busy: self.message.silence())
        for keys, done in (
            ("Ctrl+O", self.choose_file), ("F9", self.pile.scan.click), ("Ctrl+S", self.pile.ask_keep),
            ("Delete", self.ask_remove), ("Alt+Left", lambda: self.view.turn(-1)),
            ("Alt+Right", lambda: self.view.turn(1)),
        ):  # fmt: skip
            QShortcut(QKeySequence(keys), self).activated.connect(done)

    def _lay_out(self) -> None:
        for button in (self.choose, self.look, self.remove, self.leave):
            button.setAutoDefault(False)
        self.list.setSpacing(style.XS)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(style.S)
        left.addWidget(label(self.tr("Tệp số hóa"), "title"))
        self._of_label = buddy(self.tr("Tệp mới là của"), self.of)
        left.addWidget(self._of_label)
        left.addWidget(self.of)
        self.pile.first.insertWidget(0, self.choose, 1)
        left.addWidget(self.pile)
        left.addWidget(label(self.tr("Không quét, không đính kèm thẻ căn cước."), "small"))
        left.addWidget(self.message)
        left.addWidget(self.list, 1)
        below = QHBoxLayout()
        below.setSpacing(style.S)
        for button in (self.look, self.remove):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(self.leave)
        left.addLayout(below)
        side = QWidget()
        side.setFixedWidth(LEFT)
        side.setLayout(left)
        row = QHBoxLayout(self)
        row.setContentsMargins(style.L, style.M, style.L, style.M)
        row.setSpacing(style.L)
        row.addWidget(side)
        row.addWidget(self.view, 1)
