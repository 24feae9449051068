"""The command `diembao trace`: the whole way of one article or URL, step by step.

In: an id or a URL. Out: Vietnamese text: what the article is now, every line of its trail, every text it had and what changed
between them, what people corrected, which editions have it. Exit status 1 when nobody ever met it.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, TextIO

import click

from diembao.cli.archive import INVENTED
from diembao.cli.session import NOW, counted_as, finish, load

if TYPE_CHECKING:
    from data.archive.records import Correction, Version
    from data.crawl_store import SeenRow
    from data.model import Article
    from data.settings import Office
    from ops.trace import ArticleNow, ArticleWay, InEdition, OtherArticle, Step

STAGES = {
    "find": "tìm",
    "read": "đọc trang",
    "judge": "phân loại",
    "group": "gộp nội dung",
    "tell": "bản tin",
    "send": "gửi",
}
DATE_SOURCES = {"jsonld": "dữ liệu trong trang", "meta": "dữ liệu trong trang", "page": "chữ trên trang", "feed": "nguồn tin RSS",
                "url": "địa chỉ", "none": "không rõ"}  # fmt: skip


@click.command("trace")
@click.argument("key", metavar="ĐỊA_CHỈ_HOẶC_MÃ")
@NOW
@click.pass_context
def trace(ctx: click.Context, key: str, now: datetime | None) -> None:
    """Cho biết một tin, bài đã đi qua những bước nào, vì sao được lấy hoặc bị bỏ.

    \b
    Ví dụ:
        diembao trace https://tuoitre.vn/…-20260307075519174.htm
    """
    office = load(ctx)
    finish(show_trace(office, key, now=counted_as(ctx, office, now), out=sys.stdout))


def show_trace(office: Office, key: str, *, now: datetime, out: TextIO) -> int:
    """Prints the way of an article (by id or any of its URLs) or of a URL that was not kept; 1 when it was never met."""
    from ops.trace import trace_article

    way = trace_article(office, key, now=now)
    if not way.was_met:
        out.write(
            f"Chưa từng gặp {key}: không có trong kho lưu trữ, nhật ký xử lý và kho thu thập. Cách xử lý: kiểm tra lại địa chỉ; "
            "nếu đúng là bài về tỉnh, thêm bằng “diembao add”.\n"
        )
        return 1
    lines = [INVENTED] if office.office_demo else []
    lines += _way_lines(way)
    out.write("\n".join(lines).lstrip("\n") + "\n")
    return 0


def _way_lines(way: ArticleWay) -> Iterator[str]:
    if way.now is not None:
        yield from _article_lines(way.now)
    elif way.steps:
        key = way.steps[0].row.key
        yield f"{'Địa chỉ' if '://' in key else 'Mục nguồn tin'}: {key}"
        yield "Không có trong kho lưu trữ."
    if way.steps:
        yield from ("", "Nhật ký xử lý")
        yield from map(_step_line, way.steps)
    if way.now is not None:
        yield from _version_lines(way.now.versions)
        yield from _correction_lines(way.now.corrections)
        yield from _edition_lines(way.now.editions)
    if way.seen is not None:
        yield from ("", "Kho thu thập (dùng chung cho mọi cơ quan)")
        yield from _seen_lines(way.seen)


def _seen_lines(row: SeenRow) -> Iterator[str]:
    yield f"  gặp lần đầu {_at(row.first_at)}, lần gần nhất {_at(row.seen_at)}; kết quả gần nhất: {row.outcome.label}"
    if row.title:
        yield f"  tiêu đề trong nguồn tin: {row.title}"


def _article_lines(now: ArticleNow) -> Iterator[str]:
    article = now.article
    yield f"Tiêu đề: {article.title or 'chưa đọc được'}"
    yield f"Nguồn: {now.outlet}"
    published = "chưa rõ" if article.published_at is None else _at(article.published_at)
    yield f"Giờ đăng: {published} (lấy từ: {DATE_SOURCES[article.date_from]})"
    yield f"Mã: {article.id}"
    yield f"Địa chỉ: {article.url}"
    yield from (f"Địa chỉ khác: {url}" for url in now.aliases)
    if article.withdrawn_at is not None:
        yield f"Báo đã gỡ bài (kiểm tra lúc {_at(article.withdrawn_at)})"
    labels = "chưa phân loại" if article.relevance is None else "; ".join(_labels(article))
    yield f"Nhãn hiện nay: {labels}"
    yield from (f"Căn cứ: {reason}" for reason in article.reasons)
    if now.same_as is not None:
        yield f"Đăng lại: {_name(now.same_as)}"
    if article.story is not None:
        yield f"Nội dung: {'bài đầu tiên của nội dung' if now.story is None else _name(now.story)}"


def _labels(article: Article) -> Iterator[str]:
    from data.model import TONES, TOPICS, Outcome

    yield Outcome(article.relevance or "absent").label
    if article.topic:
        yield f"lĩnh vực {TOPICS.get(article.topic, article.topic)}"
    if article.tone:
        yield f"sắc thái {TONES.get(article.tone, article.tone)}"
    if article.issue:
        yield "báo nêu"
    if article.urgent:
        yield "tin nhanh"
    yield f"địa bàn {', '.join(article.places) or 'toàn tỉnh'}"


def _step_line(step: Step) -> str:
    from data.text import local

    row = step.row
    detail = row.detail if step.other is None else _name(step.other)
    line = f"  {local(row.at):%d/%m/%Y %H:%M:%S}  {STAGES[row.stage]:<12}  {row.outcome.label}"
    return line + (f": {detail}" if detail else "")


def _name(other: OtherArticle) -> str:
    """Another article as a person recognises it."""
    return other.id if other.outlet is None else f"“{other.title}” ({other.outlet}, mã {other.id})"


def _at(moment: datetime) -> str:
    from data.text import local

    return f"{local(moment):%H:%M ngày %d/%m/%Y}"


def _version_lines(versions: Sequence[Version]) -> Iterator[str]:
    """What the newspaper changed, version by version; nothing for an article that was never edited."""
    from data.archive.records import CHANGED_LABELS

    if len(versions) < 2:
        return
    yield ""
    yield f"Các bản đã lưu ({len(versions)} bản)"
    yield f"  bản 1, lưu lúc {_at(versions[0].at)}"
    for n, (before, after) in enumerate(pairwise(versions), 2):
        changed = ", ".join(CHANGED_LABELS[name] for name in after.changed)
        yield f"  bản {n}, lưu lúc {_at(after.at)}: báo đã sửa {changed}"
        for name in after.changed:
            yield from _difference(CHANGED_LABELS[name], getattr(before, name) or "", getattr(after, name) or "")
        if before.url != after.url:
            yield from (f"    địa chỉ cũ: {before.url}", f"    địa chỉ mới: {after.url}")


def _difference(label: str, before: str, after: str) -> Iterator[str]:
    for line in difflib.ndiff(before.split("\n"), after.split("\n")):
        if line.startswith("- ") and line[2:]:
            yield f"    {label} cũ: {line[2:]}"
        elif line.startswith("+ ") and line[2:]:
            yield f"    {label} mới: {line[2:]}"


def _correction_lines(corrections: Sequence[Correction]) -> Iterator[str]:
    if corrections:
        yield from ("", "Người sửa nhãn")
    for correction in corrections:
        undone = "" if correction.undone_at is None else f"; đã bỏ lúc {_at(correction.undone_at)} ({correction.undone_by})"
        yield f"  {_at(correction.at)}, {correction.by}: {correction.tell()}{undone}"


def _edition_lines(editions: Sequence[InEdition]) -> Iterator[str]:
    from data.text.dates import format_date

    for entry in editions:
        edition = entry.edition
        sent = "chưa gửi" if edition.frozen_at is None else f"gửi lúc {_at(edition.frozen_at)}"
        number = "" if edition.number is None else f" số {edition.number}"
        yield ""
        yield f"Có trong bản tin{number} ngày {format_date(edition.day)}, nội dung {entry.story_number} ({sent})"
