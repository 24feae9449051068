"""Trace: the whole way of one article or URL, step by step.

In: an id or a URL, the office's archive and the crawl store. Out: what it is now, every line of its trail, every text it had and
what changed between them, what people corrected, which editions told it. Exit status 1 when nobody ever met it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, TextIO

from data.archive import Archive
from data.archive.records import CHANGED_LABELS, TrailRow, Version
from data.crawl_store import CrawlStore, SeenRow
from data.model import TONES, TOPICS, Article, Outcome, Stage
from data.text import local
from data.text.dates import format_date
from data.text.urls import canonical_url

if TYPE_CHECKING:
    from data.settings import Office

INVENTED = "Dữ liệu giả định: sự việc, nhân vật và bài báo đều là hư cấu.\n"
STAGES = {
    Stage.FIND: "tìm",
    Stage.READ: "đọc trang",
    Stage.JUDGE: "phân loại",
    Stage.GROUP: "gộp nội dung",
    Stage.TELL: "bản tin",
    Stage.SEND: "gửi",
}
DATE_SOURCES = {"jsonld": "dữ liệu trong trang", "meta": "dữ liệu trong trang", "page": "chữ trên trang", "feed": "nguồn tin RSS",
                "url": "địa chỉ", "none": "không rõ"}  # fmt: skip


def trace(office: Office, key: str, *, now: datetime, out: TextIO) -> int:
    """Tell the way of an article (by id or any of its URLs) or of a URL that was not kept; 1 when it was never met."""
    keys = _keys(key)
    known = _crawl_row(office, keys, now)
    lines: list[str] = []
    if office.archive_path.exists():
        with Archive.open(office.archive_path, now=now, create=False) as archive:
            lines = list(_tell(archive, keys))
    if known is not None:
        lines += ["", "Kho thu thập (dùng chung cho mọi cơ quan)", *_tell_seen(known)]
    if not lines:
        out.write(
            f"Chưa từng gặp {key}: không có trong kho lưu trữ, nhật ký xử lý và kho thu thập. Cách xử lý: kiểm tra lại địa chỉ; "
            "nếu đúng là bài về tỉnh, thêm bằng “diembao add”.\n"
        )
        return 1
    if office.office_demo:
        lines.insert(0, INVENTED)
    out.write("\n".join(lines).lstrip("\n") + "\n")
    return 0


def _keys(given: str) -> list[str]:
    """The forms under which it may be known: as typed, and its canonical URL."""
    keys = [given.strip()]
    with suppress(ValueError):  # an id, or no URL at all
        keys.append(canonical_url(given.strip()))
    return list(dict.fromkeys(keys))


def _crawl_row(office: Office, keys: list[str], now: datetime) -> SeenRow | None:
    if not office.crawl_path.exists():
        return None
    with CrawlStore.open(office.crawl_path, now=now) as store:
        return next((row for row in map(store.known, keys) if row is not None), None)


def _tell_seen(row: SeenRow) -> Iterator[str]:
    yield f"  gặp lần đầu {_at(row.first_at)}, lần gần nhất {_at(row.seen_at)}; kết quả gần nhất: {row.outcome.label}"
    if row.title:
        yield f"  tiêu đề trong nguồn tin: {row.title}"


def _tell(archive: Archive, keys: list[str]) -> Iterator[str]:
    """Everything the archive knows; nothing when it never met any of the keys."""
    article_id = next((found for found in map(archive.articles.find_id, keys) if found), None)
    trail = archive.trail.lines(article_id or keys[0]) or [row for key in keys[1:] for row in archive.trail.lines(key)]
    article = None if article_id is None else archive.articles.get(article_id)
    if article is not None:
        yield from _tell_article(archive, article)
    elif trail:
        yield f"{'Địa chỉ' if '://' in trail[0].key else 'Mục nguồn tin'}: {trail[0].key}"
        yield "Không có trong kho lưu trữ."
    if trail:
        yield ""
        yield "Nhật ký xử lý"
        yield from (_tell_step(archive, row) for row in trail)
    if article is not None:
        yield from _tell_versions(archive.articles.versions(article.id))
        yield from _tell_corrections(archive, article)
        yield from _tell_editions(archive, article)


def _tell_article(archive: Archive, article: Article) -> Iterator[str]:
    yield f"Tiêu đề: {article.title or 'chưa đọc được'}"
    yield f"Nguồn: {_outlet(archive, article.outlet)}"
    published = "chưa rõ" if article.published_at is None else _at(article.published_at)
    yield f"Giờ đăng: {published} (lấy từ: {DATE_SOURCES[article.date_from]})"
    yield f"Mã: {article.id}"
    yield f"Địa chỉ: {article.url}"
    yield from (f"Địa chỉ khác: {url}" for url in archive.articles.aliases(article.id) if url != article.url)
    if article.withdrawn_at is not None:
        yield f"Báo đã gỡ bài (kiểm tra lúc {_at(article.withdrawn_at)})"
    if article.relevance is None:
        yield "Nhãn hiện nay: chưa phân loại"
    else:
        yield f"Nhãn hiện nay: {'; '.join(_labels(article))}"
    yield from (f"Căn cứ: {reason}" for reason in article.reasons)
    if article.same_as is not None:
        yield f"Đăng lại: {_other(archive, article.same_as)}"
    if article.story is not None:
        yield f"Nội dung: {'bài đầu tiên của nội dung' if article.story == article.id else _other(archive, article.story)}"


def _labels(article: Article) -> Iterator[str]:
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


def _tell_step(archive: Archive, row: TrailRow) -> str:
    detail = row.detail
    if row.outcome in (Outcome.REPRINT, Outcome.STORY_JOINED) and detail:
        detail = _other(archive, detail)
    step = f"  {local(row.at):%d/%m/%Y %H:%M:%S}  {STAGES[row.stage]:<12}  {row.outcome.label}"
    return step + (f": {detail}" if detail else "")


def _other(archive: Archive, article_id: str) -> str:
    """Another article as a person recognises it."""
    article = archive.articles.get(archive.judgements.story_of(article_id)) or archive.articles.get(article_id)
    if article is None:
        return article_id
    return f"“{article.title}” ({_outlet(archive, article.outlet)}, mã {article.id})"


def _outlet(archive: Archive, name: str) -> str:
    outlet = archive.articles.outlets().get(name)
    return outlet.label if outlet else name


def _at(moment: datetime) -> str:
    return f"{local(moment):%H:%M ngày %d/%m/%Y}"


def _tell_versions(versions: list[Version]) -> Iterator[str]:
    """What the newspaper changed, version by version; nothing for an article that was never edited."""
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


def _tell_corrections(archive: Archive, article: Article) -> Iterator[str]:
    corrections = archive.corrections.of_article(article.id)
    if corrections:
        yield ""
        yield "Người sửa nhãn"
    for correction in corrections:
        undone = "" if correction.undone_at is None else f"; đã bỏ lúc {_at(correction.undone_at)} ({correction.undone_by})"
        yield f"  {_at(correction.at)}, {correction.by}: {correction.tell()}{undone}"


def _tell_editions(archive: Archive, article: Article) -> Iterator[str]:
    for edition in archive.editions.with_article(article.id):
        item = next(item for item in archive.editions.items(edition.day) if item.article == article.id)
        sent = "chưa gửi" if edition.frozen_at is None else f"gửi lúc {_at(edition.frozen_at)}"
        number = "" if edition.number is None else f" số {edition.number}"
        yield ""
        yield f"Có trong bản tin{number} ngày {format_date(edition.day)}, nội dung {item.number} ({sent})"
