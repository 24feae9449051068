"""What a headline and a lead are about, in notions that Vietnamese and English share.

In: a lower-case NFC text, or an article. Out: the set of its notions ("fire", "lychee"), and an article's features for the
models. One row, one notion: a small bilingual lexicon of news nouns, own compilation. Articles in two languages are compared by
these and by names, never by words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.model import Article
from nlp.features.vectors import Features, features

NOTIONS: Mapping[str, tuple[str, str]] = {
    "lychee": (r"lychees?|litchis?", "vải thiều|vải sớm|trái vải|quả vải|vườn vải|vụ vải|vải"),
    "longan": (r"longans?", "nhãn lồng|trái nhãn|quả nhãn|nhãn muộn"),
    "rice": (r"rice|paddy", "lúa|gạo"),
    "fruit": (r"fruits?", "trái cây|hoa quả|cây ăn quả"),
    "vegetable": (r"vegetables?|carrots?", "rau|cà rốt|rau màu"),
    "livestock": (r"pigs?|swine|cattle|poultry", "đàn lợn|con lợn|dịch tả lợn|gia súc|gia cầm|đàn bò"),
    "farmer": (r"farmers?|growers?", "nông dân|nhà vườn"),
    "harvest": (r"harvest\w*|crops?", "thu hoạch|vụ mùa|mùa vụ|vào vụ"),
    "export": (r"exports?|exported|exporting|shipments?|overseas", "xuất khẩu|lô hàng|sang thị trường"),
    "japan": (r"japan|japanese", "nhật bản|sang nhật"),
    "china": (r"china|chinese", "trung quốc"),
    "korea": (r"korean?|s\. korean?|south korea", "hàn quốc"),
    "america": (r"u\.?s\.?|america\w*|united states", "hoa kỳ|thị trường mỹ|sang mỹ"),
    "quarantine": (r"quarantine|inspect(?:ed|ion|ors?)|fumigat\w+", "kiểm dịch|khử trùng"),
    "fire": (r"fires?|blaze", "cháy|hỏa hoạn"),
    "explosion": (r"explosions?|blasts?", "vụ nổ|phát nổ|nổ lớn"),
    "warehouse": (r"warehouses?", "kho|nhà kho"),
    "plastic": (r"plastics?", "nhựa|hạt nhựa"),
    "drowning": (r"drown\w*", "đuối nước|chết đuối"),
    "accident": (r"accidents?|crash\w*|collision|collided?", "tai nạn|va chạm|tông|húc|đâm đuôi|lật xe|lật nghiêng"),
    "flood": (r"floods?|flooding|evacuat\w+", "lũ|ngập|mưa lũ|mưa lớn|mực nước|báo động hai|báo động ba|di dời"),
    "storm": (r"storms?|typhoons?", "bão|áp thấp"),
    "landslide": (r"landslides?", "sạt lở|đất đá|vùi lấp|bị vùi|lở núi|đào bùn|trượt đất"),
    "pollution": (
        r"pollut\w+|wastewater|waste",
        "ô nhiễm|nước thải|xả thải|đổi màu|bốc mùi|màu lạ|nguồn xả|nhiễm mùi|đánh giá tác động môi trường|bảo vệ môi trường",
    ),
    "canal": (r"canals?|ditch\w*", "mương|kênh"),
    "dyke": (r"dykes?|dikes?", "đê|đường đê"),
    "lorry": (r"trucks?|lorr(?:y|ies)", "xe tải|xe chở|xe ben|xe chở cát"),
    "factory": (r"factor(?:y|ies)|plants?", "nhà máy|nhà xưởng|xưởng"),
    "investment": (r"invest\w*", "đầu tư|vốn đăng ký|nhà đầu tư|fdi"),
    "industrial-park": (r"industrial (?:parks?|zones?|clusters?)|economic zones?", "khu công nghiệp|cụm công nghiệp|khu kinh tế"),
    "licence": (r"licen[cs]\w+|certificates?", "cấp phép|giấy chứng nhận|chứng nhận đầu tư"),
    "expand": (r"expan\w+", "mở rộng"),
    "car": (r"autos?|cars?|automotive", "ô tô|ôtô"),
    "school": (r"schools?|students?|pupils?", "học sinh|trường học|thí sinh"),
    "exam": (r"exams?", "kỳ thi|thi vào|lịch thi|lớp 10|thi tốt nghiệp"),
    "hospital": (r"hospitals?|doctors?", "bệnh viện|bác sĩ"),
    "tourist": (r"touris\w+|visitors?", "du lịch|du khách|khách tham quan|đón khách|lượt khách|vắng khách|khu nghỉ dưỡng"),
    "relic": (r"relics?|temples?|pagodas?|heritage", "di tích|chùa|đền|di sản"),
    "festival": (r"festivals?", "lễ hội"),
    "murder": (r"murder\w*|stabb\w+", "án mạng|giết người|sát hại|đâm chết"),
    "fraud": (r"frauds?|scams?", "lừa đảo"),
    "drugs": (r"drugs?|heroin|narcotics?|methamphetamine", "ma túy|heroin|thuốc lắc|hàng trắng|methamphetamine|hàng đá"),
    "theft": (r"thefts?|thie(?:f|ves)|stolen|steal\w*|robber\w*", "trộm|trộm cắp|cướp"),
    "motorbike": (r"motorbikes?|motorcycles?", "xe máy"),
    "road-repair": (r"resurfac\w+|road repairs?", "sửa mặt đường|sửa đường|thảm nhựa|nâng cấp đường"),
    "bridge": (r"bridges?", r"(?<!yêu )(?<!nhu )(?<!toàn )(?<!địa )cầu(?! thủ| đường| lông| nguyện| thang| chì| kỳ)"),
    "land": (r"land (?:plots?|clearance|use)", "đất đai|thu hồi đất|giải phóng mặt bằng|quy hoạch"),
    "congress": (r"party congress\w*", "đại hội đảng|đại hội đảng bộ|đại hội điểm"),
    "covid": (r"covid(?:-19)?|coronavirus|pandemic", "covid|sars-cov-2|đại dịch|ca mắc|dương tính|cách ly|phong tỏa"),
    "council": (
        r"people'?s councils?|provincial councils?",
        "hđnd|hội đồng nhân dân|kỳ họp|nghị quyết|tờ trình|biểu quyết|chất vấn",
    ),
    "election": (r"elections?|candidates?|voters?|ballots?", "bầu cử|ứng cử viên|hiệp thương|danh sách cử tri|tổ bầu cử"),
    "appointment": (r"appoint\w+", "bổ nhiệm|giữ chức|điều động|luân chuyển|phân công công tác|tân chủ tịch|tân bí thư"),
    "discipline": (r"disciplin\w+|dismiss\w+", "kỷ luật|cách chức|khiển trách|cảnh cáo|sai phạm|kết luận thanh tra"),
    "summit": (r"ministers?|presidents?|delegations?", "thủ tướng|chủ tịch nước|chủ tịch quốc hội|phó thủ tướng|đoàn công tác"),
    "opening": (
        r"opening|opens?|launch\w*|inaugurat\w+",
        "khai mạc|khai trương|khai hội|mở màn|khánh thành|đưa vào sử dụng|thông xe",
    ),
    "groundbreaking": (r"break ground|groundbreaking|construct\w+|build\w*", "khởi công|thi công|công trường|nhà thầu|xây dựng"),
    "beach": (r"beach\w*|seaside", "bãi biển|bãi tắm|mùa biển|du lịch biển|tắm biển"),
    "lodging": (r"homestays?|hotels?|resorts?|rooms?", "homestay|nhà sàn|khách sạn|lưu trú|đặt phòng|hết phòng|nhà nghỉ"),
    "power": (
        r"hydro\w+|wind (?:power|farms?)|solar|power plants?|megawatts?",
        "thủy điện|điện gió|điện mặt trời|nhiệt điện|nhà máy điện|sông đà|phát điện|tổ máy|turbine|tua bin",
    ),
    "blasting": (r"blasting", "nổ mìn|rung chấn|hố móng|đào hầm"),
    "mine": (r"min(?:e|es|ing)|quarr(?:y|ies)", "mỏ đá|mỏ than|khai thác đá|khai thác cát|cát tặc|khoáng sản"),
    "forest": (r"forests?|logging|timber", "phá rừng|lâm tặc|rừng phòng hộ|kiểm lâm|gỗ lậu|khai thác gỗ|rừng"),
    "wildlife": (r"wildlife|species|langurs?|monkeys?|elephants?", "voọc|động vật hoang dã|quý hiếm|đàn voi|cá thể|loài"),
    "stench": (r"stench|smell\w*|odou?rs?", "mùi hôi|hôi thối|nồng nặc|bốc mùi|mùi như|nhiễm mùi|ruồi"),
    "farm": (r"farms?|husbandry", "trại lợn|trang trại|chăn nuôi|trại gà|chuồng"),
    "well-water": (r"water sources?|wells?|water supply", "nguồn nước|giếng|nước sạch|nước sinh hoạt|mất nước"),
    "gambling": (r"gambl\w+|betting", "đánh bạc|sòng bạc|xóc đĩa|cá độ|cờ bạc|con bạc|lô đề"),
    "smuggling": (r"smuggl\w+|counterfeit\w*", "buôn lậu|hàng lậu|hàng giả|vận chuyển trái phép|pháo nổ|hàng cấm"),
    "border": (r"borders?|border guards?", "biên giới|biên phòng|cửa khẩu|vượt biên|ngoại biên"),
    "arrest": (r"arrest\w*|detain\w*|caught", "bắt giữ|bắt quả tang|khống chế|tạm giữ|bắt tạm giam|khởi tố|bị bắt"),
    "trial": (r"trials?|court|sentenced", "xét xử|phiên tòa|tòa án|tuyên án|lãnh án|tuyên phạt|bị cáo"),
    "bribe": (r"brib\w+|corrupt\w*|embezzl\w+", "nhận hối lộ|tham ô|đưa hối lộ|lợi dụng chức vụ"),
    "coach": (r"bus(?:es)?|coach(?:es)?", "xe khách|xe giường nằm|xe buýt|nhà xe|hành khách"),
    "brakes": (r"brakes?|runaway", "mất phanh|hỏng phanh|mất kiểm soát|đổ đèo|đổ dốc|xuống dốc|con dốc|dốc"),
    "victims": (
        r"killed|dead|deaths?|injur\w+|victims?",
        "nạn nhân|tử vong|thiệt mạng|người chết|bị thương|cấp cứu|cứu nạn|thoát chết",
    ),
    "highway": (r"highways?|expressways?|national road", "quốc lộ|cao tốc|đường tránh|tỉnh lộ"),
    "railway": (r"rail\w*|trains?", "đường sắt|tàu hỏa|đường ngang|nhà ga"),
    "airport": (r"airports?|flights?", "sân bay|chuyến bay|cảng hàng không|đường bay"),
    "port": (r"ports?|harbou?rs?|vessels?|ships?", "cảng biển|cảng nước sâu|bến cảng|tàu hàng|cập cảng"),
    "boat": (r"boats?|capsiz\w+|fishermen", "thuyền|tàu cá|chìm tàu|lật thuyền|lật đò|ca nô|ngư dân"),
    "electronics": (r"electronics?|semiconductors?|cameras?|modules?|chips?", "điện tử|linh kiện|bán dẫn|vi mạch|mô-đun"),
    "garment": (r"garments?|textiles?|footwear", "may mặc|dệt may|giày da|công ty may"),
    "workers": (r"workers?|employees?|strikes?", "công nhân|người lao động|đình công|ngừng việc|nợ lương"),
    "jobs": (r"jobs?|recruit\w*", "việc làm|tuyển dụng|xuất khẩu lao động"),
    "budget": (r"budgets?|public investment|revenue", "thu ngân sách|đầu tư công|giải ngân"),
    "surplus-offices": (r"headquarters|public assets?", "trụ sở|nhà, đất dôi dư|tài sản công|nhà đất dôi dư|dôi dư"),
    "merger": (r"mergers?|merged", "sáp nhập|sắp xếp đơn vị hành chính|đơn vị hành chính|chính quyền hai cấp"),
    "teacher": (r"teachers?", "giáo viên|cô giáo|thầy giáo|hiệu trưởng"),
    "kindergarten": (r"kindergartens?|nurser(?:y|ies)", "mầm non|mẫu giáo|bạo hành trẻ|bảo mẫu"),
    "fees": (r"tuition|fees", "lạm thu|học phí|thu tiền|khoản thu"),
    "poisoning": (r"poison\w*", "ngộ độc|thực phẩm bẩn|đau bụng|nôn ói"),
    "surgery": (r"surger\w+|operations?|transplants?", "phẫu thuật|ca mổ|ca ghép|can thiệp mạch|kíp mổ|nội soi"),
    "newborn": (r"newborns?|premature|bab(?:y|ies)", "sinh non|trẻ sơ sinh|em bé|bé gái|bé trai|nuôi sống"),
    "vaccine": (r"vaccin\w+", "vắc xin|vaccine|tiêm chủng|tiêm phòng"),
    "dengue": (r"dengue", "sốt xuất huyết"),
    "rabies": (r"rabies|rabid", "bệnh dại|chó dại|chó cắn"),
    "animal-disease": (
        r"african swine fever|bird flu|foot-and-mouth",
        "dịch tả lợn|cúm gia cầm|lở mồm long móng|viêm da nổi cục|tiêu hủy",
    ),
    "tea-coffee": (r"tea|coffee", "chè|cà phê"),
    "sugarcane": (r"sugar ?canes?", "mía|mía tím"),
    "orange": (r"oranges?|pomelos?|tangerines?", "cam|bưởi|quýt"),
    "melon": (r"melons?", "dưa lưới|dưa hấu|dưa"),
    "seafood": (r"shrimps?|fish|seafood|clams?|oysters?", "tôm|cá lồng|nuôi trồng thủy sản|ngao|hàu|hải sản|cá chết"),
    "silk-craft": (r"craft\w*|artisans?|pottery", "làng nghề|nghệ nhân|gốm|thổ cẩm|dệt"),
    "stadium": (r"stadiums?|pitch", "sân vận động|mặt cỏ|sân cỏ|khán đài"),
    "football": (r"football|soccer", "bóng đá|v-league|hlv|cầu thủ|đội bóng"),
    "marathon": (r"marathons?|race", "marathon|giải chạy|vận động viên|đường chạy"),
    "archaeology": (r"archaeolog\w+|excavat\w+|artefacts?", "khai quật|khảo cổ|cổ vật|bảo vật"),
    "donation": (
        r"donat\w+|charit\w+|gifts?",
        "tặng quà|trao quà|quyên góp|ủng hộ|từ thiện|trao tặng|nhà tình nghĩa|cứu trợ|hàng cứu trợ",
    ),
    "martyrs": (r"martyrs?|remains", "liệt sĩ|hài cốt|thương binh|người có công|nghĩa trang"),
    "bomb": (r"bombs?|unexploded|uxo|mines? clearance", "quả bom|bom mìn|vật nổ|đầu đạn|hủy nổ|rà phá"),
    "protest": (r"protest\w*|residents object", "phản đối|tụ tập|chặn xe|căng băng rôn|kiến nghị|khiếu nại|bức xúc"),
    "cold": (r"cold spells?|frost|snow|ice", "băng giá|rét đậm|rét hại|sương muối|tuyết|không khí lạnh"),
    "drought": (r"droughts?|saline|salinity", "hạn hán|khô hạn|xâm nhập mặn|thiếu nước|nắng nóng"),
    "earthquake": (r"earthquakes?|tremors?", "động đất|rung lắc|dư chấn"),
    "cable-car": (r"cable cars?", "cáp treo"),
    "market": (r"markets?|traders?|vendors?", r"(?<!thị trường )chợ|tiểu thương|gian hàng|ki ốt|ki-ốt|quầy hàng|siêu thị"),
    "dust": (r"dust|cement|clinker", "bụi|xi măng|clinker|khói bụi"),
    "unused": (r"unused|abandoned|deserted", "bỏ hoang|bỏ không|để cỏ mọc|vắng tanh|đắp chiếu|chưa một ngày|xây xong"),
    "investors-money": (r"investors|crypto\w*|ponzi", "tiền ảo|góp vốn|huy động vốn|sàn|đa cấp|vỡ nợ|bị hại"),
    "electricity-grid": (r"power cuts?|blackouts?", "mất điện|cúp điện|lưới điện|điện giật|trạm biến áp"),
    "house-building": (r"housing|homes", "xóa nhà tạm|nhà tạm|nhà ở xã hội|làm nhà|dựng nhà|nhà dột nát"),
    "missing": (r"missing", "mất tích|tìm kiếm|cuốn trôi|mất liên lạc"),
}

# What one province has once at a time: within days, two articles of one office about it are about the same thing.
SINGULAR = frozenset({"lychee", "longan", "exam", "storm"})


def notions(text: str, english: bool) -> frozenset[str]:
    """The notions of a lower-case text with modern tone placement."""
    return frozenset(name for name, pattern in _patterns(english) if pattern.search(text))


def gloss(text: str) -> str:
    """The notions of an English text as Vietnamese words, in the order of their first places; what the models can read."""
    low = text.lower()
    hits = [(match.start(), name) for name, pattern in _patterns(True) if (match := pattern.search(low))]
    return " ".join(NOTIONS[name][1].partition("|")[0] for _, name in sorted(hits))


def features_of(article: Article) -> Features:
    """The features of an article; one written in English is read through `gloss`, for the models know Vietnamese only."""
    fields = [article.field(name) for name in ("title", "summary", "body")]
    if (article.lang or "vi").startswith("en"):
        fields = [gloss(field) for field in fields]
    return features(*fields)


@cache
def _patterns(english: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    pairs = NOTIONS.items()
    return tuple((name, re.compile(rf"(?<!\w)(?:{left if english else right})(?!\w)")) for name, (left, right) in pairs)
