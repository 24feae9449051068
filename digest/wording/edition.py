"""Write the sentences about a whole edition: subject, headings, totals, period, sources, foot.

In: an `Edition`. Out: Vietnamese sentences, not yet escaped. A sentence with parts to stress comes as `Piece`s.
"""

from __future__ import annotations

from dataclasses import dataclass

from data.text.dates import format_date, format_day, format_time
from digest import labels
from digest.cases.block import describe_counts
from digest.edition.edits import describe_review
from digest.model import Block, Edition, Figures, Numbering
from digest.wording.story import format_outlet_counts, write_topic_at_place

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


@dataclass(frozen=True, kw_only=True, slots=True)
class HeadedBlock:
    """A block that an edition shows, and its heading: "IV. BẢY NGÀY GẦN NHẤT", or empty."""

    block: Block
    heading: str


def list_blocks(edition: Edition) -> list[HeadedBlock]:
    """List the blocks that the edition shows, in order, numbered without a gap."""
    headed = []
    number = 0
    for block in (block for block in Block if edition.shows(block)):
        heading = ""
        if block.numbering is Numbering.ROMAN:
            number += 1
            heading = f"{labels.format_roman(number)}. {block.title}"
        elif block.numbering is Numbering.ANNEX:
            heading = f"PHỤ LỤC. {block.title}"
        headed.append(HeadedBlock(block=block, heading=heading))
    return headed


def join_pieces(pieces: list[Piece]) -> str:
    """Join the pieces of a sentence, without stress."""
    return "".join(piece.text for piece in pieces)


def write_title(edition: Edition) -> str:
    """ "ĐIỂM TIN BÁO CHÍ VIẾT VỀ TỈNH HẢI DƯƠNG"."""
    return f"{TITLE} {edition.head.province_label.upper()}"


def write_subject(edition: Edition) -> str:
    """Write the mail's subject; it never says "tiêu cực", because lock screens show it."""
    figures = edition.figures
    part = " (bản chọn lọc)" if edition.selection else ""
    head = f"[Điểm tin {edition.head.province_name}] {labels.format_long_day(edition.day)}{part}: "
    if not figures.stories:
        return head + ("không có nội dung thuộc phần chọn" if edition.selection else "không có tin mới")
    parts = [f"{figures.stories} nội dung"]
    if figures.issues:
        parts.append(f"{figures.issues} báo nêu")
    if figures.urgent:
        parts.append(f"{figures.urgent} tin nhanh")
    return head + ", ".join(parts)


def write_preheader(edition: Edition) -> str:
    """Write what a mail list shows beside the subject: the first stories."""
    if not edition.stories:
        return join_pieces(write_totals(edition))
    first = edition.stories_in(Block.ATTENTION) or edition.stories
    return labels.capitalise("; ".join(write_topic_at_place(story, PREHEADER_LIMIT) for story in first[:PREHEADER_STORIES]))


def write_number_and_day(edition: Edition) -> list[Piece]:
    """ "Số 154 · Thứ Ba, ngày 02/06/2020"."""
    day = f" · {format_day(edition.day)}, ngày {format_date(edition.day)}"
    part = f" · Bản chọn lọc: {edition.selection.name}" if edition.selection else ""
    return [Piece(text=f"Số {edition.number}{part}", strong=True), Piece(text=day)]


def write_period(edition: Edition) -> str:
    """ "Kỳ tổng hợp: 06:00 ngày 01/06 đến 06:00 ngày 02/06/2020"."""
    return f"Kỳ tổng hợp: {labels.format_window(edition.after, edition.until)}"


def write_addressees(edition: Edition) -> str:
    """ "Kính gửi: …", empty when the office has not set it."""
    return f"Kính gửi: {edition.head.addressees}" if edition.head.addressees else ""


def write_totals(edition: Edition) -> list[Piece]:
    """Write the one sentence of totals."""
    figures = edition.figures
    if not figures.stories:
        return [Piece(text=_describe_empty(edition)), *write_selection(edition)]
    reprints = f" ({figures.reprints} tin, bài đăng lại)" if figures.reprints else ""
    of = format_outlet_counts(figures.agencies, figures.aggregators)
    return [
        Piece(text="Bản chọn lọc này có " if edition.selection else "Trong kỳ có "),
        Piece(text=f"{figures.articles} tin, bài", strong=True),
        Piece(text=f"{reprints} về "),
        Piece(text=f"{figures.stories} nội dung", strong=True),
        Piece(text=f" liên quan đến {edition.head.unit}, của {of}: "),
        Piece(text=list_tones(figures), strong=True),
        Piece(text=f"{_describe_negative(figures)}{write_comparison(edition)}."),
        *write_selection(edition),
    ]


def write_selection(edition: Edition) -> list[Piece]:
    """Say that this is a selection, of what, and of how much; nothing for a whole edition."""
    part = edition.selection
    if part is None:
        return []
    whole = f"{part.whole.stories} nội dung, {part.whole.articles} tin, bài" if part.whole.stories else "không có tin mới"
    return [Piece(text=f" Phần chọn của nhóm “{part.name}”: {part.says}; bản tin đầy đủ số {edition.number}: {whole}.")]


def list_tones(figures: Figures) -> str:
    """ "6 tích cực, 4 trung tính, 4 tiêu cực"; a tone without a story is left out, the negative one never."""
    parts = [
        f"{count} {labels.TONE_WORDS[tone]}"
        for tone, count in (("positive", figures.positive), ("neutral", figures.neutral), ("negative", figures.negative))
        if count
    ]
    if not figures.negative:
        parts.append("không có tiêu cực")
    return ", ".join(parts)


def _describe_negative(figures: Figures) -> str:
    """ " (gồm 2 vấn đề báo nêu, 2 vụ việc)"; issues that are not negative stand apart."""
    inside = []
    if figures.issues_negative:
        inside.append(f"{figures.issues_negative} vấn đề báo nêu")
    if figures.incidents:
        inside.append(f"{figures.incidents} vụ việc")
    text = f"gồm {', '.join(inside)}" if inside else ""
    apart = figures.issues - figures.issues_negative
    if apart:
        other = f"{apart} vấn đề báo nêu khác không mang sắc thái tiêu cực" if inside else f"có {apart} vấn đề báo nêu"
        text = f"{text}; {other}" if text else other
    return f" ({text})" if text else ""


def write_comparison(edition: Edition) -> str:
    """ "; so với hôm trước tăng 2 nội dung, 5 tin, bài"; nothing when there is no edition before."""
    change = edition.change
    if change is None:
        return ""
    if change.stories == change.articles == 0:
        text = "không đổi về số nội dung và số tin, bài"
    elif change.stories * change.articles > 0:
        verb = _choose_verb(change.stories)
        text = f"{verb} {abs(change.stories)} nội dung, {abs(change.articles)} tin, bài"
    else:
        stories = f"{_choose_verb(change.stories)} {abs(change.stories)} nội dung" if change.stories else "số nội dung không đổi"
        articles = (
            f"{_choose_verb(change.articles)} {abs(change.articles)} tin, bài" if change.articles else "số tin, bài không đổi"
        )
        text = f"{stories}, {articles}"
    return f"; so với {change.word} {text}"


def _choose_verb(difference: int) -> str:
    return "tăng" if difference > 0 else "giảm"


def _describe_empty(edition: Edition) -> str:
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


def list_domestic_in_other_languages(edition: Edition) -> str:
    """ "VietnamPlus (tiếng Anh), 1 tin, đã tính ở nội dung 6."; empty when there is none."""
    groups: dict[tuple[str, str], list[int]] = {}
    for article in edition.other_languages:
        groups.setdefault((article.source.short, article.language), []).append(article.story)
    parts = [
        f"{short} ({language}), {len(stories)} tin, đã tính ở nội dung {labels.join_words(list(map(str, sorted(set(stories)))))}"
        for (short, language), stories in groups.items()
    ]
    return "; ".join(parts) + "." if parts else ""


def write_cases(edition: Edition) -> list[Piece]:
    """Write the counts of the cases; nothing when the edition has no such block."""
    return [Piece(text=text, strong=strong) for text, strong in describe_counts(edition.cases)] if edition.cases else []


def write_sources(edition: Edition) -> str:
    """ "theo dõi 62 nguồn: 59 đầy đủ, 1 thiếu một phần, 2 không thu được."."""
    sources = edition.sources
    if not sources.watched:
        return "chưa có nguồn nào được ghi nhận trong lượt thu thập."
    if sources.full == sources.watched:
        return f"theo dõi {sources.watched} nguồn: {sources.full} đầy đủ."
    parts = [f"{sources.full} đầy đủ"]
    if sources.partial:
        parts.append(f"{sources.partial} thiếu một phần")
    if sources.none:
        parts.append(f"{sources.none} không thu được")
    return f"theo dõi {sources.watched} nguồn: {', '.join(parts)}."


def list_missing(edition: Edition) -> list[str]:
    """List what was not collected, outlets with the same trouble in one line, and what was not judged."""
    groups: dict[str, list[str]] = {}
    for fault in edition.sources.faults:
        groups.setdefault(fault.text, []).append(fault.label)
    lines = []
    for text, names in groups.items():
        more = len(names) - NAMED
        named = ", ".join(names) if more <= 0 else f"{len(names)} nguồn ({', '.join(names[:NAMED])} và {more} nguồn khác)"
        lines.append(f"{named}: {text}.")
    if edition.waiting:
        lines.append(f"{edition.waiting} nội dung nhạy cảm chờ người phụ trách xem, chưa đưa vào bản tin này.")
    if edition.unjudged:
        lines.append(f"{edition.unjudged} tin, bài đã thu được nhưng chưa phân loại xong, sẽ xét ở bản tin sau.")
    return lines


def write_foot(edition: Edition) -> list[tuple[str, str]]:
    """List the lines after the sources, as (bold label, text)."""
    unit = edition.head.unit
    home = "đã được tính" if edition.head.include_home else "không tính"
    contact = f" hoặc gọi cán bộ trực, {edition.head.contact}" if edition.head.contact else ""
    made = f"hệ thống tổng hợp tự động lúc {format_time(edition.built_at)}{describe_review(edition.review)}."
    return [
        ("Thực hiện:", f"{made} Báo, đài của {unit} {home} trong số liệu này."),
        ("Phát hiện sai sót, bổ sung tin:", f"trả lời thư này{contact}."),
        ("Bản quyền:", RIGHTS),
        ("", "Thay đổi địa chỉ hoặc ngừng nhận: trả lời thư này."),
    ]
