"""Family names of Vietnam and foreign names that are taken for places.

In: nothing. Out: patterns and sets of names.
"""

from __future__ import annotations

import re

from data.text.scan import words_of

SURNAMES = words_of(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lưu Tạ Chu Tô Lương Quách Trương Đào "
    "Mai Vương Tống Tăng Phùng Triệu Kiều Lâm Nghiêm Thạch Châu Doãn Khổng Đàm Hứa Từ Tôn Văn Thị Hữu Đức Quang Ngọc Minh Thanh "
    "Xuân Đình Công Bá Viết Duy Tuấn Trọng Mạnh Thế Thùy Thu Kim Hồng Hoài Phương Phí Mạc Cù Lò Giàng Sùng Thào "
    "Mạch Lã Khuất Đới Bế Kha"
)
FAMILY = words_of(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lưu Tạ Chu Tô Lương Quách Trương Đào "
    "Mai Vương Tống Tăng Phùng Triệu Kiều Lâm Nghiêm Thạch Châu Doãn Khổng Đàm Hứa Tôn Cao Hà Thái Phí Mạc Cù Lò Giàng Sùng Thào "
    "Mạch Lã Khuất Đới Bế Kha"
)
FOREIGN = re.compile(
    r"\b(?:Mỹ|Trung Quốc|Nhật Bản|Hàn Quốc|Nga|Anh|Pháp|Đức|Thái Lan|Campuchia|Lào|Ấn Độ|Úc|Australia|Malaysia|Indonesia|"
    r"Ukraine|Israel|Iran|Triều Tiên|Singapore|Hiroshima|Nagasaki|Tokyo|Bắc Kinh|Đài Loan|Hong Kong|châu Âu|châu Phi)\b"
)
