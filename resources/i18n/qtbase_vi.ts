<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi_VN" sourcelanguage="en">
  <context>
    <name>QLineEdit</name>
    <message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
    <message><source>&amp;Redo</source><translation>&amp;Làm lại</translation></message>
    <message><source>Cu&amp;t</source><translation>&amp;Cắt</translation></message>
    <message><source>&amp;Copy</source><translation>&amp;Sao chép</translation></message>
    <message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Select All</source><translation>Chọn tất cả</translation></message>
  </context>
  <context>
    <name>QWidgetTextControl</name>
    <message><source>&amp;Undo</source><translation>&amp;Hoàn tác</translation></message>
    <message><source>&amp;Redo</source><translation>&amp;Làm lại</translation></message>
    <message><source>Cu&amp;t</source><translation>&amp;Cắt</translation></message>
    <message><source>&amp;Copy</source><translation>&amp;Sao chép</translation></message>
    <message><source>Copy &amp;Link Location</source><translation>Sao chép &amp;liên kết</translation></message>
    <message><source>&amp;Paste</source><translation>&amp;Dán</translation></message>
    <message><source>Delete</source><translation>Xóa</translation></message>
    <message><source>Select All</source><translation>Chọn tất cả</translation></message>
  </context>
  <context>
    <name>QAbstractSpinBox</name>
    <message><source>&amp;Select All</source><translation>&amp;Chọn tất cả</translation></message>
    <message><source>&amp;Step up</source><translation>&amp;Tăng</translation></message>
    <message><source>Step &amp;down</source><translation>&amp;Giảm</translation></message>
  </context>
  <context>
    <name>QScrollBar</name>
    <message><source>Scroll here</source><translation>Cuộn tới đây</translation></message>
    <message><source>Top</source><translation>Đầu</translation></message>
    <message><source>Bottom</source><translation>Cuối</translation></message>
    <message><source>Left edge</source><translation>Mép trái</translation></message>
    <message><source>Right edge</source><translation>Mép phải</translation></message>
    <message><source>Page up</source><translation>Lên một trang</translation></message>
    <message><source>Page down</source><translation>Xuống một trang</translation></message>
    <message><source>Page left</source><translation>Sang trái một trang</translation></message>
    <message><source>Page right</source><translation>Sang phải một trang</translation></message>
    <message><source>Scroll up</source><translation>Cuộn lên</translation></message>
    <message><source>Scroll down</source><translation>Cuộn xuống</translation></message>
    <message><source>Scroll left</source><translation>Cuộn trái</translation></message>
    <message><source>Scroll right</source><translation>Cuộn phải</translation></message>
  </context>
  <context>
    <name>QPlatformTheme</name>
    <message><source>OK</source><translation>Đồng ý</translation></message>
    <message><source>Cancel</source><translation>Hủy</translation></message>
    <message><source>Close</source><translation>Đóng</translation></message>
    <message><source>&amp;Yes</source><translation>&amp;Có</translation></message>
    <message><source>&amp;No</source><translation>&amp;Không</translation></message>
    <message><source>Save</source><translation>Lưu</translation></message>
  </context>
</TS>
