"""The box in which a procedure is found: any words of its name, without accents, with a list below while typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desk.services.catalogue import Procedure
from desk.ui import style

LINES = 7
LINE_HEIGHT = 44
_PROCEDURE = Qt.ItemDataRole.UserRole
_BELOW = Qt.ItemDataRole.UserRole + 1


class ProcedureBox(QLineEdit):
    """Holds what was typed and, once one was chosen, the procedure.

    Signals:
        chosen: a procedure was chosen, or None when the text was changed again.
        refused: an incomplete procedure was picked; it is not chosen.
    """

    chosen = Signal(object)
    refused = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._find: Callable[[str], list[Procedure]] = lambda typed: []
        self._procedure: Procedure | None = None
        self._list: QListWidget | None = None
        self.setPlaceholderText(self.tr("Gõ vài chữ của tên, không cần dấu: kh sinh"))
        self.textEdited.connect(self._search)

    @property
    def procedure(self) -> Procedure | None:
        """The chosen procedure."""
        return self._procedure

    def search_in(self, find: Callable[[str], list[Procedure]]) -> None:
        """Use this search, quick and in memory, for what is typed from now on."""
        self._find = find

    def choose(self, procedure: Procedure) -> None:
        """Choose a procedure; an incomplete one is refused and the text stays as typed."""
        self.close_list()
        if not procedure.complete:
            self.refused.emit(procedure)
            return
        self._procedure = procedure
        self.setText(procedure.name)
        self.setCursorPosition(0)
        self.setToolTip(procedure.name)
        self.chosen.emit(procedure)

    def reset(self) -> None:
        """Empty the box."""
        self.close_list()
        self._procedure = None
        self.clear()
        self.setToolTip("")
        self.chosen.emit(None)

    def close_list(self) -> None:
        """Take the list below away."""
        if self._list is not None:
            self._list.hide()

    def listed(self) -> list[Procedure]:
        """The procedures in the open list, best first."""
        if self._list is None or not self._list.isVisible():
            return []
        return [self._list.item(at).data(_PROCEDURE) for at in range(self._list.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move in the list, Enter chooses, Escape closes it; everything else is typing."""
        open_list = self._list if self._list is not None and self._list.isVisible() else None
        key = event.key()
        if open_list is None and key == Qt.Key.Key_Down:
            self._search(self.text() if self._procedure is None else "")
        elif open_list is not None and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            open_list.setCurrentRow((open_list.currentRow() + step) % open_list.count())
        elif open_list is not None and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}:
            self._choose_item(open_list.currentItem())
        elif open_list is not None and key == Qt.Key.Key_Escape:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let Tab choose from an open list before it moves on."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Tab
            and self.listed()
        ):
            self._choose_item(self._below().currentItem())
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave no list behind."""
        self.close_list()
        super().focusOutEvent(event)

    def _search(self, typed: str) -> None:
        if self._procedure is not None and typed != self._procedure.name:
            self._procedure = None
            self.setToolTip("")
            self.chosen.emit(None)
        below = self._below()
        below.clear()
        for procedure in self._find(typed):
            below.addItem(self._item(procedure))
        if not below.count():
            self.close_list()
            return
        below.setCurrentRow(0)
        corner = self.mapTo(self.window(), QPoint(0, self.height() + 2))
        height = min(below.count(), LINES) * LINE_HEIGHT + 4
        below.setGeometry(QRect(corner, QSize(self.width(), min(height, self.window().height() - corner.y() - 4))))
        below.raise_()
        below.show()

    def _item(self, procedure: Procedure) -> QListWidgetItem:
        item = QListWidgetItem(procedure.name)
        below = f"{procedure.code} · {procedure.sector}"
        if not procedure.complete:
            below = self.tr("Chưa nhận được: danh mục chưa có thời hạn giải quyết") + f" · {procedure.code}"
        item.setData(_PROCEDURE, procedure)
        item.setData(_BELOW, below)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{procedure.name}, {below}")
        return item

    def _choose_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.choose(item.data(_PROCEDURE))

    def _below(self) -> QListWidget:
        """The list; a child of the window, so that it never takes the focus from the box."""
        if self._list is None or self._list.parent() is not self.window():
            self._list = QListWidget(self.window())
            self._list.setObjectName("found")
            self._list.setAccessibleName(self.tr("Thủ tục tìm thấy"))
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.setFrameShape(QFrame.Shape.NoFrame)
            self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._list.setItemDelegate(_TwoLines(self._list))
            self._list.itemClicked.connect(self._choose_item)
        return self._list


class _TwoLines(QStyledItemDelegate):
    """Paints a procedure: its name, and below it, small, code and sector or why it cannot be received."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """One height for all."""
        return QSize(option.rect.width(), LINE_HEIGHT)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one line of the list."""
        worn = style.current()
        complete = index.data(_PROCEDURE).complete
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(worn.chosen))
        inner = option.rect.adjusted(style.M, 4, -style.M, -4)
        upper, lower = QRect(inner), QRect(inner)
        upper.setHeight(20)
        lower.setTop(inner.top() + 20)
        painter.setFont(option.font)
        painter.setPen(QColor(worn.text if complete else worn.muted))
        _line(painter, upper, index.data(Qt.ItemDataRole.DisplayRole))
        small = option.font
        small.setPixelSize(style.SMALL)
        painter.setFont(small)
        painter.setPen(QColor(worn.muted if complete else worn.warn))
        _line(painter, lower, index.data(_BELOW))
        painter.restore()


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)
