"""Read the articles of a press day: one file each, TOML front matter and text.

In: a file of `articles/` in the format of `data/demo/README.md`. Out: a `DayArticle` with every version it has on the day;
mistakes go to the day's `Checker`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from diembao.demo.press_day.checker import Checker
from diembao.demo.press_day.marks import check_blocks, check_plain

KINDS = ("article", "video", "photo", "live")
TRAPS = (
    "nfd", "old-tone", "escaped-title", "wrong-charset", "feed-gmt7", "feed-utc-as-local", "no-offset", "us-date", "no-jsonld",
    "modified-first", "seo-title", "broken-feed-item", "broken-page", "no-date", "robots-closed", "mobile-link", "server-error",
    "live", "video", "photo",
)  # fmt: skip
UNKNOWN_TIME = datetime.min.replace(tzinfo=UTC)  # stands for a time that is wrong, until all mistakes are known
FRONT_KEYS = (
    "id", "outlet", "published", "section", "authors", "lang", "kind", "announced", "withdrawn", "traps", "edit",
)  # fmt: skip
EDIT_TEXTS = ("title", "summary", "body", "append")  # the first two are one line each, the others blocks
EDIT_KEYS = ("at", *EDIT_TEXTS, "new_slug")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One block of an article's text: kind "p", "h2", "photo" (text = caption) or "related" (items = headlines)."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Version:
    """What an article says from `since` on; `slug_title` is the headline that its address was made of."""

    since: datetime
    title: str
    slug_title: str
    summary: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, kw_only=True)
class DayArticle:
    """One article of the day, with its versions in order of time; `listed_from` is when feeds and lists first show it."""

    id: str
    outlet: str
    published: datetime
    listed_from: datetime
    section: str
    authors: tuple[str, ...]
    lang: str  # empty = the outlet's own
    kind: str
    withdrawn: datetime | None
    traps: frozenset[str]
    versions: tuple[Version, ...]

    def version_at(self, now: datetime) -> Version:
        """Return the version that stands on the site at `now`; before publication the first one."""
        return [self.versions[0], *(version for version in self.versions[1:] if version.since <= now)][-1]

    def modified_at(self, now: datetime) -> datetime:
        """Return the time of the last change up to `now`."""
        return max(self.version_at(now).since, self.published)


def read_article(file: Path, check: Checker, outlets: frozenset[str] | None) -> DayArticle | None:
    """Read one file of articles/; None when something is wrong (noted in `check`)."""
    name, before = f"articles/{file.name}", check.count
    head, text = check.read_front_matter(file, name)
    if head is None:
        return None
    check.check_keys(name, head, FRONT_KEYS)
    if check.get(name, head, "id", str) != file.stem:
        check.add(name, "id", f"phải trùng tên tệp: “{file.stem}”")
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", file.stem):
        check.add(name, "id", "chỉ gồm a-z, 0-9 và dấu “-”")
    outlet = check.get(name, head, "outlet", str) or ""
    check.check_outlet(name, "outlet", outlet, outlets)
    published = check.get_time(name, head, "published")
    traps = frozenset(check.get_choices(name, head, "traps", TRAPS))
    kind = check.get_choice(name, head, "kind", KINDS) or next(
        (trap for trap in ("live", "video", "photo") if trap in traps), "article"
    )
    title, summary, body = split_text(text)
    if not title:
        check.add(name, "# tiêu đề", "thiếu dòng tiêu đề bắt đầu bằng “# ”")
    if not body.strip() and kind == "article":
        check.add(name, "thân bài", "không có đoạn nào")
    _check_marks(name, "", {"# tiêu đề": title, "sapo": summary}, {"thân bài": body}, check)
    since, blocks = published or UNKNOWN_TIME, parse_blocks(body)
    first = Version(since=since, title=title, slug_title=title, summary=summary, blocks=blocks)
    article = DayArticle(
        id=file.stem,
        outlet=outlet,
        published=since,
        listed_from=check.get_time(name, head, "announced", required=False) or since,
        section=check.get(name, head, "section", str) or "",
        authors=check.get_texts(name, head, "authors"),
        lang=str(head.get("lang", "")),
        kind=kind,
        withdrawn=check.get_time(name, head, "withdrawn", required=False),
        traps=traps,
        versions=_read_edits(name, first, check.get(name, head, "edit", list, required=False) or [], check),
    )
    return article if check.count == before else None


def _read_edits(name: str, first: Version, edits: list[dict[str, Any]], check: Checker) -> tuple[Version, ...]:
    versions = [first]
    for number, edit in enumerate(edits, 1):
        prefix = f"edit[{number}]."
        check.check_keys(name, edit, EDIT_KEYS, prefix=prefix)
        at = check.get_time(name, edit, "at", prefix=prefix)
        last = versions[-1]
        if at is None or at <= last.since:
            check.add(name, prefix + "at", "phải sau giờ đăng và sau lần sửa trước")
            continue
        texts = {key: str(edit[key]) for key in EDIT_TEXTS if key in edit}
        lines = {key: texts[key] for key in EDIT_TEXTS[:2] if key in texts}
        bodies = {key: texts[key] for key in EDIT_TEXTS[2:] if key in texts}
        _check_marks(name, prefix, lines, bodies, check)
        title = texts.get("title", last.title)
        blocks = parse_blocks(texts["body"]) if "body" in texts else last.blocks
        versions.append(
            Version(
                since=at,
                title=title,
                slug_title=title if edit.get("new_slug") else last.slug_title,
                summary=texts.get("summary", last.summary),
                blocks=blocks + parse_blocks(texts.get("append", "")),
            )
        )
    return tuple(versions)


def _check_marks(name: str, prefix: str, lines: dict[str, str], bodies: dict[str, str], check: Checker) -> None:
    """Note every mark that the replay cannot print, in headlines and sapos (`lines`) and in texts of blocks (`bodies`)."""
    for key, text in lines.items():
        check_plain(name, prefix + key, text, check)
    for key, text in bodies.items():
        check_blocks(name, prefix + key, text, check)


def split_text(text: str) -> tuple[str, str, str]:
    """Split the text below the front matter into (headline, sapo, rest)."""
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    title = summary = ""
    if blocks and blocks[0].startswith("# "):
        head, _, rest = blocks.pop(0).partition("\n")
        title = head[2:].strip()
        if rest.strip():
            blocks.insert(0, rest.strip())
    if blocks and blocks[0].startswith(">"):
        summary = " ".join(line.lstrip("> ").strip() for line in blocks.pop(0).splitlines())
    return title, summary, "\n\n".join(blocks)


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Split an article's text into its blocks, in order."""
    blocks: list[Block] = []
    for raw in re.split(r"\n\s*\n", text.strip()):
        part = " ".join(raw.split("\n")).strip()
        if not part:
            continue
        photo = re.fullmatch(r"!\[(.*?)\]\(.*?\)", part)
        related = re.findall(r"- \[\[(.+?)\]\]", part)
        if photo:
            blocks.append(Block(kind="photo", text=photo[1]))
        elif related:
            blocks.append(Block(kind="related", items=tuple(related)))
        elif part.startswith("## "):
            blocks.append(Block(kind="h2", text=part[3:].strip()))
        else:
            blocks.append(Block(kind="p", text=part))
    return tuple(blocks)


def check_headlines(articles: Iterable[DayArticle], check: Checker) -> None:
    """Note two articles of one outlet with the same headline: their addresses are made of it."""
    seen: dict[tuple[str, str], str] = {}
    for article in articles:
        for title in {version.slug_title for version in article.versions}:
            other = seen.setdefault((article.outlet, title), article.id)
            if other != article.id:
                check.add(f"articles/{article.id}.md", "# tiêu đề", f"trùng tiêu đề với {other} của cùng cơ quan báo chí")
