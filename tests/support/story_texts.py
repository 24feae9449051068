"""Invented articles for tests/nlp/grouping/test_stories.py: two fires of one day in one district,
three roadworks in three wards.
"""

from __future__ import annotations

FIRE_RICE_MILL = (
    "Cháy nhà máy xay xát lúc giữa trưa ở Bình Giang",
    "Trưa 4/6, đám cháy bùng lên tại nhà máy xay xát thóc ở xã Vĩnh Tường, huyện Bình Giang.",
    (
        "Theo người dân, khoảng 11 giờ 40, khói bốc lên từ khu sấy thóc rồi lửa lan sang kho trấu. Công nhân đang "
        "nghỉ ăn trưa nên kịp chạy ra ngoài, không ai bị thương.\nCảnh sát phòng cháy, chữa cháy điều bốn xe đến hiện "
        "trường, lấy nước từ mương Cầu Vồng. Sau hơn một giờ, đám cháy được khống chế.\nÔng Vũ Đức Thuần, chủ nhà "
        "máy, cho biết khoảng 40 tấn thóc và dây chuyền sấy bị thiêu rụi, thiệt hại ước tính hai tỷ đồng. Công an "
        "huyện đang điều tra nguyên nhân, bước đầu nghi do chập điện ở quạt sấy."
    ),
)
FIRE_RICE_MILL_OTHER = (
    "Bình Giang: Lửa thiêu 40 tấn thóc trong nhà máy xay xát",
    "Vụ hỏa hoạn trưa 4/6 tại xã Vĩnh Tường khiến một nhà máy xay xát thiệt hại khoảng hai tỷ đồng.",
    (
        "Thời điểm xảy ra cháy, công nhân nhà máy xay xát của ông Vũ Đức Thuần đang ăn trưa. Thấy khói từ khu sấy "
        "thóc, mọi người hô hoán, chạy ra ngoài an toàn.\nLửa gặp kho trấu nên cháy rất nhanh. Bốn xe chữa cháy lấy "
        "nước ở mương Cầu Vồng phun liên tục, hơn một giờ sau mới khống chế được.\nLãnh đạo xã Vĩnh Tường nói dây "
        "chuyền sấy và 40 tấn thóc bị thiêu rụi. Nguyên nhân ban đầu được cho là chập điện quạt sấy; công an huyện "
        "đang làm rõ."
    ),
)
FIRE_KARAOKE = (
    "Quán karaoke bốc cháy trong đêm, sáu người leo mái thoát nạn",
    (
        "Tối 4/6, một quán karaoke trên phố Ghẽ Đông, thị trấn Kẻ Sặt, huyện Bình Giang bốc cháy, sáu khách phải leo "
        "mái nhà thoát nạn."
    ),
    (
        "Khoảng 21 giờ, nhân viên quán phát hiện khói ở phòng hát tầng ba. Nhóm khách ở tầng tư không xuống được cầu "
        "thang, phải trèo qua ban công sang mái tôn nhà bên.\nMột thanh niên bị trầy xước chân, được đưa đến trạm y "
        "tế. Cảnh sát phòng cháy, chữa cháy dùng xe thang tiếp cận, dập tắt lửa sau 35 phút.\nBà Mạc Thị Huyên, chủ "
        "quán, khai vừa hàn sửa biển quảng cáo hồi chiều. Quán từng bị nhắc nhở vì thiếu lối thoát hiểm. Công an "
        "huyện đã niêm phong hiện trường để điều tra."
    ),
)
ROADWORKS = (
    (
        "Phường Tân Bình đào đường lắp cống, xe máy đi vào phải dắt bộ",
        "Tuyến đường Nguyễn Lương Bằng qua phường Tân Bình bị đào rãnh lắp cống hộp từ giữa tháng 5.",
        (
            "Đơn vị thi công rào một nửa mặt đường, dài 600 m. Giờ tan tầm, xe máy phải dắt bộ qua tấm thép. Bà Trịnh "
            "Thị Nga, bán bún, nói khách giảm một nửa.\nBan quản lý dự án cho biết cống hộp sẽ xong trước 30/6, sau đó "
            "thảm lại nhựa."
        ),
    ),
    (
        "Vỉa hè phường Thanh Bình lát đá xong lại bóc lên đặt cáp ngầm",
        "Mới lát đá hồi Tết, vỉa hè phố Vũ Hựu thuộc phường Thanh Bình lại bị bóc lên để hạ ngầm cáp viễn thông.",
        (
            "Hơn 200 m² đá lát bị cạy, xếp thành đống trước cửa nhà dân. Anh Phạm Duy Khánh thắc mắc vì sao không làm "
            "một lần.\nĐại diện công ty viễn thông nói giấy phép cấp chậm, cam kết hoàn trả mặt hè trong mười ngày."
        ),
    ),
    (
        "Sơn lại vạch, lắp đèn tín hiệu ở ngã năm phường Hải Tân",
        "Ngã năm gần chợ Mát, phường Hải Tân được lắp đèn tín hiệu mới để giảm ùn tắc.",
        (
            "Đèn có chế độ đếm ngược và nút bấm cho người đi bộ. Việc sơn kẻ vạch làm vào ban đêm trong ba ngày.\nĐội "
            "quản lý giao thông mong người dân đi theo hướng dẫn, không đỗ xe sát nút giao."
        ),
    ),
)
LYCHEE = (
    "Vải thiều Thanh Hà sẵn sàng cho chuyến xuất khẩu đầu tiên sang Nhật Bản",
    "Các vườn vải ở huyện Thanh Hà đã hoàn tất kiểm dịch để lô hàng đầu tiên lên đường sang Nhật Bản.",
    (
        "Nông dân xã Thanh Thủy bọc túi từng chùm vải từ tháng 4. Vụ vải năm nay ước đạt 24.000 tấn.\nDoanh nghiệp "
        "xuất khẩu cho biết lô đầu tiên gồm 20 tấn."
    ),
)
LYCHEE_ENGLISH = (
    "Thanh Ha lychees cleared for first shipment to Japan",
    "Growers in Thanh Ha district are ready to export their first lychees to Japan after passing quarantine inspection.",
    "The first shipment of 20 tonnes is due to leave next week. Farmers say the harvest is good this year.",
)
EXPANSION_ENGLISH = (
    "Korean auto parts firm to expand plant in Hai Duong",
    "A South Korean maker of wiring harnesses will invest 30 million USD to expand its factory in Hai Duong.",
    "The company said the new lines will start next year. It employs 900 workers.",
)
