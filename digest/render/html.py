"""An edition printed: HTML mail and JSON; the two plain texts are in `plain`.

In: a checked `Edition`. Out: strings; the same edition gives the same bytes. The template engine escapes every value, CSS is put
inline, links are http or https only, nothing is loaded from elsewhere. Above `LIMIT` bytes the list at the end is cut first.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from data.model import TONES, TOPICS
from data.text import local
from data.text.dates import format_date, format_day, format_short
from digest import labels as words
from digest.edition import counts as figures
from digest.model import Block, Edition, EditionArticle, EditionStory
from digest.render import attachments
from digest.wording import edition as sentences
from digest.wording import story as story_words

LIMIT = 80_000  # bytes of UTF-8; Gmail clips a mail at 102 KB
FULL = 1_000_000
STEPS = ((FULL, FULL), (200, FULL), (100, FULL), (50, FULL), (0, FULL), (0, 40), (0, 20), (0, 10), (0, 5), (0, 3), (0, 1))
BLANK_LINES = re.compile(r"\n\s*\n+")


@cache
def _environment() -> Environment:
    """Templates of this package; every value is escaped, a missing one is an error."""
    return Environment(
        loader=PackageLoader("digest"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def template(name: str) -> Template:
    """One of this package's templates."""
    return _environment().get_template(name)


@cache
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=False)


def html(edition: Edition) -> str:
    """The HTML mail, at most `LIMIT` bytes: rows of the annex go first, then the end of each long field; the mail says so."""
    page = ""
    for rows, per_field in STEPS:
        page = _page(edition, rows, per_field)
        if len(page.encode()) <= LIMIT:
            break
    return page


def _page(edition: Edition, rows: int, per_field: int) -> str:
    numerals = iter(words.ROMAN)
    context: dict[str, Any] = {
        "edition": edition,
        "s": sentences,
        "w": words,
        "sw": story_words,
        "roman": lambda: next(numerals),
        "attention": edition.block(Block.ATTENTION),
        "fields": list(_fields(edition, per_field)),
        "foreign": edition.block(Block.FOREIGN),
        "domestic": sentences.domestic_in_other_languages(edition),
        "total": figures.total(edition.week),
        "annex_files": attachments.annex_line(edition),
        "annex": _annex(edition, rows),
        "annex_line": _annex_line(edition, rows),
        "pieces": _pieces,
        "headline": _headline,
        "marks": _marks,
        "tones": _tones,
        "notes": _notes,
        "link": _link,
        "places": lambda story: words.places(story.places, edition.head.unit),
        "time": lambda row: words.time_of_day(row.published_at),
        "format_day": format_day,
        "format_date": format_date,
    }
    page = template("edition.html.j2").render(context)
    return BLANK_LINES.sub("\n", _inliner().inline(page)) + "\n"


def _fields(edition: Edition, limit: int) -> Iterator[tuple[str, list[EditionStory], int]]:
    for topic, group in groupby(edition.block(Block.FIELD), key=lambda story: story.topic):
        stories = list(group)
        yield TOPICS.get(topic, topic), stories[:limit], max(0, len(stories) - limit)


def _annex(edition: Edition, limit: int) -> list[tuple[EditionStory, list[EditionArticle]]]:
    """The rows of the annex by story, the first `limit` of them."""
    shown = ((story, [row for row in story.articles if row.row <= limit]) for story in edition.stories)
    return [(story, rows) for story, rows in shown if rows]


def _annex_line(edition: Edition, limit: int) -> str:
    count = edition.figures.articles
    if count <= limit:
        return f"Danh mục đầy đủ {count} tin, bài."
    shown = f"{limit} tin, bài đầu trong {count} tin, bài" if limit else f"Danh mục {count} tin, bài"
    return f"{shown}: thư dài nên phần còn lại chỉ có trong văn bản thuần của thư này."


def _pieces(pieces: Sequence[sentences.Piece]) -> Markup:
    return Markup("").join(Markup("<b>{}</b>").format(p.text) if p.strong else Markup("{}").format(p.text) for p in pieces)


def _link(row: EditionArticle) -> Markup:
    """The headline, as a link when its address is one we may print."""
    language = "" if not words.language(row.lang) else Markup(' lang="{}"').format(row.lang)
    if not row.url:
        return Markup("<span{}>{}</span>").format(language, row.title) if language else Markup("{}").format(row.title)
    return Markup('<a href="{}"{}>{}</a>').format(row.url, language, row.title)


def _headline(story: EditionStory) -> Markup:
    before = Markup("{} ").format(story.continues) if story.continues else Markup("")
    after = Markup(" {}").format(story_words.untranslated(story)) if story_words.untranslated(story) else Markup("")
    return before + _link(story.lead_article) + after


def _mark(badge: story_words.Badge) -> Markup:
    look = f"b-{badge.kind}" if badge.kind in ("issue", "urgent") else badge.kind
    return Markup('<span class="b {}">{}</span>{}').format(look, badge.text, badge.after)


def _marks(story: EditionStory) -> Markup:
    return Markup("").join(_mark(badge) + Markup(" · ") for badge in story_words.badges(story))


def _tones(story: EditionStory) -> Markup:
    return Markup(" · ").join(_mark(badge) for badge in story_words.badges(story))


def _notes(story: EditionStory) -> Markup:
    notes = Markup("").join(Markup('<p class="meta"><i>{}.</i></p>').format(note) for note in story_words.lead_notes(story))
    return notes + Markup("").join(Markup('<p class="meta">{}</p>').format(line) for line in story_words.by_person(story))


def columns(row: EditionArticle) -> tuple[str, ...]:
    """The twelve columns of the annex, as text."""
    return (
        str(row.row),
        str(row.story),
        f"{row.source.full_label} ({row.source.type_label.lower()})",
        format_short(row.published_at),
        row.title,
        row.extract,
        row.places,
        TOPICS.get(row.topic, row.topic),
        TONES[row.tone],
        "; ".join(row.agencies),
        story_words.row_note(row),
        row.url,
    )


def as_json(edition: Edition) -> str:
    """The whole edition: the tree, the sentences of the mail, and the annex with its twelve columns. Keys sorted, times local."""
    tree = {field.name: getattr(edition, field.name) for field in dataclasses.fields(edition)}
    tree |= {
        "subject": sentences.subject(edition),
        "preheader": sentences.preheader(edition),
        "totals": sentences.plain(sentences.totals(edition)),
        "annex": {"columns": words.ANNEX_COLUMNS, "rows": [columns(row) for row in edition.articles]},
        "note": words.DEMO_MARK if edition.head.demo else "",
    }
    return json.dumps(tree, default=_plain_value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _plain_value(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return local(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"no JSON for {type(value).__name__}")
