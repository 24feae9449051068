"""What a province's name means when it does not mean the province: rules that hold for every province.

In: a scanned text and the span of a name. Out: the reason why it is a namesake, or "" when it may be the province.
The cases of FIELD.md "Namesakes": oceans and peace (letter case), persons, ships and rigs, streets, theatres, firms, communes.
"""

from __future__ import annotations

import re

from data.gazetteer.units import holders
from data.text.people import FAMILY, SURNAMES
from data.text.scan import CAPITALS, NAME, is_title, word_after, words_before, words_of

SAILS = words_of("về đi đến bị gặp chạy vào ra đánh khai câu đã đang được tham chìm cứu")  # "tàu Lào Cai về Hà Nội"
COMMON = (["Đoàn"], ["Hồ"])  # a delegation, a lake: alone before a name they are no family
NICKNAME = re.compile(rf"\b(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Nn]ghệ sĩ|[Cc]a sĩ|[Dd]iễn viên) [{CAPITALS}][^\W\d_]* $")
PERSON = re.compile(
    r"(?:\b(?:anh|chị|(?<!đàn )ông|(?<!cụ )(?<!đàn )bà|(?<!thầy )cô|chú|bác|cậu|nàng|(?<!anh )chàng|ca sĩ|danh ca|"
    r"diễn viên|nhạc sĩ|"
    r"họa sĩ|hoa hậu|á hậu|MC|NSƯT|NSND|"
    r"đạo diễn|thiếu úy|trung úy|thượng úy|đại úy|thiếu tá|trung tá|thượng tá|đại tá) )$",
    re.I,
)
# A title, then a family name and middle names of any kind: "ông Nguyễn Gia Thái Bình", "luật sư Nguyễn Tiến Hải Dương".
TITLED = re.compile(
    r"(?<!\w)(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Ee]m|[Ll]uật sư|LS\.?|[Bb]ác sĩ|BS\.?|[Tt]iến sĩ|TS\.?|[Tt]hạc sĩ|ThS\.?|GS\.?|"
    r"PGS\.?|"
    r"[Kk]iến trúc sư|KTS\.?|[Kk]ỹ sư|[Nn]ghệ sĩ|[Cc]a sĩ|[Nn]hạc sĩ|[Hh]ọa sĩ|[Nn]hà báo|[Nn]hà văn|[Nn]hà thơ|"
    r"[Bb]ị cáo|[Bb]ị can|"
    r"[Nn]ghi phạm|[Nn]ạn nhân|[Tt]hí sinh|[Hh]ọc sinh|[Ss]inh viên|[Cc]ầu thủ|HLV|[Đđ]ại biểu)\.? "
    rf"(?:{'|'.join(sorted(FAMILY))})(?: [{CAPITALS}][^\W\d_]*){{1,3}} $"
)
# "Cao Bằng Siêu (35 tuổi)": a word more, and the age.
AGED = re.compile(rf" [{CAPITALS}][^\W\d_]* ?[,(] ?(?:SN|[Ss]inh năm|\d\d tuổi)")
PLOT = re.compile(r"(?:\b(?:nhà|đất|khu|số|mặt bằng|trụ sở|cơ sở|kho)\b[^.;\n]{0,40}[ :]|, )\d{1,3}[A-Z]? $")
HOUSE_NEXT = re.compile(rf", \d{{1,3}}[A-Z]? [{CAPITALS}]")
THING = re.compile(
    r"(?:\b((?<!\d )tàu|tàu khảo sát|tàu thăm dò|tàu nghiên cứu|tàu hải cảnh|giàn khoan|dàn khoan|phà|du thuyền|"
    r"(?<!mía )(?<!máy )đường|(?<!thành )(?<!đường )phố|"
    r"con đường|đại lộ|ngõ|hẻm|"
    r"nhà hát|rạp|rạp hát|rạp chiếu phim|công viên|khách sạn|nhà hàng|nhà nghỉ|phòng trà|phòng khám|thẩm mỹ viện|"
    r"(?:(?<!quê )(?<!nguyên )quán|tiệm)(?: (?:ốc|ăn|cơm|phở|bún|lẩu|chè|bia|nhậu|bar|nét|cà phê|cafe|café|hải sản|trà sữa|"
    r"karaoke|bánh|"
    r"bánh mì|vàng|tóc))?|siêu thị|trung tâm thương mại|homestay|resort|khu nghỉ dưỡng|vũ trường|chung cư|cao ốc|tòa nhà|"
    r"chợ|(?<!nông )thôn|ấp|(?<!cơ )bản|(?<!trường )(?<!ngôi )làng|"
    r"khu đô thị|KĐT|khu dân cư|KDC|làng gốm|gốm|"
    r"khu phố|tổ dân phố|ban nhạc|nhóm nhạc|(?<!tuần )phim|bài hát|ca khúc|tiểu thuyết|tập truyện|"
    r"(?<!các )sông|(?<!yêu )(?<!đầu )(?<!điểm )(?<!nhu )cầu|cầu vượt|"
    r"ngã tư|ngã ba|nhãn hiệu|"
    r"thương hiệu|tượng đài|chuông|kênh|võ đường|(?:trường )?(?:tiểu học|THCS|mầm non|mẫu giáo)|vòng xoay|"
    r"trạm thu phí) [\"“']?)$",
    re.I,
)
FIRM = re.compile(
    r"\b(?:công ty|cty|tập đoàn|tổng công ty|dntn|doanh nghiệp tư nhân)"
    r"(?: (?:cổ phần|cp|tnhh|mtv|một thành viên|tư nhân|tm|dv|thương mại|dịch vụ|sản xuất|xây dựng|đầu tư|phát triển|"
    r"kinh doanh|địa ốc|"
    r"bất động sản|quốc tế|vận tải|du lịch|tập đoàn|và|&|-|xnk|xuất nhập khẩu|vàng bạc đá quý|chứng khoán|"
    r"đa quốc gia))* [\"“']?$",
    re.I,
)
BRANDS = words_of(
    "FC Group Corp Holdings Land Bank Airlines Plaza Palace Resort Hotel Pharma Xanh Phát Minh "
    "Gold Green Star Seafood Shoes Travel"
)
COMMUNE = re.compile(r"\b((?<!cấp )xã|phường|thị trấn|(?<!nông )thôn|ấp|P\.|TT\.?|quận|huyện|đặc khu) ?$", re.I)
SCHOOL = re.compile(
    r"\b(?:trường|THPT|THCS|chuyên|tiểu học|mầm non|đại học|bệnh viện|đường|phố|chợ|cầu|đền|chùa|nhà máy|khu|KCN|"
    r"cụm)\b[^,.;]{0,30}$",
    re.I,
)
HOUSE_NUMBER = re.compile(
    r"\b(?:số nhà|nhà số|địa chỉ|địa chỉ số|(?:ở|tại|căn|nhà|ngõ|hẻm) số) \d+[A-Za-z]?(?:/\d+[A-Za-z]?)* $", re.I
)
PHOTO = re.compile(r"(?:\bảnh:? ?|\bảnh: [A-ZÀ-ỸĐ ,-]*)$", re.I)
VESSEL = re.compile(r"\b(?:tàu|giàn khoan|dàn khoan)\b[^.;\n]{0,40}$", re.I)
NUMBER_AFTER = re.compile(r"[ -]?\d+\b(?![./:]\d)")
SIGNED = re.compile(rf"{NAME}\s*")
RANGE_AFTER = re.compile(rf" ?- ?[{CAPITALS}]")
NAME_OF = "tên"  # the reason "tên quán ốc": a thing bears the name


# Names that are also words: only these need every syllable's capital ("Hải dương" is the ocean; "Quảng trị" is a slip).
WORDS = words_of(
    "Hải Dương,Hòa Bình,Thái Bình,Bình Dương,Cao Bằng,An Giang,Bình Định,Long An,Phú Thọ,Vĩnh Phúc,Bình Phước,Phú "
    "Yên,Bến Tre,Hà Nam,"
    "Trà Vinh,Hưng Yên,Nam Định,Điện Biên,Hà Giang,Hà Tây,Huế",
    ",",
)


def letter_case(surface: str, name: str) -> bool:
    """True when the surface is written as a name: as the name itself or all in capitals. "Hải dương" is not "Hải Dương"."""
    return surface in (name, name.upper())


def head_case(surface: str, name: str) -> bool:
    """`letter_case`, forgiving the first letter: "thác Bản Giốc" at the head of a sentence."""
    return letter_case(surface, name) or surface[1:] == name[1:]


def province_case(surface: str, name: str) -> bool:
    """`letter_case`, forgiving a small second syllable where the name is no word."""
    return letter_case(surface, name) or (name not in WORDS and " " in name and surface == name.capitalize())


def broken(plain: str, start: int, end: int) -> bool:
    """True for "Bắc Hà tĩnh lặng", "Bắc Ninh thuận lợi": the capital syllable ends the name before it."""
    first, _, rest = plain[start:end].partition(" ")
    before = words_before(plain, start, 1) if rest.islower() and first[:1].isupper() else []
    return bool(before) and any(holders().get((kind, f"{before[0]} {first}")) for kind in ("province", "district", "commune"))


def longer(plain: str, start: int, end: int) -> bool:
    """True for "xã Thanh" in "xã Thanh Thủy": a name of one syllable before another capital is the head of a longer one."""
    following = word_after(plain, end)
    return " " not in plain[start:end] and is_title(following) and following not in FAMILY


def person(plain: str, start: int, end: int) -> bool:
    """True when the name is a person's: titles before it, or a family name (and middle names) right before it."""
    if AGED.match(plain, end) or TITLED.search(plain, max(0, start - 60), start):
        return True
    before = plain[max(0, start - 24) : start]
    if PERSON.search(before) and not RANGE_AFTER.match(plain, end):
        return True
    if NICKNAME.search(before) and plain[start - 2 : start - 1].islower():
        return True
    chain: list[str] = []
    near = words_before(plain, start, 3)
    if len(near) > 1 and holders().get(("district", f"{near[1]} {near[0]}")):
        return False  # "huyện Mai Châu Hòa Bình": Châu is no family here
    for word in near:
        if word not in SURNAMES:
            break
        chain.append(word)
        if word in FAMILY:
            break
    if not chain or chain[-1] not in FAMILY or chain in COMMON:
        return False
    head = start - len(" ".join(chain)) - 1
    return len(chain) == 1 or not SCHOOL.search(plain[max(0, head - 40) : head])


def signed(plain: str, start: int) -> bool:
    """True when the name is the last line: that is who wrote the article."""
    return plain[start - 1 : start] == "\n" and SIGNED.fullmatch(plain, start) is not None


def namesake(plain: str, start: int, end: int) -> str:
    """Why the (rightly written) name of a province denotes something else here; empty when nothing says so."""
    if person(plain, start, end):
        return "tên người"
    if signed(plain, start) and not plain[start:end].isupper():
        return "tên người viết"
    before = plain[max(0, start - 70) : start]
    return _thing(plain, before, end) or _vessel_or_photo(plain, before, start, end) or _other_name(plain, before, end)


def _thing(plain: str, before: str, end: int) -> str:
    """A street, a theatre, a bridge of that name; "đường Hải Dương - Hải Phòng" is a route and stays a place."""
    if HOUSE_NUMBER.search(before) or (PLOT.search(before) and HOUSE_NEXT.match(plain, end)):
        return f"{NAME_OF} đường"
    thing = THING.search(before)
    if thing is None or (thing[1].lower() in ("đường", "con đường", "tàu") and RANGE_AFTER.match(plain, end)):
        return ""
    if thing[1].lower() == "tàu" and word_after(plain, end) in SAILS:
        return ""
    return f"{NAME_OF} {thing[1].lower()}"


def _vessel_or_photo(plain: str, before: str, start: int, end: int) -> str:
    if plain[start:end].isupper() and PHOTO.search(before):
        return "tên người chụp ảnh"
    return "tên tàu, giàn khoan" if NUMBER_AFTER.match(plain, end) and VESSEL.search(before) else ""


def _other_name(plain: str, before: str, end: int) -> str:
    """A commune or district elsewhere, a firm, a brand."""
    if COMMUNE.search(before):
        return "tên xã, huyện khác"
    if FIRM.search(before) or plain[end : end + 3].strip().startswith("&"):
        return "tên doanh nghiệp"
    return "tên riêng khác" if word_after(plain, end) in BRANDS else ""
