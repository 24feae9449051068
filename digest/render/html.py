"""Print an edition as the HTML mail.

In: a checked `Edition`. Out: a string; the same edition gives the same bytes. The template engine escapes every value, CSS is put
inline, links are http or https only, nothing is loaded from elsewhere. Above `LIMIT` bytes the annex is cut first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

import css_inline
from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from data.model import TOPICS
from data.text.dates import format_date, format_day
from digest import labels
from digest.edition.counts import sum_days
from digest.model import Block, Edition, EditionArticle, EditionStory
from digest.render.attachments import describe_attachments
from digest.wording.edition import (
    TITLE,
    Piece,
    list_blocks,
    list_domestic_in_other_languages,
    list_missing,
    write_addressees,
    write_cases,
    write_foot,
    write_number_and_day,
    write_period,
    write_preheader,
    write_sources,
    write_subject,
    write_totals,
)
from digest.wording.story import (
    Badge,
    describe_agencies,
    describe_foreign_outlet,
    describe_outlets,
    describe_reports,
    join_notes,
    list_badges,
    list_lead_notes,
    list_person_notes,
    note_untranslated,
    write_places,
)

LIMIT = 80_000  # bytes of UTF-8; Gmail clips a mail at 102 KB
FULL = 1_000_000
BLANK_LINES = re.compile(r"\n\s*\n+")
PHRASES = (  # the functions that templates call by their own name
    write_subject, write_preheader, write_number_and_day, write_period, write_addressees, write_totals, write_cases,
    write_sources, list_missing, write_foot, describe_reports, describe_outlets, describe_foreign_outlet, describe_agencies,
    list_lead_notes, list_person_notes, join_notes, write_places, format_day, format_date,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much a mail prints: rows of the annex, stories of each field."""

    rows: int = FULL
    per_field: int = FULL


STEPS = (
    Limits(),
    *(Limits(rows=rows) for rows in (200, 100, 50, 0)),
    *(Limits(rows=0, per_field=stories) for stories in (40, 20, 10, 5, 3, 1)),
)


@cache
def _make_environment() -> Environment:
    """Templates of this package; every value is escaped, a missing one is an error."""
    environment = Environment(
        loader=PackageLoader("digest"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals |= {function.__name__: function for function in PHRASES}
    environment.globals |= {
        "TITLE": TITLE,
        "labels": labels,
        "mark_pieces": _mark_pieces,
        "mark_headline": _mark_headline,
        "mark_badges": _mark_badges,
        "mark_notes": _mark_notes,
        "link": _link,
    }
    return environment


def load_template(name: str) -> Template:
    """Load one of this package's templates."""
    return _make_environment().get_template(name)


@cache
def _make_inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False, keep_at_rules=False)


def as_html(edition: Edition) -> str:
    """Print the mail in at most `LIMIT` bytes.

    When it is longer, rows of the annex go first, then the end of each long field; the mail says so.
    """
    page = ""
    for limits in STEPS:
        page = _print_page(edition, limits)
        if len(page.encode()) <= LIMIT:
            break
    return page


def _print_page(edition: Edition, limits: Limits) -> str:
    blocks = [RENDERERS[headed.block](edition, headed.heading, limits) for headed in list_blocks(edition)]
    page = load_template("edition.html.j2").render(edition=edition, blocks=blocks)
    return BLANK_LINES.sub("\n", _make_inliner().inline(page)) + "\n"


def _fill(block: Block, edition: Edition, heading: str, **values: object) -> Markup:
    """Fill the template of a block."""
    page = load_template(f"block-{block.value}.html.j2").render(edition=edition, heading=heading, **values)
    return Markup(page)  # noqa: S704 - printed by our template, which escapes every value


def _print_attention(edition: Edition, heading: str, _limits: Limits) -> Markup:
    return _fill(Block.ATTENTION, edition, heading, stories=edition.stories_in(Block.ATTENTION))


def _print_field(edition: Edition, heading: str, limits: Limits) -> Markup:
    return _fill(Block.FIELD, edition, heading, fields=_list_fields(edition, limits.per_field))


def _list_fields(edition: Edition, limit: int) -> Iterator[tuple[str, list[EditionStory], int]]:
    for topic, group in groupby(edition.stories_in(Block.FIELD), key=lambda story: story.topic):
        stories = list(group)
        yield TOPICS.get(topic, topic), stories[:limit], max(0, len(stories) - limit)


def _print_foreign(edition: Edition, heading: str, _limits: Limits) -> Markup:
    return _fill(Block.FOREIGN, edition, heading, stories=edition.stories_in(Block.FOREIGN))


def _print_other_languages(edition: Edition, heading: str, _limits: Limits) -> Markup:
    return _fill(Block.OTHER_LANGUAGES, edition, heading, articles=list_domestic_in_other_languages(edition))


def _print_cases(edition: Edition, heading: str, _limits: Limits) -> Markup:
    return _fill(Block.CASES, edition, heading)


def _print_week(edition: Edition, heading: str, _limits: Limits) -> Markup:
    return _fill(Block.WEEK, edition, heading, total=sum_days(edition.week))


def _print_annex(edition: Edition, heading: str, limits: Limits) -> Markup:
    files = describe_attachments(edition)
    line = _mark_pieces(files) if files else Markup("{}").format(_describe_annex(edition, limits.rows))
    groups = [] if files else _list_rows(edition, limits.rows)
    return _fill(Block.ANNEX, edition, heading, line=line, groups=groups)


def _list_rows(edition: Edition, limit: int) -> list[tuple[EditionStory, list[EditionArticle]]]:
    """List the first `limit` rows of the annex by story."""
    shown = ((story, [row for row in story.articles if row.row <= limit]) for story in edition.stories)
    return [(story, rows) for story, rows in shown if rows]


def _describe_annex(edition: Edition, limit: int) -> str:
    count = edition.figures.articles
    if count <= limit:
        return f"Danh mục đầy đủ {count} tin, bài."
    shown = f"{limit} tin, bài đầu trong {count} tin, bài" if limit else f"Danh mục {count} tin, bài"
    return f"{shown}: thư dài nên phần còn lại chỉ có trong văn bản thuần của thư này."


RENDERERS: dict[Block, Callable[[Edition, str, Limits], Markup]] = {
    Block.ATTENTION: _print_attention,
    Block.FIELD: _print_field,
    Block.FOREIGN: _print_foreign,
    Block.OTHER_LANGUAGES: _print_other_languages,
    Block.CASES: _print_cases,
    Block.WEEK: _print_week,
    Block.ANNEX: _print_annex,
}


def _mark_pieces(pieces: Sequence[Piece]) -> Markup:
    return Markup("").join(
        Markup("<b>{}</b>").format(piece.text) if piece.strong else Markup("{}").format(piece.text) for piece in pieces
    )


def _link(row: EditionArticle) -> Markup:
    """The headline, as a link when its address is one we may print."""
    language = Markup(' lang="{}"').format(row.lang) if row.language else Markup("")
    if not row.url:
        return Markup("<span{}>{}</span>").format(language, row.title) if language else Markup("{}").format(row.title)
    return Markup('<a href="{}"{}>{}</a>').format(row.url, language, row.title)


def _mark_headline(story: EditionStory) -> Markup:
    before = Markup("{} ").format(story.continues) if story.continues else Markup("")
    after = Markup(" {}").format(note_untranslated(story)) if note_untranslated(story) else Markup("")
    return before + _link(story.lead_article) + after


def _mark_badge(badge: Badge) -> Markup:
    look = f"b-{badge.kind}" if badge.kind in ("issue", "urgent") else badge.kind
    return Markup('<span class="b {}">{}</span>{}').format(look, badge.text, badge.after)


def _mark_badges(story: EditionStory) -> Markup:
    return Markup(" · ").join(_mark_badge(badge) for badge in list_badges(story))


def _mark_notes(story: EditionStory) -> Markup:
    notes = Markup("").join(Markup('<p class="meta"><i>{}.</i></p>').format(note) for note in list_lead_notes(story))
    return notes + Markup("").join(Markup('<p class="meta">{}</p>').format(line) for line in list_person_notes(story))
