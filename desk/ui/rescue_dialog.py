"""Puts a back-up in place when the store is damaged or gone, or because the administrator wants it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
)

from desk.paths import Home
from desk.services.back_up_round import KeptBackUp, back_ups, newest_sound
from desk.services.restoring import Restored, restore
from desk.ui import background, style
from desk.ui.widgets.file_dialog import file_dialog
from desk.ui.widgets.labels import Strip, label, labelled
from desk.ui.wording import failure_words

LOST_SHOWN = 12


class RescueDialog(QDialog):
    """The back-ups of the home, the newest that was restored on trial chosen; accepted once one was put in place."""

    def __init__(self, home: Home, why: str = "") -> None:
        super().__init__()
        self._home = home
        self.setWindowTitle(self.tr("Khôi phục từ bản sao lưu"))
        self.resize(640, 520)
        self.list, self.message = QListWidget(), Strip()
        self.list.setAccessibleName(self.tr("Các bản sao lưu"))
        self.login, self.password = QLineEdit("admin"), QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.other = QPushButton(self.tr("Chọn &tệp khác…"))
        self.restore = QPushButton(self.tr("&Khôi phục bản này"))
        self.restore.setProperty("role", "primary")
        self.leave = QPushButton(self.tr("&Thôi"))
        for button, name in ((self.other, self.tr("Chọn tệp khác")), (self.restore, self.tr("Khôi phục bản này")),
                             (self.leave, self.tr("Thôi"))):  # fmt: skip
            button.setAccessibleName(name)
            button.setAutoDefault(False)
        self.restore.setDefault(True)
        self._lay_out()
        self.other.clicked.connect(self.choose_file)
        self.restore.clicked.connect(self.begin)
        self.leave.clicked.connect(self.reject)
        if why:
            self.message.say(why, "fault")
        self._offer(back_ups(home), newest_sound(home))
        (self.password if self.list.count() else self.other).setFocus()

    def choose_file(self) -> QFileDialog:
        """Take a back-up from a stick."""
        dialog = file_dialog(self, self.tr("Chọn tệp sao lưu"), self.tr("Bản sao lưu (*.db)"), self.tr("Chọn"))
        dialog.fileSelected.connect(lambda name: self.add_file(Path(name)))
        dialog.open()
        return dialog

    def add_file(self, file: Path) -> None:
        """Put a file into the list and choose it."""
        self._add(file, str(file))
        self.list.setCurrentRow(self.list.count() - 1)
        self.password.setFocus()

    def begin(self) -> None:
        """Restore the chosen back-up; what is in place is kept."""
        item, login, password = self.list.currentItem(), self.login.text().strip(), self.password.text()
        if item is None or not login or not password:
            (self.password if item is not None else self.other).setFocus()
            return
        file, home = Path(item.data(Qt.ItemDataRole.UserRole)), self._home
        self._enable(on=False)
        self.message.say(self.tr("Đang kiểm tra và khôi phục, đừng tắt máy…"), "warn")
        background.run(lambda: restore(home, file, login, password), self._restored, self._failed)

    def _restored(self, done: Restored) -> None:
        words = self.tr("Đã khôi phục {count} hồ sơ.").format(count=done.dossiers)
        if done.lost:
            shown = ", ".join(done.lost[:LOST_SHOWN]) + ("…" if len(done.lost) > LOST_SHOWN else "")
            words += " " + self.tr("Cần nhập lại {count} hồ sơ cấp sau bản sao lưu: {numbers}.").format(
                count=len(done.lost), numbers=shown
            )
        elif not done.counted:
            words += " " + self.tr("Hãy đối chiếu giấy hẹn và tờ khóa sổ để nhập lại hồ sơ cấp sau bản sao lưu.")
        if done.kept is not None:
            words += " " + self.tr("Dữ liệu cũ giữ ở {folder}.").format(folder=done.kept.name)
        self.message.say(words, "good")
        self.restore.hide()
        self.other.hide()
        self.leave.setText(self.tr("&Đăng nhập"))
        self.leave.setAccessibleName(self.tr("Đăng nhập"))
        self.leave.setEnabled(True)
        self.leave.clicked.disconnect()
        self.leave.clicked.connect(self.accept)
        self.leave.setAutoDefault(True)
        self.leave.setDefault(True)  # Enter goes on
        self.leave.setFocus()
        self.password.clear()

    def _failed(self, fault: Exception) -> None:
        self._enable(on=True)
        self.message.say(failure_words(fault), "fault")
        self.password.selectAll()
        self.password.setFocus()

    def _enable(self, *, on: bool) -> None:
        for one in (self.list, self.login, self.password, self.other, self.restore, self.leave):
            one.setEnabled(on)

    def reject(self) -> None:
        """Not while it works: half a restore is none, but the officer should see how it ends."""
        if self.leave.isEnabled():
            super().reject()

    def _offer(self, found: tuple[KeptBackUp, ...], wanted: KeptBackUp | None) -> None:
        for one in found:
            made = f"{one.made_at:%H:%M %d/%m/%Y}"
            words = self.tr("{made}   chưa thử khôi phục").format(made=made)
            if one.tried is not None:
                words = (
                    self.tr("{made}   ✓ đã thử khôi phục, {count} hồ sơ").format(made=made, count=one.tried.dossiers)
                    if one.sound
                    else self.tr("{made}   ✗ thử khôi phục không đạt").format(made=made)
                )
            self._add(one.file, words)
            if one == wanted:
                self.list.setCurrentRow(self.list.count() - 1)
        if not found and not self.message.text():
            self.message.say(self.tr("Thư mục này chưa có bản sao lưu: hãy chọn tệp trên thẻ nhớ hoặc ổ khác."), "warn")

    def _add(self, file: Path, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(Qt.ItemDataRole.UserRole, str(file))
        self.list.addItem(item)

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.addWidget(labelled(self.tr("&Quản trị (trong bản sao lưu)"), self.login))
        asked.addWidget(labelled(self.tr("&Mật khẩu"), self.password))
        buttons = QHBoxLayout()
        buttons.addWidget(self.restore)
        buttons.addWidget(self.other)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(style.XL, style.L, style.XL, style.L)
        layout.setSpacing(style.M)
        layout.addWidget(label(self.tr("Khôi phục từ bản sao lưu"), "title"))
        told = self.tr("Bản chọn được kiểm tra trước; dữ liệu đang có không bị xóa mà được giữ sang một thư mục riêng.")
        layout.addWidget(label(told, "muted", wrap=True))
        layout.addWidget(self.list, 1)
        layout.addLayout(asked)
        layout.addWidget(self.message)
        layout.addLayout(buttons)
