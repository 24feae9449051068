"""Sentences that stand on a page without being its article: consent, subscription, readers' comments, share bars, the foot.

In: one tidy line. Out: whether it is such a line. Read by its words alone, for a new template names its boxes anew but goes on
saying the same. Linear in the line's length.
"""

from __future__ import annotations

import re

LONGEST = 700  # characters: a longer paragraph is the article's
CONSENT = re.compile(
    r"(?:chấp nhận|đồng ý|accept|agree)\b.{0,80}(?:điều khoản|chính sách (?:bảo mật|quyền riêng tư|cookie)|privacy policy"
    r"|terms of (?:use|service))|"
    r"\bcookies?\b.{0,160}(?:đồng ý|chấp nhận|thiết bị|trình duyệt|trải nghiệm|chính sách|lưu|consent|accept|device"
    r"|browser|settings|policy"
    r"|preferences)"
    r"|(?:đồng ý|chấp nhận|sử dụng|lưu|we use|our use of|accept|storing|store) .{0,60}\bcookies?\b"
    r"|\b(?:CCPA|GDPR|IAB)\b|opt(?:ing)?[ -]out\b.{0,80}\b(?:ads?|advertis\w+|sale|data|information)"
    r"|(?:sells?|sale of) (?:your|my) personal (?:information|data)|dữ liệu cá nhân của bạn"
    r"|\bquyền riêng tư\b.{0,80}(?:đồng ý|thay đổi lựa chọn)|thay đổi lựa chọn .{0,40}(?:bất cứ lúc nào|bất kỳ lúc nào)",
    re.I,
)
# Whom a request for consent speaks to; a report on cookies, terms or a law of data speaks to nobody.
ADDRESSED = re.compile(
    r"chúng tôi|của bạn(?! (?:đọc|bè|trẻ|hàng))|\bbạn (?:đồng ý|chấp nhận|có thể|cho phép|từ chối|hãy)\b"
    r"|(?:trang(?: web| tin)?|website|báo|ứng dụng)(?: này)? (?:dùng|sử dụng|lưu)|bất (?:cứ|kỳ) lúc nào"
    r"|(?:bằng cách|khi) (?:tiếp tục|nhấn|bấm)|vui lòng"
    r"|\b(?:you|your|we|our|us|my|this (?:web)?site)\b",
    re.I,
)
# Asked of a reader: at the beginning of a sentence, or with a word of asking. "Bà đã mua gói 30 ngày" reports.
PAID = re.compile(
    r"(?:^|[.!?:]\s+|\b(?:hãy|vui lòng|xin mời|mời bạn|bạn cần|bạn có thể|hoặc|để đọc tiếp,?)\s+)"
    r"(?:mua|đăng ký|chọn|nâng cấp) (?:(?:gói|tài khoản)(?! (?:thầu|vay|hỗ trợ|cước|bảo hiểm|tín dụng|ngân hàng))|thuê bao)\b"
    r"|(?:đăng nhập|đăng ký)\b.{0,80}\bđể (?:đọc|xem) (?:tiếp"
    r"|toàn bộ|đầy đủ|bài|nội dung)"
    r"|^(?:bạn )?(?:đã|chưa) (?:là|có) (?:thành viên|tài khoản)\b|^đăng nhập(?: ngay)?[.!]?$|(?:nội dung"
    r"|bài viết)(?: này)? (?:chỉ )?dành (?:riêng )?cho"
    r" (?:bạn đọc|độc giả|thành viên|hội viên|thuê bao)|subscribe (?:now|today|to)\b|already a (?:subscriber|member)"
    r"|sign in to (?:read|continue)"
    r"|to continue reading|free articles? (?:left|remaining)|subscribers? only|start your (?:free )?trial",
    re.I,
)
LETTER = re.compile(
    r"^(?:đăng ký|nhập email|để lại email)\b.{0,120}(?:nhận (?:tin|bản tin)|bản tin|newsletter|email)"
    r"|^(?:sign up|subscribe)\b.{0,160}(?:newsletter|inbox|email|alerts?|updates)|\bto our newsletters?\b|newsletter signup"
    r"|^(?:(?:mời|hãy) )?(?:(?:quý vị|quý độc giả|độc giả|bạn đọc|bạn) )?(?:theo dõi|quan tâm|follow)\b.{0,80}(?:zalo"
    r"|facebook|google news|google tin tức|youtube|tiktok|telegram"
    r"|twitter|instagram|kênh|fanpage)"
    r"|^(?:tải|download)\b.{0,40}(?:ứng dụng|app)\b.{0,60}$",
    re.I,
)
FOOT = re.compile(
    r"cơ quan ngôn luận của|tiếng nói của (?:đảng|chính quyền)|phát hành lại thông tin|"
    r"giấy phép (?:hoạt động (?:báo|tạp chí|trang|của báo)|xuất bản|thiết lập|báo chí)"
    r"|giấy phép(?: số)?[\s:]*\d+\s?/\s?(?:gp\W{1,3})?(?:t?tttt|btt|bvh|stt|svh|cbc|xbbc|ttđt|ttdt|ptth|bc)"
    r"|\d/gp-(?:t?tttt|btt|bvh|stt|cbc|xbbc)"
    r"|tổng biên tập\s*:|ghi rõ nguồn|cơ quan chủ quản"
    r"|cơ quan của (?:đảng bộ|tỉnh ủy|thành ủy|bộ|hội|đảng)"
    r"|(?:tòa|toà) soạn\s*:|trụ sở(?: chính| tòa soạn)?\s*:|(?:điện thoại|đt|tel|fax|hotline"
    r"|đường dây nóng)\s*:?\s*[(+]?\d|liên hệ quảng cáo|bản quyền (?:thuộc|của)|©|\ball rights reserved"
    r"|(?:không|cấm) (?:được )?sao chép|thư điện tử\s*:?\s*\S+@|e-?mail\s*:\s*\S+@|chịu trách nhiệm (?:nội dung"
    r"|xuất bản)|phó tổng biên tập",
    re.I,
)
FOOT_STARTS = re.compile(
    r"^(?:©|copyright|bản quyền|giấy phép|cơ quan (?:chủ quản|ngôn luận)|tổng biên tập|phó tổng biên tập|(?:tòa"
    r"|toà) soạn|trụ sở|chịu trách nhiệm|vui lòng ghi rõ"
    r"|(?:mọi )?(?:ý kiến|thông tin) (?:đóng góp|phản ánh) (?:xin )?gửi về)\b|^all rights reserved",
    re.I,
)
SHARE = re.compile(
    r"^(?:(?:chia sẻ|share|gửi|tweet|facebook|zalo|twitter|linkedin|pinterest|whatsapp|messenger|telegram|viber|email"
    r"|e-mail|in bài(?: viết)?|in trang|print"
    r"|sao chép(?: liên kết)?|copy(?: link)?|báo lỗi|gửi email|gửi bài|lưu bài|nghe đọc bài|cỡ chữ|bình luận|thích|like"
    r"|theo dõi|google news|save|x|error report|republishing|reprints?|permissions)"
    r"(?: (?:bài viết|bài|tin|này|trên|qua|lên|this|on|via|article|link))*[\s:|,/·•+0-9()-]*)+$",
    re.I,
)
# What the page offers to do, or counts: players, sizes of letters, marks, ways back, its app.
TOOLS = re.compile(
    r"(?:(?:quét|scan)\b.{0,20}\bqr\b.{0,80}(?:ứng dụng|app\b).{0,40}"
    r"|(?:bạn đọc |độc giả )?đánh giá(?: bài viết)?\s*:?\s*\d[\d.,/ ]{0,9}"
    r"(?:\(?\d[\d.,]{0,9} (?:lượt|đánh giá)(?: đánh giá)?\)?|sao)?"
    r"|(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập)\s*:?\s*\d[\d.,]{0,12}k?|\d[\d.,]{0,12}k? (?:(?:lượt|lần) (?:xem|đọc)|views?)"
    r"|views?\s*:\s*\d[\d.,]{0,12}k?|cỡ chữ\s*:?[\sa+-]{0,12}"
    r"|(?:quay (?:lại|về)|trở (?:lại|về)|về|lên) (?:trang (?:trước|chủ)|đầu trang)"
    r"|(?:nhấn|bấm|ấn|click)(?: vào đây)? để (?:nghe|xem|đọc) (?:bài(?: viết| báo)?|toàn văn|bản tin|audio|podcast)"
    r"|\d{1,2}:\d{2}\s?/\s?\d{1,2}:\d{2}(?: [^\d.!?]{0,40})?)[\s.:]*$",
    re.I,
)
TOOL_WORDS = ("qr", "đánh giá", "lượt", "lần", "view", "cỡ chữ", "trang", "để")
DIGITS, LABEL = "0123456789", 120
COMMENTS = re.compile(
    r"^(?:\(?\d+\)?\s*)?(?:ý kiến|bình luận|phản hồi|thảo luận|gửi bình luận|comments?|leave a (?:comment|reply)"
    r"|join the conversation|view comments"
    r"|show comments)(?: (?:bạn đọc|của bạn(?: đọc)?|độc giả|mới nhất|nổi bật|về bài viết"
    r"|của bạn về bài viết))*[\s:.]*(?:\(?\s*\d[\d.,]*\s*\)?)?(?: (?:ý kiến|bình luận|comments?))?$",
    re.I,
)
RELATED = re.compile(
    r"^(?:(?:các )?(?:tin|bài)(?: viết)? (?:liên quan|khác|mới(?: nhất| hơn)?|cũ hơn|cùng (?:chuyên mục|chủ đề|tác giả)"
    r"|đọc nhiều|nổi bật|nóng|tiếp theo|đáng đọc|xem nhiều)"
    r"|(?:cùng (?:chuyên mục|chủ đề)|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|có thể bạn (?:quan tâm|thích)"
    r"|bạn có thể (?:quan tâm|thích)|đọc (?:thêm|tiếp)|xem thêm|tin tức gần đây"
    r"|tiêu điểm|đừng bỏ lỡ|chuyện mục khác|nội dung liên quan|bài đọc nhiều|dành cho bạn)"
    r"|(?:related(?: \w+)?|more (?:from|on|in|like)\b.{0,40}|most (?:read|popular|viewed)|you (?:may"
    r"|might) (?:also )?(?:like|enjoy)|recommended(?: \w+)*|read (?:more|next)|also read"
    r"|up next|trending(?: now)?|latest (?:news|stories)|in case you missed it|top stories|sponsored(?: \w+)?"
    r"|what to read next|don't miss|popular(?: \w+)?))\s*[:>»…]*$",
    re.I,
)
CONSENT_WORDS = ("cookie", "ccpa", "gdpr", "iab", "opt", "điều khoản", "chính sách", "riêng tư", "dữ liệu", "personal", "privacy",
                 "terms", "lựa chọn")  # fmt: skip
PAID_WORDS = (
    *(f"{verb} {thing}" for verb in ("mua", "đăng ký", "chọn", "nâng cấp") for thing in ("gói", "tài khoản", "thuê bao")),
    "để đọc", "để xem", "thành viên", "có tài khoản", "là tài khoản", "đăng nhập", "dành cho", "dành riêng", "subscri",
    "a member", "sign in to", "continue reading", "free article", "trial",
)  # fmt: skip
LETTER_WORDS = ("đăng ký", "email", "sign up", "subscribe", "theo dõi", "quan tâm", "follow", "tải", "download", "newsletter")
FOOT_WORDS = ("ngôn luận", "tiếng nói của", "phát hành lại", "giấy phép", "gp-", "tổng biên tập", "ghi rõ nguồn", "chủ quản",
              "cơ quan của", "soạn", "trụ sở", "điện thoại", "đt", "tel", "fax", "hotline", "đường dây nóng", "liên hệ quảng cáo",
              "bản quyền", "©", "rights reserved", "sao chép", "thư điện tử", "mail", "chịu trách nhiệm")  # fmt: skip
HEADING = 60  # characters of a line that heads a list
STRONG = 2  # signs of a foot in one line that leave no doubt


def is_furniture(line: str) -> bool:
    """True for a line of consent, subscription, newsletters, sharing or the site's foot."""
    if len(line) > LONGEST:
        return False
    if len(line) <= HEADING and SHARE.match(line):
        return True
    if len(line) <= LABEL and (line[0] in DIGITS or _hold(line.casefold(), TOOL_WORDS)) and TOOLS.match(line):
        return True
    words = line.casefold()
    if _hold(words, FOOT_WORDS) and (
        (FOOT_STARTS.match(line) and FOOT.search(line))
        or sum(1 for _, _match in zip(range(STRONG), FOOT.finditer(line), strict=False)) >= STRONG
    ):
        return True
    if _hold(words, CONSENT_WORDS) and CONSENT.search(line) and (ADDRESSED.search(line) or _is_short_consent(words)):
        return True
    if len(line) > LONGEST // 2:
        return False
    if _hold(words, PAID_WORDS) and PAID.search(line):
        return True
    return _hold(words, LETTER_WORDS) and LETTER.search(line) is not None


def _hold(words: str, needed: tuple[str, ...]) -> bool:
    """Whether one of the words without which no expression matches stands in a line: cheaper than the expression."""
    return any(word in words for word in needed)


def _is_short_consent(words: str) -> bool:
    """A button or a heading: "Chấp nhận cookie"."""
    return len(words) <= HEADING and words.startswith(("chấp nhận", "đồng ý", "accept", "cookie", "thay đổi", "opt", "do not"))


def is_offer(line: str) -> bool:
    """True for a line that sells what follows: the text above it is only the beginning."""
    return len(line) <= LONGEST // 2 and _hold(line.casefold(), PAID_WORDS) and PAID.search(line) is not None


def heads_comments(line: str) -> bool:
    """True for the heading of readers' comments: "Ý kiến bạn đọc (8)"."""
    return len(line) <= HEADING and COMMENTS.match(line) is not None


def heads_related(line: str) -> bool:
    """True for the heading of other stories: "Tin liên quan", "Có thể bạn quan tâm"."""
    return len(line) <= HEADING and RELATED.match(line) is not None
