"""What the words before a place say of its part in the article: where it plays, a home town, a route, a firm, a past post.

In: nothing. Out: patterns that end at the name they speak of, by the name of the part.
"""

from __future__ import annotations

import re

from data.text.people import FAMILY
from data.text.scan import CAPITALS

AUTHORITY = re.compile(
    r"(?:UBND|HĐND|Ủy ban|[Tt]ỉnh ủy|[Tt]hành ủy|[Hh]uyện ủy|[Tt]hị ủy|[Cc]ông an|CSGT|CSĐT|TAND|VKSND|VKS|[Tt]òa án|"
    r"Viện [Kk]iểm sát|Sở [A-ZĐ]|Ban |"
    r"Chi cục|Cục|Đoàn ĐBQH|đại biểu Quốc hội|Bộ CHQS|Bộ đội [Bb]iên phòng|BĐBP|CDC|Trung tâm|Đài|[Tt]hanh tra|"
    r"[Cc]hủ tịch|[Bb]í thư|[Ll]ãnh đạo|"
    r"Phòng|MTTQ|LĐLĐ|Tỉnh đoàn|Hội|Liên đoàn|[Bb]ệnh viện|BVĐK|Đại học|THPT|THCS|[Tt]rường)[^.,;:()\n]{0,45}$"
)
PLACE = re.compile(
    r"(?:\b[Tt]ại|\b[Ởở]|[Tt]rên địa bàn|[Tt]huộc|\b[Vv]ề|\b[Đđ]ến|[Kk]hu vực|\b[Vv]ùng|[Nn]gười dân|[Nn]ông dân|"
    r"[Nn]gư dân|[Bb]à con|[Đđ]ồng bào|[Hh]ộ dân|[Cc]hính quyền|[Ll]ãnh đạo|\b[Qq]ua|[Đđ]oạn qua)"
    r"(?: (?:tỉnh|huyện|thành phố|TP\.?|thị xã|xã|phường|địa phận))? ?$"
)
HOME = re.compile(
    r"(?:\b[Qq]uê|\b[Tt]rú|\b[Nn]gụ|HKTT|[Tt]hường trú|[Ss]inh ra|[Ss]inh năm|\b[Ss]inh tại|nguyên quán|[Nn]gười|gốc|"
    r"đến từ|\bSN \d{4}|\b\d\d tuổi)\b[^.;\n]{0,32}$"
)
PAST = re.compile(r"(?:[Nn]guyên|[Tt]ừng|[Cc]ựu|[Tt]rước đây|[Tt]rước đó|[Nn]ăm (?:19\d\d|20[01]\d))\b[^.;\n]{0,50}$")
FIRM = re.compile(
    r"(?:[Cc]ông ty|[Tt]ập đoàn|CTCP|[Tt]ổng công ty|[Nn]gân hàng|[Cc]hi nhánh|[Dd]oanh nghiệp|[Nn]hà máy|[Dd]ự án|"
    r"[Kk]hu công nghiệp|KCN)[^.,;:()\n]{0,50}$"
)
PLATE = re.compile(r"(?:biển (?:số|kiểm soát|xanh|đăng ký)|BKS|mang biển)(?: xe| đăng ký)?(?: của)? ?$")
PERSON = re.compile(
    rf"(?:{'|'.join(sorted(FAMILY))})(?: [{CAPITALS}][^\W\d_]*){{1,4}} \((?:[^()\n]{{0,30}}, )?$|"
    r"\b(?:[Bb]ạn đọc|[Đđ]ộc giả|[Tt]hí sinh|[Hh]ọc sinh|[Ss]inh viên|[Bb]ệnh nhân) [^.;()\n]{0,25}\(?$"
)
ROUTE = re.compile(r"(?:[Cc]ao tốc|[Qq]uốc lộ|QL|[Tt]uyến|[Đđ]ường sắt|đường ống|\b[Tt]ừ)\b[^.;:\n]{0,40}$")
CLUB = re.compile(
    r"(?:CLB|[Đđ]ội(?: bóng)?|HLV|[Tt]hủ môn|[Tt]iền đạo|[Tt]iền vệ|[Hh]ậu vệ|[Cc]ầu thủ|[Ss]ân|[Gg]ặp|[Tt]iếp|[Tt]hắng|"
    r"[Hh]òa|[Tt]hua)(?: khách| nhà)? ?$"
)
COMPARE = re.compile(r"(?:\b[Nn]hư|cùng|so với|tương tự|[Ss]au)(?: ở| tại| tỉnh)? ?$")
CONTEXTS = {
    "authority": AUTHORITY,
    "place": PLACE,
    "home": HOME,
    "plate": PLATE,
    "person": PERSON,
    "past": PAST,
    "firm": FIRM,
    "route": ROUTE,
    "club": CLUB,
    "compare": COMPARE,
}
HYPHEN_BEFORE, HYPHEN_AFTER = re.compile(r"\w ?[-–] ?$"), re.compile(r"^ ?[-–] ?[" + CAPITALS + "]")
PARENTHESIS = re.compile(r"\([^()\n]{0,60}$")
INHERITED = ("home", "plate", "person", "past")  # by the whole of an address: "trú tại xã X, huyện Y, tỉnh P"
ASIDE = (*INHERITED, "firm", "route", "club", "hyphen")  # contexts in which a name says little of what the article is about
