"""The dialog that asks for a file: Qt's own in our words, for the desktop's speaks the desktop's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def file_dialog(parent: QWidget, heading: str, kinds: str, accept: str, save_as: str = "") -> QFileDialog:
    """A dialog in the folder of documents that asks for files that are there, or under which name to save one."""

    def words(text: str) -> str:
        return QCoreApplication.translate("FileDialog", text)

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, heading, folder, kinds)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if save_as:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(save_as)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setMinimumSize(720, 440)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for part, label in (
        (QFileDialog.DialogLabel.LookIn, words("Thư mục:")),
        (QFileDialog.DialogLabel.FileName, words("&Tên tệp:")),
        (QFileDialog.DialogLabel.FileType, words("Loại tệp:")),
        (QFileDialog.DialogLabel.Accept, accept),
        (QFileDialog.DialogLabel.Reject, words("Thôi")),
    ):
        dialog.setLabelText(part, label)
    return dialog
