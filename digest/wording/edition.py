"""What the mail says about the whole edition: subject, preheader, totals, period, sources, foot.

In: an `Edition`. Out: Vietnamese sentences, not yet escaped. A sentence with parts to stress comes as pieces (text, strong).
The words are those of the model and its variants, the zero cases included.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.text.dates import format_date, format_day, format_time
from digest import labels as words
from digest.cases import block as case_words
from digest.edition import edits as review
from digest.model import Block, Edition, Figures
from digest.wording import story as story_words

TITLE = "ĐIỂM TIN BÁO CHÍ VIẾT VỀ"
RIGHTS = (
    "tin, bài thuộc quyền của các cơ quan báo chí; bản tin chỉ trích dẫn ngắn, ghi rõ nguồn và đường dẫn. "
    "Bản tin phục vụ công tác lãnh đạo, chỉ đạo, điều hành; lưu hành nội bộ, đề nghị không đăng tải lại."
)
NAMED = 12  # outlets named in one line of the foot
PREHEADER_STORIES = 3
PREHEADER_LIMIT = 45  # characters of each headline


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A part of a sentence."""

    text: str
    strong: bool = False


def plain(pieces: list[Piece]) -> str:
    """The sentence without stress."""
    return "".join(piece.text for piece in pieces)


def title(edition: Edition) -> str:
    """ "ĐIỂM TIN BÁO CHÍ VIẾT VỀ TỈNH HẢI DƯƠNG"."""
    return f"{TITLE} {edition.head.province_label.upper()}"


def subject(edition: Edition) -> str:
    """The mail's subject; it never says "tiêu cực", because lock screens show it."""
    figures = edition.figures
    part = " (bản chọn lọc)" if edition.selection else ""
    head = f"[Điểm tin {edition.head.province_name}] {words.long_day(edition.day)}{part}: "
    if not figures.stories:
        return head + ("không có nội dung thuộc phần chọn" if edition.selection else "không có tin mới")
    parts = [f"{figures.stories} nội dung"]
    if figures.issues:
        parts.append(f"{figures.issues} báo nêu")
    if figures.urgent:
        parts.append(f"{figures.urgent} tin nhanh")
    return head + ", ".join(parts)


def preheader(edition: Edition) -> str:
    """What a mail list shows beside the subject: the first stories."""
    if not edition.stories:
        return plain(totals(edition))
    first = edition.block(Block.ATTENTION) or edition.stories
    said = "; ".join(story_words.topic_at_place(story, PREHEADER_LIMIT) for story in first[:PREHEADER_STORIES])
    return words.upper_first(said)


def number_and_day(edition: Edition) -> list[Piece]:
    """ "Số 154 · Thứ Ba, ngày 02/06/2020"."""
    day = f" · {format_day(edition.day)}, ngày {format_date(edition.day)}"
    part = f" · Bản chọn lọc: {edition.selection.name}" if edition.selection else ""
    return [Piece(text=f"Số {edition.number}{part}", strong=True), Piece(text=day)]


def period(edition: Edition) -> str:
    """ "Kỳ tổng hợp: 06:00 ngày 01/06 đến 06:00 ngày 02/06/2020"."""
    return f"Kỳ tổng hợp: {words.window(edition.after, edition.until)}"


def addressees(edition: Edition) -> str:
    """ "Kính gửi: …", empty when the office has not set it."""
    return f"Kính gửi: {edition.head.addressees}" if edition.head.addressees else ""


def totals(edition: Edition) -> list[Piece]:
    """The one sentence of totals."""
    figures = edition.figures
    if not figures.stories:
        return [Piece(text=_empty(edition)), *chosen(edition)]
    reprints = f" ({figures.reprints} tin, bài đăng lại)" if figures.reprints else ""
    of = story_words.outlets_of(figures.agencies, figures.aggregators)
    return [
        Piece(text="Bản chọn lọc này có " if edition.selection else "Trong kỳ có "),
        Piece(text=f"{figures.articles} tin, bài", strong=True),
        Piece(text=f"{reprints} về "),
        Piece(text=f"{figures.stories} nội dung", strong=True),
        Piece(text=f" liên quan đến {edition.head.unit}, của {of}: "),
        Piece(text=tones(figures), strong=True),
        Piece(text=f"{_negative(figures)}{compared(edition)}."),
        *chosen(edition),
    ]


def chosen(edition: Edition) -> list[Piece]:
    """That this is a selection, of what, and how much the whole edition has; nothing for a whole edition."""
    found = edition.selection
    if found is None:
        return []
    whole = f"{found.whole.stories} nội dung, {found.whole.articles} tin, bài" if found.whole.stories else "không có tin mới"
    return [Piece(text=f" Phần chọn của nhóm “{found.name}”: {found.says}; bản tin đầy đủ số {edition.number}: {whole}.")]


def tones(figures: Figures) -> str:
    """ "6 tích cực, 4 trung tính, 4 tiêu cực"; a tone without a story is left out, but no negative one is said."""
    said = [
        f"{count} {words.TONE_WORDS[tone]}"
        for tone, count in (("positive", figures.positive), ("neutral", figures.neutral), ("negative", figures.negative))
        if count
    ]
    if not figures.negative:
        said.append("không có tiêu cực")
    return ", ".join(said)


def _negative(figures: Figures) -> str:
    """ " (gồm 2 vấn đề báo nêu, 2 vụ việc)"; issues that are not negative are said apart."""
    inside = []
    if figures.issues_negative:
        inside.append(f"{figures.issues_negative} vấn đề báo nêu")
    if figures.incidents:
        inside.append(f"{figures.incidents} vụ việc")
    said = f"gồm {', '.join(inside)}" if inside else ""
    apart = figures.issues - figures.issues_negative
    if apart:
        other = f"{apart} vấn đề báo nêu khác không mang sắc thái tiêu cực" if inside else f"có {apart} vấn đề báo nêu"
        said = f"{said}; {other}" if said else other
    return f" ({said})" if said else ""


def compared(edition: Edition) -> str:
    """ "; so với hôm trước tăng 2 nội dung, 5 tin, bài"; nothing when there is no edition before."""
    change = edition.change
    if change is None:
        return ""
    if change.stories == change.articles == 0:
        said = "không đổi về số nội dung và số tin, bài"
    elif change.stories * change.articles > 0:
        verb = _verb(change.stories)
        said = f"{verb} {abs(change.stories)} nội dung, {abs(change.articles)} tin, bài"
    else:
        stories = f"{_verb(change.stories)} {abs(change.stories)} nội dung" if change.stories else "số nội dung không đổi"
        articles = f"{_verb(change.articles)} {abs(change.articles)} tin, bài" if change.articles else "số tin, bài không đổi"
        said = f"{stories}, {articles}"
    return f"; so với {change.word} {said}"


def _verb(difference: int) -> str:
    return "tăng" if difference > 0 else "giảm"


def _empty(edition: Edition) -> str:
    sources, unit = edition.sources, edition.head.unit
    if edition.selection:
        return "Trong kỳ không có tin, bài mới thuộc phần chọn của nhóm."
    if edition.unjudged:
        return f"Trong kỳ chưa ghi nhận tin, bài mới; {edition.unjudged} tin, bài thu được chưa phân loại xong (xem cuối thư)."
    if sources.none:
        return f"Trong kỳ chưa ghi nhận tin, bài mới; {sources.none} nguồn không thu được (xem cuối thư)."
    if sources.partial:
        return f"Trong kỳ chưa ghi nhận tin, bài mới; {sources.partial} nguồn thu được một phần (xem cuối thư)."
    if sources.watched:
        return f"Trong kỳ, {sources.watched} nguồn được theo dõi không có tin, bài mới viết về {unit}."
    return f"Trong kỳ không có tin, bài mới viết về {unit}."


def domestic_in_other_languages(edition: Edition) -> str:
    """ "VietnamPlus (tiếng Anh), 1 tin, đã tính ở nội dung 6."; empty when there is none."""
    found: dict[tuple[str, str], list[int]] = {}
    for article in edition.articles:
        tongue = words.language(article.lang)
        if tongue and not article.source.foreign:
            found.setdefault((article.source.short, tongue), []).append(article.story)
    parts = [
        f"{short} ({tongue}), {len(stories)} tin, đã tính ở nội dung {words.joined([str(n) for n in sorted(set(stories))])}"
        for (short, tongue), stories in found.items()
    ]
    return "; ".join(parts) + "." if parts else ""


def cases(edition: Edition) -> list[Piece]:
    """The sentence of counts of block IV; nothing when there is no such block."""
    return [Piece(text=text, strong=strong) for text, strong in case_words.counts(edition.cases)] if edition.cases else []


def sources(edition: Edition) -> str:
    """ "theo dõi 62 nguồn: 59 đầy đủ, 1 thiếu một phần, 2 không thu được."."""
    found = edition.sources
    if not found.watched:
        return "chưa có nguồn nào được ghi nhận trong lượt thu thập."
    if found.full == found.watched:
        return f"theo dõi {found.watched} nguồn: {found.full} đầy đủ."
    parts = [f"{found.full} đầy đủ"]
    if found.partial:
        parts.append(f"{found.partial} thiếu một phần")
    if found.none:
        parts.append(f"{found.none} không thu được")
    return f"theo dõi {found.watched} nguồn: {', '.join(parts)}."


def missing(edition: Edition) -> list[str]:
    """The lines under the sources: what was not collected, outlets with the same trouble in one line, and what was not judged."""
    groups: dict[str, list[str]] = {}
    for fault in edition.sources.faults:
        groups.setdefault(fault.text, []).append(fault.label)
    lines = []
    for text, labels in groups.items():
        more = len(labels) - NAMED
        named = ", ".join(labels) if more <= 0 else f"{len(labels)} nguồn ({', '.join(labels[:NAMED])} và {more} nguồn khác)"
        lines.append(f"{named}: {text}.")
    if edition.waiting:
        lines.append(f"{edition.waiting} nội dung nhạy cảm chờ người phụ trách xem, chưa đưa vào bản tin này.")
    if edition.unjudged:
        lines.append(f"{edition.unjudged} tin, bài đã thu được nhưng chưa phân loại xong, sẽ xét ở bản tin sau.")
    return lines


def foot(edition: Edition) -> list[tuple[str, str]]:
    """The lines after the sources, as (bold label, text)."""
    unit = edition.head.unit
    home = "đã được tính" if edition.head.include_home else "không tính"
    contact = f" hoặc gọi cán bộ trực, {edition.head.contact}" if edition.head.contact else ""
    made = f"hệ thống tổng hợp tự động lúc {format_time(edition.built_at)}{review.tell(edition.review)}."
    return [
        ("Thực hiện:", f"{made} Báo, đài của {unit} {home} trong số liệu này."),
        ("Phát hiện sai sót, bổ sung tin:", f"trả lời thư này{contact}."),
        ("Bản quyền:", RIGHTS),
        ("", "Thay đổi địa chỉ hoặc ngừng nhận: trả lời thư này."),
    ]
